"""The ledger's clock: text order is time order, and it never runs backwards."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.ledger.moment import LAST, ClockRanOut, Moment, NotAMomentError, read_moment, tick

MOMENTS = st.builds(Moment, st.integers(-62_135_596_800_000, LAST), st.integers(0, 0xFFFF))
WALLS = st.integers(0, LAST - 10**9).map(lambda ms: datetime.fromtimestamp(ms / 1000, UTC))


@given(MOMENTS, MOMENTS)
def test_text_order_is_time_order(one: Moment, two: Moment) -> None:
    assert read_moment(str(one)) == one
    assert (str(one) < str(two)) == (one < two)


def test_the_text_form() -> None:
    assert str(Moment(1_757_664_000_123, 1)) == "2025-09-12T08:00:00.123Z+0001"
    assert read_moment("2025-09-12T08:00:00.123Z+ffff") == Moment(1_757_664_000_123, 0xFFFF)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-09-12",
        "2025-09-12T08:00:00Z+0000",
        "2025-09-12T08:00:00.123Z",
        "2025-09-12T08:00:00.123Z+00001",
        "2025-09-12T08:00:00.123Z+FFFF",
        "2025-09-12T08:00:00.123+00:00+0000",
        "2025-02-30T08:00:00.123Z+0000",
        "2025-09-12T24:00:00.000Z+0000",
        "2025-09-12T08:60:00.123Z+0000",
        "0000-01-01T00:00:00.000Z+0000",
        "２025-09-12T08:00:00.123Z+0000",
        "2025-09-12T08:00:00.123Z+0000\n",
        " 2025-09-12T08:00:00.123Z+0000",
    ],
)
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(NotAMomentError):
        read_moment(text)


@given(WALLS, st.lists(MOMENTS.filter(lambda m: m.milliseconds < LAST), max_size=3))
def test_a_tick_comes_after_all_that_was_seen(wall: datetime, seen: list[Moment]) -> None:
    now = tick(wall, *seen)
    assert all(now > moment for moment in seen)
    assert now.milliseconds >= int(wall.timestamp() * 1000) - 1
    read_moment(str(now))


def test_a_tick_is_the_wall_time_where_that_is_ahead() -> None:
    wall = datetime(2025, 9, 12, 10, tzinfo=timezone(timedelta(hours=2)))
    assert str(tick(wall, Moment(0))) == "2025-09-12T08:00:00.000Z+0000"
    assert tick(wall) == Moment(1_757_664_000_000)


def test_the_count_runs_over_into_the_next_millisecond() -> None:
    wall = datetime(2025, 9, 12, tzinfo=UTC)
    seen = Moment(1_800_000_000_000, 0xFFFF)
    assert tick(wall, seen) == Moment(1_800_000_000_001)
    assert tick(wall, Moment(1_800_000_000_000, 7)) == Moment(1_800_000_000_000, 8)


def test_a_clock_dragged_to_the_end_of_the_calendar_says_so() -> None:
    wall = datetime(2025, 9, 12, tzinfo=UTC)
    assert tick(wall, Moment(LAST, 5)) == Moment(LAST, 6)
    with pytest.raises(ClockRanOut):
        tick(wall, Moment(LAST, 0xFFFF))
