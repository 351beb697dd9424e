"""The encrypted database: what it refuses, and what never reaches the disk."""

import json
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from sqlcipher3 import dbapi2

from tests.registry.backends.opened import KEY, ask, make_wrapper
from vardas.registry.backends.sqlcipher.base import DatabaseWrapper, NotEncrypting
from vardas.registry.trouble import DatabaseBusy, DatabaseDamaged, DiskFull, explain

PLANTED = "Kukulaplanted"


def fill(wrapper: DatabaseWrapper, rows: int = 2000) -> None:
    ask(wrapper, "CREATE TABLE t (a text, b text)")
    with wrapper.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(
            "INSERT INTO t VALUES (%s, %s)", [(f"{PLANTED} {n}", "x" * 200) for n in range(rows)]
        )
        cursor.execute("COMMIT")


def test_the_cipher_is_on_and_careful(wrapper: DatabaseWrapper) -> None:
    assert ask(wrapper, "PRAGMA cipher_version")
    careful = {
        "temp_store": 2,
        "secure_delete": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
        "mmap_size": 0,
    }
    assert {pragma: ask(wrapper, f"PRAGMA {pragma}")[0][0] for pragma in careful} == careful


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


def find_temporary_files(wrapper: DatabaseWrapper, work: Callable[[], object]) -> set[str]:
    """Return the files that came to be open during the work, removed ones as well."""
    before, during = list_open_files(), set()
    ask(wrapper, "SELECT 1")
    wrapper.connection.set_progress_handler(lambda: during.update(list_open_files()) or 0, 5000)
    work()
    wrapper.connection.set_progress_handler(None, 5000)
    return {name for name in during - before if name.startswith("/") and "x.db" not in name}


def list_open_files() -> set[str]:
    folder = Path("/proc/self/fd")
    names = set()
    for link in folder.iterdir():
        with suppress(OSError):
            names.add(os.readlink(link))
    return names


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux's /proc")
def test_sorting_and_rewriting_open_no_temporary_file(wrapper: DatabaseWrapper) -> None:
    def work() -> None:
        ask(wrapper, "SELECT b, a FROM t ORDER BY a DESC, b")
        ask(wrapper, "CREATE TEMPORARY TABLE u AS SELECT DISTINCT a, b FROM t")
        ask(wrapper, "CREATE INDEX i ON t (b, a)")
        ask(wrapper, "VACUUM")

    fill(wrapper, 20_000)
    ask(wrapper, "PRAGMA cache_size = 10")
    assert find_temporary_files(wrapper, work) == set()
    ask(wrapper, "DROP TABLE u")
    ask(wrapper, "DROP INDEX i")
    ask(wrapper, "PRAGMA temp_store = FILE")
    assert find_temporary_files(wrapper, work)  # where they were not forbidden, they are seen


def test_a_wrong_key_opens_nothing(wrapper: DatabaseWrapper, path: Path) -> None:
    fill(wrapper)
    wrapper.close()
    with pytest.raises(DatabaseError) as raised:
        ask(make_wrapper(path, b"w" * 32), "SELECT 1")
    assert isinstance(explain(raised.value), DatabaseDamaged)
    assert len(ask(wrapper, "SELECT a FROM t")) == 2000


def test_a_plain_database_is_refused_and_left_alone(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseError) as raised:
        ask(make_wrapper(path), "SELECT 1")
    assert isinstance(explain(raised.value), DatabaseDamaged)
    assert path.read_bytes() == before


def test_a_library_that_does_not_encrypt_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect(**parameters: Any) -> sqlite3.Connection:
        return sqlite3.connect(parameters["database"])

    monkeypatch.setattr(dbapi2, "connect", connect)
    with pytest.raises(NotEncrypting):
        ask(make_wrapper(tmp_path / "x.db"), "SELECT 1")


def read_all(wrapper: DatabaseWrapper) -> None:
    assert ask(wrapper, "PRAGMA cipher_integrity_check")  # raises where the first page is damaged
    ask(wrapper, "SELECT SUM(LENGTH(b)) FROM t")


@pytest.mark.parametrize("place", [20, 4096 * 2 + 7, -4096 + 4090, -1])
def test_a_damaged_byte_is_found_wherever_it_is(
    wrapper: DatabaseWrapper, path: Path, place: int, capfd: pytest.CaptureFixture[str]
) -> None:
    fill(wrapper)
    wrapper.close()
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(DatabaseError) as raised:
        read_all(wrapper)
    assert isinstance(explain(raised.value), DatabaseDamaged)
    assert capfd.readouterr() == ("", "")  # the cipher library keeps its findings to itself


