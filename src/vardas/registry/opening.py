"""Opens a station for this process: keys, database, Django. One station per process.

The composition root calls :func:`open_station` once, before anything touches a model; the settings
module then reads :func:`current`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import django

from vardas.errors import BrokenError
from vardas.registry.keyfile import (
    DATABASE_NAME,
    FILE_NAME,
    KeyFile,
    Keys,
    open_key_file,
    read_address,
    read_key_file,
)
from vardas.registry.station import Station


class StationNotOpen(BrokenError):
    """The settings were read before a station was opened."""

    code = "station_not_open"
    message = "No station is open. Open one before Django is set up."


@dataclass(frozen=True)
class Opened:
    """The station of this process: folder, key file, keys, and what the ledger needs."""

    folder: Path
    file: KeyFile
    keys: Keys
    station: Station

    @property
    def is_demo(self) -> bool:
        """Say whether this is a demo station, whose passphrase is public."""
        return bool(self.file.demo_passphrase)

    @property
    def address(self) -> str:
        """The address of the database server; empty on an embedded station."""
        return read_address(self.file, self.keys)

    @property
    def database_path(self) -> Path:
        """Where the encrypted database file is, on an embedded station."""
        return self.folder / DATABASE_NAME


_current: Opened | None = None


def read_clock() -> datetime:
    """Return the wall time in UTC."""
    return datetime.now(UTC)


def current() -> Opened:
    """Return the station of this process; raises StationNotOpen."""
    if _current is None:
        raise StationNotOpen
    return _current


def unlock(
    folder: Path,
    passphrase: str,
    *,
    name: str = FILE_NAME,
    clock: Callable[[], datetime] = read_clock,
    random: Callable[[int], bytes] = os.urandom,
) -> Opened:
    """Open the folder's key file; raises NoStation, WrongPassphrase and the like."""
    file = read_key_file(folder, name)
    keys = open_key_file(file, passphrase)
    return Opened(folder, file, keys, Station(keys.signing, clock, random))


def adopt(opened: Opened) -> None:
    """Make this the station of the process, for the settings to find."""
    global _current
    _current = opened


def open_station(opened: Opened) -> Opened:
    """Make this the station of the process and set Django up on its database."""
    adopt(opened)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardas.settings")
    django.setup()
    return opened
