"""Stations in memory: each has a key, a clock that may be wrong, and the commits it holds.

They use the ledger's own functions and keep everything in dictionaries, so that what a test shows
about them holds for the formats and rules rather than for a database.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from vardas.keys.signing import SigningKey
from vardas.ledger import identifier
from vardas.ledger.checkpoint import sign_checkpoint
from vardas.ledger.commit import CommitWriter, Head, SaltedLeaf, SignedHeader
from vardas.ledger.effect import Effect, find_effect, order_says
from vardas.ledger.exchange import FIRST, Closing, Signed, write_part
from vardas.ledger.merkle import compute_root
from vardas.ledger.moment import tick
from vardas.ledger.statement import (
    Act,
    Erase,
    NotAStatementError,
    Prefer,
    Retract,
    Say,
    Statement,
    read_leaf,
    write_leaf,
)

MEMBER = "0199390e-9e00-7000-8000-00000000000a"
MORNING = datetime(2025, 9, 12, 8, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A wall clock that goes on by a second when read, and can be set to any time."""

    now: datetime = MORNING

    def read(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def jump(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Commit:
    """A signed header and its leaves, with or without their content."""

    signed: SignedHeader
    leaves: tuple[SaltedLeaf, ...]

    @property
    def place(self) -> tuple[str, str, str]:
        header = self.signed.header
        return header.time, header.station, self.signed.id

    def lines(self) -> list[bytes]:
        return [write_part(Signed(self.signed)), *(write_part(leaf) for leaf in self.leaves)]

    def without(self, indexes: Iterable[int]) -> Commit:
        """The same commit with the content of some leaves gone."""
        gone = set(indexes)
        leaves = [empty(leaf) if at in gone else leaf for at, leaf in enumerate(self.leaves)]
        return Commit(self.signed, tuple(leaves))


def empty(leaf: SaltedLeaf) -> SaltedLeaf:
    """Drop salt and bytes, and keep the hash."""
    return SaltedLeaf(None, None, leaf.compute_hash())


@dataclass
class Replica:
    """A station; the same name gives the same key and the same random bytes."""

    name: str
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.key = SigningKey(sha256(f"test station {self.name}".encode()).digest())
        self.random = random.Random(self.name).randbytes
        self.commits: dict[str, Commit] = {}
        self.identifiers = identifier.Sequence(self.random)

    @property
    def station(self) -> str:
        return self.key.station

    def next_id(self, after: Iterable[UUID] = ()) -> UUID:
        """Make a statement's id as an action does: past whatever it acts on."""
        for earlier in after:
            self.identifiers.follow(earlier)
        return self.identifiers.next(int(self.clock.read().timestamp() * 1000))

    def heads(self) -> dict[str, Head]:
        heads: dict[str, Head] = {}
        for commit in self.in_order():
            header = commit.signed.header
            if header.station not in heads or heads[header.station].seq < header.seq:
                heads[header.station] = Head(header.seq, commit.signed.id, header.moment)
        return heads

    def write(self, *statements: Statement, why: str = "") -> Commit:
        """Commit statements of this station's own."""
        return self.write_leaves(
            [write_leaf(leaf) for leaf in (Act(MEMBER, "test", why), *statements)]
        )

    def write_leaves(self, leaves: Sequence[bytes]) -> Commit:
        """Commit leaves as they are, whatever they say."""
        heads = self.heads()
        own = heads.pop(self.station, None)
        seen = [head.moment for head in heads.values()] + ([own.moment] if own else [])
        moment = tick(self.clock.read(), *seen)
        writer = CommitWriter(self.key, own, heads, moment, self.random)
        salted = tuple([writer.add(data) for data in leaves])
        commit = Commit(writer.sign(), salted)
        self.commits[commit.signed.id] = commit
        self._drop_erased()
        return self.commits[commit.signed.id]

    def receive(self, commit: Commit) -> None:
        """Take in a commit that holds, keeping whichever content is held already."""
        header = commit.signed.header
        assert commit.signed.is_signed()
        assert len(commit.leaves) == header.n
        hashes = [leaf.compute_hash() for leaf in commit.leaves]
        assert compute_root(hashes).hex() == header.root
        held = self.commits.get(commit.signed.id)
        if held:
            pairs = zip(held.leaves, commit.leaves, strict=True)
            leaves = tuple([mine if mine.data else theirs for mine, theirs in pairs])
            commit = Commit(commit.signed, leaves)
        self.commits[commit.signed.id] = commit
        self._drop_erased()

    def _drop_erased(self) -> None:
        named = {
            text
            for statement in self.statements()
            if isinstance(statement, Erase)
            for text in statement.leaves
        }
        for identifier_, commit in self.commits.items():
            gone = [
                at
                for at, leaf in enumerate(commit.leaves)
                if leaf.data and leaf.compute_hash().hex() in named
            ]
            if gone:
                self.commits[identifier_] = commit.without(gone)

    def in_order(self) -> list[Commit]:
        return sorted(self.commits.values(), key=lambda commit: commit.place)

    def statements(self) -> list[Statement]:
        """Everything that can be read, in the order in which it happens to be held."""
        found: list[Statement] = []
        for commit in self.commits.values():
            for leaf in commit.leaves:
                try:
                    read = read_leaf(leaf.data or b"")
                except NotAStatementError:
                    continue
                if not isinstance(read, Act):
                    found.append(read)
        return found

    def hashes_of(self, identifiers: Iterable[UUID]) -> tuple[str, ...]:
        """The hashes of the leaves that hold these statements."""
        wanted = set(identifiers)
        return tuple(
            sorted(
                leaf.compute_hash().hex()
                for commit in self.commits.values()
                for leaf in commit.leaves
                if leaf.data and getattr(read_leaf(leaf.data), "id", None) in wanted
            )
        )

    def effect(self) -> Effect:
        return find_effect(self.statements())

    def live(self) -> list[bytes]:
        """What is in force here, as bytes and in one order."""
        effect = self.effect()
        says = order_says([s for s in self.statements() if isinstance(s, Say)])
        return [write_leaf(say) for say in says if effect.is_live(say.id)]

    def checkpoint(self) -> bytes:
        """The line that ends an export of this station."""
        heads = self.heads()
        data, signature = sign_checkpoint(self.key, heads, heads[self.station].moment)
        return write_part(Closing(data, signature))

    def export(self) -> list[bytes]:
        """The whole ledger as lines."""
        commits = [line for commit in self.in_order() for line in commit.lines()]
        return [FIRST, *commits, self.checkpoint()]

    # Statements, for short.

    def say(self, record: UUID, name: str, value: object, *replaces: UUID) -> Say:
        return Say(self.next_id(replaces), record, "person", name, value, replaces=replaces)

    def retract(self, *targets: UUID) -> Retract:
        return Retract(self.next_id(targets), targets, "said of someone else")

    def prefer(self, *targets: UUID) -> Prefer:
        return Prefer(self.next_id(targets), targets)

    def erase(self, *targets: UUID) -> Erase:
        return Erase(self.next_id(), targets, "GDPR 17(1)(b)", self.hashes_of(targets))


def exchange(*replicas: Replica) -> None:
    """Let every station have every commit."""
    for giver in replicas:
        for taker in replicas:
            for commit in giver.in_order():
                taker.receive(commit)


def make_three() -> tuple[Replica, Replica, Replica]:
    """Three stations after a small case: corrections, an erasure, and leaves withheld.

    The first station made the exports of the tests. The second withheld one of its leaves from it.
    """
    desk, office, clinic = Replica("desk"), Replica("office"), Replica("clinic")
    person, other = desk.next_id(), office.next_id()
    name = desk.say(person, "name", {"text": "Алесь Прыдуманы", "language": "be"})
    born = desk.say(person, "birth_date", "1991-06-XX")
    desk.write(name, born, desk.say(person, "citizenship", "BY"))
    exchange(desk, office, clinic)
    late = office.say(person, "birth_date", "1991-07-02")
    office.write(late, office.prefer(late.id), office.say(other, "name", {"text": "Ева Выдумка"}))
    note = clinic.say(other, "need", "insulin")
    clinic.write(note)
    exchange(desk, clinic)
    secret = office.write(office.say(other, "relative", "a sister, in Homel"))
    desk.receive(secret.without([1]))
    clinic.receive(secret.without([1]))
    exchange(desk, clinic)
    for commit in office.in_order():
        if commit.signed.id != secret.signed.id:
            desk.receive(commit)
    desk.write(desk.erase(born.id), desk.say(person, "birth_date", "1991-07-02", born.id))
    clinic.write(clinic.erase(note.id))
    for commit in clinic.in_order():
        desk.receive(commit)
    desk.write(desk.retract(name.id))
    return desk, office, clinic


def make_small() -> Replica:
    """The least that has three stations, an erased leaf and a withheld one: for many flips."""
    desk, office, clinic = Replica("desk"), Replica("office"), Replica("clinic")
    person = desk.next_id()
    born = desk.say(person, "birth_date", "1991-06-XX")
    desk.write(born)
    desk.receive(office.write(office.say(person, "relative", "a sister")).without([1]))
    desk.receive(clinic.write(clinic.say(person, "need", "insulin")))
    desk.write(desk.erase(born.id))
    return desk
