"""The queue of questions who is who: asked, answered, taken back."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.web.conftest import MEMBER
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
from vardas.registry import opening
from vardas.registry.records.models import Judgement


def add_person(name: str) -> UUID:
    station = opening.current().station
    facts: list[tuple[str, object]] = [("name", {"text": name})]
    return add_record(station, MEMBER, "person", facts, Grounds()).records[0]


@pytest.fixture
def pair(signed_in: Client) -> tuple[UUID, UUID]:
    return add_person("Мікалай Ткачук"), add_person("Nikolai Tkachuk")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_queue_says_what_it_is_for(signed_in: Client) -> None:
    assert "No two people here" in page(signed_in, "/same/")
    assert "Nothing has been answered yet." in page(signed_in, "/same/answered/")


def test_a_pair_is_shown_with_the_reasons(signed_in: Client, pair: tuple[UUID, UUID]) -> None:
    queue = page(signed_in, "/same/")
    assert "Мікалай and Nikolai: same given name" in queue
    assert f"/same/{pair[0]}/{pair[1]}/" in queue
    shown = page(signed_in, f"/same/{pair[1]}/{pair[0]}/")
    assert "Ткачук and Tkachuk: same sounds" in shown
    assert shown.count("Everything recorded, with its source") == 2
    assert "<title>The same person? · Vardas</title>" in " ".join(shown.split())


def test_answering_joins_and_undoing_parts(signed_in: Client, pair: tuple[UUID, UUID]) -> None:
    one, other = pair
    address = f"/same/{one}/{other}/answer/"
    assert signed_in.post(address, {"answer": "same", "why": "one passport"}).status_code == 302
    for each in pair:
        person = page(signed_in, f"/people/{each}/")
        assert "Joined from 2 records" in person
        assert "Мікалай Ткачук" in person
        assert "Nikolai Tkachuk" in person
    answered = page(signed_in, "/same/answered/")
    assert "one passport" in answered
    judgement = Judgement.objects.get()
    assert signed_in.post(f"/same/undo/{judgement.pk}/").status_code == 302
    assert "Joined from" not in page(signed_in, f"/people/{one}/")
    assert "Мікалай and Nikolai" in page(signed_in, "/same/")


def test_a_made_up_answer_is_not_taken(signed_in: Client, pair: tuple[UUID, UUID]) -> None:
    signed_in.post(f"/same/{pair[0]}/{pair[1]}/answer/", {"answer": "maybe"})
    assert not Judgement.objects.exists()


def test_what_is_no_pair_is_not_found(signed_in: Client, pair: tuple[UUID, UUID]) -> None:
    for address in (f"/same/{pair[0]}/{pair[0]}/", f"/same/{pair[0]}/{UUID(int=3)}/"):
        assert signed_in.get(address).status_code == 404
    assert signed_in.post(f"/same/undo/{UUID(int=3)}/").status_code == 404


def test_names_that_wait_can_be_compared(signed_in: Client, pair: tuple[UUID, UUID]) -> None:
    assert signed_in.post("/same/compare/").status_code == 302
