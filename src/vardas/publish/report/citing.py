"""Numbers the sources of a report in the order in which its sentences need them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from vardas.publish.cleared import Said
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.wording import say_caption
from vardas.publish.report.sentences import Ground, Sentence, SourceNote
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import reveal

LONGEST = 400
"""Characters of others' text in one sentence."""


def make_plain(text: object) -> str:
    """Bring text of others onto one line, with nothing hidden in it, cut where very long."""
    shown = " ".join(reveal("" if text is None else text).split())
    return shown if len(shown) <= LONGEST else shown[:LONGEST].rstrip() + " …"


class Citing:
    """Makes sentences out of what was said, and keeps the list of their sources."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._numbers: dict[UUID, int] = {}

    def cite(self, text: str, saids: Iterable[Said], *, is_contested: bool = False) -> Sentence:
        """Make a sentence that rests on these values; said twice by the same is said once."""
        grounds = {self._find_ground(said): None for said in saids}
        return Sentence(text, tuple(grounds), is_contested)

    def list_sources(self, sentences: Iterable[Sentence]) -> tuple[SourceNote, ...]:
        """List the sources that these sentences rest on, by number."""
        cited = {ground.number for sentence in sentences for ground in sentence.grounds}
        return tuple(
            self._note(source, number)
            for source, number in self._numbers.items()
            if number in cited
        )

    def _find_ground(self, said: Said) -> Ground:
        source = self._book.find(said.source, "source")
        if source is None:
            return Ground(0, make_plain(said.said_by))
        number = self._numbers.setdefault(source.id, len(self._numbers) + 1)
        return Ground(number, make_plain(said.said_by))

    def _note(self, key: UUID, number: int) -> SourceNote:
        source = self._book.records[key]
        title, published = make_plain(say_caption(source)), source.first("published")
        if published:
            title = _("%(title)s, published: %(day)s") % {
                "title": title,
                "day": make_plain(say_date(published)),
            }
        return SourceNote(number, title, _read_address(source.first("url")))


def _read_address(address: object) -> str:
    """Return an address of the web; nothing for any other, and nothing that hides or turns."""
    text = str(address or "")
    try:
        is_web = urlsplit(text).scheme in ("http", "https") and bool(urlsplit(text).hostname)
    except ValueError:
        return ""
    return text if is_web and reveal(text) == text and len(text) <= LONGEST else ""
