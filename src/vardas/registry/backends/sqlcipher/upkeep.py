"""Upkeep."""

from typing import Any


def scrub(connection: Any) -> None:
    """Leave no trace of what was deleted."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
