"""FollowTheMoney as a list: one row for each entity, nothing dropped, nothing merged."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.errors import VardasError
from vardas.imports import faults
from vardas.imports.columns import map_table
from vardas.imports.followthemoney import is_followthemoney
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table
from vardas.imports.table import Limits

TODAY = date(2025, 9, 20)


def state(entity: str, prop: str, value: str, schema: str = "Person", **more: Any) -> str:
    parts = {"entity_id": entity, "prop": prop, "value": value, "schema": schema, **more}
    return json.dumps(parts, ensure_ascii=False)


def observe(data: str | bytes, **options: Any) -> list[Observation]:
    table = open_table(data if isinstance(data, bytes) else data.encode(), "a.json", **options)
    return list(observe_rows(table.columns, table.rows, map_table(table, TODAY), today=TODAY))


def codes(observation: Observation) -> list[str]:
    return [problem.code for problem in observation.problems]


STATEMENTS = "\n".join(
    [
        state("one", "name", "Ana Kukul", lang="bel", origin="doubtful", dataset="made-up"),
        state("two", "name", "Ola Prykladnaya", canonical_id="one"),
        state("one", "name", "Anna Kukul"),
        state("one", "birthDate", "1980-05", original_value="1980-05?"),
        state("one", "id", "0" * 40),
        state("bus", "name", "The bus", "Event"),
        state("bus", "date", "2025-09-11", "Event"),
    ]
)


def test_statements_are_gathered_by_their_entity() -> None:
    one, two, bus = observe(STATEMENTS)
    assert [name["text"] for name in one.values["name"]] == ["Ana Kukul", "Anna Kukul"]
    assert one.values["birth_date"] == "1980-05?"
    assert (one.cells["name lang"], one.cells["name origin"]) == ("bel", "doubtful")
    assert (one.number, two.number, bus.number) == (1, 2, 6)
    assert bus.values["event_date"] == "2025-09-11"
    assert "name" not in bus.values


def test_what_is_held_to_be_one_is_not_merged() -> None:
    one, two, _bus = observe(STATEMENTS)
    assert codes(one) == []
    assert codes(two) == ["said_to_be_one"]
    assert two.cells["said to be one with"] == "one"


def test_every_line_stands_as_it_was_written() -> None:
    written = "\n".join(row.cells["as written"] for row in observe(STATEMENTS))
    assert sorted(written.splitlines()) == sorted(STATEMENTS.splitlines())


def test_a_csv_of_statements_is_read_like_the_lines() -> None:
    csv = (
        "canonical_id,entity_id,prop,schema,value,lang\r\n"
        'one,one,name,Person,"Kukul, Ana",bel\r\n'
        "one,two,name,Person,Ola,\r\n"
        "one,one,gender,Person,female,\r\n"
    )
    one, two = observe(csv)
    assert one.values["name"][0]["text"] == "Kukul, Ana"
    assert one.values["sex"] == "female"
    assert codes(two) == ["said_to_be_one"]


def test_entities_are_rows_with_all_their_values() -> None:
    lines = [
        {
            "id": "one",
            "schema": "Person",
            "properties": {"name": ["Ana", "Anna"], "country": ["by"], "odd": [{"id": "x"}, 1]},
            "referents": ["old"],
        },
        {"id": "one", "schema": "Company", "properties": {"name": ["A made-up firm"]}},
    ]
    first, second = observe("\n".join(map(json.dumps, lines)))
    assert [name["text"] for name in first.values["name"]] == ["Ana", "Anna"]
    assert (first.cells["odd"], first.cells["odd (2)"]) == ('{"id":"x"}', "1")
    assert codes(first) == ["said_to_be_one"]
    assert second.cells["Company name"] == "A made-up firm"
    assert "name" not in second.values


BROKEN = {
    "half a line": '{"entity_id": "o',
    "something else": '{"a": 1}',
    "a list": "[1, 2]",
    "words": "Ana Kukul",
    "deep": "[" * 5000,
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN.keys())
def test_a_line_that_cannot_be_read_is_a_row_with_a_problem(line: str) -> None:
    first, second = observe(f"{state('one', 'name', 'Ana')}\n\n{line}\n")
    assert codes(first) == []
    assert (second.number, second.cells["as written"]) == (3, line)
    assert codes(second) == ["line_not_read"]
    assert second.problems[0].place == "row 3"


def test_letters_that_are_no_letters_are_pointed_out() -> None:
    (row,) = observe(state("one", "name", "An?").encode().replace(b"?", b"\xff"))
    assert "letters_lost" in codes(row)


def test_several_kinds_of_one_entity_are_pointed_out() -> None:
    (row,) = observe(f"{state('one', 'name', 'A')}\n{state('one', 'name', 'B', 'Company')}")
    assert codes(row) == ["schemas_differ"]
    assert (row.cells["name"], row.cells["Company name"]) == ("A", "B")


def test_limits_hold() -> None:
    many = "\n".join(state(str(number), "name", "Ana") for number in range(4))
    with pytest.raises(faults.TooManyRows):
        observe(many, limits=Limits(rows=3))
    wide = "\n".join(state("one", f"prop{number}", "a") for number in range(10))
    with pytest.raises(faults.TooManyColumns):
        observe(wide, limits=Limits(columns=9))
    with pytest.raises(faults.CellTooLarge):
        observe(state("one", "name", "a" * 200), limits=Limits(cell=100))


def test_what_is_written_takes_as_many_cells_as_it_needs() -> None:
    lines = "\n".join(state("one", "name", f"Ana {number}") for number in range(9))
    (row,) = observe(lines, limits=Limits(cell=200))
    parts = [cell for name, cell in row.cells.items() if name.startswith("as written")]
    assert "".join(parts) == lines
    assert len(parts) > 1


@pytest.mark.parametrize("data", ['[{"name": "Ana"}]', '{"name": "Ana"}', '{"a": [', "{", "Name\n"])
def test_other_json_is_none(data: str) -> None:
    assert not is_followthemoney(data.encode())


@given(data=st.binary(max_size=300))
def test_any_bytes_after_a_statement_are_rows_or_a_clear_refusal(data: bytes) -> None:
    try:
        rows = observe(state("one", "name", "Ana").encode() + b"\n" + data)
    except VardasError:
        return
    lines = [line for line in data.split(b"\n") if line.strip()]
    assert len(rows) == len(lines) + 1
