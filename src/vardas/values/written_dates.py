"""Reads dates as people write them, with the precision that was written and never more.

A text is taken apart into numbers, months and words such as “about”, and the order of these says
what is what. A text in which anything is left over is not read. ``dateparser`` is only asked what a
strange word means: alone it reads 12.09.2025 as 9 December and gives “September” the day of today.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from vardas.errors import Problem
from vardas.values.date_parts import Parts, take_apart
from vardas.values.date_words import ask_for_month
from vardas.values.edtf_dates import parse_edtf, quote
from vardas.values.fuzzy_dates import DateError, FuzzyDate, NoSuchMonthError

Order = Literal["DMY", "MDY"]
EARLIEST_YEAR = 1850
LONGEST = 60
"""Characters a written date has at most."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What was read: a date, or None; and what is doubtful about it or kept it from being read."""

    date: FuzzyDate | None
    problems: tuple[Problem, ...] = ()


class _Refused(Exception):
    """The text cannot be read; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_HAN = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?", re.ASCII)
_SOLID = re.compile(r"((?:1[89]|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_SEASON = re.compile(r"\d{4}-2[1-4]", re.ASCII)
_SERIAL = re.compile(r"[1-9]\d{4}", re.ASCII)
_SIGNS = re.compile(r"\s?([./-])\s?")
_DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
# Marks that come along when a date is copied from a page; inside a date they are refused.
_EDGES = "\u200b\u200e\u200f\u2060\ufeff"
# Which part is day, month and year, by the kinds of parts and their order.
_SHAPES = {
    "dMY": "dmy",
    "MdY": "mdy",
    "YMd": "ymd",
    "dRY": "dmy",
    "YRd": "ymd",
    "dMd": "dmy",
    "dMs": "dmy",
    "dRd": "dmy",
    "Mds": "mdy",
    "MY": "my",
    "YM": "ym",
    "Ms": "my",
    "Y": "y",
}
_NUMBERS = {"ddY", "Ydd", "ddd"}
_WITHOUT_YEAR = {"dM", "Md", "M", "dR", "d", "dd", "S"}

_Reading = tuple[str, tuple[Problem, ...]]
"""EDTF text, and notes on how it was read."""


def read_date(written: str, *, today: date, order: Order = "DMY", serial: bool = False) -> ReadDate:
    """Read a date as somebody wrote it; an empty text is no date and no problem.

    ``order`` is that of numbers which can be read both ways (11/09/2025); they get a note.
    ``serial`` says that a number of five digits is a spreadsheet's number of a day. A day that does
    not exist, and a text that is no date, give a problem and no date; nothing is changed to fit. A
    date before 1850 or after ``today`` is read, with a problem beside it.
    """
    try:
        if _PLAIN.fullmatch(written):
            return _look_at(parse_edtf(written), (), written, today)
        text = _normalise(written)
        if not text:
            return ReadDate(None)
        edtf, notes = _read(text, written, today, order, serial)
        return _look_at(parse_edtf(edtf), notes, written, today)
    except _Refused as refused:
        return ReadDate(None, (refused.problem,))
    except DateError as error:
        if type(error) is DateError:
            return ReadDate(None, (_not_read(written).problem,))
        fields = {
            name: value
            for name, value in error.fields.items()
            if isinstance(value, str | int) and name != "written"
        }
        return ReadDate(None, (_problem(error.code, error.message, written, **fields),))


def _look_at(fuzzy: FuzzyDate, notes: tuple[Problem, ...], written: str, today: date) -> ReadDate:
    if fuzzy.latest and fuzzy.latest.year < EARLIEST_YEAR:
        note = _problem(
            "long_ago", "“{written}” lies very long ago. Look the year up in the source.", written
        )
        notes = (*notes, note)
    elif fuzzy.earliest and fuzzy.earliest > today:
        note = _problem(
            "in_future", "“{written}” lies in the future. Look the year up in the source.", written
        )
        notes = (*notes, note)
    return ReadDate(fuzzy, notes)


def _normalise(written: str) -> str:
    text = written.strip().strip(_EDGES)
    if len(text) > LONGEST:
        raise _not_read(written)
    return " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())


def _read(text: str, written: str, today: date, order: Order, serial: bool) -> _Reading:
    if _SERIAL.fullmatch(text):
        return _read_serial(text, written, serial)
    if _SEASON.fullmatch(text):
        return text, (_note_season(text, written),)
    for form in (_HAN, _SOLID):
        if found := form.fullmatch(text):
            return _write(*(int(part) if part else None for part in found.groups())), ()
    parts = take_apart(text)
    reading = _read_parts(parts, written, today, order) if parts else None
    return reading or (text.replace("x", "X"), ())


def _read_parts(parts: Parts, written: str, today: date, order: Order) -> _Reading | None:
    """Read by the kinds of the parts; None leaves the text to be read as EDTF."""
    kinds, texts = parts.kinds, parts.texts
    if kinds.count("U") == 1 and kinds.replace("U", "M") in _SHAPES:
        place = kinds.index("U")
        month = ask_for_month(texts[place])
        if month is None:
            raise _not_read(written)
        kinds, texts[place] = kinds.replace("U", "M"), str(month)
    reading = _read_shape(kinds, texts, written, today, order)
    if reading is None:
        return None
    edtf, notes = reading
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
        (parts.is_about, parts.is_doubted), ""
    )
    if mark and "/" in edtf:
        raise _not_read(written)
    if not parts.clock:
        return edtf + mark, notes
    if len(edtf) != 10:
        raise _not_read(written)
    if parts.clock == "00:00:00":
        note = _problem(
            "midnight",
            "“{written}” was read as {date}: programs write midnight where no time was known.",
            written,
            date=edtf,
        )
        return edtf + mark, (*notes, note)
    return f"{edtf}T{parts.clock}{mark}", notes


def _read_shape(
    kinds: str, texts: list[str], written: str, today: date, order: Order
) -> _Reading | None:
    if shape := _SHAPES.get(kinds):
        found = dict(zip(shape, texts, strict=True))
        year, notes = _read_year(found["y"], written, today)
        return _write(year, *(int(found[part]) for part in "md" if part in found)), notes
    if kinds in _NUMBERS:
        return _read_numbers(texts, " ", written, today, order)
    if kinds == "W":
        sign = _SIGNS.search(texts[0])
        return _read_numbers(
            _SIGNS.sub(" ", texts[0]).split(), sign[1] if sign else "", written, today, order
        )
    if kinds == "P":
        return _read_pair(texts[0], written)
    if kinds in ("SY", "YS"):
        season, year_text = texts if kinds == "SY" else reversed(texts)
        return f"{year_text}-{season}", ()
    if kinds == "D":
        return f"{texts[0][:3]}X", _note_decade(texts[0], written)
    if kinds == "C":
        raise _Refused(
            _problem(
                "no_century",
                "“{written}” leaves the century open. Write 199X for the 1990s.",
                written,
            )
        )
    if kinds in _WITHOUT_YEAR:
        raise _without_year(written)
    return None


def _write(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Write EDTF; a month that is none is refused here, since to EDTF it would be a season."""
    text = f"{year:04}"
    if month is None:
        return text
    if not 1 <= month <= 12:
        raise NoSuchMonthError(written=text, month=month)
    text += f"-{month:02}"
    return text if day is None else f"{text}-{day:02}"


