"""The index: names go in, come out, and are found by anything that resembles them."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from vardas.names.index import NameIndex, best_matches, match_names

PEOPLE = {
    "a": "Мікалай Ткачук",
    "b": "Дробыш, Владимир Иванович",
    "c": "Siarhei Tsikhanchyk",
    "d": "ბერიძე გიორგი",
    "e": "Иванова Ольга Петровна",
    "f": "Ольга Иванова",
}

FOUND = [
    ("Nikolai Tkachuk", "a"),
    ("Коля Ткачук", "a"),
    ("Tkaczuk Mikołaj", "a"),
    ("Uladzimir Drobysh", "b"),
    ("В. И. Дробыш", "b"),
    ("Тиханчик Сергей Олегович", "c"),
    ("Сереги Тиханчк", "c"),
    ("George Beridze", "d"),
    ("Ольга Петровна Иванова", "e"),
    ("Volha Ivanova", "f"),
]


@pytest.fixture(scope="module")
def index() -> NameIndex:
    filled = NameIndex()
    filled.add(PEOPLE.keys(), PEOPLE.values())
    return filled


@pytest.mark.parametrize(("asked", "found"), FOUND)
def test_a_name_is_found_in_another_spelling(index: NameIndex, asked: str, found: str) -> None:
    assert index.query(asked)[0].id == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ткач", {"a"}),
        ("tkach", {"a"}),
        ("Ольга Ив", {"e", "f"}),
        ("ольга", {"e", "f"}),
        ("Драб", set()),
        ("Др", {"b"}),
        ("", set()),
        ("123", set()),
    ],
)
def test_what_is_being_typed_finds_names(index: NameIndex, typed: str, found: set[str]) -> None:
    assert {match.id for match in index.prefix(typed)} == found


def test_a_removed_name_is_not_found() -> None:
    index = NameIndex()
    index.add(PEOPLE.keys(), PEOPLE.values())
    assert index.query("Nikolai Tkachuk")[0].id == "a"
    assert index.remove(["a"]) == 1
    assert "a" not in {match.id for match in index.query("Nikolai Tkachuk")}
    assert len(index) == len(PEOPLE) - 1


def test_a_person_of_several_names_is_found_once_by_the_closest() -> None:
    index = NameIndex()
    index.add(["a", "a", "b"], ["Мікалай Ткачук", "Nikolai Tkachuk", "Мікалай Драбыш"])
    best = index.query("Nikolai Tkachuk")
    assert [match.id for match in best].count("a") == 1
    assert best[0].name == "Nikolai Tkachuk"


def test_an_empty_index_answers() -> None:
    assert NameIndex().query("Иван") == []
    assert NameIndex().prefix("Иван") == []


def batch(names: dict[str, str]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"id": list(names), "name": list(names.values())})


def test_a_list_is_matched_against_a_registry() -> None:
    asked = batch({str(place): name for place, (name, _) in enumerate(FOUND)})
    answer = match_names(asked, batch(PEOPLE), limit=2)
    best = {row["id"]: row["match_id"] for row in answer.to_pylist() if row["rank"] == 1}
    assert best == {str(place): found for place, (_, found) in enumerate(FOUND)}


def test_a_registry_cut_into_parts_gives_the_same_best_matches() -> None:
    asked = batch({str(place): name for place, (name, _) in enumerate(FOUND)})
    some = {key: name for key, name in PEOPLE.items() if key < "d"}
    rest = {key: name for key, name in PEOPLE.items() if key >= "d"}
    parts = [match_names(asked, batch(part)) for part in (some, rest)]
    best = {row["id"]: row["match_id"] for row in best_matches(parts).to_pylist()}
    assert best == {str(place): found for place, (_, found) in enumerate(FOUND)}


def test_a_list_with_empty_names_keeps_its_other_rows() -> None:
    asked = pa.RecordBatch.from_pydict({"id": ["1", "2", "3"], "name": ["", None, "Коля Ткачук"]})
    answer = match_names(asked, batch(PEOPLE))
    assert [(row["id"], row["match_id"]) for row in answer.to_pylist()] == [("3", "a")]


GIVEN = ["Мікалай", "Ольга", "Ivan", "Sergey", "გიორგი", "محمد", "尼古拉"]
SURNAMES = ["Ткачук", "Drobysh", "Иванова", "Tsikhanchyk", "ბერიძე"]


class Following(RuleBasedStateMachine):
    """An index that is changed step by step holds what a fresh one holds."""

    def __init__(self) -> None:
        super().__init__()
        self.index = NameIndex()
        self.held: dict[str, str] = {}

    @rule(
        key=st.integers(0, 30).map(str),
        given=st.sampled_from(GIVEN),
        surname=st.sampled_from(SURNAMES),
    )
    def add(self, key: str, given: str, surname: str) -> None:
        self.index.remove([key])
        self.held[key] = f"{given} {surname}"
        self.index.add([key], [self.held[key]])

    @rule(key=st.integers(0, 30).map(str))
    def remove(self, key: str) -> None:
        assert self.index.remove([key]) == (key in self.held)
        self.held.pop(key, None)

    @invariant()
    def every_held_name_and_no_other_is_found(self) -> None:
        assert len(self.index) == len(self.held)
        for key, name in list(self.held.items())[:3]:
            same = {other for other, text in self.held.items() if text == name}
            best = {match.id for match in self.index.query(name, limit=40) if match.name == name}
            assert key in best
            assert best == same


TestFollowing = Following.TestCase
TestFollowing.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
