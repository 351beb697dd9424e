"""Reads dates as people write them, with the precision that was written and never more.

Own patterns first; ``dateparser`` behind them for other languages, and only where everything it
answers was written: it likes to invent a day or a year.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from vardas.errors import Problem
from vardas.values.dates import DateError, FuzzyDate, parse_edtf

EARLIEST_YEAR = 1850
_LONGEST = 60


@dataclass(frozen=True)
class ReadDate:
    """What was read: a date, or None; and what is doubtful about it."""

    date: FuzzyDate | None
    problems: tuple[Problem, ...] = ()


_ABOUT = re.compile(
    r"^(?:c\.?|ca\.?|circa|about|around|approx\.?|approximately|ок\.?|около|примерно|каля|прыкладна"
    r"|близько|apie|około|ok\.)\s*(?=[\d\w])",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*(?:гг?\.?|г\.?\s?р\.?|года|год|годзе|року|рік|р\.|m\.|метų|metų|r\.|roku|年生?|b\.)$",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(\d{1,2})([./\-])(\d{1,2})\2(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./](\d{1,2})[./](\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SOLID = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?")
_LITHUANIAN = re.compile(r"(\d{4})\s*m\.?\s*(\w+)(?:\s*(\d{1,2})\s*d\.?)?")
_DAY_WORD_YEAR = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|-го|-га|\.)?\s*(?:of\s+)?)?([^\W\d_]+)\.?,?\s*(\d{4})"
)
_WORD_DAY_YEAR = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR_WORD_DAY = re.compile(r"(\d{4})[,\s]+([^\W\d_]+)(?:\s+(\d{1,2}))?")
_DECADE = re.compile(r"(\d{3})0(?:s|-е|-я|-ые|-х|-ых)", re.IGNORECASE)
_ISO_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?")
_RANGE = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})")


def read_date(written: str, *, today: date) -> ReadDate:
    """Read one written date; day comes before month where both orders are possible.

    What cannot be a date gives None and a problem that says why; the text is never changed to fit.
    A date that is read but lies before 1850 or after ``today`` carries a problem.
    """
    text = _normal(written)
    if not text or len(text) > _LONGEST:
        return ReadDate(None, (_unread(written),))
    found = _read(text)
    if isinstance(found, Problem):
        return ReadDate(None, (found,))
    if found is None:
        return ReadDate(None, (_unread(written),))
    edtf, notes = found
    try:
        fuzzy = parse_edtf(edtf)
    except DateError:
        return ReadDate(None, (_impossible(written),))
    return ReadDate(fuzzy, (*notes, *_check_plausible(fuzzy, written, today)))


_Found = tuple[str, tuple[Problem, ...]] | Problem | None


def _normal(written: str) -> str:
    text = unicodedata.normalize("NFC", written).strip().strip("\u200e\u200f")
    return re.sub(r"\s+", " ", text)


def _read(text: str) -> _Found:
    try:
        parse_edtf(text)
    except DateError:
        pass
    else:
        return text, ()
    about = _ABOUT.match(text)
    if about:
        inner = _read(text[about.end() :])
        if isinstance(inner, tuple) and not inner[0].endswith(("~", "?", "%")):
            return f"{inner[0]}~", inner[1]
        return inner
    for pattern, read in _PATTERNS:
        for candidate in (text, _TAIL.sub("", text)):
            found = pattern.fullmatch(candidate)
            if found and (result := read(found)) is not None:
                return result
    stripped = _TAIL.sub("", text)
    if stripped != text and re.fullmatch(r"\d{4}", stripped):
        return stripped, ()
    return _ask_library(text)


def _iso(year: int, month: int | None = None, day: int | None = None) -> str:
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def _century(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) < 40 else 1900)


def _read_dotted(found: re.Match[str]) -> _Found:
    day, month, year = int(found[1]), int(found[3]), _century(found[4])
    notes: list[Problem] = []
    if len(found[4]) == 2:
        notes.append(
            Problem(
                "short_year",
                "The year “{year}” was read as {full}.",
                {"year": found[4], "full": year},
            )
        )
    if month > 12 >= day and found[2] == "/":
        day, month = month, day
        notes.append(
            Problem(
                "month_first", "“{written}” was read with the month first.", {"written": found[0]}
            )
        )
    elif found[2] == "/" and day <= 12 and day != month:
        notes.append(
            Problem("day_first", "“{written}” was read as day, month, year.", {"written": found[0]})
        )
    return _iso(year, month, day), tuple(notes)


def _read_numbers(found: re.Match[str]) -> _Found:
    return _iso(*(int(part) for part in found.groups() if part)), ()


def _read_month_year(found: re.Match[str]) -> _Found:
    return _iso(int(found[2]), int(found[1])), ()


def _read_words(day: str | None, word: str, year: str) -> _Found:
    month = _months().get(word.casefold())
    if month is None:
        return None
    return _iso(int(year), month, int(day) if day else None), ()


def _read_moment(found: re.Match[str]) -> _Found:
    return f"{found[1]}T{found[2]}", ()


def _read_range(found: re.Match[str]) -> _Found:
    return f"{found[1]}/{found[2]}", ()


_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Found]], ...] = (
    (_DOTTED, _read_dotted),
    (_ISO, _read_numbers),
    (_YEAR_FIRST, _read_numbers),
    (_SOLID, _read_numbers),
    (_MONTH_YEAR, _read_month_year),
    (_CHINESE, _read_numbers),
    (_LITHUANIAN, lambda found: _read_words(found[3], found[2], found[1])),
    (_DAY_WORD_YEAR, lambda found: _read_words(found[1], found[2], found[3])),
    (_WORD_DAY_YEAR, lambda found: _read_words(found[2], found[1], found[3])),
    (_YEAR_WORD_DAY, lambda found: _read_words(found[3], found[2], found[1])),
    (_DECADE, lambda found: (f"{found[1]}X", ())),
    (_ISO_MOMENT, _read_moment),
    (_RANGE, _read_range),
)


@cache
def _months() -> dict[str, int]:
    text = files("vardas.values").joinpath("months.toml").read_text(encoding="utf-8")
    return {
        name: number
        for months in tomllib.loads(text).values()
        for number, names in enumerate(months, 1)
        for name in names.split()
    }


_NUMBERS = re.compile(r"\d+")


def _ask_library(text: str) -> _Found:
    """Ask dateparser, and believe it only when year, month and day were all written."""
    numbers = _NUMBERS.findall(text)
    has_word = re.search(r"[^\W\d_]{3,}", text)
    if not has_word or len(numbers) != 2 or not any(len(number) == 4 for number in numbers):
        return None
    import dateparser  # slow to load, and most lists never need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = dateparser.parse(
            text,
            settings={
                "DATE_ORDER": "DMY",
                "REQUIRE_PARTS": ["day", "month", "year"],
                "PARSERS": ["absolute-time"],
            },
        )
    if read is None or sorted(map(int, numbers)) != sorted((read.day, read.year)):
        return None
    return _iso(read.year, read.month, read.day), ()


def _check_plausible(fuzzy: FuzzyDate, written: str, today: date) -> tuple[Problem, ...]:
    fields = {"written": written[:_LONGEST]}
    if fuzzy.latest is not None and fuzzy.latest.year < EARLIEST_YEAR:
        return (Problem("long_ago", "“{written}” lies very long ago.", fields),)
    if fuzzy.earliest is not None and fuzzy.earliest > today:
        return (Problem("in_future", "“{written}” lies in the future.", fields),)
    return ()


def _unread(written: str) -> Problem:
    return Problem(
        "date_not_read",
        "“{written}” could not be read as a date. It is kept as written.",
        {"written": written.strip()[:_LONGEST]},
    )


def _impossible(written: str) -> Problem:
    return Problem(
        "date_impossible",
        "There is no such day as “{written}”. It is kept as written.",
        {"written": written.strip()[:_LONGEST]},
    )
