"""Dates in EDTF as formats can hold them that know a year, a month or a day and no more."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from vardas.values.dates import DateError, parse_edtf

_PLAIN = re.compile(
    r"([0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?)(T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?([?~%])?"
)


class Plain(NamedTuple):
    """A date as YYYY, YYYY-MM or YYYY-MM-DD, and what had to be left off."""

    text: str
    time: str
    """The time of day, such as T23:40; empty where none is said."""
    is_doubtful: bool
    """It is uncertain or approximate, which the text does not say."""


class Days(NamedTuple):
    """The first and the last day of something, and whether they are sure."""

    first: date
    last: date
    is_doubtful: bool


def read_plain(written: object) -> Plain | None:
    """Read a date as a plain one; None where it is an interval, a season, a set or no date."""
    found = _PLAIN.fullmatch(str(written))
    if found is None:
        return None
    try:
        parse_edtf(str(written))
    except DateError:
        return None
    return Plain(found[1], found[2] or "", bool(found[3]))


def read_days(written: object) -> Days | None:
    """Read a date as whole days; None where the first or the last day is not known.

    A month or a year is not taken for all its days: nobody said that it lasted so long.
    """
    text = str(written)
    ends = [read_plain(part) for part in text.split("/")]
    plain = [end for end in ends if end is not None and len(end.text) == len("2025-09-11")]
    if len(plain) != len(ends) or len(plain) > 2:
        return None
    first, last = date.fromisoformat(plain[0].text), date.fromisoformat(plain[-1].text)
    if last < first:
        return None
    return Days(first, last, any(end.is_doubtful for end in plain))


def find_day_after(day: date) -> date:
    """Return the next day; the last day of the calendar where there is none."""
    return day + timedelta(days=1) if day < date.max else day
