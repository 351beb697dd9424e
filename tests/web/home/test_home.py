"""The start page: what is open, each figure a link; and all of each kind."""

import re

import pytest
from django.test import Client

from vardas.actions.facts import add_record, prefer_statement
from vardas.actions.plan import Grounds
from vardas.registry import opening
from vardas.registry.reading import read_record
from vardas.registry.tables.member import Member

Made = dict[str, object]
MATTERS = ["missing", "gaps", "questions", "contested", "entries"]


def read(client: Client, path: str = "/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_station_says_how_to_begin(signed_in: Client) -> None:
    page = read(signed_in)
    assert "This station is empty." in page
    assert "/add/person/" in page
    assert "/sources/new/" in page


def test_shows_who_is_not_accounted_for(signed_in: Client, made: Made) -> None:
    page = read(signed_in)
    assert f'/people/{made["missing"]}/"' in page
    assert "Refused to leave (11 September 2025), not seen since." in page


def test_shows_the_gap_between_the_number_and_the_names(signed_in: Client, made: Made) -> None:
    page = read(signed_in)
    assert "<b>1,052</b> claimed · <b>1</b> named · <b>1,051</b> not yet named" in page


def test_shows_contested_fields_by_their_labels(signed_in: Client, made: Made) -> None:
    page = read(signed_in, "/open/contested/")
    for key, label in (("person", "Born"), ("event", "How many")):
        assert re.search(rf'/{made[key]}/".*?{label}', page, re.DOTALL)


def test_shows_questions_with_whom_they_are_about(signed_in: Client, made: Made) -> None:
    page = read(signed_in)
    assert "Where has she been since?" in page
    assert f'/records/{made["question"]}/"' in page


def test_shows_the_latest_entries_with_who_made_them(signed_in: Client, made: Made) -> None:
    page = read(signed_in)
    assert "Withdrew a fact about" in page
    assert "Nadzeya" in page


def test_an_entry_about_a_verb_leads_to_its_record(
    signed_in: Client, made: Made, member: Member
) -> None:
    file = read_record(made["person"])  # type: ignore[arg-type]
    assert file is not None
    statement = file.fields["birth_date"].live[1].id
    prefer_statement(opening.current().station, member.id, statement)
    page = read(signed_in, "/open/entries/")
    assert re.search(rf'Showed another value first: <a href="/people/{made["person"]}/">', page)


def test_an_involvement_is_named_by_whom_and_what(signed_in: Client, made: Made) -> None:
    page = read(signed_in, "/open/entries/")
    assert "Аляксандр Прыкладны · expelled · Expulsion by bus" in page


@pytest.mark.parametrize("matter", MATTERS)
def test_each_figure_leads_to_all_of_its_kind(signed_in: Client, made: Made, matter: str) -> None:
    assert f'href="/open/{matter}/"' in read(signed_in)
    assert read(signed_in, f"/open/{matter}/").count("<li>") > 0


@pytest.mark.parametrize("matter", MATTERS)
def test_an_empty_kind_says_so(signed_in: Client, matter: str) -> None:
    assert "Nothing here now." in read(signed_in, f"/open/{matter}/")


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "9" * 30])
def test_any_page_number_is_taken(signed_in: Client, made: Made, number: str) -> None:
    read(signed_in, f"/open/contested/?page={number}")


def test_unknown_kinds_are_not_here(signed_in: Client) -> None:
    assert signed_in.get("/open/nonsense/").status_code == 404


def test_many_are_turned_page_by_page(
    signed_in: Client, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vardas.web.home.views.ON_A_PAGE", 2)
    station = opening.current().station
    for number in range(5):
        add_record(station, member.id, "question", [("text", f"Question {number}?")], Grounds())
    pages = [read(signed_in, f"/open/questions/?page={page}") for page in (1, 2, 3)]
    found = [re.findall(r"Question (\d)\?", page) for page in pages]
    assert [number for page in found for number in page] == ["4", "3", "2", "1", "0"]
    entries = [read(signed_in, f"/open/entries/?page={page}") for page in (1, 2, 3)]
    found = [re.findall(r"Question (\d)\?", page) for page in entries]
    assert [number for page in found for number in page] == ["4", "3", "2", "1", "0"]


def test_names_of_others_cannot_break_the_page(signed_in: Client, member: Member) -> None:
    station = opening.current().station
    text = "<img src=x onerror=alert(1)>\u202e"
    add_record(station, member.id, "question", [("text", text)], Grounds())
    page = read(signed_in)
    assert "&lt;img src=x" in page
    assert "<img" not in page
    assert "⟨U+202E⟩" in page


def test_what_is_recorded_shows_at_once(signed_in: Client, made: Made, member: Member) -> None:
    read(signed_in)
    station = opening.current().station
    add_record(station, member.id, "question", [("text", "What is new?")], Grounds())
    assert "What is new?" in read(signed_in)
