"""What can be doubtful about a written date or keep it from being read, in words."""

from __future__ import annotations

from vardas.errors import Problem
from vardas.values.edtf_dates import quote

MESSAGES = {
    # The date was read.
    "day_first": (
        "“{written}” was read as day-month-year: {date}. Look at the source if the month can come"
        " first."
    ),
    "month_first": (
        "“{written}” was read as month-day-year: {date}. Look at the source if that is wrong."
    ),
    "short_year": (
        "The year of “{written}” was read as {year}. Look at the source if it can be another."
    ),
    "midnight": (
        "“{written}” was read as {date}: programs write midnight where no time was known."
    ),
    "serial": "The number “{written}” was read as {date}.",
    "range": (
        "“{written}” was read as the time from {start} to {end}. For one day somewhere in it write"
        " [{start}..{end}]."
    ),
    "season_or_range": (
        "“{written}” was read as a season of {year}. For a time of two years write {year}/{next}."
    ),
    "decade_or_century": (
        "“{written}” was read as ten years. For the whole century write {century}XX."
    ),
    "long_ago": "“{written}” lies very long ago. Look the year up in the source.",
    "in_future": "“{written}” lies in the future. Look the year up in the source.",
    # It was not.
    "date_not_read": (
        "“{written}” could not be read as a date; it is kept as written. Write a date as"
        " 2025-09-11, 2025-09 or 2025."
    ),
    "no_year": "“{written}” says no year. Look it up in the source.",
    "no_century": "“{written}” leaves the century open. Write 199X for the 1990s.",
    "looks_like_serial": (
        "“{written}” may be the number by which a spreadsheet keeps the day {date}. Give the column"
        " the format of a date there, or write the date."
    ),
}


class Refused(Exception):
    """The text cannot be read; carries the problem that says why, and never leaves the package."""

    def __init__(self, code: str, written: str, **fields: str | int) -> None:
        super().__init__(code)
        self.problem = make_problem(code, written, **fields)


def make_problem(code: str, written: str, **fields: str | int) -> Problem:
    """Make the problem of that code, citing what was written, short and harmless."""
    return Problem(code, MESSAGES[code], {**fields, "written": quote(written.strip())})
