"""Which dates certainly lie before others, and which may be the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.values.dates import certainly_before, may_be_same, parse_edtf

BEFORE = {
    "days": ("2020-05-01", "2020-05-02"),
    "months": ("2020-05", "2020-06"),
    "a year and a day": ("2019", "2020-01-01"),
    "an open start": ("../2019", "2020"),
    "before an open end": ("2019", "2020/.."),
    "about, far apart": ("1950~", "2020"),
    "perhaps, far apart": ("1950?", "2020"),
    "minutes": ("2025-09-11T10:00", "2025-09-11T10:01"),
    "minutes of one zone": ("2025-09-11T10:00Z", "2025-09-11T10:01Z"),
    "at the start of the calendar": ("0001-01-01T00:00+03:00", "0001-01-01T00:00Z"),
    "a later clock, an earlier moment": ("2025-09-12T01:00+03:00", "2025-09-11T23:40-05:00"),
}
SAME = {
    "the same day": ("2020-05-01", "2020-05-01"),
    "a day of the year": ("2020-05-01", "2020"),
    "months that overlap": ("2020-05-15/2020-07", "2020-06"),
    "nothing known of the end": ("2020/..", "2030"),
    "nothing known of the start": ("../2030", "1920"),
    "about the year before": ("2019~", "2020"),
    "perhaps the year before": ("2020?", "2021"),
    "about that day": ("2020-05-01~", "2020-05-10"),
    "a minute of the day": ("2025-09-11T10:00", "2025-09-11"),
    "zone said and not said": ("2025-09-11T10:00Z", "2025-09-11T10:01"),
    "a second of the minute": ("2025-09-11T10:00", "2025-09-11T10:00:30"),
    "one moment in two zones": ("2025-09-11T10:00Z", "2025-09-11T13:00+03:00"),
    "about the end of the calendar": ("9999~", "9996"),
    "about a minute": ("2025-09-11T10:00~", "2025-09-11T12:00"),
}


@pytest.mark.parametrize(("first", "second"), BEFORE.values(), ids=BEFORE)
def test_certainly_before(first: str, second: str) -> None:
    one, other = parse_edtf(first), parse_edtf(second)
    assert certainly_before(one, other)
    assert not certainly_before(other, one)
    assert not may_be_same(one, other)


@pytest.mark.parametrize(("first", "second"), SAME.values(), ids=SAME)
def test_may_be_same(first: str, second: str) -> None:
    one, other = parse_edtf(first), parse_edtf(second)
    assert may_be_same(one, other)
    assert may_be_same(other, one)
    assert not certainly_before(one, other)
    assert not certainly_before(other, one)


_TEXTS = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: f"{day:%Y-%m}".zfill(7) + "~"),
    st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes")),
    st.sampled_from(["199X", "2020/..", "../2020", "[2019,2021]", "XXXX", "2020-24"]),
)


@given(_TEXTS, _TEXTS)
def test_of_two_dates_at_most_one_is_before(first: str, second: str) -> None:
    one, other = parse_edtf(first), parse_edtf(second)
    answers = [certainly_before(one, other), may_be_same(one, other), certainly_before(other, one)]
    assert answers.count(True) == 1
    assert may_be_same(one, one)
