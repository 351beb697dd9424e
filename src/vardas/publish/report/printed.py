"""Reports to print or hand over, as a tagged PDF (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vardas.publish.report.page import say_heading, say_lead, say_made
from vardas.publish.report.sentences import Report
from vardas.publish.typesetting import set_pdf

_TEMPLATE = Path(__file__).parent / "static" / "report.typ"


def as_pdf(reports: Sequence[Report], made: datetime) -> bytes:
    """Set reports, each from the top of a page; same reports and moment, same bytes."""
    data: dict[str, Any] = {
        "title": say_heading(),
        "lead": say_lead(),
        "day": [made.year, made.month, made.day],
        "language": (get_language() or "en").partition("-")[0],
        "sources": _("Sources"),
        "reports": [_show(report) for report in reports],
    }
    return set_pdf(_TEMPLATE, data, made)


def _show(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "asof": say_made(report),
        "sections": [
            {
                "title": section.title,
                "sentences": [
                    {"text": one.text, "grounds": one.say_grounds()} for one in section.sentences
                ],
            }
            for section in report.sections
        ],
        "sources": [
            {"number": one.number, "text": one.text, "url": one.url} for one in report.sources
        ],
    }
