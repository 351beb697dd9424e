"""The frame in a real browser: axe finds nothing, nothing overflows, keys and no-script work."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")
PAGES = {
    "sign-in": "/sign-in/",
    "start": "/",
    "all contested": "/open/contested/",
    "search": "/search/",
    "nothing here": "/no-such-page/",
}


def find_violations(page: Page) -> list[str]:
    results = Axe().run(page, options=RULES)
    return [
        f"{violation['id']}: {node['html']}"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(
    sign_in_browser: Any,
    demo_station: None,
    new_context: Any,
    live_server: Any,
    width: int,
    scheme: str,
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.goto(live_server.url + path)
        if name == "sign-in":
            found[name] = find_violations(page)
            sign_in_browser(context)
            continue
        if name == "search":
            page.fill("#find", "прыкл")
            page.press("#find", "Enter")
            page.wait_for_selector("#found-person")
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"
    page.fill("#find", "")
    page.type("#find", "пры")
    page.wait_for_selector("#suggestions a")
    found["suggestions"] = find_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click(".menu > summary")
    found["menu"] = find_violations(page)
    assert {name: violations for name, violations in found.items() if violations} == {}
    assert [error for error in errors if "404" not in error] == []
    assert hosts == {live_server.url.split("/")[2]}
    kept = "Object.keys(localStorage).concat(Object.keys(sessionStorage))"
    assert page.evaluate(kept) == [], "something stayed in the browser's storage"


def test_evidence_opens_and_axe_finds_nothing_in_it(
    sign_in_browser: Any, page: Page, live_server: Any
) -> None:
    records = sign_in_browser(page.context)
    page.goto(f"{live_server.url}/records/{records['place']}/")
    page.locator("details.evidence > summary").first.click()
    expect(page.locator(".evidence__body").first).to_contain_text("Made-up newspaper")
    expect(page.locator(".evidence__words").first).to_contain_text("The bus carried")
    assert find_violations(page) == []


def test_keyboard(sign_in_browser: Any, page: Page, live_server: Any) -> None:
    sign_in_browser(page.context)
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("пры/")
    expect(page.locator("#find")).to_have_value("пры/")
    page.fill("#find", "")
    page.keyboard.type("пры")
    page.wait_for_selector("#suggestions a")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions a")).to_have_count(0)
    page.click(".menu > summary")
    page.keyboard.press("Escape")
    expect(page.locator(".menu")).not_to_have_attribute("open", "")
    expect(page.locator(".menu > summary")).to_be_focused()


def test_tab_order_is_reading_order(sign_in_browser: Any, page: Page, live_server: Any) -> None:
    sign_in_browser(page.context)
    page.goto(live_server.url)
    reached = []
    for _step in range(10):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached == [
        "Skip to the content", "Vardas", "People", "Events", "Sources", "Lists", "Publishing",
        "", "Find", "Nadzeya",
    ]  # fmt: skip


def test_pages_work_without_scripts(
    sign_in_browser: Any, new_context: Any, live_server: Any
) -> None:
    context = new_context(java_script_enabled=False)
    sign_in_browser(context)
    page = context.new_page()
    page.goto(live_server.url)
    page.fill("#find", "прыкл")
    page.press("#find", "Enter")
    expect(page.locator("#found-person")).to_be_visible()
    page.click(".menu > summary")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Passphrase")).to_be_visible()


def test_targets_are_large_enough_for_fingers(
    sign_in_browser: Any, new_context: Any, live_server: Any
) -> None:
    context = new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    sign_in_browser(context)
    page = context.new_page()
    page.goto(live_server.url)
    controls = page.locator(
        ".top a, button, .button, .menu > summary, .top input:not([type=hidden])"
    )
    small = [
        control.evaluate("e => e.outerHTML")
        for control in controls.all()
        if control.is_visible() and (box := control.bounding_box()) and box["height"] < 44
    ]
    assert small == []


def test_print_leaves_the_frame_out_and_the_content_in(
    sign_in_browser: Any, demo_station: None, page: Page, live_server: Any
) -> None:
    sign_in_browser(page.context)
    page.goto(live_server.url)
    page.emulate_media(media="print")
    expect(page.locator(".top__row")).not_to_be_visible()
    expect(page.locator(".banner")).to_be_visible()
    expect(page.locator("main h1")).to_be_visible()


def test_a_form_is_sent_once(sign_in_browser: Any, page: Page, live_server: Any) -> None:
    sign_in_browser(page.context)
    page.goto(f"{live_server.url}/add/person/")
    page.evaluate(
        "document.querySelector('main form').addEventListener('submit', e => e.preventDefault())"
    )
    sent = page.evaluate(
        """() => { const form = document.querySelector('main form'); const seen = [];
        for (let n = 0; n < 2; n++) {
          const event = new Event('submit', {bubbles: true, cancelable: true});
          form.dispatchEvent(event); seen.push(form.dataset.sent);
        } return seen; }"""
    )
    assert sent == ["yes", "yes"]
