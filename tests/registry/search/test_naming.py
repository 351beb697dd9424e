"""The same spellings find the same people on both databases, and nothing of the removed stays."""

from collections.abc import Iterable
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from vardas.registry.search.naming import (
    KEYS,
    NAMES,
    POSTS,
    WORDS,
    NameEntry,
    create_index,
    drop_index,
    find_like,
    find_prefix,
    put,
    remove,
)

PEOPLE = {
    1: ("Мікалай Ткачук", "Mikalaj Tkačuk"),
    2: ("Дробыш, Владимир Иванович",),
    3: ("Siarhei Tsikhanchyk",),
    4: ("გიორგი ბერიძე",),
    5: ("Иванова Ольга Петровна",),
    6: ("Ольга Иванова",),
    7: ("",),
    8: ("尼古拉·特卡丘克",),
}

pytestmark = pytest.mark.django_db


def entry(number: int, *texts: str) -> NameEntry:
    return NameEntry(UUID(int=number), "person", texts)


@pytest.fixture(autouse=True)
def people(db: None) -> None:
    drop_index(connection)
    create_index(connection)
    put(connection, [entry(number, *texts) for number, texts in PEOPLE.items()])


def best(text: str) -> int:
    return find_like(connection, [text])[0][0].record.int


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Дробыш В. И.", 2),
        ("Uladzimir Drobysz", 2),
        ("Сергей Тиханчик", 3),
        ("Тиханчк Сергей", 3),
        ("Тинанчик Сереги", 3),
        ("George Beridze", 4),
        ("Ольга Петровна Иванова", 5),
        ("Volha Ivanova", 6),
    ],
)
def test_another_spelling_finds_the_person(text: str, number: int) -> None:
    assert best(text) == number


def test_all_spellings_of_a_name_are_found_with_their_score() -> None:
    (found,) = find_like(connection, ["Николай Ткачук"])
    assert {likely.record.int for likely in found if likely.score > 0.8} == {1, 8}
    assert [likely.record for likely in found].count(UUID(int=1)) == 1


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("Ткач", {1, 8}),
        ("tk", {1, 8}),
        ("Ольга Ив", {5, 6}),
        ("Драб", set()),
        ("", set()),
        ("5", set()),
    ],
)
def test_what_is_being_typed_finds_people(typed: str, numbers: set[int]) -> None:
    assert {likely.record.int for likely in find_prefix(connection, typed)} == numbers


@pytest.mark.parametrize("text", ["", "…", "12", "😀", "а", "\x00", "ы" * 10_000])
def test_what_is_no_name_finds_nobody_likely(text: str) -> None:
    assert all(likely.score < 0.5 for likely in find_like(connection, [text])[0])


def test_a_name_put_again_is_the_only_one_left() -> None:
    put(connection, [entry(1, "Алесь Верабей")])
    assert best("Aliaksandr Vierabiej") == 1
    assert all(likely.record.int != 1 for likely in find_like(connection, ["Mikola Tkachuk"])[0])


def test_kinds_are_told_apart() -> None:
    put(connection, [NameEntry(UUID(int=9), "organization", ("Ткачук и сыновья",))])
    assert find_like(connection, ["Ткачук"], kinds=["organization"])[0][0].record.int == 9
    assert all(likely.kind == "person" for likely in find_like(connection, ["Ткачук"])[0])


def rows(table: str, order: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608
        return [
            tuple(bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)
            for row in cursor.fetchall()
        ]


def test_nothing_stays_of_the_removed() -> None:
    remove(connection, [UUID(int=number) for number in PEOPLE])
    for table in (NAMES, WORDS, KEYS, POSTS):
        assert rows(table, "1") == []


TEXTS = st.lists(
    st.sampled_from(["Мікалай Ткачук", "Nikolai Tkachuk", "Ольга Иванова", "О. Иванова", "", "×"]),
    max_size=3,
).map(tuple)


def describe() -> tuple[object, ...]:
    """What the index holds, whichever numbers it gave to words and names."""
    words = {number: (data, held) for number, _, data, _, held in rows(WORDS, "id")}
    names = {number: (record, text) for number, record, _, text, _ in rows(NAMES, "id")}
    return (
        sorted(words.values()),
        sorted((str(record), text) for record, text in names.values()),
        sorted((key, words[word][0]) for key, word in rows(KEYS, "key, word")),
        sorted((words[word][0], str(names[name])) for word, name in rows(POSTS, "word, name")),
    )


class Following(RuleBasedStateMachine):
    """However it came about, the index is the one that the names make."""

    def __init__(self) -> None:
        super().__init__()
        drop_index(connection)
        create_index(connection)
        self.held: dict[int, tuple[str, ...]] = {}

    @rule(numbers=st.lists(st.integers(1, 6), max_size=3), texts=TEXTS)
    def put(self, numbers: list[int], texts: tuple[str, ...]) -> None:
        self.held |= dict.fromkeys(numbers, texts)
        put(connection, [entry(number, *texts) for number in numbers])

    @rule(numbers=st.lists(st.integers(1, 6), max_size=3))
    def remove(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.held.pop(number, None)
        remove(connection, [UUID(int=number) for number in numbers])

    @invariant()
    def is_as_if_made_anew(self) -> None:
        found = describe()
        drop_index(connection)
        create_index(connection)
        put(connection, [entry(number, *texts) for number, texts in self.held.items()])
        assert describe() == found


Following.TestCase.settings = settings(
    max_examples=15, stateful_step_count=10, deadline=None, suppress_health_check=[]
)


def test_the_index_follows_what_is_put_and_removed() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Following, settings=Following.TestCase.settings)
