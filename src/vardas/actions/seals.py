"""Gives seals to members, takes them back, and changes their keys.

Giving the first copy makes the seal's keys: they are closed to the member at once and kept nowhere
else, so that the keeper who gives a seal never holds it. Later copies can be given only by a member
who holds the seal and has it open.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from vardas.errors import InputError, StateError
from vardas.keys.sealing import SEED_LENGTH, OpeningKey, close_to
from vardas.ledger.identifier import Sequence
from vardas.registry.access.journal import note_reading
from vardas.registry.access.reader import Reader
from vardas.registry.access.roles import find_seals, read_roles
from vardas.registry.access.seals import copy_context
from vardas.registry.keyfile import read_key_file
from vardas.registry.opening import Opened
from vardas.registry.records.visibility import Visibility
from vardas.registry.station import Station
from vardas.registry.tables.access import SealCopy, SealKey
from vardas.registry.tables.member import Member


class RoleHasNoSeal(InputError):
    """The member's roles are not among those that may hold this seal."""

    code = "role_has_no_seal"
    message = (
        "The roles of this member do not go with the seal “{seal}”. Give them the role first, if it"
        " is theirs."
    )


class SealNotHeld(StateError):
    """Whoever gives the seal does not hold it, and somebody else does."""

    code = "seal_not_held"
    message = (
        "Only a member who holds the seal “{seal}” and is signed in with their passphrase can give"
        " it to another."
    )


class NoOwnKey(StateError):
    """The member has no key of their own yet."""

    code = "no_own_key"
    message = (
        "This member has no key of their own yet: their passphrase was set before there were seals."
        " Let them change their passphrase once, then give them the seal."
    )


class LastHolder(StateError):
    """Nobody else holds the seal."""

    code = "last_holder"
    message = (
        "Nobody else holds the seal “{seal}”: without this member nobody could read what is under"
        " it. Give it to another member first."
    )


def grant_seal(opened: Opened, giver: Reader, member: Member, seal: Visibility) -> None:
    """Give a member a seal: all its keys, old ones too, so that they read what was sealed before.

    Raises RoleHasNoSeal, NoOwnKey, and SealNotHeld where others hold the seal and the giver does
    not have it open.
    """
    if seal not in find_seals(read_roles(member.roles)):
        raise RoleHasNoSeal(seal=seal.value)
    public = find_public(opened, member.id)
    with transaction.atomic():
        if SealKey.objects.filter(seal=seal.value).exists():
            keys = giver.seals.get(seal)
            if not keys:
                raise SealNotHeld(seal=seal.value)
        else:
            identifier, pair = _make_pair(opened.station, seal)
            keys = {identifier: pair}
        _copy(opened.station, seal, keys, {member.id: public}, giver.member or member.id)
        note_reading(
            opened.station, giver.member, "granted_seal", seal=seal.value, to=str(member.id)
        )


def withdraw_seal(opened: Opened, by: UUID, member: Member, seal: Visibility) -> None:
    """Take a seal back: the copies made for the member are removed, and the keys are changed.

    What they read before they may remember; what is sealed from now on they cannot open. Raises
    LastHolder rather than leaving what is sealed to nobody.
    """
    copies = SealCopy.objects.filter(key__seal=seal.value)
    if not copies.filter(member=member.id).exists():
        return
    if not copies.exclude(member=member.id).exists():
        raise LastHolder(seal=seal.value)
    with transaction.atomic():
        copies.filter(member=member.id).delete()
        note_reading(opened.station, by, "withdrew_seal", seal=seal.value, to=str(member.id))
        rotate_seal(opened, by, seal)


def rotate_seal(opened: Opened, by: UUID, seal: Visibility) -> None:
    """Make a new pair of keys for a seal, for its present holders; older values keep their keys."""
    holders = set(
        SealCopy.objects.filter(key__seal=seal.value).values_list("member", flat=True).distinct()
    )
    if not holders:
        raise LastHolder(seal=seal.value)
    publics = {holder: find_public(opened, holder) for holder in holders}
    with transaction.atomic():
        identifier, pair = _make_pair(opened.station, seal)
        _copy(opened.station, seal, {identifier: pair}, publics, by)
        note_reading(opened.station, by, "rotated_seal", seal=seal.value)


def find_public(opened: Opened, member: UUID) -> bytes:
    """Return a member's public key, as their slot of the key file tells; raises NoOwnKey."""
    for slot in read_key_file(opened.folder).slots:
        if slot.member == member and slot.public:
            return bytes.fromhex(slot.public)
    raise NoOwnKey


def find_holders() -> dict[Visibility, set[UUID]]:
    """Return who holds each seal."""
    holders: dict[Visibility, set[UUID]] = {}
    for seal, member in SealCopy.objects.values_list("key__seal", "member").distinct():
        holders.setdefault(Visibility(seal), set()).add(member)
    return holders


def _make_pair(station: Station, seal: Visibility) -> tuple[UUID, OpeningKey]:
    now = station.clock()
    identifier = Sequence(station.random).next(int(now.timestamp() * 1000))
    pair = OpeningKey(station.random(SEED_LENGTH))
    SealKey.objects.create(id=identifier, seal=seal.value, public=pair.public, made=now)
    return identifier, pair


def _copy(
    station: Station,
    seal: Visibility,
    keys: Mapping[UUID, OpeningKey],
    publics: Mapping[UUID, bytes],
    giver: UUID,
) -> None:
    for identifier, pair in keys.items():
        for member, public in publics.items():
            box = close_to(public, pair.seed(), copy_context(seal, identifier, member))
            SealCopy.objects.update_or_create(
                key_id=identifier,
                member=member,
                defaults={"box": box, "given_by": giver, "given": station.clock()},
            )
