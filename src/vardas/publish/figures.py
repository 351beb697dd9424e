"""Numbers that may leave: counted over all records, those too small left open."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from vardas.publish.agreeing import Agreed
from vardas.publish.cleared import ClearedRecord, Figure
from vardas.publish.suppression import Sum, suppress

_Key = tuple[str, UUID | None]
_TOLD, _STAYING = "people_published", "people_staying"


def count_figures(
    records: Mapping[str, tuple[ClearedRecord, ...]],
    subjects: Mapping[UUID, Collection[UUID]],
    agreed: Agreed,
) -> tuple[Figure, ...]:
    """Count the people known and published, in all and for each cleared event.

    Everybody can count the names that are published. So a number of people known is left open where
    it would give away that only a few stay.
    """
    published = {record.id for record in records["person"]}
    events = {record.id: record for record in records["event"]}
    numbers: dict[_Key, int] = {}
    sums: list[Sum[_Key]] = []
    cells: list[tuple[UUID | None, Collection[UUID]]] = [(None, agreed.members.keys())]
    cells += [(event, subjects.get(event, ())) for event in events]
    for of, people in cells:
        told = len(published.intersection(people))
        numbers["people_known", of] = len(people)
        numbers[_TOLD, of] = told
        numbers[_STAYING, of] = len(people) - told
        sums.append(Sum(("people_known", of), ((_TOLD, of), (_STAYING, of))))
    for event in events:
        parts = [part for part, one in events.items() if one.first("part_of") == str(event)]
        if parts and sum(len(subjects.get(part, ())) for part in parts) == len(
            subjects.get(event, ())
        ):
            sums.append(Sum(("people_known", event), tuple(("people_known", p) for p in parts)))
    fixed = [key for key in numbers if key[0] == _TOLD]
    shown = suppress(numbers, sums, fixed)
    return tuple(
        Figure(name, of, number) for (name, of), number in shown.items() if name != _STAYING
    )
