"""The list to print, as a tagged PDF (PDF/UA-1), set by Typst."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from vardas.publish.public_list.parts import State
from vardas.publish.public_list.person_pages import say_script, say_standing
from vardas.publish.public_list.press import Edition
from vardas.publish.public_list.spelling import SCRIPTS_FIRST
from vardas.publish.typesetting import set_pdf
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import reveal

_TEMPLATE = Path(__file__).parent / "static" / "list.typ"
_OTHERS = 4
_LONGEST = 300


def make_pdf(edition: Edition, language: str) -> bytes:
    """Make the PDF, by script and in the order of family names; same list, same bytes."""
    book = edition.book
    first = [book.spellings[person.id][0] for person in book.people]
    first.sort(key=lambda one: (one.script not in SCRIPTS_FIRST, one.script, one.place))
    parts = []
    for script, group in groupby(first, key=lambda one: one.script):
        people = []
        for spelling in group:
            standing = book.standings[spelling.person]
            event = standing.part.event if standing.part else None
            since = say_date(event.first("when")) if event and event.first("when") else ""
            said = say_standing(standing) if standing.state is not State.UNKNOWN else ""
            others = book.spellings[spelling.person][1 : _OTHERS + 1]
            people.append(
                {
                    "name": _cut(spelling.text),
                    "others": _cut(" · ".join(one.text for one in others)),
                    "standing": f"{said} {since}".strip(),
                }
            )
        parts.append({"title": say_script(script), "people": people})
    made = edition.made
    data: dict[str, Any] = {
        "title": _("Public list of names"),
        "lead": _(
            "Only people who agreed to be named. Every fact and its source stand on the pages of"
            " the list. Take the newest version: behind each name stands a person who may have"
            " changed their mind."
        ),
        "asof": _("As of %(day)s") % {"day": date_format(made, "DATE_FORMAT")},
        "day": [made.year, made.month, made.day],
        "language": language,
        "parts": parts,
    }
    return set_pdf(_TEMPLATE, data, made)


def _cut(text: str) -> str:
    return reveal(text)[:_LONGEST]
