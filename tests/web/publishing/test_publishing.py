"""The room of publishing: what would leave, what stays and why, two members, one leaving."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.test import Client

from tests.publish.world import Answer, Answers
from tests.web.conftest import BACKEND, Made
from vardas.publish.formats.registry import Format, find_formats
from vardas.registry import opening
from vardas.registry.tables.ledger import Commit
from vardas.registry.tables.member import Member

LIST = {"purpose": "say_arrived"}


@pytest.fixture
def answers(made: Made, monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Alaksandr agreed to the public list, and to a lawyer; nobody asked Volha."""
    given = Answers()
    given.given[made["person"]] = {"say_arrived": Answer(), "share_lawyer": Answer()}
    monkeypatch.setattr("vardas.web.publishing.views.find_permissions", given)
    return given


@pytest.fixture
def second(answers: Answers) -> Client:
    other = Member.objects.create(
        id=UUID(int=8), name="Vera", joined=opening.read_clock(), roles=["publisher"]
    )
    client = Client()
    client.force_login(other, BACKEND)
    return client


def propose(client: Client, **wish: Any) -> str:
    answer = client.post("/publishing/propose/", {**LIST, **wish})
    assert answer.status_code == 302
    return str(answer["Location"])


def read(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_member_sees_what_would_leave_and_what_stays(signed_in: Client, answers: Answers) -> None:
    before = Commit.objects.count()
    answer = signed_in.post("/publishing/look/", LIST)
    page = answer.content.decode()
    leaving, staying = page.split('id="staying"')
    assert "Аляксандр Прыкладны" in leaving
    assert "Выдуманая" not in leaving
    assert "Вольга Выдуманая" in staying
    assert "This person has not been asked." in staying
    assert Commit.objects.count() == before


def test_two_members_and_then_it_leaves(signed_in: Client, second: Client) -> None:
    path = propose(signed_in)
    mine = read(signed_in, path)
    assert "Ask another publisher to look at it and approve." in mine
    assert "carry-out" not in mine
    refused = signed_in.post(f"{path}carry-out/", {"form": "json"})
    assert refused.status_code == 302
    signed_in.post(f"{path}approve/")
    assert "carry-out" not in read(signed_in, path)
    second.post(f"{path}approve/", {"why": "looked"})
    assert "carry-out" in read(signed_in, path)
    answer = signed_in.post(f"{path}carry-out/", {"form": "json"})
    assert answer["Content-Disposition"] == 'attachment; filename="vardas.json"'
    told = json.loads(answer.content)
    names = [one["caption"] for one in told["records"] if one["kind"] == "person"]
    assert names == ["Аляксандр Прыкладны"]
    after = read(second, path)
    assert "has left" in after
    assert all(name in after for name in ("Nadzeya", "Vera"))


def test_the_public_list_leaves_as_a_site(signed_in: Client, second: Client) -> None:
    path = propose(signed_in)
    second.post(f"{path}approve/")
    answer = signed_in.post(f"{path}carry-out/", {"form": "site"})
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        assert "index.html" in archive.namelist()
        told = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    assert "Прыкладны" in told
    assert "Выдуманая" not in told


@pytest.mark.parametrize(
    ("form", "start"),
    [("pdf", b"%PDF-"), ("html", b"<!doctype html>"), ("txt", b"Facts in plain terms")],
)
def test_the_facts_leave_in_plain_terms(
    signed_in: Client, second: Client, form: str, start: bytes
) -> None:
    path = propose(signed_in)
    second.post(f"{path}approve/")
    assert f'value="report-{form}"' in read(signed_in, path)
    answer = signed_in.post(f"{path}carry-out/", {"form": f"report-{form}"})
    assert answer["Content-Disposition"] == f'attachment; filename="facts.{form}"'
    assert answer.content.startswith(start)
    assert "Выдуманая" not in answer.content.decode(errors="replace")


@pytest.mark.parametrize("form", find_formats("say_arrived"), ids=lambda form: form.name)
def test_every_form_that_is_offered_leaves(signed_in: Client, second: Client, form: Format) -> None:
    path = propose(signed_in)
    second.post(f"{path}approve/")
    assert f'value="{form.name}"' in read(signed_in, path)
    answer = signed_in.post(f"{path}carry-out/", {"form": form.name})
    assert answer["Content-Type"] == form.media_type
    assert answer["Content-Disposition"].endswith(f'"vardas.{form.extension}"')
    assert answer.content
    assert "Выдуманая" not in answer.content.decode(errors="replace")


def test_no_people_finder_is_offered(signed_in: Client, second: Client) -> None:
    path = propose(signed_in)
    second.post(f"{path}approve/")
    assert 'value="pfif"' not in read(signed_in, path)
    assert signed_in.post(f"{path}carry-out/", {"form": "pfif"}).status_code == 404


def test_what_was_taken_back_since_does_not_leave(
    signed_in: Client, second: Client, answers: Answers, made: Made
) -> None:
    path = propose(signed_in)
    second.post(f"{path}approve/")
    answers.given[made["person"]] = {"say_arrived": Answer("withdrawn")}
    assert "This person took their agreement back." in read(signed_in, path)
    told = signed_in.post(f"{path}carry-out/", {"form": "json"}).content.decode()
    assert "Прыкладны" not in told


def test_the_only_member_is_told_that_a_second_one_is_needed(
    signed_in: Client, answers: Answers
) -> None:
    path = propose(signed_in)
    for page in (read(signed_in, path), read(signed_in, "/publishing/")):
        assert "You are the only member" in page


def test_for_one_reader_about_one_person(signed_in: Client, answers: Answers, made: Made) -> None:
    form = read(signed_in, f"/publishing/?person={made['person']}")
    assert 'name="recipient"' in form
    wish = {"purpose": "share_lawyer", "recipient": "Mr Advakat", "person": str(made["person"])}
    page = signed_in.post("/publishing/look/", wish).content.decode()
    assert "1024" not in page
    path = propose(signed_in, **wish)
    assert "Advakat" not in path
    answer = signed_in.post(f"{path}carry-out/", {"form": "json"})
    assert "1024" in answer.content.decode()


@pytest.mark.parametrize(
    "wish",
    [
        {"purpose": "anything"},
        {"purpose": "share_lawyer", "recipient": "Mr Advakat"},
        {"purpose": "share_lawyer"},
        {},
    ],
)
def test_what_cannot_be_asked_is_said(
    signed_in: Client, answers: Answers, wish: dict[str, str]
) -> None:
    for path in ("/publishing/look/", "/publishing/propose/"):
        answer = signed_in.post(path, wish)
        assert (answer.status_code, answer["Location"]) == (302, "/publishing/")
    assert "notice--bad" in read(signed_in, "/publishing/")


def test_unknown_publications_and_forms_are_not_found(signed_in: Client, answers: Answers) -> None:
    missing = f"/publishing/{UUID(int=5)}/"
    assert signed_in.get(missing).status_code == 404
    assert signed_in.post(f"{missing}approve/").status_code == 404
    assert signed_in.post(f"{missing}carry-out/", {"form": "json"}).status_code == 404
    assert signed_in.post(f"{propose(signed_in)}carry-out/", {"form": "x"}).status_code == 404


def test_nobody_signed_in_sees_nothing(client: Client, db: None) -> None:
    assert client.get("/publishing/").status_code == 302
    assert client.post("/publishing/look/", LIST).status_code == 302
