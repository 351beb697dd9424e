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
from vardas.values.dates import DateError, may_be_same, parse_edtf

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
    found = {
        listing.pk: [(name, _find_people(name)) for name in _read_names(listing)]
        for listing in listings
    }
    wanted = {key for names in found.values() for _name, keys in names for key in keys}
    people = Person.objects.in_bulk(list(wanted))
    return {
        listing.pk: _choose(
            listing,
            [
                (name, people[key])
                for name, keys in found[listing.pk]
                for key in keys
                if key in people
            ],
        )
        for listing in listings
    }


def _read_names(listing: Listing) -> list[str]:
    return [str(name.get("text", "")) for name in listing.name or () if isinstance(name, Mapping)]


def _find_people(name: str) -> list[UUID]:
    return [hit.record for hit in search.find(connection, name, kinds=["person"], limit=MOST * 4)]


def _choose(listing: Listing, candidates: Sequence[tuple[str, Person]]) -> list[Likeness]:
    found: dict[UUID, Likeness] = {}
    for name, person in candidates:
        reasons = _compare(listing, name, person)
        if reasons:
            found[person.pk] = Likeness(person.pk, person.caption, person.birth_date or "", reasons)
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
        return may_be_same(parse_edtf(one), parse_edtf(other))
    except DateError:
        return True
