"""Dates as people write them: what is read, with which notes, and what is refused and why."""

import tomllib
from contextlib import suppress
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vardas.values.date_words import find_meaning
from vardas.values.dates import DateError, parse_edtf, read_date

TODAY = date(2026, 1, 15)

# As written, as read, how exactly. All without a note.
READ = {
    "ISO": ("2025-09-11", "2025-09-11", "day"),
    "ISO without zeros": ("2025-9-1", "2025-09-01", "day"),
    "dots": ("11.09.2025", "2025-09-11", "day"),
    "dots without zeros": ("1.9.2025", "2025-09-01", "day"),
    "dots and spaces": ("11. 9. 2025", "2025-09-11", "day"),
    "a full stop at the end": ("11.09.2025.", "2025-09-11", "day"),
    "dots and a word": ("11.09.2025 г.", "2025-09-11", "day"),
    "a day above 12": ("13/09/2025", "2025-09-13", "day"),
    "day and month alike": ("11/11/2025", "2025-11-11", "day"),
    "year first, strokes": ("2025/09/11", "2025-09-11", "day"),
    "year first, dots": ("2025.09.11", "2025-09-11", "day"),
    "year first, spaces": ("2025 09 11", "2025-09-11", "day"),
    "solid": ("20250911", "2025-09-11", "day"),
    "long dashes": ("2025–09–11", "2025-09-11", "day"),
    "wide digits": ("２０２５／０９／１１", "2025-09-11", "day"),
    "marks around": ("\u200e11.09.2025\u200e", "2025-09-11", "day"),
    "space around": ("\u00a011.09.2025 ", "2025-09-11", "day"),
    "English": ("11 September 2025", "2025-09-11", "day"),
    "American": ("September 11, 2025", "2025-09-11", "day"),
    "American, short": ("SEP 11 2025", "2025-09-11", "day"),
    "English, short": ("11 Sept. 2025", "2025-09-11", "day"),
    "English, ordinal": ("11th of September 2025", "2025-09-11", "day"),
    "hyphens": ("11-Sep-2025", "2025-09-11", "day"),
    "Russian": ("11 сентября 2025 г.", "2025-09-11", "day"),
    "Russian, short": ("11 сен. 2025", "2025-09-11", "day"),
    "Russian, ordinal": ("11-го сентября 2025 года", "2025-09-11", "day"),
    "Belarusian": ("11 верасня 2025", "2025-09-11", "day"),
    "Belarusian, short word": ("3 мая 2025 г.", "2025-05-03", "day"),
    "Ukrainian": ("11 вересня 2025 р.", "2025-09-11", "day"),
    "Lithuanian": ("2025 m. rugsėjo 11 d.", "2025-09-11", "day"),
    "Lithuanian without marks": ("2025 m. rugsejo 11 d.", "2025-09-11", "day"),
    "Polish": ("11 września 2025 r.", "2025-09-11", "day"),
    "Polish without marks": ("11 pazdziernika 2025", "2025-10-11", "day"),
    "Roman month": ("11.IX.2025", "2025-09-11", "day"),
    "Chinese": ("2025年9月11日", "2025-09-11", "day"),
    "Chinese month": ("2025年9月", "2025-09", "month"),
    "Chinese year": ("2025年", "2025", "year"),
    "German, by the library": ("11. März 2025", "2025-03-11", "day"),
    "French, by the library": ("15 janvier 2020", "2020-01-15", "day"),
    "a month": ("September 2025", "2025-09", "month"),
    "a month in Russian": ("сентябрь 2025", "2025-09", "month"),
    "in a month": ("в сентябре 2025 г.", "2025-09", "month"),
    "a month in Lithuanian": ("2025 m. rugsėjis", "2025-09", "month"),
    "a month in numbers": ("09.2025", "2025-09", "month"),
    "a month with a stroke": ("9/2025", "2025-09", "month"),
    "year and month": ("2025/09", "2025-09", "month"),
    "a year": ("2025", "2025", "year"),
    "a year in Russian": ("2025 г.", "2025", "year"),
    "a year joined": ("2025г", "2025", "year"),
    "a year in Polish": ("w 2025 roku", "2025", "year"),
    "a year in Lithuanian": ("2025 m.", "2025", "year"),
    "c.": ("c. 2020", "2020~", "year"),
    "c. joined": ("c.2020", "2020~", "year"),
    "about": ("about 2020", "2020~", "year"),
    "about in Russian": ("ок. 2020 г.", "2020~", "year"),
    "about in Belarusian": ("каля 2020", "2020~", "year"),
    "about in Ukrainian": ("близько 2020 року", "2020~", "year"),
    "about in Lithuanian": ("apie 2020", "2020~", "year"),
    "about in Polish": ("około 2020", "2020~", "year"),
    "about a day": ("about 11 May 2025", "2025-05-11~", "day"),
    "about a decade": ("c. 1990s", "199X~", "decade"),
    "perhaps": ("perhaps 2020", "2020?", "year"),
    "perhaps in Russian": ("возможно 05.2020", "2020-05?", "month"),
    "a question mark": ("2020 (?)", "2020?", "year"),
    "about and perhaps": ("c. 2020?", "2020%", "year"),
    "a decade": ("1990s", "199X", "decade"),
    "a decade with apostrophe": ("the 1990's", "199X", "decade"),
    "a decade in Russian": ("1990-е годы", "199X", "decade"),
    "a season": ("spring 2020", "2020-21", "interval"),
    "a season in Belarusian": ("вясной 2020 года", "2020-21", "interval"),
    "ISO with time": ("2025-09-11T23:40", "2025-09-11T23:40", "minute"),
    "ISO with space": ("2025-09-11 23:40", "2025-09-11T23:40", "minute"),
    "ISO, parts of a second": ("2025-09-11T10:00:05.123Z", "2025-09-11T10:00:05Z", "minute"),
    "ISO, solid zone": ("2025-09-11 10:00+0300", "2025-09-11T10:00+03:00", "minute"),
    "midnight as said": ("2025-09-11T00:00", "2025-09-11T00:00", "minute"),
    "dots and time": ("11.09.2025 г. в 9:30", "2025-09-11T09:30", "minute"),
    "half of the day": ("11 May 2025, 10:30 pm", "2025-05-11T22:30", "minute"),
    "noon": ("11 May 2025 12:00 p.m.", "2025-05-11T12:00", "minute"),
    "EDTF, about": ("2020~", "2020~", "year"),
    "EDTF, unspecified": ("1991-06-XX", "1991-06-XX", "month"),
    "EDTF, small x": ("1991-06-xx", "1991-06-XX", "month"),
    "EDTF, decade": ("199X", "199X", "decade"),
    "EDTF, one of": ("[2020..2021]", "[2020..2021]", "interval"),
    "EDTF, open": ("../2021", "../2021", "interval"),
    "EDTF, interval": ("1985/1986", "1985/1986", "interval"),
    "EDTF, level 2": ("2004-06~-11", "2004-06~-11", "day"),
}

