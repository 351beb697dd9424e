"""A person's own file holds whatever is kept about them, and nothing about anybody else."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.publish.world import MADE, Answer, World, words_of
from tests.registry.access.holding import Pairs, make_holder
from tests.registry.conftest import MEMBER
from vardas.actions.plan import Grounds
from vardas.publish.cleared import Cleared
from vardas.publish.gate import PeopleMissing, clear_records
from vardas.publish.request import Request
from vardas.registry.access.reader import Reader
from vardas.registry.access.roles import Role
from vardas.registry.records.visibility import Visibility


def own_file(world: World, person: UUID, reader: Reader | None = None) -> Cleared:
    request = Request("own_file", "the person", MEMBER, MADE, frozenset({person}), reader=reader)
    return clear_records(request, world.answers, world.groups)


@pytest.fixture
def ana(world: World, holder: dict[Visibility, Pairs]) -> UUID:
    """Somebody of whom much is kept, and who said no to everything."""
    ana = world.add_person("Ana Kukul", birth_date="1985", note="likes bees", language="be")
    world.answers.given[ana] = {"say_arrived": Answer("no"), "share_lawyer": Answer("no")}
    letter = world.add("source", title="A letter", type="letter")
    trial = world.add("event", Grounds(letter, {"text": "x"}), title="A trial", type="trial")
    world.put(ana, trial, "sentenced")
    ward = world.add("event", title="In hospital", type="hospital")
    world.put(ana, ward, "patient")
    ola = world.add_person("Ola Haj", note="secret of another")
    world.put(ola, trial, "sentenced")
    world.add(
        "relationship", person=str(ana), type="sibling", other=str(ola), other_lives_in="Hrodna"
    )
    world.add("question", about=str(ana), text="Where are her papers?")
    world.add("question", about=str(trial), text="Was Ola Haj there?")
    world.add("consent", person=str(ana), purpose="say_arrived", answer="no", how="spoken")
    world.add("event", title="Another trial", type="trial")
    return ana


def test_everything_about_the_person_is_in_it(world: World, ana: UUID) -> None:
    cleared = own_file(world, ana)
    text = words_of(cleared)
    for word in ("1985", "likes bees", "A trial", "patient", "In hospital", "A letter", "papers"):
        assert word in text, word
    kinds = {"person", "involvement", "event", "source", "relationship", "question", "consent"}
    assert set(cleared.kinds()) == kinds
    assert cleared.figures == ()


def test_nothing_about_others_is_in_it(world: World, ana: UUID) -> None:
    text = words_of(own_file(world, ana))
    for word in ("Haj", "secret of another", "Another trial"):
        assert word not in text, word
    assert len(own_file(world, ana).of_kind("involvement")) == 2


def test_what_is_sealed_is_in_it_only_once_it_is_opened(
    world: World, ana: UUID, holder: dict[Visibility, Pairs]
) -> None:
    shut = own_file(world, ana)
    (kin,) = shut.of_kind("relationship")
    assert "Hrodna" not in words_of(shut)
    assert set(kin.fields) == {"person"}
    assert "Hrodna" not in words_of(own_file(world, ana, Reader(MEMBER, tuple(Role))))
    opened = words_of(own_file(world, ana, make_holder(holder, MEMBER)))
    assert "Hrodna" in opened
    assert "Ola" not in opened


def test_sealed_values_open_for_no_other_purpose(
    world: World, ana: UUID, holder: dict[Visibility, Pairs]
) -> None:
    world.answers.given[ana] = {"share_lawyer": Answer()}
    request = Request(
        "share_lawyer",
        "Mr Advakat",
        MEMBER,
        MADE,
        frozenset({ana}),
        reader=make_holder(holder, MEMBER),
    )
    assert "Hrodna" not in words_of(clear_records(request, world.answers, world.groups))


def test_a_file_is_of_one_person(world: World, ana: UUID) -> None:
    other = world.add_person("Eva Zub")
    for people in (None, [], [ana, other]):
        with pytest.raises(PeopleMissing):
            world.clear("own_file", "the person", people)
