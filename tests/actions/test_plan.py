"""A plan is checked while it is made and written once, or not at all."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.plan import NothingPlanned, Plan
from vardas.ledger.statement import Act, Retract, read_leaf
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Commit, Leaf


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


def test_a_plan_is_one_commit_that_says_who_and_why(station: Station) -> None:
    plan = Plan(station, MEMBER, "test", "because")
    first, second = plan.new_record(), plan.new_record()
    plan.say(first, "person", "name", {"text": "Ana"})
    plan.say(second, "person", "name", {"text": "Ola"})
    outcome = plan.commit()
    assert outcome.records == (first, second)
    assert len(outcome.statements) == 2
    assert Commit.objects.get().identifier == outcome.commit
    leaf = Leaf.objects.order_by("position")[0]
    assert read_leaf(bytes(leaf.data)) == Act(str(MEMBER), "test", "because")


def test_nothing_is_written_before_the_commit(station: Station) -> None:
    plan = Plan(station, MEMBER, "test")
    plan.say(plan.new_record(), "person", "name", {"text": "Ana"})
    assert not Leaf.objects.exists()
    with pytest.raises(NothingPlanned):
        Plan(station, MEMBER, "test").commit()


def test_many_withdrawals_are_split_into_leaves_of_a_thousand(station: Station) -> None:
    plan = Plan(station, MEMBER, "test")
    plan.retract([UUID(int=number) for number in range(1, 2502)], "x")
    plan.commit()
    leaves = [read_leaf(bytes(leaf.data)) for leaf in Leaf.objects.order_by("position")]
    assert [len(leaf.ids) for leaf in leaves if isinstance(leaf, Retract)] == [1000, 1000, 501]


def test_a_verb_sorts_after_what_it_acts_on_even_when_the_clock_went_back(
    station: Station,
) -> None:
    later = UUID(int=2_500_000_000_000 << 80 | 7 << 76 | 2 << 62)
    plan = Plan(station, MEMBER, "test")
    plan.retract([later], "from a station whose clock runs ahead")
    assert plan.commit().statements[0] > later
