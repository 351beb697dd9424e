"""Reports of events in a folder: only with approval, over those before, the leaving recorded."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from tests.publish.world import Answer, World
from tests.registry.conftest import MEMBER, make_station
from vardas.actions.event_reports import write_event_reports
from vardas.actions.public_list import NotApproved
from vardas.actions.publishing import approve_publication, find_standing, propose_publication
from vardas.registry.fold.rebuild import rebuild

LIST = "say_arrived"


@pytest.fixture
def world(db: None) -> World:
    rebuild()
    return World(make_station())


def test_whoever_took_it_back_is_counted_no_more(world: World, tmp_path: Path) -> None:
    ana = world.add_person("Ana Kukulevich", agreed=[LIST])
    bus = world.add(
        "event", title="A made-up bus", type="expulsion", count={"number": 52, "of": "expelled"}
    )
    world.put(ana, bus)
    number, _ = propose_publication(world.station, MEMBER, LIST, "public", world.answers)
    approve_publication(world.station, UUID(int=8), number)
    written, done = write_event_reports(world.station, MEMBER, tmp_path, world.answers)
    assert [path.name for path in written] == ["facts.pdf", "facts.html", "facts.txt"]
    assert [one.id for one in done.cleared.of_kind("person")] == [ana]
    assert "One person is named here." in (tmp_path / "facts.txt").read_text()
    world.answers.given[ana] = {LIST: Answer("withdrawn")}
    write_event_reports(world.station, MEMBER, tmp_path, world.answers)
    assert "0 people are named here." in (tmp_path / "facts.txt").read_text()
    assert len(find_standing(number).left) == 2


def test_without_approval_nothing_is_written(world: World, tmp_path: Path) -> None:
    with pytest.raises(NotApproved):
        write_event_reports(world.station, MEMBER, tmp_path / "facts", world.answers)
    assert list(tmp_path.iterdir()) == []
