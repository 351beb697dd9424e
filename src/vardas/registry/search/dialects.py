"""What differs between the databases: how words are stored and asked for.

Neither database cuts or folds text: they get the words of ``words.cut`` and keep them as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from vardas.registry.search.words import Term

TABLE = "records_searched"
WORDS = "records_words"
_SHOWN = (
    "record {key} NOT NULL, kind text NOT NULL, visibility text NOT NULL,"
    " title text NOT NULL, body text NOT NULL"
)


@dataclass(frozen=True)
class Prepared:
    """An entry ready to be stored: what is shown of it, and its words."""

    number: int
    record: UUID
    kind: str
    visibility: str
    title: str
    body: str
    title_words: Sequence[str]
    body_words: Sequence[str]


class Dialect(Protocol):
    """The commands of one database; ``t`` is the table of what is shown."""

    create: tuple[str, ...]
    drop: tuple[str, ...]
    put: tuple[str, ...]
    remove: tuple[str, ...]
    order: str
    """The best first; ``of`` says of which table."""

    def prepare(self, entry: Prepared) -> tuple[tuple[Any, ...], ...]:
        """Return the parameters for each of the ``put`` commands."""

    def match(self, terms: Sequence[Term]) -> tuple[str, list[str]]:
        """Return what follows FROM for these terms, up to its conditions, and its parameters."""

    def score(self, terms: Sequence[Term]) -> tuple[str, list[str]]:
        """Return how well a row fits, less being better, and the parameters."""


class SQLite(Dialect):
    """FTS5. Its ``ascii`` tokenizer leaves everything beyond ASCII alone, and spaces part words.

    No prefix index: with one, putting and removing take twice as long and no query is faster at
    100,000 records.
    """

    create = (
        f"CREATE TABLE {TABLE} (id integer PRIMARY KEY, {_SHOWN.format(key='char(32)')})",
        f"CREATE VIRTUAL TABLE {WORDS} USING fts5(title, body, tokenize='ascii')",
        # Deleted words are overwritten at once instead of lingering until a merge.
        f"INSERT INTO {WORDS} ({WORDS}, rank) VALUES ('secure-delete', 1)",
        # A page of the index fits a page of the file beside the cipher's seal, not one and a bit.
        f"INSERT INTO {WORDS} ({WORDS}, rank) VALUES ('pgsz', 3900)",
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
    order = "score, {of}title, {of}id"

    def prepare(self, entry: Prepared) -> tuple[tuple[Any, ...], ...]:
        shown = (
            entry.number, entry.record.hex, entry.kind, entry.visibility, entry.title, entry.body
        )  # fmt: skip
        return shown, (entry.number, " ".join(entry.title_words), " ".join(entry.body_words))

    def match(self, terms: Sequence[Term]) -> tuple[str, list[str]]:
        text = " ".join(
            '"' + " ".join(term.words) + '"' + ("*" if term.is_prefix else "") for term in terms
        )
        return f"{WORDS} JOIN {TABLE} t ON t.id = {WORDS}.rowid WHERE {WORDS} MATCH %s", [text]

    def score(self, terms: Sequence[Term]) -> tuple[str, list[str]]:
        return f"bm25({WORDS}, 10.0, 1.0)", []


class PostgreSQL(Dialect):
    """A tsvector for the words and their weight, the folded text for what stands side by side.

    A tsvector knows at most 256 places of a word and none beyond the 16,383rd: too few to look for
    a phrase, or for a Chinese name, in a long text.
    """

    create = (
        f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, {_SHOWN.format(key='uuid')},"
        " folded text NOT NULL, words tsvector NOT NULL)",
        f"CREATE INDEX {WORDS} ON {TABLE} USING gin (words)",
    )
    drop = (f"DROP TABLE IF EXISTS {TABLE}",)
    put = (
        f"INSERT INTO {TABLE} (id, record, kind, visibility, title, body, folded, words)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s::tsvector)",
    )
    remove = (f"DELETE FROM {TABLE} WHERE record IN ({{marks}})",)
    order = 'score, {of}title COLLATE "C", {of}id'

    def prepare(self, entry: Prepared) -> tuple[tuple[Any, ...], ...]:
        folded = f" {' '.join(entry.title_words)} \n {' '.join(entry.body_words)} "
        return (
            (
                entry.number, entry.record, entry.kind, entry.visibility, entry.title, entry.body,
                folded, _write_vector(entry.title_words, entry.body_words),
            ),
        )  # fmt: skip

    def match(self, terms: Sequence[Term]) -> tuple[str, list[str]]:
        where = f"{TABLE} t WHERE t.words @@ %s::tsquery"
        parameters = [_write_query(terms)]
        for term in terms:
            if len(term.words) > 1:
                where += " AND t.folded LIKE %s"
                parameters.append(f"% {' '.join(term.words)}{'' if term.is_prefix else ' '}%")
        return where, parameters

    def score(self, terms: Sequence[Term]) -> tuple[str, list[str]]:
        # 1: a word counts for more in a short text.
        return "-ts_rank(t.words, %s::tsquery, 1)", [_write_query(terms)]


def _write_query(terms: Sequence[Term]) -> str:
    return " & ".join(
        f"'{word}'" + (":*" if term.is_prefix and place == len(term.words) else "")
        for term in terms
        for place, word in enumerate(term.words, 1)
    )


_PLACES = 16_383
_PLACES_OF_ONE = 255


def _write_vector(title: Sequence[str], body: Sequence[str]) -> str:
    """Write a tsvector whose words are taken as they are; A marks those of the title."""
    places: dict[str, list[str]] = {}
    for place, word in enumerate(title, 1):
        places.setdefault(word, []).append(f"{min(place, _PLACES)}A")
    for place, word in enumerate(body, len(title) + 1):
        places.setdefault(word, []).append(str(min(place, _PLACES)))
    return " ".join(
        f"'{word}':{','.join(numbers[:_PLACES_OF_ONE])}" for word, numbers in places.items()
    )


def choose_dialect(connection: BaseDatabaseWrapper) -> Dialect:
    """Return the dialect that this connection's database speaks."""
    return PostgreSQL() if connection.vendor == "postgresql" else SQLite()
