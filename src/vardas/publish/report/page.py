"""Reports as one page of HTML that asks no other host for anything, and as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.template import Context, Engine, Template
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vardas.publish.report.sentences import Report

WIDTH = 88


@cache
def _template() -> Template:
    engine = Engine(
        dirs=[str(Path(__file__).parent / "templates")],
        autoescape=True,
        builtins=["django.templatetags.i18n", "vardas.publish.public_list.tags"],
    )
    return engine.get_template("report.html")


def say_made(report: Report) -> str:
    """Say from which day the report is."""
    return _("As of %(day)s") % {"day": date_format(report.made, "DATE_FORMAT")}


def say_heading() -> str:
    """Name what this is, above all reports."""
    return _("Facts in plain terms")


def say_lead() -> str:
    """Say how to read a report."""
    return _(
        "Each sentence ends with the source it rests on. What contradicts itself is marked as"
        " contested and stands side by side. Only what its readers may be told is here: what is"
        " missing may still be known."
    )


def as_html(reports: Sequence[Report]) -> str:
    """Show reports as one page; text of others is escaped and turns nothing around it."""
    values = {
        "heading": say_heading(),
        "lead": say_lead(),
        "language": get_language() or "en",
        "reports": [(report, say_made(report)) for report in reports],
    }
    return _template().render(Context(values))


def as_text(reports: Sequence[Report]) -> str:
    """Show reports as plain text, for a letter or a reader without pictures."""
    lines = [say_heading(), *textwrap.wrap(say_lead(), WIDTH)]
    for report in reports:
        lines += ["", "", report.title, "=" * min(WIDTH, len(report.title)), say_made(report)]
        for section in report.sections:
            lines += ["", section.title, "-" * len(section.title)]
            for sentence in section.sentences:
                lines += _wrap(f"{sentence.text} [{sentence.say_grounds()}]", "- ")
        if report.sources:
            lines += ["", _("Sources"), "-" * len(_("Sources"))]
        for source in report.sources:
            lines += _wrap(f"{source.text} {source.url}".strip(), f"{source.number}. ")
    return "\n".join(lines) + "\n"


def _wrap(text: str, mark: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
