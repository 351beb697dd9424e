"""Leaves no trace of erased content in the database's free pages, logs and search index."""

from django.db import connection

from vardas.registry.search.dialects import WORDS


def scrub_database() -> None:
    """Overwrite what an erasure freed; call it after the transaction, not within.

    On SQLite freed pages are overwritten as they are freed; what is left is the search index's own
    merging and the write-ahead log. What a reader still holds back there goes with the next call
    or when the last connection closes. On PostgreSQL a full vacuum writes the tables anew.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM FULL")
            return
        cursor.execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('optimize')")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
