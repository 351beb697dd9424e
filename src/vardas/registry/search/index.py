"""The full-text index: put, remove and find records by words.

One table holds what is shown; the words stand in an FTS5 table (SQLite) or a tsvector column with a
GIN index (PostgreSQL). Both are disposable and made by :func:`create_index`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from vardas.registry.search.words import Span, Term, cut, make_snippet, read_query

TABLE = "records_searched"
WORDS = "records_words"
BATCH = 500


@dataclass(frozen=True)
class Entry:
    """One record's searchable text and who may see that it was found."""

    record: UUID
    kind: str
    title: str
    body: str
    visibility: str


@dataclass(frozen=True)
class Hit:
    """One record found: its title and a piece of its text with the matches marked."""

    record: UUID
    kind: str
    title: tuple[Span, ...]
    snippet: tuple[Span, ...]


class _Dialect(Protocol):
    """What differs between the databases."""

    create: tuple[str, ...]
    drop: tuple[str, ...]
    put: tuple[str, ...]
    remove: tuple[str, ...]
    match: str
    order: str

    def put_rows(self, number: int, entry: Entry) -> tuple[tuple[Any, ...], ...]:
        """Return the parameters for each of the ``put`` commands."""

    def query(self, terms: Sequence[Term]) -> str:
        """Write the terms in the database's query language."""


class _SQLite(_Dialect):
    create = (
        f"CREATE TABLE {TABLE} (id integer PRIMARY KEY, record char(32) NOT NULL UNIQUE,"
        " kind text NOT NULL, visibility text NOT NULL, title text NOT NULL, body text NOT NULL)",
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(title, body, prefix='2 3',"
        " tokenize='unicode61 remove_diacritics 0')",
        # Deleted words are overwritten at once instead of lingering until a merge.
        f"INSERT INTO {WORDS} ({WORDS}, rank) VALUES ('secure-delete', 1)",
    )
    drop = (f"DROP TABLE IF EXISTS {WORDS}", f"DROP TABLE IF EXISTS {TABLE}")
    put = (
        f"INSERT INTO {TABLE} (id, record, kind, visibility, title, body)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        f"INSERT INTO {WORDS} (rowid, title, body) VALUES (%s, %s, %s)",
    )
    remove = (
        f"DELETE FROM {WORDS} WHERE rowid IN (SELECT id FROM {TABLE} WHERE record IN ({{marks}}))",
        f"DELETE FROM {TABLE} WHERE record IN ({{marks}})",
    )
    match = f"{WORDS} JOIN {TABLE} t ON t.id = {WORDS}.rowid WHERE {WORDS} MATCH %s"
    order = f"bm25({WORDS}, 10.0, 1.0), t.title, t.id"

    def put_rows(self, number: int, entry: Entry) -> tuple[tuple[Any, ...], ...]:
        shown = (
            number, entry.record.hex, entry.kind, entry.visibility, entry.title, entry.body
        )  # fmt: skip
        return shown, (number, " ".join(cut(entry.title)), " ".join(cut(entry.body)))

    def query(self, terms: Sequence[Term]) -> str:
        return " ".join(
            '"' + " ".join(term.words) + '"' + ("*" if term.is_prefix else "") for term in terms
        )


class _PostgreSQL(_Dialect):
    create = (
        f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, record uuid NOT NULL UNIQUE,"
        " kind text NOT NULL, visibility text NOT NULL, title text NOT NULL, body text NOT NULL,"
        " words tsvector NOT NULL)",
        f"CREATE INDEX {WORDS} ON {TABLE} USING gin (words)",
    )
    drop = (f"DROP TABLE IF EXISTS {TABLE}",)
    put = (
        f"INSERT INTO {TABLE} (id, record, kind, visibility, title, body, words)"
        " VALUES (%s, %s, %s, %s, %s, %s, setweight(to_tsvector('simple', %s), 'A')"
        " || setweight(to_tsvector('simple', %s), 'D'))",
    )
    remove = (f"DELETE FROM {TABLE} WHERE record IN ({{marks}})",)
    match = f"{TABLE} t WHERE t.words @@ to_tsquery('simple', %s)"
    order = "ts_rank_cd(t.words, to_tsquery('simple', %s)) DESC, t.title, t.id"

    def put_rows(self, number: int, entry: Entry) -> tuple[tuple[Any, ...], ...]:
        return (
            (
                number, entry.record, entry.kind, entry.visibility, entry.title, entry.body,
                " ".join(cut(entry.title)), " ".join(cut(entry.body)),
            ),
        )  # fmt: skip

    def query(self, terms: Sequence[Term]) -> str:
        return " & ".join(
            "("
            + " <-> ".join(
                f"'{word}'" + (":*" if term.is_prefix and word is term.words[-1] else "")
                for word in term.words
            )
            + ")"
            for term in terms
        )


def _dialect(connection: BaseDatabaseWrapper) -> _Dialect:
    return _PostgreSQL() if connection.vendor == "postgresql" else _SQLite()


def create_index(connection: BaseDatabaseWrapper) -> None:
    """Make the tables of the index; they must not exist."""
    with connection.cursor() as cursor:
        for command in _dialect(connection).create:
            cursor.execute(command)


def drop_index(connection: BaseDatabaseWrapper) -> None:
    """Throw the index away, if there is one."""
    with connection.cursor() as cursor:
        for command in _dialect(connection).drop:
            cursor.execute(command)


def put(connection: BaseDatabaseWrapper, entries: Iterable[Entry]) -> None:
    """Put records in, replacing what the index held of them."""
    dialect = _dialect(connection)
    entries = list(entries)
    remove(connection, [entry.record for entry in entries])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {TABLE}")
        (last,) = cursor.fetchone()
        rows = [
            dialect.put_rows(number, _storable(entry))
            for number, entry in enumerate(entries, last + 1)
        ]
        for place, command in enumerate(dialect.put):
            cursor.executemany(command, [row[place] for row in rows])


def remove(connection: BaseDatabaseWrapper, records: Sequence[UUID]) -> None:
    """Take records out; those not in it are passed over."""
    native = connection.features.has_native_uuid_field
    with connection.cursor() as cursor:
        for start in range(0, len(records), BATCH):
            keys = [record if native else record.hex for record in records[start : start + BATCH]]
            marks = ", ".join(["%s"] * len(keys))
            for command in _dialect(connection).remove:
                cursor.execute(command.format(marks=marks), keys)


def find(
    connection: BaseDatabaseWrapper,
    query: str,
    *,
    kinds: Sequence[str] | None = None,
    visibilities: Sequence[str] | None = None,
    limit: int = 20,
    offset: int = 0,
) -> list[Hit]:
    """Find records by what a person typed, the best first; nothing for an empty query."""
    terms = read_query(query)
    if not terms:
        return []
    dialect = _dialect(connection)
    text = dialect.query(terms)
    where, parameters = _narrow(dialect, text, kinds, visibilities)
    ordering = [text] * dialect.order.count("%s")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT t.record, t.kind, t.title, t.body FROM {where}"
            f" ORDER BY {dialect.order} LIMIT %s OFFSET %s",
            [*parameters, *ordering, limit, offset],
        )
        rows = cursor.fetchall()
    return [
        Hit(
            record if isinstance(record, UUID) else UUID(record),
            kind,
            make_snippet(title, terms, width=max(160, len(title))),
            make_snippet(body, terms) if body else (),
        )
        for record, kind, title, body in rows
    ]


