"""Reads XLSX and ODS workbooks, and refuses the ones that would unpack to a flood."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from vardas.imports.table import DamagedFile, Limits, NotATable, SuspiciousFile, Table, build_table

_CHUNK = 1 << 20


def read_workbook(data: bytes, limits: Limits, sheet: str | None = None) -> Table:
    """Read one sheet, the first unless named; raises NotATable, SuspiciousFile, DamagedFile."""
    _check_unpacked(data, limits)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = book.sheet_names
        if not names:
            raise NotATable(looks_like="a workbook without sheets")
        chosen = sheet if sheet in names else names[0]
        raw = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise DamagedFile from error
    return build_table([[write_cell(cell) for cell in line] for line in raw], limits)


def list_sheets(data: bytes, limits: Limits) -> list[str]:
    """Return the names of a workbook's sheets."""
    _check_unpacked(data, limits)
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
            is_day = cell.time() == time(0)
            return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case None:
            return ""
    return str(cell)


def _check_unpacked(data: bytes, limits: Limits) -> None:
    """Unpack every part once into nothing, and stop where it grows beyond measure.

    The sizes that a ZIP file declares can lie, so they are not believed.
    """
    most = min(limits.unpacked, max(len(data) * limits.ratio, 16 * _CHUNK))
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist():
                with archive.open(part) as stream:
                    while chunk := stream.read(_CHUNK):
                        total += len(chunk)
                        if total > most:
                            raise SuspiciousFile(limit=most // 1_000_000)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DamagedFile from error
