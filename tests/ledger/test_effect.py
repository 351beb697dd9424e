"""What the verbs bring about: named cases, and independence of order and duplication."""

from __future__ import annotations

from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.ledger.effect import find_effect, order_says
from vardas.ledger.statement import Erase, Prefer, Retract, Say, Statement, write_leaf

RECORD = UUID(int=9 << 80)


def at(number: int) -> UUID:
    """The id of the statement with this number; later ones have higher numbers."""
    return UUID(int=number << 80 | 7 << 76 | 2 << 62)


def say(number: int, *replaces: int, value: str = "x") -> Say:
    return Say(at(number), RECORD, "person", "name", value, replaces=tuple(map(at, replaces)))


def retract(number: int, *targets: int) -> Retract:
    return Retract(at(number), tuple(map(at, targets)))


def prefer(number: int, *targets: int) -> Prefer:
    return Prefer(at(number), tuple(map(at, targets)))


def erase(number: int, *targets: int) -> Erase:
    return Erase(at(number), tuple(map(at, targets)), "consent withdrawn")


# What is said, and the numbers of the statements that are in force after it.
CASES: dict[str, tuple[list[Statement], set[int]]] = {
    "one statement": ([say(1)], {1}),
    "two contest each other": ([say(1), say(2)], {1, 2}),
    "a correction replaces": ([say(1), say(2, 1)], {2}),
    "a chain of corrections": ([say(1), say(2, 1), say(3, 2)], {3}),
    "one correction of two statements": ([say(1), say(2), say(3, 1, 2)], {3}),
    "two corrections of one statement": ([say(1), say(2, 1), say(3, 1)], {2, 3}),
    "a withdrawal": ([say(1), retract(2, 1)], set()),
    "a withdrawal withdrawn": ([say(1), retract(2, 1), retract(3, 2)], {1}),
    "three withdrawals deep": ([say(1), retract(2, 1), retract(3, 2), retract(4, 3)], set()),
    "a correction withdrawn": ([say(1), say(2, 1), retract(3, 2)], {1}),
    "the middle of a chain withdrawn": ([say(1), say(2, 1), say(3, 2), retract(4, 2)], {3}),
    "the end of a chain withdrawn": ([say(1), say(2, 1), say(3, 2), retract(4, 3)], {2}),
    "a whole chain withdrawn": ([say(1), say(2, 1), retract(3, 1, 2)], set()),
    "an erasure": ([say(1), erase(2, 1)], set()),
    "an erasure is not taken back": ([say(1), erase(2, 1), retract(3, 2)], set()),
    "an erasure of an erasure": ([say(1), erase(2, 1), erase(3, 2)], set()),
    "an erasure by a lagging clock": ([say(5), erase(2, 5)], set()),
    "an erased correction counts for nothing": ([say(1), say(2, 1), erase(3, 2)], {1}),
    "the middle of a chain erased": ([say(1), say(2, 1), say(3, 2), erase(4, 2)], {1, 3}),
    "an erased withdrawal counts for nothing": ([say(1), retract(2, 1), erase(3, 2)], {1}),
    "a verb before its target": ([retract(1, 2), say(2)], {2}),
    "a correction before its target": ([say(1, 2), say(2)], {1, 2}),
    "a circle of corrections": ([say(1, 2), say(2, 1)], {2}),
    "a statement that corrects itself": ([say(1, 1)], {1}),
    "a withdrawal of itself": ([say(1), retract(2, 1, 2)], set()),
    "a withdrawal of what is not here": ([say(1), retract(3, 2)], {1}),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_in_force(name: str) -> None:
    statements, live = CASES[name]
    for order in permutations(statements):
        effect = find_effect(order)
        says = [s for s in order if isinstance(s, Say)]
        assert {s.id for s in says if effect.is_live(s.id)} == set(map(at, live))


def test_the_latest_preference_counts_unless_it_is_withdrawn() -> None:
    said = [say(1), say(2), prefer(3, 1), prefer(4, 1, 2)]
    assert find_effect(said).preferred == {at(1): at(4), at(2): at(4)}
    assert find_effect([*said, retract(5, 4)]).preferred == {at(1): at(3)}
    assert find_effect([*said, erase(5, 4)]).preferred == {at(1): at(3)}
    assert find_effect([prefer(1, 2), say(2)]).preferred == {}


NUMBERS = st.integers(1, 8)
TARGETS = st.lists(NUMBERS, max_size=3)
STATEMENTS = st.lists(
    st.one_of(
        st.builds(lambda n, t, v: say(n, *t, value=v), NUMBERS, TARGETS, st.sampled_from("ab")),
        st.builds(lambda n, t: retract(n, *t), NUMBERS, TARGETS),
        st.builds(lambda n, t: prefer(n, *t), NUMBERS, TARGETS),
        st.builds(lambda n, t: erase(n, *t), NUMBERS, TARGETS),
    ),
    max_size=12,
)
"""Ids repeat on purpose: two stations, or one that is hostile, may use one twice."""


@given(STATEMENTS, st.data())
def test_order_and_duplication_change_nothing(said: list[Statement], data: st.DataObject) -> None:
    expected = find_effect(said)
    again = data.draw(st.lists(st.sampled_from(said), max_size=6)) if said else []
    shuffled = data.draw(st.permutations([*said, *again]))
    assert find_effect(shuffled) == expected


@given(STATEMENTS)
def test_content_that_was_erased_makes_no_difference(said: list[Statement]) -> None:
    """A station that dropped what an erasure names comes to what one that kept it comes to."""
    whole = find_effect(said)
    kept = [s for s in said if isinstance(s, Erase) or s.id not in whole.erased]
    without = find_effect(kept)
    says = [s for s in kept if isinstance(s, Say)]
    assert [whole.is_live(s.id) for s in says] == [without.is_live(s.id) for s in says]
    assert without.preferred == whole.preferred


@given(STATEMENTS, st.data())
def test_what_is_said_has_one_order_and_stands_once(
    said: list[Statement], data: st.DataObject
) -> None:
    says = [s for s in said if isinstance(s, Say)]
    again = data.draw(st.lists(st.sampled_from(says), max_size=4)) if says else []
    ordered = order_says(data.draw(st.permutations([*says, *again])))
    assert [write_leaf(s) for s in ordered] == sorted(
        {write_leaf(s) for s in says}, key=lambda leaf: (leaf_id(leaf), leaf)
    )


def leaf_id(leaf: bytes) -> bytes:
    at_id = leaf.index(b'"id":"') + 6
    return leaf[at_id : at_id + 36]
