"""Names are found in texts in any script and spelling; other words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.publish.naming import HiddenNames

NAMES = HiddenNames(
    hidden=["Мікалай Прыкладзенка", "Ola Haj", "Viktar But", "Ana Olga", "李"],
    cleared=["Ihar Vydumany"],
    listed=["Piotr Vydumany", "Rehina Rouskaya"],
    known=["Prykladzinka", "pardon"],
    numbers=["KB 1234567", "42"],
)

FOUND = [
    "Mikalay Prykladzenka",
    "з Прыкладзенкам",
    "PRYKLADZENKA freed",
    "prykladzenka",
    "the Haj family",
    "haj",
    "Mr But spoke",
    "Ana Olga came",
    "Olga Ana",
    "Ana came",
    "李",
    "passport KB1234567",
    "passport KB-1234567",
    "Rehina Rouskaya",
    "Rouskaya",
    "Piotr Vydumany",
]
LEFT = [
    "",
    "52 people",
    "Ihar Vydumany",
    "Vydumany",
    "Pardon of 250",
    "Prykladzinka",
    "They came, but nobody spoke.",
    "42 people",
    "Mikalay",
]


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    assert NAMES.are_in(text)
    assert NAMES.are_in({"text": text})
    assert NAMES.are_in(["nothing", text])


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text: str) -> None:
    assert not NAMES.are_in(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_name_is_found_in_whatever_text(before: str, after: str) -> None:
    assert NAMES.are_in(f"{before} Prykladzenka {after}")


@given(st.text(max_size=200))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert NAMES.are_in(text) in (True, False)
    HiddenNames([text], [text], [text], [text], [text]).are_in(text)


@given(st.sampled_from(["Haj", "But", "Мароз", "Łukaszewicz", "O’Connor", "Ким"]))
def test_every_hidden_name_is_found_as_it_is_written(name: str) -> None:
    assert HiddenNames([f"Viktar {name}"]).are_in(f"It was {name}.")
