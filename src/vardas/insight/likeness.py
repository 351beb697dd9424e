"""Who a row of a list may be: people whose written names resemble it, with the reason.

A suggestion, never an answer: the same name and the same birth date are a question too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from vardas.registry.records.models import Judgement, Listing, Person
from vardas.registry.search import index as search
from vardas.values.dates import DateError, parse_edtf

MOST = 5
_WEIGHTS = {
    "same_name": 3,
    "same_words": 2,
    "part_of_name": 1,
    "same_birth_date": 4,
    "other_birth_date": -2,
}


@dataclass(frozen=True)
class Likeness:
    """A person a row may be, with the reasons as codes in the order of their weight."""

    person: UUID
    caption: str
    birth_date: str
    reasons: tuple[str, ...]


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
    return {listing.pk: _find_for(listing) for listing in listings}


def _find_for(listing: Listing) -> list[Likeness]:
    names = [str(name.get("text", "")) for name in listing.name or () if isinstance(name, Mapping)]
    found: dict[UUID, Likeness] = {}
    for name in names:
        hits = search.find(connection, name, kinds=["person"], limit=MOST * 4)
        people = Person.objects.in_bulk([hit.record for hit in hits])
        for person in people.values():
            reasons = _compare(listing, name, person)
            if reasons:
                found[person.pk] = Likeness(
                    person.pk, person.caption, person.birth_date or "", reasons
                )
    return sorted(
        found.values(),
        key=lambda likeness: (-sum(map(_WEIGHTS.__getitem__, likeness.reasons)), likeness.caption),
    )[:MOST]


def _compare(listing: Listing, name: str, person: Person) -> tuple[str, ...]:
    written = {str(spelling.get("text", "")) for spelling in person.name or ()}
    words = set(name.casefold().split())
    spelled = [set(spelling.casefold().split()) for spelling in written]
    reasons: list[str] = []
    if any(spelling.casefold() == name.casefold() for spelling in written):
        reasons.append("same_name")
    elif any(words == other for other in spelled):
        reasons.append("same_words")
    elif any(words <= other or other <= words for other in spelled if other and words):
        reasons.append("part_of_name")
    if not reasons:
        return ()
    if listing.birth_date and person.birth_date:
        if listing.birth_date == person.birth_date:
            reasons.append("same_birth_date")
        elif not _may_be_same(listing.birth_date, person.birth_date):
            reasons.append("other_birth_date")
    return tuple(reasons)


def _may_be_same(one: str, other: str) -> bool:
    try:
        first, second = parse_edtf(one), parse_edtf(other)
    except DateError:
        return True
    if None in (first.earliest, first.latest, second.earliest, second.latest):
        return True
    return not (
        first.latest < second.earliest  # type: ignore[operator]
        or second.latest < first.earliest  # type: ignore[operator]
    )
