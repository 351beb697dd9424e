"""The full-text index: put, remove and find records by words.

One table holds what is shown; the words stand in an FTS5 table (SQLite) or a tsvector column with a
GIN index (PostgreSQL). Both are disposable and made by :func:`create_index`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from typing import Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from vardas.registry.access.reader import Reader, get_reader
from vardas.registry.records.visibility import Visibility
from vardas.registry.search.dialects import TABLE, WORDS, Dialect, Prepared, choose_dialect
from vardas.registry.search.snippets import WIDTH, Marker, Span
from vardas.registry.search.words import Term, cut_for_index, read_query

__all__ = [
    "TABLE",
    "WORDS",
    "Depth",
    "Entry",
    "Group",
    "Hit",
    "count",
    "create_index",
    "drop_index",
    "find",
    "find_groups",
    "put",
    "remove",
]

BATCH = 500
ROOM_TITLE, ROOM_BODY = 200_000, 700_000
"""Bytes of different words; together less than the megabyte that PostgreSQL takes."""
SHOWN = 50_000
"""Characters of a text in which a snippet is looked for; what stands beyond is found unmarked."""


@dataclass(frozen=True)
class Entry:
    """A record's searchable text and who may see that it was found."""

    record: UUID
    kind: str
    title: str
    body: str
    visibility: str
    """A word of :class:`Depth`; a record may have one entry of each."""


class Depth(StrEnum):
    """For whose eyes an entry is."""

    ALL = "all"
    """For everybody who searches: all of the record's text is open to them."""
    CASE = "case"
    """The whole text, for those who see fields of the case."""
    OPEN = "open"
    """The part of the same text for those who do not."""


def find_depths(reader: Reader) -> tuple[str, ...]:
    """Return the entries that a reader searches."""
    deep = reader.sees(Visibility.CASE)
    return (Depth.ALL.value, Depth.CASE.value if deep else Depth.OPEN.value)


@dataclass(frozen=True)
class Hit:
    """One record found: its title and a piece of its text with the matches marked."""

    record: UUID
    kind: str
    title: tuple[Span, ...]
    snippet: tuple[Span, ...]


@dataclass(frozen=True)
class Group:
    """The best hits of one kind, and how many there are."""

    kind: str
    total: int
    hits: tuple[Hit, ...]


def create_index(connection: BaseDatabaseWrapper) -> None:
    """Make the tables of the index; they must not exist."""
    _run_all(connection, choose_dialect(connection).create)


def drop_index(connection: BaseDatabaseWrapper) -> None:
    """Throw the index away, if there is one."""
    _run_all(connection, choose_dialect(connection).drop)


def put(connection: BaseDatabaseWrapper, entries: Iterable[Entry]) -> None:
    """Put records in, replacing what the index held of them.

    Of two entries of one record and depth the last counts.
    """
    dialect = choose_dialect(connection)
    latest = {(entry.record, entry.visibility): entry for entry in entries}
    remove(connection, list({record for record, _ in latest}))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {TABLE}")
        (last,) = cursor.fetchone()
        rows = [
            dialect.prepare(_prepare(number, entry))
            for number, entry in enumerate(latest.values(), last + 1)
        ]
        for place, command in enumerate(dialect.put):
            cursor.executemany(command, [row[place] for row in rows])


def remove(connection: BaseDatabaseWrapper, records: Sequence[UUID]) -> None:
    """Take records out; those not in it are passed over."""
    native = connection.features.has_native_uuid_field
    with connection.cursor() as cursor:
        for start in range(0, len(records), BATCH):
            keys = [record if native else record.hex for record in records[start : start + BATCH]]
            for command in choose_dialect(connection).remove:
                cursor.execute(command.format(marks=_mark(keys)), keys)


