"""What is new, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.utils.translation import gettext as _

from vardas.publish.cleared import ClearedRecord
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.press import Edition
from vardas.publish.public_list.wording import say_caption
from vardas.registry.wording.revealing import reveal

ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = 50


def read_moment(text: str) -> datetime | None:
    """Read when something was recorded; None where that cannot be read."""
    try:
        found = datetime.fromisoformat(text[:19])
    except ValueError:
        return None
    return found.replace(tzinfo=UTC)


def find_latest(book: Book, number: int) -> list[tuple[ClearedRecord, str]]:
    """Return the people and events recorded last, each with the day of that."""
    found = [
        (moment, record)
        for record in (*book.people, *book.events)
        if (moment := read_moment(record.last_said))
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].id), reverse=True)
    return [(record, moment.date().isoformat()) for moment, record in found[:number]]


def make_feed(edition: Edition) -> bytes:
    """Make the feed. Without a base address its links are relative to the feed."""
    book, base = edition.book, edition.base_url
    feed = Element("feed", {"xmlns": ATOM})
    SubElement(feed, "title").text = _("Public list of names")
    station = edition.evidence.station if edition.evidence else ""
    SubElement(feed, "id").text = f"urn:vardas:{station or 'public-list'}"
    SubElement(feed, "updated").text = _say(edition.made)
    SubElement(SubElement(feed, "author"), "name").text = "Vardas"
    SubElement(
        feed, "link", {"rel": "alternate", "type": "text/html", "href": urljoin(base, "index.html")}
    )
    if base:
        self_link = {
            "rel": "self",
            "type": "application/atom+xml",
            "href": urljoin(base, "feed.xml"),
        }
        SubElement(feed, "link", self_link)
    for record, _day in find_latest(book, _ENTRIES):
        entry = SubElement(feed, "entry")
        SubElement(entry, "title").text = reveal(say_caption(record))
        SubElement(entry, "id").text = record.id.urn
        SubElement(entry, "updated").text = _say(read_moment(record.last_said) or edition.made)
        path = f"{record.kind}/{record.id}.html"
        SubElement(
            entry, "link", {"rel": "alternate", "type": "text/html", "href": urljoin(base, path)}
        )
        SubElement(entry, "summary").text = (
            _("A person of the list") if record.kind == "person" else _("An event")
        )
    indent(feed)
    return tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _say(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
