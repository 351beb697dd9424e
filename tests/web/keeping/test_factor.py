"""The second factor: set up, asked for, good once, spare codes, and taken away."""

from __future__ import annotations

import re
from base64 import b32decode
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import connection
from django.test import Client

from tests.web.conftest import NAME, PASSPHRASE
from tests.web.keeping.test_keeping import SIGN_IN, cheap, keeper, read
from vardas.registry import opening
from vardas.registry.access.journal import read_entries
from vardas.registry.tables.access import SecondFactor, SpareCode

__all__ = ["cheap", "keeper"]


def show_code(secret: bytes, steps: int = 0) -> str:
    """What the telephone shows, now or some half minutes from now."""
    now = int(datetime.now(UTC).timestamp())
    return TOTP(secret, 6, SHA1(), 30).generate(now + 30 * steps).decode()  # noqa: S303


def set_up(client: Client) -> tuple[bytes, list[str]]:
    """Set a second factor up; returns the secret and the spare codes."""
    page = read(client, "/my/code/")
    letters = re.search(r"<code>([A-Z2-7 ]+)</code>", page)
    assert letters
    assert 'src="data:image/svg+xml' in page
    secret = b32decode(letters.group(1).replace(" ", ""))
    done = client.post("/my/code/", {"code": show_code(secret, -1)}).content.decode()
    spare = re.findall(r"<code>([a-z2-7]{8})</code>", done)
    assert len(spare) == 8
    return secret, spare


def begin(passphrase: str = PASSPHRASE) -> Client:
    client = Client()
    client.post(SIGN_IN, {"name": NAME, "passphrase": passphrase})
    return client


def test_after_the_passphrase_a_code_is_asked_for(keeper: Client) -> None:
    secret, _spare = set_up(keeper)
    client = begin()
    assert client.get("/people/").url.startswith("/sign-in/")
    assert "One more step" in read(client, "/sign-in/code/")
    assert "does not fit" in client.post("/sign-in/code/", {"code": "000000"}).content.decode()
    assert client.get("/people/").status_code == 302
    assert client.post("/sign-in/code/", {"code": show_code(secret)}).url == "/"
    assert client.get("/people/").status_code == 200
    assert "Your seals are closed" not in read(client, "/my/")


def test_a_code_that_was_used_lets_nobody_in(keeper: Client) -> None:
    secret, _spare = set_up(keeper)
    code = show_code(secret)
    assert begin().post("/sign-in/code/", {"code": code}).status_code == 302
    assert "does not fit" in begin().post("/sign-in/code/", {"code": code}).content.decode()


def test_a_spare_code_is_good_once(keeper: Client) -> None:
    _secret, spare = set_up(keeper)
    assert begin().post("/sign-in/code/", {"code": spare[0].upper()}).status_code == 302
    assert "does not fit" in begin().post("/sign-in/code/", {"code": spare[0]}).content.decode()
    assert SpareCode.objects.count() == 7


def test_after_five_wrong_codes_it_begins_anew(keeper: Client) -> None:
    secret, _spare = set_up(keeper)
    client = begin()
    for _try in range(4):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200
    assert client.post("/sign-in/code/", {"code": "000000"}).url == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": show_code(secret)}).url == "/sign-in/"
    assert client.get("/people/").status_code == 302
    assert [entry.what for entry in read_entries(limit=5)] == ["sign_in_refused"] * 5


def test_without_the_passphrase_no_code_is_asked_for(keeper: Client) -> None:
    secret, _spare = set_up(keeper)
    client = begin("wrong words altogether")
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": show_code(secret)}).url == "/sign-in/"


def test_a_secret_not_confirmed_asks_nobody(keeper: Client) -> None:
    read(keeper, "/my/code/")
    assert "does not fit" in keeper.post("/my/code/", {"code": "000000"}).content.decode()
    assert begin().get("/people/").status_code == 200


def test_a_keeper_takes_a_lost_one_away(keeper: Client) -> None:
    set_up(keeper)
    member = SecondFactor.objects.get().member
    assert "the telephone is lost" in read(keeper, f"/members/{member}/")
    keeper.post(f"/members/{member}/code/")
    assert begin().get("/people/").status_code == 200
    assert not SpareCode.objects.exists()


def test_neither_secret_nor_spare_code_stands_in_a_table(keeper: Client) -> None:
    secret, spare = set_up(keeper)
    words = [secret.hex(), repr(secret)[2:-1], *spare, opening.current().keys.master.hex()]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            whole = repr(cursor.fetchall())
            assert not [word for word in words if word in whole], table


@pytest.mark.parametrize("late", [599, 601])
def test_waiting_too_long_begins_anew(
    keeper: Client, monkeypatch: pytest.MonkeyPatch, late: int
) -> None:
    set_up(keeper)
    client = begin()
    session = client.session
    session["vardas_waiting_for_code"] = {
        **session["vardas_waiting_for_code"],
        "since": datetime.now(UTC).timestamp() - late,
    }
    session.save()
    assert client.get("/sign-in/code/").status_code == (200 if late < 600 else 302)