def _read_year(text: str, written: str, today: date) -> tuple[int, tuple[Problem, ...]]:
    """Read a year; of two digits the latest such year that is not after today, with a note."""
    if len(text) == 4:
        return int(text), ()
    year = today.year - (today.year - int(text)) % 100
    note = _problem(
        "short_year",
        "The year of “{written}” was read as {year}. Look at the source if it can be another.",
        written,
        year=year,
    )
    return year, (note,)


def _read_numbers(
    numbers: list[str], sign: str, written: str, today: date, order: Order
) -> _Reading | None:
    """Read day, month and year in numbers, and say where the order or the century was a guess."""
    first, second, third = numbers
    if len(first) == 4 and len(third) <= 2:
        return _write(int(first), int(second), int(third)), ()
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    year, notes = _read_year(third, written, today)
    # Where dots are written the day comes first, in every language.
    is_day_first = order == "DMY" or sign == "."
    day, month = (first, second) if is_day_first else (second, first)
    is_swapped = int(month) > 12 >= int(day)
    if is_swapped:
        day, month, is_day_first = month, day, not is_day_first
    edtf = _write(year, int(month), int(day))
    is_open = sign != "." and int(day) <= 12 and day != month
    if is_swapped or is_open:
        notes = (_note_order(written, edtf, is_day_first), *notes)
    return edtf, notes


