"""Sealed values in the registry: in no table, in no search, for no eyes but the holder's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.registry.access.holding import Pairs, make_holder
from tests.registry.conftest import MEMBER, make_station
from vardas.actions.facts import add_facts, add_record, correct_statement, retract_statements
from vardas.actions.plan import Grounds
from vardas.registry.access.reader import STATION, Reader, reading_as
from vardas.registry.access.roles import Role
from vardas.registry.access.seals import NobodyHoldsSeal
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.reading import RecordFile, find_captions, read_record, read_records
from vardas.registry.records.models import Person, Relationship
from vardas.registry.records.visibility import Visibility
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Leaf

PLANTED = "Planted-diabetes-Zvanarovich"
Seals = dict[Visibility, Pairs]
pytestmark = pytest.mark.django_db


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


def say(
    station: Station, kind: str, *facts: tuple[str, Any], grounds: Grounds | None = None
) -> UUID:
    return add_record(station, MEMBER, kind, facts, grounds or Grounds()).records[0]


def read_as(reader: Reader, record: UUID) -> RecordFile | None:
    with reading_as(reader):
        return read_record(record)


def test_nothing_is_sealed_to_nobody(station: Station) -> None:
    with pytest.raises(NobodyHoldsSeal):
        say(station, "person", ("name", {"text": "Ana"}), ("health", PLANTED))


def test_a_holder_reads_it_with_its_words_and_its_speaker(station: Station, holder: Seals) -> None:
    grounds = Grounds(quote={"text": f"she said {PLANTED}"}, said_by="the sister")
    person = say(station, "person", ("name", {"text": "Ana"}))
    add_facts(station, MEMBER, person, [("health", PLANTED)], grounds)
    reader = make_holder(holder, MEMBER)
    file = read_as(reader, person)
    assert file is not None
    (claim,) = file.fields["health"].live
    assert claim.value == PLANTED
    assert claim.say.quote == {"text": f"she said {PLANTED}"}
    assert claim.say.said_by == "the sister"
    assert file.row["health"] == [PLANTED]
    assert reader.opened == {(person, Visibility.HEALTH)}


@pytest.mark.parametrize(
    "reader",
    [
        STATION,
        Reader(UUID(int=5), tuple(Role)),
        Reader(UUID(int=5), (Role.KEEPER,)),
        Reader(UUID(int=5), (Role.DOCUMENTER,)),
        Reader(None),
    ],
)
def test_nobody_else_sees_that_it_is_there(station: Station, holder: Seals, reader: Reader) -> None:
    person = say(station, "person", ("name", {"text": "Ana"}))
    before = read_as(reader, person)
    add_facts(station, MEMBER, person, [("health", PLANTED)], Grounds())
    after = read_as(reader, person)
    if before is None or after is None:
        assert before is after is None
        return
    assert PLANTED not in repr(after)
    assert "health" not in after.fields
    assert len(after.history) == len(before.history)


def test_it_stands_in_no_table_and_no_leaf(station: Station, holder: Seals) -> None:
    say(station, "person", ("name", {"text": "Ana"}), ("health", PLANTED), ("money", PLANTED))
    for (data,) in Leaf.objects.exclude(data=None).values_list("data"):
        assert PLANTED.encode() not in bytes(data)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            assert PLANTED not in repr(cursor.fetchall()), table
    assert Person.objects.get().health == []


def test_a_seal_of_another_kind_does_not_open_it(station: Station, holder: Seals) -> None:
    person = say(station, "person", ("name", {"text": "Ana"}), ("health", PLANTED))
    money = {seal: pairs for seal, pairs in holder.items() if seal is Visibility.MONEY}
    file = read_as(make_holder(money, MEMBER), person)
    assert file is not None
    assert "health" not in file.fields


def test_a_box_moved_to_another_person_does_not_open(station: Station, holder: Seals) -> None:
    one = say(station, "person", ("name", {"text": "Ana"}), ("health", PLANTED))
    other = say(station, "person", ("name", {"text": "Eva"}), ("health", "well"))
    with reading_as(make_holder(holder, MEMBER)):
        sealed = read_records([one])[one]
        assert sealed.row["health"] == [PLANTED]
    # Whoever writes into the database by hand puts one leaf in the place of another's value.
    leaves = [
        bytes(d) for (d,) in Leaf.objects.values_list("data") if d and b'"health"' in bytes(d)
    ]
    first, second = leaves
    box = first.split(b'"box":"')[1].split(b'"')[0]
    old = second.split(b'"box":"')[1].split(b'"')[0]
    leaf = next(leaf for leaf in Leaf.objects.all() if leaf.data and bytes(leaf.data) == second)
    Leaf.objects.filter(pk=leaf.pk).update(data=second.replace(old, box))
    file = read_as(make_holder(holder, MEMBER), other)
    assert file is not None
    assert PLANTED not in repr(file)


def test_it_is_corrected_and_withdrawn_like_any_fact(station: Station, holder: Seals) -> None:
    person = say(station, "person", ("name", {"text": "Ana"}), ("health", "asthma"))
    reader = make_holder(holder, MEMBER)
    with reading_as(reader):
        (claim,) = read_records([person])[person].fields["health"].live
        correct_statement(station, MEMBER, claim.id, "diabetes", Grounds(), "misheard")
        (claim,) = read_records([person])[person].fields["health"].live
        assert claim.value == "diabetes"
        retract_statements(station, MEMBER, [claim.id], "another person was meant")
        # What a correction replaced counts again once the correction is withdrawn.
        (claim,) = read_records([person])[person].fields["health"].live
        assert claim.value == "asthma"


def test_a_family_tie_is_nobodys_but_the_holders(station: Station, holder: Seals) -> None:
    ana = say(station, "person", ("name", {"text": "Ana"}))
    tie = say(
        station,
        "relationship",
        ("person", str(ana)),
        ("type", "parent"),
        ("other_name", PLANTED),
        ("other_lives_in", "Hrodna"),
    )
    documenter = Reader(UUID(int=5), (Role.DOCUMENTER,))
    assert read_as(documenter, tie) is None
    with reading_as(documenter):
        assert find_captions([tie]) == {}
    file = read_as(make_holder(holder, MEMBER), tie)
    assert file is not None
    assert file.row["other_name"] == PLANTED
    row = Relationship.objects.get()
    assert (row.type, row.other_name, row.other_lives_in) == (None, None, None)


def test_it_survives_a_rebuild(station: Station, holder: Seals) -> None:
    person = say(station, "person", ("name", {"text": "Ana"}), ("health", PLANTED))
    rebuild()
    file = read_as(make_holder(holder, MEMBER), person)
    assert file is not None
    assert file.row["health"] == [PLANTED]
