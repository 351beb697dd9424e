"""Writes the report of an event: how many, by whom, on what terms, who is missing, what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from vardas.errors import InputError
from vardas.publish.cleared import Cleared, ClearedRecord, require_cleared
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.parts import read_days
from vardas.publish.public_list.wording import say_caption
from vardas.publish.report.citing import Citing, make_plain
from vardas.publish.report.counts import LOST, PAPERS, group_claims, say_claims, say_counted
from vardas.publish.report.sentences import Report, Section, Sentence
from vardas.publish.report.telling import (
    say_accounts,
    say_actors,
    say_course,
    say_losses,
    say_questions,
    say_silences,
    say_texts,
)

MOST = 14
"""Sentences of one section: a report is one page. What is left out is counted, never hidden."""
_DEEPEST = 4


class EventNotCleared(InputError):
    """The event is not among what was cleared."""

    code = "event_not_cleared"
    message = (
        "This event may not be told of here, so there is no report of it. Look in “Publishing”"
        " for what stays and why."
    )


def write_report(cleared: Cleared, event: UUID) -> Report:
    """Write the report of one cleared event, in the language that is active.

    Raises EventNotCleared.
    """
    return _write(Book(require_cleared(cleared)), event, cleared)


def write_reports(cleared: Cleared) -> tuple[Report, ...]:
    """Write a report for each cleared event of which a number is claimed, the latest first."""
    book = Book(require_cleared(cleared))
    told = [event for event in book.events if group_claims(event)]
    told.sort(key=lambda event: (read_days(event)[0] or date.min, event.id), reverse=True)
    return tuple(_write(book, event.id, cleared) for event in told)


def _write(book: Book, key: UUID, cleared: Cleared) -> Report:
    event = book.find(key, "event")
    if event is None:
        raise EventNotCleared
    citing = Citing(book)
    events = [event, *_find_parts(book, event)]
    groups = group_claims(event)

    def claim(is_wanted: Callable[[str], bool]) -> Iterator[Sentence]:
        for of, claims in groups.items():
            if is_wanted(of):
                yield from say_claims(citing, of, claims)

    found: list[tuple[str, str, list[Sentence]]] = [
        (
            "many",
            _("How many"),
            [
                *say_counted(book, event),
                *claim(lambda of: of not in LOST | PAPERS),
            ],
        ),
        ("course", _("When and how"), [*say_course(citing, book, events)]),
        ("actors", _("By whom"), [*say_actors(citing, book, events)]),
        ("condition", _("On what condition"), [*say_texts(citing, events, "condition")]),
        (
            "missing",
            _("Who is missing, refused or still held"),
            [*claim(lambda of: of in LOST), *say_losses(citing, book, events)],
        ),
        (
            "provided",
            _("Papers, and what was provided"),
            [*claim(lambda of: of in PAPERS), *say_texts(citing, events, "provided")],
        ),
        ("relief", _("What was given in return"), [*say_texts(citing, events, "relief")]),
        ("accounts", _("What it is called"), [*say_accounts(citing, book, events)]),
        (
            "unknown",
            _("What remains unknown"),
            [*say_questions(citing, book, events), *say_silences(citing, book, events)],
        ),
    ]
    sections = tuple(Section(name, title, _cut(said)) for name, title, said in found if said)
    title = make_plain(say_caption(event))
    sources = citing.list_sources(one for section in sections for one in section.sentences)
    return Report(event.id, title, sections, sources, cleared.ground.made)


def _cut(said: list[Sentence]) -> tuple[Sentence, ...]:
    if len(said) <= MOST:
        return tuple(said)
    rest = _("More stands in the records. Sentences left out here: %(number)s.")
    left_out = Sentence(rest % {"number": len(said) - MOST}, is_ours=True)
    return (*said[:MOST], left_out)


def _find_parts(book: Book, event: ClearedRecord) -> list[ClearedRecord]:
    """Return the parts of an event and their parts, in the order of steps and days."""
    found: dict[UUID, ClearedRecord] = {}
    level: Iterable[ClearedRecord] = [event]
    for _level in range(_DEEPEST):
        level = [part for one in level for part in book.parts_of_event.get(one.id, ())]
        level = [part for part in level if part.id not in found and part.id != event.id]
        found.update((part.id, part) for part in level)
    return sorted(found.values(), key=_order)


def _order(part: ClearedRecord) -> tuple[int, date, UUID]:
    step = part.first("step")
    return step if type(step) is int else 1_000, read_days(part)[0] or date.max, part.id
