"""The questions who is the same, in a real browser: axe finds nothing, the keyboard answers."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.matching.test_matching import add_person
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_question_is_answered_by_keyboard(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    for name in ("Мікалай Ткачук", "Nikolai Tkachuk"):
        add_person(name)
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    sign_in_browser(context)
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"

    page.goto(f"{live_server.url}/same/")
    look("queue")
    page.get_by_role("link", name="Look and answer").click()
    for more in page.locator(".side > details > summary").all():
        more.click()
    look("pair")
    page.get_by_label("Why you think so").fill("one passport")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/same/")
    look("nothing left")
    page.get_by_role("link", name="Answered").click()
    expect(page.get_by_text("one passport")).to_be_visible()
    look("answered")
    assert {name: violations for name, violations in found.items() if violations} == {}
