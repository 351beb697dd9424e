"""The latest entries: what was recorded, by whom and when, with the records it was about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from vardas.ledger.moment import read_moment
from vardas.registry.reading import read_origins
from vardas.registry.records.models import MentionRow, StatementRow
from vardas.registry.tables.ledger import LEAF_BITS, Commit

SHOWN = 8
RECORDS_SHOWN = 3

ACTIONS = {
    "add_record": _("Added"),
    "add_facts": _("Added to"),
    "add_source": _("Added a source"),
    "correct_statement": _("Corrected"),
    "retract_statements": _("Withdrew a fact about"),
    "retract_record": _("Withdrew"),
    "restore_statements": _("Brought back"),
    "prefer_statement": _("Showed another value first"),
    "erase_statements": _("Erased on a legal basis"),
    "load_case": _("Loaded a case"),
    "import_list": _("Imported a list"),
    "undo_import": _("Took an import back"),
    "judge_same_person": _("Decided who is who"),
    "judge_listings": _("Decided who is who"),
    "make_people": _("Made people of a list’s rows"),
}


@dataclass(frozen=True)
class Entry:
    """One commit as a line: the record ids are a few of those it was about."""

    when: datetime
    member: str
    action: object
    statements: int
    records: tuple[UUID, ...]


def read_entries(limit: int = SHOWN) -> list[Entry]:
    """Read the latest entries, newest first."""
    rows = list(Commit.objects.order_by("-time", "-pk").values_list("pk", "time", "size")[:limit])
    origins = read_origins(number << LEAF_BITS for number, _time, _size in rows)
    entries = []
    for number, time, size in rows:
        origin = origins[number]
        action = ACTIONS.get(origin.action, _("Recorded something about"))
        when = read_moment(time).when
        entries.append(Entry(when, origin.member, action, size - 1, _find_records(number)))
    return entries


def _find_records(number: int) -> tuple[UUID, ...]:
    """Find the first few records that a commit was about, through verbs to what they name."""
    inside = {"position__gt": number << LEAF_BITS, "position__lt": (number + 1) << LEAF_BITS}
    rows = StatementRow.objects.filter(**inside).order_by("position")
    said = _first_few(list(rows.exclude(record=None).values_list("record", flat=True)[:50]))
    if said:
        return said
    named = MentionRow.objects.filter(**inside).values_list("target", flat=True)[:10]
    about = StatementRow.objects.filter(statement__in=list(named)).exclude(record=None)
    return _first_few(list(about.values_list("record", flat=True)[:50]))


def _first_few(records: Sequence[UUID | None]) -> tuple[UUID, ...]:
    distinct = dict.fromkeys(record for record in records if record is not None)
    return tuple(distinct)[:RECORDS_SHOWN]
