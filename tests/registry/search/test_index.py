"""The same words find the same records on both databases."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from vardas.registry.access.reader import Reader, reading_as
from vardas.registry.access.roles import Role
from vardas.registry.search.index import (
    SHOWN,
    Entry,
    Hit,
    count,
    create_index,
    drop_index,
    find,
    find_groups,
    put,
    remove,
)
from vardas.registry.search.words import INDEXED, cut

TEXTS = {
    1: ("Мікалай Кукуль · Mikalaj Kukul", "электрык з Берасця"),
    2: ("Łucja Łabędź", "nurse; lives near O'Neill street"),
    3: ("王小明", "journalist"),
    4: ("Ёрш Йонас", "учёный"),
    5: ("Ана Кукуль", ""),
    6: ("Report of 12 September", "Ana was seen at the border crossing, then taken back."),
    7: ("สมชาย ใจดี", ""),
    8: ("हिन्दी नाम", ""),
    9: ("Čičinskas E\u0301va · Стат\u00adкус", "1e5 x.y 3.14 a@b.example http://q.example/w"),
}


def make_entry(number: int, title: str, body: str = "", kind: str = "person") -> Entry:
    return Entry(UUID(int=number), kind, title, body, "case")


@pytest.fixture(autouse=True)
def corpus(db: None) -> None:
    drop_index(connection)
    create_index(connection)
    put(
        connection,
        [
            make_entry(number, title, body, "source" if number == 6 else "person")
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
        "nor of one with a space behind it": ("Куку ", set()),
        "nor the end of a word": ("куль", set()),
        "all words must be there": ("Кукуль Мікалай", {1}),
        "in the title or the text": ("Łabędź nurse", {2}),
        "letters with marks": ("ерш", {4}),
        "й for и": ("Ионас", {4}),
        "и for й": ("Йонас", {4}),
        "e for ё": ("ученый", {4}),
        "Polish l": ("labedz", {2}),
        "marks apart from their letters": ("Éva C\u030cic\u030cinskas", {9}),
        "an apostrophe": ("oneill", {2}),
        "another apostrophe": ("o’neill", {2}),
        "a soft hyphen": ("Статкус", {9}),
        "part of a Chinese name": ("小明", {3}),
        "one character": ("小", {3}),
        "not in another order": ("明小", set()),
        "part of a Thai name": ("ใจ", {7}),
        "a Thai name without its space": ("ชายใจ", {7}),
        "Hindi": ("हिन्दी", {8}),
        "Hindi, another vowel": ("हन्दा", set()),
        "a phrase": ('"border crossing"', {6}),
        "a phrase in typographic marks": ("„border crossing“", {6}),
        "a phrase in another order": ('"crossing border"', set()),
        "a phrase with a gap": ('"border then"', set()),
        "a phrase is no beginning": ('"border cross"', set()),
        "no phrase from the title into the text": ('"September Ana"', set()),
        "nor from within a word": ('"order crossing"', set()),
        "an open quotation mark": ('"border crossing', {6}),
        "a number with a letter": ("1e5", {9}),
        "a number with a point": ("3.14", {9}),
        "an address": ("a@b.example", {9}),
        "only marks": ('*"-():^', set()),
        "operators are words": ("NOT Kukul", set()),
        "nothing": ("", set()),
    }.values(),
)
def test_what_is_found(query: str, expected: set[int]) -> None:
    assert found(query) == expected
    assert count(connection, query) == len(expected)


def test_kinds_narrow_the_search() -> None:
    assert found("Ana", kinds=["source"]) == {6}
    assert found("Ana", kinds=["person"]) == set()
    assert count(connection, "Ana", kinds=["source", "person"]) == 1


def test_a_search_finds_what_its_reader_may_see() -> None:
    whole, part = make_entry(70, "Letter", "Zinaida Planted"), make_entry(70, "Letter")
    put(connection, [whole, replace(part, visibility="open"), make_entry(71, "Letter")])
    desk = Reader(UUID(int=5), (Role.DESK,))
    with reading_as(Reader(UUID(int=5), (Role.DOCUMENTER,))):
        assert found("Planted") == {70}
        assert found("Letter") == {70, 71}
    with reading_as(desk):
        assert found("Planted") == set()
        assert found("Letter") == {70}
        assert count(connection, "Letter") == 1
    with reading_as(replace(desk, hidden=frozenset({UUID(int=70)}))):
        assert found("Letter") == set()
        assert find_groups(connection, "Letter") == {}


def test_a_record_put_again_replaces_itself() -> None:
    put(connection, [make_entry(5, "Ина Гай")])
    assert found("Кукуль") == {1}
    assert found("Гай") == {5}


def test_of_a_record_given_twice_the_last_counts() -> None:
    put(connection, [make_entry(5, "Ина Гай"), make_entry(5, "Ина Дуб")])
    assert found("Ина") == found("Дуб") == {5}
    assert found("Гай") == set()


def test_a_removed_record_is_not_found() -> None:
    remove(connection, [UUID(int=1), UUID(int=99)])
    assert found("Kukul") == set()


def test_more_records_than_fit_one_command() -> None:
    records = [make_entry(number, f"Word{number} Common") for number in range(1000, 2203)]
    put(connection, records)
    assert count(connection, "common") == 1203
    assert found("word2202") == {2202}
    remove(connection, [entry.record for entry in records])
    assert count(connection, "common") == 0


def test_what_is_undone_is_not_found() -> None:
    with transaction.atomic():
        put(connection, [make_entry(20, "Ина Гай")])
        transaction.set_rollback(True)
    assert found("Гай") == set()


def test_a_name_in_the_title_comes_before_one_in_the_text() -> None:
    put(connection, [make_entry(20, "Ana Gaj")])
    assert [hit.record.int for hit in find(connection, "Ana")] == [20, 6]


def test_a_short_title_comes_before_a_long_one() -> None:
    put(connection, [make_entry(20, "Gaj of the seven long words here"), make_entry(21, "Gaj")])
    assert [hit.record.int for hit in find(connection, "Gaj")] == [21, 20]


def test_equals_stand_by_their_titles() -> None:
    put(connection, [make_entry(20, "Gaj Б"), make_entry(21, "Gaj а"), make_entry(22, "Gaj Z")])
    assert [hit.record.int for hit in find(connection, "Gaj")] == [22, 20, 21]


def test_a_hit_shows_the_text_with_its_matches_marked() -> None:
    (hit,) = find(connection, "taken bord")
    assert hit.kind == "source"
    assert "".join(span.text for span in hit.title) == TEXTS[6][0]
    assert [span.text for span in hit.snippet if span.is_match] == ["border", "taken"]


def test_pages_do_not_overlap() -> None:
    first, second = found("Кукуль", limit=1), found("Кукуль", limit=1, offset=1)
    assert first | second == {1, 5}


def test_groups_say_what_finding_and_counting_kind_by_kind_say() -> None:
    put(connection, [make_entry(20 + n, "Ana Gaj" + " x" * n) for n in range(5)])
    put(connection, [make_entry(40, "Event", "Ana", "event")])
    groups = find_groups(connection, "Ana", limit=2)
    assert set(groups) == {"person", "source", "event"}
    for kind, group in groups.items():
        assert group.total == count(connection, "Ana", kinds=[kind])
        assert list(group.hits) == find(connection, "Ana", kinds=[kind], limit=2)
    assert set(find_groups(connection, "Ana", kinds=["event"])) == {"event"}
    assert find_groups(connection, "nobody") == find_groups(connection, "") == {}


LONG = {
    "many different words": " ".join(f"слово{n}" for n in range(120_000)),
    "one word many times": "слово " * 40_000,
    "one word of great length": "я" * 300_000,
    "Chinese": "王明小" * 40_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_a_long_text_is_found_by_its_beginning(text: str) -> None:
    put(connection, [make_entry(20, "Long", f"Zubr first {text}")])
    assert found('"zubr first"') == {20}
    (hit,) = find(connection, "zubr")
    assert [span.text for span in hit.snippet if span.is_match] == ["Zubr"]


@pytest.mark.parametrize("text", ["слово " * 40_000, "王明小" * 40_000])
def test_side_by_side_counts_far_into_a_text(text: str) -> None:
    put(connection, [make_entry(20, "Long", f"{text} 王小明 zubr last")])
    assert found("小明") == {3, 20}
    assert found('"zubr last"') == {20}
    assert found('"last zubr"') == found("明王") == set()


def test_what_is_found_beyond_what_is_kept_is_shown_unmarked() -> None:
    put(connection, [make_entry(20, "Long", "слово " * SHOWN + "zubr")])
    (hit,) = find(connection, "zubr")
    assert hit.snippet
    assert not any(span.is_match for span in hit.snippet)


def test_the_end_of_a_text_beyond_all_measure_is_not_found() -> None:
    put(connection, [make_entry(20, "Long", "a" + " b" * INDEXED + " zubr")])
    assert found("zubr") == set()
    assert found("Long") == {20}


HARD = "\"'`*:&|!()<->\\%_^~@{}[]-+.,/ \x00\x1a\u202e\u00ad%s AND OR NOT NEAR a b é й 晓"
QUERIES = st.text(max_size=40) | st.text(HARD, max_size=40)


@given(QUERIES)
def test_no_query_breaks_the_database(query: str) -> None:
    hits = find(connection, query)
    assert count(connection, query) == len(hits)


def test_a_query_of_any_length_is_read() -> None:
    assert found("Ana b " * 100_000) == set()
    assert found("Kukul " * 200) == {1}
    assert found('"' * 1000) == set()


def meets(query: list[str], text: str) -> bool:
    """What a search means, said in the plainest way: words, the last one a beginning."""
    words = cut(text)
    *whole, last = query
    return set(whole) <= set(words) and any(word.startswith(last) for word in words)


WORD = st.text("abйèłß晓เ5", min_size=1, max_size=3)
WORDS = st.lists(WORD, min_size=1, max_size=4)


@given(st.lists(WORDS, min_size=1, max_size=4), WORDS)
def test_every_database_finds_what_a_plain_reading_finds(
    texts: list[list[str]], query: list[str]
) -> None:
    with transaction.atomic():
        put(connection, [make_entry(n, "", " ".join(words)) for n, words in enumerate(texts, 100)])
        # Only single tokens here: what stands side by side has its own tests.
        tokens = [cut(word)[0] for word in query]
        expected = {n for n, words in enumerate(texts, 100) if meets(tokens, " ".join(words))}
        assert only_new(find(connection, " ".join(tokens))) == expected
        transaction.set_rollback(True)


@given(st.lists(WORD, min_size=2, max_size=8), st.data())
def test_any_stretch_of_a_text_is_a_phrase_of_it(words: list[str], data: st.DataObject) -> None:
    tokens = cut(" ".join(words))
    begin = data.draw(st.integers(0, len(tokens) - 1))
    end = data.draw(st.integers(begin + 1, len(tokens)))
    other = data.draw(st.permutations(tokens[begin:end]))
    with transaction.atomic():
        put(connection, [make_entry(100, "", " ".join(words))])
        assert 100 in only_new(find(connection, '"' + " ".join(tokens[begin:end]) + '"'))
        stands = any(
            tokens[at : at + len(other)] == list(other)
            for at in range(len(tokens) - len(other) + 1)
        )
        assert (100 in only_new(find(connection, '"' + " ".join(other) + '"'))) == stands
        transaction.set_rollback(True)


def only_new(hits: Iterable[Hit]) -> set[int]:
    return {hit.record.int for hit in hits if hit.record.int >= 100}
