"""What is open: people not accounted for, contested facts, questions, gaps, rows not yet judged."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from vardas.insight.counting import Count, count_events
from vardas.insight.effects import LOST_KINDS, LOST_ROLES
from vardas.insight.happenings import When
from vardas.insight.loading import find_standings
from vardas.insight.sameness import find_standins
from vardas.insight.standing import Standing
from vardas.insight.timeline import Item, make_items, order_items, read_counted
from vardas.registry.fold.indexing import chunked
from vardas.registry.records.models import (
    RECORD_TYPES,
    Event,
    Involvement,
    Judgement,
    Listing,
    Person,
    Question,
)

SHOWN = 20
"""How many of each are read for one page."""


@dataclass(frozen=True)
class Missing:
    """A person not accounted for, and where they stand."""

    id: UUID
    caption: str
    standing: Standing

    @property
    def since(self) -> When:
        """The time since when nothing is known."""
        return self.standing.loss.happening.when if self.standing.loss else When()


@dataclass(frozen=True)
class Contested:
    """A record with fields on which sources disagree."""

    id: UUID
    kind: str
    caption: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Open:
    """An open question."""

    id: UUID
    text: str
    about: UUID | None


@dataclass(frozen=True)
class Gap:
    """An event with more people claimed than named."""

    item: Item
    count: Count


@dataclass(frozen=True)
class OpenMatters:
    """All that is open: of each kind the first ones, and how many there are in all."""

    missing: tuple[Missing, ...]
    missing_total: int
    contested: tuple[Contested, ...]
    contested_total: int
    questions: tuple[Open, ...]
    questions_total: int
    gaps: tuple[Gap, ...]
    gaps_total: int
    listings_undecided: int

    @property
    def is_empty(self) -> bool:
        """Say whether nothing at all is open."""
        return not (
            self.missing_total
            or self.contested_total
            or self.questions_total
            or self.gaps_total
            or self.listings_undecided
        )


def without(found: OpenMatters, hidden: Set[UUID]) -> OpenMatters:
    """Leave out what is about these records, which are kept from the reader."""
    if not hidden:
        return found
    missing = tuple(one for one in found.missing if one.id not in hidden)
    contested = tuple(one for one in found.contested if one.id not in hidden)
    questions = tuple(
        one for one in found.questions if one.id not in hidden and one.about not in hidden
    )
    return replace(
        found,
        missing=missing,
        missing_total=found.missing_total - len(found.missing) + len(missing),
        contested=contested,
        contested_total=found.contested_total - len(found.contested) + len(contested),
        questions=questions,
        questions_total=found.questions_total - len(found.questions) + len(questions),
    )


def find_open_matters(day: date, shown: int = SHOWN) -> OpenMatters:
    """Find what is open on a day."""
    missing = find_missing(day)
    contested, contested_total = find_contested(shown)
    questions = Question.objects.filter(Q(state="open") | Q(state__isnull=True))
    gaps = find_gaps()
    return OpenMatters(
        tuple(missing[:shown]),
        len(missing),
        tuple(contested),
        contested_total,
        tuple(
            Open(pk, caption, about)
            for pk, caption, about in questions.order_by("-last_said", "pk").values_list(
                "pk", "caption", "about"
            )[:shown]
        ),
        questions.count(),
        tuple(gaps[:shown]),
        len(gaps),
        count_undecided_listings(),
    )


def find_missing(day: date, *, as_known_then: bool = False) -> list[Missing]:
    """Find the people not accounted for on a day, the latest lost sight of first.

    Somebody is, who refused to leave, was turned back, was last seen or disappeared, with no
    confirmed word since.
    """
    candidates = find_ever_lost()
    standings = find_standings(candidates, day, as_known_then=as_known_then)
    lost = [person for person, standing in standings.items() if standing.loss]
    captions: dict[UUID, str] = {}
    for batch in chunked(sorted(lost)):
        captions.update(Person.objects.filter(pk__in=batch).values_list("pk", "caption"))
    missing = [
        Missing(person, captions[person], standings[person])
        for person in lost
        if person in captions
    ]
    missing.sort(key=lambda one: one.caption)
    return sorted(missing, key=lambda one: one.since.order, reverse=True)


def find_ever_lost() -> set[UUID]:
    """Find everybody who was ever lost sight of: who is not among them is accounted for."""
    rows = Involvement.objects.filter(role__in=LOST_ROLES, person__isnull=False)
    found = set(rows.values_list("person", flat=True))
    events = list(Event.objects.filter(type__in=LOST_KINDS).values_list("pk", flat=True))
    for batch in chunked(events):
        involved = Involvement.objects.filter(event__in=batch, person__isnull=False)
        found.update(involved.values_list("person", flat=True))
    standins = find_standins()
    return {standins.get(person, person) for person in found}


def find_contested(shown: int = SHOWN) -> tuple[list[Contested], int]:
    """Find records with contested fields, the latest spoken of first, and how many there are."""
    found: list[tuple[str, Contested]] = []
    total = 0
    for model in RECORD_TYPES:
        rows = model._default_manager.filter(is_contested=True)
        newest = rows.order_by("-last_said").values_list("pk", "caption", "contested", "last_said")
        first = list(newest[:shown])
        total += len(first) if len(first) < shown else rows.count()
        found += [
            (last_said, Contested(pk, model.kind, caption, tuple(fields)))
            for pk, caption, fields, last_said in first
        ]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [contested for _last_said, contested in found[:shown]], total


def find_gaps() -> list[Gap]:
    """Find the releases with more people claimed than named, the latest first."""
    rows = read_counted()
    found = {row["id"] for row in rows}
    rows = [row for row in rows if row["part_of"] not in found]
    counts = count_events({row["id"]: row["type"] for row in rows})
    items = make_items(rows, captions=False)
    gapped = [item for key, item in items.items() if (counts[key].gap or 0) > 0]
    return [Gap(item, counts[item.id]) for item in reversed(order_items(gapped))]


def count_undecided_listings() -> int:
    """Count the rows of lists that nobody has yet said to be a person."""
    decided = Judgement.objects.filter(answer="same", left__in=Listing.objects.values("pk"))
    return Listing.objects.count() - decided.values("left").distinct().count()
