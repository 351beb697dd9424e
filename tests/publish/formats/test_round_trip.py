"""Out and in again: a list made of an export gives back all that the format can hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.formats.cases import (
    HOSTILE,
    PERSON,
    clear,
    make_person,
    make_world,
    say,
    texts,
    write,
)
from tests.publish.public_list import world
from vardas.imports.columns import map_table
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table
from vardas.publish.cleared import Cleared, ClearedRecord
from vardas.publish.formats.report import Report
from vardas.values.text import clean

DAY = date(2025, 9, 21)
OPTIONS: dict[str, dict[str, Any]] = {
    "followthemoney": {},
    "pfif": {
        "is_confirmed": True,
        "expires": world.MADE + timedelta(days=30),
        "domain": "example.org",
        "source_name": "A made-up rights group",
    },
}
LEFT = {"denied", "characters_replaced", "date_not_held", "only_one", "doubt_about_date_not_held"}
"""Reasons for which a value itself is not read back as it was."""


def bring_back(name: str, cleared: Cleared) -> tuple[list[Observation], Report]:
    data, report = write(name, cleared, **OPTIONS[name])
    table = open_table(data, "file")
    mapping = map_table(table, DAY)
    return list(observe_rows(table.columns, table.rows, mapping, today=DAY)), report


def find(rows: list[Observation], record: ClearedRecord) -> Observation:
    for row in rows:
        is_person = row.cells.get("schema") == "Person" or row.cells.get("record") == "person"
        if is_person and str(row.values.get("list_id", "")).endswith(str(record.id)):
            return row
    raise AssertionError(record.id)


def check(name: str, cleared: Cleared) -> None:
    """See of every person that names, sex and birth come back, or are named as left out."""
    rows, report = bring_back(name, cleared)
    left = {one.statement for one in report.left_out if one.code in LEFT}
    for person in cleared.of_kind("person"):
        row = find(rows, person)
        values = row.values
        # What reads like no answer (“FALSE”, “N/A”) is kept as written and shown, in every list.
        doubted = {one.fields["value"] for one in row.problems if one.code == "no_answer"}
        names = [part["text"] for part in values.get("name", ())]
        back = {"name": names, "sex": [values.get("sex")], "birth_date": [values.get("birth_date")]}
        for field, found in back.items():
            said = person.fields[field].values if field in person.fields else ()
            for one in said:
                written = one.value["text"] if field == "name" else one.value
                is_back = written in found or written in doubted
                assert is_back != (one.statement in left), (field, one)


@pytest.mark.parametrize("name", OPTIONS)
def test_the_people_of_the_world_come_back(name: str) -> None:
    check(name, make_world())


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize(
    "facts",
    [
        {"sex": "female", "birth_date": "1980-05-01"},
        {"birth_date": "1980"},
        {"birth_date": "1980-05?"},
        {"birth_date": "1980/1982"},
        {"birth_date": [say("1980", certainty="denied"), say("1981")]},
        {"sex": [say("female", certainty="doubtful")]},
    ],
    ids=repr,
)
def test_facts_come_back_or_are_named(name: str, facts: dict[str, Any]) -> None:
    check(name, clear([make_person("Ana Kukul", "Ганна Кукуль", **facts)]))


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_names_come_back_or_are_named(name: str, text: str) -> None:
    check(name, clear([make_person("Ana Kukul", text.strip())]))


@pytest.mark.parametrize("name", OPTIONS)
@given(given=st.lists(texts, min_size=1, max_size=4))
def test_any_names_come_back_or_are_named(name: str, given: list[str]) -> None:
    names = [cleaned for text in given if (cleaned := clean(text))] or ["Ana"]
    check(name, clear([make_person(*names)]))


def test_roles_come_back_with_both_ends() -> None:
    rows, _report = bring_back("followthemoney", make_world())
    links = [row.cells for row in rows if row.cells["schema"] == "UnknownLink"]
    found = {
        (link["UnknownLink subject"], link["UnknownLink object"], link["UnknownLink role"])
        for link in links
        if "UnknownLink role" in link
    }
    assert (str(world.NIKALAI), str(world.EXPULSION), "expelled") in found
    assert len(links) == len(make_world().of_kind("involvement"))


def test_an_expired_export_is_shown_as_such() -> None:
    data, _report = write("pfif", clear([make_person("Ana")]), **OPTIONS["pfif"])
    table = open_table(data, "file.xml")
    late = date(2026, 1, 1)
    (row,) = observe_rows(table.columns, table.rows, map_table(table, late), today=late)
    assert [problem.code for problem in row.problems] == ["expired"]
    assert str(row.values["list_id"]).endswith(str(PERSON))
