"""Says who may see what: roles, records kept to a few members, members kept from a person.

Everything here is written into the log of readings: these are the keys to people's lives.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from vardas.actions.facts import ReasonMissing
from vardas.actions.seals import withdraw_seal
from vardas.errors import InputError, StateError
from vardas.ledger.identifier import Sequence as IdentifierSequence
from vardas.registry.access.journal import note_reading
from vardas.registry.access.reader import Reader
from vardas.registry.access.roles import Role, Task, find_seals, find_tasks, read_roles
from vardas.registry.opening import Opened
from vardas.registry.records.visibility import SEALED
from vardas.registry.station import Station
from vardas.registry.tables.access import Barring, Narrowing, SealCopy, Urgency
from vardas.registry.tables.member import Member

URGENT_FOR = timedelta(hours=8)
"""A case opened in an emergency is open for one shift."""


class LastKeeper(InputError):
    """Nobody would be left to manage the station."""

    code = "last_keeper"
    message = "This is the only keeper of the station. Make another member a keeper first."


class NotForOneself(InputError):
    """A member would decide something about themself that another has to decide."""

    code = "not_for_oneself"
    message = "Somebody else has to do this: a second pair of eyes is what it is for."


class NotOnCall(StateError):
    """The member's roles do not let them open a case in an emergency."""

    code = "not_on_call"
    message = (
        "Only a medic can open a case in an emergency. Call one of those who hold the record open."
    )


def change_roles(opened: Opened, by: UUID, member: Member, roles: Sequence[Role]) -> None:
    """Give a member these roles and no others; seals that no longer go with them are taken back.

    Raises LastKeeper, and LastHolder where what is sealed would be left to nobody.
    """
    keepers = Member.objects.filter(is_active=True).exclude(pk=member.pk)
    others = any(Role.KEEPER.value in one.roles for one in keepers)
    if Role.KEEPER.value in member.roles and Role.KEEPER not in roles and not others:
        raise LastKeeper
    with transaction.atomic():
        member.roles = [role.value for role in roles]
        Member.objects.filter(pk=member.pk).update(roles=member.roles)
        for seal in SEALED - find_seals(roles):
            withdraw_seal(opened, by, member, seal)
        note_reading(opened.station, by, "changed_roles", to=str(member.pk))


def narrow_record(
    station: Station, by: UUID, record: UUID, members: Collection[UUID], why: str
) -> None:
    """Keep a record to these members; whoever is not among them no longer sees that it exists.

    With no members the record is open again to all whose roles fit. Raises ReasonMissing.
    """
    reason = why.strip()
    if not reason:
        raise ReasonMissing
    with transaction.atomic():
        Narrowing.objects.filter(record=record).delete()
        now = station.clock()
        Narrowing.objects.bulk_create(
            Narrowing(record=record, member=member, by=by, since=now, why=reason)
            for member in sorted(members)
        )
        note_reading(station, by, "narrowed" if members else "widened", [record])


def bar_member(station: Station, by: UUID, person: UUID, member: UUID, why: str) -> None:
    """Keep a member from one person, such as a relative or an adversary; raises ReasonMissing."""
    if not why.strip():
        raise ReasonMissing
    with transaction.atomic():
        Barring.objects.update_or_create(
            person=person,
            member=member,
            defaults={"by": by, "since": station.clock(), "why": why.strip()},
        )
        note_reading(station, by, "barred", [person], to=str(member))


def unbar_member(station: Station, by: UUID, person: UUID, member: UUID) -> None:
    """Let a member see a person again; raises NotForOneself."""
    if by == member:
        raise NotForOneself
    with transaction.atomic():
        Barring.objects.filter(person=person, member=member).delete()
        note_reading(station, by, "unbarred", [person], to=str(member))


def open_urgently(station: Station, reader: Reader, person: UUID, why: str) -> Urgency:
    """Open a record that is kept to others, in an emergency, for one shift.

    Everybody it is kept to is told, and somebody else reviews it. What is under a seal that the
    medic does not hold stays closed: no reason can make up for a missing key. Raises NotOnCall,
    ReasonMissing.
    """
    if reader.member is None or not reader.may(Task.URGENT):
        raise NotOnCall
    if not why.strip():
        raise ReasonMissing
    now = station.clock()
    with transaction.atomic():
        urgency = Urgency.objects.create(
            id=IdentifierSequence(station.random).next(int(now.timestamp() * 1000)),
            person=person,
            member=reader.member,
            why=why.strip(),
            opened=now,
            until=now + URGENT_FOR,
        )
        note_reading(station, reader.member, "broke_glass", [person])
    return urgency


def review_urgency(station: Station, by: UUID, urgency: Urgency, verdict: str) -> None:
    """Note what a second member thinks of an emergency; raises NotForOneself, ReasonMissing."""
    if by == urgency.member:
        raise NotForOneself
    if not verdict.strip():
        raise ReasonMissing
    with transaction.atomic():
        Urgency.objects.filter(pk=urgency.pk).update(
            reviewed=station.clock(), reviewed_by=by, verdict=verdict.strip()
        )
        note_reading(station, by, "reviewed", [urgency.person])


def find_concerned(person: UUID) -> set[UUID]:
    """Return who is to be told of an emergency: those the record is kept to, keepers, auditors."""
    kept = set(Narrowing.objects.filter(record=person).values_list("member", flat=True))
    watch = {
        member.pk
        for member in Member.objects.filter(is_active=True)
        if {Task.KEEP, Task.AUDIT} & find_tasks(read_roles(member.roles))
    }
    return kept | watch


def find_hidden(station: Station, member: UUID) -> frozenset[UUID]:
    """Return the records that are kept from a member, those opened in an emergency left out."""
    kept = set(Narrowing.objects.exclude(member=member).values_list("record", flat=True))
    kept -= set(Narrowing.objects.filter(member=member).values_list("record", flat=True))
    urgent = Urgency.objects.filter(member=member, until__gt=station.clock())
    kept -= set(urgent.values_list("person", flat=True))
    return frozenset(
        kept | set(Barring.objects.filter(member=member).values_list("person", flat=True))
    )


def holds_any_seal(member: UUID) -> bool:
    """Say whether a member holds any seal, so that their passphrase is asked before it is open."""
    return SealCopy.objects.filter(member=member).exists()
