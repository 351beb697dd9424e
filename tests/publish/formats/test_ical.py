"""iCalendar: parses back, holds events with a day and nobody's name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from icalendar import Calendar, Event

from tests.publish.formats.cases import HOSTILE, clear, make_world, say, texts, write
from tests.publish.public_list import world
from vardas.publish.formats.report import Report
from vardas.publish.formats.text import make_plain

EVENT = UUID(int=11)


def read(data: bytes) -> list[Event]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def write_event(**facts: object) -> tuple[list[Event], Report]:
    data, report = write("ical", clear([world.record(EVENT, "event", **facts)]))
    assert max(map(len, data.split(b"\r\n"))) <= 75
    return read(data), report


DAYS = {
    "a day": ("2025-09-11", date(2025, 9, 11), date(2025, 9, 12), "CONFIRMED"),
    "perhaps a day": ("2025-09-11?", date(2025, 9, 11), date(2025, 9, 12), "TENTATIVE"),
    "an evening": ("2025-09-11T23:40", date(2025, 9, 11), date(2025, 9, 12), "CONFIRMED"),
    "some days": ("2025-09-11/2025-09-13", date(2025, 9, 11), date(2025, 9, 14), "CONFIRMED"),
}


@pytest.mark.parametrize(("when", "first", "end", "status"), DAYS.values(), ids=DAYS.keys())
def test_an_event_takes_whole_days(when: str, first: date, end: date, status: str) -> None:
    (event,), _report = write_event(when=say(when), title=say("Bus"))
    assert (event["dtstart"].dt, event["dtend"].dt, event["status"]) == (first, end, status)


def test_a_day_that_somebody_doubts_is_tentative() -> None:
    (event,), report = write_event(when=say("2025-09-11", certainty="doubtful"), title=say("Bus"))
    assert event["status"] == "TENTATIVE"
    assert report.left_out == ()


@pytest.mark.parametrize("when", ["2021-05", "2021", "2021/2022", "../2021-05-01", "2021-21"])
def test_an_event_without_a_day_is_named(when: str) -> None:
    events, report = write_event(when=say(when), title=say("Bus"))
    assert events == []
    assert [(one.code, one.record) for one in report.left_out] == [("date_not_held", EVENT)]


def test_the_world_has_its_events_and_nobody() -> None:
    data, report = write("ical", make_world())
    assert {str(event["uid"]) for event in read(data)} == {
        f"{key}@vardas" for key in (world.EXPULSION, world.CAMP)
    }
    assert "Прыдуманы" not in data.decode()
    assert report.count()["kind_not_held"] == sum(
        1 for record in make_world() if record.kind != "event"
    )


def check(text: str) -> None:
    (event,), report = write_event(when=say("2025-09-11"), title=say(text), description=[say(text)])
    plain = make_plain(text)
    assert str(event["summary"]) == str(event["description"]) == plain
    assert (plain == text) == ("characters_replaced" not in report.count())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_comes_back_or_is_named(text: str) -> None:
    check(text)


@given(text=texts.filter(str.strip))
def test_any_text_comes_back_or_is_named(text: str) -> None:
    check(text)
