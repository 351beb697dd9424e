"""What has left the station, and about whom; reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
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
    rows = _find_naming(people).values_list(
        "pk", "when", "when_from", "purpose", "recipient", "format", "title"
    )
    return [Left(row[0], row[1] or "", row[2], *(one or "" for one in row[3:])) for row in rows]


def find_still_public(people: Collection[UUID]) -> frozenset[str]:
    """Find the purposes for which the latest that anybody can read names this person."""
    naming = _find_naming(people).filter(recipient=PUBLIC)
    purposes = set(naming.values_list("purpose", flat=True).distinct())
    latest = Disclosure.objects.filter(recipient=PUBLIC).order_by("-first_said", "-pk")
    return frozenset(
        purpose
        for purpose in purposes
        if naming.filter(pk=latest.filter(purpose=purpose).values("pk")[:1]).exists()
    )


def _find_naming(people: Collection[UUID]) -> QuerySet[Disclosure]:
    listed = Disclosure.objects.annotate(listed=Cast("people", TextField()))
    named = reduce(or_, (Q(listed__contains=str(person)) for person in people), Q(pk__in=()))
    return listed.filter(named).order_by("-when_from", "-first_said")