def test_a_file_cut_short_is_found(wrapper: DatabaseWrapper, path: Path) -> None:
    fill(wrapper)
    wrapper.close()
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(DatabaseError) as raised:
        ask(wrapper, "SELECT SUM(LENGTH(b)) FROM t")
    assert isinstance(explain(raised.value), DatabaseDamaged)


def test_a_full_disk_is_said_to_be_full_and_costs_nothing(wrapper: DatabaseWrapper) -> None:
    fill(wrapper, 100)
    ask(wrapper, "PRAGMA max_page_count = 40")
    with pytest.raises(DatabaseError) as raised:
        ask(wrapper, "INSERT INTO t SELECT a, randomblob(9000) FROM t")
    assert isinstance(explain(raised.value), DiskFull)
    assert ask(wrapper, "SELECT COUNT(*) FROM t") == [(100,)]
    assert ask(wrapper, "PRAGMA integrity_check") == [("ok",)]


def test_who_waits_too_long_for_a_writer_is_told_so(wrapper: DatabaseWrapper, path: Path) -> None:
    fill(wrapper, 10)
    other = make_wrapper(path)
    ask(other, "PRAGMA busy_timeout = 50")
    ask(wrapper, "BEGIN IMMEDIATE")
    assert ask(other, "SELECT COUNT(*) FROM t") == [(10,)]  # reading goes on
    with pytest.raises(DatabaseError) as raised:
        ask(other, "DELETE FROM t")
    assert isinstance(explain(raised.value), DatabaseBusy)
    other.close()


def test_two_writers_wait_for_each_other(wrapper: DatabaseWrapper, path: Path) -> None:
    """Both read before they write: with deferred transactions one would fail at once."""
    ask(wrapper, "CREATE TABLE k (n integer)")
    ask(wrapper, "INSERT INTO k VALUES (0)")

    def add() -> None:
        own = make_wrapper(path)
        for _ in range(25):
            own.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
            ((n,),) = ask(own, "SELECT n FROM k")
            ask(own, "UPDATE k SET n = %s", [n + 1])
            own.commit()
            own.set_autocommit(True)
        own.close()

    with ThreadPoolExecutor() as pool:
        for done in [pool.submit(add) for _ in range(4)]:
            done.result()
    assert ask(wrapper, "SELECT n FROM k") == [(100,)]


def test_a_query_may_hold_a_percent_sign(wrapper: DatabaseWrapper) -> None:
    assert ask(wrapper, "SELECT %s || '%%'", ["100"]) == [("100%",)]
    assert ask(wrapper, "SELECT '%'") == [("%",)]


def test_parameters_may_have_names(wrapper: DatabaseWrapper) -> None:
    assert ask(wrapper, "SELECT %(a)s || '%%' || %(b)s", {"b": "2", "a": "1"}) == [("1%2",)]
    ask(wrapper, "CREATE TABLE k (a, b)")
    with wrapper.cursor() as cursor:
        cursor.executemany("INSERT INTO k VALUES (%(a)s, %(b)s)", [{"a": 1, "b": 2}])
        cursor.executemany("INSERT INTO k VALUES (%s, %s)", ((n, n) for n in range(2)))
        cursor.executemany("INSERT INTO k VALUES (%s, %s)", [])
    assert ask(wrapper, "SELECT * FROM k ORDER BY a, b") == [(0, 0), (1, 1), (1, 2)]


def test_the_key_is_shown_nowhere(
    wrapper: DatabaseWrapper, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    wrapper.force_debug_cursor = True
    logger = logging.getLogger("django.db.backends")
    logger.addHandler(caplog.handler)
    with caplog.at_level("DEBUG", logger.name):
        ask(wrapper, "SELECT 'visible'")
    logger.removeHandler(caplog.handler)
    assert "visible" in caplog.text
    shown = [caplog.text, *capfd.readouterr(), repr(vars(wrapper)), str(wrapper.queries_log)]
    shown.append(json.dumps(wrapper.settings_dict, default=repr))
    for text in shown:
        assert KEY.hex() not in text
        assert repr(KEY) not in text


WRITER = """
    import sys
    from pathlib import Path
    sys.path.insert(0, sys.argv[2])
    from vardas.registry import opening
    import tests.settings, os
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from tests.registry.backends.opened import make_wrapper
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
