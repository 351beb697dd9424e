"""EDTF dates (provisional: plain dates, months, years, approximate)."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass

from vardas.errors import InputError


class DateError(InputError):
    """The text is no EDTF date."""

    code = "date"
    message = "“{written}” is not a date this program can read. Write it as 2025-09-11, 2025-09 or 2025."


@dataclass(frozen=True)
class FuzzyDate:
    """A date as said, with its bounds."""

    text: str
    earliest: datetime.date | None
    latest: datetime.date | None


_FORM = re.compile(r"(\d{4})(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(T\d\d:\d\d(?::\d\d)?)?([~?%]?)")


def parse_edtf(text: str) -> FuzzyDate:
    """Parse EDTF."""
    found = _FORM.fullmatch(text)
    if not found:
        raise DateError(written=text)
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if month in (None, "XX"):
            return FuzzyDate(text, datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        if day in (None, "XX"):
            last = calendar.monthrange(year, int(month))[1]
            return FuzzyDate(text, datetime.date(year, int(month), 1), datetime.date(year, int(month), last))
        date = datetime.date(year, int(month), int(day))
    except ValueError as error:
        raise DateError(written=text) from error
    return FuzzyDate(text, date, date)
