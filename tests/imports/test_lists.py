"""The real lists that the importer was made for: every row kept, every known trap found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vardas.imports.columns import ColumnMapping, guess_mapping
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table

TODAY = date(2025, 9, 15)


def read(shared: Path, name: str) -> tuple[ColumnMapping, Sequence[Observation]]:
    table = open_table((shared / "data" / "lists" / name).read_bytes(), name)
    assert table.notes == ()
    mapping = guess_mapping(table.columns, table.rows, TODAY)
    return mapping, tuple(observe_rows(table.columns, table.rows, mapping, today=TODAY))


def find(observations: Sequence[Observation], column: str, value: str) -> set[tuple[str, str]]:
    """Return codes and columns of the problems of the rows with that value."""
    return {
        (problem.code, problem.place.partition(", ")[2])
        for observation in observations
        if observation.cells[column] == value
        for problem in observation.problems
    }


def count(observations: Sequence[Observation]) -> dict[str, int]:
    return dict(Counter(problem.code for row in observations for problem in row.problems))


def test_prisoners_in_belarus(shared: Path) -> None:
    mapping, rows = read(shared, "viasna_2023_sample.csv")
    assert len(rows) == 51
    assert all(choice.field for choice in mapping.choices)
    assert find(rows, "id", "1065") == {("wrong_order", "verdict_date")}
    assert find(rows, "id", "2050") == {("released_at_verdict", "release_date")}
    assert find(rows, "id", "289") == {
        ("terms_differ", "description"),
        ("several_judges", "judge"),
    }
    assert find(rows, "id", "2040") == {("regimes_differ", "description")}
    assert find(rows, "prison/address", "FALSE") == {("no_answer", "prison/address")}
    assert count(rows) == {
        "several_judges": 3,
        "terms_differ": 1,
        "regimes_differ": 1,
        "wrong_order": 1,
        "released_at_verdict": 1,
        "no_answer": 2,
        "sentence_in_a_word": 1,
    }


def test_prisoners_in_china(shared: Path) -> None:
    mapping, rows = read(shared, "china_political_prisoners.csv")
    assert len(rows) == 926
    assert all(choice.field for choice in mapping.choices)
    assert find(rows, "Date of Birth", "1954-02-29") == {("no_such_day", "Date of Birth")}
    assert find(rows, "Date of Birth", "1952-08021") == {("date_not_read", "Date of Birth")}
    assert find(rows, "Date of Birth", "19812") == {("looks_like_serial", "Date of Birth")}
    words = Counter(row.cells["Sentence"] for row in rows if row.cells["Sentence"].isalpha())
    assert set(words) == {"life", "death", "detention", "unknown"}
    assert count(rows) == {
        "no_such_day": 1,
        "date_not_read": 1,
        "looks_like_serial": 1,
        "name_repeated": 4,
        "sentence_in_a_word": sum(words.values()),
    }


def test_detentions_in_russia(shared: Path) -> None:
    mapping, rows = read(shared, "ovdinfo_detention_events_2013.csv")
    assert len(rows) == 235
    assert {choice.field: choice.column for choice in mapping.choices if choice.field} == {
        "list_id": "Id",
        "event_date": "date",
        "place": "place",
        "count": "number_of_detentions",
        "description": "description",
        "url": "links",
    }
    assert count(rows) == {}
    assert all(row.values["event_date"].startswith("2013") for row in rows)
    assert sum(row.values["count"] for row in rows) > 1000
