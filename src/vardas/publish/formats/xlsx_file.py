"""XLSX: a sheet for each kind of record, every cell plain text, for people with a spreadsheet.

Written with ``xlsxwriter``, told to make neither formulas nor links nor numbers of what it gets.
"""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

from xlsxwriter import Workbook

from vardas.publish.cleared import Cleared, require_cleared
from vardas.publish.formats.report import Noting, Report
from vardas.publish.formats.rows import FIGURE, HEADINGS, ValueRow, list_figures, list_values
from vardas.publish.formats.text import make_plain

LONGEST = 32_767
"""Excel's limit for a cell, in UTF-16 code units."""
MOST_ROWS = 1_048_576
"""Excel's limit for a sheet; what goes beyond begins another sheet."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


def write_xlsx(cleared: Cleared, stream: BinaryIO, *, most_rows: int = MOST_ROWS) -> Report:
    """Write every value as a row of text in the sheet of its kind."""
    require_cleared(cleared)
    noting = Noting()
    held = BytesIO()
    book = Workbook(held, _OPTIONS)
    # The file says when it was cleared, not on which machine or at which moment it was written.
    book.set_properties({"created": cleared.ground.made.replace(tzinfo=None)})
    sheets = _Sheets(book, most_rows)
    for row in list_values(cleared):
        sheets.add(row.record.kind, _make_cells(row, noting))
        noting.written += 1
    for cells in list_figures(cleared):
        sheets.add(FIGURE, cells)
        noting.written += 1
    if not noting.written:
        sheets.open("empty")
    book.close()
    stream.write(held.getvalue())
    return noting.finish()


class _Sheets:
    """The sheets of a book by kind, each with how far it is filled."""

    def __init__(self, book: Workbook, most_rows: int) -> None:
        self._book = book
        self._most_rows = most_rows
        self._filled: dict[str, tuple[object, int, int]] = {}

    def open(self, name: str, number: int = 1) -> None:
        """Begin a sheet with its headings, which stay in sight."""
        sheet = self._book.add_worksheet(name if number == 1 else f"{name} {number}")
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading)
        self._filled[name] = (sheet, 1, number)

    def add(self, name: str, cells: tuple[str, ...]) -> None:
        """Add a row to the sheet of this name; a full one is followed by another."""
        if name not in self._filled:
            self.open(name)
        elif self._filled[name][1] >= self._most_rows:
            self.open(name, self._filled[name][2] + 1)
        sheet, row, number = self._filled[name]
        for column, cell in enumerate(cells):
            if cell:
                sheet.write_string(row, column, cell)  # type: ignore[attr-defined]
        self._filled[name] = (sheet, row + 1, number)


def _make_cells(row: ValueRow, noting: Noting) -> tuple[str, ...]:
    plain = tuple(make_plain(cell) for cell in row.cells)
    if plain != row.cells:
        noting.note("characters_replaced", row.record, row.field.name, row.said)
    short = tuple(map(cut, plain))
    if short != plain:
        noting.note("cut", row.record, row.field.name, row.said)
    return short


def cut(text: str) -> str:
    """Return as much of a text as a cell holds, never half a character."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"
