"""Keeping the station through its pages: members, seals, sessions, shares, emergencies, the log."""

from __future__ import annotations

import os
import re
from uuid import UUID

import msgspec
import pytest
from django.test import Client

from tests.web.conftest import NAME, PASSPHRASE, Made
from vardas.actions.recovery import recover_member
from vardas.keys.passphrase import Costs
from vardas.registry import opening
from vardas.registry.access.journal import read_entries
from vardas.registry.keyfile import FILE_NAME, make_key_file, open_key_file, write_key_file
from vardas.registry.tables.access import Urgency
from vardas.registry.tables.member import Member
from vardas.web.members import backend
from vardas.web.members.keyring import IDLE, Keyring, keyring
from vardas.web.members.waiting import Waiting

SIGN_IN = "/sign-in/"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "waiting", Waiting(lambda: 0.0))
    monkeypatch.setattr(
        "vardas.registry.keyfile.Costs", lambda *costs: Costs(*(costs or (64, 1, 1)))
    )


@pytest.fixture
def keeper(key_file: None, member: Member, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The keeper, signed in with their passphrase, on a key file of its own."""
    folder = opening.current().folder
    file = make_key_file(member.pk, PASSPHRASE, os.urandom)
    write_key_file(folder, file)
    before = opening.current()
    keys = open_key_file(file, PASSPHRASE)
    opened = opening.Opened(folder, before.file, keys, before.station)
    monkeypatch.setattr(opening, "_current", opened)
    client = Client()
    client.post(SIGN_IN, {"name": NAME, "passphrase": PASSPHRASE})
    return client


def read(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def invite(keeper: Client, name: str, *roles: str) -> tuple[Member, str]:
    page = keeper.post("/members/new/", {"name": name, "roles": list(roles)}).content.decode()
    found = re.search(r"<code>([a-z0-9-]+)</code>", page)
    assert found, page
    return Member.objects.get(name=name), found.group(1)


def come_in(name: str, first: str, own: str) -> Client:
    """Sign an invited member in: they are asked for a passphrase of their own before all else."""
    client = Client()
    client.post(SIGN_IN, {"name": name, "passphrase": first})
    assert client.get("/people/").url == "/my/passphrase/"
    answer = client.post("/my/passphrase/", {"present": first, "fresh": own, "again": own})
    assert answer.status_code == 302
    return client


def test_an_invited_member_comes_in_and_sees_what_their_role_sees(keeper: Client) -> None:
    medic, first = invite(keeper, "Vera", "medic")
    client = come_in("Vera", first, "seven boats on the lake")
    assert client.get("/people/").status_code == 200
    assert client.get("/members/").status_code == 403
    assert client.get("/lists/").status_code == 403
    keeper.post(f"/members/{medic.pk}/roles/", {"roles": ["auditor"]})
    assert client.get("/people/").status_code == 403
    assert "The log is whole" in read(client, "/readings/")


def test_a_seal_is_given_written_under_and_read(keeper: Client, made: Made) -> None:
    medic, first = invite(keeper, "Vera", "medic")
    client = come_in("Vera", first, "seven boats on the lake")
    person = made["person"]
    add = f"/records/{person}/add/health/"
    fields = {"health": "asthma", "grounds-certainty": "stated"}
    assert "nobody holds that seal yet" in keeper.post(add, fields).content.decode()
    keeper.post(f"/seals/health/{medic.pk}/", {"do": "give"})
    keeper.post(add, fields)
    assert "asthma" not in read(keeper, f"/people/{person}/")
    # The key was given while she was signed in: it is open from the next page on.
    assert "asthma" in read(client, f"/people/{person}/")
    assert [entry.what for entry in read_entries(about=person)] == ["opened_sealed"]
    assert "opened what is sealed" in read(client, f"/records/{person}/readings/")
    client.post("/sign-out/")
    assert keyring.find("gone", medic.pk) is None
    assert not [kept for kept in keyring._kept.values() if kept.member == medic.pk]


def test_a_session_without_the_key_shows_it_closed(keeper: Client, made: Made) -> None:
    medic, first = invite(keeper, "Vera", "medic")
    client = come_in("Vera", first, "seven boats on the lake")
    keeper.post(f"/seals/health/{medic.pk}/", {"do": "give"})
    keeper.post(
        f"/records/{made['person']}/add/health/",
        {"health": "asthma", "grounds-certainty": "stated"},
    )
    keyring.forget_member(medic.pk)  # as when the program was started anew
    assert "asthma" not in read(client, f"/people/{made['person']}/")
    assert "Your seals are closed" in read(client, "/my/")


def test_a_suspended_member_is_out_at_once(keeper: Client) -> None:
    medic, first = invite(keeper, "Vera", "medic")
    client = come_in("Vera", first, "seven boats on the lake")
    keeper.post(f"/members/{medic.pk}/suspend/")
    assert client.get("/people/").url.startswith("/sign-in/")
    assert "suspended" in read(keeper, "/members/")


def test_sessions_are_listed_and_ended(keeper: Client) -> None:
    elsewhere = Client(headers={"user-agent": "A lost laptop"})
    elsewhere.post(SIGN_IN, {"name": NAME, "passphrase": PASSPHRASE})
    page = read(keeper, "/my/")
    assert "A lost laptop" in page
    mark = re.search(r'name="mark" value="([0-9a-f]+)"', page)
    assert mark
    keeper.post("/my/sessions/end/", {"mark": mark.group(1)})
    assert elsewhere.get("/people/").status_code == 302
    assert keeper.get("/people/").status_code == 200
    assert "A lost laptop" not in read(keeper, "/my/")


def test_another_members_session_is_not_ended(keeper: Client) -> None:
    _medic, first = invite(keeper, "Vera", "medic")
    client = come_in("Vera", first, "seven boats on the lake")
    mark = re.search(r'name="mark" value="([0-9a-f]+)"', read(keeper, "/my/") + "nothing")
    assert mark is None  # only one's own, and this one has no button
    client.post("/my/sessions/end/", {"mark": "0" * 24})
    assert keeper.get("/people/").status_code == 200


def test_shares_are_shown_once_and_bring_the_member_back(keeper: Client) -> None:
    assert "not right" in keeper.post("/my/shares/", {"present": "wrong words"}).content.decode()
    page = keeper.post("/my/shares/", {"present": PASSPHRASE}).content.decode()
    shares = re.findall(r"<code>([a-z ]+)</code>", page)
    assert len(shares) == 3
    folder = opening.current().folder
    recover_member(folder, shares[:2], "seven boats on the lake", os.urandom)
    client = Client()
    client.post(SIGN_IN, {"name": NAME, "passphrase": "seven boats on the lake"})
    assert client.get("/people/").status_code == 200


def test_two_different_new_passphrases_are_refused(keeper: Client) -> None:
    fields = {"present": PASSPHRASE, "fresh": "seven boats on the lake", "again": "eight boats"}
    assert "The two are different" in keeper.post("/my/passphrase/", fields).content.decode()


def test_a_narrowed_person_is_gone_for_the_others_until_the_glass_is_broken(
    keeper: Client, made: Made
) -> None:
    _medic, first = invite(keeper, "Vera", "medic")
    client = come_in("Vera", first, "seven boats on the lake")
    person, page = made["person"], f"/people/{made['person']}/"
    assert "Аляксандр" in read(client, "/people/")
    keeper.post(f"/records/{person}/narrow/", {"members": [], "why": "nobody yet"})
    keeper.post(
        f"/records/{person}/narrow/", {"members": [str(UUID(int=7))], "why": "he was threatened"}
    )
    assert client.get(page).status_code == 404
    assert "Аляксандр" not in read(client, "/people/")
    client.post("/search/", {"words": "Прыкладны"})
    assert "Аляксандр" not in read(client, "/search/")
    assert read(keeper, page)
    client.post(f"/people/{person}/urgent/", {"why": "unconscious, allergies?"})
    assert "Аляксандр" in read(client, page)
    urgency = Urgency.objects.get()
    assert "unconscious" in read(keeper, "/urgent/")
    keeper.post(f"/urgent/{urgency.pk}/", {"why": "it was right"})
    assert "it was right" in read(keeper, "/urgent/")


def test_a_barred_member_does_not_see_the_person(keeper: Client, made: Made) -> None:
    vera, first = invite(keeper, "Vera", "documenter")
    client = come_in("Vera", first, "seven boats on the lake")
    keeper.post(f"/people/{made['person']}/bar/", {"member": str(vera.pk), "why": "a cousin"})
    assert client.get(f"/people/{made['person']}/").status_code == 404
    assert "Аляксандр" not in read(client, f"/events/{made['event']}/")
    keeper.post(f"/people/{made['person']}/bar/", {"lift": str(vera.pk)})
    assert client.get(f"/people/{made['person']}/").status_code == 200


def test_a_search_is_noted_without_its_words(keeper: Client, made: Made) -> None:
    keeper.post("/search/", {"words": "Прыкладны"})
    read(keeper, "/search/")
    newest = read_entries(limit=1)[0]
    assert newest.what == "searched"
    assert made["person"] in newest.records
    assert "Прыкладны" not in repr(newest)


def test_a_key_is_let_go_when_nobody_comes(key_file: None) -> None:
    now = [0.0]
    ring = Keyring(lambda: now[0])
    from vardas.keys.sealing import OpeningKey

    ticket = ring.keep(UUID(int=1), OpeningKey(bytes(96)))
    assert ring.find(ticket, UUID(int=1)) is not None
    assert ring.find(ticket, UUID(int=2)) is None
    now[0] = IDLE - 1
    assert ring.find(ticket, UUID(int=1)) is not None
    now[0] = 2 * IDLE
    assert ring.find(ticket, UUID(int=1)) is None
    assert len(ring) == 0


def test_the_key_file_names_no_member(keeper: Client) -> None:
    invite(keeper, "Vera", "medic")
    text = (opening.current().folder / FILE_NAME).read_text()
    assert "Vera" not in text
    assert msgspec.json.decode(text.encode())["slots"][1]["own"]
