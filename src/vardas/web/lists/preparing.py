"""From a list that was handed in to what a person looks at before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardas.actions.lists import name_fields
from vardas.errors import Problem
from vardas.imports.columns import ColumnMapping, fingerprint, map_table, read_mapping
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table
from vardas.imports.table import Table
from vardas.registry.records.models import Listing
from vardas.registry.tables.setting import PendingList, SavedMapping
from vardas.registry.wording.dates import say_date

SMALL = 5_000
"""Rows up to which everything is done while the page waits."""
NAME_PARTS: dict[str, Promise] = {
    "surname": gettext_lazy("Surname (part of the name)"),
    "given_name": gettext_lazy("Given name (part of the name)"),
    "patronymic": gettext_lazy("Patronymic (part of the name)"),
}
_DATED = {"later_date", "earlier_date", "date", "born", "detained"}
_PLACE = re.compile(r"row [0-9]+(?:, (.*))?", re.DOTALL)


@dataclass(frozen=True)
class Preview:
    """What an import would bring: every row, and which problems there are how often."""

    observations: tuple[Observation, ...]
    counts: tuple[tuple[str, int], ...]
    with_problems: tuple[Observation, ...]


@lru_cache(maxsize=1)
def read_pending(key: UUID) -> Table:
    """Open the list that waits; the errors of ``open_table`` say what to do.

    The latest is held: what waits never changes, and its pages are turned one after another.
    """
    pending = PendingList.objects.get(pk=key)
    return open_table(bytes(pending.data), pending.file_name)


@lru_cache(maxsize=1)
def preview_pending(key: UUID, mapping: ColumnMapping, today: date) -> Preview:
    """Observe every row of the list that waits; the latest answer is held too."""
    return preview_table(read_pending(key), mapping, today)


def drop_pending(key: UUID) -> None:
    """Remove a list that waits, and what is held of it."""
    PendingList.objects.filter(pk=key).delete()
    read_pending.cache_clear()
    preview_pending.cache_clear()


def choose_mapping(pending: PendingList, table: Table, today: date) -> ColumnMapping:
    """Return the mapping chosen for it, else the one saved for such headings, else a guess."""
    chosen = read_mapping(pending.mapping, table.columns)
    if chosen is not None:
        return chosen
    saved = SavedMapping.objects.filter(pk=fingerprint(table.columns)).first()
    kept = read_mapping(saved.mapping, table.columns) if saved else None
    return kept or map_table(table, today)


def preview_table(table: Table, mapping: ColumnMapping, today: date) -> Preview:
    """Observe every row and count the problems."""
    observations = tuple(observe_rows(table.columns, table.rows, mapping, today=today))
    counts = Counter(problem.code for row in observations for problem in row.problems)
    return Preview(
        observations,
        tuple(counts.most_common()),
        tuple(row for row in observations if row.problems),
    )


def offer_fields() -> list[tuple[str, Any]]:
    """Return the fields a column can be read as."""
    facts = [
        (fact.name, fact.label) for fact in Listing.facts() if fact.name not in ("cells", "problem")
    ]
    return [*facts[:1], *NAME_PARTS.items(), *facts[1:]]


def say_problem(problem: Problem) -> str:
    """Say a problem in the reader's language, with the fields called as on the pages."""
    named = name_fields(problem)
    dated = {key: say_date(named.fields[key]) for key in _DATED & named.fields.keys()}
    return replace(named, fields={**named.fields, **dated}).sentence(_)


def find_column(problem: Problem) -> str:
    """Return the column of a problem's place: a page says itself which row it shows."""
    found = _PLACE.fullmatch(problem.place)
    return (found[1] or "") if found else problem.place


def show_sample(table: Table, place: int, most: int = 3) -> Sequence[str]:
    """Return the first few cells of a column that hold something."""
    found = (row.cells[place] for row in table.rows if row.cells[place].strip())
    return [cell for cell, _number in zip(found, range(most), strict=False)]
