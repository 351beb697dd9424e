"""A list comes in with one commit, every cell as written, and is taken back whole."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.facts import restore_statements
from vardas.actions.identity import make_people
from vardas.actions.lists import (
    ImportedList,
    NotAList,
    import_list,
    name_fields,
    read_problem,
    undo_import,
    write_problem,
)
from vardas.errors import Problem
from vardas.imports.columns import guess_mapping
from vardas.imports.observe import observe_rows
from vardas.imports.opening import open_table
from vardas.ledger.statement import Act, Say, read_leaf
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.reading import read_record
from vardas.registry.records.models import Listing, Person, Source, StatementRow
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Commit, Leaf

TODAY = date(2025, 9, 12)
LIST = """Name,Date of birth,Arrested,Prison,Prison address,Judge,Articles,Agreement
Ana Kukul,1985-03-12,2021-03-01,IK-4,FALSE,A. Haj,"Art. 341
Art. 285",
Вольга Выдуманая,1954-02-29,2021-03-01,Lithuania,,"A. Haj, B. Laz",,=1+1
"Ola\u202e Kukul\x00",,,,,,,"\tкарова"
Ana Kukul,1999,,,,,,
"""


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


def bring_in(station: Station, text: str = LIST, **described: Any) -> ImportedList:
    table = open_table(text.encode(), "list.csv")
    mapping = guess_mapping(table.columns, table.rows, TODAY)
    observations = observe_rows(table.columns, table.rows, mapping, today=TODAY)
    described = {"title": "A made-up list", "file_name": "list.csv", **described}
    return import_list(station, MEMBER, observations, described, columns=table.columns)


def read_ledger() -> list[Say]:
    leaves = [read_leaf(bytes(leaf.data)) for leaf in Leaf.objects.order_by("position")]
    return [leaf for leaf in leaves if isinstance(leaf, Say)]


def rows(source: UUID) -> list[Listing]:
    return list(Listing.objects.filter(list=source).order_by("row"))


def codes(listing: Listing) -> list[str]:
    return [problem["code"] for problem in listing.problem or ()]


def test_a_list_is_one_commit(station: Station) -> None:
    imported = bring_in(station)
    (commit,) = Commit.objects.all()
    assert commit.identifier == imported.commit
    first = read_leaf(bytes(Leaf.objects.order_by("position")[0].data))
    assert first == Act(str(MEMBER), "import_list")
    assert imported.rows == Listing.objects.count() == 4
    assert imported.statements == StatementRow.objects.count() == len(read_ledger())


def test_every_cell_as_written_is_in_the_ledger(station: Station) -> None:
    table = open_table(LIST.encode(), "list.csv")
    imported = bring_in(station)
    held = {say.value["row"]: say for say in read_ledger() if say.field == "cells"}
    assert {number: say.value["cells"] for number, say in held.items()} == {
        row.number: dict(zip(table.columns, row.cells, strict=True)) for row in table.rows
    }
    assert Source.objects.get().columns == {"headings": list(table.columns)}
    assert all(say.source == imported.source for say in held.values())


def test_the_list_is_a_source_with_what_is_known_of_it(station: Station) -> None:
    source = bring_in(station, publisher="A club", digest="00ff", published="2025-09").source
    row = Source.objects.get(pk=source)
    assert (row.type, row.title, row.publisher) == ("list", "A made-up list", "A club")
    assert (row.file_name, row.digest, row.published) == ("list.csv", "00ff", "2025-09")


def test_rows_are_listings_and_nobody_is_made_of_them(station: Station) -> None:
    source = bring_in(station).source
    first, second, third, _fourth = rows(source)
    assert (first.row, first.caption, first.birth_date) == (2, "Ana Kukul", "1985-03-12")
    assert first.charge == ["Art. 341", "Art. 285"]
    assert (second.row, second.birth_date, second.place) == (3, None, "Lithuania")
    assert third.cells["cells"]["Agreement"] == "\tкарова"
    assert not Person.objects.exists()


def test_what_is_wrong_stands_beside_the_row(station: Station) -> None:
    imported = bring_in(station)
    first, second, third, fourth = rows(imported.source)
    assert sorted(codes(first)) == ["name_repeated", "no_answer"]
    assert sorted(codes(second)) == ["no_such_day", "several_judges", "state_as_place"]
    assert sorted(codes(third)) == ["control_character", "direction_mark"]
    assert codes(fourth) == ["name_repeated"]
    assert imported.problems == sum(len(listing.problem) for listing in rows(imported.source))
    place = next(p["place"] for p in second.problem if p["code"] == "no_such_day")
    assert place == "row 3, Date of birth"


def test_a_value_that_its_field_refuses_is_a_problem_and_the_cell_is_kept(
    station: Station,
) -> None:
    from vardas.imports.observe import Observation

    row = Observation(9, {"Born": "?"}, {"birth_date": "not a date", "name": [{"text": "A"}]}, ())
    imported = import_list(station, MEMBER, [row], {"title": "x"})
    (listing,) = rows(imported.source)
    assert codes(listing) == ["value_not_read"]
    assert listing.cells == {"row": 9, "cells": {"Born": "?"}}
    assert listing.caption == "A"


def test_a_list_that_fails_on_its_way_leaves_nothing(station: Station) -> None:
    class Fault(Exception):
        pass

    def observations() -> Any:
        table = open_table(LIST.encode(), "list.csv")
        mapping = guess_mapping(table.columns, table.rows, TODAY)
        yield from observe_rows(table.columns, table.rows, mapping, today=TODAY)
        raise Fault

    with pytest.raises(Fault):
        import_list(station, MEMBER, observations(), {"title": "x"})
    assert not Leaf.objects.exists()
    assert not Commit.objects.exists()
    assert not Listing.objects.exists()


def test_undo_takes_back_everything_of_this_list_and_nothing_else(station: Station) -> None:
    other = bring_in(station, "Name\nOla Kukul\n").source
    taken = bring_in(station)
    (first, *_others) = rows(taken.source)
    person = make_people(station, MEMBER, [first.pk]).records[0]
    undo_import(station, MEMBER, taken.source, "the wrong file")
    assert [listing.caption for listing in Listing.objects.all()] == ["Ola Kukul"]
    assert list(Source.objects.values_list("pk", flat=True)) == [other]
    # somebody decided that there is such a person: only the list's own word is gone
    assert Person.objects.filter(pk=person).exists()
    history = read_record(first.pk)
    assert history is not None
    assert {claim.is_live for claim in history.history} == {False}
    assert history.history[0].withdrawal is not None
    assert history.history[0].withdrawal.why == "the wrong file"


def test_an_undone_import_can_be_brought_back(station: Station) -> None:
    source = bring_in(station).source
    before = list(Listing.objects.order_by("pk").values())
    outcome = undo_import(station, MEMBER, source, "the wrong file")
    assert not Listing.objects.exists()
    restore_statements(station, MEMBER, outcome.statements)
    assert list(Listing.objects.order_by("pk").values()) == before


def test_an_undo_of_many_statements_is_one_commit(station: Station) -> None:
    text = "Name,Born\n" + "".join(f"Name {number},1990\n" for number in range(400))
    source = bring_in(station, text).source
    outcome = undo_import(station, MEMBER, source, "the wrong file")
    assert len(outcome.statements) == 2
    assert Commit.objects.count() == 2
    assert not Listing.objects.exists()


@pytest.mark.parametrize("times", [0, 1])
def test_only_a_list_that_is_in_can_be_taken_back(station: Station, times: int) -> None:
    source = bring_in(station).source
    for _time in range(times):
        undo_import(station, MEMBER, source, "the wrong file")
    with pytest.raises(NotAList):
        undo_import(station, MEMBER, source if times else UUID(int=5), "again")


def test_rows_are_the_same_after_a_rebuild(station: Station) -> None:
    bring_in(station)
    before = list(Listing.objects.order_by("pk").values())
    rebuild()
    assert list(Listing.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "value",
    [
        {"code": "x", "message": "A {word}.", "fields": {"word": "date"}, "place": "row 3"},
        {"code": "of 2030", "fields": "unreadable"},
        {},
    ],
)
def test_a_problem_is_read_also_from_another_version(value: dict[str, Any]) -> None:
    problem = read_problem(value)
    assert problem.code == value.get("code", "")
    if "message" in value:
        assert write_problem(problem) == value


def test_a_problem_is_written_and_read_again() -> None:
    problem = Problem("no_answer", "“{value}” …", {"value": "FALSE"}, "row 2, Born")
    assert read_problem(write_problem(problem)) == problem


def test_a_problem_names_fields_as_the_pages_do() -> None:
    problem = Problem("x", "{later} ({later_date})", {"later": "verdict_on", "later_date": "2021"})
    assert name_fields(problem).sentence() == "Verdict (2021)"
    unknown = Problem("x", "{field}", {"field": "of_2030"})
    assert name_fields(unknown) == unknown


def test_progress_reaches_its_end(station: Station) -> None:
    table = open_table(LIST.encode(), "list.csv")
    mapping = guess_mapping(table.columns, table.rows, TODAY)
    observations = list(observe_rows(table.columns, table.rows, mapping, today=TODAY))
    seen: list[tuple[str, int, int]] = []

    def note(stage: str, done: int, total: int) -> None:
        seen.append((stage, done, total))

    imported = import_list(station, MEMBER, observations, {"title": "x"}, total=30, progress=note)
    assert {stage for stage, _done, _total in seen} == {"write", "fold"}
    assert max(done for stage, done, _total in seen if stage == "write") == imported.statements + 1
