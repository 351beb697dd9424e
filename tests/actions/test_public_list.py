"""The public list in a folder: what was taken back is gone, and what leaves can be proved."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from tests.publish.world import Answer, World
from tests.registry.conftest import MEMBER, make_station
from vardas.actions.plan import Grounds
from vardas.actions.public_list import NotApproved, gather_evidence, write_public_list
from vardas.actions.publishing import approve_publication, find_standing, propose_publication
from vardas.ledger.proof import verify_proof
from vardas.publish.public_list.folder import FolderNotOurs
from vardas.registry.fold.rebuild import rebuild

LIST = "say_arrived"


@pytest.fixture
def world(db: None) -> World:
    rebuild()
    return World(make_station())


def approve(world: World) -> UUID:
    publication, _ = propose_publication(world.station, MEMBER, LIST, "public", world.answers)
    approve_publication(world.station, UUID(int=8), publication)
    return publication


def find_text(folder: Path, text: str) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and text in path.read_text(errors="replace")
    ]


def test_whoever_took_it_back_is_gone_from_every_file(world: World, tmp_path: Path) -> None:
    ana = world.add_person("Ana Kukulevich", agreed=[LIST])
    world.add_person("Eva Zubrouskaya", agreed=[LIST])
    publication = approve(world)
    site = tmp_path / "site"
    first, done = write_public_list(world.station, MEMBER, site, world.answers)
    assert (first.people, len(done.cleared.of_kind("person"))) == (2, 2)
    assert find_text(site, "Kukulevich")
    world.answers.given[ana] = {LIST: Answer("withdrawn")}
    second, _ = write_public_list(world.station, MEMBER, site, world.answers)
    assert (second.people, second.gone > 0) == (1, True)
    assert not find_text(site, "Kukulevich")
    assert not find_text(site, str(ana))
    assert find_text(site, "Zubrouskaya")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert len(find_standing(publication).left) == 2


def test_without_approval_nothing_is_written(world: World, tmp_path: Path) -> None:
    world.add_person("Ana Kukulevich", agreed=[LIST])
    propose_publication(world.station, MEMBER, LIST, "public", world.answers)
    with pytest.raises(NotApproved):
        write_public_list(world.station, MEMBER, tmp_path / "site", world.answers)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_others_is_left_alone_and_nothing_is_recorded(
    world: World, tmp_path: Path
) -> None:
    world.add_person("Ana Kukulevich", agreed=[LIST])
    publication = approve(world)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(FolderNotOurs):
        write_public_list(world.station, MEMBER, tmp_path, world.answers)
    assert find_standing(publication).left == ()
    assert (tmp_path / "letter.txt").read_text() == "mine"


def test_proofs_are_of_what_leaves_whole(world: World) -> None:
    paper = world.add("source", title="A newspaper", type="article")
    letter = world.add("source", title="A letter", type="letter")
    open_ = world.add("event", Grounds(paper, {"text": "a bus"}), title="Bus", type="release")
    private = world.add("event", Grounds(letter, {"text": "x"}), title="Train", type="release")
    cleared = world.clear()
    evidence = gather_evidence(world.station, cleared)
    assert evidence.proofs is not None
    proven = {
        record.id: {said.statement for one in record.fields.values() for said in one.values}
        for record in cleared
    }
    assert proven[open_] <= evidence.proofs.keys()
    assert not proven[private] & evidence.proofs.keys()
    for proof in evidence.proofs.values():
        assert verify_proof(proof).header.station == world.station.name
    assert b"checkpoint" in evidence.checkpoint
