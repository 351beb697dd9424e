"""CSV: one row for each value, for any spreadsheet and any program.

RFC 4180, in UTF-8 with a byte order mark: without it Excel reads Cyrillic as something else, and
the programs that read CSV otherwise pass over it.
"""

from __future__ import annotations

from io import StringIO
from typing import BinaryIO

from defusedcsv import csv

from vardas.publish.cleared import Cleared, require_cleared
from vardas.publish.formats.report import Noting, Report
from vardas.publish.formats.rows import HEADINGS, list_figures, list_values
from vardas.publish.formats.text import make_plain

MARK = b"\xef\xbb\xbf"
_STARTS = "@+-=|%"
"""With these ``defusedcsv`` takes a text for a formula and puts an apostrophe before it."""


def write_csv(cleared: Cleared, stream: BinaryIO) -> Report:
    """Write every value as a row; a text that a spreadsheet would calculate gets a mark."""
    require_cleared(cleared)
    noting = Noting()
    stream.write(MARK + _make_line(HEADINGS))
    for row in list_values(cleared):
        plain = [make_plain(cell) for cell in row.cells]
        line = _make_line(plain)
        if any(map(str.__ne__, plain, row.cells)):
            noting.note("characters_replaced", row.record, row.field.name, row.said)
        if any(cell.startswith(tuple(_STARTS)) for cell in plain) and line != _make_bare(plain):
            noting.note("mark_added", row.record, row.field.name, row.said)
        stream.write(line)
        noting.written += 1
    for cells in list_figures(cleared):
        stream.write(_make_line(cells))
        noting.written += 1
    return noting.finish()


def _make_line(cells: tuple[str, ...] | list[str]) -> bytes:
    held = StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writerow(cells)
    return held.getvalue().encode()


def _make_bare(cells: list[str]) -> bytes:
    """Write the same without any mark, to see whether there is one."""
    held = StringIO(newline="")
    csv.writer(held, lineterminator="\r\n").writer.writerow(cells)
    return held.getvalue().encode()
