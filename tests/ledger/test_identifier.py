"""Identifiers rise, whatever the clock does."""

from __future__ import annotations

import random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.ledger.identifier import IdentifiersRanOut, Sequence
from vardas.ledger.moment import LAST

NOW = 1_757_664_000_000
TIMES = st.integers(0, 2**41)


def make(seed: int = 1) -> Sequence:
    return Sequence(random.Random(seed).randbytes)


def test_the_form_is_version_7() -> None:
    made = make().next(NOW)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == NOW


def test_many_in_one_millisecond_still_rise_and_differ() -> None:
    sequence = make()
    made = [sequence.next(NOW).int for _ in range(20_000)]
    assert made == sorted(set(made))


@given(st.lists(TIMES, min_size=1, max_size=50))
def test_a_clock_that_jumps_back_does_not_matter(times: list[int]) -> None:
    sequence = make()
    made = [sequence.next(time) for time in times]
    assert made == sorted(made)
    assert all(one.int >> 80 >= time for one, time in zip(made, times, strict=True))


@given(TIMES, st.integers(0, (LAST << 80) - 1).map(lambda number: UUID(int=number)), st.integers(0))
def test_a_verb_sorts_after_what_it_names(time: int, target: UUID, seed: int) -> None:
    """Any target: of another version, from a station far ahead, or with its counter full."""
    sequence = make(seed)
    sequence.next(time)
    sequence.follow(target)
    assert sequence.next(time) > target


@pytest.mark.parametrize("nibble", range(16))
def test_a_target_of_any_version_in_the_same_millisecond(nibble: int) -> None:
    target = UUID(int=NOW << 80 | nibble << 76 | 0xFFF << 64 | (1 << 64) - 1)
    sequence = make()
    sequence.follow(target)
    assert sequence.next(NOW - 5_000) > target


def test_following_an_older_one_changes_nothing() -> None:
    sequence = make()
    newest = sequence.next(NOW)
    sequence.follow(UUID(int=(NOW - 1000) << 80))
    assert sequence.next(NOW - 1000) > newest


def test_nothing_comes_after_the_last_identifier() -> None:
    sequence = make()
    sequence.follow(UUID(int=2**128 - 1))
    with pytest.raises(IdentifiersRanOut):
        sequence.next(NOW)
