"""Leaves no trace of erased content in the database's free pages, logs and search index."""

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from vardas.registry.search.dialects import WORDS
from vardas.registry.tables.setting import Setting
from vardas.registry.trouble import DatabaseBusy, explain

_DUE = "scrub_due"


def note_scrub_due() -> None:
    """Note, in the transaction of an erasure, that a scrub has to follow whatever happens next."""
    Setting.objects.update_or_create(key=_DUE, defaults={"value": True})


def scrub_if_due() -> None:
    """Do the scrub that an erasure before a kill, or a busy database, has left undone."""
    if Setting.objects.filter(key=_DUE).exists():
        scrub_database()


def scrub_database() -> bool:
    """Scrub the station's database; False where it stays due because others held it too long."""
    if not scrub(connection):
        return False
    Setting.objects.filter(key=_DUE).delete()
    return True


def scrub(database: BaseDatabaseWrapper) -> bool:
    """Overwrite what an erasure freed; call it after the transaction, not within.

    SQLite overwrites what it deletes, but not the copies that its trees leave between the rows of a
    page when they are balanced: only a file written anew (``VACUUM``) is free of them. That takes
    about a second for each 100 MB, and as much memory as the file is large. On PostgreSQL a full
    vacuum writes the tables anew.

    Returns False where others held the database for too long: the erasure stands, and the next
    scrub takes what this one left. What a reader still holds back in the write-ahead log goes when
    the last connection closes.
    """
    with database.cursor() as cursor:
        if database.vendor == "postgresql":
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
