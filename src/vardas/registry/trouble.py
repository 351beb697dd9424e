"""What the disk or the database refuses, said in sentences a person can act on.

Drivers tell these things apart by words and numbers; this is the one place that reads them.
"""

from __future__ import annotations

import errno

from django.db import Error as DatabaseError

from vardas.errors import DataError, InputError, StateError, VardasError


class DiskFull(StateError):
    """There is no room left."""

    code = "disk_full"
    message = (
        "The disk is full, so nothing of this was saved; everything saved before is intact. Free"
        " some space, or move the station to a larger disk with “vardas backup”, then try again."
    )


class NotWritable(InputError):
    """The folder or file cannot be written."""

    code = "not_writable"
    message = (
        "This place cannot be written, so nothing was saved. Check that the disk is not read-only"
        " and that the folder belongs to you."
    )


class NotReadable(InputError):
    """The folder or file cannot be read."""

    code = "not_readable"
    message = "This file or folder cannot be read. Check its name and that it belongs to you."


class DiskFails(StateError):
    """The disk refuses to read or write, and does not say why."""

    code = "disk_fails"
    message = (
        "The disk failed while reading or writing, so nothing of this was saved. Check that it is"
        " connected and not full, then run “vardas verify”: it says whether anything is damaged."
    )


class DatabaseDamaged(DataError):
    """The encrypted database is damaged, or belongs to another key file."""

    code = "database_damaged"
    message = (
        "The station's database is damaged. Do not work on it further: “vardas verify” says what"
        " holds, and “vardas restore” brings back a backup into a new folder."
    )


class DatabaseMissing(DataError):
    """There is a key file and no database."""

    code = "database_missing"
    message = (
        "The station's database “vardas.db” is missing from its folder. Put it back, or bring back"
        " a backup into a new folder with “vardas restore”."
    )


class DatabaseBusy(StateError):
    """Another process is writing."""

    code = "database_busy"
    message = (
        "Another command is writing to this station, so nothing of this was saved. Wait until it"
        " has ended, then try again."
    )


class ServerUnreachable(StateError):
    """The database server does not answer."""

    code = "server_unreachable"
    message = (
        "The database server does not answer or does not let this station in. Check that it runs"
        " and that its address, name and password are right."
    )


_BY_WORDS: tuple[tuple[str, type[VardasError]], ...] = (
    ("database or disk is full", DiskFull),
    ("no space left", DiskFull),
    ("readonly database", NotWritable),
    ("unable to open database file", NotWritable),
    ("file is not a database", DatabaseDamaged),
    ("malformed", DatabaseDamaged),
    ("hmac check failed", DatabaseDamaged),
    ("disk i/o error", DiskFails),
    ("file is encrypted", DatabaseDamaged),
    ("database is locked", DatabaseBusy),
    ("database table is locked", DatabaseBusy),
    ("could not connect", ServerUnreachable),
    ("connection failed", ServerUnreachable),
    ("connection refused", ServerUnreachable),
    ("could not translate host name", ServerUnreachable),
    ("failed to resolve host", ServerUnreachable),
    ("connection is bad", ServerUnreachable),
    ("server closed the connection", ServerUnreachable),
)
_BY_NUMBER: dict[int, type[VardasError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: NotWritable,
    errno.EACCES: NotWritable,
    errno.EPERM: NotWritable,
    errno.ENOTDIR: NotReadable,
    errno.ENOENT: NotReadable,
    errno.EISDIR: NotReadable,
    errno.EIO: DiskFails,
}


def explain(error: BaseException) -> VardasError | None:
    """Return the error with a sentence that stands for this one, or None where there is none."""
    if isinstance(error, VardasError):
        return error
    if isinstance(error, OSError):
        kind = _BY_NUMBER.get(error.errno or 0)
        return kind() if kind else None
    if isinstance(error, DatabaseError):
        words = str(error).lower()
        return next((kind() for part, kind in _BY_WORDS if part in words), None)
    return None
