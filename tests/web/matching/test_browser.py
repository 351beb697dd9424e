"""Who is the same person, in a real browser: asked, answered, joined; axe finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.matching.test_matching import add_person
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_two_spellings_become_one_person(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    sign_in_browser(context)
    one, _other = add_person("Мікалай Ткачук"), add_person("Kolya Tkachuk")
    page = context.new_page()
    found = {}

    def look(name: str) -> None:
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"

    page.goto(live_server.url + "/same/")
    look("queue")
    page.get_by_role("link", name="Look and answer").first.click()
    expect(page.get_by_text(": same given name")).to_be_visible()
    look("pair")
    page.get_by_label("Why you think so").fill("one passport")
    page.get_by_role("button", name="The same person").press("Enter")
    expect(page.get_by_text("Recorded.")).to_be_visible()
    page.goto(f"{live_server.url}/people/{one}/")
    expect(page.get_by_text("Joined from 2 records")).to_be_visible()
    look("joined person")
    page.goto(live_server.url + "/same/answered/")
    look("answered")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("The answer is taken back.")).to_be_visible()
    assert {name: violations for name, violations in found.items() if violations} == {}


def test_a_short_form_in_another_script_finds_the_person(
    sign_in_browser: Any, new_context: Any, live_server: Any
) -> None:
    context = new_context()
    sign_in_browser(context)
    add_person("Мікалай Ткачук")
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("searchbox").or_(page.locator("input[name=words]")).first.fill("Kolja Tkaczuk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Мікалай Ткачук")).to_be_visible()
    expect(page.get_by_text("Tkaczuk and Ткачук: same sounds")).to_be_visible()
