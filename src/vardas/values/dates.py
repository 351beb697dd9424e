"""Dates as said: EDTF (ISO 8601-2, Library of Congress), kept exactly, with computed bounds."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from edtf import EDTFObject, EDTFParseException, parse_edtf as parse_by_library
from edtf.convert import struct_time_to_date

from vardas.errors import InputError


class DateError(InputError):
    """The text is no EDTF date."""

    code = "not_a_date"
    message = "“{written}” is not a date. Write it as 2025-09-11, 2025-09, 2025 or 2025~ (about)"


@dataclass(frozen=True)
class FuzzyDate:
    """A date as said: the EDTF text, the earliest and latest day it can mean, and how exact it is.

    A bound is None where the date is open on that side. ``precision`` is ``minute``, ``day``,
    ``month``, ``year``, ``decade`` or ``interval``.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    is_approximate: bool = field(default=False)
    is_uncertain: bool = field(default=False)


_PLAIN = re.compile(
    r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX)(T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?([~?%]?)",
    re.ASCII,
)
_DECADE = re.compile(r"(\d{3})X([~?%]?)", re.ASCII)
_SET = re.compile(r"\[([^\[\]{}]*)\]")
_LONGEST = 60


@lru_cache(maxsize=50_000)
def parse_edtf(text: str) -> FuzzyDate:
    """Parse EDTF text; raises DateError for anything else and for days that do not exist.

    Accepts ``2025-09-11``, ``2025-09``, ``2025``, each with ``~`` (about), ``?`` (uncertain) or ``%``
    (both); ``1991-06-XX``; ``199X``; ``2025-09-11T23:40``; ``2020/2021``, ``2020/..``, ``../2021``;
    ``[2020..2021]``, ``[..2021]``, ``[2020, 2022]``; and what the edtf library knows beyond.
    """
    if len(text) > _LONGEST:
        raise DateError(written=text[:_LONGEST])
    found = _PLAIN.fullmatch(text)
    if found:
        return _read_plain(text, found)
    if found := _DECADE.fullmatch(text):
        year = int(found[1]) * 10
        if year == 0:
            raise DateError(written=text)
        return FuzzyDate(
            text, date(year, 1, 1), date(year + 9, 12, 31), "decade", *_read_mark(found[2])
        )
    if found := _SET.fullmatch(text):
        return _read_set(text, found[1])
    if "/" in text:
        start, slash, end = text.partition("/")
        return _read_interval(text, start, end)
    return _ask_library(text)


def certainly_before(one: FuzzyDate, other: FuzzyDate) -> bool:
    """Say whether the first lies before the second whatever their exact days are."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def may_be_same(one: FuzzyDate, other: FuzzyDate) -> bool:
    """Say whether both can mean the same day."""
    return not certainly_before(one, other) and not certainly_before(other, one)


def _read_plain(text: str, found: re.Match[str]) -> FuzzyDate:
    year, month, day = int(found[1]), found[2], found[3]
    marks = _read_mark(found[5])
    try:
        if month is None or month == "XX":
            if day not in (None, "XX"):
                raise DateError(written=text)
            return FuzzyDate(text, date(year, 1, 1), date(year, 12, 31), "year", *marks)
        number = int(month)
        if day is None or day == "XX":
            if number > 12:
                return _ask_library(text)  # a season: 2025-21
            last = calendar.monthrange(year, number)[1]
            return FuzzyDate(text, date(year, number, 1), date(year, number, last), "month", *marks)
        exact = date(year, number, int(day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(written=text) from error
    if found[4] and not _is_time(found[4]):
        raise DateError(written=text)
    return FuzzyDate(text, exact, exact, "minute" if found[4] else "day", *marks)


def _is_time(text: str) -> bool:
    return int(text[1:3]) < 24 and int(text[4:6]) < 60


def _read_mark(mark: str) -> tuple[bool, bool]:
    return mark in ("~", "%"), mark in ("?", "%")


def _read_interval(text: str, start: str, end: str) -> FuzzyDate:
    if "/" in end or not start or not end or (start == ".." and end == ".."):
        raise DateError(written=text)
    first = None if start == ".." else parse_edtf(start)
    last = None if end == ".." else parse_edtf(end)
    earliest = first.earliest if first else None
    latest = last.latest if last else None
    if earliest and latest and earliest > latest:
        raise DateError(written=text)
    both = [part for part in (first, last) if part]
    return FuzzyDate(
        text,
        earliest,
        latest,
        "interval",
        any(part.is_approximate for part in both),
        any(part.is_uncertain for part in both),
    )


def _read_set(text: str, inner: str) -> FuzzyDate:
    """One of several: the bounds reach from the earliest to the latest of them."""
    if not inner.strip():
        raise DateError(written=text)
    earliest: list[date | None] = []
    latest: list[date | None] = []
    for part in inner.split(","):
        start, dots, end = part.strip().partition("..")
        if not start and not end:
            raise DateError(written=text)
        first = parse_edtf(start) if start else None
        last = parse_edtf(end) if end else (None if dots else first)
        earliest.append(first.earliest if first else None)
        latest.append(last.latest if last else None)
    least = None if None in earliest else min(day for day in earliest if day)
    most = None if None in latest else max(day for day in latest if day)
    if least and most and least > most:
        raise DateError(written=text)
    return FuzzyDate(text, least, most, "interval")


def _ask_library(text: str) -> FuzzyDate:
    """Ask the edtf library for the rest: seasons, masked years, years beyond four digits."""
    try:
        read = parse_by_library(text)
        earliest, latest = read.lower_strict(), read.upper_strict()
        bounds = [
            None if isinstance(bound, float) else struct_time_to_date(bound)
            for bound in (earliest, latest)
        ]
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise DateError(written=text) from error
    if not isinstance(read, EDTFObject) or (bounds[0] and bounds[1] and bounds[0] > bounds[1]):
        raise DateError(written=text)
    return FuzzyDate(
        text, bounds[0], bounds[1], "interval", bool(read.is_approximate), bool(read.is_uncertain)
    )
