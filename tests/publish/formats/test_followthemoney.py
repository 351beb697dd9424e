"""FollowTheMoney: each value is a statement of a property that exists, or the report names it."""

from __future__ import annotations

import json
from hashlib import sha1
from typing import Any
from uuid import UUID

import pytest

from tests.publish.formats.cases import PERSON, clear, make_person, make_world, say, write
from tests.publish.public_list import world
from vardas.publish.cleared import Cleared
from vardas.publish.formats.followthemoney import COLUMNS


def read(cleared: Cleared, **options: Any) -> tuple[list[dict[str, Any]], dict[str, int]]:
    data, report = write("followthemoney", cleared, **options)
    lines = [json.loads(line) for line in data.splitlines()]
    assert report.written == len(lines)
    return lines, report.count()


def find(lines: list[dict[str, Any]], key: UUID, prop: str) -> list[str]:
    return [
        line["value"] for line in lines if line["entity_id"] == str(key) and line["prop"] == prop
    ]


def test_every_statement_has_all_columns_and_its_own_id() -> None:
    lines, _counts = read(make_world(), dataset="made_up")
    for line in lines:
        assert set(line) == set(COLUMNS)
        named = f"made_up.{line['entity_id']}.{line['prop']}.{line['value']}"
        assert line["id"] == sha1(named.encode(), usedforsecurity=False).hexdigest()


def test_people_events_and_who_was_in_which_are_there() -> None:
    lines, _counts = read(make_world())
    assert find(lines, world.NIKALAI, "name") == [
        "Мікалай Прыдуманы", "Николай Придуманный", "Mikalai Prydumany",
    ]  # fmt: skip
    link = UUID(int=102)
    assert find(lines, link, "subject") == [str(world.NIKALAI)]
    assert find(lines, link, "object") == [str(world.EXPULSION)]
    assert find(lines, link, "role") == ["expelled"]
    assert find(lines, world.EXPULSION, "location") == ["Kamienny Loh"]
    assert find(lines, world.EXPULSION, "addressEntity") == [str(world.CROSSING)]


def test_every_entity_has_a_statement_of_its_own_that_changes_with_the_others() -> None:
    one, _ = read(clear([make_person("Ana Kukul")]))
    two, _ = read(clear([make_person("Ana Kukul", "Anna Kukul")]))
    assert find(one, PERSON, "id") != find(two, PERSON, "id")
    assert len(find(one, PERSON, "id")) == 1


DATES = {
    "a day": ("1980-05-01", ["1980-05-01"], None, {}),
    "a year": ("1980", ["1980"], None, {}),
    "perhaps": ("1980-05?", ["1980-05"], "1980-05?", {}),
    "an interval": ("1980/1982", [], None, {"date_not_held": 1}),
    "a season": ("1980-21", [], None, {"date_not_held": 1}),
}


@pytest.mark.parametrize(("said", "held", "original", "left"), DATES.values(), ids=DATES.keys())
def test_a_date_is_held_as_far_as_it_can(
    said: str, held: list[str], original: str | None, left: dict[str, int]
) -> None:
    lines, counts = read(clear([make_person("Ana", birth_date=say(said))]))
    found = [line for line in lines if line["prop"] == "birthDate"]
    assert [line["value"] for line in found] == held
    assert [line["original_value"] for line in found] == [original] * len(held)
    assert counts == left


def test_what_is_denied_is_left_out_and_doubt_is_kept() -> None:
    person = make_person(
        "Ana", occupation=[say("judge", certainty="denied"), say("cook", certainty="doubtful")]
    )
    lines, counts = read(clear([person]))
    assert [(line["value"], line["origin"]) for line in lines if line["prop"] == "position"] == [
        ("cook", "doubtful")
    ]
    assert counts == {"denied": 1}


def test_what_it_cannot_hold_is_named() -> None:
    person = make_person("Ana", citizenship=[say("Беларусь"), say("BY")], in_office=say(True))
    lines, counts = read(clear([person]))
    assert find(lines, PERSON, "citizenship") == ["Беларусь", "by"]
    assert counts == {"not_a_code": 1, "field_not_held": 1}


def test_no_address_leaves_that_is_not_on_the_web() -> None:
    data, report = write("followthemoney", make_world("publish_story"))
    assert b"javascript" not in data
    assert [one.record for one in report.left_out if one.code == "address_not_held"] == [
        world.LETTER
    ]


def test_a_pointer_out_of_the_file_is_named() -> None:
    link = world.involve(1, world.EXPULSION, PERSON, "expelled")
    data, report = write("followthemoney", clear([make_person("Ana"), link]))
    missing = [one for one in report.left_out if one.code == "target_not_held"]
    assert [(one.record, one.field) for one in missing] == [(link.id, "event")]
    assert str(world.EXPULSION).encode() not in data
