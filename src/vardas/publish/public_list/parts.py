"""A person's part in an event, and what the last one known says about where the person stands.

The rules are few on purpose: who can read only what was cleared must not conclude more than it
says. Where the order of contradicting parts is not known, the answer is that it is not clear.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vardas.publish.cleared import ClearedRecord
from vardas.registry.records.involvement import SUBJECT_ROLES
from vardas.values.dates import DateError, parse_edtf

_HELD_ROLES = frozenset({"detained", "held"})
_FREE_ROLES = frozenset({"pardoned", "released", "expelled", "crossed"})
_FREE_KINDS = frozenset({"return_home", "reception"})
_LOST_ROLES = frozenset({"refused", "turned_back", "missing"})
_UNCOUNTED_ROLES = frozenset({"refused", "turned_back"})
_LOST_KINDS = frozenset({"refusal", "turned_back", "disappearance", "last_seen"})


class State(StrEnum):
    """What the latest events say of a person."""

    HELD = "held"
    FREE = "free"
    LOST = "lost"
    DEAD = "dead"
    UNCLEAR = "unclear"
    """Events contradict each other, and their order is not known."""
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Part:
    """One person's role in one event, with the days between which it lies."""

    involvement: ClearedRecord
    event: ClearedRecord
    person: ClearedRecord
    role: str
    earliest: date | None
    latest: date | None
    is_doubtful: bool

    @property
    def is_subject(self) -> bool:
        """Say whether the event happened to the person."""
        return self.role in SUBJECT_ROLES and not self.is_denied

    @property
    def is_loss(self) -> bool:
        """Say whether the person did not come along: not one of those that a number means."""
        return self.role in _UNCOUNTED_ROLES

    @property
    def is_denied(self) -> bool:
        """Say whether somebody's denial is all there is of it."""
        said = self.involvement.fields.get("role")
        return said is not None and all(one.certainty == "denied" for one in said.values)

    @property
    def state(self) -> State | None:
        """What this part alone says; None where it does not bear on it."""
        kind = self.event.first("type")
        if not self.is_subject:
            return None
        if self.role == "died" or kind == "death":
            return State.DEAD
        if self.role in _LOST_ROLES or kind in _LOST_KINDS:
            return State.LOST
        if self.role in _HELD_ROLES or kind == "return_to_custody":
            return State.HELD
        if self.role in _FREE_ROLES or kind in _FREE_KINDS:
            return State.FREE
        return None


@dataclass(frozen=True)
class Standing:
    """Where a person stands as far as cleared events say, and the part that says so."""

    state: State
    part: Part | None = None
    is_subject: bool = True
    """Not so of somebody who only acted, spoke or was there: nobody asks where they are."""

    @property
    def is_doubtful(self) -> bool:
        """Say whether it is only reported."""
        return bool(self.part and self.part.is_doubtful)


def read_part(involvement: ClearedRecord, event: ClearedRecord, person: ClearedRecord) -> Part:
    """Read an involvement; a date nobody can read leaves its days open."""
    earliest, latest = read_days(event)
    role = str(involvement.first("role") or "")
    said = involvement.fields.get("role")
    is_doubtful = bool(said and said.values[0].certainty == "doubtful")
    return Part(involvement, event, person, role, earliest, latest, is_doubtful)


def read_days(event: ClearedRecord) -> tuple[date | None, date | None]:
    """Read between which days an event lies; None where that is open or cannot be read."""
    try:
        when = parse_edtf(str(event.first("when") or ""))
    except DateError:
        return None, None
    return when.earliest, when.latest


def sort_parts(parts: Iterable[Part]) -> list[Part]:
    """Put parts in the order of their days; those without a day first."""
    return sorted(
        parts,
        key=lambda part: (
            part.latest or part.earliest or date.min,
            part.earliest or date.min,
            part.involvement.id,
        ),
    )


def find_standing(parts: Sequence[Part]) -> Standing:
    """Find where somebody stands from their parts in the order of days."""
    telling = [part for part in parts if part.state]
    if not telling:
        return Standing(State.UNKNOWN, None, not parts or any(one.is_subject for one in parts))
    dead = next((part for part in telling if part.state is State.DEAD), None)
    last = dead or telling[-1]
    rivals = [
        part
        for part in telling
        if not dead and part.state != last.state and not _is_before(part, last)
    ]
    return Standing(State.UNCLEAR if rivals else last.state or State.UNKNOWN, last)


def _is_before(part: Part, last: Part) -> bool:
    """Say whether a part surely came first; on one day the release follows the detention."""
    if part.latest is None or last.earliest is None:
        return False
    if part.latest == last.earliest == last.latest == part.earliest:
        return part.state is State.HELD
    return part.latest <= last.earliest
