"""What speaks for and against two people being one, and what is asked first."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER
from vardas.actions.facts import add_record
from vardas.actions.identity import judge_same_person
from vardas.actions.plan import Grounds
from vardas.insight.pairing import (
    count_questions,
    find_answered,
    find_questions,
    share_row,
    weigh_pair,
)
from vardas.registry.station import Station

NAME = {"name": [{"text": "Мікалай Ткачук"}]}


@pytest.mark.parametrize(
    ("one", "other", "facts"),
    [
        ({}, {}, ()),
        ({"birth_date": "1980-02-01"}, {"birth_date": "1980-02-01"}, ("same_birth_date",)),
        ({"birth_date": "1980-02-01"}, {"birth_date": "1980"}, ("near_birth_date",)),
        ({"birth_date": "1980-02-01"}, {"birth_date": "1981"}, ("other_birth_date",)),
        ({"birth_date": "1980"}, {}, ()),
        ({"sex": "female"}, {"sex": "male"}, ("other_sex",)),
        ({"sex": "male"}, {"sex": "male"}, ()),
        ({"citizenship": ["BY", "PL"]}, {"citizenship": ["PL"]}, ("same_citizenship",)),
    ],
)
def test_facts_beside_the_name(
    one: dict[str, object], other: dict[str, object], facts: tuple[str, ...]
) -> None:
    assert weigh_pair({**NAME, **one}, {**NAME, **other}).facts == facts


def test_the_closest_spellings_are_shown() -> None:
    left = {"name": [{"text": "Ольга Кулик"}, {"text": "Мікалай Ткачук"}]}
    right = {"name": [{"text": "Nikolai Tkachuk"}]}
    found = weigh_pair(left, right)
    assert (found.one, found.other) == ("Мікалай Ткачук", "Nikolai Tkachuk")
    assert any(reason.weight > 0 for reason in found.names)


def add(station: Station, kind: str, *facts: tuple[str, object]) -> UUID:
    return add_record(station, MEMBER, kind, list(facts), Grounds()).records[0]


def test_the_same_birth_date_is_asked_first_and_another_last(station: Station) -> None:
    name = ("name", {"text": "Мікалай Ткачук"})
    born = [
        add(station, "person", name, ("birth_date", day))
        for day in ("1955-05-05", "1980-01-01", "1980-01-01")
    ]
    questions = find_questions()
    assert count_questions() == len(questions) == 3
    assert {questions[0].left, questions[0].right} == set(born[1:])


def test_the_latest_answer_stands_first(station: Station) -> None:
    one, two, three = (add(station, "person", ("name", {"text": "Ян Кулик"})) for _ in range(3))
    for left, right, answer in ((one, two, "undecided"), (one, three, "same"), (one, two, "same")):
        judge_same_person(station, MEMBER, left, right, answer)
    assert [(each.left, each.right) for each in find_answered()] == [(one, two), (one, three)]


def test_one_row_said_to_be_both(station: Station) -> None:
    one, two = (add(station, "person", ("name", {"text": "Ян Кулик"})) for _ in range(2))
    row = add(station, "listing", ("name", {"text": "Ян Кулик"}))
    judge_same_person(station, MEMBER, row, one, "same")
    assert not share_row(one, two)
    judge_same_person(station, MEMBER, row, two, "same")
    assert share_row(one, two)
