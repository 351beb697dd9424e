"""The list of formats: each fits its purposes, takes only what was cleared, and has a page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.publish.formats.cases import make_world
from vardas.publish.cleared import NotThroughTheGate
from vardas.publish.formats.registry import FORMATS, UnknownFormat, find_formats, write_format
from vardas.publish.formats.report import REASONS, LeftOut

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("given", [None, {}, [], object(), "people"])
def test_only_what_was_cleared_is_written(name: str, given: Any) -> None:
    stream = BytesIO()
    with pytest.raises(NotThroughTheGate):
        FORMATS[name].write(given, stream)
    with pytest.raises(NotThroughTheGate):
        write_format(name, given, stream)
    assert stream.getvalue() == b""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_page(name: str) -> None:
    page = (ROOT / f"docs/format/{name}.md").read_text()
    assert "## What it holds" in page
    assert "## What it does not hold" in page


@pytest.mark.parametrize("name", ["followthemoney", "nothing"])
def test_a_format_that_does_not_fit_is_refused(name: str) -> None:
    with pytest.raises(UnknownFormat) as caught:
        write_format(name, make_world("say_arrived"), BytesIO())
    assert "xlsx" in caught.value.sentence()


def test_a_people_finder_is_never_offered_beside_the_others() -> None:
    offered = {one.name for purpose in ("say_arrived", "share_lawyer") for one in
               find_formats(purpose)}  # fmt: skip
    assert offered == {"xlsx", "csv", "json", "ical", "hxl", "followthemoney"}


def test_a_format_is_written_by_its_name() -> None:
    stream = BytesIO()
    report = write_format("json", make_world(), stream)
    assert stream.getvalue().startswith(b"{")
    assert report.written == len(make_world())


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pfif"}))
def test_every_reason_can_be_said(name: str) -> None:
    report = FORMATS[name].write(make_world(), BytesIO())
    assert {one.code for one in report.left_out} <= REASONS.keys()
    assert all(isinstance(one, LeftOut) for one in report.left_out)
