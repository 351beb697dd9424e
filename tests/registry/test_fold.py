"""Statements in, rows out: the same rows for the same statements."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.facts import (
    add_facts,
    add_record,
    correct_statement,
    erase_statements,
    prefer_statement,
    restore_statements,
    retract_statements,
)
from vardas.actions.plan import Grounds, NothingPlanned, Plan, UnknownField, UnknownStatement
from vardas.ledger.statement import Act, Erase, Prefer, Retract, Say
from vardas.registry.fold.rebuild import RegistryOutdated, check_number, rebuild
from vardas.registry.reading import read_record
from vardas.registry.records.base import RecordSavedByHand
from vardas.registry.records.fields import ValueRefused
from vardas.registry.records.models import RECORD_TYPES, MentionRow, Person, StatementRow
from vardas.registry.station import Station
from vardas.registry.store import read_commits, read_leaves
from vardas.registry.tables.ledger import Leaf
from vardas.registry.tables.setting import Setting
from vardas.registry.writing import write_commit

NOBODY = Grounds()


def snapshot() -> dict[str, list[dict]]:
    """Everything the registry shows, without what depends on where a leaf stands."""
    tables = {model.kind: list(model.objects.order_by("pk").values()) for model in RECORD_TYPES}
    tables["statements"] = list(
        StatementRow.objects.order_by("statement").values("statement", "record", "kind", "field")
    )
    tables["mentions"] = list(
        MentionRow.objects.order_by("target", "statement", "verb").values(
            "target", "statement", "verb"
        )
    )
    return tables


def make_person(station: Station, name: str = "Ana Kukul") -> tuple[UUID, UUID]:
    """A person with a birth date; returns the record and the statement of the date."""
    facts = [("name", {"text": name}), ("birth_date", "1990-01-02")]
    outcome = add_record(station, MEMBER, "person", facts, NOBODY)
    return outcome.records[0], outcome.statements[1]


def test_a_record_appears_with_its_facts(station: Station) -> None:
    record, _ = make_person(station)
    person = Person.objects.get(pk=record)
    assert (person.caption, person.birth_date) == ("Ana Kukul", "1990-01-02")
    assert str(person.birth_date_from) == "1990-01-02"
    assert person.contested == []


def test_two_values_of_one_field_are_contested_and_both_kept(station: Station) -> None:
    record, _ = make_person(station)
    add_facts(station, MEMBER, record, [("birth_date", "1991-01-02")], NOBODY)
    person = Person.objects.get(pk=record)
    assert person.birth_date == "1990-01-02"
    assert person.contested == ["birth_date"]
    file = read_record(record)
    assert [claim.value for claim in file.fields["birth_date"].live] == ["1990-01-02", "1991-01-02"]


def test_a_confirmed_value_is_shown_before_an_earlier_stated_one(station: Station) -> None:
    record, _ = make_person(station)
    add_facts(
        station, MEMBER, record, [("birth_date", "1991-01-02")], Grounds(certainty="confirmed")
    )
    assert Person.objects.get(pk=record).birth_date == "1991-01-02"


def test_a_preferred_value_is_shown_first_and_stays_contested(station: Station) -> None:
    record, _ = make_person(station)
    later = add_facts(station, MEMBER, record, [("birth_date", "1991-01-02")], NOBODY)
    prefer_statement(station, MEMBER, later.statements[0], "the passport was seen")
    person = Person.objects.get(pk=record)
    assert (person.birth_date, person.contested) == ("1991-01-02", ["birth_date"])


def test_a_denial_is_no_value_but_contests_one(station: Station) -> None:
    record, _ = make_person(station)
    add_facts(station, MEMBER, record, [("birth_date", "1990-01-02")], Grounds(certainty="denied"))
    person = Person.objects.get(pk=record)
    assert (person.birth_date, person.contested) == ("1990-01-02", ["birth_date"])


def test_a_withdrawn_fact_counts_no_longer_and_can_come_back(station: Station) -> None:
    record, date = make_person(station)
    retract_statements(station, MEMBER, [date], "from another person's file")
    assert Person.objects.get(pk=record).birth_date is None
    claim = read_record(record).history[1]
    assert claim.withdrawal
    assert claim.withdrawal.why == "from another person's file"
    restore_statements(station, MEMBER, [claim.withdrawal.statement])
    assert Person.objects.get(pk=record).birth_date == "1990-01-02"


def test_a_correction_replaces_and_the_old_value_stays_in_the_history(station: Station) -> None:
    record, date = make_person(station)
    correct_statement(station, MEMBER, date, "1990-01-20", NOBODY, "a digit was missing")
    person = Person.objects.get(pk=record)
    assert (person.birth_date, person.contested) == ("1990-01-20", [])
    assert [c.value for c in read_record(record).fields["birth_date"].past] == ["1990-01-02"]


def test_a_record_without_a_live_statement_has_no_row_but_a_history(station: Station) -> None:
    outcome = add_record(station, MEMBER, "person", [("name", {"text": "Ana"})], NOBODY)
    retract_statements(station, MEMBER, outcome.statements, "entered twice")
    assert not Person.objects.exists()
    assert len(read_record(outcome.records[0]).history) == 1


def test_an_erasure_leaves_no_content_and_the_hash(station: Station) -> None:
    record, date = make_person(station, "Ana Kukul")
    erase_statements(station, MEMBER, [date], "GDPR 17(1)(b)")
    assert Person.objects.get(pk=record).birth_date is None
    assert not any(b"1990-01-02" in bytes(leaf.data) for leaf in Leaf.objects.exclude(data=None))
    (empty,) = Leaf.objects.filter(data=None)
    assert len(bytes(empty.hash)) == 32


def test_what_cannot_be_said_is_refused_before_anything_is_written(station: Station) -> None:
    plan = Plan(station, MEMBER, "test")
    record = plan.new_record()
    with pytest.raises(UnknownField):
        plan.say(record, "person", "shoe_size", 43)
    with pytest.raises(ValueRefused):
        plan.say(record, "person", "birth_date", "yesterday-ish")
    with pytest.raises(ValueRefused):
        plan.say(record, "person", "name", {"language": "be"})
    with pytest.raises(UnknownStatement):
        plan.erase([UUID(int=5)], "no such statement")
    with pytest.raises(NothingPlanned):
        plan.commit()
    assert not Leaf.objects.exists()


def test_a_record_cannot_be_saved_or_deleted_by_hand(station: Station) -> None:
    record, _ = make_person(station)
    person = Person.objects.get(pk=record)
    with pytest.raises(RecordSavedByHand):
        person.save()
    with pytest.raises(RecordSavedByHand):
        person.delete()


def test_tables_of_another_number_are_refused_with_the_command_that_rebuilds(
    station: Station,
) -> None:
    check_number()
    Setting.objects.filter(key="registry_number").update(value=0)
    with pytest.raises(RegistryOutdated, match="vardas rebuild"):
        check_number()
    rebuild()
    check_number()


def test_a_statement_of_an_unknown_field_is_kept_and_shown_in_the_history(
    station: Station,
) -> None:
    record, _ = make_person(station)
    identifier = Plan(station, MEMBER, "test").new_record()
    say = Say(identifier, record, "person", "field_of_2030", "kept")
    write_commit(station, Act(str(MEMBER), "test"), [say])
    assert read_record(record).fields["field_of_2030"].live[0].value == "kept"
    assert Person.objects.filter(pk=record).exists()


def test_rows_are_the_same_after_a_rebuild(station: Station) -> None:
    record, date = make_person(station)
    make_person(station, "Бэла Гай")
    later = add_facts(station, MEMBER, record, [("birth_date", "1991~")], NOBODY)
    prefer_statement(station, MEMBER, later.statements[0])
    retract_statements(station, MEMBER, [date], "wrong file")
    before = snapshot()
    rebuild()
    assert snapshot() == before


# One step: what is done, and to which of the statements so far.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "replace", "retract", "prefer", "erase"]),
        st.integers(0, 50),
        st.sampled_from(["1990", "1991", "1992-05"]),
        st.sampled_from(["stated", "confirmed", "doubtful", "denied"]),
    ),
    min_size=1,
    max_size=14,
)


class FoldIsAFunctionOfTheSet(TestCase):
    """Any history, written in any grouping, folds to what a rebuild makes of it."""

    @settings(max_examples=40, deadline=None)
    @given(steps=STEPS, cuts=st.sets(st.integers(0, 14)))
    def test_incremental_fold_equals_rebuild(
        self, steps: list[tuple[str, int, str, str]], cuts: set[int]
    ) -> None:
        rebuild()
        station = make_station()
        plan = Plan(station, MEMBER, "test")
        records = [plan.new_record(), plan.new_record()]
        statements: list[Say] = []
        verbs: list[UUID] = []
        pending: list = []
        for number, (step, choice, value, certainty) in enumerate(steps):
            identifier = plan.new_record()
            target = statements[choice % len(statements)].id if statements else None
            if step in ("say", "replace") or target is None:
                replaces = (target,) if step == "replace" and target else ()
                record = records[choice % 2]
                say = Say(
                    identifier, record, "person", "birth_date", value,
                    certainty=certainty, replaces=replaces,
                )  # fmt: skip
                statements.append(say)
                pending.append(say)
            elif step == "retract":
                # now and then a withdrawal of a withdrawal
                if verbs and choice % 3 == 0:
                    target = verbs[choice % len(verbs)]
                verbs.append(identifier)
                pending.append(Retract(identifier, (target,)))
            elif step == "prefer":
                pending.append(Prefer(identifier, (target,)))
            else:
                pending.append(Erase(identifier, (target,), "test"))
            if number in cuts:
                write_commit(station, Act(str(MEMBER), "test"), pending)
                pending = []
        if pending:
            write_commit(station, Act(str(MEMBER), "test"), pending)
        before = snapshot()
        rebuild()
        assert snapshot() == before
        assert sum(1 for c in read_commits() for _ in read_leaves(c.number)) == Leaf.objects.count()
