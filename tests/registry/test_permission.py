"""Nothing may be done for anybody who did not clearly say yes, or has taken it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.facts import add_facts, add_record, retract_record
from vardas.actions.plan import Grounds
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.permission import Decision, Permission, find_permissions, weigh_decisions
from vardas.registry.reading import read_record
from vardas.registry.records.consent import Purpose
from vardas.registry.station import Station

STORY = Purpose.PUBLISH_STORY
SOMEBODY, OTHER = UUID(int=1), UUID(int=2)
FIRST = date(2025, 9, 1)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def moment(number: int, hour: int = 8) -> str:
    return f"{day(number)}T{hour:02}:00:00.000Z+0000"


def decide(number: int, answer: str, on: int, **more: Any) -> Decision:
    """Make the decision of a consent with this number, given and recorded on a day."""
    said = more.pop("said", moment(on))
    more.setdefault("last_said", said)
    until = more.pop("until", None)
    return Decision(
        UUID(int=number),
        more.pop("person", SOMEBODY),
        STORY,
        answer == "yes",
        day(on),
        day(on),
        first_said=said,
        until=None if until is None else day(until),
        **more,
    )


def withdraw(decision: Decision, on: int) -> Decision:
    return replace(decision, withdrawn=(day(on), day(on)), last_said=moment(on, 12))


YES = decide(1, "yes", 1)
NO = decide(2, "no", 1)
ASKED_AGAIN = decide(3, "yes", 1, said=moment(1, 20), instead_of=frozenset({UUID(int=2)}))

CASES: dict[str, tuple[list[Decision], int, str]] = {
    "nobody was asked": ([], 5, "not_asked"),
    "yes": ([YES], 5, "yes"),
    "yes, on the day itself": ([YES], 1, "yes"),
    "not before it was given": ([YES], 0, "not_asked"),
    "no": ([NO], 5, "no"),
    "no, later": ([YES, decide(4, "no", 3)], 5, "no"),
    "no, later, asked about a day before": ([YES, decide(4, "no", 3)], 2, "yes"),
    "yes, later": ([NO, decide(4, "yes", 3)], 5, "yes"),
    "yes and no of one day": ([YES, NO], 5, "no"),
    "yes and no of one day, and asked again": ([YES, NO, ASKED_AGAIN], 5, "yes"),
    "asked again before the no was recorded": (
        [replace(NO, last_said=moment(1, 21)), ASKED_AGAIN],
        5,
        "no",
    ),
    "a yes of before, entered later, lifts nothing": (
        [
            decide(2, "no", 3),
            decide(3, "yes", 1, said=moment(4), instead_of=frozenset({UUID(int=2)})),
        ],
        5,
        "no",
    ),
    "withdrawn": ([withdraw(YES, 3)], 5, "withdrawn"),
    "withdrawn, on the day itself": ([withdraw(YES, 3)], 3, "withdrawn"),
    "not yet withdrawn": ([withdraw(YES, 3)], 2, "yes"),
    "withdrawn before it was given lifts nothing": ([withdraw(YES, 0)], 5, "withdrawn"),
    "an older yes does not come back": ([YES, withdraw(decide(4, "yes", 2), 3)], 5, "withdrawn"),
    "withdrawn, then yes": ([withdraw(YES, 3), decide(4, "yes", 4)], 5, "yes"),
    "a no cannot be withdrawn into a yes": ([withdraw(NO, 3)], 5, "no"),
    "its last day": ([replace(YES, until=day(4))], 4, "yes"),
    "ended": ([replace(YES, until=day(4))], 5, "ended"),
    "ended, the older one had no end": ([YES, decide(4, "yes", 2, until=3)], 5, "ended"),
    "ended, then yes": ([replace(YES, until=day(2)), decide(4, "yes", 3)], 5, "yes"),
    "the narrower of one day": ([YES, decide(4, "yes", 1, until=3)], 5, "ended"),
    "the date of a yes is not known": (
        [NO, replace(decide(4, "yes", 3), earliest=None, latest=None)],
        5,
        "no",
    ),
    "a later yes about another record of theirs": (
        [NO, decide(4, "yes", 3, person=OTHER)],
        5,
        "no",
    ),
    "that yes names the no": (
        [NO, decide(4, "yes", 3, person=OTHER, instead_of=frozenset({UUID(int=2)}))],
        5,
        "yes",
    ),
    "a yes takes no place of one given after it": (
        [
            decide(4, "yes", 2, said=moment(1), until=4),
            decide(5, "yes", 1, said=moment(2), instead_of=frozenset({UUID(int=4)})),
        ],
        5,
        "ended",
    ),
}


@pytest.mark.parametrize(("decisions", "on", "state"), CASES.values(), ids=CASES)
def test_what_answers_come_to(decisions: list[Decision], on: int, state: str) -> None:
    assert weigh_decisions(STORY, decisions, day(on)).state == state


def test_a_limit_to_recipients_holds_and_two_limits_hold_both() -> None:
    court = decide(1, "yes", 1, recipients=("a court", "the UN"))
    assert weigh_decisions(STORY, [court], day(5)).recipients == ("a court", "the UN")
    un = decide(4, "yes", 1, recipients=("the UN",))
    assert weigh_decisions(STORY, [court, un, YES], day(5)).recipients == ("the UN",)
    press = decide(5, "yes", 1, recipients=("a newspaper",))
    assert weigh_decisions(STORY, [un, press], day(5)).state == "no"
    later = decide(6, "yes", 2, recipients=("a newspaper",))
    assert weigh_decisions(STORY, [un, later], day(5)).recipients == ("a newspaper",)


DAYS = st.integers(0, 9)
MAYBE_DAYS = st.none() | DAYS


@dataclass(frozen=True)
class Drawn:
    """What Hypothesis chooses of one answer."""

    answer: str
    on: int
    hour: int
    until: int | None
    withdrawn: int | None
    person: int
    instead_of: frozenset[int]
    is_dated: bool


DRAWN = st.builds(
    Drawn,
    st.sampled_from(["yes", "yes", "no"]),
    DAYS,
    st.integers(0, 23),
    MAYBE_DAYS,
    MAYBE_DAYS,
    st.integers(1, 2),
    st.frozensets(st.integers(1, 6), max_size=3),
    st.sampled_from([True, True, True, False]),
)


def make(number: int, drawn: Drawn) -> Decision:
    decision = decide(
        number,
        drawn.answer,
        drawn.on,
        said=moment(drawn.on, drawn.hour),
        until=drawn.until,
        person=UUID(int=drawn.person),
        instead_of=frozenset(UUID(int=one) for one in drawn.instead_of),
    )
    if not drawn.is_dated:
        decision = replace(decision, earliest=None, latest=None)
    return decision if drawn.withdrawn is None else withdraw(decision, drawn.withdrawn)


DECISIONS = st.lists(DRAWN, max_size=6).map(
    lambda drawn: [make(number, one) for number, one in enumerate(drawn, start=1)]
)


@given(DECISIONS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    decisions: list[Decision], on: int, chance: Any
) -> None:
    mixed = list(decisions)
    chance.shuffle(mixed)
    assert weigh_decisions(STORY, mixed, day(on)) == weigh_decisions(STORY, decisions, day(on))


@given(DECISIONS, DAYS)
def test_another_no_never_permits_more(decisions: list[Decision], on: int) -> None:
    before = weigh_decisions(STORY, decisions, day(on))
    after = weigh_decisions(STORY, [*decisions, decide(7, "no", on)], day(on))
    assert after.state == "no"
    older = weigh_decisions(STORY, [*decisions, decide(7, "no", 0)], day(on))
    assert older.state != "yes" or before.state == "yes"


@given(DECISIONS, DAYS)
def test_withdrawing_everything_leaves_nothing_permitted(
    decisions: list[Decision], on: int
) -> None:
    taken_back = [withdraw(one, on) for one in decisions]
    assert weigh_decisions(STORY, taken_back, day(on)).state != "yes"


@given(DECISIONS, DAYS)
def test_a_yes_rests_on_an_answer_that_is_given_not_withdrawn_and_not_ended(
    decisions: list[Decision], on: int
) -> None:
    found = weigh_decisions(STORY, decisions, day(on))
    if found.state != "yes":
        return
    [ground] = [one for one in decisions if one.consent == found.consent]
    assert ground.is_yes
    assert ground.since <= day(on)
    assert ground.withdrawn is None or ground.withdrawn[0] > day(on)
    assert ground.until is None or ground.until >= day(on)
    same_day = [one for one in decisions if not one.is_yes and one.latest == ground.earliest]
    assert all(one.since > day(on) or _is_answered(one, decisions) for one in same_day)


def _is_answered(refusal: Decision, decisions: list[Decision]) -> bool:
    return any(
        one.is_yes and (refusal.consent in one.instead_of or one.since > refusal.since)
        for one in decisions
    )


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


def consent(station: Station, person: UUID, certainty: str = "stated", **facts: Any) -> UUID:
    said = {"person": str(person), "purpose": "publish_story", "answer": "yes", **facts}
    grounds = Grounds(certainty=certainty)  # type: ignore[arg-type]
    said.setdefault("given_on", "2025-09-12")
    return add_record(station, MEMBER, "consent", list(said.items()), grounds).records[0]


def ask(person: UUID, on: str = "2025-09-20", **groups: Any) -> Permission:
    return find_permissions([person], date.fromisoformat(on), **groups)[person][STORY]


def test_everything_is_denied_to_who_was_never_asked(station: Station) -> None:
    found = find_permissions([SOMEBODY, OTHER], FIRST)
    assert set(found) == {SOMEBODY, OTHER}
    assert [one.state for one in found[OTHER].values()] == ["not_asked"] * len(Purpose)
    assert set(found[SOMEBODY]) == set(Purpose)


def test_a_yes_is_found_with_its_limits_and_for_its_purpose_alone(station: Station) -> None:
    key = consent(station, SOMEBODY, until="2025-12-31", recipients="a newspaper")
    found = ask(SOMEBODY)
    assert found == Permission(
        STORY, "yes", date(2025, 9, 12), date(2025, 12, 31), ("a newspaper",), key
    )
    others = find_permissions([SOMEBODY], date(2025, 9, 20))[SOMEBODY]
    assert {one.state for one in others.values() if one is not found and one.consent is None} == {
        "not_asked"
    }


CONTRADICTIONS: dict[str, tuple[str, Any]] = {
    "answer": ("answer", "no"),
    "purpose": ("purpose", "say_arrived"),
    "person": ("person", str(OTHER)),
    "given_on": ("given_on", "2025-09-13"),
}


@pytest.mark.parametrize("fact", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contested_answer_is_no(station: Station, fact: tuple[str, Any]) -> None:
    key = consent(station, SOMEBODY)
    add_facts(station, MEMBER, key, [fact], Grounds())
    assert ask(SOMEBODY).state == "no"


def test_a_contested_answer_is_no_for_everybody_and_everything_it_may_mean(
    station: Station,
) -> None:
    consent(station, OTHER, given_on="2025-09-11")
    key = consent(station, SOMEBODY)
    add_facts(station, MEMBER, key, [("person", str(OTHER))], Grounds())
    assert ask(OTHER).state == "no"


def test_what_decides_nothing_may_be_contested(station: Station) -> None:
    key = consent(station, SOMEBODY, language="be")
    add_facts(station, MEMBER, key, [("language", "ru")], Grounds())
    assert ask(SOMEBODY).state == "yes"


def test_a_disputed_end_and_a_disputed_withdrawal_permit_nothing(station: Station) -> None:
    key = consent(station, SOMEBODY, until="2025-12-31")
    add_facts(station, MEMBER, key, [("until", "2026-12-31")], Grounds())
    assert ask(SOMEBODY).state == "no"


@pytest.mark.parametrize(
    ("certainty", "state"), [("confirmed", "yes"), ("doubtful", "no"), ("denied", "not_asked")]
)
def test_a_reported_answer_is_none(station: Station, certainty: str, state: str) -> None:
    consent(station, SOMEBODY, certainty)
    assert ask(SOMEBODY).state == state


def test_a_withdrawal_counts_at_once_whatever_date_is_written(station: Station) -> None:
    key = consent(station, SOMEBODY)
    add_facts(station, MEMBER, key, [("withdrawn_on", "2052-09-14")], Grounds())
    assert ask(SOMEBODY).state == "withdrawn"


def test_a_record_entered_by_mistake_leaves_the_answer_before(station: Station) -> None:
    consent(station, SOMEBODY)
    mistake = consent(station, SOMEBODY, answer="no", given_on="2025-09-13")
    assert ask(SOMEBODY).state == "no"
    retract_record(station, MEMBER, mistake, "somebody else was meant")
    assert ask(SOMEBODY).state == "yes"


def test_people_judged_to_be_one_have_one_answer_and_a_no_of_either_counts(
    station: Station,
) -> None:
    consent(station, SOMEBODY, given_on="2025-09-13")
    groups = {OTHER: SOMEBODY}
    assert ask(OTHER).state == "not_asked"
    assert ask(OTHER, groups=groups).state == "yes"
    assert set(find_permissions([OTHER], FIRST, groups=groups)) == {OTHER}
    consent(station, OTHER, answer="no")
    assert ask(SOMEBODY).state == "yes"
    assert ask(SOMEBODY, groups=groups).state == "no"
    assert ask(OTHER, groups=groups).state == "no"


def test_many_people_are_read_with_few_queries(
    station: Station, django_assert_max_num_queries: Any
) -> None:
    key = consent(station, SOMEBODY)
    people = [SOMEBODY, *(UUID(int=number) for number in range(100, 10_100))]
    with django_assert_max_num_queries(3):
        found = find_permissions(people, date(2025, 9, 20))
    assert len(found) == len(people)
    assert [person for person in people if found[person][STORY].state == "yes"] == [SOMEBODY]
    file = read_record(key)
    assert file
    assert file.kind == "consent"
