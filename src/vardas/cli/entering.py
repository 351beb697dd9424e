"""The way into a station from the command line: which folder, which passphrase, is it fit for work.

Django's models can be imported only once a station is open. That is why commands import what they
need of the actions after they have entered, and why nothing here imports a model.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from vardas.cli.options import given_before
from vardas.cli.terminal import read_passphrase
from vardas.errors import InputError, StateError
from vardas.registry.keyfile import NoStation, StationUnfinished, read_key_file
from vardas.registry.opening import Opened, open_station, unlock
from vardas.registry.trouble import DatabaseDamaged, DatabaseMissing, explain

if TYPE_CHECKING:
    from vardas.registry.tables.member import Member


LEDGER_TABLE = "station_commit"


class NoFolder(InputError):
    """The command does not say which station."""

    code = "no_folder"
    message = "Which station? Name its folder with --station FOLDER, or set VARDAS_STATION."


class NotAMember(StateError):
    """The passphrase opens the station, but its member is not in the database."""

    code = "not_a_member"
    message = (
        "This passphrase opens the station, but its member is not in it any more. Ask another"
        " member to add you with “vardas member add”."
    )


def find_folder(folder: Path | None) -> Path:
    """Return the folder that was named, before or after the command; raises NoFolder."""
    found = folder or given_before.get("station")
    if found is None:
        raise NoFolder
    return found.expanduser()


def enter_station(
    folder: Path | None, passphrase_file: Path | None, *, is_current: bool = True
) -> Opened:
    """Open the station with its passphrase, asked for unless it is a demo's.

    ``is_current`` asks that its tables are those of this version; raises what is not so.
    """
    place = find_folder(folder)
    public = read_key_file(place).demo_passphrase
    words = public if public and passphrase_file is None else read_passphrase(passphrase_file)
    opened = open_station(unlock(place, words))
    check_database(opened)
    if is_current:
        from vardas.registry.scrubbing import scrub_if_due
        from vardas.registry.version import check_version

        check_version()
        scrub_if_due()
    return opened


def check_database(opened: Opened) -> None:
    """Make sure that the database is there and opens."""
    path = opened.database_path
    if not opened.address and not (path.exists() and path.stat().st_size):
        raise DatabaseMissing
    from django.db import connection

    try:
        connection.ensure_connection()
        tables = connection.introspection.table_names()
    except Exception as error:
        known = explain(error)
        if known is None:
            raise
        raise known from error
    if LEDGER_TABLE not in tables:  # an empty database opens with any key
        raise DatabaseDamaged


def check_content() -> None:
    """Refuse to work on damaged pages; raises DatabaseDamaged."""
    from vardas.registry.integrity import find_damaged_pages

    if find_damaged_pages():
        raise DatabaseDamaged


def is_station(folder: Path) -> bool:
    """Say whether the folder holds a station, whole and made to the end; raises KeyFileDamaged."""
    try:
        read_key_file(folder)
    except (NoStation, StationUnfinished):
        return False
    return True


def read_member(opened: Opened) -> Member:
    """Return the member whose passphrase was given; raises NotAMember."""
    from vardas.registry.tables.member import Member

    member = Member.objects.filter(pk=opened.keys.member, is_active=True).first()
    if member is None:
        raise NotAMember
    return member
