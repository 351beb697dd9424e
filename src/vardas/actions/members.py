"""Adds and suspends members and changes their passphrases."""

from __future__ import annotations

from collections.abc import Sequence as SequenceOf
from uuid import UUID

from django.db import IntegrityError, transaction

from vardas.actions.station import check_name
from vardas.errors import InputError
from vardas.keys.sealing import OpeningKey
from vardas.ledger.identifier import Sequence
from vardas.registry.access.journal import note_reading
from vardas.registry.access.roles import Role
from vardas.registry.keyfile import (
    open_key_file,
    read_key_file,
    remove_slot,
    set_passphrase,
    write_key_file,
)
from vardas.registry.opening import Opened
from vardas.registry.tables.access import SealCopy
from vardas.registry.tables.member import Member


class NameTaken(InputError):
    """Another member has this name."""

    code = "name_taken"
    message = "A member with this name is already here. Choose another name."


class NoSuchMember(InputError):
    """No member has this name."""

    code = "no_such_member"
    message = "There is no member with this name. “vardas member list” shows them."


class LastMember(InputError):
    """Suspending this member would lock everybody out."""

    code = "last_member"
    message = "This is the last member who can open the station. Add another one first."


def add_member(
    opened: Opened,
    name: str,
    passphrase: str,
    roles: SequenceOf[Role] = (Role.DOCUMENTER,),
    by: UUID | None = None,
    *,
    is_invited: bool = False,
) -> Member:
    """Add a member with a passphrase of their own; raises NameTaken, PassphraseTooShort.

    An invited member's passphrase was made for them: they change it before anything else.
    """
    name = check_name(name)
    if Member.objects.filter(name=name).exists():
        raise NameTaken
    station = opened.station
    identifier = Sequence(station.random).next(int(station.clock().timestamp() * 1000))
    try:
        with transaction.atomic():
            words = [role.value for role in roles]
            member = Member.objects.create(
                id=identifier,
                name=name,
                joined=station.clock(),
                roles=words,
                is_invited=is_invited,
            )
            note_reading(station, by, "added_member", to=str(identifier))
            _give_passphrase(opened, identifier, passphrase)
    except IntegrityError as error:  # somebody else took the name in the same moment
        raise NameTaken from error
    return member


def change_passphrase(opened: Opened, member: Member, passphrase: str) -> None:
    """Give a member a new passphrase, a suspended one their way in again; the old one is gone.

    Whoever is signed in under the old one is signed out.
    """
    if opened.keys.member != member.id:
        # Nobody else can hand their key on: what is sealed has to be given to them anew.
        SealCopy.objects.filter(member=member.id).delete()
    _give_passphrase(opened, member.id, passphrase)
    # A session rests on this field. It holds no password but fresh random text.
    member.set_unusable_password()
    Member.objects.filter(pk=member.pk).update(is_active=True, password=member.password)


def renew_passphrase(opened: Opened, member: Member, present: str, fresh: str) -> OpeningKey | None:
    """Change a member's own passphrase and return their own key, which stays theirs.

    Every session of theirs ends. Raises WrongPassphrase, PassphraseTooShort.
    """
    file = read_key_file(opened.folder)
    keys = open_key_file(file, present, member.id)
    random = opened.station.random
    fresh_file = set_passphrase(file, keys, member.id, fresh, random, own=keys.own)
    write_key_file(opened.folder, fresh_file)
    member.set_unusable_password()
    member.is_invited = False
    Member.objects.filter(pk=member.pk).update(password=member.password, is_invited=False)
    own = open_key_file(fresh_file, fresh, member.id).own if keys.own is None else keys.own
    return own


def suspend_member(opened: Opened, member: Member, by: UUID | None = None) -> None:
    """Take a member's way in away; what they recorded stays. Raises LastMember."""
    file = read_key_file(opened.folder)
    if {slot.member for slot in file.slots} <= {member.id}:
        raise LastMember
    write_key_file(opened.folder, remove_slot(file, member.id))
    note_reading(opened.station, by, "suspended_member", to=str(member.id))
    Member.objects.filter(pk=member.pk).update(is_active=False)


def _give_passphrase(opened: Opened, member: UUID, passphrase: str) -> None:
    # The file is read anew: another process may have added a member since this one opened it.
    file = read_key_file(opened.folder)
    own = opened.keys.own if opened.keys.member == member else None
    file = set_passphrase(file, opened.keys, member, passphrase, opened.station.random, own=own)
    write_key_file(opened.folder, file)


def find_member(name: str) -> Member:
    """Return the member of this name; raises NoSuchMember."""
    member = Member.objects.filter(name=" ".join(name.split())).first()
    if member is None:
        raise NoSuchMember
    return member
