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
from vardas.values.date_problems import Refused, make_problem
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


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked: the text as written, the day it is asked on, and how numbers are ordered."""

    written: str
    today: date
    order: Order
    is_serial: bool


_Reading = tuple[str, tuple[Problem, ...]]
"""EDTF text, and notes on how it was read."""

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_HAN = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?", re.ASCII)
_SOLID = re.compile(r"((?:1[89]|20)\d\d)(\d\d)(\d\d)", re.ASCII)
_SEASON = re.compile(r"\d{4}-2[1-4]", re.ASCII)
_SERIAL = re.compile(r"[1-9]\d{4}", re.ASCII)
_SIGNS = re.compile(r"\s?([./-])\s?")
# Other forms of dashes and digits. Form KC would do it too, and make 2021 of “202¹”.
_PLAIN_FORMS = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212０１２３４５６７８９／．－：",
    "-------0123456789/.-:",
)
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
        edtf, notes = _read(text, _Question(written, today, order, serial))
        return _look_at(parse_edtf(edtf), notes, written, today)
    except Refused as refused:
        return ReadDate(None, (refused.problem,))
    except DateError as error:
        return ReadDate(None, (_explain(error, written),))


def _explain(error: DateError, written: str) -> Problem:
    """Say what is wrong with what was written, not with what was made of it on the way."""
    if type(error) is DateError:
        return make_problem("date_not_read", written)
    fields = {name: value for name, value in error.fields.items() if isinstance(value, str | int)}
    return Problem(error.code, error.message, {**fields, "written": quote(written.strip())})


def _look_at(fuzzy: FuzzyDate, notes: tuple[Problem, ...], written: str, today: date) -> ReadDate:
    if fuzzy.latest and fuzzy.latest.year < EARLIEST_YEAR:
        notes = (*notes, make_problem("long_ago", written))
    elif fuzzy.earliest and fuzzy.earliest > today:
        notes = (*notes, make_problem("in_future", written))
    return ReadDate(fuzzy, notes)


def _normalise(written: str) -> str:
    text = written.strip().strip(_EDGES)
    if len(text) > LONGEST:
        raise Refused("date_not_read", written)
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN_FORMS).split())


def _read(text: str, question: _Question) -> _Reading:
    if _SERIAL.fullmatch(text):
        return _read_serial(text, question)
    if _SEASON.fullmatch(text):
        following = f"{int(text[:4]) + 1:04}"
        fields = {"year": text[:4], "next": following}
        return text, (make_problem("season_or_range", question.written, **fields),)
    for form in (_HAN, _SOLID):
        if found := form.fullmatch(text):
            return _write(*(int(part) for part in found.groups() if part)), ()
    parts = take_apart(text)
    reading = _read_parts(parts, question) if parts else None
    return reading or (text.replace("x", "X"), ())


def _read_parts(parts: Parts, question: _Question) -> _Reading | None:
    """Read by the kinds of the parts; None leaves the text to be read as EDTF."""
    kinds, texts = parts.kinds, parts.texts
    if kinds.count("U") == 1 and kinds.replace("U", "M") in _SHAPES:
        place = kinds.index("U")
        month = ask_for_month(texts[place])
        if month is None:
            raise Refused("date_not_read", question.written)
        kinds, texts[place] = kinds.replace("U", "M"), str(month)
    reading = _read_shape(kinds, texts, question)
    return _qualify(reading, parts, question.written) if reading else None


def _qualify(reading: _Reading, parts: Parts, written: str) -> _Reading:
    """Add the time of day and the signs for “about” and “perhaps”."""
    edtf, notes = reading
    mark = "%" if parts.is_about and parts.is_doubted else "~" if parts.is_about else ""
    mark = mark or ("?" if parts.is_doubted else "")
    is_day = len(edtf) == len("2025-09-11")
    if (mark and "/" in edtf) or (parts.clock and not is_day):
        raise Refused("date_not_read", written)
    if not parts.clock:
        return edtf + mark, notes
    if parts.clock == "00:00:00":
        return edtf + mark, (*notes, make_problem("midnight", written, date=edtf))
    return f"{edtf}T{parts.clock}{mark}", notes


def _read_shape(kinds: str, texts: list[str], question: _Question) -> _Reading | None:
    if shape := _SHAPES.get(kinds):
        found = dict(zip(shape, texts, strict=True))
        year, notes = _read_year(found["y"], question)
        return _write(year, *(int(found[part]) for part in "md" if part in found)), notes
    if kinds in _NUMBERS:
        return _read_numbers(texts, " ", question)
    if kinds == "W":
        sign = _SIGNS.findall(texts[0])[0]
        return _read_numbers(_SIGNS.sub(" ", texts[0]).split(), sign, question)
    if kinds == "P":
        return _read_pair(texts[0], question.written)
    if kinds in ("SY", "YS"):
        season, year_text = texts if kinds == "SY" else reversed(texts)
        return f"{year_text}-{season}", ()
    if kinds == "D":
        return _read_decade(texts[0], question.written)
    if kinds == "C":
        raise Refused("no_century", question.written)
    if kinds in _WITHOUT_YEAR:
        raise Refused("no_year", question.written)
    return None


def _write(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write EDTF; a month that is none is refused here, since to EDTF it would be a season."""
    text = f"{year:04}"
    if month is None:
        return text
    if not 1 <= month <= 12:
        raise NoSuchMonthError(written=text, month=month)
    text += f"-{month:02}"
    return text if day is None else f"{text}-{day:02}"


