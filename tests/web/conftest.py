"""A signed-in member on a small made-up registry, in Django's client and in a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.test import Client

from tools.programs import find_chromium
from vardas.actions.facts import add_facts, add_record, retract_statements
from vardas.actions.plan import Grounds
from vardas.keys.passphrase import Costs
from vardas.registry import opening
from vardas.registry.access.roles import FIRST_ROLES
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.keyfile import FILE_NAME, make_key_file, write_key_file
from vardas.registry.tables.member import Member

# Playwright runs an event loop in the thread of the test; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

MEMBER = UUID(int=7)
NAME = "Nadzeya"
PASSPHRASE = "a lantern at the border"
BACKEND = "vardas.web.members.backend.PassphraseBackend"

Made = dict[str, UUID]


@pytest.fixture
def member(db: None) -> Member:
    """A member, on an empty registry."""
    rebuild()
    return make_member()


def make_member() -> Member:
    """Make the first member of a station, with the roles that one has."""
    roles = [role.value for role in FIRST_ROLES]
    return Member.objects.create(id=MEMBER, name=NAME, joined=opening.read_clock(), roles=roles)


@pytest.fixture
def key_file(member: Member) -> Iterator[None]:
    """The member's way in, at the lowest cost there is."""
    folder = opening.current().folder
    file = make_key_file(member.id, PASSPHRASE, os.urandom, costs=Costs(64, 1, 1))
    write_key_file(folder, file)
    yield
    (folder / FILE_NAME).unlink(missing_ok=True)


@pytest.fixture
def signed_in(member: Member, client: Client) -> Client:
    """Django's client with the member signed in."""
    client.force_login(member, BACKEND)
    return client


@pytest.fixture
def made(member: Member) -> Made:
    """A few made-up records: a bus with more people than names, one of them not seen since."""
    return make_records(member.id)


def make_records(member: UUID) -> Made:
    """Make the records; each is found again by its key."""
    station = opening.current().station

    def add(kind: str, facts: list[tuple[str, Any]], grounds: Grounds) -> UUID:
        return add_record(station, member, kind, facts, grounds).records[0]

    paper = add(
        "source",
        [
            ("title", "Made-up newspaper, 12 September"),
            ("type", "article"),
            ("published", "2025-09-12"),
            ("text", "The bus carried Alaksandr Prykladny. “It was deportation”, he said."),
        ],
        Grounds(),
    )
    letter = add("source", [("title", "Letter of a relative"), ("type", "letter")], Grounds())
    says = Grounds(paper, {"text": "The bus carried Alaksandr Prykladny", "at": [0, 35]})
    reports = Grounds(letter, said_by="an aunt", certainty="doubtful")
    person = add(
        "person",
        [
            ("name", {"text": "Аляксандр Прыкладны", "language": "be", "kind": "said"}),
            ("name", {"text": "Alaksandr Prykladny", "language": "en", "kind": "press"}),
            ("birth_date", "1960"),
            ("identifier", {"scheme": "prison_number", "value": "1024"}),
        ],
        says,
    )
    add_facts(station, member, person, [("birth_date", "1961-03-02")], reports)
    missing = add("person", [("name", {"text": "Вольга Выдуманая", "language": "be"})], says)
    place = add("place", [("name", {"text": "Kamienny Loh"}), ("type", "crossing")], says)
    event = add(
        "event",
        [
            ("title", "Expulsion by bus"),
            ("type", "expulsion"),
            ("when", "2025-09-11"),
            ("place", str(place)),
            ("count", {"number": 1052, "of": "expelled"}),
        ],
        says,
    )
    add_facts(station, member, event, [("count", {"number": 1051, "of": "expelled"})], reports)
    expelled = add(
        "involvement", [("event", str(event)), ("person", str(person)), ("role", "expelled")], says
    )
    add("involvement", [("event", str(event)), ("person", str(missing)), ("role", "refused")], says)
    question = add(
        "question",
        [("text", "Where has she been since?"), ("about", str(missing)), ("state", "open")],
        says,
    )
    withdrawn = add_facts(station, member, person, [("occupation", "beekeeper")], reports)
    retract_statements(station, member, withdrawn.statements, "somebody else was meant")
    return {
        "paper": paper,
        "letter": letter,
        "person": person,
        "missing": missing,
        "place": place,
        "event": event,
        "involvement": expelled,
        "question": question,
    }


@pytest.fixture
def demo_station() -> Iterator[None]:
    """Let the station be a demonstration, with a public passphrase."""
    before = opening.current()
    file = msgspec.structs.replace(before.file, demo_passphrase="every lantern counts")
    opening.adopt(replace(before, file=file))
    yield
    opening.adopt(before)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Let Playwright start the Chromium of this machine."""
    return {
        **browser_type_launch_args,
        "executable_path": str(find_chromium()),
        "args": ["--no-sandbox"],
    }


@pytest.fixture
def sign_in_browser(live_server: Any) -> Any:
    """Make records and give a browser's context the session of a signed-in member."""
    rebuild()
    member = make_member()
    records = make_records(member.id)
    client = Client()
    client.force_login(member, BACKEND)

    def sign_in(context: Any) -> Made:
        cookie = {"name": "vardas_session", "value": client.session.session_key}
        context.add_cookies([{**cookie, "url": live_server.url}])
        return records

    return sign_in
