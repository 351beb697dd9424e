"""Django's SQLite backend, talking to SQLCipher instead of the sqlite3 of the standard library.

What has to be watched (each has a test):

- plain SQLite ignores ``PRAGMA key``: an empty ``cipher_version`` is refused;
- the raw key is set past Django's cursor, so that no SQL log sees it, and ``OPTIONS["key"]`` is a
  function, so that no dump of the settings does;
- temporary tables and sorts stay in memory: in a file they would be plaintext;
- deleted content is overwritten; the log of the cipher library is off;
- a commit that was acknowledged survives a kill and a power cut: WAL with synchronous=FULL.

Measured and left as they are: ``cipher_memory_security`` off (with it, filling the search index
takes five times as long, and the pages of an unlocked station are in memory anyway); pages of 4096
bytes (with 8192 and 16384, neither reading nor writing is faster, and a commit writes more).
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.asyncio import async_unsafe
from sqlcipher3 import dbapi2 as Database  # noqa: N812  Django calls it so

from vardas.errors import BrokenError

PRAGMAS = (
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "secure_delete = ON",
    "journal_mode = WAL",
    "synchronous = FULL",
    "mmap_size = 0",
    "cache_size = -65536",
)
BUSY_SECONDS = 20


class NotEncrypting(BrokenError):
    """The database library does not encrypt."""

    code = "not_encrypting"
    message = (
        "The database library on this machine does not encrypt, so nothing was opened or written."
        " Run “make setup” again."
    )


def _parse_moment(raw: bytes) -> datetime.datetime:
    return datetime.datetime.fromisoformat(raw.decode())


def _adapt_moment(moment: datetime.datetime) -> str:
    return moment.isoformat(" ")


Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", lambda raw: datetime.date.fromisoformat(raw.decode()))
Database.register_converter("time", lambda raw: datetime.time.fromisoformat(raw.decode()))
Database.register_converter("datetime", _parse_moment)
Database.register_converter("timestamp", _parse_moment)
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, datetime.date.isoformat)
Database.register_adapter(datetime.datetime, _adapt_moment)


class Cursor(Database.Cursor):
    """Turns Django's placeholders into SQLite's, as Django's own cursor for sqlite3 does."""

    def execute(self, query: str, parameters: Any = None) -> Any:
        if parameters is None:
            return super().execute(query)
        return super().execute(_convert(query, parameters), parameters)

    def executemany(self, query: str, parameters: Iterable[Any]) -> Any:
        rows = list(parameters)
        return super().executemany(_convert(query, rows[0] if rows else ()), rows)


_django_cursor: Any = stock.SQLiteCursorWrapper


def _convert(query: str, parameters: Any) -> str:
    """Turn ``%s`` into ``?`` and ``%(name)s`` into ``:name``."""
    names = list(parameters) if isinstance(parameters, Mapping) else None
    return str(_django_cursor.convert_query(None, query, param_names=names))


class DatabaseWrapper(stock.DatabaseWrapper):
    """A connection to one encrypted file under a raw 32-byte key."""

    Database = Database

    def get_connection_params(self) -> dict[str, Any]:
        options = {**self.settings_dict["OPTIONS"]}
        self._read_key: Callable[[], bytes] = options.pop("key")
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", BUSY_SECONDS)
        given = self.settings_dict
        self.settings_dict = {**given, "OPTIONS": options}
        try:
            return super().get_connection_params()
        finally:
            self.settings_dict = given

    @async_unsafe
    def get_new_connection(self, parameters: dict[str, Any]) -> Any:
        connection = Database.connect(**parameters)
        try:
            self._unlock(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=Cursor)

    def _unlock(self, connection: Any) -> None:
        connection.execute(f"PRAGMA key = \"x'{self._read_key().hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise NotEncrypting
        # The first look at the file: a wrong key or a file that is no database shows here.
        connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        register_functions(connection)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
