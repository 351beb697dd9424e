"""Reads CSV in whatever encoding and with whatever separator it was saved."""

from __future__ import annotations

import csv
import io
from collections import Counter

from charset_normalizer import from_bytes

from vardas.errors import Problem
from vardas.imports.table import CellTooLarge, Limits, NotATable, Table, build_table

DELIMITERS = (",", ";", "\t", "|")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LIKELY = ("cp1251", "cp1257", "cp1250", "koi8_r", "cp866", "gb18030", "cp1252")
_SAMPLE = 64_000


def read_delimited(data: bytes, limits: Limits) -> Table:
    """Read a CSV file; raises NotATable, CellTooLarge and what ``build_table`` raises."""
    text, notes = decode(data)
    delimiter = find_delimiter(text)
    # Python's own limit on a field is per process; ours is checked with a place, so it only has to
    # be out of the way, and not above what the file itself can hold.
    csv.field_size_limit(limits.cell * 4)
    lines: list[list[str]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        for number, line in enumerate(reader, 1):
            lines.append(line)
            numbers.append(number)
    except csv.Error as error:
        if "field larger" in str(error):
            raise CellTooLarge(place=f"Row {len(lines) + 1}", limit=limits.cell) from error
        raise NotATable(looks_like="not readable as CSV") from error
    return build_table(lines, limits, notes, numbers)


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode text; says so where the encoding had to be guessed. Raises NotATable for binary."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise NotATable(looks_like="text in a damaged encoding") from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text:
        if "\x00" in text[:_SAMPLE]:
            raise NotATable(looks_like="not text")
        return text, ()
    if b"\x00" in data[:_SAMPLE]:
        raise NotATable(looks_like="not text")
    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_LIKELY)).best()
    encoding = best.encoding if best else "cp1252"
    try:
        guessed = data.decode(encoding)
    except UnicodeDecodeError:
        guessed = data.decode("cp1252", errors="replace")
    note = Problem(
        "encoding_guessed",
        "The file does not say how its letters are written; they were read as {encoding}. Look at a"
        " few names before you go on.",
        {"encoding": encoding},
    )
    return guessed, (note,)


def find_delimiter(text: str) -> str:
    """Find the separator: the one that cuts the first lines most evenly."""
    sample = text[:_SAMPLE]
    best, score = ",", 0.0
    for delimiter in DELIMITERS:
        widths = [
            len(line)
            for line in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
            if line
        ][:50]
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        found = (width - 1) * times / len(widths)
        if found > score:
            best, score = delimiter, found
    return best