def find(
    connection: BaseDatabaseWrapper,
    query: str,
    *,
    kinds: Sequence[str] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """Find records by what a person typed, the best first; nothing for an empty query."""
    terms = read_query(query)
    if not terms:
        return []
    dialect = choose_dialect(connection)
    score, of_score = dialect.score(terms)
    where, of_where = _narrow(dialect, terms, kinds, _is_native(connection))
    rows = _fetch(
        connection,
        "SELECT t.record, t.kind, t.title, t.body FROM"
        f" (SELECT t.id, t.title, {score} AS score FROM {where}"
        f" ORDER BY {dialect.order.format(of='t.')} LIMIT %s OFFSET %s) best"
        f" JOIN {TABLE} t ON t.id = best.id ORDER BY {dialect.order.format(of='best.')}",
        [*of_score, *of_where, limit, offset],
    )
    marker = Marker(terms)
    return [_show(row, marker) for row in rows]


def find_groups(
    connection: BaseDatabaseWrapper,
    query: str,
    *,
    kinds: Sequence[str] | None = None,
    limit: int = 20,
) -> dict[str, Group]:
    """Find the best of each kind and how many there are, in one pass; kinds without any are absent.

    Asking kind by kind with :func:`find` and :func:`count` takes as many passes.
    """
    terms = read_query(query)
    if not terms:
        return {}
    dialect = choose_dialect(connection)
    score, of_score = dialect.score(terms)
    where, of_where = _narrow(dialect, terms, kinds, _is_native(connection))
    by_kind: dict[str, list[tuple[float, str, int]]] = {}
    # Picked here: the windows of SQL take five times as long.
    for kind, *placed in _fetch(
        connection, f"SELECT t.kind, {score}, t.title, t.id FROM {where}", [*of_score, *of_where]
    ):
        by_kind.setdefault(kind, []).append(tuple(placed))
    if not by_kind:
        return {}
    best = {kind: nsmallest(limit, placed) for kind, placed in by_kind.items()}
    numbers = [number for placed in best.values() for _, _, number in placed]
    within = _mark(numbers) or "NULL"
    rows = _fetch(
        connection,
        f"SELECT id, record, kind, title, body FROM {TABLE} WHERE id IN ({within})",
        numbers,
    )
    shown = {row[0]: row[1:] for row in rows}
    marker = Marker(terms)
    return {
        kind: Group(
            kind, len(by_kind[kind]), tuple(_show(shown[number], marker) for _, _, number in placed)
        )
        for kind, placed in best.items()
    }


def count(
    connection: BaseDatabaseWrapper,
    query: str,
    *,
    kinds: Sequence[str] | None = None,
) -> int:
    """Count the records that :func:`find` would give without a limit."""
    terms = read_query(query)
    if not terms:
        return 0
    where, parameters = _narrow(choose_dialect(connection), terms, kinds, _is_native(connection))
    ((found,),) = _fetch(connection, f"SELECT COUNT(*) FROM {where}", parameters)
    return int(found)


def _narrow(
    dialect: Dialect,
    terms: Sequence[Term],
    kinds: Sequence[str] | None,
    native: bool,
) -> tuple[str, list[Any]]:
    """Narrow a search to some kinds, and to what the reader of the moment may find."""
    where, parameters = dialect.match(terms)
    reader = get_reader()
    for column, allowed in (("kind", kinds), ("visibility", find_depths(reader))):
        if allowed is not None:
            where += f" AND t.{column} IN ({_mark(allowed) or 'NULL'})"
            parameters += allowed
    if reader.hidden:
        hidden: list[Any] = [one if native else one.hex for one in sorted(reader.hidden)]
        where += f" AND t.record NOT IN ({_mark(hidden)})"
        parameters += hidden
    return where, parameters


def _fetch(
    connection: BaseDatabaseWrapper, select: str, parameters: Sequence[Any]
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(select, parameters)
        return list(cursor.fetchall())


def _show(row: tuple[Any, ...], marker: Marker) -> Hit:
    record, kind, title, body = row
    return Hit(
        record if isinstance(record, UUID) else UUID(record),
        kind,
        marker.mark(title, max(WIDTH, len(title))),
        marker.mark(body) if body else (),
    )


def _prepare(number: int, entry: Entry) -> Prepared:
    return Prepared(
        number,
        entry.record,
        entry.kind,
        entry.visibility,
        _make_storable(entry.title),
        _make_storable(entry.body),
        cut_for_index(entry.title, ROOM_TITLE),
        cut_for_index(entry.body, ROOM_BODY),
    )


def _make_storable(text: str) -> str:
    """PostgreSQL takes no NUL in a text."""
    return text[:SHOWN].replace("\x00", "\ufffd")


def _is_native(connection: BaseDatabaseWrapper) -> bool:
    return bool(connection.features.has_native_uuid_field)


def _mark(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _run_all(connection: BaseDatabaseWrapper, commands: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for command in commands:
            cursor.execute(command)
