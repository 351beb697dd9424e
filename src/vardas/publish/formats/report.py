"""What a format could not hold: each value or record by its place, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from vardas.publish.cleared import ClearedRecord, Said
from vardas.registry.records.fields import Label

REASONS: dict[str, Label] = {
    "kind_not_held": _("The format has no place for records of this kind."),
    "field_not_held": _("The format has no place for this field."),
    "parts_not_held": _("Of this value only the text is held, not its other parts."),
    "date_not_held": _("The format cannot hold a date of this form."),
    "doubt_about_date_not_held": _("The date is held; that it is uncertain or approximate is not."),
    "certainty_not_held": _("The value is held; how certain it is is not."),
    "denied": _("What is denied would read as if it were so."),
    "only_one": _("The format holds one value of this field; the others are left out."),
    "grounds_not_held": _("The value is held; its source, its words and who says it are not."),
    "not_a_code": _("The format expects a code here; others may not read what is written out."),
    "address_not_held": _("The format holds addresses on the web only (http, https)."),
    "target_not_held": _("What this value points to is not in the file."),
    "mark_added": _(
        "A mark stands before the text, so that no spreadsheet takes it for a formula."
    ),
    "characters_replaced": _("Characters that the format cannot hold are shown as �."),
    "cut": _("The text is longer than the format holds, and is cut."),
    "left_open": _("The number is left open: so small a number could point to somebody."),
}
"""Why something is not, or not quite, in the file: code → sentence."""


@dataclass(frozen=True)
class LeftOut:
    """One thing that the file does not hold, or holds in part."""

    code: str
    """One of :data:`REASONS`."""
    record: UUID | None = None
    field: str = ""
    """Empty where the whole record is meant."""
    statement: UUID | None = None
    """The value's statement; None where the whole field or record is meant."""


@dataclass(frozen=True)
class Report:
    """What was written, and what the format could not hold."""

    written: int
    """Rows, entries or elements that the file holds."""
    left_out: tuple[LeftOut, ...] = ()

    def count(self) -> dict[str, int]:
        """Count by reason, the most frequent first."""
        return dict(Counter(one.code for one in self.left_out).most_common())


@dataclass
class Noting:
    """Collects what is left out while a file is written; the same thing once."""

    found: dict[LeftOut, None] = field(default_factory=dict)
    written: int = 0

    def note(
        self, code: str, record: ClearedRecord, name: str = "", said: Said | None = None
    ) -> None:
        """Note one thing with its place."""
        place = LeftOut(code, record.id, name, said.statement if said else None)
        self.found[place] = None

    def note_kinds(self, records: Iterable[ClearedRecord], held: Iterable[str]) -> None:
        """Note every record of a kind that the format has no place for."""
        kept = frozenset(held)
        for record in records:
            if record.kind not in kept:
                self.note("kind_not_held", record)

    def finish(self) -> Report:
        """Return what was found."""
        return Report(self.written, tuple(self.found))


def has_grounds(said: Said) -> bool:
    """Say whether a value carries a source, words or a speaker."""
    return bool(said.source or said.words or said.said_by)
