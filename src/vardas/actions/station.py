"""Makes a station and its members: what a person does once, before the first fact."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.core.management import call_command

from vardas.errors import InputError
from vardas.ledger.identifier import Sequence
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.keyfile import (
    DATABASE_NAME,
    FILE_NAME,
    StationExists,
    make_key_file,
    read_key_file,
    remove_slot,
    set_passphrase,
    write_key_file,
)
from vardas.registry.opening import Opened, open_station, read_clock, unlock
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


def create_station(
    folder: Path,
    member_name: str,
    passphrase: str,
    *,
    database: str = "",
    is_demo: bool = False,
    random: Callable[[int], bytes] = os.urandom,
) -> Opened:
    """Make a station in a folder of its own, with its first member, and open it.

    Raises StationExists when the folder holds one, PassphraseTooShort, and OSError when the folder
    cannot be written.
    """
    if (folder / FILE_NAME).exists() or (folder / DATABASE_NAME).exists():
        raise StationExists
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    member = Sequence(random).next(int(read_clock().timestamp() * 1000))
    file = make_key_file(member, passphrase, random, database=database, is_demo=is_demo)
    write_key_file(folder, file)
    opened = open_station(unlock(folder, passphrase, random=random))
    prepare_database()
    Member.objects.create(id=member, name=member_name, joined=read_clock())
    return opened


def prepare_database() -> None:
    """Bring the migrated tables up to date and make the disposable ones where there are none."""
    call_command("migrate", verbosity=0, interactive=False)
    rebuild()


def add_member(opened: Opened, name: str, passphrase: str) -> Member:
    """Add a member with a passphrase of their own; raises NameTaken, PassphraseTooShort."""
    if Member.objects.filter(name=name).exists():
        raise NameTaken
    station = opened.station
    member = Sequence(station.random).next(int(station.clock().timestamp() * 1000))
    _give_passphrase(opened, member, passphrase)
    return Member.objects.create(id=member, name=name, joined=station.clock())


def change_passphrase(opened: Opened, member: Member, passphrase: str) -> None:
    """Give a member a new passphrase; the old one opens the station no longer."""
    _give_passphrase(opened, member.id, passphrase)


def suspend_member(opened: Opened, member: Member) -> None:
    """Take a member's way in away; what they recorded stays. Raises LastMember."""
    file = read_key_file(opened.folder)
    if {slot.member for slot in file.slots} <= {member.id}:
        raise LastMember
    write_key_file(opened.folder, remove_slot(file, member.id))
    member.is_active = False
    member.save()


def _give_passphrase(opened: Opened, member: UUID, passphrase: str) -> None:
    # The file is read anew: another process may have added a member since this one opened it.
    file = read_key_file(opened.folder)
    file = set_passphrase(file, opened.keys, member, passphrase, opened.station.random)
    write_key_file(opened.folder, file)


def find_member(name: str) -> Member:
    """Return the member of this name; raises NoSuchMember."""
    member = Member.objects.filter(name=name).first()
    if member is None:
        raise NoSuchMember
    return member
