"""What the redaction gate lets through: the only thing an exporter accepts.

Nobody but :mod:`vardas.publish.gate` makes a :class:`Cleared`; whoever tries gets
:class:`NotThroughTheGate`. Exporters take one and nothing else, so that no page, list or file can
be written from raw records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, final
from uuid import UUID

from vardas.errors import BrokenError


class NotThroughTheGate(BrokenError):
    """Something tried to make, copy or change cleared records around the gate."""

    code = "not_through_the_gate"
    message = "Only the redaction gate clears records. Call vardas.publish.gate.clear_records."


@dataclass(frozen=True)
class Said:
    """One value with what it rests on, as far as that may leave."""

    value: Any
    statement: UUID
    commit: str
    certainty: str = "stated"
    source: UUID | None = None
    """A source that is itself among the cleared records; None where it was held back."""
    said_by: str = ""
    words: str = ""
    """The source's exact words; empty where they were held back."""


@dataclass(frozen=True)
class ClearedField:
    """The live values of one field, the one to show first first."""

    name: str
    label: str
    value_type: str
    """As in ``vardas.registry.records.fields``: text, name, date, reference, …"""
    values: tuple[Said, ...]
    is_contested: bool = False


@dataclass(frozen=True)
class HeldBack:
    """A field or record that stayed, and why: a code of :data:`vardas.publish.gate.REASONS`."""

    record: UUID
    field: str
    """Empty where the whole record stayed."""
    reason: str


@dataclass(frozen=True)
class ClearedRecord:
    """One record with the fields that may leave for this purpose."""

    id: UUID
    kind: str
    caption: str
    """A name or title to show; empty where that was held back."""
    fields: Mapping[str, ClearedField]
    last_said: str = ""
    """When the latest of these values was recorded, as ISO 8601."""

    def first(self, name: str) -> Any:
        """Return the value of a field to show first; None where there is none."""
        found = self.fields.get(name)
        return found.values[0].value if found and found.values else None

    def all(self, name: str) -> list[Any]:
        """Return all live values of a field."""
        found = self.fields.get(name)
        return [said.value for said in found.values] if found else []


@dataclass(frozen=True)
class Figure:
    """A number that may leave: counted over all records, or left open where it is too small."""

    name: str
    of: UUID | None
    """The event it is about; None for the whole."""
    number: int | None
    """None where fewer than the smallest number that may be told."""


@dataclass(frozen=True)
class Ground:
    """What everything here was cleared for."""

    purpose: str
    """A purpose of consent: ``say_arrived``, ``publish_story``, …"""
    recipient: str
    """Who gets it: ``public``, or a name for what goes to one reader."""
    asked_by: UUID
    made: datetime


_TOKEN: Final = object()


@final
class Cleared:
    """Records through the gate, in the order of ids; made there and nowhere else."""

    __slots__ = ("_records", "figures", "ground", "held_back", "warnings")

    ground: Ground
    figures: tuple[Figure, ...]
    held_back: tuple[HeldBack, ...]
    """For the members' eyes: what stayed and why. Never written by an exporter."""
    warnings: tuple[Warned, ...]

    def __init__(
        self,
        token: object,
        ground: Ground,
        records: Mapping[str, tuple[ClearedRecord, ...]],
        figures: tuple[Figure, ...] = (),
        held_back: tuple[HeldBack, ...] = (),
        warnings: tuple[Warned, ...] = (),
    ) -> None:
        if token is not _TOKEN:
            raise NotThroughTheGate
        for name, value in (
            ("ground", ground),
            ("_records", records),
            ("figures", figures),
            ("held_back", held_back),
            ("warnings", warnings),
        ):
            object.__setattr__(self, name, value)

    def __init_subclass__(cls) -> None:
        raise NotThroughTheGate

    def __setattr__(self, name: str, value: Any) -> None:
        raise NotThroughTheGate

    def __delattr__(self, name: str) -> None:
        raise NotThroughTheGate

    def __reduce__(self) -> str:
        raise NotThroughTheGate

    def __repr__(self) -> str:
        counted = ", ".join(f"{len(group)} {kind}" for kind, group in self._records.items())
        return f"Cleared({self.ground.purpose}: {counted})"

    def of_kind(self, kind: str) -> tuple[ClearedRecord, ...]:
        """Return the cleared records of one kind, in the order of ids."""
        return self._records.get(kind, ())

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of which something was cleared."""
        return tuple(kind for kind, group in self._records.items() if group)

    def __iter__(self) -> Iterator[ClearedRecord]:
        for group in self._records.values():
            yield from group

    def __len__(self) -> int:
        return sum(map(len, self._records.values()))

    _records: Mapping[str, tuple[ClearedRecord, ...]]


@dataclass(frozen=True)
class Warned:
    """Something a person should look at before this leaves, such as one who could be recognised."""

    code: str
    record: UUID | None
    details: Mapping[str, Any] = field(default_factory=dict)
