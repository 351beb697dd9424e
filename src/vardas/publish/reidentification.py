"""Who could be recognised although nobody names them: for a person to look at before approving.

A place and a day are enough where few people were there (k-anonymity; Sweeney, 2002): whoever was
in the village knows who the one of that age was.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from unicodedata import normalize
from uuid import UUID

from vardas.publish.agreeing import Agreed
from vardas.publish.cleared import OFFICIAL, ClearedRecord, Warned
from vardas.publish.suppression import is_small
from vardas.registry.records.models import Person

_AGE = re.compile(
    r"\b(?:aged|age of)\s+\d{1,3}\b"
    r"|\b\d{1,3}(?:[- ]years?[- ]old|\s?(?:лет|года|годa|гадоў|гады|lat|lata|metų|metai)\b)",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}[?~%]?")


def find_warnings(
    records: Mapping[str, tuple[ClearedRecord, ...]],
    subjects: Mapping[UUID, Collection[UUID]],
    agreed: Agreed,
) -> tuple[Warned, ...]:
    """Find what a person should look at; the codes are those of ``publish.reasons``."""
    return (
        *_find_few(records["event"], subjects, agreed),
        *_find_ages(records),
        *_find_people((*records["person"], *records[OFFICIAL]), agreed),
    )


def _find_few(
    events: Collection[ClearedRecord],
    subjects: Mapping[UUID, Collection[UUID]],
    agreed: Agreed,
) -> Iterator[Warned]:
    """Find the places and days at which only a few were who did not agree to be named."""
    cells: defaultdict[tuple[str, str], set[UUID]] = defaultdict(set)
    of: dict[tuple[str, str], UUID] = {}
    for event in events:
        place, day = event.first("place"), event.first("when")
        if not place or not day or not _DAY.fullmatch(str(day)):
            continue
        cell = str(place), str(day)[:10]
        of.setdefault(cell, event.id)
        cells[cell].update(
            person for person in subjects.get(event.id, ()) if not agreed.may_be_named(person)
        )
    for cell, people in cells.items():
        if is_small(len(people)):
            yield Warned("few_at_place_and_day", of[cell], {"people": len(people), "day": cell[1]})


def _find_ages(records: Mapping[str, tuple[ClearedRecord, ...]]) -> Iterator[Warned]:
    for group in records.values():
        for record in group:
            for name, one in record.fields.items():
                texts = [text for said in one.values for text in (said.value, said.words)]
                if any(isinstance(text, str) and _AGE.search(text) for text in texts):
                    yield Warned("age_in_text", record.id, {"field": name})


def _find_people(people: Collection[ClearedRecord], agreed: Agreed) -> Iterator[Warned]:
    others: set[str] = set()
    for person, names in Person.objects.values_list("pk", "name"):
        if not agreed.may_be_named(person):
            others.update(_fold(name.get("text", "")) for name in names or ())
    for record in people:
        if record.kind == OFFICIAL:
            yield Warned("named_by_office", record.id)
        if record.id in agreed.relatives:
            yield Warned("is_relative", record.id)
        if any(_fold(name.get("text", "")) in others for name in record.all("name")):
            yield Warned("namesake", record.id)


def _fold(text: str) -> str:
    return " ".join(normalize("NFKC", str(text)).casefold().split())
