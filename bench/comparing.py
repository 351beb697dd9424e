"""The same small work done with and without what we chose, to see what the choice costs."""

from __future__ import annotations

import os
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from vardas.keys.passphrase import Costs, derive_key

ROWS = 300
TRIES = 5


def compare_commits(folder: Path) -> dict[str, float]:
    """Return milliseconds of a one-row commit: plain SQLite, and SQLCipher as a station has it."""
    key = os.urandom(32).hex()
    plain = _time_commits(folder / "plain.db", sqlite3.connect, "")
    encrypted = _time_commits(
        folder / "encrypted.db", sqlcipher.connect, f"PRAGMA key = \"x'{key}'\""
    )
    return {"plain": plain, "encrypted": encrypted}


def _time_commits(path: Path, connect: Callable[..., Any], key: str) -> float:
    database = connect(str(path), isolation_level=None)
    if key:
        database.execute(key)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY"):
        database.execute(f"PRAGMA {setting}")
    database.execute("CREATE TABLE leaf (position INTEGER PRIMARY KEY, data BLOB)")
    taken = []
    for _ in range(ROWS):
        began = time.perf_counter()
        database.execute("INSERT INTO leaf (data) VALUES (?)", [os.urandom(300)])
        taken.append(time.perf_counter() - began)
    database.close()
    return round(statistics.median(taken) * 1000, 2)


def time_unlocking() -> float:
    """Return the seconds that one try of a passphrase costs, us or whoever guesses."""
    taken = []
    for _ in range(TRIES):
        began = time.perf_counter()
        derive_key("made up for measuring", os.urandom(16), Costs())
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken), 2)
