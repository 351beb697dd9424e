"""Leaves no trace of erased content in the database's free pages, logs and search index."""

from django.db import OperationalError, connection

from vardas.registry.search.dialects import WORDS
from vardas.registry.trouble import DatabaseBusy, explain


def scrub_database() -> bool:
    """Overwrite what an erasure freed; call it after the transaction, not within.

    SQLite overwrites what it deletes, but not the copies that its trees leave between the rows of a
    page when they are balanced: only a file written anew (``VACUUM``) is free of them. That takes
    about a second for each 100 MB, and as much memory as the file is large. On PostgreSQL a full
    vacuum writes the tables anew.

    Returns False where others held the database for too long: the erasure stands, and the next
    scrub takes what this one left. What a reader still holds back in the write-ahead log goes when
    the last connection closes.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM FULL")
            return True
        try:
            cursor.execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('optimize')")
            cursor.execute("VACUUM")
        except OperationalError as error:
            if isinstance(explain(error), DatabaseBusy):
                return False
            raise
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (is_busy, *_) = cursor.fetchone()
        return not is_busy
