"""Django's SQLite backend over SQLCipher."""

from __future__ import annotations

import datetime
import decimal
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.asyncio import async_unsafe
from sqlcipher3 import dbapi2 as Database

Database.register_converter("bool", b"1".__eq__)
Database.register_converter("date", lambda raw: datetime.date.fromisoformat(raw.decode()))
Database.register_converter("time", lambda raw: datetime.time.fromisoformat(raw.decode()))
Database.register_converter("datetime", lambda raw: datetime.datetime.fromisoformat(raw.decode()))
Database.register_converter("timestamp", lambda raw: datetime.datetime.fromisoformat(raw.decode()))
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(datetime.date, lambda day: day.isoformat())
Database.register_adapter(datetime.datetime, lambda moment: moment.isoformat(" "))


class CursorWrapper(Database.Cursor):
    """Django's cursor, on SQLCipher's."""

    execute_ = Database.Cursor.execute

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return super().execute(query)
        return super().execute(self.convert(query), params)

    def executemany(self, query: str, param_list: Any) -> Any:
        return super().executemany(self.convert(query), param_list)

    def convert(self, query: str) -> str:
        return stock.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(stock.DatabaseWrapper):
    Database = Database

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        params.pop("key", None)
        return params

    @async_unsafe
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        key = self.settings_dict["OPTIONS"]["key"]
        raw = key() if callable(key) else key
        params = dict(conn_params)
        params.pop("check_same_thread", None)
        conn = Database.connect(check_same_thread=False, **params)
        conn.execute(f"PRAGMA key = \"x'{raw.hex()}'\"")
        if not conn.execute("PRAGMA cipher_version").fetchone():
            raise ImproperlyConfigured("not SQLCipher")
        register_functions(conn)
        conn.execute("PRAGMA foreign_keys = ON")
        for pragma in ("temp_store=MEMORY", "secure_delete=ON", "journal_mode=WAL", "synchronous=FULL"):
            conn.execute(f"PRAGMA {pragma}")
        return conn

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=CursorWrapper)
