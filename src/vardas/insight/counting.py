"""Counts numbers claimed beside people named: a count is not a list, and the gap is shown.

``count_event`` is pure; ``count_events`` reads what it needs from the registry for many events at
once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vardas.insight.sameness import find_standins
from vardas.ledger.effect import Effect
from vardas.ledger.statement import Say
from vardas.registry.access.reader import get_reader
from vardas.registry.access.showing import show_says
from vardas.registry.fold.indexing import chunked
from vardas.registry.fold.rows import sort_claims
from vardas.registry.fold.statements import gather
from vardas.registry.records.models import Event, Involvement

COUNTED_ROLES = frozenset(
    {"released", "expelled", "pardoned", "crossed", "transported", "received"}
)
"""Whoever has one of these roles in an event, or in a part of it, is one of the people counted."""

UNCOUNTED_ROLES = frozenset({"refused", "turned_back"})
"""Whoever has one of these there is not, whatever else is said of them."""

HEADLINES = {
    "expulsion": ("expelled", "released", "pardoned"),
    "pardon": ("pardoned", "released"),
    "crossing": ("crossed", "expelled", "released"),
    "detention": ("detained",),
    "death": ("died",),
}
"""Which people the one number of an event of this kind means, the first that is claimed."""

ANY_HEADLINE = ("released", "pardoned", "expelled", "crossed", "detained", "died", "refused")

_DEEPEST = 4
"""How many levels of parts of parts are looked through."""


@dataclass(frozen=True)
class CountClaim:
    """One number of people that one source claims."""

    statement: UUID
    number: int
    of: str
    bound: str = ""
    """“at least”, “more than” or the like, where the source says so."""
    said_by: str = ""
    source: UUID | None = None
    certainty: str = "stated"


@dataclass(frozen=True)
class Group:
    """The claims about one group of people, the one to show first first."""

    of: str
    claims: tuple[CountClaim, ...]

    @property
    def shown(self) -> CountClaim:
        """The claim to show first."""
        return self.claims[0]

    @property
    def numbers(self) -> tuple[tuple[int, str], ...]:
        """The different numbers claimed, the one to show first first.

        A bound (“at least”) stands with a number only where nobody claims the number itself.
        """
        bounds: dict[int, str] = {}
        for claim in self.claims:
            bound = bounds.setdefault(claim.number, claim.bound)
            bounds[claim.number] = bound and claim.bound
        return tuple(bounds.items())

    @property
    def is_contested(self) -> bool:
        """Say whether different numbers are claimed."""
        return len(self.numbers) > 1

    @property
    def is_doubtful(self) -> bool:
        """Say whether nobody states it firmly."""
        return all(claim.certainty == "doubtful" for claim in self.claims)


@dataclass(frozen=True)
class Count:
    """The numbers claimed for an event, and the people named."""

    headline: Group | None
    """The group that the event's one number means; None where no number is claimed."""
    others: tuple[Group, ...]
    named: frozenset[UUID]

    @property
    def gap(self) -> int | None:
        """How many of the number shown are not yet named; below zero where more are named."""
        return None if self.headline is None else self.headline.shown.number - len(self.named)

    @property
    def conflicts(self) -> tuple[Group, ...]:
        """The groups for which sources claim different numbers."""
        groups = (self.headline, *self.others) if self.headline else self.others
        return tuple(group for group in groups if group.is_contested)


def count_event(
    kind: str, claims: Sequence[CountClaim], roles: Sequence[tuple[UUID, str]]
) -> Count:
    """Count one event: its claims in the order in which to show them, (person, role) of its people.

    Roles are those in the event and in all its parts.
    """
    groups: defaultdict[str, list[CountClaim]] = defaultdict(list)
    for claim in claims:
        if claim.certainty != "denied":
            groups[claim.of].append(claim)
    wanted = (*HEADLINES.get(kind, ()), *ANY_HEADLINE)
    headline = next((of for of in wanted if of in groups), None)
    made = {of: Group(of, tuple(group)) for of, group in groups.items()}
    named = find_counted(roles)
    return Count(
        made[headline] if headline else None,
        tuple(group for of, group in made.items() if of != headline),
        named,
    )


def find_counted(roles: Iterable[tuple[UUID, str]]) -> frozenset[UUID]:
    """Find the people whom a number of people means, out of (person, role)."""
    listed = list(roles)
    uncounted = {person for person, role in listed if role in UNCOUNTED_ROLES}
    return frozenset(person for person, role in listed if role in COUNTED_ROLES) - uncounted


def read_claim(say: Say) -> CountClaim | None:
    """Read a statement about an event's count; None where its value is not a number of people."""
    value = say.value
    if not isinstance(value, dict) or type(value.get("number")) is not int:
        return None
    return CountClaim(
        say.id,
        value["number"],
        str(value.get("of", "")),
        str(value.get("bound", "")),
        say.said_by,
        say.source,
        say.certainty,
    )


def count_events(events: Mapping[UUID, str]) -> dict[UUID, Count]:
    """Count many events, given with their kinds, in a handful of queries.

    People are counted only where a number is claimed.
    """
    claims = _read_claims(list(events))
    wholes = find_parts(list(claims)) if claims else {}
    roles: defaultdict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for event, person, role in _read_involved(wholes):
        for whole in wholes[event]:
            roles[whole].append((person, role))
    return {
        event: count_event(kind, claims.get(event, ()), roles[event])
        for event, kind in events.items()
    }


def read_roles(events: Collection[UUID]) -> list[tuple[UUID, str]]:
    """Read (person, role) of everybody in these events and their parts."""
    return [(person, role) for _event, person, role in _read_involved(find_parts(events))]


def _read_involved(events: Collection[UUID]) -> Iterator[tuple[UUID, UUID, str]]:
    """Read (event, person, role); looked up by event alone, which is always the shorter way."""
    standins = find_standins() if events else {}
    for batch in chunked(sorted(events)):
        rows = Involvement.objects.filter(event__in=batch)
        for event, person, role in rows.values_list("event", "person", "role"):
            if event and person:
                # Two records that members judged to be one person are counted once.
                yield event, standins.get(person, person), role or ""


def find_parts(events: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Find the parts of events, and the parts of these: part → the events asked for it belongs to.

    An event belongs to itself.
    """
    wholes: dict[UUID, set[UUID]] = {event: {event} for event in events}
    fresh = set(events)
    for _level in range(_DEEPEST):
        found: set[UUID] = set()
        for batch in chunked(sorted(fresh)):
            rows = Event.objects.filter(part_of__in=batch).values_list("pk", "part_of")
            for part, whole in rows:
                known = wholes.setdefault(part, {part} & set(events))
                if not wholes[whole] <= known:
                    known |= wholes[whole]
                    found.add(part)
        if not found:
            break
        fresh = found
    return wholes


def _read_claims(events: Sequence[UUID]) -> dict[UUID, list[CountClaim]]:
    counted: list[UUID] = []
    for batch in chunked(events):
        counted += Event.objects.filter(pk__in=batch, is_counted=True).values_list("pk", flat=True)
    gathered = gather(counted)
    return {event: _order_claims(says, gathered.effect) for event, says in gathered.says.items()}


def _order_claims(says: Sequence[Say], effect: Effect) -> list[CountClaim]:
    counts = [say for say in says if say.field == "count" and effect.is_live(say.id)]
    live = show_says(counts, get_reader())
    read: list[Any] = [read_claim(say) for say in sort_claims(live, effect)]
    return [claim for claim in read if claim is not None]
