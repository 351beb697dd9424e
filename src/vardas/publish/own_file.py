"""What belongs to a person's own file: every record that says something about them.

Everybody may have a copy of what is kept about them (GDPR article 15), without anybody's leave.
What it says about others stays (article 15, paragraph 4).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from uuid import UUID

from vardas.registry.records.models import BY_KIND, Involvement, Judgement, Listing

_AROUND = frozenset({"person", "judgement", "disclosure", "publication"})
"""Kinds that are no part of a file: members' work on it, and the person, who is there anyway."""


def find_own_records(members: Collection[UUID]) -> Iterator[tuple[str, list[UUID]]]:
    """Find the records about a person, by kind: those that name them, and the events they were in.

    Rows of lists are theirs where a member judged so.
    """
    for kind, model in BY_KIND.items():
        if kind in _AROUND:
            continue
        found: set[UUID] = set()
        for fact in model.facts():
            if fact.value_type == "reference" and "person" in getattr(fact, "kinds", ()):
                if fact.many:  # kept as JSON, which the databases do not look into alike
                    continue
                rows = model.objects.filter(**{f"{fact.name}__in": list(members)})
                found.update(rows.values_list("pk", flat=True))
        if kind == "event":
            events = Involvement.objects.filter(person__in=list(members))
            found.update(filter(None, events.values_list("event", flat=True)))
        if kind == "listing":
            same = Judgement.objects.filter(answer="same", right__in=list(members))
            rows_of = Listing.objects.filter(pk__in=same.values("left"))
            found.update(rows_of.values_list("pk", flat=True))
        if found:
            yield kind, sorted(found)


def find_all_fields() -> dict[str, frozenset[str]]:
    """Return every field of every kind that may stand in a person's own file."""
    kinds = chain(BY_KIND.keys() - _AROUND, ("person",))
    return {kind: frozenset(fact.name for fact in BY_KIND[kind].facts()) for kind in kinds}
