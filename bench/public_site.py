"""Writes the public list of made-up people, and says how long that took and how large a page is."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from bench.made_up import MadeUp
from vardas.ledger.statement import Say, Statement

if TYPE_CHECKING:
    from vardas.publish.cleared import Cleared

PUBLISHED_KINDS = ("person", "event", "involvement", "source")
MADE = datetime(2025, 9, 20, 12, tzinfo=UTC)


def write_made_up_site(people: int, folder: Path, languages: tuple[str, ...]) -> dict[str, Any]:
    """Write the site of so many made-up people."""
    from vardas.publish.public_list import write_site

    cleared = clear_statements(MadeUp().statements(people))
    began = time.perf_counter()
    report = write_site(cleared, folder, made=MADE, languages=languages)
    return {
        "taken": round(time.perf_counter() - began, 1),
        "pages": report.pages,
        "megabytes": round(report.size / 1e6),
        "largest": round(report.largest_page[1] / 1000, 1),
    }


def clear_statements(statements: Iterable[Statement]) -> Cleared:
    """Clear everything public that is said, as if everybody had agreed; for made-up people only."""
    from vardas.publish.cleared import _TOKEN, Cleared, ClearedRecord, Ground
    from vardas.registry.records.models import BY_KIND
    from vardas.registry.records.visibility import Visibility

    said: dict[tuple[str, UUID], dict[str, list[Say]]] = defaultdict(lambda: defaultdict(list))
    for one in statements:
        fact = BY_KIND[one.kind].fact(one.field) if isinstance(one, Say) else None
        if isinstance(one, Say) and fact and fact.visibility is Visibility.PUBLIC:
            said[one.kind, one.record][one.field].append(one)
    records: dict[str, list[ClearedRecord]] = {kind: [] for kind in PUBLISHED_KINDS}
    for (kind, record), fields in said.items():
        model = BY_KIND[kind]
        shown = {name: _clear_field(kind, name, saids) for name, saids in fields.items()}
        row = {
            name: [one.value for one in field.values]
            if (fact := model.fact(name)) and fact.many
            else field.values[0].value
            for name, field in shown.items()
        }
        caption = model.make_caption(row)
        made = ClearedRecord(record, kind, caption, shown, last_said="2025-09-12T08:00:00.000Z")
        records[kind].append(made)
    return Cleared(
        _TOKEN,
        Ground("say_arrived", "public", UUID(int=7), MADE),
        {kind: tuple(sorted(group, key=lambda one: one.id)) for kind, group in records.items()},
    )


def _clear_field(kind: str, name: str, saids: list[Say]) -> Any:
    from vardas.publish.cleared import ClearedField, Said
    from vardas.registry.records.models import BY_KIND

    fact = BY_KIND[kind].fact(name)
    if fact is None:
        raise KeyError(name)
    values = tuple(Said(one.value, one.id, "", one.certainty, one.source) for one in saids)
    is_contested = fact.is_contested([one.value for one in values])
    return ClearedField(name, str(fact.label), fact.value_type, values, is_contested)
