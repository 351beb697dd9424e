"""The demo case as facts in plain terms: what a reader of the article would ask, with sources."""

from __future__ import annotations

import pytest

from tests.publish.world import MADE, Answer, Answers
from tests.registry.conftest import MEMBER, make_station
from vardas.actions.case.loading import DEMO_CASE, LoadedCase, load_case
from vardas.publish.cleared import Cleared
from vardas.publish.gate import clear_records
from vardas.publish.report import Report, as_pdf, write_report, write_reports
from vardas.publish.request import Request
from vardas.registry.fold.rebuild import rebuild


@pytest.fixture
def loaded(db: None) -> LoadedCase:
    rebuild()
    return load_case(make_station(), MEMBER, DEMO_CASE)


def clear(loaded: LoadedCase, purpose: str, *people: str) -> Cleared:
    answers = Answers({loaded.keys[one]: {purpose: Answer()} for one in people})
    return clear_records(Request(purpose, "public", MEMBER, MADE, None), answers, {})


def find(report: Report, section: str, words: str) -> list[tuple[str, bool]]:
    """Return the sentences of a section with these words, and whether each is contested."""
    return [(one.text, one.is_contested) for one in report.section(section) if words in one.text]


def test_the_demo_case_in_plain_terms(loaded: LoadedCase) -> None:
    cleared = clear(loaded, "say_arrived", "losik", "tsimashchuk")
    report = write_report(cleared, loaded.keys["expulsion"])
    assert find(report, "many", "crossed") == [
        ("Number claimed (crossed the border): 52.", True),
        ("Number reported (crossed the border): 51.", True),
    ]
    assert find(report, "many", "expelled") == [("Number claimed (expelled): 52.", False)]
    assert [one.text for one in report.section("many") if one.is_ours] == [
        "2 people are named here.",
        "50 of those claimed are not named here.",
    ]
    (claim, *_rest) = [one for one in report.section("many") if "(crossed" in one.text]
    assert claim.say_grounds().startswith("contested; source ")
    assert claim.say_grounds().endswith(", said by Nausėda")
    assert find(report, "provided", "without passport") == [
        ("Number claimed (without passport): at least 14.", False)
    ]
    assert find(report, "condition", "only on leaving")
    assert find(report, "accounts", "It was forced deportation")[0][1]
    assert find(report, "accounts", "goodwill gesture")[0][1]
    assert not find(report, "accounts", "52 safely crossed"), "counted, not quoted"
    assert report.section("accounts")[-1].is_ours
    assert find(report, "unknown", "Who are the other 50 of the 52?")
    assert find(report, "unknown", "Silence of Government of the United States")
    assert find(report, "actors", "State Security Committee")
    assert "Statkevich" not in repr(report), "nobody asked him"
    assert loaded.keys["expulsion"] in [one.event for one in write_reports(cleared)]


def test_who_refused_is_told_where_they_agreed(loaded: LoadedCase) -> None:
    cleared = clear(loaded, "publish_story", "losik", "statkevich")
    report = write_report(cleared, loaded.keys["expulsion"])
    lost = [one.text for one in report.section("missing")]
    assert any("Statk" in text and text.endswith(": refused to leave.") for text in lost), lost
    assert b"/Type/Pages/Count 1/" in as_pdf([report], MADE), "it is one page"
