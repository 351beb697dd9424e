"""Guessing is slowed down, per name and for all names together, and forgotten after a while."""

import pytest

from vardas.web.members.waiting import (
    FORGOTTEN_AFTER,
    FREE_FOR_A_NAME,
    FREE_FOR_ALL,
    LONGEST,
    NAMES_KEPT,
    TooManyTries,
    Waiting,
)


class Clock:
    def __init__(self) -> None:
        self.now = 5.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def waiting(clock: Clock) -> Waiting:
    return Waiting(clock)


def find_wait(waiting: Waiting, name: str) -> int:
    try:
        waiting.check(name)
    except TooManyTries as error:
        seconds = error.fields["seconds"]
        assert isinstance(seconds, int)
        return seconds
    return 0


def test_the_first_tries_are_free(waiting: Waiting) -> None:
    for _try in range(FREE_FOR_A_NAME):
        assert find_wait(waiting, "anna") == 0
        waiting.note_failure("anna")
    assert find_wait(waiting, "anna") == 0


def test_waits_double_up_to_the_longest(waiting: Waiting) -> None:
    waits = []
    for _try in range(FREE_FOR_A_NAME + 9):
        waiting.note_failure("anna")
        waits.append(find_wait(waiting, "anna"))
    assert waits[FREE_FOR_A_NAME:] == [2, 4, 8, 16, 32, LONGEST, LONGEST, LONGEST, LONGEST]


def test_time_runs_the_wait_down(waiting: Waiting, clock: Clock) -> None:
    for _try in range(FREE_FOR_A_NAME + 2):
        waiting.note_failure("anna")
    clock.now += 3.5
    assert find_wait(waiting, "anna") == 1
    clock.now += 0.5
    assert find_wait(waiting, "anna") == 0


def test_one_name_does_not_hold_up_another(waiting: Waiting) -> None:
    for _try in range(FREE_FOR_A_NAME + 3):
        waiting.note_failure("anna")
    assert find_wait(waiting, "vera") == 0


def test_many_names_hold_up_everybody(waiting: Waiting) -> None:
    for number in range(FREE_FOR_ALL + 1):
        waiting.note_failure(f"name {number}")
    assert find_wait(waiting, "vera") == 2


def test_success_forgets_the_name_and_not_the_rest(waiting: Waiting) -> None:
    for _try in range(FREE_FOR_ALL + 1):
        waiting.note_failure("anna")
    waiting.note_success("anna")
    assert find_wait(waiting, "anna") == 2


def test_old_failures_are_forgotten(waiting: Waiting, clock: Clock) -> None:
    for _try in range(FREE_FOR_ALL + 9):
        waiting.note_failure("anna")
    clock.now += FORGOTTEN_AFTER + 1
    assert find_wait(waiting, "anna") == 0
    waiting.note_failure("anna")
    assert find_wait(waiting, "anna") == 0


def test_memory_is_bounded(waiting: Waiting) -> None:
    for number in range(NAMES_KEPT + 500):
        waiting.note_failure(str(number))
    assert len(waiting._names) == NAMES_KEPT
