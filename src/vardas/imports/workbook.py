"""Reads XLSX and ODS workbooks: one sheet, every cell as the text a person would have typed."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from vardas.errors import Problem
from vardas.imports.building import build_table
from vardas.imports.extent import Extent, measure_workbook
from vardas.imports.faults import DamagedFile, NoSuchSheet, NotATable
from vardas.imports.table import Limits, Table


def read_workbook(data: bytes, limits: Limits, sheet: str | None = None) -> Table:
    """Read the sheet named, else the first that holds anything; a note says which are left.

    Raises NoSuchSheet, NotATable, SuspiciousFile, TooManyCells, DamagedFile, and what the table
    raises.
    """
    extent = measure_workbook(data, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if not names:
            raise NotATable(looks_like="a workbook without sheets")
        if sheet is not None and sheet not in names:
            raise NoSuchSheet(count=len(names))
        chosen, raw = _read_sheet(book, [sheet] if sheet is not None else names)
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise DamagedFile from error
    lines = [[write_cell(cell) for cell in line] for line in raw]
    return build_table(lines, limits, _make_notes(names, chosen, extent))


def list_sheets(data: bytes, limits: Limits) -> list[str]:
    """Return the names of a workbook's sheets."""
    measure_workbook(data, limits)
    try:
        return list(CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names)
    except (CalamineError, ValueError, OSError) as error:
        raise DamagedFile from error


def write_cell(cell: Any) -> str:
    """Write a cell as a person would have typed it: no “.0”, dates as ISO, truths in capitals."""
    match cell:
        case str():
            return cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
        case datetime():
            if cell.time() == time(0):
                return cell.date().isoformat()
            return cell.isoformat(" ", "seconds" if cell.second else "minutes")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return _write_duration(cell)
        case None:
            return ""
    return str(cell)


def _write_duration(duration: timedelta) -> str:
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


def _read_sheet(book: CalamineWorkbook, names: list[str]) -> tuple[str, list[list[Any]]]:
    for name in names:
        raw = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if raw:
            return name, raw
    return names[0], []


def _make_notes(names: list[str], chosen: str, extent: Extent) -> list[Problem]:
    notes = []
    if len(names) > 1:
        notes.append(
            Problem(
                "other_sheets",
                "This workbook has {count} sheets; only “{sheet}” was read.",
                {"count": len(names), "sheet": chosen},
            )
        )
    if extent.errors:
        notes.append(
            Problem(
                "error_cells",
                "{count} cells of this workbook hold an error such as #REF! and came in empty.",
                {"count": extent.errors},
            )
        )
    return notes
