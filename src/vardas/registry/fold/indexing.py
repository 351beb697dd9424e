"""Notes which leaf holds which statement, and which statement names which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from vardas.ledger.statement import (
    Act,
    Erase,
    Leaf,
    NotAStatementError,
    Prefer,
    Retract,
    Say,
    Statement,
    read_known_leaf,
    read_leaf,
)
from vardas.registry.records.models import MentionRow, StatementRow
from vardas.registry.store import BATCH, Placed

_VERBS = {Retract: "retract", Prefer: "prefer", Erase: "erase"}
_uuid = StatementRow._meta.get_field("statement")

_PUT_STATEMENT = (
    f"INSERT INTO {StatementRow._meta.db_table}"
    " (position, statement, record, kind, field, source) VALUES (%s, %s, %s, %s, %s, %s)"
)
_PUT_MENTION = (
    f"INSERT INTO {MentionRow._meta.db_table} (target, statement, position, verb)"
    " VALUES (%s, %s, %s, %s)"
)


def prepare(identifier: UUID | None) -> Any:
    """Turn an id into what this database stores."""
    return _uuid.get_db_prep_value(identifier, connection)


def index_leaves(placed: Iterable[Placed], *, are_ours: bool = False) -> Iterator[Statement]:
    """Index leaves and hand on the statements among them; a leaf not understood stays unindexed.

    ``are_ours`` says that they were written here a moment ago, which spares checking their form.
    """
    statements: list[tuple[Any, ...]] = []
    mentions: list[tuple[Any, ...]] = []
    native = connection.features.has_native_uuid_field
    read_bytes = read_known_leaf if are_ours else read_leaf
    for leaf in placed:
        try:
            read: Leaf = read_bytes(leaf.data)
        except NotAStatementError:
            continue
        if isinstance(read, Act):
            continue
        position = leaf.position
        identifier = read.id if native else read.id.hex
        if isinstance(read, Say):
            source = read.source
            statements.append(
                (
                    position,
                    identifier,
                    read.record if native else read.record.hex,
                    read.kind[:40],
                    read.field[:60],
                    source if native or source is None else source.hex,
                )
            )
            targets, verb = read.replaces, "replace"
        else:
            verb = _VERBS[type(read)]
            statements.append((position, identifier, None, verb, "", None))
            targets = read.ids
        for target in targets:
            mentions.append((target if native else target.hex, identifier, position, verb))
        if len(statements) >= BATCH or len(mentions) >= BATCH:
            _flush(statements, mentions)
        yield read
    _flush(statements, mentions)


def _flush(statements: list[tuple[Any, ...]], mentions: list[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        if statements:
            cursor.executemany(_PUT_STATEMENT, statements)
        if mentions:
            cursor.executemany(_PUT_MENTION, mentions)
    statements.clear()
    mentions.clear()


def mark(count: int) -> str:
    """Return as many placeholders as an IN needs."""
    return ", ".join(["%s"] * count)


def chunked(items: Sequence[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """Cut a sequence into pieces that fit one query."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
