"""What has left the station, and about whom; reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, TextField
from django.db.models.functions import Cast

from vardas.registry.records.models import Disclosure

PUBLIC = "public"
"""The recipient of what anybody may read."""


@dataclass(frozen=True)
class Left:
    """One thing that left, as it is read out to somebody whom it names."""

    disclosure: UUID
    when: str
    """EDTF, as recorded."""
    day: date | None
    purpose: str
    recipient: str
    format: str
    title: str

    @property
    def is_public(self) -> bool:
        """Say whether anybody could read it."""
        return self.recipient == PUBLIC


def find_disclosures(people: Collection[UUID]) -> list[Left]:
    """Find what left that names one of these records of a person, the latest first."""
    if not people:
        return []
    named = reduce(or_, (Q(listed__contains=str(person)) for person in people))
    rows = (
        Disclosure.objects.annotate(listed=Cast("people", TextField()))
        .filter(named)
        .order_by("-when_from", "-first_said")
        .values_list("pk", "when", "when_from", "purpose", "recipient", "format", "title")
    )
    return [Left(row[0], row[1] or "", row[2], *(one or "" for one in row[3:])) for row in rows]


def find_still_public(people: Collection[UUID]) -> list[Left]:
    """Find what anybody can read now and names this person: the latest for each purpose."""
    latest = Disclosure.objects.filter(recipient=PUBLIC).order_by("-first_said", "-pk")
    found: dict[str, Left] = {}
    for left in find_disclosures(people):
        newest = latest.filter(purpose=left.purpose).values_list("pk", flat=True).first()
        if left.disclosure == newest:
            found[left.purpose] = left
    return list(found.values())
