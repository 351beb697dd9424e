"""Spellings of one name share a fold; different names do not."""

from __future__ import annotations

import pytest

from vardas.publish.public_list.folding import cut_words, fold_word


@pytest.mark.parametrize(
    "spellings",
    [
        pytest.param(
            "Статкевіч Статкевич Statkevich Statkievič Statkiewicz Statkiewitsch", id="-ich"
        ),
        pytest.param("Прыдуманы Prydumany Придуманный Pridumannyj", id="adjective"),
        pytest.param("Яўген Jaŭhien Yauhen", id="opening glide"),
        pytest.param("Шчэрба Shcherba Ščerba Szczerba", id="shch"),
    ],
)
def test_spellings_share_a_fold(spellings: str) -> None:
    folds = [set(fold_word(word)) for word in cut_words(spellings)]
    for other in folds[1:]:
        assert folds[0] & other


def test_different_names_do_not() -> None:
    assert not set(fold_word("статкевіч")) & set(fold_word("сталевіч"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Мар’я-Анна д'Арк", ["маря", "анна", "дарк"], id="apostrophes and hyphens"),
        pytest.param("", [], id="nothing"),
        pytest.param("12 + 🙂", [], id="no letters"),
        pytest.param("ＭＡＸ", ["max"], id="full width"),
    ],
)
def test_texts_are_cut_into_words(text: str, words: list[str]) -> None:
    assert cut_words(text) == words


def test_a_script_without_table_has_no_fold() -> None:
    assert fold_word("محمد") == []
