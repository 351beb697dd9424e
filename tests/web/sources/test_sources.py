"""Sources on the pages: added, with a text whose words lead to the facts and back."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import Made
from vardas.actions.case.loading import DEMO_CASE, load_case
from vardas.actions.facts import add_facts, add_record
from vardas.actions.plan import Grounds
from vardas.actions.sources import LARGEST_TEXT, add_source
from vardas.registry import opening
from vardas.registry.reading import find_records_from, find_statements_from
from vardas.registry.records.models import Source
from vardas.registry.tables.member import Member
from vardas.web.sources import views

NOWHERE = UUID(int=5)


def add(client: Client, data: bytes | None = None, **fields: str):
    files = {"file": SimpleUploadedFile("text.txt", data)} if data is not None else {}
    return client.post("/sources/new/", {**fields, **files})


def test_no_source_yet_says_what_to_do(signed_in: Client, member: Member) -> None:
    assert "There is no source yet" in signed_in.get("/sources/").content.decode()


def test_a_source_is_added_with_its_text(signed_in: Client, member: Member) -> None:
    answer = add(
        signed_in, "Першы радок\n".encode(), title="A letter", type="letter", published="2025"
    )
    source = Source.objects.get()
    assert answer["Location"] == f"/sources/{source.pk}/"
    assert (source.title, source.type, source.published) == ("A letter", "letter", "2025")
    page = signed_in.get(answer["Location"]).content.decode()
    assert "Першы радок" in page
    assert "A letter" in signed_in.get("/sources/").content.decode()


def test_a_text_can_be_pasted_and_is_kept_to_the_letter(signed_in: Client, member: Member) -> None:
    add(signed_in, title="A letter", text="  two \n\n lines ")
    assert Source.objects.get().text.replace("\r\n", "\n") == "  two \n\n lines "


def test_the_same_text_is_the_same_source(signed_in: Client, member: Member) -> None:
    add(signed_in, b"some words", title="A letter")
    answer = add(signed_in, b"some words", title="Another")
    assert Source.objects.count() == 1
    assert "was here already" in signed_in.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("data", "fields", "words"),
    [
        (None, {"title": ""}, "required"),
        (None, {"title": "x", "published": "31.02.2025"}, "has no day 31"),
        (None, {"title": "x", "type": "dragon"}, "Select a valid choice"),
        (None, {"title": "a\x00b"}, "Null characters"),
        (b"\xff\xfe\x00", {"title": "Kept"}, "not plain text"),
        (b"x" * (LARGEST_TEXT + 1), {"title": "Kept"}, "Split it into parts"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    signed_in: Client, member: Member, data: bytes | None, fields: dict[str, str], words: str
) -> None:
    answer = add(signed_in, data, **fields)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert f'value="{fields["title"]}"' in page or not fields["title"].isprintable()
    assert not Source.objects.exists()


def test_a_text_is_given_later(signed_in: Client, made: Made) -> None:
    path = f"/sources/{made['letter']}/text/"
    assert "Choose a file or paste" in signed_in.post(path, {"text": " "}).content.decode()
    assert signed_in.get(path).status_code == 200
    signed_in.post(path, {"text": "My dear,"})
    assert Source.objects.get(pk=made["letter"]).text == "My dear,"


@pytest.mark.parametrize("path", [f"/sources/{NOWHERE}/", f"/sources/{NOWHERE}/text/"])
def test_unknown_ids(signed_in: Client, member: Member, path: str) -> None:
    assert signed_in.get(path).status_code == 404


def test_another_kind_of_record_is_no_source(signed_in: Client, made: Made) -> None:
    assert signed_in.get(f"/sources/{made['person']}/").status_code == 404
    assert signed_in.get(f"/sources/{made['person']}/text/").status_code == 404


def find_links(page: str) -> tuple[set[str], set[str]]:
    """Return all places a page names and all it leads to within itself."""
    return set(re.findall(r'id="([^"]+)"', page)), set(re.findall(r'href="#([^"]+)"', page))


def test_words_lead_to_facts_and_back(signed_in: Client, made: Made) -> None:
    page = signed_in.get(f"/sources/{made['paper']}/").content.decode()
    places, links = find_links(page)
    assert links <= places
    stated = find_statements_from(made["paper"], find_records_from(made["paper"], 1000))
    for claims in stated.values():
        for claim in claims:
            if claim.say.quote:
                assert f"s-{claim.id}" in places
    marked = re.search(r'<a class="words" href="#(p-[0-9]+)"><mark>([^<]+)</mark>', page)
    assert marked
    assert marked[2] == "The bus carried Alaksandr Prykladny"
    assert marked[1] in places


def test_words_within_words_and_words_that_overlap_are_all_marked(
    signed_in: Client, member: Member
) -> None:
    station = opening.current().station
    text = "one two three four"
    source = add_source(station, member.id, {"title": "x"}, text.encode()).source
    person = add_record(station, member.id, "person", [("name", {"text": "A"})], Grounds())
    for start, end in ((0, 13), (4, 7), (8, 18), (4, 7)):
        grounds = Grounds(source, {"text": text[start:end], "at": [start, end]})
        add_facts(station, member.id, person.records[0], [("note", f"{start}")], grounds)
    page = signed_in.get(f"/sources/{source}/")
    reading = page.context["reading"]
    assert "".join(stretch.text for stretch in reading.stretches) == text
    assert [passage.words for passage in reading.passages] == ["one two three", "two", "three four"]
    assert [len(passage.statements) for passage in reading.passages] == [1, 2, 1]
    places, links = find_links(page.content.decode())
    assert {"p-1", "p-2", "p-3"} <= links <= places


def test_a_quote_that_is_not_in_the_text_is_shown_with_its_fact(
    signed_in: Client, made: Made
) -> None:
    station = opening.current().station
    grounds = Grounds(made["paper"], {"text": "never written", "at": [3, 16]})
    add_facts(station, UUID(int=7), made["person"], [("note", "a note")], grounds)
    page = signed_in.get(f"/sources/{made['paper']}/").content.decode()
    assert "Not tied to certain words" in page
    assert "a note" in page


def test_an_override_in_a_text_turns_nothing(signed_in: Client, member: Member) -> None:
    answer = add(signed_in, "a \u202e b \u2066".encode(), title="A\u202eB")
    page = signed_in.get(answer["Location"]).content.decode()
    assert "\u202e" not in page
    assert "\u2066" not in page


def test_the_columns_of_a_list_are_not_shown_as_a_fact(signed_in: Client, member: Member) -> None:
    from vardas.actions.lists import import_list
    from vardas.imports.observe import Observation

    rows = [Observation(2, {"Name": "Ana"}, {"name": [{"text": "Ana"}]}, ())]
    station = opening.current().station
    imported = import_list(station, member.id, rows, {"title": "Our list"}, columns=["Name"])
    page = signed_in.get(f"/sources/{imported.source}/").content.decode()
    assert "headings" not in page
    assert f"/lists/{imported.source}/" in page
    assert "1 row of this list" in page


@pytest.mark.slow
def test_each_fact_of_the_article_is_marked_at_its_words(
    signed_in: Client, member: Member, shared: Path
) -> None:
    station = opening.current().station
    load_case(station, member.id, DEMO_CASE)
    data = (shared / "seed" / "article.txt").read_bytes()
    added = add_source(station, member.id, {}, data)
    assert added.was_known
    answer = signed_in.get(f"/sources/{added.source}/")
    reading = answer.context["reading"]
    text = data.decode()
    assert "".join(stretch.text for stretch in reading.stretches) == text
    placed = [
        claim
        for record, claims in find_statements_from(
            added.source, find_records_from(added.source, 1000)
        ).items()
        for claim in claims
        if record != added.source and claim.say.quote
    ]
    assert len(placed) > 300
    places, links = find_links(answer.content.decode())
    assert links <= places
    marked = {statement for passage in reading.passages for statement in passage.statements}
    assert {claim.id for claim in placed} == marked
    assert {f"s-{statement}" for statement in marked} <= places
    left = [fact.claim for about in reading.elsewhere for fact in about.facts]
    assert not any(claim.say.quote for claim in left)


def test_a_source_with_very_many_facts_is_shown_in_pages(
    signed_in: Client, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "RECORDS_AT_ONCE", 2)
    station = opening.current().station
    title = [("title", "A long list")]
    paper = add_record(station, member.pk, "source", title, Grounds()).records[0]
    for number in range(3):
        name = [("name", {"text": f"Ana {number}"})]
        add_record(station, member.pk, "person", name, Grounds(source=paper))
    first = signed_in.get(f"/sources/{paper}/").content.decode()
    assert "Ana 0" in first
    assert "Ana 2" not in first
    second = signed_in.get(f"/sources/{paper}/?page=2").content.decode()
    assert "Ana 2" in second
    assert "More facts" not in second
