"""Two members stand behind whatever becomes public, and what was taken back does not leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.publish.world import Answer, World
from tests.registry.conftest import MEMBER, make_station
from vardas.actions.facts import add_facts, correct_statement, retract_record
from vardas.actions.plan import Grounds
from vardas.actions.publishing import (
    NobodyElseHere,
    NoSuchPublication,
    NothingToPublish,
    NotTheirsToGive,
    SecondMemberNeeded,
    approve_publication,
    carry_out,
    find_latest,
    find_standing,
    look_at_publication,
    may_give,
    preview_publication,
    propose_publication,
)
from vardas.publish.approval import ApprovalUnreadable, read_content
from vardas.publish.cleared import Cleared
from vardas.registry.access.reader import Reader, reading_as
from vardas.registry.access.roles import Role
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.reading import read_record
from vardas.registry.records.models import Disclosure
from vardas.registry.tables.ledger import Commit
from vardas.registry.tables.member import Member

LIST = "say_arrived"
SECOND = UUID(int=8)


@pytest.fixture
def world(db: None) -> World:
    rebuild()
    world = World(make_station())
    for number, name in ((7, "Nadzeya"), (8, "Vera")):
        Member.objects.create(id=UUID(int=number), name=name, joined=world.station.clock())
    return world


@pytest.fixture
def ana(world: World) -> UUID:
    return world.add_person("Ana Kukul", agreed=[LIST])


def propose(world: World, **more: Any) -> UUID:
    return propose_publication(world.station, MEMBER, LIST, "public", world.answers, **more)[0]


def names(cleared: Cleared) -> list[str]:
    return [record.caption for record in cleared.of_kind("person")]


def carry(world: World, publication: UUID, member: UUID = MEMBER) -> list[str]:
    return carry_out(world.station, member, publication, world.answers, "site", names)[0]


def test_proposed_approved_carried_out_in_three_commits(world: World, ana: UUID) -> None:
    before = Commit.objects.count()
    publication = propose(world, why="first list")
    assert not find_standing(publication).is_approved
    approve_publication(world.station, SECOND, publication)
    assert carry(world, publication) == ["Ana Kukul"]
    assert Commit.objects.count() == before + 3
    file = read_record(publication)
    assert file is not None
    assert [claim.origin.action for claim in file.history[-2:]] == [
        "approve_publication",
        "carry_out_publication",
    ]
    assert file.history[-1].value.endswith(" · site")
    (disclosure,) = Disclosure.objects.all()
    assert disclosure.people == [str(ana)]
    assert (disclosure.format, disclosure.recipient, disclosure.records) == ("site", "public", 1)
    assert (disclosure.approved_by, disclosure.publication) == ([str(SECOND)], publication)
    latest = find_latest(LIST)
    assert latest is not None
    assert latest.id == publication


def test_nobody_approves_what_they_proposed(world: World, ana: UUID) -> None:
    publication = propose(world)
    with pytest.raises(SecondMemberNeeded):
        approve_publication(world.station, MEMBER, publication)
    with pytest.raises(SecondMemberNeeded):
        carry(world, publication)
    Member.objects.filter(pk=SECOND).update(is_active=False)
    with pytest.raises(NobodyElseHere):
        approve_publication(world.station, MEMBER, publication)
    with pytest.raises(NobodyElseHere):
        carry(world, publication)


@pytest.mark.parametrize("member", [MEMBER, SECOND])
def test_an_approval_written_by_hand_is_none(world: World, ana: UUID, member: UUID) -> None:
    publication = propose(world)
    add_facts(world.station, member, publication, [("approved", True)], Grounds())
    assert not find_standing(publication).is_approved


def test_what_was_changed_after_the_approval_is_not_approved(world: World, ana: UUID) -> None:
    publication = propose(world)
    approve_publication(world.station, SECOND, publication)
    content = find_standing(publication).file.fields["content"].live[0]
    correct_statement(world.station, MEMBER, content.id, "AAAA", Grounds(), "more")
    assert not find_standing(publication).is_approved
    with pytest.raises(SecondMemberNeeded):
        carry(world, publication)


def test_an_approval_taken_back_counts_no_longer(world: World, ana: UUID) -> None:
    publication = propose(world)
    approve_publication(world.station, SECOND, publication)
    add_facts(world.station, MEMBER, publication, [("approved", False)], Grounds())
    assert not find_standing(publication).is_approved
    retract_record(world.station, SECOND, publication, "too early")
    with pytest.raises(NoSuchPublication):
        find_standing(publication)


def test_who_took_their_agreement_back_does_not_leave(world: World, ana: UUID) -> None:
    eva = world.add_person("Eva Zub", agreed=[LIST])
    publication = propose(world)
    approve_publication(world.station, SECOND, publication)
    world.answers.given[ana] = {LIST: Answer("withdrawn")}
    assert carry(world, publication) == ["Eva Zub"]
    world.answers.given[eva] = {LIST: Answer("ended")}
    assert carry(world, publication) == []


def test_right_after_the_proposal_nothing_is_called_unapproved(world: World, ana: UUID) -> None:
    world.put(ana, world.add("event", title="Ola Haj freed", type="release"), "released")
    world.add_person("Ola Haj")
    world.add("account", type="demand", about=str(ana), words="Free her")
    preview = preview_publication(world.station, SECOND, propose(world), world.answers)
    assert names(preview) == ["Ana Kukul"]
    assert not [held for held in preview.held_back if held.reason == "not_approved"]


def test_what_came_after_the_proposal_does_not_join_in(world: World, ana: UUID) -> None:
    publication = propose(world)
    approve_publication(world.station, SECOND, publication)
    eva = world.add_person("Eva Zub", agreed=[LIST])
    add_facts(world.station, MEMBER, ana, [("name", {"text": "Ганна Кукуль"})], Grounds())
    preview = preview_publication(world.station, SECOND, publication, world.answers)
    assert [record.id for record in preview.of_kind("person")] == [ana]
    assert len(preview.of_kind("person")[0].all("name")) == 1
    held = {(held.record, held.field, held.reason) for held in preview.held_back}
    assert (ana, "name", "not_approved") in held
    assert (eva, "name", "not_approved") in held


def test_words_that_were_not_shown_do_not_join_in(world: World) -> None:
    paper = world.add("source", title="A newspaper", type="article")
    ola = world.add_person("Ola Haj")
    world.add("event", Grounds(paper, {"text": "Ola Haj was there"}), title="Bus", type="release")
    publication = propose(world)
    world.answers.given[ola] = {LIST: Answer()}
    preview = preview_publication(world.station, SECOND, publication, world.answers)
    assert [record.caption for record in preview.of_kind("event")] == ["Bus"]
    assert "Ola" not in repr([record.fields for record in preview])
    fresh = world.clear()
    assert "Ola Haj was there" in repr([record.fields for record in fresh.of_kind("event")])


def test_for_one_reader_one_member_is_enough_and_it_is_recorded(world: World) -> None:
    ana = world.add_person("Ana Kukul", agreed=["share_lawyer"])
    publication, cleared = propose_publication(
        world.station, MEMBER, "share_lawyer", "Mr Advakat", world.answers, people=[ana]
    )
    assert names(cleared) == ["Ana Kukul"]
    assert carry(world, publication) == ["Ana Kukul"]
    assert find_standing(publication).people == {ana}
    assert len(find_standing(publication).left) == 1


def test_nothing_is_proposed_where_nobody_agreed(world: World) -> None:
    world.add_person("Ola Haj")
    before = Commit.objects.count()
    with pytest.raises(NothingToPublish):
        propose(world)
    with pytest.raises(NoSuchPublication):
        approve_publication(world.station, SECOND, UUID(int=99))
    assert Commit.objects.count() == before


def test_an_export_that_fails_leaves_nothing_and_records_nothing(world: World, ana: UUID) -> None:
    publication = propose(world)
    approve_publication(world.station, SECOND, publication)
    before = Commit.objects.count()

    def fail(_: Cleared) -> None:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        carry_out(world.station, MEMBER, publication, world.answers, "site", fail)
    assert Commit.objects.count() == before


@pytest.mark.parametrize("text", ["not base64!", "AAAA", "é"])
def test_a_broken_approval_lets_nothing_out(text: str) -> None:
    with pytest.raises(ApprovalUnreadable):
        read_content(text)


@pytest.mark.parametrize(
    ("roles", "purpose", "may"),
    [
        ((Role.PUBLISHER,), LIST, True),
        ((Role.PUBLISHER,), "share_lawyer", False),
        ((Role.PUBLISHER, Role.CASEWORKER), "share_lawyer", True),
        ((Role.PUBLISHER, Role.CASEWORKER), "own_file", True),
        ((Role.CASEWORKER,), LIST, False),
        ((Role.KEEPER,), LIST, False),
        ((), LIST, False),
    ],
)
def test_members_give_out_only_what_they_may_see(
    world: World, roles: tuple[Role, ...], purpose: str, may: bool
) -> None:
    ana = world.add_person("Ana Kukul", agreed=[LIST, "share_lawyer"])
    recipient, people = ("public", None) if purpose == LIST else ("a reader", [ana])
    publication, _ = propose_publication(
        world.station, MEMBER, purpose, recipient, world.answers, people=people
    )
    with reading_as(Reader(SECOND, roles)):
        assert may_give(purpose) is may
        tries: list[Callable[[], object]] = [
            lambda: preview_publication(world.station, SECOND, publication, world.answers),
            lambda: approve_publication(world.station, SECOND, publication),
            lambda: carry(world, publication, SECOND),
            lambda: look_at_publication(
                world.station, SECOND, purpose, recipient, world.answers, people=people
            ),
        ]
        for attempt in tries:
            if may:
                attempt()
            else:
                with pytest.raises(NotTheirsToGive):
                    attempt()


def test_nobody_gives_out_about_a_person_they_are_barred_from(world: World) -> None:
    ana = world.add_person("Ana Kukul", agreed=["share_lawyer"])
    barred = Reader(SECOND, tuple(Role), hidden=frozenset({ana}))
    with reading_as(barred), pytest.raises(NotTheirsToGive):
        propose_publication(
            world.station, SECOND, "share_lawyer", "a reader", world.answers, people=[ana]
        )
