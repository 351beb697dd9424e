"""Reads CSV in whatever encoding and with whatever separator it was saved.

A quotation mark that is opened and never closed would make one cell of all the rows after it, and
nobody would miss them. Such a line is taken as it stands, and reading goes on with the next one.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from charset_normalizer import from_bytes

from vardas.errors import Problem
from vardas.imports.building import build_table
from vardas.imports.faults import CellTooLarge, NotATable, UnclosedQuotes
from vardas.imports.table import Limits, Table

DELIMITERS = (",", ";", "\t", "|")
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LIKELY = ("cp1251", "cp1257", "cp1250", "koi8_r", "cp866", "gb18030", "cp1252")
_SAMPLE = 64_000
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\r?\n')
_MOST_UNCLOSED = 100

Line = list[str]


def read_delimited(data: bytes, limits: Limits) -> Table:
    """Read a CSV file; raises NotATable, CellTooLarge, UnclosedQuotes and what the table raises."""
    text, notes = decode(data)
    # Excel's own hint in the first line is no row; its place is kept for the numbers of the rows.
    hint = _SEPARATOR_LINE.match(text)
    delimiter = hint[1] if hint else find_delimiter(text)
    lines: list[Line] = [[]] if hint else []
    problems: dict[int, tuple[Problem, ...]] = {}
    # Python's own limit on a field is one for the whole process; ours is checked with a place, so
    # this one only has to stop a cell from filling the memory.
    csv.field_size_limit(limits.cell * 4)
    stream = io.StringIO(text, newline="")
    stream.seek(hint.end() if hint else 0)
    try:
        for line, is_unclosed in _read_lines(stream, delimiter):
            lines.append(line)
            found = _look_at(line, is_unclosed, delimiter, len(lines))
            if found:
                problems[len(lines)] = found
            if is_unclosed and len(problems) > _MOST_UNCLOSED:
                raise UnclosedQuotes(row=len(lines))
    except csv.Error as error:
        if "field larger" in str(error):
            raise CellTooLarge(place=f"Row {len(lines) + 1}", limit=limits.cell) from error
        raise NotATable(looks_like="not readable as CSV") from error
    return build_table(lines, limits, notes, problems, is_ragged=True)


def _read_lines(stream: io.StringIO, delimiter: str) -> Iterator[tuple[Line, bool]]:
    """Read line after line; with each, whether its quotation mark was never closed."""
    end = len(stream.getvalue())
    while True:
        start = stream.tell()
        physical: list[str] = []
        reader = csv.reader(_remember(stream, physical), delimiter=delimiter)
        try:
            for line in reader:
                if stream.tell() == end and _is_unclosed(physical, delimiter):
                    break
                yield line, False
                physical.clear()
                start = stream.tell()
            else:
                return
        except csv.Error:
            # One cell of a thousand lines is a quotation mark that was forgotten; a cell of one
            # line is what it is.
            if len(physical) < 2:
                raise
        stream.seek(start)
        first = stream.readline()
        yield next(csv.reader([first], delimiter=delimiter, quoting=csv.QUOTE_NONE)), True


def _remember(stream: io.StringIO, physical: list[str]) -> Iterator[str]:
    for line in iter(stream.readline, ""):
        physical.append(line)
        yield line


def _is_unclosed(physical: list[str], delimiter: str) -> bool:
    """Say whether these lines, which were read as one, end inside quotation marks."""
    try:
        list(csv.reader(physical, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _look_at(line: Line, is_unclosed: bool, delimiter: str, number: int) -> tuple[Problem, ...]:
    if is_unclosed:
        return (
            Problem(
                "quote_not_closed",
                "A quotation mark is opened in this row and never closed: the row was read as if it"
                " were not there.",
                place=f"row {number}",
            ),
        )
    # A mark that was closed by that of a later row has swallowed the rows between.
    separators = len(line) - 1
    for place, cell in enumerate(line, 1):
        inside = cell.split("\n")[1:-1] if separators and "\n" in cell else ()
        swallowed = sum(1 for part in inside if part.count(delimiter) == separators)
        if swallowed:
            return (
                Problem(
                    "rows_in_a_cell",
                    "{count} lines inside one cell look like rows of their own: a quotation mark"
                    " may be missing.",
                    {"count": swallowed},
                    f"row {number}, column {place}",
                ),
            )
    return ()


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode text; says so where the encoding had to be guessed. Raises NotATable for binary."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError as error:
                raise NotATable(looks_like="text in a damaged encoding") from error
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return _decode_wide(data, sample)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    best = from_bytes(sample, cp_isolation=list(_LIKELY)).best()
    encoding = best.encoding if best else "cp1252"
    try:
        guessed = data.decode(encoding)
    except UnicodeDecodeError:
        guessed = data.decode(encoding, errors="replace")
    return guessed, (_note_encoding(encoding),)


def _decode_wide(data: bytes, sample: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Decode UTF-16 without its mark: its zeros stand all in odd places, or all in even ones."""
    for encoding, others in (("utf-16-le", sample[::2]), ("utf-16-be", sample[1::2])):
        if 0 not in others and len(data) % 2 == 0:
            try:
                return data.decode(encoding), (_note_encoding(encoding),)
            except UnicodeDecodeError:
                break
    raise NotATable(looks_like="not text")


def _note_encoding(encoding: str) -> Problem:
    return Problem(
        "encoding_guessed",
        "The file does not say how its letters are written; they were read as {encoding}. Look at a"
        " few names before you go on.",
        {"encoding": encoding},
    )


def find_delimiter(text: str) -> str:
    """Find the separator: what cuts the first lines most evenly, the headings like the rest."""
    best, score = ",", 0.0
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text[:_SAMPLE], newline=""), delimiter=delimiter)
        widths = [len(line) for line, _number in zip(reader, range(50), strict=False) if line]
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        found = (width - 1) * (times / len(widths)) ** 2
        if widths[0] != width:
            found /= 4
        if found > score:
            best, score = delimiter, found
    return best
