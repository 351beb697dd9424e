"""Names in the scripts of Asia: which words they have, and which Latin spellings those get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.names.farscripts import READINGS, read_far, split_far
from vardas.names.knowledge import rows

WORDS = {
    "foreign name in Chinese": ("尼古拉·卢卡申科", ["尼古拉", "卢卡申科"]),
    "hyphen": ("让-弗朗索瓦", ["让", "弗朗索瓦"]),
    "Chinese name": ("习近平", ["习", "近平"]),
    "Chinese name, traditional": ("蔡英文", ["蔡", "英文"]),
    "Chinese given name that begins like a consonant": ("李克强", ["李", "克强"]),
    "Chinese name of two characters": ("姚明", ["姚", "明"]),
    "surname of two characters": ("欧阳修", ["欧阳", "修"]),
    "foreign name that begins like a surname": ("卢比奥", ["卢比奥"]),
    "foreign name of settled form": ("马克龙", ["马克龙"]),
    "foreign surname made from a settled name": ("安德烈耶夫", ["安德烈耶夫"]),
    "surname before a mark": ("温斯顿·丘吉尔", ["温斯顿", "丘吉尔"]),
    "Malaysian name without marks": ("莫哈末沙仑", ["莫哈末", "沙仑"]),
    "a word of settled form and a consonant": ("阿里斯", ["阿里斯"]),
    "Japanese name": ("安倍晋三", ["安倍", "晋三"]),
    "Japanese name, given name not listed": ("田中眞紀", ["田中", "眞紀"]),
    "katakana": ("ジョン・スミス", ["ジョン", "スミス"]),
    "half-width katakana": ("ｼﾞｮﾝ･ｽﾐｽ", ["ジョン", "スミス"]),
    "double hyphen": ("ジャン＝ルイ・ボルロー", ["ジャン", "ルイ", "ボルロー"]),
    "Korean name": ("김정은", ["김", "정", "은"]),
    "Korean name with a space": ("김 정은", ["김", "정", "은"]),
    "Korean surname of two syllables": ("남궁민", ["남궁", "민"]),
    "foreign name in hangul": ("오바마", ["오바마"]),
    "foreign names in hangul": ("조지 영", ["조지", "영"]),
    "apostrophe for a geresh": ("ג'ון סמית", ["ג׳ון", "סמית"]),
    "geresh at the end": ("ריץ' כהן", ["ריץ׳", "כהן"]),
    "Arabic": ("عبد الله الحكيم", ["عبد", "الله", "الحكيم"]),
    "Hindi": ("नरेन्द्र मोदी", ["नरेन्द्र", "मोदी"]),
    "nothing": ("·・ ", []),
}

READINGS_OF = {
    # foreign names in Chinese
    "尼古拉": "nikolai",
    "卢卡申科": "lukashenko",
    "盧卡申科": "lukashenko",
    "约翰": "dzhon",
    "史密斯": "smith",
    "奧爾加": "orga",
    "安德烈耶夫": "andreyef",
    "茨维塔耶娃": "tsvitayeva",
    "普希金": "pshigin",
    # Chinese, Japanese and Korean names
    "习": "xi",
    "近平": "jinping",
    "曾": "zeng",
    "陳": "chan",
    "安倍": "abe",
    "太郎": "taro",
    "ひろし": "hiroshi",
    "김": "kim",
    "이": "lee",
    "리": "ri",
    "박": "pak",
    "최": "choi",
    "정": "chong",
    # foreign names in kana and hangul
    "ジョン": "dzhon",
    "スミス": "smis",
    "ルカシェンコ": "lkashenko",
    "ヴィクトル": "viktl",
    "ハーパー": "harpar",
    "알렉산드르": "aleksandr",
    "루카셴코": "rukashenko",
    "빅토르": "viktor",
    "존슨": "dzhonsn",
    # scripts without vowels
    "ג׳ון": "dzhon",
    "אברהם": "avrhm",
    "רוברט": "robrt",
    "לוקשנקו": "lokshnko",
    "שרה": "sra",
    "יעקב": "yakv",
    "محمد": "mhmd",
    "مُحَمَّد": "muhamad",
    "الحكيم": "hkim",
    "عبدالله": "abdallah",
    "لوكاشينكو": "lukashinku",
    "پوتین": "putin",
    "چرچیل": "chrchil",
    "جورج": "gvrg",
    "ژاله": "zhalh",
    # no table of ours
    "สมชาย": "smchay",
    "मोदी": "modi",
}


@pytest.mark.parametrize(("text", "words"), WORDS.values(), ids=WORDS)
def test_words(text: str, words: list[str]) -> None:
    assert split_far(text) == words


@pytest.mark.parametrize(("word", "spelling"), READINGS_OF.items())
def test_readings(word: str, spelling: str) -> None:
    assert spelling in read_far(word)


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("近平", ("jinping", "tszinpin", "chinping")),  # pinyin, Palladius, Wade-Giles
        ("الحكيم", ("hkim", "alhkim", "hkym")),  # without the article first
        ("김", ("kim", "gim")),  # each once
    ],
)
def test_order_of_readings(word: str, readings: tuple[str, ...]) -> None:
    assert read_far(word) == readings


def test_signs_do_not_count() -> None:
    assert read_far("محمّد") == read_far("محمد")
    assert read_far("לֵוִי") == read_far("לוי")
    assert read_far("マイケル") == read_far("まいける")


@given(st.text(max_size=30))
def test_any_text_is_read(text: str) -> None:
    for word in [text, *split_far(text)]:
        readings = read_far(word)
        assert len(readings) <= READINGS
        assert all(set(reading) <= set("abcdefghijklmnopqrstuvwxyz") for reading in readings)
        assert all(readings)


def test_no_character_has_two_rows() -> None:
    for table, column in (
        ("han", "characters"),
        ("kana", "letters"),
        ("hebrew", "letters"),
        ("arabic", "letters"),
    ):
        cells = [row[column] + row.get("chinese_too", "") for row in rows(f"scripts/{table}.csv")]
        keys = list("".join(cells)) if table == "han" else cells
        assert sorted(key for key in set(keys) if keys.count(key) > 1) == []


def test_hangul_letters_are_all_there_in_the_order_of_unicode() -> None:
    places = [row["place"] for row in rows("scripts/hangul.csv")]
    assert [places.count(place) for place in ("start", "vowel", "end")] == [19, 21, 27]


def test_tables_spell_in_plain_latin() -> None:
    written = {"characters", "chinese_too", "letters", "letter", "surname", "syllable", "where"}
    for table in ("han", "han_words", "kana", "hebrew", "arabic", "hangul", "pinyin"):
        for row in rows(f"scripts/{table}.csv"):
            spelt = "".join(cell for column, cell in row.items() if column not in written)
            assert spelt.replace(" ", "").replace("_", "").isascii(), (table, row)
