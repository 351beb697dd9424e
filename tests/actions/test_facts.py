"""Facts are added, corrected, withdrawn, brought back, preferred and erased; nothing is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.facts import (
    ReasonMissing,
    add_facts,
    add_record,
    correct_statement,
    erase_statements,
    find_statement,
    prefer_statement,
    restore_statements,
    retract_record,
    retract_statements,
)
from vardas.actions.plan import Grounds, NothingPlanned, Outcome, UnknownField, UnknownStatement
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.reading import RecordFile, read_record
from vardas.registry.records.fields import ValueRefused
from vardas.registry.records.models import Person
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Commit

NOBODY = Grounds()


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


@pytest.fixture
def made(station: Station) -> Outcome:
    """A person: a name, and a birth date."""
    facts = [("name", {"text": "Ana Kukul"}), ("birth_date", "1990-01-02")]
    return add_record(station, MEMBER, "person", facts, NOBODY, "a first call")


def read(outcome: Outcome) -> RecordFile:
    file = read_record(outcome.records[0])
    assert file is not None
    return file


def test_facts_keep_their_grounds(station: Station) -> None:
    source = add_record(station, MEMBER, "source", [("title", "A letter")], NOBODY).records[0]
    grounds = Grounds(source, {"text": "Ana, 35"}, "an aunt", "doubtful")
    outcome = add_record(station, MEMBER, "person", [("name", {"text": "Ana"})], grounds, "call")
    (claim,) = read(outcome).history
    assert (claim.say.source, claim.say.quote) == (source, {"text": "Ana, 35"})
    assert (claim.say.said_by, claim.say.certainty) == ("an aunt", "doubtful")
    assert (claim.origin.member, claim.origin.action) == (str(MEMBER), "add_record")
    assert claim.origin.why == "call"


def test_a_correction_keeps_what_was_there_and_says_why(station: Station, made: Outcome) -> None:
    outcome = correct_statement(
        station, MEMBER, made.statements[1], "1990-01-20", NOBODY, " a digit was missing "
    )
    file = read(made)
    assert file.row["birth_date"] == "1990-01-20"
    old = next(claim for claim in file.history if claim.id == made.statements[1])
    assert (old.is_live, old.replaced_by) == (False, outcome.statements)
    new = next(claim for claim in file.history if claim.id == outcome.statements[0])
    assert new.origin.why == "a digit was missing"


def test_a_withdrawn_correction_brings_the_earlier_value_back(
    station: Station, made: Outcome
) -> None:
    outcome = correct_statement(station, MEMBER, made.statements[1], "1991", NOBODY, "x")
    retract_statements(station, MEMBER, outcome.statements, "it was right before")
    assert read(made).row["birth_date"] == "1990-01-02"


def test_a_record_is_withdrawn_whole_and_each_fact_can_come_back(
    station: Station, made: Outcome
) -> None:
    outcome = retract_record(station, MEMBER, made.records[0], "entered twice")
    assert not Person.objects.exists()
    assert {claim.is_live for claim in read(made).history} == {False}
    restore_statements(station, MEMBER, outcome.statements)
    assert Person.objects.get().caption == "Ana Kukul"


def test_a_preference_can_be_changed(station: Station, made: Outcome) -> None:
    later = add_facts(station, MEMBER, made.records[0], [("birth_date", "1991")], NOBODY)
    prefer_statement(station, MEMBER, later.statements[0])
    assert Person.objects.get().birth_date == "1991"
    prefer_statement(station, MEMBER, made.statements[1])
    assert Person.objects.get().birth_date == "1990-01-02"
    assert Person.objects.get().contested == ["birth_date"]


def test_what_was_erased_is_not_there_to_act_on(station: Station, made: Outcome) -> None:
    erase_statements(station, MEMBER, [made.statements[1]], "GDPR 17(1)(b)")
    with pytest.raises(UnknownStatement):
        find_statement(made.statements[1])
    with pytest.raises(UnknownStatement):
        erase_statements(station, MEMBER, [made.statements[1]], "again")


REASONLESS = {
    "correct": lambda station, made: correct_statement(
        station, MEMBER, made.statements[1], "1991", NOBODY, " "
    ),
    "withdraw": lambda station, made: retract_statements(station, MEMBER, made.statements, ""),
    "withdraw all": lambda station, made: retract_record(station, MEMBER, made.records[0], "\n"),
    "erase": lambda station, made: erase_statements(station, MEMBER, made.statements, ""),
}


@pytest.mark.parametrize("act", REASONLESS.values(), ids=REASONLESS.keys())
def test_a_reason_is_asked_for(station: Station, made: Outcome, act: Any) -> None:
    before = Commit.objects.count()
    with pytest.raises(ReasonMissing):
        act(station, made)
    assert Commit.objects.count() == before


NOWHERE = UUID(int=5)
UNKNOWN = {
    "add": lambda station, made: add_facts(
        station, MEMBER, NOWHERE, [("birth_date", "1990")], NOBODY
    ),
    "correct": lambda station, made: correct_statement(
        station, MEMBER, NOWHERE, "1991", NOBODY, "x"
    ),
    "withdraw": lambda station, made: retract_statements(
        station, MEMBER, [made.statements[0], NOWHERE], "x"
    ),
    "withdraw all": lambda station, made: retract_record(station, MEMBER, NOWHERE, "x"),
    "bring back a statement": lambda station, made: restore_statements(
        station, MEMBER, [made.statements[0]]
    ),
    "prefer": lambda station, made: prefer_statement(station, MEMBER, NOWHERE),
    "erase": lambda station, made: erase_statements(station, MEMBER, [NOWHERE], "x"),
}  # fmt: skip


@pytest.mark.parametrize("act", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_is_not_here_is_refused_and_nothing_is_written(
    station: Station, made: Outcome, act: Any
) -> None:
    before = Commit.objects.count()
    with pytest.raises(UnknownStatement):
        act(station, made)
    assert Commit.objects.count() == before


@pytest.mark.parametrize(
    ("kind", "facts", "fault"),
    [
        ("person", [], NothingPlanned),
        ("person", [("shoe_size", 43)], UnknownField),
        ("dragon", [("name", {"text": "x"})], UnknownField),
        ("person", [("name", {"text": " "})], ValueRefused),
        ("person", [("birth_date", "1954-02-29")], ValueRefused),
        ("involvement", [("person", "nobody")], ValueRefused),
        ("event", [("count", {"number": -1, "of": "expelled"})], ValueRefused),
    ],
)
def test_what_cannot_be_said_is_refused(
    station: Station, kind: str, facts: list[tuple[str, Any]], fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        add_record(station, MEMBER, kind, facts, NOBODY)
    assert not Commit.objects.exists()


def test_a_certainty_of_our_own_is_refused(station: Station) -> None:
    with pytest.raises(ValueRefused):
        add_record(
            station,
            MEMBER,
            "person",
            [("name", {"text": "A"})],
            Grounds(certainty="sure"),  # type: ignore[arg-type]
        )


def test_a_text_with_half_a_character_is_refused_with_a_sentence(station: Station) -> None:
    from vardas.errors import VardasError

    with pytest.raises(VardasError) as caught:
        add_record(station, MEMBER, "person", [("name", {"text": "A\ud800"})], NOBODY)
    assert caught.value.sentence()
    assert not Commit.objects.exists()


def test_an_erasure_takes_the_earlier_versions_with_it(station: Station, made: Outcome) -> None:
    """Otherwise the value that was corrected would come back."""
    record, date = made.records[0], made.statements[1]
    corrected = correct_statement(station, MEMBER, date, "1990-02-03", NOBODY, "typing error")
    last = correct_statement(
        station, MEMBER, corrected.statements[0], "1990-02-04", NOBODY, "the passport was seen"
    )
    erase_statements(station, MEMBER, last.statements, "asked for")
    assert Person.objects.get(pk=record).birth_date is None
    assert "birth_date" not in read_record(record).fields  # type: ignore[union-attr]
