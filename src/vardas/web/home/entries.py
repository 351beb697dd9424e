"""The latest entries: what was recorded, by whom and when, with the records it was about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from vardas.ledger.moment import read_moment
from vardas.registry.reading import read_origins
from vardas.registry.records.models import MentionRow, StatementRow
from vardas.registry.tables.ledger import LEAF_BITS, Commit

RECORDS_SHOWN = 3
LOOKED_AT = 12
"""Statements of a commit that are read to say what it was about."""

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


def read_entries(limit: int, offset: int = 0) -> list[Entry]:
    """Read entries, newest first."""
    commits = Commit.objects.order_by("-time", "-station", "-identifier")
    rows = list(commits.values_list("pk", "time", "size")[offset : offset + limit])
    origins = read_origins(number << LEAF_BITS for number, _time, _size in rows)
    records = find_records(number for number, _time, _size in rows)
    return [
        Entry(
            read_moment(time).when,
            origins[number].member,
            ACTIONS.get(origins[number].action, _("Recorded something about")),
            size - 1,
            tuple(records[number])[:RECORDS_SHOWN],
        )
        for number, time, size in rows
    ]


def find_records(commits: Iterable[int]) -> dict[int, dict[UUID, None]]:
    """Find the first records that commits were about, through verbs to what they name."""
    found: dict[int, dict[UUID, None]] = {number: {} for number in commits}
    leaves = [(number << LEAF_BITS) + leaf for number in found for leaf in range(1, LOOKED_AT + 1)]
    said = StatementRow.objects.filter(position__in=leaves).exclude(record=None)
    for position, record in said.order_by("position").values_list("position", "record"):
        if record:
            found[position >> LEAF_BITS][record] = None
    verbs = MentionRow.objects.filter(position__in=leaves).order_by("position", "pk")
    named = list(verbs.values_list("position", "target"))
    about = StatementRow.objects.filter(statement__in={target for _leaf, target in named})
    records = dict(about.exclude(record=None).values_list("statement", "record"))
    for position, target in named:
        if record := records.get(target):
            found[position >> LEAF_BITS][record] = None
    return found
