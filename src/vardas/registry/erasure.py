"""The registry's and the ledger's side of an erasure: content gone, everything still verifies."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from vardas.registry.fold.indexing import chunked
from vardas.registry.records.models import MentionRow, StatementRow
from vardas.registry.store import empty_leaf


def empty_statements(statements: Iterable[UUID]) -> set[UUID]:
    """Drop the content of these statements where it is here; returns the records they were about.

    What was derived from the content goes too: its index row and the verbs it carried.
    """
    records: set[UUID] = set()
    for batch in chunked(list(statements)):
        rows = StatementRow.objects.filter(statement__in=batch).exclude(record=None)
        for position, record in list(rows.values_list("position", "record")):
            empty_leaf(position)
            if record is not None:
                records.add(record)
            MentionRow.objects.filter(position=position).delete()
            StatementRow.objects.filter(pk=position).delete()
    return records


def find_erased(statements: Iterable[UUID]) -> set[UUID]:
    """Return which of these statements an erasure has already named."""
    erased: set[UUID] = set()
    for batch in chunked(list(statements)):
        rows = MentionRow.objects.filter(target__in=batch, verb="erase")
        erased.update(rows.values_list("target", flat=True))
    return erased