# As written, as read, the codes of the notes.
READ_WITH_NOTES = {
    "either order": ("11/09/2025", "2025-09-11", ["day_first"]),
    "either order, hyphens": ("11-09-2025", "2025-09-11", ["day_first"]),
    "either order, spaces": ("11 09 2025", "2025-09-11", ["day_first"]),
    "only one order": ("09/13/2025", "2025-09-13", ["month_first"]),
    "only one order, dots": ("09.13.2025", "2025-09-13", ["month_first"]),
    "a short year": ("11-09-25", "2025-09-11", ["day_first", "short_year"]),
    "a short year of the last century": ("11.09.85", "1985-09-11", ["short_year"]),
    "a short year, this year": ("11.01.26", "2026-01-11", ["short_year"]),
    "a short year after a word": ("11 Sep 25", "2025-09-11", ["short_year"]),
    "an apostrophe": ("Sept '25", "2025-09", ["short_year"]),
    "midnight by a program": ("2025-09-11 00:00:00", "2025-09-11", ["midnight"]),
    "two years": ("2020-2021", "2020/2021", ["range"]),
    "two years, long dash": ("2020 – 2021", "2020/2021", ["range"]),
    "a season or two years": ("2020-21", "2020-21", ["season_or_range"]),
    "ten or a hundred years": ("1900s", "190X", ["decade_or_century"]),
    "long ago": ("1849-12-31", "1849-12-31", ["long_ago"]),
    "tomorrow": ("16.01.2026", "2026-01-16", ["in_future"]),
    "a slip of the year": ("0985", "0985", ["long_ago"]),
}

