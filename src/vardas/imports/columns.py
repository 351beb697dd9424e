"""Guesses which column of a list holds what; a person corrects it, and the answer is remembered."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from vardas.imports.table import Row
from vardas.values.written_dates import read_date

NAME_PARTS = ("surname", "given_name", "patronymic")
DATES = (
    "birth_date", "death_date", "detained_on", "verdict_on", "appeal_on", "penalty_from",
    "released_on", "event_date",
)  # fmt: skip
MANY = frozenset({"charge", "note"})
SAMPLE = 50


@dataclass(frozen=True)
class Choice:
    """What one column is taken for: a field, or nothing (“kept only as written”), and why."""

    column: str
    field: str
    why: str
    """``heading``, ``values``, ``person`` (somebody chose it) or ``none``."""


@dataclass(frozen=True)
class ColumnMapping:
    """One choice for every column of a list, in their order."""

    choices: tuple[Choice, ...]

    def to_json(self) -> list[dict[str, str]]:
        """Write the mapping for keeping."""
        return [
            {"column": choice.column, "field": choice.field, "why": choice.why}
            for choice in self.choices
        ]

    def choose(self, fields: Mapping[str, str]) -> ColumnMapping:
        """Return the mapping with a person's answers (column → field or empty) put in."""
        return ColumnMapping(
            tuple(
                replace(choice, field=fields[choice.column], why="person")
                if fields.get(choice.column, choice.field) != choice.field
                else choice
                for choice in self.choices
            )
        )


def read_mapping(kept: Any, columns: Sequence[str]) -> ColumnMapping | None:
    """Read a mapping that was kept; None where it is not one for these columns."""
    if not isinstance(kept, list):
        return None
    try:
        choices = tuple(
            Choice(str(part["column"]), str(part["field"]), str(part["why"])) for part in kept
        )
    except (KeyError, TypeError):
        return None
    if [choice.column for choice in choices] != list(columns):
        return None
    return ColumnMapping(choices)


def fingerprint(columns: Sequence[str]) -> str:
    """Return what a list with the same headings in the same order is recognised by."""
    return sha256("\x1f".join(_normal(column) for column in columns).encode()).hexdigest()


def guess_mapping(columns: Sequence[str], sample: Sequence[Row], today: date) -> ColumnMapping:
    """Guess by the headings first, then by what the cells look like; no field is given twice.

    Of two columns for one field the first gets it; fields that may have several values take all.
    """
    taken: set[str] = set()
    choices: list[Choice] = []
    for place, column in enumerate(columns):
        field, why = _by_heading(column), "heading"
        if not field:
            cells = [row.cells[place] for row in sample[:SAMPLE] if row.cells[place].strip()]
            field, why = _by_values(cells, today), "values"
        if not field or (field in taken and field not in MANY):
            field, why = "", "none"
        taken.add(field)
        choices.append(Choice(column, field, why))
    return ColumnMapping(tuple(choices))


def _normal(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[\w№]+", plain.replace("_", " ")))


@cache
def _headings() -> dict[str, str]:
    text = files("vardas.imports").joinpath("headings.toml").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    for field, languages in tomllib.loads(text).items():
        for words in languages.values():
            for word in words:
                found.setdefault(_normal(word), field)
    return found


def _by_heading(column: str) -> str:
    normal = _normal(column)
    headings = _headings()
    if normal in headings:
        return headings[normal]
    # “number_of_detentions (2013)”, “date of birth / год рождения”
    for part in re.split(r"[/(|]", column):
        if _normal(part) in headings:
            return headings[_normal(part)]
    return ""


def _by_values(cells: Sequence[str], today: date) -> str:
    if len(cells) < 3:
        return ""
    tests: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("url", lambda cell: cell.startswith(("http://", "https://"))),
        (
            "event_date",
            lambda cell: len(cell) > 4 and read_date(cell, today=today).date is not None,
        ),
    )
    for field, fits in tests:
        if sum(fits(cell) for cell in cells) >= 0.8 * len(cells):
            return field
    return ""
