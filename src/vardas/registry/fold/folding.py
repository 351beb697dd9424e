"""Writes the rows of records anew from everything said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from vardas.registry.fold.indexing import chunked, mark, prepare
from vardas.registry.fold.rows import build_row
from vardas.registry.fold.statements import gather
from vardas.registry.records.base import Record
from vardas.registry.records.models import RECORD_TYPES
from vardas.registry.records.visibility import Visibility
from vardas.registry.search import index as search

GROUP = 500

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage, how much is done and how much there is."""


def ignore_progress(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


def fold_records(
    records: Collection[UUID], *, fresh: bool = False, progress: Progress = ignore_progress
) -> int:
    """Fold these records and return how many have a row now.

    ``fresh`` says that the tables are empty of them, which spares the deleting.
    """
    count = done = 0
    for batch in chunked(sorted(records), GROUP):
        gathered = gather(batch)
        rows: defaultdict[type[Record], list[dict[str, Any]]] = defaultdict(list)
        for says in gathered.says.values():
            built = build_row(says, gathered.effect)
            if built:
                rows[built[0]].append(built[1])
        if not fresh:
            _remove(batch)
        for model, group in rows.items():
            _insert(model, group)
            count += len(group)
        _search(rows.items())
        done += len(batch)
        progress("fold", done, len(records))
    return count


def _remove(records: Iterable[UUID]) -> None:
    keys = [prepare(record) for record in records]
    with connection.cursor() as cursor:
        for model in RECORD_TYPES:
            cursor.execute(
                f"DELETE FROM {model._meta.db_table} WHERE id IN ({mark(len(keys))})", keys
            )
    search.remove(connection, list(records))


@cache
def _columns(model: type[Record]) -> tuple[models.Field[Any, Any], ...]:
    return tuple(model._meta.concrete_fields)


def _insert(model: type[Record], rows: list[dict[str, Any]]) -> None:
    fields = _columns(model)
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({mark(len(fields))})"
    prepared = [
        tuple(field.get_db_prep_save(row.get(field.name), connection) for field in fields)
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, prepared)


def _search(rows: Iterable[tuple[type[Record], list[dict[str, Any]]]]) -> None:
    entries = []
    for model, group in rows:
        for row in group:
            title, body = model.searched(row)
            if title or body:
                entries.append(
                    search.Entry(row["id"], model.kind, title, body, Visibility.CASE.value)
                )
    if entries:
        search.put(connection, entries)
