"""Forms in a real browser: axe finds nothing, nothing overflows, the keyboard is enough."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.lists.test_browser import press
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations
from vardas.registry.reading import read_record
from vardas.registry.records.models import Person, Source

pytestmark = pytest.mark.browser

PAGES = {
    "add a person": "/add/person/",
    "add an event": "/add/event/",
    "add an involvement": "/add/involvement/?event={event}",
    "add a fact": "/records/{person}/add/birth_date/",
    "place": "/records/{place}/",
    "question": "/records/{question}/",
    "history": "/records/{person}/history/",
    "fact": "/statements/{statement}/",
    "correct": "/statements/{statement}/correct/",
    "withdraw": "/statements/{statement}/retract/",
    "show first": "/statements/{statement}/prefer/",
    "withdraw a record": "/records/{place}/withdraw/",
}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(
    sign_in_browser: Any, new_context: Any, live_server: Any, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    made = sign_in_browser(context)
    file = read_record(made["person"])
    assert file is not None
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        found[name] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"

    for name, path in PAGES.items():
        page.goto(live_server.url + path.format(**made, statement=file.history[0].id))
        look(name)
    page.goto(f"{live_server.url}/add/event/")
    page.get_by_label("When").fill("31.02.2025")
    page.get_by_label("Where", exact=True).fill("Kam")
    page.get_by_role("button", name="Save").click()
    page.locator(".rare > summary").click()
    page.locator(".grounds summary").click()
    look("an event, wrong")
    assert {name: violations for name, violations in found.items() if violations} == {}
    assert [error for error in errors if "404" not in error] == []


def test_a_person_with_a_source_by_the_keyboard_alone(
    sign_in_browser: Any, page: Page, live_server: Any
) -> None:
    sign_in_browser(page.context)
    page.goto(f"{live_server.url}/add/person/")
    press(page, "Name as written", "V")
    page.keyboard.type("era Prykladnaya")
    press(page, "Born", "1")
    page.keyboard.type("2.03.1985")
    press(page, "Source", "N")
    page.keyboard.type("otebook of a neighbour")
    press(page, "The exact words", "V")
    page.keyboard.type("era, 40")
    press(page, "Who says so, and how certain")
    press(page, "How certain", "r")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("Choose which one is meant")
    expect(page.get_by_label("Name as written")).to_have_value("Vera Prykladnaya")
    press(page, "a new one: “Notebook of a neighbour”", "Space")
    press(page, "Save")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vera Prykladnaya")
    person = Person.objects.get(caption="Vera Prykladnaya")
    source = Source.objects.get(title="Notebook of a neighbour")
    file = read_record(person.pk)
    assert file is not None
    assert {claim.say.source for claim in file.history} == {source.pk}
    assert {claim.say.certainty for claim in file.history} == {"doubtful"}
    assert person.birth_date == "1985-03-12"
