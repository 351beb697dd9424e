"""Who may see what is given, taken back and noted; nothing is decided by one alone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connection

from vardas.actions.access import (
    LastKeeper,
    NotForOneself,
    NotOnCall,
    bar_member,
    change_roles,
    find_concerned,
    find_hidden,
    narrow_record,
    open_urgently,
    review_urgency,
    unbar_member,
)
from vardas.actions.facts import ReasonMissing, add_record
from vardas.actions.members import add_member, change_passphrase, renew_passphrase
from vardas.actions.plan import Grounds
from vardas.actions.seals import (
    LastHolder,
    NoOwnKey,
    RoleHasNoSeal,
    SealNotHeld,
    find_holders,
    grant_seal,
    rotate_seal,
    withdraw_seal,
)
from vardas.actions.verify_readings import check_readings
from vardas.keys.passphrase import Costs, WrongPassphrase
from vardas.registry import opening
from vardas.registry.access.journal import read_entries
from vardas.registry.access.reader import STATION, Reader, reading_as
from vardas.registry.access.roles import Role
from vardas.registry.access.seals import open_copies
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.keyfile import FILE_NAME, make_key_file, open_key_file, write_key_file
from vardas.registry.opening import Opened
from vardas.registry.reading import read_records
from vardas.registry.records.visibility import Visibility
from vardas.registry.tables.access import Reading, SealKey
from vardas.registry.tables.member import Member

KEEPER = UUID(int=7)
WORDS = "a lantern at the border"
HEALTH = Visibility.HEALTH
pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """A station with a keeper, whose passphrases cost next to nothing."""
    rebuild()
    before = opening.current()
    monkeypatch.setattr(
        "vardas.registry.keyfile.Costs", lambda *costs: Costs(*(costs or (64, 1, 1)))
    )
    file = make_key_file(KEEPER, WORDS, os.urandom)
    write_key_file(before.folder, file)
    Member.objects.create(
        id=KEEPER, name="Keeper", joined=opening.read_clock(), roles=[Role.KEEPER.value]
    )
    yield Opened(before.folder, file, open_key_file(file, WORDS), before.station)
    (before.folder / FILE_NAME).unlink()


def invite(opened: Opened, name: str, *roles: Role) -> Member:
    return add_member(opened, name, f"{WORDS} {name}", roles, by=KEEPER)


def sign_in(opened: Opened, member: Member, words: str = "") -> Reader:
    """Return the reader that a member is after typing their passphrase."""
    from vardas.registry.keyfile import read_key_file

    keys = open_key_file(read_key_file(opened.folder), words or f"{WORDS} {member.name}", member.pk)
    assert keys.own is not None
    roles = tuple(Role(role) for role in member.roles)
    return Reader(member.pk, roles, open_copies(member.pk, keys.own))


def record_health(opened: Opened, words: str) -> UUID:
    facts = [("name", {"text": "Ana"}), ("health", words)]
    return add_record(opened.station, KEEPER, "person", facts, Grounds()).records[0]


def read_health(reader: Reader, person: UUID) -> list[str]:
    with reading_as(reader):
        return list(read_records([person])[person].row["health"])


def test_the_keeper_gives_the_first_copy_and_cannot_open_it(opened: Opened) -> None:
    medic = invite(opened, "Medic", Role.MEDIC)
    grant_seal(opened, Reader(KEEPER, (Role.KEEPER,)), medic, HEALTH)
    person = record_health(opened, "asthma")
    assert read_health(sign_in(opened, medic), person) == ["asthma"]
    keeper = Member.objects.get(pk=KEEPER)
    assert read_health(sign_in(opened, keeper, WORDS), person) == []
    assert find_holders() == {HEALTH: {medic.pk}}


def test_a_second_copy_is_given_by_a_holder_alone(opened: Opened) -> None:
    one, other = invite(opened, "One", Role.MEDIC), invite(opened, "Other", Role.MEDIC)
    grant_seal(opened, STATION, one, HEALTH)
    person = record_health(opened, "asthma")
    for giver in (Reader(KEEPER, (Role.KEEPER,)), STATION, sign_in(opened, other)):
        with pytest.raises(SealNotHeld):
            grant_seal(opened, giver, other, HEALTH)
    grant_seal(opened, sign_in(opened, one), other, HEALTH)
    assert read_health(sign_in(opened, other), person) == ["asthma"]


def test_a_seal_goes_with_a_role(opened: Opened) -> None:
    with pytest.raises(RoleHasNoSeal):
        grant_seal(opened, STATION, invite(opened, "Desk", Role.DESK), HEALTH)


def test_what_is_taken_back_stays_closed_from_then_on(opened: Opened) -> None:
    one, other = invite(opened, "One", Role.MEDIC), invite(opened, "Other", Role.MEDIC)
    grant_seal(opened, STATION, one, HEALTH)
    grant_seal(opened, sign_in(opened, one), other, HEALTH)
    kept = sign_in(opened, other)
    withdraw_seal(opened, KEEPER, other, HEALTH)
    after = record_health(opened, "insulin")
    assert read_health(sign_in(opened, other), after) == []
    assert read_health(kept, after) == []  # keys that were copied before do not open it either
    assert read_health(sign_in(opened, one), after) == ["insulin"]
    assert SealKey.objects.count() == 2


def test_the_last_holder_stays(opened: Opened) -> None:
    one = invite(opened, "One", Role.MEDIC)
    grant_seal(opened, STATION, one, HEALTH)
    with pytest.raises(LastHolder):
        withdraw_seal(opened, KEEPER, one, HEALTH)
    with pytest.raises(LastHolder):
        change_roles(opened, KEEPER, one, (Role.DESK,))
    one.refresh_from_db()
    assert one.roles == [Role.MEDIC.value]
    with pytest.raises(LastHolder):
        rotate_seal(opened, KEEPER, Visibility.MONEY)


def test_older_values_open_after_the_keys_changed(opened: Opened) -> None:
    one = invite(opened, "One", Role.MEDIC)
    grant_seal(opened, STATION, one, HEALTH)
    before = record_health(opened, "asthma")
    rotate_seal(opened, KEEPER, HEALTH)
    after = record_health(opened, "insulin")
    reader = sign_in(opened, one)
    assert (read_health(reader, before), read_health(reader, after)) == (["asthma"], ["insulin"])


def test_a_new_passphrase_of_ones_own_keeps_the_seals(opened: Opened) -> None:
    medic = invite(opened, "Medic", Role.MEDIC)
    grant_seal(opened, STATION, medic, HEALTH)
    person = record_health(opened, "asthma")
    renew_passphrase(opened, medic, f"{WORDS} Medic", "other words entirely")
    assert read_health(sign_in(opened, medic, "other words entirely"), person) == ["asthma"]
    with pytest.raises(WrongPassphrase):
        sign_in(opened, medic)


def test_a_passphrase_given_by_another_opens_no_seal(opened: Opened) -> None:
    medic = invite(opened, "Medic", Role.MEDIC)
    grant_seal(opened, STATION, medic, HEALTH)
    person = record_health(opened, "asthma")
    change_passphrase(opened, medic, "given by the keeper")
    assert read_health(sign_in(opened, medic, "given by the keeper"), person) == []


def test_a_member_without_a_key_of_their_own_gets_no_seal(opened: Opened) -> None:
    ghost = Member.objects.create(
        id=UUID(int=99), name="Ghost", joined=opening.read_clock(), roles=[Role.MEDIC.value]
    )
    with pytest.raises(NoOwnKey):
        grant_seal(opened, STATION, ghost, HEALTH)


def test_a_stolen_database_with_the_keepers_passphrase_opens_nothing(opened: Opened) -> None:
    medic = invite(opened, "Medic", Role.MEDIC)
    grant_seal(opened, STATION, medic, HEALTH)
    record_health(opened, "Planted-asthma")
    seed = sign_in(opened, medic).seals[HEALTH].popitem()[1].seed()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            whole = repr(cursor.fetchall())
            assert "Planted-asthma" not in whole
            assert seed[:32].hex() not in whole
            assert repr(seed)[2:40] not in whole
    file = (opened.folder / FILE_NAME).read_text()
    assert seed.hex() not in file


def test_somebody_stays_keeper(opened: Opened) -> None:
    keeper = Member.objects.get(pk=KEEPER)
    with pytest.raises(LastKeeper):
        change_roles(opened, KEEPER, keeper, (Role.DESK,))
    other = invite(opened, "Other", Role.KEEPER)
    change_roles(opened, KEEPER, keeper, (Role.DESK,))
    assert Member.objects.get(pk=KEEPER).roles == ["desk"]
    assert other.roles == ["keeper"]


def test_a_record_kept_to_a_few_is_hidden_from_the_rest(opened: Opened) -> None:
    one, other = invite(opened, "One", Role.DOCUMENTER), invite(opened, "Other", Role.DOCUMENTER)
    person = UUID(int=1234)
    narrow_record(opened.station, KEEPER, person, {one.pk}, "she knows the guard")
    assert find_hidden(opened.station, one.pk) == frozenset()
    assert find_hidden(opened.station, other.pk) == {person}
    narrow_record(opened.station, KEEPER, person, set(), "no longer needed")
    assert find_hidden(opened.station, other.pk) == frozenset()
    with pytest.raises(ReasonMissing):
        narrow_record(opened.station, KEEPER, person, {one.pk}, " ")


def test_nobody_lifts_their_own_bar(opened: Opened) -> None:
    one, person = invite(opened, "One", Role.DOCUMENTER), UUID(int=1234)
    bar_member(opened.station, KEEPER, person, one.pk, "a cousin")
    assert find_hidden(opened.station, one.pk) == {person}
    with pytest.raises(NotForOneself):
        unbar_member(opened.station, one.pk, person, one.pk)
    unbar_member(opened.station, KEEPER, person, one.pk)
    assert find_hidden(opened.station, one.pk) == frozenset()


def test_a_medic_breaks_the_glass_and_another_reviews_it(opened: Opened) -> None:
    one, medic = invite(opened, "One", Role.CASEWORKER), invite(opened, "Medic", Role.MEDIC)
    person = UUID(int=1234)
    narrow_record(opened.station, KEEPER, person, {one.pk}, "threatened")
    with pytest.raises(NotOnCall):
        open_urgently(opened.station, Reader(one.pk, (Role.CASEWORKER,)), person, "curious")
    reader = Reader(medic.pk, (Role.MEDIC,))
    with pytest.raises(ReasonMissing):
        open_urgently(opened.station, reader, person, "")
    urgency = open_urgently(opened.station, reader, person, "unconscious, allergies?")
    assert find_hidden(opened.station, medic.pk) == frozenset()
    assert find_concerned(person) == {one.pk, KEEPER}
    with pytest.raises(NotForOneself):
        review_urgency(opened.station, medic.pk, urgency, "fine")
    review_urgency(opened.station, one.pk, urgency, "it was right")
    urgency.refresh_from_db()
    assert (urgency.reviewed_by, urgency.verdict) == (one.pk, "it was right")
    assert [entry.what for entry in read_entries(about=person)] == [
        "reviewed",
        "broke_glass",
        "narrowed",
    ]


def test_the_log_is_whole_and_tells_when_it_is_not(opened: Opened) -> None:
    one = invite(opened, "One", Role.MEDIC)
    grant_seal(opened, STATION, one, HEALTH)
    record_health(opened, "asthma")
    assert check_readings() == []
    newest = Reading.objects.order_by("-number").first()
    assert newest is not None
    data, digest = bytes(newest.data), newest.digest
    Reading.objects.filter(pk=newest.pk).update(what="searched")
    assert {trouble.code for trouble in check_readings()} == {"changed"}
    Reading.objects.filter(pk=newest.pk).update(
        what=newest.what, data=data.replace(b'"v":1', b'"v":2')
    )
    assert {trouble.code for trouble in check_readings()} >= {"changed", "forged"}
    Reading.objects.filter(pk=newest.pk).update(data=data, signature=b"x" * 64)
    assert {trouble.code for trouble in check_readings()} == {"forged"}
    newest.delete()
    assert {trouble.code for trouble in check_readings()} == {"cut"}
    assert digest not in {entry.digest for entry in read_entries()}


def test_an_entry_dropped_from_the_middle_is_missed(opened: Opened) -> None:
    for number in range(3):
        invite(opened, f"Member {number}", Role.DESK)
    middle = Reading.objects.order_by("number")[1]
    middle.delete()
    assert {trouble.code for trouble in check_readings()} == {"dropped"}
