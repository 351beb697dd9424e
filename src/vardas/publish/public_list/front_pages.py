"""The pages around the list: the start, what is contested, not known, the sources, what this is."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vardas.publish.cleared import ClearedRecord
from vardas.publish.public_list.event_pages import show_event, sort_events
from vardas.publish.public_list.facts import (
    show_entry,
    show_fact,
    show_facts,
    show_question,
    show_side_by_side,
)
from vardas.publish.public_list.feed import find_latest
from vardas.publish.public_list.parts import State
from vardas.publish.public_list.person_pages import count_states
from vardas.publish.public_list.press import Press
from vardas.publish.public_list.rendering import Section, render
from vardas.publish.public_list.wording import say_caption, say_choice, say_number, show_text
from vardas.registry.wording.dates import say_date

_SHOWN = 6


def write_start(press: Press) -> None:
    """Write the first page: figures, what this is, what is new, what we do not know."""
    book, states = press.book, count_states(press)
    known = book.figures.get(("people_known", None))
    open_questions = [one for one in book.questions if is_open(one)]
    content = render(
        "start.html",
        find=render("find.html", root=press.root(is_below=False), home=""),
        people=len(book.people),
        known=known,
        held=states[State.HELD],
        lost=states[State.LOST],
        unclear=states[State.UNCLEAR] + states[State.UNKNOWN],
        latest=[
            (press.link(record.id, home=""), say_date(day))
            for record, day in find_latest(book, _SHOWN)
        ],
        events=[show_event(press, event, home="") for event in sort_events(press)[:3]],
        contested=sum(1 for _pair in book.contested()),
        questions=len(open_questions),
        root=press.root(is_below=False),
        evidence=press.edition.evidence,
    )
    press.write_content("index.html", "start", _("Start"), content)


def is_open(question: ClearedRecord) -> bool:
    """Say whether a question still waits for its answer."""
    return question.first("state") in (None, "open") and not question.first("answer")


def write_contested(press: Press) -> None:
    """Write all that contradicts itself, side by side, and who says what about one thing."""
    book = press.book
    fields = [
        item
        for record, field in book.contested()
        for item in show_fact(press, record, field, press.link(record.id))
    ]
    accounts = [
        item
        for about, said in sorted(book.accounts_about.items())
        if len(said) > 1 and book.find(about)
        for item in show_side_by_side(press, press.link(about), said)
    ]
    lead = _("Where sources contradict each other, we choose none: both stand here.")
    if not fields and not accounts:
        lead = _("Nothing published here is contested.")
    head = render("heads/plain.html", title=_("Contested"), lead=lead)
    sections = [
        Section("fields", _("Facts that do not agree"), fields, "", "facts"),
        Section("accounts", _("Who says what"), accounts, "", "facts"),
    ]
    _write(press, "contested", _("Contested"), head, sections)


def write_unknown(press: Press) -> None:
    """Write what is not known."""
    book = press.book
    known = book.figures.get(("people_known", None))
    waiting: list[SafeString] = []
    answered: list[SafeString] = []
    for question in book.questions:
        item = show_question(press, question, question.first("about"))
        (waiting if is_open(question) else answered).append(item)
    lead = _("Silence is recorded too. If you can answer, tell us.")
    if known is not None and known > len(book.people):
        count = known - len(book.people)
        lead += " " + ngettext(
            "%(number)s person known to us is not named here.",
            "%(number)s people known to us are not named here.",
            count,
        ) % {"number": say_number(count)}
    head = render("heads/plain.html", title=_("What we do not know"), lead=lead)
    sections = [
        Section("open", _("Open questions"), waiting, "", "cards"),
        Section("answered", _("Answered since"), answered, "", "cards"),
    ]
    _write(press, "unknown", _("Not known"), head, sections)


def write_sources(press: Press) -> None:
    """Write the list of sources and a page for each."""
    items = []
    for source in press.book.sources:
        said = [say_choice("source", "type", source.first("type"))] if source.first("type") else []
        said += [say_date(source.first("published"))] if source.first("published") else []
        items.append(show_entry(press, source.id, ", ".join(said)))
        _write_source(press, source)
    lead = _("Every fact on this list rests on somebody’s word. These are the ones we may show.")
    if not items:
        lead = _("No source is published yet.")
    head = render("heads/plain.html", title=_("Sources"), lead=lead)
    _write(press, "sources", _("Sources"), head, [Section("all", _("All sources"), items)])


def _write_source(press: Press, source: ClearedRecord) -> None:
    count = press.book.resting_on[source.id]
    resting = ngettext(
        "%(number)s fact on this list rests on it.",
        "%(number)s facts on this list rest on it.",
        count,
    ) % {"number": say_number(count)}
    crumb = format_html('<p><a href="../sources/index.html">{}</a></p>', _("All sources"))
    title = show_text(say_caption(source)[:300])
    head = render("heads/plain.html", title=title, lead=resting, more=crumb)
    items = show_facts(press, source, {"title"})
    sections = [Section("facts", _("What is known"), items, "", "facts")] if items else []
    press.write(f"source/{source.id}.html", "sources", _("Source"), head, sections)


def write_proofs(press: Press) -> None:
    """Write how to check the list without trusting us."""
    edition = press.edition
    content = render(
        "proofs.html",
        evidence=edition.evidence,
        proven=len(edition.proven),
        root=press.root(),
    )
    press.write_content("proofs/index.html", "proofs", _("Check it"), content)


def write_about(press: Press) -> None:
    """Write what this is, what was agreed to, and how to have something removed."""
    content = render("about.html", root=press.root(), contact=press.edition.contact)
    press.write_content("about/index.html", "about", _("About this list"), content)


def _write(press: Press, room: str, title: str, head: SafeString, sections: list[Section]) -> None:
    press.write(f"{room}/index.html", room, title, head, _filled(sections))


def _filled(sections: list[Section]) -> Iterator[Section]:
    return (section for section in sections if section.items)
