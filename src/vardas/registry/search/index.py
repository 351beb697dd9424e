"""Full-text index (provisional: FTS5 only)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Entry:
    """One record's searchable text."""

    record: UUID
    kind: str
    title: str
    body: str
    visibility: str


@dataclass(frozen=True)
class Hit:
    """One record found."""

    record: UUID
    kind: str
    title: str
    snippet: str
    rank: float


def create_index(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE records_search USING fts5(record UNINDEXED, kind UNINDEXED, visibility UNINDEXED, title, body, tokenize='unicode61 remove_diacritics 2')")


def drop_index(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS records_search")


def put(connection: Any, entries: Iterable[Entry]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO records_search (record, kind, visibility, title, body) VALUES (%s, %s, %s, %s, %s)", [(e.record.hex, e.kind, e.visibility, e.title, e.body) for e in entries])


def remove(connection: Any, records: Sequence[UUID]) -> None:
    return


def find(connection: Any, query: str, *, kinds: Sequence[str] | None = None, visibilities: Sequence[str] | None = None, limit: int = 20, offset: int = 0) -> list[Hit]:
    return []
