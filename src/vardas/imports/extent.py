"""Looks into a packed workbook before it is opened, and refuses what would flood the memory.

Two kinds are known. One unpacks to a thousand times its size; the sizes that a ZIP file declares
can lie, so every part is unpacked once into nothing. The other is small and stays small, but has a
cell at XFD1048576: calamine lays out the area between the first and the last cell, and where that
cannot be had it ends the process.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from vardas.imports.faults import DamagedFile, SuspiciousFile, TooManyCells
from vardas.imports.table import Limits

_CHUNK = 1 << 20
_OVERLAP = 64
_CELL = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]{1,7})([0-9]{1,10})["']""")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_REPEATED = re.compile(rb"""number-(rows|columns)-repeated\s*=\s*["']([0-9]+)["']""")
# What LibreOffice itself can hold; its files repeat empty rows to the end of the sheet.
_MOST_REPEATED = {b"rows": 1_048_576, b"columns": 16_384}
_MOST_PARTS = 10_000


@dataclass(frozen=True)
class Extent:
    """What was seen on the way: cells of XLSX that hold an error of the spreadsheet program."""

    errors: int = 0


def measure_workbook(data: bytes, limits: Limits) -> Extent:
    """Unpack every part once and measure; raises SuspiciousFile, TooManyCells and DamagedFile."""
    most = min(limits.unpacked, max(len(data) * limits.ratio, 16 * _CHUNK))
    total = errors = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS:
                raise SuspiciousFile(limit=most // 1_000_000)
            for part in parts:
                area = _Area(limits)
                for chunk in _unpack(archive, part):
                    total += len(chunk)
                    if total > most:
                        raise SuspiciousFile(limit=most // 1_000_000)
                    if part.filename.lower().endswith(".xml"):
                        errors += area.look_at(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DamagedFile from error
    return Extent(errors)


def _unpack(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


class _Area:
    """The area between the cells of one part, which grows with each chunk that is looked at."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._columns: set[bytes] = set()
        self._first, self._last = 1 << 40, 0
        self._rest = b""

    def look_at(self, chunk: bytes) -> int:
        """Take in a chunk and return how many errors of the spreadsheet program stand in it."""
        seen = self._rest + chunk
        # What was cut in two is seen whole the next time, and what was seen twice changes nothing.
        self._rest = chunk[-_OVERLAP:]
        found = _CELL.findall(seen)
        if found:
            rows = {int(row) for _column, row in found}
            self._columns.update(column for column, _row in found)
            self._first, self._last = min(self._first, *rows), max(self._last, *rows)
            self._refuse_area()
        for kind, times in _REPEATED.findall(seen):
            if int(times[:20]) > _MOST_REPEATED[kind]:
                raise TooManyCells(found=int(times[:20]), limit=self._limits.cells)
        return len(_ERROR.findall(chunk))

    def _refuse_area(self) -> None:
        width = max(map(_number_column, self._columns))
        area = width * (self._last - self._first + 1)
        if area > self._limits.cells:
            raise TooManyCells(found=area, limit=self._limits.cells)


def _number_column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
