"""Makes a table of records that name their fields themselves: nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from vardas.errors import Problem
from vardas.imports.faults import CellTooLarge, EmptyTable, TooManyColumns, TooManyRows
from vardas.imports.table import Limits, Row, Table

AS_WRITTEN = "as written"
"""The column that holds a record whole, where its parts stand in other columns too."""


@dataclass
class Found:
    """One record while it is read: its cells by heading, in their order, and what is wrong."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    expires: date | None = None
    given: Counter[str] = field(default_factory=Counter)

    def add(self, heading: str, text: str) -> None:
        """Add a cell; where the heading has one, the next gets a number: “name (2)”."""
        self.given[heading] += 1
        number = self.given[heading]
        self.cells[heading if number == 1 else f"{heading} ({number})"] = text

    def note(self, code: str, message: str, **fields: str | int) -> None:
        """Note a problem of this record."""
        self.problems.append(Problem(code, message, fields, f"row {self.number}"))


def assemble(
    records: Iterable[Found],
    fields: Mapping[str, str],
    limits: Limits,
    notes: tuple[Problem, ...] = (),
) -> Table:
    """Make a table; ``fields`` says which field the columns of a heading hold, with every number.

    Raises EmptyTable, TooManyRows, TooManyColumns and CellTooLarge.
    """
    found = list(records)
    if not found:
        raise EmptyTable
    if len(found) > limits.rows:
        raise TooManyRows(limit=limits.rows)
    columns: dict[str, None] = {}
    whole: dict[str, None] = {}
    for record in found:
        columns.update(dict.fromkeys(record.cells))
        _add_whole(record, limits)
        whole.update(dict.fromkeys(name for name in record.cells if name not in columns))
    headings = (*columns, *(name for name in whole if name not in columns))
    if len(headings) > limits.columns:
        raise TooManyColumns(found=len(headings), limit=limits.columns)
    rows = tuple(_make_row(record, headings, limits) for record in found)
    known = {name: fields.get(_strip_number(name), "") for name in headings}
    return Table(headings, rows, notes, known)


def _add_whole(record: Found, limits: Limits) -> None:
    """Add what was written, in as many cells as it takes."""
    text = "\n".join(record.written)
    for start in range(0, len(text), limits.cell):
        record.add(AS_WRITTEN, text[start : start + limits.cell])


def _make_row(record: Found, headings: tuple[str, ...], limits: Limits) -> Row:
    for heading, cell in record.cells.items():
        if len(cell) > limits.cell:
            raise CellTooLarge(place=f"Row {record.number}, {heading[:50]},", limit=limits.cell)
    cells = tuple(record.cells.get(heading, "") for heading in headings)
    return Row(record.number, cells, tuple(record.problems), record.expires)


def _strip_number(heading: str) -> str:
    start, space, end = heading.rpartition(" (")
    return start if space and end.endswith(")") and end[:-1].isdigit() else heading