def count(
    connection: BaseDatabaseWrapper,
    query: str,
    *,
    kinds: Sequence[str] | None = None,
    visibilities: Sequence[str] | None = None,
) -> int:
    """Count the records that :func:`find` would give without a limit."""
    terms = read_query(query)
    if not terms:
        return 0
    dialect = _dialect(connection)
    where, parameters = _narrow(dialect, dialect.query(terms), kinds, visibilities)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {where}", parameters)
        (found,) = cursor.fetchone()
    return int(found)


def _narrow(
    dialect: _Dialect,
    text: str,
    kinds: Sequence[str] | None,
    visibilities: Sequence[str] | None,
) -> tuple[str, list[Any]]:
    where, parameters = dialect.match, [text]
    for column, allowed in (("kind", kinds), ("visibility", visibilities)):
        if allowed is not None:
            marks = ", ".join(["%s"] * len(allowed)) or "NULL"
            where += f" AND t.{column} IN ({marks})"
            parameters += allowed
    return where, parameters


def _storable(entry: Entry) -> Entry:
    """PostgreSQL takes no NUL in a text."""
    if "\x00" not in entry.title and "\x00" not in entry.body:
        return entry
    return Entry(
        entry.record,
        entry.kind,
        entry.title.replace("\x00", "\ufffd"),
        entry.body.replace("\x00", "\ufffd"),
        entry.visibility,
    )
