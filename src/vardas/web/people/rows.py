"""Rows of a list of people: the name in its own script, other spellings, where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from vardas.insight.happenings import Part
from vardas.insight.loading import find_standings
from vardas.insight.standing import Standing

SPELLINGS_SHOWN = 4


@dataclass(frozen=True)
class Spelling:
    """One way to write a name, with its language."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One person in a list."""

    id: UUID
    name: Spelling
    others: tuple[Spelling, ...]
    more: int
    """How many spellings more than those shown."""
    standing: Standing

    @property
    def last(self) -> Part | None:
        """The last thing known of the person."""
        return self.standing.last


def read_spellings(names: Any) -> list[Spelling]:
    """Read the different spellings of a name, the one to show first first."""
    found: dict[str, Spelling] = {}
    for name in names or ():
        if isinstance(name, Mapping) and name.get("text"):
            text = str(name["text"])
            found.setdefault(text, Spelling(text, str(name.get("language", ""))))
    return list(found.values())


def make_rows(people: Iterable[Mapping[str, Any]], day: date) -> list[PersonRow]:
    """Make the rows of one page; where everybody stands is read at once."""
    listed: Sequence[Mapping[str, Any]] = list(people)
    standings = find_standings([person["id"] for person in listed], day)
    rows = []
    for person in listed:
        spellings = read_spellings(person["name"]) or [Spelling("")]
        shown = tuple(spellings[1 : 1 + SPELLINGS_SHOWN])
        more = len(spellings) - 1 - len(shown)
        rows.append(PersonRow(person["id"], spellings[0], shown, more, standings[person["id"]]))
    return rows
