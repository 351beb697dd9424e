"""Turns a row into an observation: as written, as read, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from vardas.errors import Problem
from vardas.imports.columns import DATES, MANY, NAME_PARTS, ColumnMapping
from vardas.imports.rules import check_values
from vardas.imports.table import Row
from vardas.values.written_dates import read_date
from vardas.values.text import clean, find_hazards, script_of

NO_ANSWER = frozenset(
    {"false", "true", "#n/a", "#ref!", "#value!", "#name?", "null", "none", "nan", "n/a"}
)


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
    """Observe all rows of a list, and point out names that stand in it more than once."""
    observed = [observe_row(columns, row, mapping, today=today) for row in rows]
    places: defaultdict[str, list[int]] = defaultdict(list)
    for observation in observed:
        for name in observation.values.get("name", ()):
            places[name["text"].casefold()].append(observation.number)
    for observation in observed:
        yield _point_out_repeats(observation, places)


def observe_row(
    columns: Sequence[str], row: Row, mapping: ColumnMapping, *, today: date
) -> Observation:
    """Read one row by the mapping; nothing is dropped and nothing changed to fit."""
    values: dict[str, Any] = {}
    parts: dict[str, str] = {}
    problems = list(row.problems)
    for choice, cell in zip(mapping.choices, row.cells, strict=False):
        written = clean(cell)
        field = choice.field
        if not written:
            continue
        place = f"row {row.number}, {choice.column}"
        if written.casefold() in NO_ANSWER:
            problems.append(
                Problem(
                    "no_answer",
                    "“{value}” stands where a value should be.",
                    {"value": written},
                    place,
                )
            )
            continue
        if not field:
            continue
        if field in DATES:
            _read_date(values, problems, field, written, place, today)
        elif field in NAME_PARTS:
            parts[field] = written
            problems += [replace(hazard, place=place) for hazard in find_hazards(cell)]
        elif field == "name":
            values["name"] = [_name(written)]
            problems += [replace(hazard, place=place) for hazard in find_hazards(cell)]
        elif field == "count":
            _read_count(values, problems, written, place)
        elif field == "charge":
            values.setdefault(field, []).extend(
                line.strip() for line in written.splitlines() if line.strip()
            )
        elif field in MANY:
            values.setdefault(field, []).append(written)
        else:
            values[field] = written
    if parts and "name" not in values:
        order = ("given_name", "patronymic", "surname")
        values["name"] = [_name(" ".join(parts[part] for part in order if part in parts))]
    problems += [
        replace(problem, place=problem.place or f"row {row.number}")
        for problem in check_values(values)
    ]
    cells = dict(zip(columns, row.cells, strict=False))
    return Observation(row.number, cells, values, tuple(problems))


def _name(text: str) -> dict[str, str]:
    script = script_of(text)
    return {"text": text, "script": script} if script not in ("", "Zyyy") else {"text": text}


def _read_date(
    values: dict[str, Any],
    problems: list[Problem],
    field: str,
    written: str,
    place: str,
    today: date,
) -> None:
    read = read_date(written, today=today)
    problems += [replace(problem, place=place) for problem in read.problems]
    if read.date is not None:
        values[field] = read.date.text


def _read_count(values: dict[str, Any], problems: list[Problem], written: str, place: str) -> None:
    digits = written.replace(" ", "").replace("\u00a0", "")
    if digits.isascii() and digits.isdigit() and len(digits) < 10:
        values["count"] = int(digits)
    else:
        problems.append(
            Problem(
                "not_a_number", "“{value}” is not a whole number.", {"value": written[:100]}, place
            )
        )


def _point_out_repeats(
    observation: Observation, places: Mapping[str, Sequence[int]]
) -> Observation:
    found = []
    for name in observation.values.get("name", ()):
        others = [
            number for number in places[name["text"].casefold()] if number != observation.number
        ]
        if others:
            found.append(
                Problem(
                    "name_repeated",
                    "The same name stands in row {rows} too: the same person or two?",
                    {"rows": ", ".join(map(str, others[:10]))},
                    f"row {observation.number}",
                )
            )
    if not found:
        return observation
    return replace(observation, problems=(*observation.problems, *found))
