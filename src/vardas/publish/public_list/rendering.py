"""Pages out of templates: one engine of our own, which escapes everything it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine, Template
from django.utils.safestring import SafeString

TEMPLATES = Path(__file__).parent / "templates"
ROOM = 34_000
"""Bytes of what a page is about. With the frame around it a page stays under 50 KB."""


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(TEMPLATES)],
        autoescape=True,
        builtins=["django.templatetags.i18n", "vardas.publish.public_list.tags"],
    )


@cache
def _template(name: str) -> Template:
    return _engine().get_template(name)


def render(template: str, /, **values: Any) -> SafeString:
    """Render a template in the language that is active."""
    return _template(template).render(Context(values))


@dataclass(frozen=True)
class Section:
    """A heading with rendered items under it, in the order of reading."""

    id: str
    title: str
    items: Sequence[SafeString]
    note: str = ""
    look: str = "plain"
    """The class of its list; see the style sheet."""


@dataclass
class _Sheet:
    sections: list[Section] = field(default_factory=list)
    size: int = 0


def cut_into_pages(sections: Iterable[Section], room: int = ROOM) -> list[list[Section]]:
    """Put sections on as many pages as they need; a section may go on over several pages.

    There is always one page, be it empty.
    """
    sheets = [_Sheet()]
    for section in sections:
        for items in cut(section.items, room, room - sheets[-1].size):
            size = sum(map(_weigh, items))
            if sheets[-1].size and sheets[-1].size + size > room:
                sheets.append(_Sheet())
            part = Section(section.id, section.title, items, section.note, section.look)
            sheets[-1].sections.append(part)
            sheets[-1].size += size + 300
    return [sheet.sections for sheet in sheets]


def cut(
    items: Iterable[SafeString], room: int, first: int, most: int = 1_000
) -> Iterator[list[SafeString]]:
    """Cut rendered items into runs of at most so many bytes and items; one always fits.

    ``first`` is the room of the first run.
    """
    kept: list[SafeString] = []
    size, limit = 0, first
    for item in items:
        weight = _weigh(item)
        if kept and (size + weight > limit or len(kept) == most):
            yield kept
            kept, size, limit = [], 0, room
        kept.append(item)
        size += weight
    if kept:
        yield kept


def _weigh(item: SafeString) -> int:
    return len(item.encode()) + 12
