"""Puts pages into their frame and writes them, for one language of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from vardas.publish.public_list.book import Book
from vardas.publish.public_list.folder import Site
from vardas.publish.public_list.rendering import Section, cut_into_pages, render
from vardas.publish.public_list.spelling import Spelling
from vardas.publish.public_list.wording import PAGES_OF, clip, say_caption, show_text

_PATH, _TITLE, _CONTENT = "@@path@@", "@@title@@", "@@content@@"
_TOKEN = re.compile(f"{_PATH}|{_TITLE}")


@dataclass(frozen=True)
class Evidence:
    """What lets a reader check the list without us; written only as far as it says no more."""

    station: str
    """The station's name: its public key in hexadecimal."""
    checkpoint: bytes = b""
    """The signed checkpoint, as in an exported ledger."""
    proofs: Mapping[UUID, bytes] | None = None
    """Of each statement its proof, as ``vardas prove`` writes it."""
    verifier: bytes = b""
    """The text of verify_vardas.py."""


@dataclass(frozen=True)
class Edition:
    """What is the same on every page of one site."""

    book: Book
    site: Site
    languages: Sequence[str]
    made: datetime
    evidence: Evidence | None
    proven: frozenset[UUID]
    """The statements whose proof lies on the site."""
    base_url: str
    contact: str
    shown: dict[Spelling, SafeString] = field(default_factory=dict)
    """Names as links: they are the same in every language."""


class Press:
    """Writes the pages of one language; the first language stands at the root of the site."""

    def __init__(self, edition: Edition, language: str) -> None:
        self.edition, self.language = edition, language
        self.book = edition.book
        self.prefix = find_prefix(edition.languages, language)
        self._kept: dict[object, SafeString] = {}
        self._frames: dict[tuple[str, bool], tuple[str, str]] = {}

    def write(
        self,
        path: str,
        room: str,
        title: str,
        head: SafeString,
        sections: Iterable[Section] = (),
        **more: Any,
    ) -> None:
        """Write a page, on as many sheets as its sections need: ``x.html``, ``x-2.html`` …"""
        sheets = cut_into_pages(sections)
        stem = path.removesuffix(".html")
        paths = [path, *(f"{stem}-{number}.html" for number in range(2, len(sheets) + 1))]
        for number, (place, parts) in enumerate(zip(paths, sheets, strict=True)):
            pager: dict[str, Any] | None = (
                {"number": number + 1, "of": len(paths)} if len(paths) > 1 else None
            )
            if pager:
                names = [name.rpartition("/")[2] for name in paths]
                pager["back"] = names[number - 1] if number else ""
                pager["on"] = names[number + 1] if number + 1 < len(names) else ""
            content = render("page.html", head=head, sections=parts, pager=pager, **more)
            self.write_content(place, room, title, content)

    def write_content(self, path: str, room: str, title: str, content: SafeString) -> None:
        """Write one page around what was rendered."""
        before, after = self._frame(room, "/" in path)
        said = {_PATH: path, _TITLE: format_html("{}", title)}
        start, end = (_TOKEN.sub(lambda found: said[found[0]], one) for one in (before, after))
        self.edition.site.write(self.prefix + path, start + content + end)

    def keep(self, key: object, make: Callable[[], SafeString]) -> SafeString:
        """Return what was rendered for this key, or make it now.

        Thousands of people share an event, a source, an occupation.
        """
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        return found

    def _frame(self, room: str, is_below: bool) -> tuple[str, str]:
        """Render what is the same on all pages of a room; where the page differs, a mark."""
        if (room, is_below) not in self._frames:
            languages = [
                {
                    "code": code,
                    "name": name_language(code),
                    "prefix": find_prefix(self.edition.languages, code),
                }
                for code in self.edition.languages
            ]
            whole = render(
                "frame.html",
                room=room,
                language=self.language,
                own_name=name_language(self.language),
                languages=languages if len(languages) > 1 else [],
                home="../" if is_below else "",
                root=self.root(is_below),
                made=self.edition.made,
                path=SafeString(_PATH),
                title=SafeString(_TITLE),
                content=SafeString(_CONTENT),
            )
            before, _mark, after = whole.partition(_CONTENT)
            self._frames[room, is_below] = before, after
        return self._frames[room, is_below]

    def root(self, is_below: bool = True) -> str:
        """Return the way from a page to the root of the site."""
        return "../" * (is_below + bool(self.prefix))

    def link(self, reference: Any, home: str = "../") -> SafeString:
        """Link to a record by its words; what was held back is said to be so."""
        return self.keep((str(reference), home), lambda: self._link(reference, home))

    def _link(self, reference: Any, home: str) -> SafeString:
        record = self.book.find(reference)
        if record is None:
            return format_html('<span class="meta">{}</span>', _("not published"))
        shown = show_text(clip(say_caption(record))[:300])
        has_page = record.kind in PAGES_OF
        if not has_page or (record.kind == "person" and record.id not in self.book.spellings):
            return shown
        return format_html('<a href="{}{}/{}.html">{}</a>', home, record.kind, record.id, shown)


def name_language(code: str) -> str:
    """Name a language in itself."""
    return str(get_language_info(code)["name_local"]).capitalize()


def find_prefix(languages: Sequence[str], language: str) -> str:
    """Return the folder of a language; the first one has none."""
    return "" if language == languages[0] else f"{language}/"
