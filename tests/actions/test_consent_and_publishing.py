"""From the desk to the public list: a yes lets a name out until it is taken back."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.publish.world import World
from tests.registry.conftest import MEMBER, make_station
from vardas.actions.consent import Answer, Manner, take_consents, withdraw_consents
from vardas.actions.publishing import (
    approve_publication,
    carry_out,
    preview_publication,
    propose_publication,
)
from vardas.publish.allowed import ALLOWED, covers
from vardas.publish.cleared import Cleared
from vardas.registry.disclosures import find_still_public
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.permission import find_permissions
from vardas.registry.records.disclosure import GROUNDS
from vardas.registry.tables.member import Member

SECOND = UUID(int=8)
SPOKEN = Manner("spoken", "be", "")


@pytest.fixture
def world(db: None) -> World:
    rebuild()
    world = World(make_station())
    for number, name in ((7, "Nadzeya"), (8, "Vera")):
        Member.objects.create(id=UUID(int=number), name=name, joined=world.station.clock())
    return world


def names(cleared: Cleared) -> list[str]:
    return sorted(record.caption for record in cleared.of_kind("person"))


def test_whatever_the_gate_lets_out_can_be_recorded() -> None:
    assert set(ALLOWED) <= set(GROUNDS)


def test_a_list_may_hold_the_story_and_a_story_is_no_list() -> None:
    assert covers("say_arrived", "publish_story")
    assert covers("own_file", "own_file")
    assert not covers("publish_story", "say_arrived")
    assert not covers("own_file", "say_arrived")


def test_a_yes_lets_a_name_out_until_it_is_taken_back(world: World) -> None:
    ana, ola = world.add_person("Ana Kukul"), world.add_person("Ola Haj")
    world.add_person("Never Asked")
    station, list_ = world.station, "say_arrived"
    take_consents(station, MEMBER, ana, [Answer(list_, "yes")], SPOKEN)
    take_consents(station, MEMBER, ola, [Answer(list_, "yes")], SPOKEN)
    publication, _shown = propose_publication(station, MEMBER, list_, "public", find_permissions)
    approve_publication(station, SECOND, publication)
    first, _done = carry_out(station, MEMBER, publication, find_permissions, "site", names)
    assert first == ["Ana Kukul", "Ola Haj"]
    assert find_still_public([ana])
    withdrawn = withdraw_consents(station, MEMBER, ana, [list_])
    assert [(left.format, left.is_public) for left in withdrawn.left] == [("site", True)]
    preview = preview_publication(station, MEMBER, publication, find_permissions)
    assert names(preview) == ["Ola Haj"]
    again, _done = carry_out(station, MEMBER, publication, find_permissions, "site", names)
    assert again == ["Ola Haj"]
    assert not find_still_public([ana])
    assert find_still_public([ola])
