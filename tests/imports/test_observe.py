"""A row as written, as read, and what is wrong with it: nothing lost, nothing changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.imports.columns import Choice, ColumnMapping, guess_mapping
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table
from vardas.imports.table import Row

TODAY = date(2025, 9, 12)


def observe(cells: Mapping[str, str], *more: Mapping[str, str]) -> list[Observation]:
    """Observe rows whose columns are called like their fields, or “x…” for none."""
    columns = list(cells)
    mapping = ColumnMapping(
        tuple(Choice(name, "" if name.startswith("x") else name, "person") for name in columns)
    )
    rows = [Row(number, tuple(row.values())) for number, row in enumerate([cells, *more], 2)]
    return list(observe_rows(columns, rows, mapping, today=TODAY))


def found(observation: Observation) -> list[tuple[str, str]]:
    return [(problem.code, problem.place) for problem in observation.problems]


VALUES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "a date as precise as it is": ({"birth_date": "12.03.1985"}, {"birth_date": "1985-03-12"}),
    "a year": ({"birth_date": "1985"}, {"birth_date": "1985"}),
    "a name": ({"name": " Ana Kukul "}, {"name": [{"text": "Ana Kukul", "script": "Latn"}]}),
    "a name in Cyrillic": (
        {"name": "Вольга Выдуманая"},
        {"name": [{"text": "Вольга Выдуманая", "script": "Cyrl"}]},
    ),
    "parts of a name": (
        {"surname": "Kukul", "given_name": "Ana", "patronymic": "Petrovna"},
        {"name": [{"text": "Ana Petrovna Kukul", "script": "Latn"}]},
    ),
    "charges, one a line": (
        {"charge": "Art. 341\nArt. 285\n"},
        {"charge": ["Art. 341", "Art. 285"]},
    ),
    "a number": ({"count": "1 024"}, {"count": 1024}),
    "a sentence that is a date stays as written": (
        {"sentence": "2019-12-07"},
        {"sentence": "2019-12-07"},
    ),
    "a number of the list keeps its zeros": ({"list_id": "001"}, {"list_id": "001"}),
    "nothing": ({"name": "", "birth_date": "  "}, {}),
    "a column for nothing": ({"x": "kept"}, {}),
}


@pytest.mark.parametrize(("cells", "values"), VALUES.values(), ids=VALUES.keys())
def test_values(cells: dict[str, str], values: dict[str, Any]) -> None:
    (observation,) = observe(cells)
    assert observation.values == values
    assert observation.cells == cells
    assert observation.problems == ()


PROBLEMS: dict[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "no such day": ({"birth_date": "1954-02-29"}, [("no_such_day", "row 2, birth_date")]),
    "a broken date": ({"birth_date": "1952-08021"}, [("date_not_read", "row 2, birth_date")]),
    "FALSE": ({"address": "FALSE"}, [("no_answer", "row 2, address")]),
    "FALSE where nothing is read": ({"x": "FALSE"}, [("no_answer", "row 2, x")]),
    "an error of a spreadsheet": ({"name": "#REF!"}, [("no_answer", "row 2, name")]),
    "no number": ({"count": "about 20"}, [("not_a_number", "row 2, count")]),
    "an override in a name": ({"name": "Ana \u202eluk"}, [("direction_mark", "row 2, name")]),
    "a control character": ({"name": "Ana\x07"}, [("control_character", "row 2, name")]),
    "NUL in any cell": ({"x": "a\x00b"}, [("control_character", "row 2, x")]),
    "an invisible letter": (
        {"surname": "Ku\u200bkul"},
        [("invisible_character", "row 2, surname")],
    ),
    "a letter of another script": ({"name": "Kukul Аna"}, [("mixed_scripts", "row 2, name")]),
    "an essay for a name": ({"name": "x" * 1001}, [("too_long", "row 2, name")]),
    "a lost letter": ({"x": "Kuk\ufffdl"}, [("lost_character", "row 2, x")]),
}


@pytest.mark.parametrize(("cells", "problems"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_problems_stand_at_their_row_and_column_and_the_cell_is_kept(
    cells: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    (observation,) = observe(cells)
    assert found(observation) == problems
    assert observation.cells == cells
    assert all("{" not in problem.sentence() for problem in observation.problems)


def test_an_impossible_date_is_no_value() -> None:
    (observation,) = observe({"name": "Ana", "birth_date": "1954-02-29"})
    assert "birth_date" not in observation.values


def test_a_name_that_stands_twice_is_pointed_out_in_both_rows() -> None:
    first, second, third = observe({"name": "Ana Kukul"}, {"name": "ana KUKUL"}, {"name": "Ola"})
    assert [code for code, _place in found(first)] == ["name_repeated"]
    assert "row 3" in first.problems[0].sentence()
    assert "row 2" in second.problems[0].sentence()
    assert found(third) == []


def test_a_name_that_stands_in_a_thousand_rows_names_ten() -> None:
    observations = observe({"name": "Ana"}, *[{"name": "Ana"}] * 999)
    assert len(observations[0].problems[0].sentence()) < 200


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\r"), max_size=12
) | st.sampled_from(["FALSE", "1954-02-29", "a,b", 'x"y', "two\nlines", "12.03.1985", "\u202e"])


@given(
    columns=st.integers(1, 4),
    rows=st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=8),
)
def test_every_row_of_any_list_is_there_with_its_cells_unchanged(
    columns: int, rows: list[list[str]]
) -> None:
    headings = ["Name", "Born", "Prison", "Agreement"][:columns]
    rows = [row[:columns] for row in rows]
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([headings, *rows])
    written = [row for row in rows if any(cell.strip() for cell in row)]
    if not written:
        return
    table = open_table(stream.getvalue().encode(), "list.csv")
    mapping = guess_mapping(table.columns, table.rows, TODAY)
    observations = list(observe_rows(table.columns, table.rows, mapping, today=TODAY))
    assert [list(one.cells.values()) for one in observations] == written
    assert [one.number for one in observations] == [
        number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)
    ]
