"""Characters that hide or turn text are named; nothing else is touched."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.registry.wording.revealing import isolate, read_language, reveal

REVEALED = {
    "right-to-left override": ("Anna\u202egnp", "Anna⟨U+202E⟩gnp"),
    "isolate": ("\u2067Anna", "⟨U+2067⟩Anna"),
    "null": ("An\x00na", "An␀na"),
    "escape": ("\x1b[31m", "␛[31m"),
    "zero-width space": ("An\u200bna", "An⟨U+200B⟩na"),
    "soft hyphen": ("An\xadna", "An⟨U+00AD⟩na"),
    "lone surrogate": ("An\ud800na", "An⟨U+D800⟩na"),
    "carriage return": ("An\rna", "An␍na"),
}
UNTOUCHED = {
    "Belarusian": "Мікалай Статкевіч",
    "joined Persian": "می\u200cخواهم",
    "lines and tabs": "one\n\ttwo",
    "combining marks": "ń́",
}


@pytest.mark.parametrize(("text", "shown"), REVEALED.values(), ids=REVEALED)
def test_names_what_hides(text: str, shown: str) -> None:
    assert reveal(text) == shown


@pytest.mark.parametrize("text", UNTOUCHED.values(), ids=UNTOUCHED)
def test_leaves_ordinary_text(text: str) -> None:
    assert reveal(text) == text


@given(st.text())
def test_nothing_that_turns_text_is_left(text: str) -> None:
    turning = {"LRO", "RLO", "LRE", "RLE", "PDF", "LRI", "RLI", "FSI", "PDI"}
    shown = reveal(text)
    assert not turning & {unicodedata.bidirectional(letter) for letter in shown}
    assert all(unicodedata.category(letter) != "Cc" or letter in "\t\n" for letter in shown)


def test_isolates_and_escapes() -> None:
    assert isolate("<b>x", "be") == '<bdi lang="be">&lt;b&gt;x</bdi>'
    assert isolate("") == "" == isolate(None)
    assert isolate(0) == "<bdi>0</bdi>"


@pytest.mark.parametrize(
    ("tag", "read"),
    [("be", "be"), ("be-tarask", "be-tarask"), ('be" onclick="x', ""), (None, ""), ("мова", "")],
)
def test_reads_a_language_tag(tag: object, read: str) -> None:
    assert read_language(tag) == read
