"""A date as far as it is known: the words as said, the bounds they leave, and how sure they are.

Law: a bound that is not known is None, never a day somebody made up.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from vardas.errors import InputError

Precision = Literal["minute", "day", "month", "year", "decade", "interval"]


class DateError(InputError):
    """The text is no date in EDTF."""

    code = "date"
    message = (
        "“{written}” is not a date this program can read. Write it as 2025-09-11, 2025-09 or 2025."
    )


class NoSuchMonthError(DateError):
    """A month outside the calendar."""

    code = "no_such_month"
    message = (
        "“{written}” cannot be right: there is no month {month}. Look the date up in the source, or"
        " write only the year."
    )


class NoSuchDayError(DateError):
    """A day the month does not have."""

    code = "no_such_day"
    message = (
        "“{written}” cannot be right: {month} has no day {day}. Look the date up in the source, or"
        " write only the month or the year."
    )


class NoSuchTimeError(DateError):
    """A time outside the day."""

    code = "no_such_time"
    message = "“{written}” cannot be right: there is no such time of day. Write it as 23:40."


class ReversedDateError(DateError):
    """An interval that ends before it starts."""

    code = "ends_before_it_starts"
    message = "“{written}” ends before it starts. Write the earlier date first."


class YearOutOfRangeError(DateError):
    """A year before 1 or after 9999."""

    code = "year_out_of_range"
    message = "“{written}” lies outside the years 1 to 9999. Look the date up in the source."


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """A date as said in EDTF, its first and last possible day (None: open), and its qualifiers."""

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None
    is_approximate: bool = False
    is_uncertain: bool = False
    precision: Precision = "day"


# How far a date that is only “about” or “perhaps” is taken to reach, on either side.
_REACH: dict[Precision, int] = {
    "minute": 1,
    "day": 15,
    "month": 183,
    "year": 5 * 366,
    "decade": 10 * 366,
    "interval": 5 * 366,
}


def certainly_before(first: FuzzyDate, second: FuzzyDate) -> bool:
    """Tell whether the first ends before the second starts, however both are read.

    An open end decides nothing; a date said with “about” or “perhaps” is widened first (a year by
    five, a month by half a year, a day by fifteen days).
    """
    moments = _moments(first, second)
    if moments:
        return moments[0] < moments[1]
    end, start = _end(first), _start(second)
    return end is not None and start is not None and end < start


def may_be_same(first: FuzzyDate, second: FuzzyDate) -> bool:
    """Tell whether both can mean the same time; widened like :func:`certainly_before`."""
    moments = _moments(first, second)
    if moments:
        return moments[0] == moments[1]
    return not certainly_before(first, second) and not certainly_before(second, first)


def _start(date: FuzzyDate) -> datetime.date | None:
    return _move(date, date.earliest, -1)


def _end(date: FuzzyDate) -> datetime.date | None:
    return _move(date, date.latest, 1)


def _move(date: FuzzyDate, bound: datetime.date | None, sign: int) -> datetime.date | None:
    if bound is None or not (date.is_approximate or date.is_uncertain):
        return bound
    try:
        return bound + datetime.timedelta(days=sign * _REACH[date.precision])
    except OverflowError:
        return None


def _moments(
    first: FuzzyDate, second: FuzzyDate
) -> tuple[datetime.datetime, datetime.datetime] | None:
    """Return both to the minute, where both say the time exactly and in comparable zones."""
    moments = []
    for date in (first, second):
        if date.precision != "minute" or date.is_approximate or date.is_uncertain:
            return None
        moments.append(datetime.datetime.fromisoformat(date.text).replace(second=0))
    if (moments[0].tzinfo is None) != (moments[1].tzinfo is None):
        return None
    return moments[0], moments[1]
