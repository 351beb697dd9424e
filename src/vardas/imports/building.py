"""Makes a table of the lines of a file: finds the headings, names the columns, keeps every row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from vardas.errors import Problem
from vardas.imports.faults import CellTooLarge, EmptyTable, TooManyColumns, TooManyRows
from vardas.imports.table import Limits, Row, Table

Line = Sequence[str]
# What stands in a row of data and never in a heading: a whole date, an address on the web.
_DATA = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[ T].*)?|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
    r"|https?://\S+|\S+@\S+\.\S+"
)
_TITLE_LINES = 10


def build_table(
    lines: Sequence[Line],
    limits: Limits,
    notes: Iterable[Problem] = (),
    problems: Mapping[int, tuple[Problem, ...]] | None = None,
    *,
    first: int = 1,
    is_ragged: bool = False,
) -> Table:
    """Make a table of raw lines; ``problems`` are those found already, by the number of the line.
    ``first`` is the number of the first of them.

    The first filled line holds the headings, unless it is a title above them, or a row of data:
    then it is kept as one, and the columns get numbers. Lines longer than the headings are kept
    with a problem, and what stands beyond the last heading gets a column of its own; where lines
    may be ragged, so are shorter ones. Empty lines are counted in a note. Raises EmptyTable,
    TooManyColumns, TooManyRows and CellTooLarge.
    """
    filled = [
        (number, line) for number, line in enumerate(lines, first) if any(map(str.strip, line))
    ]
    if len(filled) - 1 > limits.rows:
        raise TooManyRows(limit=limits.rows)
    width = max((_used(line) for _number, line in filled), default=0)
    if width > limits.columns:
        raise TooManyColumns(found=width, limit=limits.columns)
    titles = _count_titles(filled)
    found = [*notes, *(_note_title(number, line) for number, line in filled[:titles])]
    empty = filled[-1][0] - filled[0][0] + 1 - len(filled) if filled else 0
    filled = filled[titles:]
    headings = [cell.strip() for cell in filled[0][1]] if filled else []
    if any(map(_DATA.fullmatch, headings)):
        headings = []
        found.append(
            Problem(
                "no_headings",
                "The first line holds data and no headings: it was kept as a row, and the columns"
                " have numbers.",
            )
        )
    else:
        filled = filled[1:]
    if not filled:
        raise EmptyTable
    while headings and not headings[-1]:
        headings.pop()
    columns = _name_columns(headings, width)
    expected = len(headings) or width
    found += _note_headings(headings)
    if empty:
        found.append(
            Problem("empty_rows", "{count} empty rows were passed over.", {"count": empty})
        )
    rows = tuple(
        _build_row(
            number, line, width, expected, limits, is_ragged, (problems or {}).get(number, ())
        )
        for number, line in filled
    )
    return Table(columns, rows, tuple(found))


def _used(line: Line) -> int:
    used = len(line)
    while used and not line[used - 1].strip():
        used -= 1
    return used


def _count_titles(filled: Sequence[tuple[int, Line]]) -> int:
    """Count the lines above the headings: one cell each, over a table of three columns or more."""
    widths = Counter(_used(line) for _number, line in filled[: _TITLE_LINES * 5])
    if not widths or widths.most_common(1)[0][0] < 3:
        return 0
    for titles, (_number, line) in enumerate(filled[:_TITLE_LINES]):
        if sum(1 for cell in line if cell.strip()) > 1:
            return titles
    return 0


def _note_title(number: int, line: Line) -> Problem:
    text = next(cell.strip() for cell in line if cell.strip())
    return Problem(
        "title_line",
        "Above the headings stands: “{text}”. It belongs to the whole list and is no row.",
        {"text": text[:500]},
        f"row {number}",
    )


def _note_headings(headings: Sequence[str]) -> list[Problem]:
    notes = []
    repeated = [name for name, times in Counter(headings).items() if name and times > 1]
    if repeated:
        notes.append(
            Problem(
                "repeated_headings",
                "Headings stand more than once: {headings}. The later ones got a number.",
                {"headings": ", ".join(repeated)[:500]},
            )
        )
    if "" in headings:
        notes.append(
            Problem(
                "empty_headings",
                "{count} columns have no heading. They got a number.",
                {"count": headings.count("")},
            )
        )
    return notes


def _name_columns(headings: Sequence[str], width: int) -> tuple[str, ...]:
    """Give every column a name of its own: empty and repeated headings get a number."""
    columns: dict[str, None] = {}
    for place in range(max(width, len(headings))):
        heading = headings[place] if place < len(headings) else ""
        name = heading or f"column {place + 1}"
        while name in columns:
            name = f"{name} ({place + 1})"
        columns[name] = None
    return tuple(columns)


def _build_row(
    number: int,
    line: Line,
    width: int,
    expected: int,
    limits: Limits,
    is_ragged: bool,
    problems: tuple[Problem, ...],
) -> Row:
    width = max(width, expected)
    used = _used(line)
    if used > expected:
        problems = (
            *problems,
            Problem(
                "row_too_long",
                "This row has {found} cells and the headings {expected}: a separator stands inside"
                " a cell, or a heading is missing.",
                {"found": used, "expected": expected},
                f"row {number}",
            ),
        )
    elif is_ragged and len(line) < expected:
        problems = (
            *problems,
            Problem(
                "row_too_short",
                "This row has {found} cells and the headings {expected}: cells are missing, or the"
                " row was cut in two.",
                {"found": len(line), "expected": expected},
                f"row {number}",
            ),
        )
    if max(map(len, line), default=0) > limits.cell:
        place = next(place for place, cell in enumerate(line, 1) if len(cell) > limits.cell)
        raise CellTooLarge(place=f"Row {number}, column {place},", limit=limits.cell)
    return Row(number, tuple(line[:width]) + ("",) * (width - len(line)), problems)