# As written, the code of the problem.
REFUSED = {
    "no leap year": ("1954-02-29", "no_such_day"),
    "no leap year, dots": ("29.02.1954", "no_such_day"),
    "no leap year, words": ("29 лютага 1954", "no_such_day"),
    "day 31 of February": ("31.02.2020", "no_such_day"),
    "day 31 of June, solid": ("20210631", "no_such_day"),
    "month 13": ("2020-13-01", "no_such_month"),
    "month 13 of the year": ("13.2020", "no_such_month"),
    "a quarter by a slip": ("2020-33", "no_such_month"),
    "no such order": ("32/13/2020", "no_such_month"),
    "year, month or day": ("85-09-11", "no_such_day"),
    "five digits": ("1952-08021", "date_not_read"),
    "an error of a spreadsheet": ("FALSE", "date_not_read"),
    "a sentence": ("life", "date_not_read"),
    "unknown": ("unknown", "date_not_read"),
    "a word and a year": ("life 2020", "date_not_read"),
    "a day of the week": ("Donnerstag 2020", "date_not_read"),
    "days ago": ("3 дня назад", "date_not_read"),
    "yesterday": ("yesterday", "date_not_read"),
    "before": ("before 2020", "date_not_read"),
    "a Russian since": ("с 2020", "date_not_read"),
    "a Russian since in Latin": ("c 2020", "date_not_read"),
    "two months": ("11 may or june 2020", "date_not_read"),
    "two years": ("2020 2021", "date_not_read"),
    "four numbers": ("1.2.3.4", "date_not_read"),
    "a footnote": ("202¹", "date_not_read"),
    "other digits": ("٢٠٢٥", "date_not_read"),
    "turned inside": ("11.\u202e09.2025", "date_not_read"),
    "nines": ("99999999", "date_not_read"),
    "day first, solid": ("11092025", "date_not_read"),
    "a time of a month": ("May 2020 10:30", "date_not_read"),
    "two times": ("11 May 2020 10:30 11:30", "date_not_read"),
    "hour 25": ("11 May 2020 25:00", "no_such_time"),
    "hour 14 of the afternoon": ("11 May 2020 14:00 pm", "no_such_time"),
    "backwards": ("2021-2020", "ends_before_it_starts"),
    "about a span": ("about 2020-2021", "date_not_read"),
    "the year 0": ("12 May 0000", "year_out_of_range"),
    "no year": ("11 September", "no_year"),
    "no year in numbers": ("11.09", "no_year"),
    "day or year": ("Sept 25", "no_year"),
    "no century": ("90s", "no_century"),
    "a spreadsheet's number": ("45911", "looks_like_serial"),
    "a whole sentence": (
        "arrested on 11.09.2025 near the station, as far as is known",
        "date_not_read",
    ),
}


@pytest.mark.parametrize(("written", "edtf", "precision"), READ.values(), ids=READ)
def test_read(written: str, edtf: str, precision: str) -> None:
    read = read_date(written, today=TODAY)
    assert read.date is not None
    assert (read.date.text, read.date.precision, read.problems) == (edtf, precision, ())
    assert read.date == parse_edtf(edtf)


@pytest.mark.parametrize(
    ("written", "edtf", "codes"), READ_WITH_NOTES.values(), ids=READ_WITH_NOTES
)
def test_read_with_notes(written: str, edtf: str, codes: list[str]) -> None:
    read = read_date(written, today=TODAY)
    assert read.date == parse_edtf(edtf)
    assert [problem.code for problem in read.problems] == codes
    assert all(written.strip() in problem.sentence() for problem in read.problems)


