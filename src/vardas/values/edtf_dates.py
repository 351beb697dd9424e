"""Reads the Extended Date/Time Format (EDTF, ISO 8601-2:2019, levels 0 to 2).

Own code reads what a registry of people holds and composes intervals and sets; the ``edtf`` library
stands behind it for the rare forms. It is never given an open or unknown end: it returns floats for
the one and invents ten years for the other.
"""

from __future__ import annotations

import calendar
import datetime
import re
import time
from collections.abc import Sequence

from vardas.values.fuzzy_dates import (
    DateError,
    FuzzyDate,
    NoSuchDayError,
    NoSuchMonthError,
    NoSuchTimeError,
    Precision,
    ReversedDateError,
    YearOutOfRangeError,
)
from vardas.values.text import show

LONGEST = 200
"""Characters an EDTF text has at most."""

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)([~?%]?)", re.ASCII)
_PART = re.compile(
    r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?"
    r"(?:T(\d\d):(\d\d)(?::(\d\d))?(?:Z|[+-](\d\d)(?::(\d\d))?)?)?([~?%]?)",
    re.ASCII,
)
# What the library is asked about: partial qualifiers, X in the middle, halves and quarters.
_RARE = re.compile(r"[0-9X~?%-]{4,24}(?:S\d{1,2})?", re.ASCII)
_FAR = re.compile(r"Y-?\d+.*|-\d+.*", re.ASCII)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}
_WINTER = 24


def parse_edtf(text: str) -> FuzzyDate:
    """Read an EDTF date; the text is kept exactly as it came.

    Accepts days, months, years, times with minutes, qualifiers (~ ? %), unspecified digits (X),
    seasons, intervals with open (..) and unknown (empty) ends, and sets. A winter ends in the year
    after, or lies in one year: both are within its bounds.

    Raises DateError, or the kind of it that says what is wrong.
    """
    if found := _DAY.fullmatch(text):
        return _make_day(text, found)
    if len(text) > LONGEST:
        raise DateError(written=quote(text))
    if text[:1] + text[-1:] in ("[]", "{}"):
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    return _read_single(text)


def quote(text: str) -> str:
    """Return the text short and harmless, for a message that cites it."""
    shown = show(text)
    return shown if len(shown) <= 60 else shown[:60] + "…"


def _make_day(text: str, found: re.Match[str]) -> FuzzyDate:
    day = _day(text, int(found[1]), int(found[2]), int(found[3]))
    mark = found[4]
    if not mark:
        return FuzzyDate(text, day, day)
    return FuzzyDate(text, day, day, mark in "~%", mark in "?%")


