"""Writes the rows of records anew from everything said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from vardas.registry.fold.indexing import chunked, mark, prepare
from vardas.registry.fold.rows import build_row
from vardas.registry.fold.statements import gather
from vardas.registry.records.base import Record
from vardas.registry.records.models import RECORD_TYPES
from vardas.registry.search import index as search
from vardas.registry.search import naming
from vardas.registry.search.index import Depth

GROUP = 500
NAMED = ("person",)
"""Kinds whose names are found by resemblance."""

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
    naming.remove(connection, list(records))


_Prepare = Callable[[Any], Any] | None


@cache
def _columns(model: type[Record], alias: str) -> tuple[tuple[str, str, _Prepare], ...]:
    """Return (attribute, column, what makes of a value what the database takes) of all columns."""
    database = connections[alias]
    return tuple(
        (
            field.name,
            database.ops.quote_name(field.column),
            None if isinstance(field, models.TextField) else _make_preparer(field, database),
        )
        for field in model._meta.concrete_fields
    )


def _make_preparer(field: models.Field[Any, Any], database: BaseDatabaseWrapper) -> _Prepare:
    if not isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, database)
    nothing = field.get_db_prep_save([], database)  # what most lists of most records are
    return lambda value: nothing if value == [] else field.get_db_prep_save(value, database)


def _insert(model: type[Record], rows: list[dict[str, Any]]) -> None:
    columns = _columns(model, connection.alias)
    names = ", ".join(column for _, column, _ in columns)
    sql = f"INSERT INTO {model._meta.db_table} ({names}) VALUES ({mark(len(columns))})"
    prepared = [
        tuple(
            [
                value if value is None or prepare is None else prepare(value)
                for value, prepare in [(row.get(name), prepare) for name, _, prepare in columns]
            ]
        )
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, prepared)


def _search(rows: Iterable[tuple[type[Record], list[dict[str, Any]]]]) -> None:
    entries = []
    for model, group in rows:
        for row in group:
            whole, openly = model.searched(row), model.searched_openly(row)
            if openly == whole:
                shown = [(Depth.ALL, whole)]
            else:
                shown = [(Depth.CASE, whole), (Depth.OPEN, openly)]
            entries += [
                search.Entry(row["id"], model.kind, title, body, depth.value)
                for depth, (title, body) in shown
                if title or body
            ]
    if entries:
        search.put(connection, entries)
    for model, group in rows:
        if model.kind in NAMED:
            index_names(model.kind, [(row["id"], row["name"]) for row in group])


def index_names(
    kind: str, records: Iterable[tuple[UUID, Sequence[Mapping[str, Any]] | None]]
) -> None:
    """Put the spellings of these records into the index of names."""
    naming.put(
        connection,
        [naming.NameEntry(record, kind, tuple(_spellings(names))) for record, names in records],
    )


def _spellings(names: Iterable[Mapping[str, Any]] | None) -> list[str]:
    return [str(name.get("text", "")) for name in names or ()]
