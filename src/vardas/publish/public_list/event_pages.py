"""The pages about events: what was claimed beside who is named, and the gap between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vardas.publish.cleared import ClearedRecord
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.facts import (
    show_accounts,
    show_actor,
    show_entry,
    show_facts,
    show_question,
)
from vardas.publish.public_list.parts import read_days
from vardas.publish.public_list.person_pages import find_person
from vardas.publish.public_list.press import Press
from vardas.publish.public_list.rendering import Section, render
from vardas.publish.public_list.wording import say_caption, say_choice, say_number, show_text
from vardas.registry.records.event import COUNTED
from vardas.registry.wording.dates import say_date

_HEADLINES = {
    "expulsion": ("expelled", "released", "pardoned"),
    "pardon": ("pardoned", "released"),
    "crossing": ("crossed", "expelled", "released"),
    "detention": ("detained",),
    "death": ("died",),
}
_ANY_HEADLINE = ("released", "pardoned", "expelled", "crossed", "detained", "died", "refused")
"""Which people the one number of an event means: the first that is claimed."""
_IN_HEAD = frozenset({"title", "type", "part_of"})


@dataclass(frozen=True)
class Counts:
    """What is claimed of an event beside who is named here."""

    of: str
    claimed: tuple[int, ...]
    """The numbers claimed, each once; empty where nobody claims any."""
    named: int
    known: int | None
    """How many people the station knows of; None where that may not be told."""

    @property
    def gap(self) -> tuple[int, int] | None:
        """How many of those claimed are not named here, at least and at most."""
        if not self.claimed:
            return None
        least, most = min(self.claimed), max(self.claimed)
        return max(0, least - self.named), max(0, most - self.named)


def count_event(press: Press, event: ClearedRecord) -> Counts:
    """Count the people of an event."""
    return count_claims(press.book, event)


def count_claims(book: Book, event: ClearedRecord) -> Counts:
    """Put the number claimed that an event is about beside the people named."""
    claims: dict[str, list[int]] = {}
    for value in event.all("count"):
        number = value.get("number") if isinstance(value, dict) else None
        if isinstance(number, int):
            claims.setdefault(str(value.get("of", "")), []).append(number)
    wanted = (*_HEADLINES.get(str(event.first("type")), ()), *_ANY_HEADLINE, *claims)
    of = next((one for one in wanted if one in claims), "")
    return Counts(
        of,
        tuple(dict.fromkeys(claims.get(of, ()))),
        book.count_named(event.id, of),
        book.figures.get(("people_known", event.id)),
    )


def show_counts(counts: Counts) -> SafeString:
    """Show claimed, known, named and the gap, in words that stand for themselves."""
    numbers: list[dict[str, Any]] = []
    if counts.claimed:
        said_or = _("or")
        figure = f" {said_or} ".join(map(say_number, counts.claimed[:5]))
        label = _("claimed: %(of)s") % {"of": COUNTED.get(counts.of, counts.of[:80])}
        numbers.append({"label": label, "figure": figure})
    if counts.known:
        numbers.append({"label": _("known to us"), "figure": say_number(counts.known)})
    if numbers or counts.named:
        numbers.append({"label": _("named here"), "figure": say_number(counts.named)})
    if counts.gap is not None:
        least, most = map(say_number, counts.gap)
        figure = (
            least if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}
        )
        numbers.append({"label": _("not named here"), "figure": figure, "is_gap": True})
    return render("counts.html", numbers=numbers) if numbers else SafeString("")


def write_events(press: Press) -> None:
    """Write a page for each event, and the list of all."""
    for event in press.book.events:
        _write_event(press, event)
    events = sort_events(press)
    items = [show_event(press, event) for event in events]
    lead = _("A count is not a list: beside each number claimed stand the people named here.")
    if not items:
        lead = _("No event is published yet.")
    head = render("heads/plain.html", title=_("Events"), lead=lead)
    sections = [Section("all", _("The latest first"), items, "", "cards")] if items else []
    press.write("events/index.html", "events", _("Events"), head, sections)


def sort_events(press: Press) -> list[ClearedRecord]:
    """Return the events, the latest first."""
    return sorted(
        press.book.events,
        key=lambda event: (read_days(event)[0] or date.min, event.id),
        reverse=True,
    )


def show_event(press: Press, event: ClearedRecord, home: str = "../") -> SafeString:
    """Show an event in a list: link, day, kind, counts."""
    return render(
        "items/event.html",
        link=press.link(event.id, home),
        when=event.first("when"),
        type=say_choice("event", "type", event.first("type")) if event.first("type") else "",
        counts=show_counts(count_event(press, event)),
    )


def _write_event(press: Press, event: ClearedRecord) -> None:
    book = press.book
    place, destination = event.first("place"), event.first("destination")
    head = render(
        "heads/event.html",
        title=show_text(say_caption(event)[:300]),
        type=say_choice("event", "type", event.first("type")) if event.first("type") else "",
        when=event.first("when"),
        place=press.link(place) if book.find(place) else "",
        destination=press.link(destination) if book.find(destination) else "",
        counts=show_counts(count_event(press, event)),
    )
    subjects = book.subjects_of(event.id)
    named = sorted(subjects.values(), key=lambda part: book.spellings[part.person.id][0].place)
    others = [part for part in book.people_in.get(event.id, ()) if not part.is_subject]
    people = [
        format_html(
            '{} <span class="meta">{} {}</span>',
            find_person(press, part.person.id),
            _("reportedly") if part.is_doubtful else "",
            say_choice("involvement", "role", part.role),
        )
        for part in (*named, *others)
    ]
    wholes = [event.first("part_of")] if book.find(event.first("part_of")) else []
    sections = [
        Section("facts", _("What is known"), show_facts(press, event, _IN_HEAD), "", "facts"),
        Section("named", _("Named here"), people),
        Section(
            "acting",
            _("Who else took part"),
            [show_actor(press, one) for one in book.acting_in.get(event.id, ())],
        ),
        Section("whole", _("Part of"), [show_entry(press, one) for one in wholes]),
        Section(
            "parts",
            _("Its parts"),
            [
                show_entry(press, part.id, say_date(part.first("when")))
                for part in book.parts_of_event.get(event.id, ())
            ],
        ),
        Section(
            "accounts",
            _("Who says what"),
            show_accounts(press, book.accounts_about.get(event.id, ())),
            "",
            "cards",
        ),
        Section(
            "unknown",
            _("What we do not know"),
            [show_question(press, one) for one in book.questions_about.get(event.id, ())],
        ),
    ]
    sections = [section for section in sections if section.items]
    press.write(f"event/{event.id}.html", "events", _("Event"), head, sections)
