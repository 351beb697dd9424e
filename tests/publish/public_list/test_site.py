"""The public list as a whole: every page of it, in every language, and what is gone from it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

import pytest

from tests.publish.public_list import world
from tests.publish.public_list.pages import Page, find_dead_links
from vardas.publish.public_list import Evidence, SiteReport, write_site
from vardas.publish.public_list.folder import FolderNotOurs

LIMIT = 50_000
FIRST = UUID(int=world.NIKALAI.int * 1_000_000)
ATOM = "{http://www.w3.org/2005/Atom}"


def write(folder: Path, cleared: Any = None, **more: Any) -> SiteReport:
    cleared = world.make_world() if cleared is None else cleared
    return write_site(cleared, folder, **{"made": world.MADE, "contact": "somebody", **more})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public") / "site"
    write(folder)
    return folder


def read_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_page_is_sound_and_its_links_lead_somewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    faults = {}
    for path in pages:
        page = Page(path)
        found = [*page.faults, *find_dead_links(site, path, page)]
        if path.stat().st_size >= LIMIT:
            found.append("too large")
        if found:
            faults[path.relative_to(site).as_posix()] = found
    assert faults == {}


def test_hostile_text_is_shown_and_does_nothing(site: Path) -> None:
    text = (site / f"person/{world.HOSTILE}.html").read_text()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "\u202e" not in text
    assert "⟨U+202E⟩" in text
    assert 'lang="&quot;' not in text
    letter = Page(site / f"source/{world.LETTER}.html")
    assert not any("javascript" in address for address in letter.links)
    assert any(
        "javascript:alert" in path.read_text() for path in [site / f"source/{world.LETTER}.html"]
    )


def test_text_from_right_to_left_stands_apart(site: Path) -> None:
    page = (site / f"person/{world.RTL}.html").read_text()
    assert f'<bdi lang="ar">{world.ARABIC}</bdi></h1>' in page


def test_titles_and_paths_hold_no_names(site: Path) -> None:
    titles = {Page(path).title for path in (site / "person").glob("*.html")}
    assert titles == {"Person · Public list of names"}
    for path in (site / "person").iterdir():
        assert UUID(path.stem)


def test_a_person_shows_all_spellings_and_where_they_stand(site: Path) -> None:
    page = Page(site / f"person/{world.NIKALAI}.html")
    for text in (
        "Мікалай Прыдуманы",
        "Николай Придуманный",
        "Mikalai Prydumany",
        "Released",
        "teacher",
    ):
        assert text in page.text
    assert "recognised" in page.text
    assert "made-up criteria" in page.text
    held = Page(site / "held/index.html").text
    assert "Вольга Выдуманая" in held
    assert "reportedly" in held
    assert "Мікалай" not in held
    assert world.ARABIC in held  # refused, and not seen since


def test_a_spelling_in_another_script_leads_to_the_person(site: Path) -> None:
    page = Page(site / f"people/latn-{ord('P'):04x}.html")
    assert f"../person/{world.NIKALAI}.html" in page.links
    assert "Mikalai Prydumany" in page.text
    assert "Мікалай Прыдуманы" in page.text


def test_an_event_shows_claimed_named_and_the_gap(site: Path) -> None:
    text = " ".join(Page(site / f"event/{world.EXPULSION}.html").text.split())
    assert "claimed: expelled52 or 51" in text
    assert "named here1" in text
    assert "not named here50 to 51" in text
    assert "forced deportation" in text
    assert "goodwill gesture" in text
    assert "Made-up Envoy negotiator" in text
    assert "the guards of the bus escort" in text
    assert "known to us" not in text  # a figure left open is no figure


def test_contested_facts_stand_side_by_side(site: Path) -> None:
    text = Page(site / "contested/index.html").text
    for word in ("52", "51", "11", "10", "forced deportation", "goodwill gesture"):
        assert word in text


def test_what_is_not_known_is_said(site: Path) -> None:
    text = Page(site / "unknown/index.html").text
    assert "Where has she been since?" in text
    assert "55 people known to us are not named here." in text


def test_what_was_withdrawn_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write(folder)
    report = write(folder, world.make_world(without=frozenset({world.VOLHA, UUID(int=103)})))
    assert report.gone >= 5
    for path, content in read_files(folder).items():
        assert str(world.VOLHA).encode() not in content, path
        assert "Выдуманая".encode() not in content, path
        assert str(world.VOLHA) not in path
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "one")
    write(tmp_path / "two")
    assert read_files(tmp_path / "one") == read_files(tmp_path / "two")


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(FolderNotOurs):
        write(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_fault_leaves_the_old_site_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    write(folder, languages=("en",))
    before = read_files(folder)

    def fail(*_arguments: object) -> bytes:
        raise RuntimeError

    monkeypatch.setattr("vardas.publish.public_list.site.make_feed", fail)
    with pytest.raises(RuntimeError):
        write(folder, languages=("en",))
    assert read_files(folder) == before
    assert [one.name for one in tmp_path.iterdir()] == ["site"]


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    report = write(tmp_path / "site", world.clear([]), languages=("en",))
    assert report.people == 0
    assert "Nobody is named yet" in Page(tmp_path / "site/index.html").text
    for path in (tmp_path / "site").rglob("*.html"):
        page = Page(path)
        assert [*page.faults, *find_dead_links(tmp_path / "site", path, page)] == []


def test_the_feed_is_atom(site: Path) -> None:
    feed = ElementTree.parse(site / "feed.xml").getroot()  # noqa: S314 (written by us)
    assert feed.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(ATOM + needed) is not None
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "Expulsion by bus", "Мікалай Прыдуманы", "Вольга Выдуманая",
    ]  # fmt: skip
    for entry in entries:
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert entry.findtext(f"{ATOM}updated", "").endswith("Z")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (site / link.attrib["href"]).is_file()


def test_tables_hold_no_formulas(site: Path) -> None:
    for path in (site / "data").glob("*.csv"):
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.reader(stream))
        assert len({len(row) for row in rows}) == 1
        for cell in (cell for row in rows for cell in row):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
    assert "Мікалай Прыдуманы" in (site / "data/people.csv").read_text(encoding="utf-8-sig")


def test_the_data_hold_every_value_with_its_source(site: Path) -> None:
    whole = json.loads((site / "data/list.json").read_text())
    found = {record["id"]: record for record in whole["records"]}
    first = found[str(world.NIKALAI)]["fields"]["name"]["values"][0]
    assert first["value"]["text"] == "Мікалай Прыдуманы"
    assert first["source"] == str(world.PAPER)
    assert found[str(world.EXPULSION)]["fields"]["count"]["contested"] is True


def test_the_list_to_print_is_a_tagged_document(site: Path) -> None:
    pdf = (site / "list.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf
    assert b"/Marked true" in pdf


def make_proof(**leaf: object) -> bytes:
    said = {"verb": "say", "id": str(FIRST), "record": str(world.NIKALAI), "kind": "person"}
    said |= {"field": "name", "value": world.name("Мікалай Прыдуманы"), "source": str(world.PAPER)}
    return json.dumps({"format": "vardas-proof", "leaf": json.dumps({**said, **leaf})}).encode()


@pytest.mark.parametrize(
    ("leaf", "is_whole", "is_published"),
    [
        pytest.param({}, True, True, id="says what was cleared"),
        pytest.param({}, False, False, id="something was held back"),
        pytest.param({"value": "another"}, True, False, id="another value"),
        pytest.param({"id": str(UUID(int=9))}, True, False, id="another statement"),
        pytest.param({"something": "new"}, True, False, id="a part nobody knows"),
    ],
)
def test_a_proof_tells_no_more_than_was_cleared(
    tmp_path: Path, leaf: dict[str, object], *, is_whole: bool, is_published: bool
) -> None:
    proofs = {FIRST: make_proof(**leaf)}
    evidence = Evidence("ab" * 32, b"{}", proofs, b"# check")
    cleared = world.make_world(is_whole=is_whole)
    report = write(tmp_path / "site", cleared, evidence=evidence, languages=("en",))
    place = f"proofs/{FIRST}.json"
    assert (tmp_path / "site" / place).exists() is is_published
    assert report.proofs == is_published
    assert report.proofs_held_back == (not is_published)
    page = Page(tmp_path / f"site/person/{world.NIKALAI}.html")
    assert (f"../{place}" in page.links) is is_published
    assert "ab" * 32 in Page(tmp_path / "site/proofs/index.html").text
    assert (
        find_dead_links(
            tmp_path / "site",
            tmp_path / "site/proofs/index.html",
            Page(tmp_path / "site/proofs/index.html"),
        )
        == []
    )