def _day(text: str, year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        pass
    _last_day(text, year, month)
    raise NoSuchDayError(written=quote(text), month=f"{year:04}-{month:02}", day=day)


def _last_day(text: str, year: int, month: int) -> datetime.date:
    if year < 1:
        raise YearOutOfRangeError(written=quote(text))
    if not 1 <= month <= 12:
        raise NoSuchMonthError(written=quote(text), month=month)
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def _read_single(text: str) -> FuzzyDate:
    found = _PART.fullmatch(text)
    date = _read_part(text, found) if found else None
    return date or _ask_library(text)


def _read_part(text: str, found: re.Match[str]) -> FuzzyDate | None:
    """Read one date of own grammar; None leaves it to the library."""
    year, month, day, hour = found[1], found[2], found[3], found[4]
    if hour:
        return _make_moment(text, found)
    if "X" in year:
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return None if month else _make(text, found[9], _years(text, first, last), _span(year))
    number = int(year)
    if month in (None, "XX"):
        return (
            _make(text, found[9], _years(text, number, number), "year")
            if day in (None, "XX")
            else None
        )
    if int(month) in (*_SEASONS, _WINTER):
        return None if day else _make(text, found[9], _season(text, number, int(month)), "interval")
    if 25 <= int(month) <= 41:  # halves, quarters and seasons of one hemisphere
        return None
    last_day = _last_day(text, number, int(month))
    if day in (None, "XX"):
        return _make(text, found[9], (last_day.replace(day=1), last_day), "month")
    exact = _day(text, number, int(month), int(day))
    return _make(text, found[9], (exact, exact), "day")


def _make_moment(text: str, found: re.Match[str]) -> FuzzyDate:
    if not found[3] or "X" in text:
        raise DateError(written=quote(text))
    day = _day(text, int(found[1]), int(found[2]), int(found[3]))
    hour, minute, second, zone_hour, zone_minute = (int(part or 0) for part in found.groups()[3:8])
    if hour > 23 or max(minute, second, zone_minute) > 59 or zone_hour > 14:
        raise NoSuchTimeError(written=quote(text))
    return _make(text, found[9], (day, day), "minute")


def _make(
    text: str, mark: str, bounds: tuple[datetime.date, datetime.date], precision: Precision
) -> FuzzyDate:
    approximate, uncertain = bool(mark) and mark in "~%", bool(mark) and mark in "?%"
    return FuzzyDate(text, *bounds, approximate, uncertain, precision)


def _years(text: str, first: int, last: int) -> tuple[datetime.date, datetime.date]:
    if last < 1:
        raise YearOutOfRangeError(written=quote(text))
    return datetime.date(max(first, 1), 1, 1), datetime.date(last, 12, 31)


def _span(year: str) -> Precision:
    return "decade" if year.count("X") == 1 else "interval"


def _season(text: str, year: int, season: int) -> tuple[datetime.date, datetime.date]:
    if season != _WINTER:
        first, last = _SEASONS[season]
        return _last_day(text, year, first).replace(day=1), _last_day(text, year, last)
    start, _december = _years(text, year, year)
    return start, _last_day(text, min(year + 1, 9999), 2) if year < 9999 else _december


def _read_interval(text: str) -> FuzzyDate:
    first, _slash, last = text.partition("/")
    said = [_read_single(end) for end in (first, last) if end not in ("", "..")]
    if not said or "/" in last:
        raise DateError(written=quote(text))
    start = _read_single(first).earliest if first not in ("", "..") else None
    end = _read_single(last).latest if last not in ("", "..") else None
    return _join(text, said, start, end)


def _read_set(text: str) -> FuzzyDate:
    said: list[FuzzyDate] = []
    starts: list[datetime.date | None] = []
    ends: list[datetime.date | None] = []
    for member in text[1:-1].split(","):
        first, dots, last = member.strip().partition("..")
        start = _read_single(first) if first or not dots else None
        end = _read_single(last) if last else None
        if dots and not (start or end):
            raise DateError(written=quote(text))
        said += [date for date in (start, end) if date]
        starts.append(start.earliest if start else None)
        ends.append(end.latest if end else start.latest if start and not dots else None)
        _refuse_reversed(text, starts[-1], ends[-1])
    return _join(
        text,
        said,
        None if None in starts else min(start for start in starts if start),
        None if None in ends else max(end for end in ends if end),
    )


def _join(
    text: str,
    said: Sequence[FuzzyDate],
    start: datetime.date | None,
    end: datetime.date | None,
) -> FuzzyDate:
    _refuse_reversed(text, start, end)
    return FuzzyDate(
        text,
        start,
        end,
        any(date.is_approximate for date in said),
        any(date.is_uncertain for date in said),
        "interval",
    )


def _refuse_reversed(text: str, start: datetime.date | None, end: datetime.date | None) -> None:
    if start and end and end < start:
        raise ReversedDateError(written=quote(text))


def _ask_library(text: str) -> FuzzyDate:
    if _FAR.fullmatch(text):
        raise YearOutOfRangeError(written=quote(text))
    if not _RARE.fullmatch(text):
        raise DateError(written=quote(text))
    # Loaded where it is needed: it takes 0.2 s, and few commands meet such a date.
    import edtf

    try:
        read = edtf.parse_edtf(text)
        lower, upper = read.lower_strict(), read.upper_strict()
    except Exception as error:  # whatever the library trips over, the text is no date
        raise DateError(written=quote(text)) from error
    # A year without a digit is no year at all, though the library counts from 0 to 9999.
    start, end = (None, None) if "XXXX" in text else (_to_date(text, lower), _to_date(text, upper))
    _refuse_reversed(text, start, end)
    approximate, uncertain = bool({"~", "%"} & {*text}), bool({"?", "%"} & {*text})
    return FuzzyDate(text, start, end, approximate, uncertain, _precision(start, end))


def _to_date(text: str, bound: object) -> datetime.date:
    if not isinstance(bound, time.struct_time):
        raise DateError(written=quote(text))
    year, month, day = bound[:3]
    if not 1 <= year <= 9999:
        raise YearOutOfRangeError(written=quote(text))
    return _day(text, year, month, day)


def _precision(start: datetime.date | None, end: datetime.date | None) -> Precision:
    if start is None or end is None:
        return "interval"
    if start == end:
        return "day"
    if start.day == 1 and end == _last_day("", start.year, start.month):
        return "month"
    whole_years = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if whole_years and start.year == end.year:
        return "year"
    return "decade" if whole_years and end.year - start.year == 9 else "interval"
