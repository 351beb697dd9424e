"""Asking and taking back in a real browser: axe finds nothing, and everything fits a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.consent.test_consent import let_out
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_person_is_asked_and_takes_an_answer_back(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    person = sign_in_browser(context)["person"]
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"

    page.goto(f"{live_server.url}/people/{person}/")
    page.get_by_role("link", name="Consent").click()
    look("nobody asked")
    page.get_by_role("link", name="Ask", exact=True).click()
    story = page.get_by_role("group", name="May we publish what happened to you?")
    story.get_by_label("yes").check()
    page.get_by_role("group", name="May we tell a relative").get_by_label("no", exact=True).check()
    for more in page.locator("details.rare > summary").all():
        more.click()
    page.get_by_label("Language spoken").select_option("be")
    look("asking")
    page.get_by_role("button", name="Record the answers").click()
    expect(page.get_by_text("May be published: their story.")).to_be_visible()
    let_out(person, "publish_story", "public", "The list of September")
    look("answered")
    page.get_by_role("link", name="Take back a yes").click()
    page.get_by_label("publish their story").check()
    look("taking back")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Tell the person what had already left")).to_be_visible()
    expect(page.get_by_text("The list of September")).to_be_visible()
    look("taken back")
    page.get_by_role("link", name="Sheet to sign").click()
    look("sheet")
    assert {name: violations for name, violations in found.items() if violations} == {}
