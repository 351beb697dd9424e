"""Publishing in a real browser: axe finds nothing, and two members let something out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.publish.world import Answer, Answers
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations
from vardas.actions.publishing import approve_publication, list_standings
from vardas.registry.opening import current

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_proposed_leaves_after_a_second_look(
    sign_in_browser: Any,
    new_context: Any,
    live_server: Any,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    scheme: str,
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    made = sign_in_browser(context)
    answers = Answers({made["person"]: {"say_arrived": Answer()}})
    monkeypatch.setattr("vardas.web.publishing.views.find_permissions", answers)
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"

    page.goto(f"{live_server.url}/publishing/")
    look("list")
    page.get_by_role("button", name="See what would leave").first.click()
    for more in page.locator("main details > summary").all():
        more.click()
    look("what would leave")
    page.get_by_role("button", name="Propose this").click()
    expect(page.get_by_text("waits for a second member")).to_be_visible()
    look("proposed")
    (standing,) = list_standings()
    approve_publication(current().station, UUID(int=8), standing.id)
    page.reload()
    look("approved")
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    assert download.value.suggested_filename == "vardas.json"
    page.goto(f"{live_server.url}/publishing/")
    expect(page.get_by_text("has left")).to_be_visible()
    look("left")
    page.goto(f"{live_server.url}/publishing/?person={made['person']}")
    look("one reader")
    assert {name: violations for name, violations in found.items() if violations} == {}
