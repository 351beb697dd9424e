"""The public list of ten thousand people: no page of it is large, whatever the language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.made_up import MadeUp
from bench.public_site import MADE, clear_statements
from tests.publish.public_list import world
from tests.publish.public_list.pages import Page, find_dead_links
from vardas.publish.public_list import write_site

LIMIT = 50_000


@pytest.mark.slow
def test_pages_of_a_large_list_are_small(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    cleared = clear_statements(MadeUp().statements(10_000))
    report = write_site(cleared, folder, made=MADE, languages=("ru",))
    assert report.people == 10_000
    assert report.largest_page[1] < LIMIT
    for path in (folder / "search").iterdir():
        assert path.stat().st_size < 4 * LIMIT, path.name
    for path in sorted(folder.rglob("*.html"))[::50]:
        page = Page(path)
        assert [*page.faults, *find_dead_links(folder, path, page)] == []


def test_one_endless_record_makes_no_endless_page(tmp_path: Path) -> None:
    endless = world.record(
        world.NIKALAI,
        "person",
        name=[world.name("'\"" * 400 + f" {number}") for number in range(60)],
        occupation=["&" * 9_000 + str(number) for number in range(20)],
    )
    report = write_site(
        world.clear([endless, *world.make_events()]),
        tmp_path / "site",
        made=world.MADE,
        languages=("en",),
    )
    assert report.largest_page[1] < LIMIT
    sheets = [path.read_text() for path in (tmp_path / "site/person").glob("*-*-*-*-*-*.html")]
    assert any("cut here" in sheet for sheet in sheets)
    whole = json.loads((tmp_path / "site/data/list.json").read_text())
    person = next(one for one in whole["records"] if one["kind"] == "person")
    assert len(person["fields"]["occupation"]["values"][0]["value"]) > 9_000
