"""A made-up registry to publish from: a bus, people who agreed and people who did not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.registry.conftest import MEMBER
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
from vardas.publish.cleared import Cleared
from vardas.publish.gate import clear_records
from vardas.publish.request import Request
from vardas.registry.station import Station

MADE = datetime(2025, 9, 20, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """What somebody answered, as the registry's permissions give it."""

    state: str = "yes"
    recipients: Collection[str] = ()


@dataclass
class Answers:
    """Stands in for ``vardas.registry.permission``: everybody's answers."""

    given: dict[UUID, dict[str, Answer]] = field(default_factory=dict)

    def __call__(
        self, people: Collection[UUID], day: date, *, groups: Mapping[UUID, UUID]
    ) -> Mapping[UUID, Mapping[str, Answer]]:
        return {person: self.given.get(person, {}) for person in people}


@dataclass
class World:
    """Adds made-up records and clears them."""

    station: Station
    answers: Answers = field(default_factory=Answers)
    groups: dict[UUID, UUID] = field(default_factory=dict)

    def add(self, kind: str, grounds: Grounds | None = None, **facts: Any) -> UUID:
        """Add a record; a tuple gives a field several values."""
        said = [
            (name, value)
            for name, values in facts.items()
            for value in (values if isinstance(values, tuple) else (values,))
        ]
        return add_record(self.station, MEMBER, kind, said, grounds or Grounds()).records[0]

    def add_person(self, *names: str, agreed: Iterable[str] = (), **facts: Any) -> UUID:
        """Add a person who agreed to these purposes and was asked about nothing else."""
        spelled = tuple({"text": name} for name in names)
        person = self.add("person", name=spelled, **facts)
        self.answers.given[person] = {purpose: Answer() for purpose in agreed}
        return person

    def put(self, person: UUID, event: UUID, role: str = "expelled") -> UUID:
        """Put a person into an event."""
        return self.add("involvement", event=str(event), person=str(person), role=role)

    def clear(
        self,
        purpose: str = "say_arrived",
        recipient: str = "public",
        people: Iterable[UUID] | None = None,
        made: datetime = MADE,
    ) -> Cleared:
        """Ask the gate."""
        some = None if people is None else frozenset(people)
        request = Request(purpose, recipient, MEMBER, made, some)
        return clear_records(request, self.answers, self.groups)


def reasons(cleared: Cleared, record: UUID, field: str = "") -> set[str]:
    """Return why a record or its field stayed."""
    return {
        held.reason for held in cleared.held_back if (held.record, held.field) == (record, field)
    }


def words_of(cleared: Cleared) -> str:
    """Return everything that would leave, as one text; never what is for the members alone."""
    return "\n".join(
        repr((record.kind, record.caption, record.fields)) for record in cleared
    ) + repr(cleared.figures)
