"""Leafing through people: by letter, by event and role, or only those not accounted for."""

from __future__ import annotations

from collections.abc import Set
from unicodedata import normalize
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from vardas.insight.counting import find_counted, read_roles
from vardas.insight.sameness import find_standins
from vardas.registry.access.reader import get_reader
from vardas.registry.records.models import Person


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
    hidden = get_reader().hidden
    if hidden:
        people = people.exclude(pk__in=list(hidden))
    standins = find_standins()
    if standins:
        # A person of several records stands in the list once, under the earliest.
        people = people.exclude(pk__in=list(standins))
    return people.filter(initial=initial) if initial else people


def list_involved(event: UUID, role: str = "") -> QuerySet[Person]:
    """The people in an event or its parts, in any role or in one."""
    return list_these({person for person, its in read_roles([event]) if not role or its == role})


def list_named(event: UUID) -> QuerySet[Person]:
    """The people named that the number of an event counts: those in its own roles."""
    return list_these(set(find_counted(read_roles([event]))))


def list_these(people: Set[UUID]) -> QuerySet[Person]:
    """These people, in the order of their names."""
    standins = find_standins()
    return list_people().filter(pk__in={standins.get(person, person) for person in people})
