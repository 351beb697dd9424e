"""Makes a station: what a person does once, before the first fact.

Models are imported within the functions: there are none before a station is open.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from vardas.errors import InputError
from vardas.ledger.identifier import Sequence
from vardas.registry.keyfile import (
    DATABASE_NAME,
    FILE_NAME,
    UNFINISHED_NAME,
    KeyFile,
    StationExists,
    make_key_file,
    sync_folder,
    write_key_file,
)
from vardas.registry.lock import hold
from vardas.registry.opening import Opened, open_station, read_clock, unlock

if TYPE_CHECKING:
    from vardas.registry.fold.folding import Progress
    from vardas.registry.tables.member import Member

Fill = Callable[[Opened, "Member"], None]
"""Puts the first content into a station before it counts as made."""


class NameMissing(InputError):
    """A member needs a name."""

    code = "name_missing"
    message = "A member needs a name of up to 150 characters. It is shown beside what they record."


class BadAddress(InputError):
    """The address of the database server is none."""

    code = "bad_address"
    message = "A database's address looks like this: postgresql://user:password@host/database."


class DatabaseNotEmpty(InputError):
    """The database server's database already holds a station."""

    code = "database_not_empty"
    message = (
        "The database at this address already holds tables; it was left as it is. Make an empty"
        " database and give its address."
    )


def create_station(
    folder: Path,
    member_name: str,
    passphrase: str,
    *,
    database: str = "",
    is_demo: bool = False,
    random: Callable[[int], bytes] = os.urandom,
    fill: Fill | None = None,
) -> Opened:
    """Make a station in a folder of its own, with its first member, and open it.

    Until everything is there, with what ``fill`` puts in, the key file has its unfinished name; a
    folder left half made by a kill is emptied and made anew. Raises StationExists when the folder
    holds a station, PassphraseTooShort, NameMissing, BadAddress, and OSError when it cannot be
    written.
    """
    name = check_name(member_name)
    check_address(database)
    refuse_existing(folder)
    member = Sequence(random).next(int(read_clock().timestamp() * 1000))
    file = make_key_file(member, passphrase, random, database=database, is_demo=is_demo)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with hold(folder):
        refuse_existing(folder)
        remove_unfinished(folder)
        try:
            opened = _fill_folder(folder, file, member, name, passphrase, random, fill)
        except BaseException:
            remove_unfinished(folder)
            raise
    return opened


def _fill_folder(
    folder: Path,
    file: KeyFile,
    member: UUID,
    name: str,
    passphrase: str,
    random: Callable[[int], bytes],
    fill: Fill | None,
) -> Opened:
    write_key_file(folder, file, UNFINISHED_NAME)
    opened = open_station(unlock(folder, passphrase, name=UNFINISHED_NAME, random=random))
    from django.db import connection

    from vardas.registry.access.roles import FIRST_ROLES
    from vardas.registry.tables.member import Member

    if opened.address:
        if connection.introspection.table_names():
            raise DatabaseNotEmpty
    else:
        os.close(os.open(opened.database_path, os.O_CREAT | os.O_EXCL, 0o600))
    prepare_database()
    roles = [role.value for role in FIRST_ROLES]
    first = Member.objects.create(id=member, name=name, joined=read_clock(), roles=roles)
    if fill:
        fill(opened, first)
    finish_station(folder)
    return opened


def refuse_existing(folder: Path) -> None:
    """Refuse a folder that holds a station; raises StationExists."""
    unfinished = (folder / UNFINISHED_NAME).exists()
    if (folder / FILE_NAME).exists() or ((folder / DATABASE_NAME).exists() and not unfinished):
        raise StationExists


def remove_unfinished(folder: Path) -> None:
    """Remove what an interrupted making left: nobody has worked in it."""
    if not (folder / UNFINISHED_NAME).exists():
        return
    for end in ("", "-wal", "-shm", "-journal"):
        (folder / f"{DATABASE_NAME}{end}").unlink(missing_ok=True)
    (folder / UNFINISHED_NAME).unlink()


def finish_station(folder: Path) -> None:
    """Give the key file its name: from now on this is a station."""
    (folder / UNFINISHED_NAME).replace(folder / FILE_NAME)
    sync_folder(folder)


def prepare_database(progress: Progress | None = None) -> int:
    """Bring the migrated tables up to date and make the disposable ones anew from the ledger."""
    from django.core.management import call_command

    from vardas.registry.fold.folding import ignore_progress
    from vardas.registry.fold.rebuild import rebuild

    call_command("migrate", verbosity=0, interactive=False)
    return rebuild(progress or ignore_progress)


def check_address(database: str) -> None:
    """Refuse what cannot be the address of a PostgreSQL database; raises BadAddress."""
    if not database:
        return
    parts = urlsplit(database)
    known = parts.scheme in ("postgresql", "postgres") and parts.hostname
    if not known or not parts.path.strip("/"):
        raise BadAddress


def check_name(name: str) -> str:
    """Return a member's name with single spaces; raises NameMissing."""
    name = " ".join(name.split())
    if not name or len(name) > 150:
        raise NameMissing
    return name
