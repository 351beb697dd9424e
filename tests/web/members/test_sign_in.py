"""Signing in and out: whom it lets in, what it gives away, where it leads."""

import os
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.contrib.auth import authenticate
from django.test import Client

from vardas.keys.passphrase import Costs
from vardas.registry import keyfile, opening
from vardas.registry.tables.member import Member
from vardas.web.members import backend
from vardas.web.members.waiting import Waiting

NAME = "Nadzeya"
PASSPHRASE = "a lantern at the border"
SIGN_IN = "/sign-in/"


@pytest.fixture(autouse=True)
def fresh_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "waiting", Waiting(lambda: 0.0))


def sign_in(client: Client, name: str = NAME, passphrase: str = PASSPHRASE, **more: str) -> Any:
    return client.post(SIGN_IN, {"name": name, "passphrase": passphrase, **more})


def is_signed_in(client: Client) -> bool:
    return bool(client.get("/").status_code == 200)


@pytest.mark.parametrize(
    "name", [NAME, "  nadzeya ", "NADZEYA"], ids=["as written", "small letters", "capitals"]
)
def test_lets_the_member_in(key_file: None, client: Client, name: str) -> None:
    response = sign_in(client, name)
    assert response.status_code == 302
    assert response.url == "/"
    assert is_signed_in(client)


WRONG = {
    "passphrase": (NAME, "another lantern altogether"),
    "passphrase in capitals": (NAME, PASSPHRASE.upper()),
    "passphrase with a space": (NAME, PASSPHRASE + " "),
    "name": ("Vera", PASSPHRASE),
    "no name": ("", PASSPHRASE),
    "no passphrase": (NAME, ""),
}


@pytest.mark.parametrize(("name", "passphrase"), WRONG.values(), ids=WRONG)
def test_keeps_others_out(key_file: None, client: Client, name: str, passphrase: str) -> None:
    response = sign_in(client, name, passphrase)
    assert response.status_code == 200
    assert passphrase not in response.content.decode() or not passphrase
    assert not is_signed_in(client)


def test_an_unknown_name_and_a_wrong_passphrase_look_alike(key_file: None, client: Client) -> None:
    def show(name: str) -> str:
        page = sign_in(client, name, "another lantern altogether").content.decode()
        start = page.index("<main")
        return (
            page[start:].split("csrfmiddlewaretoken")[0] + page[start:].split("</form>")[0][-900:]
        )

    answer = "Name and passphrase do not belong together."
    assert answer in show(NAME)
    assert answer in show("Vera")


@pytest.mark.parametrize("name", [NAME, "Vera", "Suspended"])
def test_every_try_costs_one_slot(
    key_file: None, client: Client, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    opened: list[UUID | None] = []
    original = keyfile.open_key_file

    def count(file: Any, passphrase: str, member: UUID | None = None) -> Any:
        opened.append(member)
        return original(file, passphrase, member)

    monkeypatch.setattr(backend, "open_key_file", count)
    Member.objects.create(
        id=UUID(int=8), name="Suspended", is_active=False, joined=opening.read_clock()
    )
    sign_in(client, name, "another lantern altogether")
    assert opened == [UUID(int=7)]


def test_the_first_members_passphrase_opens_nobody_elses_account(
    key_file: None, client: Client
) -> None:
    Member.objects.create(id=UUID(int=8), name="Vera", joined=opening.read_clock())
    for name in ["Vera", "nobody"]:
        sign_in(client, name)
        assert not is_signed_in(client)


def test_each_member_has_a_passphrase_of_their_own(key_file: None, client: Client) -> None:
    folder = opening.current().folder
    file = keyfile.read_key_file(folder)
    keys = keyfile.open_key_file(file, PASSPHRASE)
    other = keyfile._make_slot(
        UUID(int=8), "a second lantern", keys.master, os.urandom, Costs(64, 1, 1)
    )
    keyfile.write_key_file(folder, msgspec.structs.replace(file, slots=(*file.slots, other)))
    Member.objects.create(id=UUID(int=8), name="Vera", joined=opening.read_clock())
    sign_in(client, "Vera", PASSPHRASE)
    assert not is_signed_in(client)
    sign_in(client, "Vera", "a second lantern")
    assert is_signed_in(client)


def test_a_suspended_member_stays_out(key_file: None, client: Client) -> None:
    sign_in(client)
    Member.objects.update(is_active=False)
    assert not is_signed_in(client)
    sign_in(client)
    assert not is_signed_in(client)


def test_two_names_that_read_the_same_let_nobody_in(key_file: None, client: Client) -> None:
    Member.objects.create(id=UUID(int=8), name="NADZEYA", joined=opening.read_clock())
    sign_in(client)
    assert not is_signed_in(client)


def test_the_session_is_a_new_one(key_file: None, client: Client) -> None:
    client.cookies["vardas_session"] = "planted"
    client.get(SIGN_IN)
    sign_in(client)
    first = client.session.session_key
    assert first != "planted"
    client.post("/sign-out/")
    sign_in(client)
    assert client.session.session_key != first


NEXT = {
    "a page of ours": ("/open/missing/", "/open/missing/"),
    "with a query": ("/open/missing/?page=2", "/open/missing/?page=2"),
    "another host": ("https://elsewhere.example/", "/"),
    "without a scheme": ("//elsewhere.example/", "/"),
    "with backslashes": ("/\\elsewhere.example/", "/"),
    "a program": ("javascript:alert(1)", "/"),
    "nothing": ("", "/"),
}


@pytest.mark.parametrize(("asked", "reached"), NEXT.values(), ids=NEXT)
def test_goes_on_only_to_pages_of_ours(
    key_file: None, client: Client, asked: str, reached: str
) -> None:
    assert sign_in(client, next=asked).url == reached
    assert client.get(SIGN_IN, {"next": asked}).url == reached


def test_signing_out_needs_a_form(signed_in: Client) -> None:
    assert signed_in.get("/sign-out/").url == "/"
    assert is_signed_in(signed_in)
    assert signed_in.post("/sign-out/").url == SIGN_IN
    assert not is_signed_in(signed_in)


def test_too_many_tries_say_how_long_to_wait(key_file: None, client: Client) -> None:
    for _try in range(5):
        sign_in(client, passphrase="another lantern altogether")
    response = sign_in(client)
    assert response.status_code == 429
    assert "Wait 2 seconds" in response.content.decode()
    assert not is_signed_in(client)


def test_nothing_is_tried_while_waiting(
    key_file: None, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    for _try in range(5):
        sign_in(client, passphrase="another lantern altogether")
    monkeypatch.setattr(backend, "open_key_file", None)
    assert sign_in(client).status_code == 429


def test_a_busy_door_says_so(
    key_file: None, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(backend, "PATIENCE", 0.01)
    with backend._one_at_a_time:
        assert sign_in(client).status_code == 429


def test_other_credentials_are_nobody(key_file: None) -> None:
    assert authenticate(None, username=NAME, password=PASSPHRASE) is None


def test_a_demo_station_shows_its_way_in(
    member: Member, demo_station: None, client: Client
) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert "every lantern counts" in page
    assert NAME in page
    assert "Demonstration." in page


def test_a_demo_station_is_marked_on_every_page(signed_in: Client, demo_station: None) -> None:
    for path in ["/", "/search/", "/no-such-page/"]:
        assert "Demonstration." in signed_in.get(path).content.decode()


def test_an_ordinary_station_names_nobody(member: Member, client: Client) -> None:
    page = client.get(SIGN_IN).content.decode()
    assert NAME not in page
    assert "Demonstration." not in page