@pytest.mark.parametrize(("written", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(written: str, code: str) -> None:
    read = read_date(written, today=TODAY)
    assert read.date is None
    assert [problem.code for problem in read.problems] == [code]


def test_the_problem_cites_what_was_written_and_says_what_is_wrong() -> None:
    [problem] = read_date("31.02.2020", today=TODAY).problems
    assert problem.sentence().startswith("“31.02.2020” cannot be right: 2020-02 has no day 31.")


@pytest.mark.parametrize(
    ("written", "edtf", "codes"),
    [
        ("09/11/2025", "2025-09-11", ["month_first"]),
        ("13/09/2025", "2025-09-13", ["day_first"]),
        ("09/13/2025", "2025-09-13", []),
        ("11.09.2025", "2025-09-11", []),
        ("2025/09/11", "2025-09-11", []),
    ],
)
def test_the_month_first_where_the_list_says_so(written: str, edtf: str, codes: list[str]) -> None:
    read = read_date(written, today=TODAY, order="MDY")
    assert read.date == parse_edtf(edtf)
    assert [problem.code for problem in read.problems] == codes


def test_numbers_of_days_where_the_list_says_so() -> None:
    read = read_date("45911", today=TODAY, serial=True)
    assert read.date == parse_edtf("2025-09-11")
    assert [problem.code for problem in read.problems] == ["serial"]


def test_an_empty_text_is_no_date_and_no_problem() -> None:
    for written in ("", "  ", "\u200e", "\t\n"):
        assert read_date(written, today=TODAY) == read_date("", today=TODAY)
    assert read_date("", today=TODAY).date is None
    assert read_date("", today=TODAY).problems == ()


def test_no_word_names_two_months_and_each_is_found() -> None:
    languages = tomllib.loads(files("vardas.values").joinpath("months.toml").read_text("utf-8"))
    assert set(languages) == {"en", "be", "ru", "uk", "lt", "pl"}
    for months in languages.values():
        for number, forms in enumerate(months, 1):
            assert {find_meaning(form) for form in forms.split()} == {("month", number)}
        assert len(months) == 12


_PIECES = st.sampled_from(
    ["2025", "25", "11", "09", "9", "13", "31", "0", "00", "45911", "20250911", "1990s", "90s", ".",
     "/", "-", "–", ",", ":", "10:30", "pm", "T", "Z", "+03:00", "~", "?", "(?)", "[", "]", "..",
     "X", "XX", "IX", "'", "сентября", "september", "may", "верасня", "rugsėjo", "września", "März",
     "г.", "m.", "of", "c.", "ок.", "perhaps", "spring", "年", "9月", "11日", "foo", "\u202e",
     "\u200b"]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=70),
    st.lists(_PIECES, max_size=7).map("".join),
    st.lists(_PIECES, max_size=7).map(" ".join),
)


@given(_TEXTS, st.sampled_from(["DMY", "MDY"]), st.booleans())
@example("0-0-0", "DMY", False)
def test_any_text_is_a_date_or_a_problem(written: str, order: str, serial: bool) -> None:
    read = read_date(written, today=TODAY, order=order, serial=serial)  # type: ignore[arg-type]
    for problem in read.problems:
        assert "{" not in problem.sentence().replace("{", "", written.count("{"))
    if read.date is None:
        assert read.problems or not written.strip().strip("\u200b\u200e\u200f\u2060\ufeff")
        return
    assert parse_edtf(read.date.text) == read.date
    # Whatever is EDTF already stays as it is.
    with suppress(DateError):
        assert parse_edtf(written.strip()).text == read.date.text


@given(st.dates(date(1850, 1, 1), TODAY))
def test_every_day_is_read_from_every_form(day: date) -> None:
    genitive = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    forms = (
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%d/%m/%Y}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day.day} {genitive.split()[day.month - 1]} {day.year} г.",
        f"{day.year}年{day.month}月{day.day}日",
    )
    for form in forms:
        read = read_date(form, today=TODAY)
        assert read.date is not None
        assert read.date.text == day.isoformat(), form
