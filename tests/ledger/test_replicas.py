"""Three stations that write, lag and exchange in any order end equal, and every ledger verifies."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.ledger.independent import verify_both
from tests.ledger.simulation import Replica, exchange
from vardas.ledger.effect import order_says
from vardas.ledger.statement import Act, Prefer, Retract, Say, Statement, read_leaf
from vardas.registry.fold.rows import build_row

STATIONS = st.integers(0, 2)
CHOICES = st.integers(0, 1000)
VALUES = st.sampled_from(["1990", "1991-06", "1992-05-01~"])


class ThreeStations(RuleBasedStateMachine):
    """Each rule is something that a member, a clock or a courier does."""

    @initialize()
    def set_up(self) -> None:
        self.replicas = [Replica(name) for name in ("desk", "office", "clinic")]
        self.records = [self.replicas[0].next_id() for _ in range(2)]
        self.pending: list[list[Statement]] = [[], [], []]

    @rule(who=STATIONS, which=st.integers(0, 1), value=VALUES)
    def say(self, who: int, which: int, value: str) -> None:
        replica = self.replicas[who]
        self.pending[who].append(replica.say(self.records[which], "birth_date", value))

    @rule(who=STATIONS, choice=CHOICES, value=VALUES)
    def replace(self, who: int, choice: int, value: str) -> None:
        said = self.known(who, Say)
        if said:
            target = said[choice % len(said)]
            assert isinstance(target, Say)
            replica = self.replicas[who]
            self.pending[who].append(replica.say(target.record, "birth_date", value, target.id))

    @rule(who=STATIONS, choice=CHOICES)
    def retract(self, who: int, choice: int) -> None:
        said = self.known(who, Say | Retract | Prefer)
        if said:
            target = said[choice % len(said)].id
            self.pending[who].append(self.replicas[who].retract(target))

    @rule(who=STATIONS, choice=CHOICES)
    def prefer(self, who: int, choice: int) -> None:
        said = self.known(who, Say)
        if said:
            target = said[choice % len(said)].id
            self.pending[who].append(self.replicas[who].prefer(target))

    @rule(who=STATIONS, choice=CHOICES)
    def erase(self, who: int, choice: int) -> None:
        self.write(who)
        said = self.known(who, Say)
        if said:
            target = said[choice % len(said)].id
            self.pending[who].append(self.replicas[who].erase(target))

    @rule(who=STATIONS)
    def write(self, who: int) -> None:
        if self.pending[who]:
            self.replicas[who].write(*self.pending[who])
            self.pending[who] = []

    @rule(who=STATIONS, seconds=st.integers(-100_000, 100_000))
    def set_clock(self, who: int, seconds: int) -> None:
        self.replicas[who].clock.jump(seconds)

    @rule(giver=STATIONS, taker=STATIONS, seed=CHOICES)
    def carry(self, giver: int, taker: int, seed: int) -> None:
        """Bring some commits, in any order and some of them twice, with leaves left out."""
        source = random.Random(seed)
        commits = self.replicas[giver].in_order()
        bag = source.choices(commits, k=len(commits)) if commits else []
        for commit in bag:
            left_out = [at for at in range(len(commit.leaves)) if source.random() < 0.2]
            self.replicas[taker].receive(commit.without(left_out))

    @invariant()
    def verbs_come_after_what_they_name(self) -> None:
        for replica in getattr(self, "replicas", ()):
            for statement in replica.statements():
                if isinstance(statement, Retract | Prefer):
                    assert all(target < statement.id for target in statement.ids)
                elif isinstance(statement, Say):
                    assert all(target < statement.id for target in statement.replaces)

    def known(self, who: int, kind: object) -> Sequence[Statement]:
        held = [*self.replicas[who].statements(), *self.pending[who]]
        return [s for s in held if isinstance(s, kind)]  # type: ignore[arg-type]

    def teardown(self) -> None:
        if not hasattr(self, "replicas"):
            return
        for who in range(3):
            self.write(who)
            self.replicas[who].write()  # a station vouches for the whole with a commit of its own
        exchange(*self.replicas)
        exchange(*self.replicas)
        desk, *others = self.replicas
        for other in others:
            assert other.commits.keys() == desk.commits.keys()
            assert other.effect() == desk.effect()
            assert other.live() == desk.live()
            assert fold(other) == fold(desk)
        assert fold(desk) == fold(regroup(desk))
        for replica in self.replicas:
            verdict, _ = verify_both(replica.export())
            assert verdict.holds, verdict.findings


def fold(replica: Replica) -> list[object]:
    """The rows that the registry makes of what a station holds."""
    effect = replica.effect()
    says = order_says([s for s in replica.statements() if isinstance(s, Say)])
    records = sorted({said.record for said in says})
    return [build_row([s for s in says if s.record == record], effect) for record in records]


def regroup(replica: Replica) -> Replica:
    """The same statements, each in a commit of its own, in another order and some twice."""
    other = Replica("somebody else")
    leaves = [leaf.data for commit in replica.in_order() for leaf in commit.leaves if leaf.data]
    leaves = [data for data in leaves if not isinstance(read_leaf(data), Act)]
    for data in [*reversed(leaves), *leaves[::2]]:
        other.write_leaves([data])
    return other


ThreeStations.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestThreeStations = ThreeStations.TestCase
