"""Who is joined with whom follows what members judged, and nothing else."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER
from vardas.actions.facts import add_record, retract_record
from vardas.actions.identity import judge_same_person
from vardas.actions.plan import Grounds
from vardas.insight.leafing import list_involved, list_people
from vardas.insight.open_matters import find_missing
from vardas.insight.pairing import count_questions, find_answered, find_questions
from vardas.insight.sameness import find_joined, find_standins
from vardas.registry.reading import read_joined
from vardas.registry.records.models import Judgement
from vardas.registry.station import Station


def add(station: Station, kind: str, *facts: tuple[str, object]) -> UUID:
    return add_record(station, MEMBER, kind, list(facts), Grounds()).records[0]


def add_person(station: Station, name: str) -> UUID:
    return add(station, "person", ("name", {"text": name}))


@pytest.fixture
def people(station: Station) -> list[UUID]:
    """Four spellings of one made-up name, and somebody else."""
    names = (
        "Мікалай Ткачук",
        "Nikolai Tkachuk",
        "Mikola Tkačuk",
        "Ткачук Николай Иванович",
        "Ольга Кулик",
    )
    return [add_person(station, name) for name in names]


def judge(station: Station, one: UUID, other: UUID, answer: str) -> None:
    judge_same_person(station, MEMBER, one, other, answer, "they said so")


def asked() -> set[frozenset[UUID]]:
    assert count_questions() == sum(
        one.decision is None or one.decision.answer == "undecided" for one in find_questions()
    )
    return {frozenset((one.left, one.right)) for one in find_questions()}


def test_every_two_spellings_are_a_question(station: Station, people: list[UUID]) -> None:
    four = people[:4]
    assert asked() == {frozenset((one, other)) for one in four for other in four if one < other}
    assert not find_standins()


def test_nobody_is_joined_without_a_judgement(station: Station) -> None:
    born = ("birth_date", "1980-01-01")
    twins = [add(station, "person", ("name", {"text": "Мікалай Ткачук"}), born) for _ in range(2)]
    assert asked() == {frozenset(twins)}
    assert find_joined(twins[0]).people == (twins[0],)
    assert list_people().count() == 2


def test_joining_carries_on_and_asks_no_more(station: Station, people: list[UUID]) -> None:
    one, two, three, four, _ = people
    judge(station, one, two, "same")
    judge(station, three, two, "same")
    assert find_joined(three).people == tuple(sorted((one, two, three)))
    assert asked() == {frozenset((four, other)) for other in (one, two, three)}
    assert find_standins() == dict.fromkeys({one, two, three} - {one}, one)
    assert set(list_people().values_list("pk", flat=True)) == {one, four, people[4]}


def test_an_answer_can_be_taken_back(station: Station, people: list[UUID]) -> None:
    one, two = people[:2]
    judge(station, one, two, "same")
    retract_record(station, MEMBER, Judgement.objects.get().pk, "a mistake")
    assert find_joined(one).people == (one,)
    assert frozenset((one, two)) in asked()
    assert list_people().count() == 5


def test_a_later_answer_counts(station: Station, people: list[UUID]) -> None:
    one, two = people[:2]
    judge(station, one, two, "same")
    judge(station, two, one, "different")
    assert find_joined(one).people == (one,)
    assert frozenset((one, two)) not in asked()
    assert [answered.decision.answer for answered in find_answered() if answered.decision] == [
        "different"
    ]


def test_undecided_stays_in_the_queue_behind_the_others(
    station: Station, people: list[UUID]
) -> None:
    one, two = people[:2]
    judge(station, one, two, "undecided")
    questions = find_questions()
    assert {questions[-1].left, questions[-1].right} == {one, two}
    assert [question.decision is not None for question in questions].count(True) == 1


def test_a_contradiction_is_kept_and_shown(station: Station, people: list[UUID]) -> None:
    one, two, three = people[:3]
    judge(station, one, two, "same")
    judge(station, two, three, "same")
    judge(station, one, three, "different")
    joined = find_joined(two)
    assert joined.people == tuple(sorted((one, two, three)))
    assert len(joined.joins) == 2
    assert len(joined.contradictions) == 1


def test_the_union_has_every_spelling(station: Station, people: list[UUID]) -> None:
    one, two = people[:2]
    judge(station, one, two, "same")
    file = read_joined(find_joined(two).people)
    assert file is not None
    assert {claim.value["text"] for claim in file.fields["name"].live} == {
        "Мікалай Ткачук",
        "Nikolai Tkachuk",
    }
    assert {claim.say.record for claim in file.history} == {one, two}


def test_a_joined_person_is_counted_once_at_an_event(station: Station, people: list[UUID]) -> None:
    event = add(station, "event", ("type", "release"))
    for person in people[:2]:
        add(
            station,
            "involvement",
            ("person", str(person)),
            ("event", str(event)),
            ("role", "released"),
        )
    assert list_involved(event).count() == 2
    judge(station, people[0], people[1], "same")
    assert list_involved(event).count() == 1


def test_who_was_received_under_another_record_is_not_missing(
    station: Station, people: list[UUID]
) -> None:
    day = date(2025, 12, 1)
    for person, kind, role, when in (
        (people[0], "refusal", "refused", "2025-09-11"),
        (people[1], "reception", "received", "2025-11-20"),
    ):
        event = add(station, "event", ("type", kind), ("when", when))
        add(
            station,
            "involvement",
            ("person", str(person)),
            ("event", str(event)),
            ("role", role),
        )
    assert {one.id for one in find_missing(day)} == {people[0]}
    judge(station, people[0], people[1], "same")
    assert not find_missing(day)
