"""Reads the statements about records, with every verb that bears on them, and their effect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from vardas.ledger.effect import Effect, find_effect, order_says
from vardas.ledger.statement import Act, NotAStatementError, Say, Statement, read_known_leaf
from vardas.registry.fold.indexing import chunked, mark, prepare
from vardas.registry.records.models import MentionRow, StatementRow
from vardas.registry.tables.ledger import Leaf

_STATEMENT = StatementRow._meta.db_table
_MENTION = MentionRow._meta.db_table
_LEAF = Leaf._meta.db_table


@dataclass(frozen=True)
class Gathered:
    """The statements about some records, the verbs that bear on them, and what follows."""

    says: dict[UUID, list[Say]]
    """Record → its statements, live or not, in the order of their ids."""
    verbs: tuple[Statement, ...]
    effect: Effect
    positions: dict[UUID, int]
    """Statement → where its leaf stands."""


def gather(records: Iterable[UUID]) -> Gathered:
    """Gather everything said about these records."""
    says: defaultdict[UUID, list[Say]] = defaultdict(list)
    positions: dict[UUID, int] = {}
    bearing: dict[UUID, Statement] = {}
    everything: list[Statement] = []
    for batch in chunked(list(records)):
        keys = [prepare(record) for record in batch]
        for position, read in _read(
            f"SELECT s.position, l.data FROM {_STATEMENT} s JOIN {_LEAF} l"
            f" ON l.position = s.position WHERE s.record IN ({mark(len(keys))})",
            keys,
        ):
            if isinstance(read, Say):
                says[read.record].append(read)
                positions[read.id] = position
                everything.append(read)
        for position, read in _read(
            f"SELECT DISTINCT m.position FROM {_MENTION} m JOIN {_STATEMENT} s"
            f" ON s.statement = m.target WHERE s.record IN ({mark(len(keys))})",
            keys,
            positions_only=True,
        ):
            bearing[read.id] = read
            positions.setdefault(read.id, position)
    _close(bearing, positions)
    everything.extend(bearing.values())
    ordered = {record: order_says(group) for record, group in says.items()}
    return Gathered(ordered, tuple(bearing.values()), find_effect(everything), positions)


def _close(bearing: dict[UUID, Statement], positions: dict[UUID, int]) -> None:
    """Add what bears on the verbs themselves: withdrawn withdrawals, corrected corrections."""
    fresh = list(bearing)
    while fresh:
        found: list[UUID] = []
        for batch in chunked(fresh):
            for position, read in _read(
                f"SELECT DISTINCT position FROM {_MENTION} WHERE target IN ({mark(len(batch))})",
                [prepare(identifier) for identifier in batch],
                positions_only=True,
            ):
                if read.id not in bearing:
                    bearing[read.id] = read
                    positions.setdefault(read.id, position)
                    found.append(read.id)
        fresh = found


def _read(
    sql: str, parameters: Sequence[Any], *, positions_only: bool = False
) -> Iterable[tuple[int, Statement]]:
    with connection.cursor() as cursor:
        if positions_only:
            sql = f"SELECT position, data FROM {_LEAF} WHERE position IN ({sql})"
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    for position, data in rows:
        if data is None:
            continue
        try:
            read = read_known_leaf(bytes(data))
        except NotAStatementError:
            continue
        if not isinstance(read, Act):
            yield position, read
