"""A table as it was written: headings and rows of text, whatever file they came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vardas.errors import DataError, InputError, Problem


@dataclass(frozen=True)
class Limits:
    """What a list may have: bytes of the file, unpacked bytes, characters in a cell, columns, rows."""

    file: int = 64_000_000
    unpacked: int = 512_000_000
    ratio: int = 200
    cell: int = 100_000
    columns: int = 500
    rows: int = 1_000_000


class NotATable(DataError):
    """The file is no table, or not the kind of table its name says."""

    code = "not_a_table"
    message = (
        "This is not a list that can be read: the file is {looks_like}. Save the list as CSV, XLSX"
        " or ODS and hand it in again."
    )


class FileTooLarge(InputError):
    """The file is larger than a list may be."""

    code = "file_too_large"
    message = "The file is too large: a list may have {limit} megabytes. Split it into parts."


class SuspiciousFile(DataError):
    """The file unpacks to far more than it is: a bomb, or damaged."""

    code = "suspicious_file"
    message = (
        "This workbook would unpack to more than {limit} megabytes, so it was not opened. Ask"
        " where it comes from, or save the list as CSV."
    )


class DamagedFile(DataError):
    """The file begins as what it should be and cannot be read."""

    code = "damaged_file"
    message = "This file is damaged and cannot be read. Ask for it again, or save it as CSV."


class CellTooLarge(DataError):
    """One cell holds more than a cell may."""

    code = "cell_too_large"
    message = (
        "{place} holds more than {limit} characters: this is not a list, or a quotation mark is"
        " missing before that row. Correct it there and hand the file in again."
    )


class TooManyColumns(DataError):
    """The table is wider than a list may be."""

    code = "too_many_columns"
    message = "This table has {found} columns; a list may have {limit}. Delete the empty ones."


class TooManyRows(DataError):
    """The table is longer than a list may be."""

    code = "too_many_rows"
    message = "This table has more than {limit} rows. Split it into parts."


class EmptyTable(DataError):
    """There is no row."""

    code = "empty_table"
    message = (
        "There is no row in this file under a line of headings. Check that it is the right one."
    )


@dataclass(frozen=True)
class Row:
    """One row: its number as a person counts in the file (the headings are row 1), cells as text."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Table:
    """The headings, the rows, and what was noticed about the file as a whole."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Problem, ...] = ()


def build_table(
    lines: Sequence[Sequence[str]],
    limits: Limits,
    notes: Sequence[Problem] = (),
    numbers: Sequence[int] | None = None,
) -> Table:
    """Make a table of raw lines: the first that is not empty holds the headings.

    Lines shorter or longer than the headings are kept with a problem; what stands beyond the last
    heading gets a column of its own. Empty lines are left out and counted in a note. Raises
    EmptyTable, TooManyColumns, TooManyRows and CellTooLarge.
    """
    filled = [
        (numbers[place] if numbers else place + 1, line)
        for place, line in enumerate(lines)
        if any(cell.strip() for cell in line)
    ]
    if len(filled) < 2:
        raise EmptyTable
    if len(filled) - 1 > limits.rows:
        raise TooManyRows(limit=limits.rows)
    headings = [cell.strip() for cell in filled[0][1]]
    while headings and not headings[-1]:
        headings.pop()
    width = max(_used(line) for _number, line in filled)
    if width > limits.columns:
        raise TooManyColumns(found=width, limit=limits.columns)
    columns = _name_columns(headings, width)
    rows = [_build_row(number, line, columns, len(headings), limits) for number, line in filled[1:]]
    empty = len(lines) - len(filled)
    found = list(notes)
    if empty:
        found.append(
            Problem("empty_rows", "{count} empty rows were passed over.", {"count": empty})
        )
    return Table(columns, tuple(rows), tuple(found))


def _used(line: Sequence[str]) -> int:
    used = len(line)
    while used and not line[used - 1].strip():
        used -= 1
    return used


def _name_columns(headings: Sequence[str], width: int) -> tuple[str, ...]:
    """Give every column a name of its own: empty and repeated headings get a number."""
    columns: list[str] = []
    for place in range(width):
        heading = headings[place] if place < len(headings) else ""
        name = heading or f"column {place + 1}"
        if name in columns:
            name = f"{name} ({place + 1})"
        columns.append(name)
    return tuple(columns)


def _build_row(
    number: int, line: Sequence[str], columns: tuple[str, ...], expected: int, limits: Limits
) -> Row:
    problems: tuple[Problem, ...] = ()
    used = _used(line)
    if used > expected:
        problems = (
            Problem(
                "row_too_long",
                "This row has {found} cells and the headings {expected}: a separator stands inside"
                " a cell, or a heading is missing.",
                {"found": used, "expected": expected},
                f"row {number}",
            ),
        )
    cells = tuple(line[: len(columns)]) + ("",) * (len(columns) - len(line))
    for place, cell in enumerate(cells):
        if len(cell) > limits.cell:
            raise CellTooLarge(place=f"row {number}, column {place + 1}", limit=limits.cell)
    return Row(number, cells, problems)
