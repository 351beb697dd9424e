"""Who is who is decided by a member, and every decision can be taken back."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.facts import add_record, retract_record
from vardas.actions.identity import (
    NamelessRow,
    NotAPerson,
    judge_listings,
    judge_same_person,
    make_people,
)
from vardas.actions.lists import import_list
from vardas.actions.plan import Grounds
from vardas.imports.observe import Observation
from vardas.insight.likeness import find_likenesses, find_ties
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.reading import read_record
from vardas.registry.records.fields import ValueRefused
from vardas.registry.records.models import Judgement, Listing, Person
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Commit


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


@pytest.fixture
def listings(station: Station) -> list[UUID]:
    """Three rows: Ana, Ola, and one without a name."""
    observations = [
        Observation(
            2,
            {"Name": "Ana Kukul"},
            {
                "name": [{"text": "Ana Kukul"}],
                "birth_date": "1985-03-12",
                "sex": "Жен.",
                "list_id": "007",
                "occupation": "beekeeper",
                "place": "IK-4",
            },
            (),
        ),
        Observation(3, {}, {"name": [{"text": "Ola Haj"}], "sex": "?"}, ()),
        Observation(4, {}, {"description": "nobody"}, ()),
    ]
    import_list(station, MEMBER, observations, {"title": "A made-up list"})
    return list(Listing.objects.order_by("row").values_list("pk", flat=True))


def add_person(station: Station, name: str, born: str = "") -> UUID:
    facts = [("name", {"text": name}), *([("birth_date", born)] if born else [])]
    return add_record(station, MEMBER, "person", facts, Grounds()).records[0]


def test_a_person_made_of_a_row_carries_its_values_with_the_list_as_source(
    station: Station, listings: list[UUID]
) -> None:
    source = Listing.objects.get(row=2).list
    outcome = make_people(station, MEMBER, listings[:2])
    ana, ola = Person.objects.get(caption="Ana Kukul"), Person.objects.get(caption="Ola Haj")
    assert (ana.birth_date, ana.sex, ana.occupation) == ("1985-03-12", "female", ["beekeeper"])
    assert ola.sex is None
    assert [number["value"] for number in ana.identifier] == ["007"]
    file = read_record(ana.pk)
    assert file is not None
    assert {claim.say.source for claim in file.history} == {source}
    assert {claim.say.quote["row"] for claim in file.history if claim.say.quote} == {2}
    assert {claim.origin.commit for claim in file.history} == {outcome.commit}
    assert {tie.person for ties in find_ties(listings).values() for tie in ties} == {
        ana.pk,
        ola.pk,
    }


def test_people_of_many_rows_are_one_commit(station: Station, listings: list[UUID]) -> None:
    before = Commit.objects.count()
    make_people(station, MEMBER, listings[:2])
    assert Commit.objects.count() == before + 1
    assert Person.objects.count() == Judgement.objects.count() == 2


def test_nobody_is_made_of_a_row_without_a_name(station: Station, listings: list[UUID]) -> None:
    with pytest.raises(NamelessRow, match="Row 4"):
        make_people(station, MEMBER, listings)
    assert not Person.objects.exists()


def test_what_is_no_row_makes_no_person(station: Station, listings: list[UUID]) -> None:
    ana = add_person(station, "Ana")
    for wrong in (ana, UUID(int=5)):
        with pytest.raises(NotAPerson):
            make_people(station, MEMBER, [listings[0], wrong])
    assert Person.objects.count() == 1


@pytest.mark.parametrize("answer", ["same", "different", "undecided"])
def test_an_answer_is_kept_and_can_be_taken_back(
    station: Station, listings: list[UUID], answer: str
) -> None:
    ana = add_person(station, "Ana Kukul")
    judge_same_person(station, MEMBER, listings[0], ana, answer, "the same face")
    (tie,) = find_ties(listings)[listings[0]]
    assert (tie.person, tie.answer) == (ana, answer)
    judgement = read_record(tie.judgement)
    assert judgement is not None
    assert judgement.row["why"] == "the same face"
    retract_record(station, MEMBER, tie.judgement, "another face")
    assert find_ties(listings) == {}


def test_several_answers_are_one_commit(station: Station, listings: list[UUID]) -> None:
    ana, ola = add_person(station, "Ana"), add_person(station, "Ola")
    before = Commit.objects.count()
    judge_listings(station, MEMBER, [(listings[0], ana, "same"), (listings[1], ola, "different")])
    assert Commit.objects.count() == before + 1
    assert len(find_ties(listings)) == 2


def test_a_judgement_is_about_a_person(station: Station, listings: list[UUID]) -> None:
    ana = add_person(station, "Ana")
    source = Listing.objects.get(row=2).list
    for left, right in (
        (listings[0], listings[1]),
        (source, ana),
        (UUID(int=5), ana),
        (listings[0], UUID(int=5)),
    ):
        with pytest.raises(NotAPerson):
            judge_same_person(station, MEMBER, left, right, "same")
    with pytest.raises(ValueRefused):
        judge_same_person(station, MEMBER, listings[0], ana, "perhaps")
    assert not Judgement.objects.exists()


LIKE = {
    "the same name and date": ("Ana Kukul", "1985-03-12", ("same_word",), "same_birth_date"),
    "a date that may be the same": ("Ana Kukul", "1985", ("same_word",), ""),
    "another date": ("ANA KUKUL", "1990", ("same_word",), "other_birth_date"),
    "another order": ("Kukul Ana", "", ("same_word",), ""),
    "another script": ("Ганна Кукуль", "", ("same_given", "same_sounds"), ""),
    "a patronymic": ("Ana Petrovna Kukul", "", ("patronymic_once", "same_word"), ""),
    "somebody else": ("Ana Haj", "", None, ""),
}


@pytest.mark.parametrize(("name", "born", "reasons", "dates"), LIKE.values(), ids=LIKE.keys())
def test_who_a_row_may_be(
    station: Station,
    listings: list[UUID],
    name: str,
    born: str,
    reasons: tuple[str, ...] | None,
    dates: str,
) -> None:
    person = add_person(station, name, born)
    (found,) = find_likenesses(list(Listing.objects.filter(pk=listings[0]))).values()
    assert [likeness.person for likeness in found] == ([person] if reasons else [])
    for likeness in found:
        assert {reason.code for reason in likeness.reasons} == set(reasons or ())
        assert likeness.dates == dates
        assert likeness.is_same == (name == "Ana Kukul" and dates == "same_birth_date")


def test_the_likelier_person_stands_first(station: Station, listings: list[UUID]) -> None:
    add_person(station, "Ana Kukul", "1990")
    same = add_person(station, "Ana Kukul", "1985-03-12")
    (found,) = find_likenesses(list(Listing.objects.filter(pk=listings[0]))).values()
    assert found[0].person == same
    assert len(found) == 2


def test_a_row_without_a_name_is_like_nobody(station: Station, listings: list[UUID]) -> None:
    add_person(station, "nobody")
    assert find_likenesses(list(Listing.objects.filter(pk=listings[2]))) == {listings[2]: []}
