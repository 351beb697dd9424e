"""Planted words, looked for as every role with and without seals: none where it does not belong."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.registry.access.holding import Pairs
from tests.registry.planting import Garden, Planted, plant_everywhere
from tests.web.access.routes import find_routes
from tests.web.access.tally import TALLY
from tests.web.access.test_matrix import ARGUMENTS
from tests.web.conftest import BACKEND, MEMBER
from vardas.keys.sealing import OpeningKey, close_to
from vardas.registry import opening
from vardas.registry.access.roles import SCOPES, Role
from vardas.registry.access.seals import copy_context
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.records.models import StatementRow
from vardas.registry.records.visibility import SEALED, Visibility
from vardas.registry.tables.access import SealCopy
from vardas.registry.tables.member import Member
from vardas.web.members.keyring import TICKET, keyring

BESIDES = {Role.PUBLISHER: ("publication",)}
"""Records that a role works with, whatever the visibility of their fields."""
UUID_SHAPE = r"[0-9a-f-]{36}"
MATTERS = ("missing", "gaps", "questions", "contested")
pytestmark = pytest.mark.slow
OWN = OpeningKey(bytes(range(96)))


@pytest.fixture
def garden(holder: dict[Visibility, Pairs]) -> Garden:
    rebuild()
    Member.objects.create(id=MEMBER, name="Planter", joined=opening.read_clock())
    return plant_everywhere(opening.current().station, MEMBER)


def sign_in(role: Role, seals: dict[Visibility, Pairs]) -> Client:
    """Sign a member of one role in, who holds these seals."""
    member = Member.objects.create(
        id=UUID(int=200 + list(Role).index(role)),
        name=f"member {role.value}",
        joined=opening.read_clock(),
        roles=[role.value],
    )
    for seal, pairs in seals.items():
        for identifier, pair in pairs.items():
            SealCopy.objects.create(
                key_id=identifier,
                member=member.pk,
                box=close_to(OWN.public, pair.seed(), copy_context(seal, identifier, member.pk)),
                given_by=member.pk,
                given=opening.read_clock(),
            )
    client = Client(raise_request_exception=False)
    client.force_login(member, BACKEND)
    session = client.session
    session[TICKET] = keyring.keep(member.pk, OWN)
    session.save()
    return client


def crawl(client: Client, garden: Garden) -> Iterator[tuple[str, str]]:
    """Open every page of every record, with every statement; yields address and content."""
    statements = list(StatementRow.objects.exclude(record=None).values_list("statement", flat=True))
    for route in find_routes():
        if route.name in ("members:sign_out", "keeping:passphrase"):
            continue
        is_statement = route.name in (
            "editing:statement",
            "editing:proof",
            "editing:correct",
            "editing:retract",
            "editing:prefer",
            "editing:restore",
        )
        keys = statements if is_statement else list(garden.records.values())
        if is_statement and route.name not in ("editing:statement", "editing:proof"):
            keys = keys[:: len(keys) // 40]
        for key in keys if route.arguments else [None]:
            arguments = {
                name: key if kind == "UUIDConverter" else ARGUMENTS.get(name, "x")
                for name, kind in route.arguments
            }
            for matter in (
                ("missing", "gaps", "questions", "contested") if "matter" in arguments else ("",)
            ):
                if matter:
                    arguments["matter"] = matter
                address = reverse(route.name, kwargs=arguments)
                response = client.get(address)
                body = b"".join(response) if response.streaming else response.content
                yield f"{address} {response.headers}", body.decode(errors="replace")
    for kind in garden.records:
        yield "add", client.get(reverse("editing:add", args=[kind])).content.decode()
    yield "missing", client.get("/people/00000000-0000-0000-0000-000000000000/").content.decode()


def search(client: Client, word: str) -> Iterator[str]:
    """Look for a word as typed whole and half; yields what led to a record.

    The person is left out: their name is open to everybody here, and may sound like the word.
    """
    for typed in (word, word[:6]):
        client.post(reverse("search:search"), {"words": typed})
        for page in (
            client.get(reverse("search:search")),
            client.post(reverse("search:suggestions"), {"words": typed}),
        ):
            found = re.findall(rf'href="(/\w+/{UUID_SHAPE}/)"', page.content.decode())
            yield from (f"{typed} → {one}" for one in found if not one.startswith("/people/"))


def find_leaks(
    pages: Iterator[tuple[str, str]], forbidden: list[Planted]
) -> list[tuple[str, Planted]]:
    """Return where a word stands that its reader should not see."""
    return [
        (address, planted)
        for address, body in pages
        for planted in forbidden
        if planted.word in body or planted.word in address
    ]


@pytest.mark.parametrize("with_seals", [False, True], ids=["no seal", "their seals"])
@pytest.mark.parametrize("role", list(Role))
def test_no_word_comes_out_where_it_does_not_belong(
    role: Role,
    with_seals: bool,
    garden: Garden,
    holder: dict[Visibility, Pairs],
    caplog: pytest.LogCaptureFixture,
) -> None:
    held = {seal: holder[seal] for seal in SCOPES[role].sees & SEALED} if with_seals else {}
    client = sign_in(role, held)
    sees = (SCOPES[role].sees - SEALED) | set(held)
    forbidden = [
        planted
        for planted in garden.words
        if planted.visibility not in sees and planted.kind not in BESIDES.get(role, ())
    ]
    with caplog.at_level(logging.DEBUG):
        leaks = find_leaks(crawl(client, garden), forbidden)
        for planted in forbidden[::5]:
            leaks += [(where, planted) for where in search(client, planted.word)]
    leaks += [("log", planted) for planted in garden.words if planted.word in caplog.text]
    TALLY["planted"] += len(forbidden)
    TALLY["leaks"] += len(leaks)
    assert leaks == []


def test_every_field_that_can_hold_a_word_holds_one(garden: Garden) -> None:
    assert len(garden.words) > 150
    assert {planted.visibility for planted in garden.words} == set(Visibility)


@pytest.mark.parametrize("role", [Role.DOCUMENTER, Role.CASEWORKER])
def test_the_crawl_does_see_what_the_role_may_see(
    role: Role, garden: Garden, holder: dict[Visibility, Pairs]
) -> None:
    """The test of the test: a crawl that saw nothing would find no leak either."""
    client = sign_in(role, {seal: holder[seal] for seal in SCOPES[role].sees & SEALED})
    pages = "\n".join(body for _address, body in crawl(client, garden))
    sees = SCOPES[role].sees
    fields = [p for p in garden.words if p.visibility in sees and ":" not in p.field]
    unseen = [p for p in fields if p.word not in pages]
    assert len(unseen) < len(fields) / 5, unseen