def _read_pair(text: str, written: str) -> _Reading | None:
    first, second = _SIGNS.sub(" ", text).split()
    if len(first) <= 2 and len(second) == 4:
        return _write(int(second), int(first)), ()
    if len(first) == 4 and len(second) <= 2:
        return _write(int(first), int(second)), ()
    if len(first) == 4 and len(second) == 4:
        return f"{first}/{second}", _note_range(first, second, written) if "-" in text else ()
    if len(first) <= 2 and len(second) <= 2:
        raise _without_year(written)
    return None


def _read_serial(text: str, written: str, is_serial: bool) -> _Reading:
    """Read a day's number in the calendar of 1900 of spreadsheets, whose day 60 never was."""
    day = (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    if is_serial:
        note = _problem("serial", "The number “{written}” was read as {date}.", written, date=day)
        return day, (note,)
    raise _Refused(
        _problem(
            "looks_like_serial",
            "“{written}” may be the number by which a spreadsheet keeps the day {date}. Give the"
            " column the format of a date there, or write the date.",
            written,
            date=day,
        )
    )


def _problem(code: str, message: str, written: str, **fields: str | int) -> Problem:
    return Problem(code, message, {**fields, "written": quote(written.strip())})


def _not_read(written: str) -> _Refused:
    return _Refused(
        _problem(
            "date_not_read",
            "“{written}” could not be read as a date; it is kept as written. Write a date as"
            " 2025-09-11, 2025-09 or 2025.",
            written,
        )
    )


def _without_year(written: str) -> _Refused:
    return _Refused(
        _problem("no_year", "“{written}” says no year. Look it up in the source.", written)
    )


def _note_order(written: str, edtf: str, is_day_first: bool) -> Problem:
    if is_day_first:
        return _problem(
            "day_first",
            "“{written}” was read as day-month-year: {date}. Look at the source if the month can"
            " come first.",
            written,
            date=edtf,
        )
    return _problem(
        "month_first",
        "“{written}” was read as month-day-year: {date}. Look at the source if that is wrong.",
        written,
        date=edtf,
    )


def _note_season(edtf: str, written: str) -> Problem:
    return _problem(
        "season_or_range",
        "“{written}” was read as a season of {year}. For a time of two years write {year}/{next}.",
        written,
        year=edtf[:4],
        next=f"{int(edtf[:4]) + 1:04}",
    )


def _note_decade(year: str, written: str) -> tuple[Problem, ...]:
    if not year.endswith("00"):
        return ()
    return (
        _problem(
            "decade_or_century",
            "“{written}” was read as ten years. For the whole century write {century}XX.",
            written,
            century=year[:2],
        ),
    )


def _note_range(start: str, end: str, written: str) -> tuple[Problem, ...]:
    return (
        _problem(
            "range",
            "“{written}” was read as the time from {start} to {end}. For one day somewhere in it"
            " write [{start}..{end}].",
            written,
            start=start,
            end=end,
        ),
    )
