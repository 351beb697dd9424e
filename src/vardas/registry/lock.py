"""Who has a station's folder open: one server at a time, and no server while tables are remade.

The lock is the kernel's (``flock``), so that it ends with the process however that ends. What is
written into the file only says to others where to look.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import msgspec

from vardas.errors import StateError

LOCK_NAME = "station.lock"
_TRIES = 5


class StationInUse(StateError):
    """Another process has the folder open."""

    code = "station_in_use"
    message = (
        "This station is already open at {address} (process {process}). Use that one, or stop it"
        " first with Ctrl+C where it runs."
    )


class StationBusy(StateError):
    """Another process works on the whole folder."""

    code = "station_busy"
    message = (
        "Another command is working on this station (process {process}). Wait until it has ended,"
        " then try again."
    )


class Holder(msgspec.Struct, frozen=True):
    """The process that holds the lock; ``address`` is empty where it serves no pages."""

    process: int
    address: str = ""

    def refuse(self) -> StateError:
        """Make the error for whoever comes second."""
        if self.address:
            return StationInUse(address=self.address, process=self.process)
        return StationBusy(process=self.process)


@dataclass(frozen=True)
class Lock:
    """A held lock."""

    descriptor: int

    def announce(self, address: str = "") -> None:
        """Say where the station can be reached."""
        data = msgspec.json.encode(Holder(os.getpid(), address))
        os.pwrite(self.descriptor, data, 0)
        os.ftruncate(self.descriptor, len(data))


@contextmanager
def hold(folder: Path) -> Iterator[Lock]:
    """Hold the folder for this process; raises StationInUse or StationBusy, and OSError."""
    descriptor = os.open(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _take(descriptor):
            raise _read(descriptor).refuse()
        lock = Lock(descriptor)
        lock.announce()
        try:
            yield lock
        finally:
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def find_holder(folder: Path) -> Holder | None:
    """Return the process that has the folder open, or None."""
    try:
        descriptor = os.open(folder / LOCK_NAME, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read(descriptor)
    finally:
        os.close(descriptor)
    return None


def _take(descriptor: int) -> bool:
    # A few tries: somebody who only asks who is there holds the lock for a moment too.
    for _ in range(_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(0.05)
        else:
            return True
    return False


def _read(descriptor: int) -> Holder:
    try:
        return msgspec.json.decode(os.pread(descriptor, 1000, 0), type=Holder)
    except msgspec.DecodeError:
        return Holder(0)
