"""Throws the disposable tables away and makes them anew from the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import connection, models, transaction

from vardas.errors import StateError
from vardas.names.version import engine_version
from vardas.registry.fold.folding import (
    GROUP,
    Progress,
    fold_records,
    ignore_progress,
    index_names,
)
from vardas.registry.fold.indexing import index_leaves
from vardas.registry.records.models import RECORD_TYPES, MentionRow, Person, StatementRow
from vardas.registry.records.number import REGISTRY_NUMBER
from vardas.registry.search import index as search
from vardas.registry.search import naming
from vardas.registry.search.dialects import TABLE, WORDS
from vardas.registry.store import BATCH, Placed
from vardas.registry.tables.ledger import Leaf
from vardas.registry.tables.setting import Setting

_ENGINE = "names_engine"
NAMES_AT_ONCE = 5_000

TABLES: tuple[type[models.Model], ...] = (StatementRow, MentionRow, *RECORD_TYPES)


class RegistryOutdated(StateError):
    """The registry's tables are of another version than this program."""

    code = "registry_outdated"
    message = (
        "The station's tables are number {found}, and this version of Vardas needs number {needed}."
        " Nothing is lost: run “vardas rebuild” to make them anew from the ledger."
    )


def check_number() -> None:
    """Refuse to work on tables of another number; raises RegistryOutdated."""
    found = Setting.objects.filter(key="registry_number").values_list("value", flat=True).first()
    if found != REGISTRY_NUMBER:
        raise RegistryOutdated(found=found or 0, needed=REGISTRY_NUMBER)


@transaction.atomic
def rebuild(progress: Progress = ignore_progress) -> int:
    """Make all disposable tables anew, in one transaction; returns the number of records."""
    _make_tables()
    total = Leaf.objects.count()
    for done, _ in enumerate(index_leaves(_read_all()), 1):
        if done % BATCH == 0:
            progress("index", done, total)
    progress("index", total, total)
    records = _count_records()
    folded = 0
    for group in _read_records():
        fold_records(group, fresh=True)
        folded += len(group)
        progress("fold", folded, records)
    Setting.objects.update_or_create(key="registry_number", defaults={"value": REGISTRY_NUMBER})
    _note_engine()
    return records


@transaction.atomic
def renew_names() -> bool:
    """Make the index of names anew where another version of the names engine made it.

    What one version has stored another cannot read. Returns whether there was anything to do.
    """
    found = Setting.objects.filter(key=_ENGINE).values_list("value", flat=True).first()
    if found == engine_version():
        return False
    naming.drop_index(connection)
    naming.create_index(connection)
    last: UUID | None = None
    while True:
        people = Person.objects.order_by("id").values_list("id", "name")
        group = list((people if last is None else people.filter(id__gt=last))[:NAMES_AT_ONCE])
        if not group:
            break
        index_names(Person.kind, group)
        last = group[-1][0]
    _note_engine()
    return True


def _note_engine() -> None:
    Setting.objects.update_or_create(key=_ENGINE, defaults={"value": engine_version()})


def _make_tables() -> None:
    """Drop and create the tables, also within a transaction.

    The editor is used for its SQL only: on SQLite it refuses to run inside a transaction because of
    foreign keys, and these tables have none.
    """
    present = set(connection.introspection.table_names())
    _empty_tables(present)
    search.drop_index(connection)
    naming.drop_index(connection)
    editor = connection.schema_editor()
    with connection.cursor() as cursor:
        for model in TABLES:
            if model._meta.db_table in present:
                cursor.execute(f"DROP TABLE {model._meta.db_table}")
            create, parameters = editor.table_sql(model)
            cursor.execute(create, parameters or None)
            for index in editor._model_indexes_sql(model):  # type: ignore[attr-defined]
                cursor.execute(str(index))
    search.create_index(connection)
    naming.create_index(connection)


def _empty_tables(present: set[str]) -> None:
    """Empty the tables before they are dropped, which keeps SQLite's memory small.

    A DROP keeps in memory what every page of the table held; a DELETE of everything does not.
    """
    if connection.vendor != "sqlite":
        return
    ours = {model._meta.db_table for model in TABLES} & present
    ours |= {
        naming.NAMES,
        naming.WORDS,
        naming.KEYS,
        naming.POSTS,
        naming.PAIRS,
    } & present
    ours |= {
        name
        for name in present
        if name.startswith((f"{WORDS}_", TABLE)) and not name.endswith("_config")
    }
    with connection.cursor() as cursor:
        for table in sorted(ours):
            cursor.execute(f"DELETE FROM {table}")


def _read_all() -> Iterator[Placed]:
    """Read every leaf that has content, in order of position, a batch at a time."""
    table, last = Leaf._meta.db_table, -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT position, data FROM {table} WHERE position > %s"
                " ORDER BY position LIMIT %s",
                [last, BATCH],
            )
            rows = cursor.fetchall()
        if not rows:
            return
        for position, data in rows:
            if data is not None:
                yield Placed(position, bytes(data))
        last = rows[-1][0]


def _count_records() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(DISTINCT record) FROM {StatementRow._meta.db_table}")
        (count,) = cursor.fetchone()
    return int(count)


def _read_records() -> Iterator[list[UUID]]:
    """Read the ids of all records, a group at a time, in order."""
    rows = StatementRow.objects.exclude(record=None).order_by("record")
    last: UUID | None = None
    while True:
        after = rows if last is None else rows.filter(record__gt=last)
        ids = after.values_list("record", flat=True).distinct()[: GROUP * 4]
        group = [record for record in ids if record is not None]
        if not group:
            return
        yield group
        last = group[-1]
