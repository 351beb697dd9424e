"""A source in a real browser: words lead to facts and back, and axe finds nothing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import MEMBER, Made
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations
from vardas.actions.facts import add_facts
from vardas.actions.plan import Grounds
from vardas.actions.sources import add_source
from vardas.registry.opening import current

pytestmark = pytest.mark.browser


def add_long_source(made: Made) -> UUID:
    """Add a source whose text is far longer than the window, with a fact near its end."""
    station = current().station
    lines = [f"Line {number} of a long letter." for number in range(300)]
    text = "\n".join(lines)
    source = add_source(station, MEMBER, {"title": "A long letter"}, text.encode()).source
    for number in range(0, 300, 5):
        start = text.index(lines[number])
        grounds = Grounds(source, {"at": [start, start + len(f"Line {number}")]})
        add_facts(station, MEMBER, made["person"], [("note", f"note {number}")], grounds)
    return source


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    made = sign_in_browser(context)
    page = context.new_page()
    found = {}
    paths = ("/sources/", "/sources/new/", f"/sources/{made['paper']}/",
             f"/sources/{made['paper']}/#p-1", f"/sources/{made['letter']}/text/")  # fmt: skip
    for path in paths:
        page.goto(live_server.url + path)
        found[path] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide"
    page.get_by_role("button", name="Save").click()
    found["wrong"] = find_violations(page)
    assert {path: violations for path, violations in found.items() if violations} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_words_lead_to_their_fact_and_back(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    made = sign_in_browser(context)
    source = add_long_source(made)
    page: Page = context.new_page()
    page.goto(f"{live_server.url}/sources/{source}/")
    words = page.locator(".words", has_text="Line 250")
    words.click()
    fact = page.locator(".passage", has_text="note 250")
    expect(fact).to_be_in_viewport()
    if width > 960:
        expect(words).to_be_in_viewport()
    fact.locator(".passage__number").click()
    expect(words).to_be_in_viewport()
    fact = page.locator(".passage", has_text="note 250")
    fact.get_by_role("link", name="Note").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("note 250")
    page.get_by_role("link", name="show it at its words").click()
    expect(page.locator(".words", has_text="Line 250")).to_be_in_viewport()
