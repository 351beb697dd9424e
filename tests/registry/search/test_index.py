"""The same words find the same records on both databases."""

from uuid import UUID

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from vardas.registry.fold.rebuild import rebuild
from vardas.registry.search.index import Entry, count, find, put, remove
from vardas.registry.search.words import cut, make_snippet, read_query

TEXTS = {
    1: ("Мікалай Кукуль · Mikalaj Kukul", "электрык з Берасця"),
    2: ("Łucja Łabędź", "nurse; lives near O'Neill street"),
    3: ("刘晓东", "journalist"),
    4: ("Ёрш Йонас", "учёный"),
    5: ("Ана Кукуль", ""),
    6: ("Report of 12 September", "Ana was seen at the border crossing, then taken back."),
    7: ("ลำดับ", ""),
}


@pytest.fixture(autouse=True)
def corpus(db: None) -> None:
    rebuild()
    put(
        connection,
        [
            Entry(UUID(int=number), "source" if number == 6 else "person", title, body, "case")
            for number, (title, body) in TEXTS.items()
        ],
    )


def found(query: str, **options: object) -> set[int]:
    return {hit.record.int for hit in find(connection, query, **options)}


@pytest.mark.parametrize(
    ("query", "expected"),
    {
        "one word": ("Kukul", {1}),
        "another script": ("Кукуль", {1, 5}),
        "case does not matter": ("КУКУЛЬ", {1, 5}),
        "the beginning of the last word": ("Куку", {1, 5}),
        "but not of a word that is finished": ("Куку Мікалай", set()),
        "all words must be there": ("Кукуль Мікалай", {1}),
        "letters with marks": ("ерш", {4}),
        "marks the other way": ("Ионас", {4}),
        "Polish l": ("labedz", {2}),
        "an apostrophe": ("oneill", {2}),
        "another apostrophe": ("o’neill", {2}),
        "part of a Chinese name": ("晓东", {3}),
        "not in another order": ("东晓", set()),
        "a phrase": ('"border crossing"', {6}),
        "a phrase in another order": ('"crossing border"', set()),
        "an open quotation mark": ('"border crossing', {6}),
        "only marks": ('*"-():^', set()),
        "operators are words": ("NOT Kukul", set()),
        "nothing": ("", set()),
    }.values(),
)
def test_what_is_found(query: str, expected: set[int]) -> None:
    assert found(query) == expected
    assert count(connection, query) == len(expected)


def test_kinds_and_visibilities_narrow_the_search() -> None:
    assert found("Ana", kinds=["source"]) == {6}
    assert found("Ana", kinds=["person"]) == set()
    assert found("Ana", visibilities=["case"]) == {6}
    assert found("Ana", visibilities=[]) == set()


def test_a_record_put_again_replaces_itself() -> None:
    put(connection, [Entry(UUID(int=5), "person", "Ина Гай", "", "case")])
    assert found("Кукуль") == {1}
    assert found("Гай") == {5}


def test_a_removed_record_is_not_found() -> None:
    remove(connection, [UUID(int=1), UUID(int=99)])
    assert found("Kukul") == set()


def test_a_name_in_the_title_comes_before_one_in_the_text() -> None:
    put(connection, [Entry(UUID(int=8), "person", "Ana Gaj", "", "case")])
    assert [hit.record.int for hit in find(connection, "Ana")] == [8, 6]


def test_a_snippet_marks_what_was_looked_for() -> None:
    (hit,) = find(connection, "taken bord")
    assert [span.text for span in hit.snippet if span.is_match] == ["border", "taken"] or [
        span.text for span in hit.snippet if span.is_match
    ] == ["taken", "border"]


def test_pages_do_not_overlap() -> None:
    first, second = found("Кукуль", limit=1), found("Кукуль", limit=1, offset=1)
    assert first | second == {1, 5}


@given(st.text(max_size=60))
def test_no_text_is_an_error(query: str) -> None:
    terms = read_query(query)
    assert all(term.words for term in terms)
    spans = make_snippet(query, terms)
    assert "".join(span.text for span in spans).replace("…", "") in query.replace("…", "")
    assert all(word == word.casefold() and " " not in word for word in cut(query))


@pytest.mark.parametrize(
    "query", ['"', "'", "a'b", "\\", "a\\", "a:*", "a & b", "a <-> b", "%s", "\x00"]
)
def test_no_query_breaks_the_database(query: str) -> None:
    assert isinstance(find(connection, query), list)
