"""Leafing through people: by letter, by event and role, or only those not accounted for."""

from __future__ import annotations

from collections.abc import Set
from unicodedata import normalize
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from vardas.insight.counting import COUNTED_ROLES, UNCOUNTED_ROLES, find_parts
from vardas.registry.records.models import Involvement, Person


def find_initials() -> list[str]:
    """Find the letters under which people stand, in order, without reading all the people.

    Each letter leads to the next by one step down the index.
    """
    table = connection.ops.quote_name(Person._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE letters(initial) AS ("  # noqa: S608 a table's own name
            f" SELECT MIN(initial) FROM {table}"
            f" UNION ALL SELECT (SELECT MIN(initial) FROM {table} AS p"
            f" WHERE p.initial > letters.initial)"
            f" FROM letters WHERE letters.initial IS NOT NULL)"
            f" SELECT initial FROM letters WHERE initial <> ''"
        )
        found = [initial for (initial,) in cursor.fetchall()]
    return sorted(found, key=lambda initial: normalize("NFD", initial))


def list_people(initial: str = "") -> QuerySet[Person]:
    """All people in the order of their names, or those under one letter."""
    people = Person.objects.order_by("sort_name", "id")
    return people.filter(initial=initial) if initial else people


def list_involved(event: UUID, role: str = "") -> QuerySet[Person]:
    """The people in an event or its parts, in any role or in one."""
    involved = _involved(event)
    return list_these(_people(involved.filter(role=role) if role else involved))


def list_named(event: UUID) -> QuerySet[Person]:
    """The people named that the number of an event counts: those in its own roles."""
    involved = _involved(event)
    counted = _people(involved.filter(role__in=COUNTED_ROLES))
    return list_these(counted - _people(involved.filter(role__in=UNCOUNTED_ROLES)))


def list_these(people: Set[UUID]) -> QuerySet[Person]:
    """These people, in the order of their names."""
    return list_people().filter(pk__in=people)


def _involved(event: UUID) -> QuerySet[Involvement]:
    return Involvement.objects.filter(event__in=find_parts([event]), person__isnull=False)


def _people(involved: QuerySet[Involvement]) -> set[UUID]:
    """Read whose involvements these are: looked up by id, people are found without a scan."""
    return set(involved.values_list("person", flat=True))
