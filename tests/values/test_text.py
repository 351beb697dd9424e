"""What hides in a text, how it is shown, and which script it is in."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vardas.values.text import LONGEST, clean, find_hazards, script_of, show

HAZARDS = {
    "a null": ("Ivan\x00", ["control_character"]),
    "an escape": ("\x1b[2JIvan", ["control_character"]),
    "a C1 control": ("Ivan\x9b", ["control_character"]),
    "a line separator": ("Ivan\u2028Petrov", ["control_character"]),
    "an override": ("Ivan\u202enavI", ["direction_mark"]),
    "an isolate": ("Ivan\u2066x\u2069", ["direction_mark"]),
    "a zero-width space": ("Ivan\u200bov", ["invisible_character"]),
    "a soft hyphen": ("Ivan\u00adov", ["invisible_character"]),
    "a byte order mark": ("\ufeffIvan", ["invisible_character"]),
    "a tag": ("Ivan\U000e0041", ["invisible_character"]),
    "a joiner among Cyrillic": ("Ива\u200dн", ["invisible_character"]),
    "a replacement": ("Miko\ufffdaj", ["lost_character"]),
    "half a character": ("Iv\ud800n", ["lost_character"]),
    "a private character": ("Iv\ue000n", ["lost_character"]),
    "a Latin letter in Cyrillic": ("Лукaшевич", ["mixed_scripts"]),
    "a Latin i in Belarusian": ("Bіктар", ["mixed_scripts"]),
    "a Latin i after an apostrophe": ("Мар'iна", ["mixed_scripts"]),
    "a Cyrillic letter in Latin": ("Pеtrov", ["mixed_scripts"]),
    "mostly Latin letters": ("Cepгeй", ["mixed_scripts"]),
    "a Greek letter in Latin": ("Ιvan", ["mixed_scripts"]),
    "a capital in a name of two words": ("Ганна Іванова Cідар", ["mixed_scripts"]),
    "two at once": ("Ив\u202eaн\x00", ["control_character", "direction_mark", "mixed_scripts"]),
    "too long": ("x" * (LONGEST + 1), ["too_long"]),
}
HARMLESS = {
    "nothing": "",
    "Belarusian": "Міхась Ўладзіміравіч Д’яконаў",
    "Lithuanian": "Žydrūnė Šimkutė",
    "Chinese": "王小明",
    "a joiner in Persian": "محمد\u200cعلی",
    "a joiner in Hindi": "क्\u200dष",
    "Hebrew": "משה",
    "two scripts, two words": "Иван Ivan",
    "two scripts, one hyphen": "IT-специалист",
    "a mixture nobody mistakes": "Zвук",
    "lines and tabs": "Ivan\r\n\tPetrov",
    "as long as may be": "x" * LONGEST,
}
SCRIPTS = {
    "Іван Š": "Cyrl",
    "Žydrūnė": "Latn",
    "Ivan": "Latn",
    "Ｉｖａｎ": "Latn",
    "王小明": "Hani",
    "Γιώργος": "Grek",
    "محمد": "Arab",
    "משה": "Hebr",
    "გიორგი": "Geor",
    "Արամ": "Armn",
    "ひろし": "Jpan",
    "김철수": "Kore",
    "": "Zyyy",
    "12.09.2025 —": "Zyyy",
    "Иван Petrov-Vodkin": "Latn",
    "Ян Li": "Cyrl",
}


@pytest.mark.parametrize(("text", "codes"), HAZARDS.values(), ids=HAZARDS)
def test_hazards(text: str, codes: list[str]) -> None:
    found = find_hazards(text)
    assert [problem.code for problem in found] == codes
    assert not any(
        character in problem.sentence() for problem in found for character in "\x00\u202e"
    )


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_no_hazards(text: str) -> None:
    assert find_hazards(text) == ()


def test_the_foreign_letter_is_named() -> None:
    [problem] = find_hazards("Ганна Cідар")
    assert problem.sentence().startswith("In “Cідар” C is of another script (Latn among Cyrl)")


def test_the_length_is_that_of_the_field() -> None:
    assert [problem.code for problem in find_hazards("Ivan", longest=3)] == ["too_long"]
    assert find_hazards("x" * (LONGEST + 1), longest=LONGEST + 1) == ()


@pytest.mark.parametrize(("text", "script"), SCRIPTS.items(), ids=list(SCRIPTS))
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ivan", "Ivan"),
        ("Іван 陈", "Іван 陈"),
        ("a\x00b", "a␀b"),
        ("a\x1b[2J", "a␛[2J"),
        ("a\x7f", "a␡"),
        ("one\r\ntwo\t", "one␍␊two␉"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u200b", "a⟨U+200B⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\ud800", "⟨U+D800⟩"),
    ],
)
def test_show(text: str, shown: str) -> None:
    assert show(text) == shown


def test_clean_composes_and_strips_and_keeps_the_rest() -> None:
    assert clean(" Йонас\u202e  Й\u200b\n") == "Йонас\u202e  Й\u200b"


@given(st.text())
def test_clean_is_done_once(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)


@given(st.text(st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp", "L")), max_size=40))
def test_what_is_shown_stays_on_its_line_and_hides_nothing(text: str) -> None:
    shown = show(text)
    assert show(shown) == shown
    assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in shown)
    assert not any(unicodedata.bidirectional(letter) in ("RLO", "LRO", "RLI") for letter in shown)


@given(st.text())
@example("¹Ⴀ")
def test_any_text_is_searched(text: str) -> None:
    for problem in find_hazards(text):
        assert problem.sentence()
    assert len(script_of(text)) == 4
