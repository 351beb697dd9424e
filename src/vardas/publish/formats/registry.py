"""The list of formats: what each is called, for which purposes it fits, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from vardas.errors import InputError
from vardas.publish.cleared import Cleared, require_cleared
from vardas.publish.formats.csv_file import write_csv
from vardas.publish.formats.followthemoney import write_followthemoney
from vardas.publish.formats.hxl import write_hxl
from vardas.publish.formats.ical import write_ical
from vardas.publish.formats.json_file import write_json
from vardas.publish.formats.pfif import write_pfif
from vardas.publish.formats.report import Report
from vardas.publish.formats.xlsx_file import write_xlsx
from vardas.registry.records.fields import Label


class UnknownFormat(InputError):
    """There is no format of this name, or it does not fit the purpose."""

    code = "unknown_format"
    message = "There is no format “{name}” for the purpose “{purpose}”. Choose one of: {names}."


@dataclass(frozen=True)
class Format:
    """One way to write cleared records."""

    name: str
    label: Label
    extension: str
    media_type: str
    write: Callable[..., Report]
    """Takes Cleared and a stream of bytes, and the options that its own page tells of."""
    purposes: frozenset[str] | None = None
    """The purposes it fits; all where None."""
    is_explicit: bool = False
    """Never offered beside the others: it asks for options that a person has to think about."""

    def fits(self, purpose: str) -> bool:
        """Say whether the format fits a purpose."""
        return self.purposes is None or purpose in self.purposes


_PUBLIC = frozenset({"say_arrived", "publish_story"})
_CASES = frozenset({"publish_story", "share_lawyer", "un_or_court"})

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(
            "xlsx",
            _("XLSX, for a spreadsheet"),
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            write_xlsx,
        ),
        Format("csv", _("CSV, for any program"), "csv", "text/csv; charset=utf-8", write_csv),
        Format("json", _("JSON, for programs"), "json", "application/json", write_json),
        Format(
            "followthemoney",
            _("FollowTheMoney statements, for comparing data sets"),
            "statements.json",
            "application/json+ftm",
            write_followthemoney,
            _CASES,
        ),
        Format(
            "pfif",
            _("PFIF, for a people finder"),
            "pfif.xml",
            "application/pfif+xml",
            write_pfif,
            frozenset({"say_arrived"}),
            is_explicit=True,
        ),
        Format("ical", _("iCalendar, events for a calendar"), "ics", "text/calendar", write_ical),
        Format(
            "hxl",
            _("HXL, numbers for humanitarian data"),
            "hxl.csv",
            "text/csv; charset=utf-8",
            write_hxl,
            _PUBLIC,
        ),
    )
}


def find_formats(purpose: str) -> list[Format]:
    """Return the formats that may be offered for a purpose without further questions."""
    return [one for one in FORMATS.values() if one.fits(purpose) and not one.is_explicit]


def write_format(name: str, cleared: Cleared, stream: BinaryIO, **options: Any) -> Report:
    """Write cleared records in the format of this name; raises UnknownFormat.

    ``options`` are those of the format's own function.
    """
    purpose = require_cleared(cleared).ground.purpose
    found = FORMATS.get(name)
    if found is None or not found.fits(purpose):
        fitting = ", ".join(one.name for one in FORMATS.values() if one.fits(purpose))
        raise UnknownFormat(name=name, purpose=purpose, names=fitting)
    return found.write(cleared, stream, **options)
