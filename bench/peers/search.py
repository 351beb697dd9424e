"""Finds names with what databases bring along: SQLite's trigrams and PostgreSQL's.

``python -m bench.peers.search < names.json`` reads ids, names, queries and persons, all romanised,
and prints the figures of each as JSON, or why it could not be measured.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg

from tools.postgresql import ServerError, run_server
from tools.programs import find_postgresql

LIMIT = 5
PATIENCE = 20
"""Seconds after which no further question is asked; the figures say how many were."""

Ask = Callable[[str], list[str]]


@contextmanager
def fts5(ids: Sequence[str], names: Sequence[str]) -> Iterator[Ask]:
    """SQLite's full text search over trigrams, any of them, the best ranks first."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE name USING fts5(id UNINDEXED, text, tokenize='trigram')")
    database.executemany("INSERT INTO name VALUES (?, ?)", zip(ids, names, strict=True))

    def ask(text: str) -> list[str]:
        words = text.replace('"', " ")
        grams = {words[place : place + 3] for place in range(len(words) - 2)}
        if not grams:
            return []
        any_of = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        rows = database.execute(
            "SELECT id FROM name WHERE text MATCH ? ORDER BY rank LIMIT ?", (any_of, LIMIT)
        )
        return [row[0] for row in rows]

    yield ask
    database.close()


@contextmanager
def pg_trgm(ids: Sequence[str], names: Sequence[str]) -> Iterator[Ask]:
    """PostgreSQL's trigrams with a GiST index, the nearest first."""
    programs = find_postgresql()
    if programs is None:
        raise ServerError("PostgreSQL is not installed")
    with run_server(programs) as url, psycopg.connect(url, autocommit=True) as database:
        database.execute("CREATE EXTENSION pg_trgm")
        database.execute("CREATE TABLE name (id text, text text)")
        with database.cursor().copy("COPY name FROM STDIN") as copy:
            for row in zip(ids, names, strict=True):
                copy.write_row(row)
        database.execute("SET maintenance_work_mem = '512MB'")
        database.execute("CREATE INDEX ON name USING gist (text gist_trgm_ops(siglen=64))")
        database.execute("ANALYZE name")

        def ask(text: str) -> list[str]:
            rows = database.execute(
                "SELECT id FROM name ORDER BY text <-> %s LIMIT %s", (text, LIMIT)
            )
            return [row[0] for row in rows]

        yield ask


PEERS = {"SQLite FTS5 trigram": fts5, "pg_trgm GiST": pg_trgm}


def measure(peer: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Build, ask, count; the reason where it cannot be done here."""
    began = time.perf_counter()
    try:
        with PEERS[peer](asked["ids"], asked["names"]) as ask:
            built = time.perf_counter() - began
            ranks, times = [], []
            until = time.perf_counter() + PATIENCE
            for text, person in zip(asked["queries"], asked["persons"], strict=True):
                began = time.perf_counter()
                found = ask(text)
                now = time.perf_counter()
                times.append((now - began) * 1000)
                ranks.append(found.index(person) + 1 if person in found else 0)
                if now > until:
                    break
    except (ServerError, sqlite3.Error, psycopg.Error) as error:
        return {"not_measured": f"{type(error).__name__}: {error}".splitlines()[0]}
    ordered, count = sorted(times), len(ranks)
    return {
        "sample": count,
        "recall@1": round(sum(rank == 1 for rank in ranks) / count, 4),
        "recall@5": round(sum(rank > 0 for rank in ranks) / count, 4),
        "milliseconds_per_query": {
            "p50": round(ordered[count // 2], 2),
            "p95": round(ordered[min(count - 1, count * 95 // 100)], 2),
        },
        "build_seconds": round(built, 2),
    }


def main() -> None:
    """Measure all, print."""
    asked = json.load(sys.stdin)
    found = {peer: measure(peer, asked) for peer in PEERS}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
