"""Nothing leaves but what is on the list, may be seen, and is about people who agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.publish.world import MADE, Answer, World, reasons, words_of
from vardas.actions.plan import Grounds
from vardas.publish.allowed import ALLOWED, UnknownPurpose
from vardas.publish.cleared import OFFICIAL
from vardas.publish.gate import NoRecipient, PeopleMissing
from vardas.publish.reasons import REASONS
from vardas.registry.records.models import BY_KIND

LIST, STORY = "say_arrived", "publish_story"


@pytest.fixture
def bus(world: World) -> Any:
    """An expulsion of 52 from Kamienny Loh."""
    place = world.add("place", name={"text": "Kamienny Loh"}, type="crossing")
    return world.add(
        "event",
        title="Expulsion by bus",
        type="expulsion",
        when="2025-09-11",
        place=str(place),
        count={"number": 52, "of": "expelled"},
    )


def test_who_agreed_leaves_with_the_event_and_who_did_not_stays(world: World, bus: Any) -> None:
    ana = world.add_person("Ana Kukul", "Ганна Кукуль", agreed=[LIST])
    ola = world.add_person("Ola Haj")
    for person in (ana, ola):
        world.put(person, bus)
    cleared = world.clear()
    assert [record.id for record in cleared.of_kind("person")] == [ana]
    assert cleared.of_kind("person")[0].caption == "Ana Kukul"
    assert len(cleared.of_kind("person")[0].all("name")) == 2
    assert [record.first("person") for record in cleared.of_kind("involvement")] == [str(ana)]
    (event,) = cleared.of_kind("event")
    assert event.first("count") == {"number": 52, "of": "expelled"}
    assert [place.caption for place in cleared.of_kind("place")] == ["Kamienny Loh"]
    assert reasons(cleared, ola) == {"not_asked"}
    assert "Haj" not in words_of(cleared)


@pytest.mark.parametrize("state", ["no", "not_asked", "withdrawn", "ended", "something new"])
def test_only_yes_is_yes(world: World, state: str) -> None:
    ana = world.add_person("Ana Kukul")
    world.answers.given[ana] = {LIST: Answer(state)}
    cleared = world.clear()
    assert len(cleared) == 0
    assert reasons(cleared, ana) == {state if state in REASONS else "not_asked"}


def test_an_agreement_for_another_reader_lets_nothing_out(world: World) -> None:
    ana = world.add_person("Ana Kukul")
    world.answers.given[ana] = {"share_lawyer": Answer("yes", ["Mr Advakat"])}
    other = world.clear("share_lawyer", "Ms Other", [ana])
    assert (len(other), reasons(other, ana)) == (0, {"other_recipient"})
    assert len(world.clear("share_lawyer", "Mr Advakat", [ana])) == 1


def test_the_list_tells_less_than_the_story(world: World, bus: Any) -> None:
    ana = world.add_person("Ana Kukul", agreed=[LIST], occupation="beekeeper", birth_date="1985")
    eva = world.add_person("Eva Zub", agreed=[LIST, STORY], occupation="teacher", birth_date="1990")
    trial = world.add("event", title="A trial", type="trial", when="2021-03-01")
    held = {ana: world.put(ana, trial, "sentenced"), eva: world.put(eva, trial, "sentenced")}
    cleared = world.clear()
    shown = {record.id: record for record in cleared.of_kind("person")}
    assert shown[ana].all("occupation") == []
    assert shown[eva].all("occupation") == ["teacher"]
    assert reasons(cleared, ana, "occupation") == {"not_on_list"}
    assert reasons(cleared, eva, "birth_date") == {"visibility"}
    assert reasons(cleared, held[ana]) == {"role"}
    assert [record.id for record in cleared.of_kind("involvement")] == [held[eva]]


def test_what_is_sealed_or_of_health_never_leaves(world: World) -> None:
    ana = world.add_person("Ana Kukul", agreed=[LIST, STORY])
    eva = world.add_person("Eva Zub", agreed=[LIST, STORY])
    kin = world.add("relationship", person=str(ana))
    ward = world.add("event", title="Taken to hospital", type="hospital", when="2024-01-01")
    world.put(ana, ward, "patient")
    eva_seen = world.add("event", title="A crossing", type="crossing", when="2024-01-01")
    for person in (ana, eva):
        world.put(person, eva_seen, "crossed")
    for purpose in (LIST, STORY):
        cleared = world.clear(purpose)
        assert {record.kind for record in cleared} == {"person", "event", "involvement"}
        assert kin not in {record.id for record in cleared}
        assert "hospital" not in words_of(cleared)
    for allowance in ALLOWED.values():
        for kind, fields in allowance.fields.items():
            for name in fields:
                fact = BY_KIND[kind].fact(name)
                assert fact is not None, (kind, name)
                assert fact.visibility in allowance.visibilities, (kind, name)
                assert allowance.is_own_file or not fact.visibility.is_sealed


def test_a_relative_of_whom_nothing_else_is_known_stays(world: World) -> None:
    ana = world.add_person("Ana Kukul", agreed=[LIST])
    inside = world.add_person("Maci Kukul", agreed=[LIST])
    bus = world.add("event", title="A bus", type="transport", when="2025-09-11")
    world.put(ana, bus, "transported")
    world.put(ana, bus, "relative")
    world.put(inside, bus, "relative")
    cleared = world.clear()
    assert reasons(cleared, inside) == {"relative"}
    assert [record.id for record in cleared.of_kind("person")] == [ana]
    assert [w.code for w in cleared.warnings if w.record == ana] == ["is_relative"]


def test_an_event_about_people_who_did_not_agree_stays(world: World) -> None:
    ola = world.add_person("Ola Haj")
    arrest = world.add("event", title="An arrest", type="detention", when="2021-01-01")
    put = world.put(ola, arrest, "detained")
    alone = world.add("event", title="A search", type="search", when="2021-01-02")
    meeting = world.add("event", title="A meeting in Minsk", type="meeting", when="2025-09-10")
    cleared = world.clear()
    assert [record.id for record in cleared] == [meeting]
    assert reasons(cleared, arrest) == reasons(cleared, alone) == {"about_others"}
    assert reasons(cleared, put) == {"about_others"}


@pytest.mark.parametrize(
    "title",
    [
        "Ola Haj and others expelled",
        "ola haj",
        "Ganna Prydumanaya's release",
        "Вызваленне Ганны Прыдуманай",
        "Освобождение Придуманной",
        "PRYDUMANAYA",
        "https://example.org/prydumanaya-2025",
    ],
)
def test_a_text_that_names_somebody_who_did_not_agree_stays(world: World, title: str) -> None:
    world.add_person("Ola Haj")
    world.add_person("Ганна Прыдуманая", "Hanna Prydumanaya")
    event = world.add("event", title=title, type="exchange", when="2025-09-11")
    cleared = world.clear()
    assert [record.caption for record in cleared] == [""]
    assert reasons(cleared, event, "title") == {"names_others"}


def test_a_text_that_names_who_agreed_leaves(world: World) -> None:
    world.add_person("Ihar Vydumany", agreed=[LIST])
    world.add_person("Ihar Nichto")
    world.add("event", title="Ihar Vydumany crossed the border", type="crossing", when="2025")
    assert [record.caption for record in world.clear().of_kind("event")] == [
        "Ihar Vydumany crossed the border"
    ]


def test_an_account_leaves_where_speaker_and_subject_may_be_told_of(world: World, bus: Any) -> None:
    office = world.add("organization", name={"text": "A made-up office"}, type="government")
    ana = world.add_person("Ana Kukul", agreed=[LIST])
    eva = world.add_person("Eva Zub", agreed=[LIST, STORY])
    ola = world.add_person("Ola Haj")
    minister = world.add_person("Viktar Pryklad", in_office=True, occupation="minister")
    for person in (ana, eva, ola):
        world.put(person, bus)

    def say(speaker: Any, about: Any) -> Any:
        return world.add(
            "account", type="characterisation", speaker=str(speaker), about=str(about), words="so"
        )

    told = [say(office, bus), say(eva, bus), say(minister, bus)]
    stay = [say(ana, bus), say(ola, bus), say(office, ana), say(office, ola)]
    cleared = world.clear()
    assert [record.id for record in cleared.of_kind("account")] == sorted(told)
    assert all(reasons(cleared, one) for one in stay)
    assert {record.id for record in cleared.of_kind("person")} == {ana, eva}
    (official,) = cleared.of_kind(OFFICIAL)
    assert official.id == minister
    assert set(official.fields) == {"name", "occupation"}
    assert ("named_by_office", minister) in {(w.code, w.record) for w in cleared.warnings}


@pytest.mark.parametrize("state", ["no", "withdrawn", "ended"])
def test_an_office_names_nobody_who_said_no(world: World, bus: Any, state: str) -> None:
    minister = world.add_person("Viktar Pryklad", in_office=True)
    world.put(minister, bus, "official")
    assert [record.id for record in world.clear().of_kind(OFFICIAL)] == [minister]
    world.answers.given[minister] = {LIST: Answer(state)}
    cleared = world.clear()
    assert "Pryklad" not in words_of(cleared)
    assert reasons(cleared, minister) == {state}


def test_an_office_names_nobody_to_whom_something_happened(world: World, bus: Any) -> None:
    held = world.add_person("Viktar Pryklad", in_office=True)
    world.put(held, bus, "official")
    world.put(held, bus, "expelled")
    cleared = world.clear()
    assert "Pryklad" not in words_of(cleared)
    assert reasons(cleared, held) == {"not_asked"}


def test_quotes_and_speakers_leave_only_from_open_sources(world: World, bus: Any) -> None:
    paper = world.add("source", title="A newspaper", type="article")
    letter = world.add("source", title="Letter of an aunt", type="letter")
    ola = world.add_person("Ola Haj")
    office = world.add("organization", name={"text": "A made-up office"})
    event = world.add(
        "event",
        Grounds(paper, {"text": "fifty-two people"}, said_by=str(office)),
        type="release",
        title="Release",
    )
    world.add(
        "account",
        Grounds(paper, {"text": "says the office"}),
        type="assertion",
        speaker=str(office),
        about=str(event),
        summary="So it was.",
    )
    private = world.add(
        "event", Grounds(letter, {"text": "my niece"}, said_by="an aunt"), type="amnesty"
    )
    naming = world.add(
        "event", Grounds(paper, {"text": "Ola Haj was there"}), type="pardon", title="Pardon"
    )
    cleared = world.clear()
    shown = {record.id: record.fields["type"].values[0] for record in cleared.of_kind("event")}
    assert (shown[event].source, shown[event].words) == (paper, "fifty-two people")
    assert (shown[event].said_by, shown[event].is_whole) == ("A made-up office", True)
    assert (shown[private].source, shown[private].words, shown[private].said_by) == (None, "", "")
    assert (shown[naming].source, shown[naming].words) == (paper, "")
    assert not shown[private].is_whole
    assert not shown[naming].is_whole
    assert reasons(cleared, letter) == {"private_source"}
    assert ola not in {record.id for record in cleared}


def test_nothing_leaves_before_its_day(world: World) -> None:
    day = (MADE + timedelta(days=1)).date().isoformat()
    paper = world.add("source", title="A newspaper", type="article", embargo=day)
    waiting = world.add("event", type="release", title="Early", embargo=day)
    part = world.add("event", type="release", title="A part", part_of=str(waiting))
    learned = world.add("event", Grounds(paper), type="release", title="Learned")
    assert len(world.clear()) == 0
    assert reasons(world.clear(), part) == {"embargo"}
    assert reasons(world.clear(), learned, "title") == {"embargo"}
    later = world.clear(made=MADE + timedelta(days=1))
    assert {record.id for record in later} == {paper, waiting, part, learned}


@pytest.mark.parametrize("embargo", ["2025~", "2025-09-20/..", "2025-09-XX"])
def test_an_unclear_day_means_its_latest(world: World, embargo: str) -> None:
    world.add("event", type="release", title="Early", embargo=embargo)
    assert len(world.clear()) == 0


def test_small_numbers_claimed_stay(world: World) -> None:
    counts = tuple({"number": number, "of": of} for number, of in ((52, "expelled"), (1, "women")))
    event = world.add("event", type="expulsion", title="A bus", count=counts)
    cleared = world.clear()
    assert cleared.of_kind("event")[0].all("count") == [{"number": 52, "of": "expelled"}]
    assert reasons(cleared, event, "count") == {"small_number"}


def test_places_where_people_sleep_stay(world: World, bus: Any) -> None:
    shelter = world.add("place", name={"text": "A quiet house"}, type="shelter")
    world.add("event", type="reception", title="Reception", place=str(shelter))
    cleared = world.clear()
    assert "quiet" not in words_of(cleared)
    assert reasons(cleared, shelter) == {"sleeping_place"}


def test_people_judged_to_be_one_leave_as_one(world: World, bus: Any) -> None:
    one = world.add_person("Ana Kukul", agreed=[LIST])
    other = world.add_person("Ганна Кукуль", agreed=[LIST])
    world.put(other, bus)
    world.groups = {other: one}
    cleared = world.clear()
    (person,) = cleared.of_kind("person")
    assert person.id == one
    assert len(person.all("name")) == 2
    assert [record.first("person") for record in cleared.of_kind("involvement")] == [str(one)]


def test_contested_people_stay(world: World, bus: Any) -> None:
    ana, ola = world.add_person("Ana Kukul", agreed=[LIST]), world.add_person("Ola Haj")
    both = world.add("involvement", event=str(bus), person=(str(ana), str(ola)), role="expelled")
    cleared = world.clear()
    assert reasons(cleared, both) == {"about_others"}
    assert str(ola) not in words_of(cleared)


def test_only_the_people_asked_for_go_to_one_reader(world: World, bus: Any) -> None:
    people = [world.add_person(name, agreed=["share_lawyer"]) for name in ("Ana Kukul", "Eva Zub")]
    for person in people:
        world.put(person, bus)
    cleared = world.clear("share_lawyer", "Mr Advakat", people[:1])
    assert [record.id for record in cleared.of_kind("person")] == people[:1]
    assert str(people[1]) not in words_of(cleared)
    assert "Zub" not in words_of(cleared)


@pytest.mark.parametrize(
    ("purpose", "recipient", "error"),
    [
        ("anything", "public", UnknownPurpose),
        ("keep_file", "public", UnknownPurpose),
        (LIST, "", NoRecipient),
        (LIST, "a newspaper", NoRecipient),
        ("share_lawyer", "public", NoRecipient),
        ("share_lawyer", "Mr Advakat", PeopleMissing),
    ],
)
def test_what_cannot_be_asked_is_refused(
    world: World, purpose: str, recipient: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        world.clear(purpose, recipient)


def test_a_few_who_did_not_agree_are_warned_of_and_not_counted(world: World, bus: Any) -> None:
    agreed = [world.add_person(f"Nazva{n} Prozvis{n}x", agreed=[LIST]) for n in range(6)]
    for person in (*agreed, world.add_person("Ola Haj"), world.add_person("Iva Haj")):
        world.put(person, bus)
    cleared = world.clear()
    figures = {(figure.name, figure.of): figure.number for figure in cleared.figures}
    assert figures["people_published", bus] == 6
    assert figures["people_known", bus] is None
    assert ("few_at_place_and_day", bus) in {(w.code, w.record) for w in cleared.warnings}


def test_every_reason_has_a_sentence(world: World, bus: Any) -> None:
    world.put(world.add_person("Ola Haj"), bus)
    world.put(world.add_person("Ana Kukul", agreed=[LIST], note="x"), bus)
    held = world.clear().held_back
    assert held
    assert {one.reason for one in held} <= REASONS.keys()
