"""PFIF: well-formed, expiring, never by itself, and without what nobody needs to know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given

from tests.publish.formats.cases import (
    HOSTILE,
    PERSON,
    clear,
    make_person,
    make_world,
    say,
    texts,
    write,
)
from tests.publish.public_list import world
from vardas.publish.cleared import Cleared
from vardas.publish.formats.pfif import LONGEST, NAMESPACE, NoExpiry, NoRepository, NotSaidYes
from vardas.publish.formats.report import Report

OPTIONS: dict[str, Any] = {
    "is_confirmed": True,
    "expires": world.MADE + timedelta(days=30),
    "domain": "names.example.org",
    "source_name": "A made-up rights group",
}


def read(cleared: Cleared) -> tuple[Element, Report]:
    data, report = write("pfif", cleared, **OPTIONS)
    return fromstring(data, forbid_dtd=True), report


def find(root: Element, name: str) -> list[str]:
    return [str(one.text) for one in root.iter(f"{{{NAMESPACE}}}{name}")]


REFUSED = {
    "nobody said yes": ({"is_confirmed": False}, NotSaidYes),
    "something else than yes": ({"is_confirmed": "yes"}, NotSaidYes),
    "no end": ({"expires": None}, NoExpiry),
    "expired": ({"expires": world.MADE}, NoExpiry),
    "too late": ({"expires": world.MADE + LONGEST + timedelta(seconds=1)}, NoExpiry),
    "no domain": ({"domain": ""}, NoRepository),
    "no name": ({"source_name": " "}, NoRepository),
}


@pytest.mark.parametrize(("changed", "fault"), REFUSED.values(), ids=REFUSED.keys())
def test_nothing_is_written_without_a_word(changed: dict[str, Any], fault: type) -> None:
    with pytest.raises(fault):
        write("pfif", clear([make_person("Ana")]), **(OPTIONS | changed))


def test_by_itself_nothing_is_written() -> None:
    with pytest.raises(NotSaidYes):
        write("pfif", clear([make_person("Ana")]))


def test_everybody_expires() -> None:
    root, report = read(make_world())
    people = root.findall(f"{{{NAMESPACE}}}person")
    assert find(root, "expiry_date") == ["2025-10-20T12:00:00Z"] * len(people)
    assert report.written == len(people) + len(find(root, "note_record_id"))


def test_what_nobody_needs_is_not_there() -> None:
    root, _report = read(make_world())
    names = {element.tag.removeprefix(f"{{{NAMESPACE}}}") for element in root.iter()}
    assert not [name for name in names if name.startswith("home_")]
    assert {name for name in names if name.startswith("author_")} <= {"author_name"}
    assert set(find(root, "author_name")) == {"A made-up rights group"}
    assert "status" not in names


def test_a_person_and_what_happened_are_there() -> None:
    root, _report = read(make_world())
    assert "Мікалай Прыдуманы" in find(root, "full_name")
    assert "Николай Придуманный\nMikalai Prydumany" in find(root, "alternate_names")
    assert "expelled · Expulsion by bus · 2025-09-11" in find(root, "text")
    assert find(root, "person_record_id")[0] == f"names.example.org/{world.NIKALAI}"


def test_a_role_in_doubt_does_not_read_as_sure() -> None:
    event = world.record(UUID(int=11), "event", title=say("Bus"))
    link = world.involve(1, event.id, PERSON, "expelled", certainty="doubtful")
    root, report = read(clear([make_person("Ana"), event, link]))
    assert find(root, "text") == ["expelled (reportedly) · Bus"]
    assert "certainty_not_held" not in report.count()


BIRTHS = {
    "a day": ("1980-05-01", ["1980-05-01"], {}),
    "perhaps": ("1980?", ["1980"], {"doubt_about_date_not_held": 1}),
    "an interval": ("1980/1981", [], {"date_not_held": 1}),
}


@pytest.mark.parametrize(("said", "held", "left"), BIRTHS.values(), ids=BIRTHS.keys())
def test_a_birth_is_held_as_far_as_it_can(said: str, held: list[str], left: dict[str, int]) -> None:
    root, report = read(clear([make_person("Ana", birth_date=say(said))]))
    assert find(root, "date_of_birth") == held
    assert report.count() == left


def test_what_it_cannot_hold_is_named() -> None:
    person = make_person("Ana", sex=[say("female"), say("male")], occupation=say("cook"))
    lone = world.record(UUID(int=31), "place", name=say({"text": "Kamienny Loh"}))
    _root, report = read(clear([person, lone]))
    assert {(one.code, one.record, one.field) for one in report.left_out} == {
        ("only_one", PERSON, "sex"),
        ("field_not_held", PERSON, "occupation"),
        ("kind_not_held", lone.id, ""),
    }


def check(text: str) -> None:
    root, report = read(clear([make_person(text)]))
    assert (find(root, "full_name") == [text]) == (report.left_out == ())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_comes_back_or_is_named(text: str) -> None:
    check(text)


@given(text=texts)
def test_any_text_comes_back_or_is_named(text: str) -> None:
    check(text)
