"""Where somebody stands, as far as published events say: never more surely than they do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.publish.public_list import world
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.parts import Standing, State, find_standing

Happened = tuple[str, str, str] | tuple[str, str, str, dict[str, Any]]


def stand(*happened: Happened) -> Standing:
    """Find where one person stands after events of (kind, when, role, how it was said)."""
    records = [world.record(world.NIKALAI, "person", name=world.name("Мікалай Прыдуманы"))]
    for number, (kind, when, role, *more) in enumerate(happened):
        event = UUID(int=500 + number)
        records.append(world.record(event, "event", type=kind, when=when))
        records.append(world.involve(number, event, world.NIKALAI, role, **(more or [{}])[0]))
    book = Book(world.clear(records))
    return find_standing(book.parts_of_person.get(world.NIKALAI, []))


@pytest.mark.parametrize(
    ("happened", "state"),
    [
        pytest.param([], State.UNKNOWN, id="nothing"),
        pytest.param([("detention", "2021-05", "detained")], State.HELD, id="detained"),
        pytest.param(
            [("expulsion", "2025-09-11", "expelled"), ("detention", "2021-05", "detained")],
            State.FREE,
            id="expelled later, written earlier",
        ),
        pytest.param(
            [("detention", "2025-09-11", "detained"), ("release", "2025-09-11", "released")],
            State.FREE,
            id="detained and released on one day",
        ),
        pytest.param(
            [("detention", "2025", "detained"), ("release", "2025", "released")],
            State.UNCLEAR,
            id="in one year, in no known order",
        ),
        pytest.param(
            [("detention", "some day", "detained"), ("release", "2025-09-11", "released")],
            State.UNCLEAR,
            id="a date nobody can read",
        ),
        pytest.param(
            [("release", "2025-09-11", "released"), ("return_to_custody", "2025-10", "detained")],
            State.HELD,
            id="taken again",
        ),
        pytest.param(
            [("expulsion", "2025-09-11", "expelled"), ("refusal", "2025-09-12", "refused")],
            State.LOST,
            id="refused to leave",
        ),
        pytest.param(
            [("death", "2022-01", "died"), ("search", "2023-01", "victim")],
            State.DEAD,
            id="died, and something after it",
        ),
        pytest.param(
            [("detention", "2021-05", "detained", {"certainty": "denied"})],
            State.UNKNOWN,
            id="denied",
        ),
        pytest.param(
            [("verdict", "2021-05", "sentenced")], State.UNKNOWN, id="a sentence is no custody"
        ),
    ],
)
def test_where_somebody_stands(happened: list[Happened], state: State) -> None:
    assert stand(*happened).state is state


def test_what_is_only_reported_stays_so() -> None:
    assert stand(("detention", "2021-05", "detained", {"certainty": "doubtful"})).is_doubtful


def test_nobody_asks_where_a_speaker_is() -> None:
    assert not stand(("press_conference", "2025-09-12", "speaker")).is_subject
    assert stand().is_subject


def test_who_refused_is_not_one_of_those_expelled() -> None:
    book = Book(world.make_world())
    assert set(book.subjects_of(world.EXPULSION)) == {world.NIKALAI, world.RTL}
    assert book.count_named(world.EXPULSION, "expelled") == 1
    assert book.count_named(world.CAMP, "refused") == 1
