"""Answers are taken together, take the place of earlier ones, and are taken back at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.consent import (
    Answer,
    AnsweredInFuture,
    AnsweredTwice,
    DecidedByWhom,
    Manner,
    NothingAnswered,
    NothingToWithdraw,
    NotSomebody,
    take_consents,
    withdraw_consents,
)
from vardas.actions.disclosing import Leaving, record_disclosure
from vardas.actions.facts import add_record
from vardas.actions.identity import judge_same_person
from vardas.actions.plan import Grounds
from vardas.errors import InputError
from vardas.insight.sameness import find_standins
from vardas.ledger.moment import read_moment
from vardas.registry.disclosures import find_disclosures
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.permission import Permission, find_permissions
from vardas.registry.records.consent import Purpose
from vardas.registry.records.fields import ValueRefused
from vardas.registry.records.models import Consent
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Commit

SPOKEN = Manner("spoken", "be", "desk-1.en 0123456789abcdef")
YES = Answer("publish_story", "yes")
NO = Answer("publish_story", "no")
TODAY = date(2025, 9, 12)


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


@pytest.fixture
def person(station: Station) -> UUID:
    return add_person(station)


def add_person(station: Station) -> UUID:
    name = [("name", {"text": "Ana Kukul"})]
    return add_record(station, MEMBER, "person", name, Grounds()).records[0]


def ask(person: UUID, purpose: Purpose = Purpose.PUBLISH_STORY, on: date = TODAY) -> Permission:
    return find_permissions([person], on, groups=find_standins())[person][purpose]


def test_several_answers_are_one_commit_and_a_record_each(station: Station, person: UUID) -> None:
    before = Commit.objects.count()
    limited = Answer("share_lawyer", "yes", "2026-01-31", ("Ms Example",))
    outcome = take_consents(
        station, MEMBER, person, [YES, limited, Answer("keep_file", "no")], SPOKEN
    )
    assert Commit.objects.count() == before + 1
    assert len(outcome.records) == 3
    lawyer = ask(person, Purpose.SHARE_LAWYER)
    assert (lawyer.state, lawyer.recipients) == ("yes", ("Ms Example",))
    assert lawyer.until == date(2026, 1, 31)
    assert ask(person, Purpose.KEEP_FILE).state == "no"
    assert ask(person, Purpose.SAY_ARRIVED).state == "not_asked"
    kept = Consent.objects.get(purpose="share_lawyer")
    assert (kept.how, kept.language, kept.wording) == ("spoken", "be", SPOKEN.wording)
    assert (kept.given_on, kept.taken_by) == ("2025-09-12", str(MEMBER))


def test_the_last_answer_of_a_day_counts_because_it_names_the_others(
    station: Station, person: UUID
) -> None:
    for answer, state in [(YES, "yes"), (NO, "no"), (YES, "yes")]:
        take_consents(station, MEMBER, person, [answer], SPOKEN)
        assert ask(person).state == state


def test_a_paper_form_of_before_lifts_no_later_no(station: Station, person: UUID) -> None:
    take_consents(station, MEMBER, person, [NO], SPOKEN)
    take_consents(station, MEMBER, person, [YES], replace(SPOKEN, given_on="2025-09-11"))
    assert ask(person).state == "no"


def test_an_answer_of_one_record_takes_the_place_of_those_of_all(
    station: Station, person: UUID
) -> None:
    other = add_person(station)
    judge_same_person(station, MEMBER, person, other, "same")
    take_consents(station, MEMBER, person, [NO], SPOKEN)
    assert ask(other).state == "no"
    take_consents(station, MEMBER, other, [YES], SPOKEN)
    assert ask(person).state == "yes"


FOR_A_CHILD = Manner(
    "by_guardian", "be", "", given_by="her mother", decided_for="child", decided_why="she is nine"
)
DECIDED = {
    "a guardian for a child": FOR_A_CHILD,
    "a relative passes the answer on": Manner("by_relative", "be", "", given_by="a brother"),
    "a court": replace(FOR_A_CHILD, how="by_court", decided_for="cannot_decide"),
    "a relative for somebody held": replace(
        FOR_A_CHILD, how="by_relative", decided_for="out_of_reach"
    ),
}
NOT_DECIDED = {
    "nobody named": replace(FOR_A_CHILD, given_by=" "),
    "no reason": replace(FOR_A_CHILD, decided_why=""),
    "a reason without whom": replace(FOR_A_CHILD, how="by_relative", decided_for=""),
    "a guardian of nobody": replace(FOR_A_CHILD, decided_for="", decided_why=""),
    "a child for itself": replace(FOR_A_CHILD, how="spoken"),
}


@pytest.mark.parametrize("manner", DECIDED.values(), ids=DECIDED)
def test_who_decided_is_recorded(station: Station, person: UUID, manner: Manner) -> None:
    take_consents(station, MEMBER, person, [YES], manner)
    kept = Consent.objects.get()
    assert (kept.given_by, kept.decided_for or "") == (manner.given_by, manner.decided_for)


@pytest.mark.parametrize("manner", NOT_DECIDED.values(), ids=NOT_DECIDED)
def test_it_is_refused_until_it_is_said_who_decided(
    station: Station, person: UUID, manner: Manner
) -> None:
    with pytest.raises(DecidedByWhom):
        take_consents(station, MEMBER, person, [YES], manner)


REFUSED: dict[str, tuple[list[Answer], Manner, type[InputError]]] = {
    "nothing": ([], SPOKEN, NothingAnswered),
    "twice": ([YES, NO], SPOKEN, AnsweredTwice),
    "tomorrow": ([YES], replace(SPOKEN, given_on="2025-09-13"), AnsweredInFuture),
    "perhaps": ([Answer("publish_story", "perhaps")], SPOKEN, ValueRefused),
    "for no purpose": ([Answer("sell", "yes")], SPOKEN, ValueRefused),
}


@pytest.mark.parametrize(("answers", "manner", "error"), REFUSED.values(), ids=REFUSED)
def test_refused(
    station: Station,
    person: UUID,
    answers: list[Answer],
    manner: Manner,
    error: type[InputError],
) -> None:
    with pytest.raises(error):
        take_consents(station, MEMBER, person, answers, manner)
    assert not Consent.objects.exists()


def test_only_people_are_asked(station: Station) -> None:
    place = add_record(station, MEMBER, "place", [("name", {"text": "A camp"})], Grounds())
    with pytest.raises(NotSomebody):
        take_consents(station, MEMBER, place.records[0], [YES], SPOKEN)


def disclose(station: Station, purpose: str, *people: UUID, **more: Any) -> UUID:
    when = datetime(2025, 9, 12, 9, 30, tzinfo=UTC)
    leaving = Leaving(purpose, "a newspaper", "json", people, 3, when, **more)
    return record_disclosure(station, MEMBER, leaving).records[0]


def test_taken_back_it_ends_at_once_and_says_what_had_left(station: Station, person: UUID) -> None:
    other = add_person(station)
    judge_same_person(station, MEMBER, person, other, "same")
    both = [YES, Answer("say_arrived", "yes")]
    take_consents(station, MEMBER, other, both, SPOKEN)
    told = disclose(station, "publish_story", person, add_person(station), title="The story")
    disclose(station, "publish_story", add_person(station))
    disclose(station, "share_lawyer", person)
    withdrawn = withdraw_consents(station, MEMBER, person, ["publish_story"])
    assert [left.disclosure for left in withdrawn.left] == [told]
    [left] = withdrawn.left
    assert (left.when, left.recipient, left.title) == (
        "2025-09-12T09:30:00Z", "a newspaper", "The story",
    )  # fmt: skip
    assert not left.is_public
    assert ask(person).state == "withdrawn"
    assert ask(person, Purpose.SAY_ARRIVED).state == "yes"
    assert len(find_disclosures([person, other])) == 2
    assert find_disclosures([]) == []


def test_there_must_be_a_yes_to_take_back(station: Station, person: UUID) -> None:
    take_consents(station, MEMBER, person, [NO], SPOKEN)
    with pytest.raises(NothingToWithdraw):
        withdraw_consents(station, MEMBER, person, ["publish_story"])


def test_after_a_withdrawal_the_person_may_say_yes_again(station: Station, person: UUID) -> None:
    take_consents(station, MEMBER, person, [YES], SPOKEN)
    withdraw_consents(station, MEMBER, person, ["publish_story"], "wants to think")
    assert Consent.objects.get().withdrawn_why == "wants to think"
    take_consents(station, MEMBER, person, [YES], SPOKEN)
    assert ask(person).state == "yes"


def test_the_moment_of_the_ledger_starts_with_its_day() -> None:
    moment = read_moment("2025-09-12T08:00:00.000Z+0000")
    assert str(moment)[:10] == moment.when.date().isoformat()
