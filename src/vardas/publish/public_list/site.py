"""Writes the whole site: every page in every language, feed, data, search and proofs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import translation

from vardas.publish.cleared import Cleared
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.data import (
    make_events_table,
    make_json,
    make_parts_table,
    make_people_table,
    make_sources_table,
)
from vardas.publish.public_list.event_pages import write_events
from vardas.publish.public_list.feed import make_feed
from vardas.publish.public_list.folder import Site, list_files, replace_folder
from vardas.publish.public_list.front_pages import (
    write_about,
    write_contested,
    write_proofs,
    write_sources,
    write_start,
    write_unknown,
)
from vardas.publish.public_list.person_pages import write_held, write_lists, write_people
from vardas.publish.public_list.press import Edition, Evidence, Press
from vardas.publish.public_list.printed import make_pdf
from vardas.publish.public_list.proofs import choose_proofs
from vardas.publish.public_list.search import make_index

__all__ = ["LANGUAGES", "Evidence", "SiteReport", "write_site"]

LANGUAGES = ("en", "be", "ru", "lt", "pl")
_STATIC = Path(__file__).parent / "static"
_SECTIONS = (
    write_start, write_people, write_lists, write_held, write_events, write_contested,
    write_unknown, write_sources, write_proofs, write_about,
)  # fmt: skip


@dataclass(frozen=True)
class SiteReport:
    """What was written."""

    people: int
    events: int
    pages: int
    files: int
    size: int
    """Bytes of all files."""
    largest_page: tuple[str, int]
    """Path and bytes of the largest page."""
    proofs: int
    proofs_held_back: int
    """Proofs that would have told more than was cleared."""
    gone: int
    """Files of the site before that are no more."""


def write_site(
    cleared: Cleared,
    folder: Path,
    *,
    made: datetime,
    languages: Sequence[str] = LANGUAGES,
    evidence: Evidence | None = None,
    base_url: str = "",
    contact: str = "",
) -> SiteReport:
    """Write the public list as a static site, in place of the one that stands in ``folder``.

    Nothing of the site before stays. The same records, moment and options give the same bytes.
    ``base_url`` is where the site will be, with a slash at its end; only the feed needs it.
    ``contact`` says how to ask for a correction or removal. Raises FolderNotOurs.
    """
    before = list_files(folder) if folder.is_dir() else set()
    given = (evidence.proofs or {}) if evidence else {}
    proofs = dict(choose_proofs(cleared, given))
    with replace_folder(folder) as site:
        edition = Edition(
            Book(cleared),
            site,
            tuple(languages),
            made,
            evidence,
            frozenset(proofs),
            base_url,
            contact,
        )
        for language in languages:
            with translation.override(language):
                press = Press(edition, language)
                for write in _SECTIONS:
                    write(press)
        with translation.override(languages[0]):
            _write_files(edition, site, languages[0])
        for statement, proof in proofs.items():
            site.write(f"proofs/{statement}.json", proof)
    pages = {path: size for path, size in site.sizes.items() if path.endswith(".html")}
    largest = max(pages, key=lambda path: (pages[path], path))
    return SiteReport(
        len(edition.book.people),
        len(edition.book.events),
        len(pages),
        len(site.sizes),
        sum(site.sizes.values()),
        (largest, pages[largest]),
        len(proofs),
        len(given) - len(proofs),
        len(before - site.sizes.keys()),
    )


def _write_files(edition: Edition, site: Site, language: str) -> None:
    book = edition.book
    site.write("feed.xml", make_feed(edition))
    site.write("list.pdf", make_pdf(edition, language))
    site.write("data/list.json", make_json(edition))
    site.write("data/people.csv", make_people_table(book))
    site.write("data/events.csv", make_events_table(book))
    site.write("data/involvements.csv", make_parts_table(book))
    site.write("data/sources.csv", make_sources_table(book))
    for name, content in make_index(book):
        site.write(f"search/{name}", content)
    for name in ("style.css", "find.js", "mark.svg"):
        site.write(f"site/{name}", (_STATIC / name).read_bytes())
    if edition.evidence and edition.evidence.checkpoint:
        site.write("proofs/checkpoint.json", edition.evidence.checkpoint)
    if edition.evidence and edition.evidence.verifier:
        site.write("proofs/verify_vardas.py", edition.evidence.verifier)
