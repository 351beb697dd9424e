"""Names in scripts that are not read letter by letter, spelled in Latin letters.

Chinese, Japanese, Korean, Hebrew and Arabic print a foreign name with the means they have: 尼古拉
is Nikola, ジョン John, 알렉산드르 Aleksandr, and a Hebrew or Arabic word lacks most of its vowels.
`split_far` finds the words of such a name, `read_far` spells one of them. What a linguist knows
is in `knowledge/scripts/`; a script without a table there (Thai, Devanagari, Ethiopic …) is spelled
by anyascii. Neither function refuses any text.
"""

import re
import unicodedata
from functools import cache

from anyascii import anyascii

from vardas.names.hangulscript import read_hangul, split_hangul
from vardas.names.hanscript import read_han, split_han
from vardas.names.knowledge import rows

READINGS = 3
"""The most readings of one word."""

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff"
_HANGUL = "\uac00-\ud7a3"
_HEBREW = "\u0590-\u05ff"
_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff"
_scripts = re.compile(f"([{_HAN}])|([{_KANA}])|([{_HANGUL}])|([{_HEBREW}])|([{_ARABIC}])")
_unspaced = re.compile(f"([{_HAN}]{{2,20}})|([{_HANGUL}]{{2,4}})")
# A long mark, a geresh and the signs on and around the letters of Asia are no ends of words.
_gaps = re.compile(
    r"[^\w\u0300-\u036f\u0591-\u05c7\u05f3\u05f4\u064b-\u0652\u0670\u0900-\u1fff\u200c]+|_+"
)
_geresh = re.compile(f"(?<=[{_HEBREW}])['’‘`´](?=[{_HEBREW}]|\\W|$)")
_signs = re.compile("[\u0591-\u05c7\u05f4\u0640\u0651\u0652\u0670\u200c\u200d]")
_hiragana = re.compile("[\u3041-\u3096]")
_persian = re.compile("[پچژگکیںہےٹڈڑ]")
_not_letters = re.compile("[^a-z]+")


def split_far(text: str) -> list[str]:
    """The words of `text`, a whole name in far scripts, in their order.

    Words end at spaces, hyphens, · and ・. A Chinese or Japanese name that stands alone, without
    such a mark, is cut after its surname (习近平 gives 习 and 近平), a Korean one into syllables.
    An apostrophe between Hebrew letters stays in its word, as a geresh.
    """
    text = _geresh.sub("׳", unicodedata.normalize("NFKC", text))
    words = [word for word in _gaps.split(text) if word]
    found = _unspaced.fullmatch("".join(words))
    if found and found.group(1) and len(words) == 1:
        return split_han(words[0])
    if found and found.group(2):
        parts = split_hangul(found.group(2))
        # With a space or without: 김 정은, 김정은.
        return parts if len(words) == 1 or words[0] == parts[0] else words
    return words


def read_far(token: str) -> tuple[str, ...]:
    """One word of a far script in Latin letters: at most three spellings in a-z, the best first.

    Vowels that the script does not write are absent. Empty when nothing in `token` can be spelled.
    """
    token = _geresh.sub("׳", unicodedata.normalize("NFKC", token))
    found = _scripts.search(token)
    readers = (read_han, _read_kana, read_hangul, _read_hebrew, _read_arabic)
    reader = readers[found.lastindex - 1] if found and found.lastindex else _read_other
    plain = (_not_letters.sub("", reading.lower()) for reading in reader(token))
    return tuple(dict.fromkeys(reading for reading in plain if reading))[:READINGS]


def _read_other(token: str) -> list[str]:
    return [anyascii(token)]


def _read_kana(token: str) -> list[str]:
    # Hiragana stand 0x60 before their katakana.
    token = _hiragana.sub(lambda kana: chr(ord(kana.group()) + 0x60), token)
    return [_spell(token, "kana", reading) for reading in ("usual", "other", "native")]


def _read_hebrew(token: str) -> list[str]:
    token = _signs.sub("", token)
    return [_spell(token, "hebrew", reading) for reading in ("usual", "hard", "soft")]


def _read_arabic(token: str) -> list[str]:
    token = _signs.sub("", token)
    bare = token.removeprefix("ال") if len(token) >= 5 else token
    if _persian.search(token):
        order: tuple[str, ...] = ("persian", "usual")
    else:
        order = ("usual", "foreign", "persian")
    readings = [_spell(bare, "arabic", reading) for reading in order]
    if bare != token:
        # الحكيم is Hakim and Alhakim, but الكساندر is Aleksandr.
        readings.insert(1, _spell(token, "arabic", order[0]))
    return readings


@cache
def _table(script: str) -> dict[str, dict[str, str]]:
    return {row["letters"]: row for row in rows(f"scripts/{script}.csv")}


def _spell(token: str, script: str, reading: str) -> str:
    """`token` by the longest groups of letters in the table of `script`.

    A group is spelled by its cell in the column `reading`, or else in the column "start" or "end"
    when it begins or ends the word, or else in the column "usual".
    """
    table = _table(script)
    spelt = ""
    at = 0
    while at < len(token):
        longest = (token[at : at + size] for size in (3, 2, 1))
        group = next((letters for letters in longest if letters in table), token[at])
        after = at + len(group)
        if group in table:
            row = table[group]
            place = "start" if at == 0 else "end" if after == len(token) else "usual"
            spelt += (reading != "usual" and row[reading]) or row.get(place) or row["usual"]
        else:
            spelt += anyascii(group)
        at = after
    return spelt
