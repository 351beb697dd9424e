"""Reports of made-up records: grounds of every sentence, hostile text, three shapes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.publish.public_list.world import (
    CAMP,
    EXPULSION,
    MADE,
    NASTY,
    PAPER,
    clear,
    make_world,
    name,
    record,
    say,
)
from vardas.publish.cleared import NotThroughTheGate
from vardas.publish.report import (
    EventNotCleared,
    as_html,
    as_pdf,
    as_text,
    write_report,
    write_reports,
)

CALM = r"[^\x00-\x08\x0b-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
SAID = st.text(max_size=30) | st.sampled_from([NASTY, "Doctors.", "</li><script>"])
SAIDS = st.lists(
    st.builds(
        lambda value, source, certainty, by: say(value, source, certainty=certainty, said_by=by),
        SAID,
        st.sampled_from([PAPER, None, UUID(int=999)]),
        st.sampled_from(["stated", "confirmed", "doubtful", "denied"]),
        st.sampled_from(["", "A made-up office", NASTY]),
    ),
    min_size=1,
    max_size=20,
)
COUNTS = st.lists(
    st.builds(
        lambda number, of, bound: say({"number": number, "of": of, **bound}),
        st.integers(0, 10_000),
        st.sampled_from(["expelled", "crossed", "refused", "without_passport", NASTY]),
        st.sampled_from([{}, {"bound": "at least"}, {"bound": NASTY}]),
    ),
    max_size=6,
)


class Tags(HTMLParser):
    """Collects the names of the tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found.add(tag)


def test_numbers_stand_side_by_side_beside_our_own_count() -> None:
    report = write_report(make_world(), EXPULSION)
    assert [(one.text, one.is_contested, one.is_ours) for one in report.section("many")] == [
        ("One person is named here.", False, True),
        ("Of those claimed, 50 to 51 are not named here.", False, True),
        ("Number claimed (expelled): 52.", True, False),
        ("Number claimed (expelled): 51.", True, False),
    ]
    assert [one.text.endswith(": refused to leave.") for one in report.section("missing")] == [True]
    course = [one.text for one in report.section("course")]
    assert course[:2] == ["When: 11 September 2025.", "Reportedly: When: 10 September 2025."]
    assert course[-1] == "Part of it: At the border (11 September 2025)."


def test_what_is_only_reported_or_said_by_others_is_not_said_flatly() -> None:
    person = record(UUID(int=1), "person", name=name("Ana Made-Up", "en"))
    denied, stated = say("missing", certainty="denied"), say("refused", certainty="doubtful")
    part = record(
        UUID(int=101),
        "involvement",
        event=str(EXPULSION),
        person=str(person.id),
        role=[stated, denied],
    )
    question = record(
        UUID(int=71), "question", about=str(EXPULSION), text=["Who?", say("When?", None)]
    )
    bus = record(EXPULSION, "event", type="expulsion")
    paper = record(PAPER, "source", title="Made-up newspaper")
    report = write_report(clear([person, part, question, bus, paper]), EXPULSION)
    assert [one.text for one in report.section("missing")] == [
        "Reportedly: Ana Made-Up: refused to leave."
    ]
    assert [(one.text, one.say_grounds()) for one in report.section("unknown")] == [
        ("Who?", "contested; source 1"),
        ("When?", "contested; the source is not published"),
    ]


def test_only_events_with_a_number_get_a_report_unasked() -> None:
    assert [one.event for one in write_reports(make_world())] == [EXPULSION]
    assert write_report(make_world(), CAMP).event == CAMP


def test_an_event_that_stays_has_no_report() -> None:
    with pytest.raises(EventNotCleared):
        write_report(make_world(without=frozenset({EXPULSION})), EXPULSION)
    with pytest.raises(NotThroughTheGate):
        write_report(object(), EXPULSION)  # type: ignore[arg-type]


@given(SAIDS, COUNTS)
def test_every_sentence_has_grounds_or_is_our_own_count(
    texts: list[Any], counts: list[Any]
) -> None:
    fields: dict[str, Any] = {
        "condition": texts,
        "provided": texts,
        **({"count": counts} if counts else {}),
    }
    source = record(PAPER, "source", title=NASTY, url="javascript:alert(1)")
    report = write_report(
        clear([record(EXPULSION, "event", title=NASTY, **fields), source]), EXPULSION
    )
    numbers = {one.number for one in report.sources}
    for section in report.sections:
        assert section.sentences
        for sentence in section.sentences:
            assert sentence.is_ours is not bool(sentence.grounds)
            assert sentence.say_grounds()
            assert {one.number for one in sentence.grounds} <= numbers | {0}
            assert re.fullmatch(CALM, sentence.text)
            assert "\n" not in sentence.text
    page, text = as_html([report]), as_text([report])
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.found
    assert "\u202e" not in page + text
    assert 'href="javascript' not in page


def test_a_pdf_of_hostile_text_has_its_date() -> None:
    reports = write_reports(make_world())
    pdf = as_pdf(reports, MADE)
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert re.search(rb"CreationDate\s?\(D:20250920", pdf)
    assert b"/StructTreeRoot" in pdf
    assert pdf == as_pdf(reports, MADE)


def test_nothing_to_report_is_still_a_document() -> None:
    assert as_pdf(write_reports(clear([])), MADE).startswith(b"%PDF-")
    assert as_text(()).startswith("Facts in plain terms")
