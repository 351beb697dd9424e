"""EDTF: what each form leaves possible, what is refused, and why."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vardas.values.dates import DateError, parse_edtf

FORMS = {
    "a day": ("2025-09-11", "2025-09-11", "2025-09-11", "day"),
    "a leap day": ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
    "a month": ("2025-09", "2025-09-01", "2025-09-30", "month"),
    "February of a leap year": ("2024-02", "2024-02-01", "2024-02-29", "month"),
    "a year": ("2025", "2025-01-01", "2025-12-31", "year"),
    "the last year": ("9999", "9999-01-01", "9999-12-31", "year"),
    "a minute": ("2025-09-11T23:40", "2025-09-11", "2025-09-11", "minute"),
    "a second with zone": ("2025-09-11T23:40:05+03:00", "2025-09-11", "2025-09-11", "minute"),
    "UTC": ("2025-09-11T23:40Z", "2025-09-11", "2025-09-11", "minute"),
    "day unspecified": ("1991-06-XX", "1991-06-01", "1991-06-30", "month"),
    "month unspecified": ("1991-XX", "1991-01-01", "1991-12-31", "year"),
    "both unspecified": ("1991-XX-XX", "1991-01-01", "1991-12-31", "year"),
    "a decade": ("199X", "1990-01-01", "1999-12-31", "decade"),
    "the first decade": ("000X", "0001-01-01", "0009-12-31", "decade"),
    "a century": ("19XX", "1900-01-01", "1999-12-31", "interval"),
    "no digit of the year": ("XXXX", None, None, "interval"),
    "a month of any year": ("XXXX-05", None, None, "interval"),
    "spring": ("2020-21", "2020-03-01", "2020-05-31", "interval"),
    "summer": ("2020-22", "2020-06-01", "2020-08-31", "interval"),
    "autumn": ("2020-23", "2020-09-01", "2020-11-30", "interval"),
    "winter of either year": ("2020-24", "2020-01-01", "2021-02-28", "interval"),
    "the last winter": ("9999-24", "9999-01-01", "9999-12-31", "interval"),
    "a quarter": ("2020-34", "2020-04-01", "2020-06-30", "interval"),
    "an interval": ("2020/2021", "2020-01-01", "2021-12-31", "interval"),
    "an interval of days": ("2020-05/2021-06-03", "2020-05-01", "2021-06-03", "interval"),
    "an open start": ("../2021", None, "2021-12-31", "interval"),
    "an open end": ("2020/..", "2020-01-01", None, "interval"),
    "an unknown start": ("/2021", None, "2021-12-31", "interval"),
    "an unknown end": ("2020/", "2020-01-01", None, "interval"),
    "within one month": ("2020-06/2020-06", "2020-06-01", "2020-06-30", "interval"),
    "one of a span": ("[2020..2021]", "2020-01-01", "2021-12-31", "interval"),
    "one of two": ("[2020,2022]", "2020-01-01", "2022-12-31", "interval"),
    "one of several": ("[1667,1668, 1670..1672]", "1667-01-01", "1672-12-31", "interval"),
    "that or earlier": ("[..2021]", None, "2021-12-31", "interval"),
    "that or later": ("[2020..]", "2020-01-01", None, "interval"),
    "open within a set": ("[2019,2021..]", "2019-01-01", None, "interval"),
    "all of several": ("{2020,2021}", "2020-01-01", "2021-12-31", "interval"),
    "a qualified month": ("2004-06~-11", "2004-06-11", "2004-06-11", "day"),
    "any day of a decade": ("156X-12-25", "1560-12-25", "1569-12-25", "interval"),
    "a day of any month": ("2010-XX-05", "2010-01-05", "2010-12-05", "interval"),
}

REFUSED = {
    "nothing": ("", "date"),
    "a word": ("unknown", "date"),
    "a space before": (" 2021", "date"),
    "a line after": ("2021\n", "date"),
    "digits of another script": ("٢٠٢١", "date"),
    "a day without month": ("2021-XX-05T10:00", "date"),
    "a time without day": ("2021T10:00", "date"),
    "five digits": ("1952-08021", "date"),
    "no leap year": ("1954-02-29", "no_such_day"),
    "day 31 of June": ("2021-06-31", "no_such_day"),
    "day 0": ("2021-06-00", "no_such_day"),
    "day 31 with sign": ("2004-02-31?", "no_such_day"),
    "no leap year, with time": ("1954-02-29T10:00", "no_such_day"),
    "month 13": ("2020-13-01", "no_such_month"),
    "month 0": ("2020-00", "no_such_month"),
    "month 42": ("2020-42", "no_such_month"),
    "hour 24": ("2025-09-11T24:00", "no_such_time"),
    "minute 60": ("2025-09-11T10:60", "no_such_time"),
    "a zone nobody has": ("2025-09-11T10:00+20:00", "no_such_time"),
    "the year 0": ("0000", "year_out_of_range"),
    "before our era": ("-0500", "year_out_of_range"),
    "a long year": ("Y170000002", "year_out_of_range"),
    "an exponent": ("Y17E8", "year_out_of_range"),
    "backwards": ("2021/2020", "ends_before_it_starts"),
    "backwards in a set": ("[2021..2020]", "ends_before_it_starts"),
    "backwards beside another": ("[2010,2021..2020]", "ends_before_it_starts"),
    "open at both ends": ("../..", "date"),
    "unknown at both ends": ("/", "date"),
    "three ends": ("2020/2021/2022", "date"),
    "an empty set": ("[]", "date"),
    "dots alone": ("[..]", "date"),
    "an empty member": ("[2020,]", "date"),
    "a bracket left open": ("[2020", "date"),
    "two kinds of bracket": ("[2020}", "date"),
    "day 30 and some": ("2004-02-3X", "date"),
    "very long": ("[" + "2020," * 100 + "2021]", "date"),
}


@pytest.mark.parametrize(("text", "earliest", "latest", "precision"), FORMS.values(), ids=FORMS)
def test_bounds(text: str, earliest: str | None, latest: str | None, precision: str) -> None:
    read = parse_edtf(text)
    bounds = [day and day.isoformat() for day in (read.earliest, read.latest)]
    assert (read.text, *bounds, read.precision) == (text, earliest, latest, precision)


@pytest.mark.parametrize(("text", "code"), REFUSED.values(), ids=REFUSED)
def test_refused(text: str, code: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2020", False, False),
        ("2020~", True, False),
        ("2020?", False, True),
        ("2020%", True, True),
        ("2025-09~", True, False),
        ("2025-09-11?", False, True),
        ("199X~", True, False),
        ("2020-21%", True, True),
        ("2020?/2021", False, True),
        ("2020/2021~", True, False),
        ("[2020~,2021?]", True, True),
        ("?2004-06-~11", True, True),
    ],
)
def test_qualifiers(text: str, approximate: bool, uncertain: bool) -> None:
    read = parse_edtf(text)
    assert (read.is_approximate, read.is_uncertain) == (approximate, uncertain)


def test_the_message_cites_hostile_text_harmlessly() -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf("2025\u202e\x1b[2J" + "9" * 100)
    sentence = caught.value.sentence()
    assert "⟨U+202E⟩␛" in sentence
    assert len(sentence) < 250


def test_the_message_says_what_the_month_lacks() -> None:
    with pytest.raises(DateError, match="1954-02 has no day 29"):
        parse_edtf("1954-02-29")


_PIECES = st.sampled_from(
    ["2020", "199X", "XXXX", "-", "/", "..", "[", "]", "{", "}", ",", "~", "?", "%", "T10:00", "Z",
     "02", "13", "21", "24", "30", "31", "41", "XX", "X", "Y", "E", "S2", "+03:00", "0", " "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=30), st.lists(_PIECES, max_size=9).map("".join)))
@example("2020-02-30/2021")
@example("X5XX")
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        read = parse_edtf(text)
    except DateError:
        return
    assert read.text == text
    if read.earliest and read.latest:
        assert read.earliest <= read.latest


@given(st.dates())
def test_every_day_round_trips(day: date) -> None:
    read = parse_edtf(day.isoformat())
    assert (read.text, read.earliest, read.latest) == (day.isoformat(), day, day)


@given(st.dates(), st.dates())
def test_intervals_reach_from_end_to_end(one: date, other: date) -> None:
    first, last = sorted((one, other))
    for form in ("{}/{}", "[{}..{}]", "[{},{}]"):
        read = parse_edtf(form.format(first, last))
        assert (read.earliest, read.latest) == (first, last)
