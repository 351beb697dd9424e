"""A list in a real browser: axe finds nothing, the keyboard reaches all, long work shows itself."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations
from vardas.registry.records.models import Judgement, Listing, Person

pytestmark = pytest.mark.browser

LIST = """Name,Date of birth,Arrested,Verdict date,Prison,Judge,Sentence,Agreement
Ana Kukul,1985-03-12,2021-03-01,2020-01-01,IK-4,A. Haj,3 years,
Alaksandr Prykladny,1960,2020-06-25,,Lithuania,"A. Haj, B. Laz",15 years,yes
Вольга Неіснуючая,1954-02-29,,,FALSE,,life,
"""


def as_file(text: str) -> dict[str, Any]:
    return {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_way_of_a_list(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    sign_in_browser(context)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"

    page.goto(f"{live_server.url}/lists/")
    look("no lists")
    page.get_by_role("link", name="Import a list").click()
    look("upload")
    page.get_by_role("button", name="Look at it").click()
    look("upload, wrong")
    page.set_input_files("input[type=file]", as_file(LIST))
    page.get_by_role("button", name="Look at it").click()
    look("columns")
    page.get_by_role("button", name="Show what would come in").click()
    page.locator(".written > summary").first.click()
    look("preview")
    page.get_by_role("button", name="Bring in 3 rows").click()
    page.locator(".written > summary").first.click()
    look("rows")
    page.get_by_role("link", name="The list as a source").click()
    look("the list as a source")
    page.go_back()
    page.get_by_role("button", name="The same person").click()
    look("rows, one decided")
    page.get_by_role("link", name="Take the import back").click()
    look("undo")
    page.goto(f"{live_server.url}/lists/")
    look("lists")
    assert {name: violations for name, violations in found.items() if violations} == {}
    assert [error for error in errors if "404" not in error] == []


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Reach a control with the Tab key alone and press it."""
    for _step in range(120):
        page.keyboard.press("Tab")
        reached = page.evaluate(
            "(() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
            " return ((l || e).textContent || e.value || '').trim() })()"
        )
        if reached.startswith(name):
            page.keyboard.press(key)
            return
    raise AssertionError(f"{name} cannot be reached with the keyboard")


def test_a_list_comes_in_by_the_keyboard_alone(
    sign_in_browser: Any, page: Page, live_server: Any
) -> None:
    sign_in_browser(page.context)
    page.goto(f"{live_server.url}/lists/")
    press(page, "Import a list")
    page.wait_for_url("**/lists/new/")
    page.set_input_files("input[type=file]", as_file(LIST))
    press(page, "What is it called?", "L")
    page.keyboard.type("ist of the club")
    press(page, "Look at it")
    page.wait_for_url("**/waiting/*/")
    press(page, "Agreement", "End")
    press(page, "Show what would come in")
    page.wait_for_url("**/preview/")
    press(page, "Bring in 3 rows")
    expect(page.get_by_role("heading", level=1)).to_contain_text("List of the club")
    press(page, "row 2", "Space")
    press(page, "The same person")
    expect(page.get_by_text("Your answer is kept")).to_be_visible()
    assert Judgement.objects.get().answer == "same"
    press(page, "row 4", "Space")
    press(page, "New people of the ticked rows")
    expect(page.get_by_text("1 new person was made")).to_be_visible()
    assert Person.objects.filter(caption="Вольга Неіснуючая").exists()
    press(page, "Take the import back")
    page.wait_for_url("**/undo/")
    press(page, "Why", "x")
    press(page, "Take everything back")
    expect(page.get_by_text("The import was taken back")).to_be_visible()
    assert not Listing.objects.exists()


def test_it_goes_without_scripts(sign_in_browser: Any, new_context: Any, live_server: Any) -> None:
    context = new_context(java_script_enabled=False)
    sign_in_browser(context)
    page = context.new_page()
    page.goto(f"{live_server.url}/lists/new/")
    page.set_input_files("input[type=file]", as_file(LIST))
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Show what would come in").click()
    page.get_by_role("button", name="Bring in 3 rows").click()
    page.get_by_role("button", name="A new person").first.click()
    expect(page.get_by_text("1 new person was made")).to_be_visible()
    assert page.url.endswith("#row-2")
