"""Any text is read, in linear time, and comes out as words of sounds."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vardas.names import compare
from vardas.names.alphabet import letters
from vardas.names.reading import TEXT_LIMIT, WORD_LIMIT, clean, read, show_words

READ = {
    "Belarusian": ("Шчарбакоў", "QarbakoW".replace("W", "w")),
    "Russian": ("Щербаков", "Qerbakov"),
    "Polish": ("Szczerbakow", "Qerbakow"),
    "Lacinka": ("Ščarbakoŭ", "Qarbakow"),
    "English": ("Shcherbakov", "QerbaKov".replace("K", "k")),
    "German": ("Schtscherbakow", "Qerbakow"),
    "ISO 9": ("Ŝerbakov", "Qerbakov"),
    "a doubled letter": ("Аннa", "ana"),
    "an apostrophe": ("Дем'янаў", "demjanaw"),
    "full-width letters": ("Ｉｖａｎｏｖ", "ivanov"),
    "a decomposed letter": ("Андреи\u0306", "andrej"),
    "a digit of a scanner": ("Андр3й", "andrzj"),
    "Latin letters in a Cyrillic word": ("Aндрeй", "andrej"),
}


@pytest.mark.parametrize(("text", "sounds"), READ.values(), ids=READ.keys())
def test_a_word_is_read_by_its_letters(text: str, sounds: str) -> None:
    words = read([text])
    order = letters()
    assert words.first.tolist() == [0, 1]
    assert "".join(order[sound] for sound in words.sounds[0, 0, : words.length[0, 0]]) == sounds


HOSTILE = [
    "",
    "a",
    "1",
    "😀😀",
    "\x00",
    "\x1e\x1e",
    "\ue000\ue001\ue002",
    "\ud800",
    "a" * 10_000,
    "Иван " * 2_000,
    "\u0301" * 10_000,
    "a\u0301" * 5_000,
    "习" * 10_000,
    "م" * 10_000,
    "Iв" * 5_000,
    "-" * 10_000,
    ".,;:" * 2_500,
    "ﷺ" * 1_000,
    "ß" * 10_000,
    "İ" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_answered(text: str) -> None:
    comparison = compare(text, "Иван Ткачук")
    assert 0 <= comparison.score <= 1
    assert comparison.reasons
    assert len(clean(text)) <= 9 * TEXT_LIMIT
    assert read([text]).first[1] <= WORD_LIMIT


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=300, deadline=None)
@example("Ткачук\x1eИван", "Иван\x1e")
@example("І. Ткачук", "İvan")
def test_any_two_texts_are_compared(one: str, other: str) -> None:
    there, back = compare(one, other), compare(other, one)
    assert 0 <= there.score <= 1
    assert abs(there.score - back.score) < 0.25
    assert there.reasons


@given(st.lists(st.text(max_size=60), max_size=6))
@settings(max_examples=200, deadline=None)
def test_a_batch_is_read_as_its_names_are_read_alone(texts: list[str]) -> None:
    words = read(texts)
    assert len(words.first) == len(texts) + 1
    for place, text in enumerate(texts):
        alone = read([text])
        begin, end = words.first[place], words.first[place + 1]
        assert words.sounds[begin:end].tolist() == alone.sounds.tolist()
        assert words.flags[begin:end].tolist() == alone.flags.tolist()


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_every_word_can_be_shown(text: str) -> None:
    words = read([text])
    assert len(show_words(text, words, 0)) == words.first[1]