def _read_year(text: str, question: _Question) -> tuple[int, tuple[Problem, ...]]:
    """Read a year; of two digits the latest such year that is not after today, with a note."""
    if len(text) == 4:
        return int(text), ()
    this_year = question.today.year
    year = this_year - (this_year - int(text)) % 100
    return year, (make_problem("short_year", question.written, year=year),)


def _read_numbers(numbers: list[str], sign: str, question: _Question) -> _Reading | None:
    """Read day, month and year in numbers, and say where the order or the century was a guess."""
    first, second, third = numbers
    if len(first) == 4 and len(third) <= 2:
        return _write(*map(int, numbers)), ()
    if len(first) > 2 or len(third) not in (2, 4):
        return None
    year, notes = _read_year(third, question)
    # Where dots are written the day comes first, in every language.
    is_day_first = question.order == "DMY" or sign == "."
    day, month = (int(first), int(second)) if is_day_first else (int(second), int(first))
    is_swapped = month > 12 >= day
    if is_swapped:
        day, month, is_day_first = month, day, not is_day_first
    edtf = _write(year, month, day)
    if is_swapped or (sign != "." and day <= 12 and day != month):
        code = "day_first" if is_day_first else "month_first"
        notes = (make_problem(code, question.written, date=edtf), *notes)
    return edtf, notes


def _read_pair(text: str, written: str) -> _Reading | None:
    first, second = _SIGNS.sub(" ", text).split()
    lengths = len(first), len(second)
    if lengths == (4, 4):
        if "-" not in text:
            return None
        note = make_problem("range", written, start=first, end=second)
        return f"{first}/{second}", (note,)
    if lengths in ((1, 4), (2, 4)):
        return _write(int(second), int(first)), ()
    if lengths in ((4, 1), (4, 2)):
        return _write(int(first), int(second)), ()
    if max(lengths) <= 2:
        raise Refused("no_year", written)
    return None


def _read_decade(year: str, written: str) -> _Reading:
    edtf = f"{year[:3]}X"
    if not year.endswith("00"):
        return edtf, ()
    return edtf, (make_problem("decade_or_century", written, century=year[:2]),)


def _read_serial(text: str, question: _Question) -> _Reading:
    """Read a day's number in the calendar of 1900 of spreadsheets, whose day 60 never was."""
    day = (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    if not question.is_serial:
        raise Refused("looks_like_serial", question.written, date=day)
    return day, (make_problem("serial", question.written, date=day),)
