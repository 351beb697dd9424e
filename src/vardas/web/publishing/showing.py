"""Puts in order what the gate said: what leaves, what to look at, what stays and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from vardas.publish.cleared import OFFICIAL, Cleared, ClearedRecord, Figure, Warned
from vardas.publish.reasons import REASONS, WARNINGS
from vardas.registry.records.fields import Label
from vardas.registry.records.models import BY_KIND
from vardas.web.context import get_captions

SHOWN = 100
"""Records shown of one group; the rest is a number."""


@dataclass(frozen=True)
class Staying:
    """What stays for one reason."""

    reason: Label
    records: Sequence[tuple[UUID, Sequence[str]]]
    """Records with the labels of their fields; none where the whole record stays."""
    number: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.records)


@dataclass(frozen=True)
class Leaving:
    """What leaves of one kind of record."""

    label: Label
    records: Sequence[ClearedRecord]
    number: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.number - len(self.records)


@dataclass(frozen=True)
class Look:
    """What a page shows of cleared records."""

    people: Leaving
    others: Sequence[Leaving]
    warnings: Sequence[tuple[Label, Sequence[Warned]]]
    staying: Sequence[Staying]
    figures: Sequence[Figure]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing would leave."""
        return not self.people.number and not self.others


def look_at(cleared: Cleared, request: HttpRequest) -> Look:
    """Order what the gate said, and fetch the captions of what it names."""
    warned: defaultdict[str, list[Warned]] = defaultdict(list)
    for one in cleared.warnings:
        warned[one.code].append(one)
    staying = _gather_staying(cleared)
    captions = get_captions(request)
    captions.need(record for group in staying for record, _fields in group.records)
    captions.need(one.record for one in cleared.warnings if one.record)
    return Look(
        _gather_leaving(cleared, "person"),
        [_gather_leaving(cleared, kind) for kind in cleared.kinds() if kind != "person"],
        [(WARNINGS.get(code, code), group[:SHOWN]) for code, group in warned.items()],
        staying,
        cleared.figures,
    )


def _gather_leaving(cleared: Cleared, kind: str) -> Leaving:
    records = cleared.of_kind(kind)
    label = _("People in public office") if kind == OFFICIAL else BY_KIND[kind].label_many
    return Leaving(label, records[:SHOWN], len(records))


def _gather_staying(cleared: Cleared) -> list[Staying]:
    by_reason: defaultdict[str, defaultdict[UUID, list[str]]] = defaultdict(
        lambda: defaultdict(list)
    )
    kinds = {record.id: record.kind for record in cleared}
    for held in cleared.held_back:
        fields = by_reason[held.reason][held.record]
        if held.field:
            model = BY_KIND.get(kinds.get(held.record, ""))
            fact = model.fact(held.field) if model else None
            fields.append(str(fact.label) if fact else held.field)
    order = {reason: place for place, reason in enumerate(REASONS)}
    return [
        Staying(
            REASONS.get(reason, reason),
            [(record, sorted(set(fields))) for record, fields in list(records.items())[:SHOWN]],
            len(records),
        )
        for reason, records in sorted(
            by_reason.items(), key=lambda item: (order.get(item[0], 99) < 3, order.get(item[0], 99))
        )
    ]
