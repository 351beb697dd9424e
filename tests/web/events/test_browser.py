"""People and events in a real browser, with the demo case: axe finds nothing, nothing overflows."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import MEMBER
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations
from vardas.actions.case.loading import DEMO_CASE, load_case
from vardas.registry.opening import current

pytestmark = pytest.mark.browser

PAGES = {
    "people": "/people/",
    "letter": "/people/?letter=S",
    "nobody missing": "/people/?who=missing",
    "named": "/people/?event={expulsion}&who=named",
    "not named": "/people/?event={expulsion}&who=unnamed",
    "person": "/people/{statkevich}/",
    "person on a day": "/people/{statkevich}/?on=2025-09-12",
    "contested person": "/people/{tsikhanouski}/",
    "events": "/events/",
    "no event": "/events/?kind=search",
    "series": "/events/timeline/",
    "event": "/events/{expulsion}/",
    "whole": "/events/{series}/",
}


@pytest.fixture
def sign_in(sign_in_browser: Any) -> Any:
    """Sign a browser in to a station that holds the demo case."""

    def sign_in(context: Any) -> dict[str, Any]:
        sign_in_browser(context)
        return dict(load_case(current().station, MEMBER, DEMO_CASE).keys)

    return sign_in


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(
    sign_in: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    keys = sign_in(context)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.goto(live_server.url + path.format(**keys))
        page.evaluate(
            "for (const one of document.querySelectorAll('main details')) one.open = true"
        )
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"
    assert {name: violations for name, violations in found.items() if violations} == {}
    assert errors == []


def test_every_figure_leads_on_by_keyboard(sign_in: Any, page: Page, live_server: Any) -> None:
    keys = sign_in(page.context)
    page.goto(f"{live_server.url}/events/{keys['expulsion']}/")
    page.locator(".count-strip a").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Not yet named")
    expect(page.locator("main")).to_contain_text("Who are the other 50 of the 52?")


def test_another_day_is_chosen_without_scripts(
    sign_in: Any, new_context: Any, live_server: Any
) -> None:
    context = new_context(java_script_enabled=False)
    keys = sign_in(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/people/{keys['statkevich']}/")
    page.fill("#on", "2025-09-12")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".standing__sentence")).to_contain_text("Refused to leave")
    expect(page.locator(".standing__sentence")).to_contain_text("not accounted for")


def test_an_answer_opens_to_its_evidence(sign_in: Any, page: Page, live_server: Any) -> None:
    keys = sign_in(page.context)
    page.goto(f"{live_server.url}/people/{keys['tsikhanouski']}/")
    answer = page.locator(".answer", has_text="Right to return")
    answer.locator("summary").click()
    expect(answer).to_contain_text("Release and expulsion of the June group")
    expect(answer).to_contain_text("Restrictions that kept them from returning.")


def test_the_series_prints(sign_in: Any, page: Page, live_server: Any) -> None:
    sign_in(page.context)
    page.goto(f"{live_server.url}/events/timeline/")
    page.emulate_media(media="print")
    expect(page.locator(".series").first).to_be_visible()
    expect(page.locator(".top")).not_to_be_visible()
