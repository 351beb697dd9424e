"""The public list in a real browser: axe finds nothing, no other host is asked, names are found."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.publish.public_list import world
from tests.web.shell.test_axe import SCHEMES, WIDTHS, find_violations
from tools.programs import find_chromium
from vardas.publish.public_list import write_site
from vardas.publish.public_list.folding import cut_words, fold_word

pytestmark = pytest.mark.browser

PAGES = (
    "index.html",
    "people/index.html",
    f"people/cyrl-{ord('П'):04x}.html",
    f"person/{world.NIKALAI}.html",
    f"person/{world.HOSTILE}.html",
    f"person/{world.RTL}.html",
    "held/index.html",
    "events/index.html",
    f"event/{world.EXPULSION}.html",
    "contested/index.html",
    "unknown/index.html",
    "sources/index.html",
    f"source/{world.PAPER}.html",
    "proofs/index.html",
    "about/index.html",
    "be/index.html",
    f"ru/event/{world.EXPULSION}.html",
)
SPELLINGS = (
    "Статкевіч", "Statkievič", "Statkewitsch", "Şükrü", "O'Neil", "Шчэрба", "Юльяна", "Łukasz",
    "Jürgen", "Прыдуманы", "Prydumanny", "Ōkami", "Чжан", "Жэня", "Ўладзя", "İbrahim", "محمد",
    "Zażółć", "Cyceron", "Michał", "Xénia",
)  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("public") / "site"
    write_site(world.make_world(), folder, made=world.MADE, contact="somebody")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_type_launch_args,
        "executable_path": str(find_chromium()),
        "args": ["--no-sandbox"],
    }


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nobody_else_is_asked(
    new_context: Any, address: str, width: int, scheme: str
) -> None:
    context = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    hosts: set[str] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    found = {}
    for path in PAGES:
        page.goto(address + path)
        if path == "index.html":
            page.click(".languages summary")
        found[path] = find_violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide"
    page.goto(address)
    page.fill("#name", "prydumany")
    page.wait_for_selector("#found a")
    found["search"] = find_violations(page)
    assert {path: violations for path, violations in found.items() if violations} == {}
    assert said == []
    assert hosts == {address.split("/")[2]}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param("прыдуманы", world.NIKALAI, id="as written"),
        pytest.param("Pridumannyj Nikolaj", world.NIKALAI, id="romanised from another language"),
        pytest.param("Prydumanyj", world.NIKALAI, id="another spelling"),
        pytest.param("prydum", world.NIKALAI, id="a beginning"),
        pytest.param("Выдуманная Ольга", world.VOLHA, id="a given name of another language"),
        pytest.param("Коля Прыдуманы", world.NIKALAI, id="a short form"),
        pytest.param("Прыдуманы Сяргей", None, id="another given name"),
        pytest.param("Vydumanaja", world.VOLHA, id="in Latin letters"),
        pytest.param("المثال", world.RTL, id="a script without table"),
        pytest.param("Nobody", None, id="nobody"),
    ],
)
def test_a_name_is_found_in_any_spelling(
    page: Page, address: str, asked: str, expected: Any
) -> None:
    page.goto(f"{address}people/index.html")
    page.fill("#name", asked)
    page.wait_for_selector("#found a, #found p")
    links = [link.get_attribute("href") for link in page.locator("#found a").all()]
    assert links == ([f"../person/{expected}.html"] if expected else [])
    if expected:
        page.click("#found a")
        expect(page.locator("h1.name")).to_be_visible()
    assert asked not in page.url


def test_the_script_folds_as_the_index_was_folded(page: Page, address: str) -> None:
    """The two walks over the table are written twice, in two languages; they have to agree."""
    page.goto(address)
    source = page.evaluate("fetch('site/find.js').then((answer) => answer.text())")
    start, end = source.index("const normal"), source.index("// The people whose")
    body = source[start:end]
    script = (
        "async (texts) => { const MOST = 6, VOWEL = 'a';"
        f"{body}"
        " const table = await (await fetch('search/letters.json')).json();"
        " return texts.map((text) => cutWords(text).map((word) => [word, fold(word, table)])); }"
    )
    found = page.evaluate(script, list(SPELLINGS))
    assert found == [[[word, fold_word(word)] for word in cut_words(one)] for one in SPELLINGS]


def test_without_script_the_lists_remain(new_context: Any, address: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(address)
    expect(page.locator("#find")).to_be_hidden()
    page.click("text=All names, by letter")
    page.click(".letters a >> nth=1")
    page.click(f"a[href*='{world.NIKALAI}']")
    expect(page.locator("h1")).to_have_text("Мікалай Прыдуманы")
