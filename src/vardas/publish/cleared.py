"""What the redaction gate lets through: the only thing an exporter accepts.

Nobody but :mod:`vardas.publish.gate` makes a :class:`Cleared`; whoever tries gets
:class:`NotThroughTheGate`. Exporters take one and nothing else, so that no page, list or file can
be written from raw records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, NamedTuple, final
from uuid import UUID
from weakref import WeakKeyDictionary

from vardas.errors import BrokenError

OFFICIAL: Final = "official"
"""The kind of a cleared person who was not asked, but is named for what they do in a public office:
never among the people who agreed."""


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
    """The caption of a cleared person or body that claims it; empty where that was held back."""
    words: str = ""
    """The source's exact words; empty where they were held back."""
    is_whole: bool = False
    """Nothing that the statement says was held back: only then may its leaf or proof leave."""


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
    """A kind of record, or :data:`OFFICIAL`."""
    caption: str
    """A name or title to show; empty where that was held back."""
    fields: Mapping[str, ClearedField]
    last_said: str = ""
    """When the latest of these values was recorded, as ISO 8601."""

    def first(self, name: str) -> Any:
        """Return the value of a field to show first; None where there is none.

        What is only denied is no value: it stands in ``fields`` alone.
        """
        found = self.all(name)
        return found[0] if found else None

    def all(self, name: str) -> list[Any]:
        """Return all live values of a field that somebody claims."""
        found = self.fields.get(name)
        if found is None:
            return []
        return [said.value for said in found.values if said.certainty != "denied"]


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


@dataclass(frozen=True)
class Warned:
    """Something a person should look at before this leaves, such as one who could be recognised."""

    code: str
    record: UUID | None
    details: Mapping[str, Any] = field(default_factory=dict)


class _Content(NamedTuple):
    ground: Ground
    records: Mapping[str, tuple[ClearedRecord, ...]]
    figures: tuple[Figure, ...]
    held_back: tuple[HeldBack, ...]
    warnings: tuple[Warned, ...]


_TOKEN: Final = object()
_MADE: Final[WeakKeyDictionary[Cleared, _Content]] = WeakKeyDictionary()
"""The content of each, kept beside it: an object made around the gate has none."""


@final
class Cleared:
    """Records through the gate, in the order of ids; made there and nowhere else."""

    __slots__ = ("__weakref__",)

    def __init__(
        self,
        token: object,
        ground: Ground,
        records: Mapping[str, tuple[ClearedRecord, ...]],
        figures: tuple[Figure, ...] = (),
        held_back: tuple[HeldBack, ...] = (),
        warnings: tuple[Warned, ...] = (),
    ) -> None:
        if token is not _TOKEN or self in _MADE:
            raise NotThroughTheGate
        _MADE[self] = _Content(
            ground, MappingProxyType(dict(records)), figures, held_back, warnings
        )

    def __init_subclass__(cls) -> None:
        raise NotThroughTheGate

    def __setattr__(self, name: str, value: Any) -> None:
        raise NotThroughTheGate

    def __delattr__(self, name: str) -> None:
        raise NotThroughTheGate

    def __reduce__(self) -> str:
        raise NotThroughTheGate

    def __repr__(self) -> str:
        counted = ", ".join(f"{len(self.of_kind(kind))} {kind}" for kind in self.kinds())
        return f"Cleared({self.ground.purpose}: {counted})"

    @property
    def _content(self) -> _Content:
        found = _MADE.get(self)
        if found is None:
            raise NotThroughTheGate
        return found

    @property
    def ground(self) -> Ground:
        """What all of this was cleared for."""
        return self._content.ground

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Numbers counted over all records, as far as they may be told."""
        return self._content.figures

    @property
    def held_back(self) -> tuple[HeldBack, ...]:
        """For the members' eyes: what stayed and why. Never written by an exporter."""
        return self._content.held_back

    @property
    def warnings(self) -> tuple[Warned, ...]:
        """What a person should look at before this leaves."""
        return self._content.warnings

    def of_kind(self, kind: str) -> tuple[ClearedRecord, ...]:
        """Return the cleared records of one kind, in the order of ids."""
        return self._content.records.get(kind, ())

    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of which something was cleared."""
        return tuple(kind for kind, group in self._content.records.items() if group)

    def __iter__(self) -> Iterator[ClearedRecord]:
        for group in self._content.records.values():
            yield from group

    def __len__(self) -> int:
        return sum(map(len, self._content.records.values()))


def require_cleared(value: object) -> Cleared:
    """Return what an exporter was given, where it came through the gate.

    For callers that no type checker sees. Raises NotThroughTheGate for anything else.
    """
    if type(value) is not Cleared:
        raise NotThroughTheGate
    len(value)  # raises for one that was made around the gate
    return value
