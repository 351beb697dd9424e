"""A consistent copy of the encrypted database, made while others go on writing to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from sqlcipher3 import dbapi2

from vardas.registry.snapshot import read_snapshot
from vardas.registry.trouble import DatabaseDamaged

_PAGES = 2048


def copy_database(target: Path, key: bytes, progress: Callable[[str, int, int], None]) -> None:
    """Copy the embedded database, encrypted under the same key, and check every page of the copy.

    Raises DatabaseDamaged when a page of the copy, and so of the original, does not hold.
    """

    def report(status: int, remaining: int, total: int) -> None:
        progress("copy", total - remaining, total)

    copy = _open(target, key)
    try:
        with read_snapshot(), connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM sqlite_master")  # the snapshot begins here
            connection.connection.backup(copy, pages=_PAGES, progress=report)
    except dbapi2.DatabaseError as error:
        if isinstance(error, dbapi2.OperationalError):
            raise
        raise DatabaseDamaged from error
    finally:
        copy.close()
    copy = _open(target, key)
    try:
        if copy.execute("PRAGMA cipher_integrity_check").fetchall():
            raise DatabaseDamaged
    finally:
        copy.close()


def _open(path: Path, key: bytes) -> dbapi2.Connection:
    database = dbapi2.connect(str(path), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    database.execute("PRAGMA cipher_log_level = NONE")
    return database
