"""Turns a row into an observation: as written, as read, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from vardas.errors import Problem
from vardas.imports.columns import DATES, MANY, NAME_PARTS, Choice, ColumnMapping
from vardas.imports.rules import check_values
from vardas.imports.table import Row
from vardas.values.dates import FuzzyDate, Order, read_date
from vardas.values.text import clean, find_hazards, script_of

# What programs leave in a cell where nobody wrote anything.
_NO_VALUE = ("false", "true", "null", "none", "nan", "nat", "n/a", "undefined", "[object object]")
_CELL_ERRORS = ("#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!")
_NO_ANSWER = frozenset((*_NO_VALUE, *_CELL_ERRORS))
_LONGEST_NO_ANSWER = max(map(len, _NO_ANSWER))
_LONGEST_TEXT = 100_000
_LONGEST_QUOTE = 100
_NAME_ORDER = ("given_name", "patronymic", "surname")


@dataclass(frozen=True)
class Observation:
    """One row: its number, its cells by heading as written, the values read, the problems."""

    number: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]


def observe_rows(
    columns: Sequence[str], rows: Iterable[Row], mapping: ColumnMapping, *, today: date
) -> Iterator[Observation]:
    """Observe row after row, and point out names that stand in the list more than once.

    Only the rows themselves are held, so that the memory does not grow with what was read.
    """
    rows = rows if isinstance(rows, Sequence) else tuple(rows)
    repeats = find_repeats(rows, mapping)
    for row in rows:
        observation = observe_row(columns, row, mapping, today=today)
        yield _point_out_repeats(observation, repeats, mapping) if repeats else observation


def observe_row(
    columns: Sequence[str], row: Row, mapping: ColumnMapping, *, today: date
) -> Observation:
    """Read one row by the mapping; nothing is dropped and nothing changed to fit."""
    reading = _Reading(row.number, today, list(row.problems))
    is_suspect = _is_suspect(row)
    if row.expires is not None and row.expires <= today:
        reading.note("", (_describe_expired(row.expires),))
    for choice, cell in zip(mapping.choices, row.cells, strict=False):
        if not cell:
            continue
        if choice.field == "name" or choice.field in NAME_PARTS:
            reading.note(choice.column, find_hazards(cell))
        elif is_suspect:
            reading.note(choice.column, find_hazards(cell, longest=_LONGEST_TEXT))
        written = clean(cell)
        if written:
            reading.read(choice, written)
    reading.join_names()
    for problem in check_values(reading.values, reading.dates):
        reading.note(mapping.find_column(problem.place), (problem,))
    cells = dict(zip(columns, row.cells, strict=False))
    return Observation(row.number, cells, reading.values, tuple(reading.problems))


def find_repeats(rows: Iterable[Row], mapping: ColumnMapping) -> Mapping[str, Sequence[int]]:
    """Find names that stand in several rows: each such name and the numbers of its rows."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        name = _take_name(row, mapping)
        if name:
            places[name.casefold()].append(row.number)
    return {name: numbers for name, numbers in places.items() if len(numbers) > 1}


@dataclass
class _Reading:
    """One row while it is read."""

    number: int
    today: date
    problems: list[Problem]
    values: dict[str, Any] = field(default_factory=dict)
    dates: dict[str, FuzzyDate] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)

    def note(self, column: str, problems: Iterable[Problem]) -> None:
        """Keep problems, with the row and the column as their place."""
        for problem in problems:
            place = f"row {self.number}, {column}" if column else f"row {self.number}"
            self.problems.append(replace(problem, place=place))

    def read(self, choice: Choice, written: str) -> None:
        """Read one cell as what its column is taken for."""
        name = choice.field
        if len(written) <= _LONGEST_NO_ANSWER and written.casefold() in _NO_ANSWER:
            problem = Problem(
                "no_answer", "“{value}” stands where a value should be.", {"value": written}
            )
            self.note(choice.column, (problem,))
        elif not name:
            return
        elif name in DATES:
            self._read_date(choice, written)
        elif name == "name":
            self.values.setdefault("name", []).append(_describe_name(written))
        elif name in NAME_PARTS:
            self.parts[name] = written
        elif name == "count":
            self._read_count(choice, written)
        elif name in MANY:
            lines = written.splitlines() if name == "charge" else (written,)
            kept = self.values.setdefault(name, [])
            kept.extend(line.strip() for line in lines if line.strip())
        else:
            self.values[name] = written

    def join_names(self) -> None:
        """Make one name of its parts, where the list gives parts."""
        if self.parts and "name" not in self.values:
            self.values["name"] = [_describe_name(_join_parts(self.parts))]

    def _read_date(self, choice: Choice, written: str) -> None:
        order: Order = "MDY" if choice.form == "MDY" else "DMY"
        read = read_date(written, order=order, today=self.today, serial=choice.form == "serial")
        if read.problems:
            self.note(choice.column, read.problems)
        if read.date is not None:
            self.values[choice.field] = read.date.text
            self.dates[choice.field] = read.date

    def _read_count(self, choice: Choice, written: str) -> None:
        digits = "".join(written.split())
        if digits.isascii() and digits.isdigit() and len(digits) < 10:
            self.values["count"] = int(digits)
            return
        problem = Problem(
            "not_a_number",
            "“{value}” is not a whole number.",
            {"value": written[:_LONGEST_QUOTE]},
        )
        self.note(choice.column, (problem,))


def _describe_expired(expires: date) -> Problem:
    return Problem(
        "expired",
        "This record expired on {date}: whoever made it asks that it is no longer kept.",
        {"date": expires.isoformat()},
    )


def _is_suspect(row: Row) -> bool:
    """Say whether any cell may hide something; quick, so that whole rows can be passed over."""
    joined = " ".join(row.cells).replace("\n", "").replace("\r", "").replace("\xa0", "")
    return not joined.isprintable() or "\ufffd" in joined


def _describe_name(text: str) -> dict[str, str]:
    script = script_of(text)
    return {"text": text} if script == "Zyyy" else {"text": text, "script": script}


def _join_parts(parts: Mapping[str, str]) -> str:
    return " ".join(parts[part] for part in _NAME_ORDER if part in parts)


def _take_name(row: Row, mapping: ColumnMapping) -> str:
    parts: dict[str, str] = {}
    for choice, cell in zip(mapping.choices, row.cells, strict=False):
        if choice.field == "name" or choice.field in NAME_PARTS:
            written = clean(cell)
            if written and written.casefold() not in _NO_ANSWER:
                parts.setdefault(choice.field, written)
    return parts.get("name") or _join_parts(parts)


def _point_out_repeats(
    observation: Observation, repeats: Mapping[str, Sequence[int]], mapping: ColumnMapping
) -> Observation:
    found = []
    for name in observation.values.get("name", ()):
        others = [
            row for row in repeats.get(name["text"].casefold(), ()) if row != observation.number
        ]
        if others:
            column = mapping.find_column("name") or mapping.find_column("surname")
            rest = ", …" if len(others) > 10 else ""
            found.append(
                Problem(
                    "name_repeated",
                    "The same name stands in row {rows} too: the same person or two?",
                    {"rows": ", ".join(map(str, others[:10])) + rest},
                    f"row {observation.number}, {column}"
                    if column
                    else f"row {observation.number}",
                )
            )
    return replace(observation, problems=(*observation.problems, *found)) if found else observation
