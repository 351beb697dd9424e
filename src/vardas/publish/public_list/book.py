"""The cleared records, put in the order in which the pages of the public list ask for them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from vardas.publish.cleared import OFFICIAL, Cleared, ClearedField, ClearedRecord
from vardas.publish.public_list.parts import Part, find_standing, read_part, sort_parts
from vardas.publish.public_list.spelling import Spelling, read_spellings

_DEEPEST = 6
"""How many levels of parts of parts are looked through."""


class Book:
    """What there is to tell, by what it is about. Holds nothing but what the gate cleared."""

    def __init__(self, cleared: Cleared) -> None:
        self.records: dict[UUID, ClearedRecord] = {one.id: one for one in cleared}
        self.events = cleared.of_kind("event")
        self.sources = cleared.of_kind("source")
        self.questions = cleared.of_kind("question")
        self.accounts = cleared.of_kind("account")
        self.figures = {(one.name, one.of): one.number for one in cleared.figures}
        self.spellings: dict[UUID, tuple[Spelling, ...]] = read_spellings(cleared.of_kind("person"))
        self.people = tuple(one for one in cleared.of_kind("person") if one.id in self.spellings)
        """Only those with a name: a list of names has nothing else to show."""
        self.accounts_about = _group(self.accounts, "about")
        self.questions_about = _group(self.questions, "about")
        self.recognitions = _group(cleared.of_kind("recognition"), "person")
        self.parts_of_event = _group(self.events, "part_of")
        self.parts_of_person, self.people_in = self._read_parts(cleared.of_kind("involvement"))
        self.standings = {
            person.id: find_standing(self.parts_of_person.get(person.id, []))
            for person in self.people
        }
        self.acting_in = self._read_actors(cleared.of_kind("involvement"))
        self.resting_on: Counter[UUID] = Counter(
            source
            for record in self.records.values()
            for field in record.fields.values()
            for source in {said.source for said in field.values}
            if source
        )

    def _read_parts(
        self, involvements: Iterable[ClearedRecord]
    ) -> tuple[Mapping[UUID, list[Part]], Mapping[UUID, list[Part]]]:
        of_person: dict[UUID, list[Part]] = defaultdict(list)
        in_event: dict[UUID, list[Part]] = defaultdict(list)
        for involvement in involvements:
            event = self.find(involvement.first("event"), "event")
            person = self.find(involvement.first("person"), "person")
            if event is None or person is None or person.id not in self.spellings:
                continue
            part = read_part(involvement, event, person)
            of_person[person.id].append(part)
            in_event[event.id].append(part)
        return {key: sort_parts(parts) for key, parts in of_person.items()}, in_event

    def _read_actors(
        self, involvements: Iterable[ClearedRecord]
    ) -> Mapping[UUID, list[ClearedRecord]]:
        """Read who was in an event that is nobody of the list: offices, bodies, unnamed groups."""
        found: dict[UUID, list[ClearedRecord]] = defaultdict(list)
        for involvement in involvements:
            event = self.find(involvement.first("event"), "event")
            person = involvement.first("person")
            if event and (not person or self.find(person, OFFICIAL)):
                found[event.id].append(involvement)
        return found

    def find(self, reference: Any, kind: str = "") -> ClearedRecord | None:
        """Return the cleared record that a value names; None for anything else."""
        try:
            found = self.records.get(UUID(str(reference)))
        except ValueError:
            return None
        return found if found and kind in ("", found.kind) else None

    def subjects_of(self, event: UUID) -> dict[UUID, Part]:
        """Return the people an event or a part of it happened to, each with one part in it.

        Of somebody who was taken along and then refused to leave, the refusal is what counts.
        """
        found: dict[UUID, Part] = {}
        for one in self._with_parts(event):
            for part in self.people_in.get(one, ()):
                if part.is_subject and (part.is_loss or part.person.id not in found):
                    found[part.person.id] = part
        return found

    def count_named(self, event: UUID, of: str = "") -> int:
        """Count the people named among those whom a number of this group means."""
        parts = self.subjects_of(event).values()
        return sum(1 for part in parts if of == "refused" or not of or not part.is_loss)

    def _with_parts(self, event: UUID) -> Iterator[UUID]:
        level, seen = [event], {event}
        for _ in range(_DEEPEST):
            yield from level
            level = [part.id for one in level for part in self.parts_of_event.get(one, ())]
            level = [one for one in level if one not in seen]
            seen.update(level)

    def contested(self) -> Iterator[tuple[ClearedRecord, ClearedField]]:
        """Return every field whose values contradict each other, with its record."""
        for record in self.records.values():
            for field in record.fields.values():
                if field.is_contested and len(field.values) > 1:
                    yield record, field


def _group(records: Iterable[ClearedRecord], field: str) -> Mapping[UUID, list[ClearedRecord]]:
    """Put records under the record that a field of theirs names."""
    found: dict[UUID, list[ClearedRecord]] = defaultdict(list)
    for record in records:
        for value in record.all(field):
            try:
                found[UUID(str(value))].append(record)
            except ValueError:
                continue
    return found
