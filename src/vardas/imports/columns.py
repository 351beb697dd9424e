"""Guesses which column of a list holds what; a person corrects it, and the answer is remembered.

The words that lists use for their headings stand in ``headings.toml``.
"""

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
from typing import Any, Literal, get_args

from vardas.imports.table import Row, Table
from vardas.values.dates import Order, ReadDate, read_date

NAME_PARTS = ("surname", "given_name", "patronymic")
DATES = (
    "birth_date", "death_date", "detained_on", "verdict_on", "appeal_on", "penalty_from",
    "released_on", "event_date",
)  # fmt: skip
MANY = frozenset({"charge", "note"})
SAMPLE = 50

Form = Literal["", "DMY", "MDY", "serial"]
"""How a column writes its dates: the day first (also ""), the month first, Excel's day numbers."""


@dataclass(frozen=True)
class Choice:
    """What one column is taken for: a field, or nothing (“kept only as written”), and why."""

    column: str
    field: str
    why: str
    """``heading``, ``values``, ``person`` (somebody chose it) or ``none``."""
    form: Form = ""


@dataclass(frozen=True)
class ColumnMapping:
    """One choice for every column of a list, in their order."""

    choices: tuple[Choice, ...]

    def to_json(self) -> list[dict[str, str]]:
        """Write the mapping for keeping."""
        return [
            {"column": choice.column, "field": choice.field, "why": choice.why}
            | ({"form": choice.form} if choice.form else {})
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

    def find_column(self, field: str) -> str:
        """Return the heading of the column taken for a field, or an empty text."""
        return next((choice.column for choice in self.choices if choice.field == field), "")


def read_mapping(kept: Any, columns: Sequence[str]) -> ColumnMapping | None:
    """Read a mapping that was kept; None where it is not one for these columns."""
    if not isinstance(kept, list):
        return None
    try:
        choices = tuple(
            Choice(
                str(part["column"]),
                str(part["field"]),
                str(part["why"]),
                part["form"] if part.get("form") in get_args(Form) else "",
            )
            for part in kept
        )
    except (KeyError, TypeError, AttributeError):
        return None
    if [choice.column for choice in choices] != list(columns):
        return None
    return ColumnMapping(choices)


def fingerprint(columns: Sequence[str]) -> str:
    """Return what a list with the same headings in the same order is recognised by."""
    return sha256("\x1f".join(_normal(column) for column in columns).encode()).hexdigest()


def map_table(table: Table, today: date) -> ColumnMapping:
    """Take the fields that the format gives, or guess."""
    if table.fields is None:
        return guess_mapping(table.columns, table.rows[:SAMPLE], today)
    fields = table.fields
    return ColumnMapping(
        tuple(
            Choice(name, fields.get(name, ""), "heading" if fields.get(name) else "none")
            for name in table.columns
        )
    )


def guess_mapping(columns: Sequence[str], sample: Sequence[Row], today: date) -> ColumnMapping:
    """Guess by the headings first, then by what the cells look like; no field is given twice.

    A heading that says it plainly goes before one that may mean several things (“place” before
    “region”). Of two columns for one field the first gets it; fields that may have several values
    take all.
    """
    found: dict[int, Choice] = {}
    taken: set[str] = set()
    cells = [
        [cell for row in sample[:SAMPLE] if (cell := row.cells[place].strip())]
        for place in range(len(columns))
    ]
    ways: tuple[tuple[str, Callable[[int], str]], ...] = (
        ("heading", lambda place: _by_heading(columns[place], "plain")),
        ("heading", lambda place: _by_heading(columns[place], "weak")),
        ("values", lambda place: _by_values(cells[place], today)),
    )
    for why, find in ways:
        for place, column in enumerate(columns):
            field = "" if place in found else find(place)
            if field and (field in MANY or field not in taken):
                taken.add(field)
                form = _find_form(cells[place], today) if field in DATES else ""
                found[place] = Choice(column, field, why, form)
    if "surname" in taken and "given_name" not in taken:
        # “Фамилия, Имя, Отчество”: beside a surname, a plain “name” is the given one.
        for place, choice in found.items():
            if choice.field == "name" and len(_normal(choice.column).split()) == 1:
                found[place] = replace(choice, field="given_name")
    return ColumnMapping(
        tuple(found.get(place, Choice(column, "", "none")) for place, column in enumerate(columns))
    )


def _normal(heading: str) -> str:
    plain = unicodedata.normalize("NFKD", heading.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[\w№]+", plain.replace("_", " ")))


@cache
def _headings() -> Mapping[str, Mapping[str, str]]:
    """Return the field of each heading, plain ones and weak ones apart."""
    text = files("vardas.imports").joinpath("headings.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {"plain": {}, "weak": {}}
    for field, languages in tomllib.loads(text).items():
        for language, words in languages.items():
            for word in words:
                found["weak" if language == "weak" else "plain"].setdefault(_normal(word), field)
    return found


def _by_heading(column: str, kind: str) -> str:
    headings = _headings()[kind]
    # “number_of_detentions (2013)”, “date of birth / год рождения”
    for part in (column, *re.split(r"[/(|,;\n]", column)):
        if field := headings.get(_normal(part)):
            return field
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
        if sum(map(fits, cells)) >= 0.8 * len(cells):
            return field
    return ""


def _find_form(cells: Sequence[str], today: date) -> Form:
    """Find how a column writes its dates, from cells that can be read in one way only."""
    serials = sum(1 for cell in cells if re.fullmatch(r"[1-5][0-9]{4}(?:\.[0-9]+)?", cell))
    if serials and serials >= 0.8 * len(cells):
        return "serial"
    day_first, month_first = (
        sum(1 for cell in cells if _is_plain(read_date(cell, today=today, order=order)))
        for order in get_args(Order)
    )
    return "MDY" if month_first > day_first else ""


def _is_plain(read: ReadDate) -> bool:
    """Say whether a date was read without a doubt about the order of day and month."""
    doubts = {"month_first", "day_first"}
    return read.date is not None and not any(problem.code in doubts for problem in read.problems)
