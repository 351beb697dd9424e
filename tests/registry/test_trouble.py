"""What disks and databases refuse, and the sentence for each."""

import errno

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from vardas.errors import VardasError
from vardas.registry.keyfile import NoStation
from vardas.registry.trouble import (
    DatabaseBusy,
    DatabaseDamaged,
    DiskFails,
    DiskFull,
    NotReadable,
    NotWritable,
    ServerUnreachable,
    explain,
)

EXPLAINED = {
    "full, says SQLite": (OperationalError("database or disk is full"), DiskFull),
    "full, says the system": (OSError(errno.ENOSPC, "No space left on device"), DiskFull),
    "over the quota": (OSError(errno.EDQUOT, "Disk quota exceeded"), DiskFull),
    "full, says PostgreSQL": (
        OperationalError("could not extend file: No space left on device"),
        DiskFull,
    ),
    "read-only": (OperationalError("attempt to write a readonly database"), NotWritable),
    "read-only disk": (OSError(errno.EROFS, "Read-only file system"), NotWritable),
    "not ours": (PermissionError(errno.EACCES, "Permission denied"), NotWritable),
    "not there": (FileNotFoundError(errno.ENOENT, "No such file"), NotReadable),
    "a folder": (IsADirectoryError(errno.EISDIR, "Is a directory"), NotReadable),
    "cable pulled": (OSError(errno.EIO, "Input/output error"), DiskFails),
    "cable pulled, says SQLite": (OperationalError("disk I/O error"), DiskFails),
    "damaged": (DatabaseError("database disk image is malformed"), DatabaseDamaged),
    "wrong key": (DatabaseError("file is not a database"), DatabaseDamaged),
    "somebody writes": (OperationalError("database is locked"), DatabaseBusy),
    "no server": (
        OperationalError("connection failed: Connection refused"),
        ServerUnreachable,
    ),
}


@pytest.mark.parametrize("name", EXPLAINED)
def test_it_has_a_sentence(name: str) -> None:
    error, kind = EXPLAINED[name]

    explained = explain(error)

    assert type(explained) is kind
    assert explained.sentence().count(".") >= 1
    assert str(error) not in explained.sentence()


def test_our_own_errors_stay_what_they_are() -> None:
    error: VardasError = NoStation()
    assert explain(error) is error


@pytest.mark.parametrize("error", [IntegrityError("UNIQUE"), ValueError("x"), OSError("x")])
def test_a_fault_of_ours_is_not_explained_away(error: Exception) -> None:
    assert explain(error) is None
