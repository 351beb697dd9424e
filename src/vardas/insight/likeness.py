"""Who a row of a list may be: people whose names resemble its name, with the reasons.

A suggestion, never an answer: the same name and the same birth date are a question too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from vardas.names import Reason, compare
from vardas.registry.records.models import Judgement, Listing, Person
from vardas.registry.search.naming import Likely, find_like
from vardas.values.dates import DateError, may_be_same, parse_edtf

MOST = 5
LEAST = 0.4
"""Names less likely one person's than this are no suggestion."""

SAME_DATE, OTHER_DATE = "same_birth_date", "other_birth_date"
FOR_DATE, AGAINST_DATE = 0.3, -0.4
"""What birth dates add to the score of the names when suggestions are put in order."""


@dataclass(frozen=True)
class Likeness:
    """A person a row may be: how likely by the names alone, why, and what the birth dates say."""

    person: UUID
    caption: str
    birth_date: str
    score: float
    reasons: tuple[Reason, ...]
    dates: str
    is_same: bool
    """The same name letter by letter, and the same birth date."""

    @property
    def weight(self) -> float:
        """What suggestions are put in order by."""
        return self.score + {SAME_DATE: FOR_DATE, OTHER_DATE: AGAINST_DATE}.get(self.dates, 0.0)


@dataclass(frozen=True)
class Tie:
    """A judgement about a row: of which person, and how it was answered."""

    judgement: UUID
    person: UUID
    answer: str


def find_ties(listings: Iterable[UUID]) -> dict[UUID, list[Tie]]:
    """Return the judgements about these rows."""
    ties: dict[UUID, list[Tie]] = {}
    rows = Judgement.objects.filter(left__in=list(listings)).order_by("first_said")
    for key, left, right, answer in rows.values_list("pk", "left", "right", "answer"):
        if left and right and answer:
            ties.setdefault(left, []).append(Tie(key, right, answer))
    return ties


def find_likenesses(listings: Sequence[Listing]) -> dict[UUID, list[Likeness]]:
    """Return, for each row, the people it may be; nobody where nothing resembles it."""
    asked = [(listing, name) for listing in listings for name in _read_names(listing)]
    found = find_like(connection, [name for _, name in asked], limit=MOST * 2)
    likely = [
        (listing, name, one)
        for (listing, name), some in zip(asked, found, strict=True)
        for one in some
        if one.score >= LEAST
    ]
    people = Person.objects.in_bulk([one.record for _, _, one in likely])
    likenesses: dict[UUID, dict[UUID, Likeness]] = {listing.pk: {} for listing in listings}
    for listing, name, one in likely:
        person = people.get(one.record)
        if person is not None:
            likeness = _compare(listing, name, person, one)
            held = likenesses[listing.pk].setdefault(person.pk, likeness)
            if likeness.weight > held.weight:
                likenesses[listing.pk][person.pk] = likeness
    return {
        listing: sorted(some.values(), key=lambda one: (-one.weight, one.caption))[:MOST]
        for listing, some in likenesses.items()
    }


def _read_names(listing: Listing) -> list[str]:
    return [str(name.get("text", "")) for name in listing.name or () if isinstance(name, Mapping)]


def _compare(listing: Listing, name: str, person: Person, likely: Likely) -> Likeness:
    dates = _compare_dates(listing.birth_date, person.birth_date)
    written = {str(spelling.get("text", "")).casefold() for spelling in person.name or ()}
    return Likeness(
        person.pk,
        person.caption,
        person.birth_date or "",
        likely.score,
        compare(name, likely.name).reasons,
        dates,
        name.casefold() in written and dates == SAME_DATE,
    )


def _compare_dates(one: str | None, other: str | None) -> str:
    if not one or not other:
        return ""
    if one == other:
        return SAME_DATE
    return "" if _may_be_same(one, other) else OTHER_DATE


def _may_be_same(one: str, other: str) -> bool:
    try:
        return may_be_same(parse_edtf(one), parse_edtf(other))
    except DateError:
        return True
