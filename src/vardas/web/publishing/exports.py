"""The forms in which something can be handed over from a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from vardas.actions.public_list import PURPOSE, pack_public_list
from vardas.publish.cleared import Cleared
from vardas.publish.formats.registry import FORMATS, Format
from vardas.publish.report import Report, as_html, as_pdf, as_text, write_reports
from vardas.registry.opening import current
from vardas.registry.records.fields import Label


@dataclass(frozen=True)
class Export:
    """One form: what it is called, and what makes it of cleared records."""

    name: str
    label: Label
    file_name: str
    content_type: str
    make: Callable[[Cleared], bytes]
    is_for: Callable[[str], bool] = lambda purpose: True


def _offer_report(
    name: str, label: Label, content_type: str, show: Callable[[Sequence[Report], datetime], bytes]
) -> Export:
    def make(cleared: Cleared) -> bytes:
        return show(write_reports(cleared), cleared.ground.made.replace(microsecond=0))

    return Export(f"report-{name}", label, f"facts.{name}", content_type, make)


def _offer(form: Format) -> Export:
    def make(cleared: Cleared) -> bytes:
        held = BytesIO()
        form.write(cleared, held)
        return held.getvalue()

    file_name = f"vardas.{form.extension}"
    return Export(form.name, form.label, file_name, form.media_type, make, form.fits)


EXPORTS: dict[str, Export] = {
    one.name: one
    for one in (
        Export(
            "site",
            _("the public list, as a site in a ZIP file"),
            "public-list.zip",
            "application/zip",
            lambda cleared: pack_public_list(current().station, cleared),
            lambda purpose: purpose == PURPOSE,
        ),
        _offer_report("pdf", _("facts in plain terms, as PDF"), "application/pdf", as_pdf),
        _offer_report(
            "html",
            _("facts in plain terms, as a page"),
            "text/html; charset=utf-8",
            lambda reports, made: as_html(reports).encode(),
        ),
        _offer_report(
            "txt",
            _("facts in plain terms, as text"),
            "text/plain; charset=utf-8",
            lambda reports, made: as_text(reports).encode(),
        ),
        *(_offer(form) for form in FORMATS.values() if not form.is_explicit),
    )
}


def find_exports(purpose: str) -> list[Export]:
    """Return the forms that fit a purpose."""
    return [one for one in EXPORTS.values() if one.is_for(purpose)]
