"""The encrypted database: what it refuses, and what never reaches the disk."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections
from sqlcipher3 import dbapi2

from vardas.registry.backends.sqlcipher.base import DatabaseWrapper, NotEncrypting

KEY = b"k" * 32
PLANTED = "Kukulaplanted"


def make_wrapper(path: Path, key: bytes = KEY) -> DatabaseWrapper:
    """A connection of its own, outside Django's settings."""
    settings = connections.configure_settings(
        {
            "default": {
                "ENGINE": "vardas.registry.backends.sqlcipher",
                "NAME": str(path),
                "OPTIONS": {"key": lambda: key},
            }
        }
    )["default"]
    settings["TIME_ZONE"] = None
    return DatabaseWrapper(settings, alias="other")


@pytest.fixture(autouse=True)
def let_connect(django_db_blocker: Any) -> Iterator[None]:
    """These tests open files of their own beside the suite's database."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def wrapper(tmp_path: Path) -> Iterator[DatabaseWrapper]:
    made = make_wrapper(tmp_path / "x.db")
    yield made
    made.close()


def ask(wrapper: DatabaseWrapper, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    with wrapper.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def fill(wrapper: DatabaseWrapper, rows: int = 2000) -> None:
    ask(wrapper, "CREATE TABLE t (a text, b text)")
    with wrapper.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO t VALUES (%s, %s)", [(f"{PLANTED} {n}", "x" * 200) for n in range(rows)]
        )


def test_the_cipher_is_on_and_careful(wrapper: DatabaseWrapper) -> None:
    assert ask(wrapper, "PRAGMA cipher_version")
    assert ask(wrapper, "PRAGMA temp_store") == [(2,)]
    assert ask(wrapper, "PRAGMA secure_delete") == [(1,)]
    assert ask(wrapper, "PRAGMA journal_mode") == [("wal",)]
    assert ask(wrapper, "PRAGMA synchronous") == [(2,)]


def test_nothing_readable_reaches_the_disk(wrapper: DatabaseWrapper, tmp_path: Path) -> None:
    fill(wrapper, 20_000)
    ask(wrapper, "SELECT b, a FROM t ORDER BY a DESC, b")
    ask(wrapper, "SELECT a, COUNT(*) FROM t GROUP BY a HAVING COUNT(*) > 1")
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {"x.db", "x.db-wal"}
    for path in files:
        data = path.read_bytes()
        assert PLANTED.encode() not in data
        assert b"CREATE TABLE" not in data
        assert not data.startswith(b"SQLite format 3")


def test_a_wrong_key_opens_nothing(wrapper: DatabaseWrapper, tmp_path: Path) -> None:
    fill(wrapper)
    wrapper.close()
    other = make_wrapper(tmp_path / "x.db", b"w" * 32)
    with pytest.raises(DatabaseError, match="not a database"):
        ask(other, "SELECT 1")


def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "x.db")
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    with pytest.raises(DatabaseError, match="not a database"):
        ask(make_wrapper(tmp_path / "x.db"), "SELECT 1")


def test_a_library_that_does_not_encrypt_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(**parameters: Any) -> sqlite3.Connection:
        return sqlite3.connect(parameters["database"])

    monkeypatch.setattr(dbapi2, "connect", connect)
    with pytest.raises(NotEncrypting):
        ask(make_wrapper(tmp_path / "x.db"), "SELECT 1")


def test_a_damaged_page_is_found(wrapper: DatabaseWrapper, tmp_path: Path) -> None:
    fill(wrapper)
    wrapper.close()
    path = tmp_path / "x.db"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    damaged = make_wrapper(path)
    assert ask(damaged, "PRAGMA cipher_integrity_check")
    with pytest.raises(DatabaseError):
        ask(damaged, "SELECT SUM(LENGTH(b)) FROM t")
    damaged.close()


def test_a_query_may_hold_a_percent_sign(wrapper: DatabaseWrapper) -> None:
    assert ask(wrapper, "SELECT %s || '%%'", ["100"]) == [("100%",)]
    assert ask(wrapper, "SELECT '%'") == [("%",)]


def test_the_key_is_not_shown_in_the_settings(wrapper: DatabaseWrapper) -> None:
    ask(wrapper, "SELECT 1")
    assert KEY.hex() not in json.dumps(wrapper.settings_dict, default=repr)
    assert repr(KEY) not in json.dumps(wrapper.settings_dict, default=repr)


WRITER = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from vardas.registry import opening
    import tests.settings, os
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from tests.registry.backends.test_sqlcipher import make_wrapper
    wrapper = make_wrapper(Path(sys.argv[1]))
    with wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS k (n integer)")
        n = cursor.execute("SELECT COALESCE(MAX(n), 0) FROM k").fetchone()[0]
        while True:
            n += 1
            cursor.execute("INSERT INTO k VALUES (%s)", [n])
            print(n, flush=True)
"""


@pytest.mark.slow
def test_an_acknowledged_row_survives_a_kill(tmp_path: Path) -> None:
    path, last = tmp_path / "x.db", 0
    root = str(Path(__file__).parents[3])
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), str(path), root],
            stdout=subprocess.PIPE,
            env={**os.environ, "VARDAS_TEST_DATABASE": "sqlcipher"},
        )
        assert writer.stdout
        for _ in range(20):
            last = int(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
        writer.wait()
        last = int(rest[-1]) if rest else last
        after = make_wrapper(path)
        assert ask(after, "SELECT COUNT(*), MAX(n) FROM k")[0][0] >= last
        assert not ask(after, "PRAGMA cipher_integrity_check")
        after.close()
