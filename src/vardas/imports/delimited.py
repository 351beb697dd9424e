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
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEPARATOR_LINE = re.compile(r'"?sep=([,;\t|])"?\r?\n')
_MOST_UNCLOSED = 100
# A stray NUL is a control character in somebody's cell; where there are more, it is no text.
_FEW_ZEROS = 8

Line = list[str]


def read_delimited(data: bytes, limits: Limits) -> Table:
    """Read a CSV file; raises NotATable, CellTooLarge, UnclosedQuotes and what the table raises."""
    # Python's own limit on a field is one for the whole process; ours is checked with a place, so
    # this one only has to stop a cell from filling the memory.
    csv.field_size_limit(max(limits.cell * 4, _SAMPLE))
    text, notes = decode(data)
    # Excel's own hint in the first line is no row; its place is kept for the numbers of the rows.
    hint = _SEPARATOR_LINE.match(text)
    delimiter = hint[1] if hint else find_delimiter(text)
    first = 2 if hint else 1
    lines: list[Line] = []
    problems: dict[int, tuple[Problem, ...]] = {}
    try:
        for line, is_unclosed in _read_lines(text, hint.end() if hint else 0, delimiter):
            number = first + len(lines)
            lines.append(line)
            found = _look_at(line, is_unclosed, delimiter, number)
            if found:
                problems[number] = found
            if is_unclosed and len(problems) > _MOST_UNCLOSED:
                raise UnclosedQuotes(row=number)
    except csv.Error as error:
        if "field larger" in str(error):
            raise CellTooLarge(place=f"Row {first + len(lines)}", limit=limits.cell) from error
        raise NotATable(looks_like="not readable as CSV") from error
    return build_table(lines, limits, notes, problems, first=first, is_ragged=True)


class _Lines:
    """The lines of a text one after another, without a copy of the text.

    ``since`` holds those since it was emptied, ``end`` is the place behind the last of them.
    """

    def __init__(self, text: str, start: int) -> None:
        self._found = _LINE.finditer(text, start)
        self.end = start
        self.since: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        found = next(self._found)
        self.end = found.end()
        line = found[0]
        self.since.append(line)
        return line


def _read_lines(text: str, start: int, delimiter: str) -> Iterator[tuple[Line, bool]]:
    """Read line after line; with each, whether its quotation mark was never closed."""
    while True:
        lines = _Lines(text, start)
        try:
            for line in csv.reader(lines, delimiter=delimiter):
                if lines.end == len(text) and _is_unclosed(lines.since, delimiter):
                    break
                yield line, False
                lines.since.clear()
                start = lines.end
            else:
                return
        except csv.Error:
            # One cell of a thousand lines is a quotation mark that was forgotten; a cell of one
            # line is what it is.
            if len(lines.since) < 2:
                raise
        first = next(_Lines(text, start))
        start += len(first)
        yield next(csv.reader([first], delimiter=delimiter, quoting=csv.QUOTE_NONE)), True


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
    zeros = sample.count(0)
    if zeros and (wide := _find_wide(data, sample)):
        return data.decode(wide), (_note_encoding(wide),)
    if zeros > max(_FEW_ZEROS, len(sample) // 50):
        raise NotATable(looks_like="not text")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        if zeros:
            raise NotATable(looks_like="not text") from error
    best = from_bytes(sample, cp_isolation=list(_LIKELY)).best()
    encoding = best.encoding if best else "cp1252"
    try:
        guessed = data.decode(encoding)
    except UnicodeDecodeError:
        guessed = data.decode(encoding, errors="replace")
    return guessed, (_note_encoding(encoding),)


def _find_wide(data: bytes, sample: bytes) -> str:
    """Find UTF-16 without its mark: lines end in it, and all zeros stand in odd places or in even.

    Returns an empty text where it is something else.
    """
    for encoding, others in (("utf-16-le", sample[::2]), ("utf-16-be", sample[1::2])):
        if 0 not in others and len(data) % 2 == 0:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\n" in text or "\r" in text:
                return encoding
    return ""


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
