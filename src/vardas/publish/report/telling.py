"""What a report says of an event besides numbers: each sentence whole, each with its source."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vardas.publish.cleared import ClearedRecord, Said
from vardas.publish.public_list.book import Book
from vardas.publish.public_list.parts import Part
from vardas.publish.public_list.wording import say_caption, say_choice, say_number
from vardas.publish.report.citing import Citing, make_plain
from vardas.publish.report.sentences import Sentence
from vardas.registry.records.fields import Label
from vardas.registry.records.involvement import SUBJECT_ROLES
from vardas.registry.wording.dates import say_date

_PLACES: Final[dict[str, Label]] = {
    "place": gettext_lazy("Where: %(what)s."),
    "destination": gettext_lazy("To where: %(what)s."),
}
_SAYING: Final[dict[str, Label]] = {
    "characterisation": gettext_lazy("Called by %(who)s: %(what)s"),
    "denial": gettext_lazy("Denied by %(who)s: %(what)s"),
    "silence": gettext_lazy("Silence of %(who)s: %(what)s"),
}
_CALLING: Final = ("characterisation", "denial")
"""What a report quotes of those who speak; how many say something else, it counts."""
_CERTAINTY: Final[dict[str, Label]] = {
    "doubtful": gettext_lazy("Reportedly: %(what)s"),
    "denied": gettext_lazy("Denied: %(what)s"),
}


def say_course(citing: Citing, book: Book, events: Sequence[ClearedRecord]) -> Iterator[Sentence]:
    """Say when and where it was, then its steps in their order."""
    event, *parts = events
    for said, is_contested in _each(event, "when"):
        text = _("When: %(what)s.") % {"what": make_plain(say_date(said[0].value))}
        yield citing.cite(_say_certainty(text, said[0].certainty), said, is_contested=is_contested)
    for name, template in _PLACES.items():
        for said, is_contested in _each(event, name):
            place = book.find(said[0].value)
            if place:
                text = str(template) % {"what": make_plain(say_caption(place))}
                yield citing.cite(
                    _say_certainty(text, said[0].certainty), said, is_contested=is_contested
                )
    for part in parts:
        saids = [
            *_said_first(part, "title" if part.caption else "type"),
            *_said_first(part, "when"),
        ]
        if saids:
            text = _("Part of it: %(what)s.") % {"what": _say_event(part)}
            yield citing.cite(text, saids)


def _say_event(event: ClearedRecord) -> str:
    what, when = make_plain(say_caption(event)), event.first("when")
    if not when or not event.caption:  # without a title the caption tells the day itself
        return what
    return _("%(what)s (%(when)s)") % {"what": what, "when": make_plain(say_date(when))}


def say_actors(citing: Citing, book: Book, events: Sequence[ClearedRecord]) -> Iterator[Sentence]:
    """Say who took part without it happening to them: offices, bodies, groups."""
    found: dict[tuple[str, str], list[Said]] = {}
    for event in events:
        for one in book.acting_in.get(event.id, ()):
            field, who = one.fields.get("role"), _find_actor(book, one)
            for said in field.values if field else ():
                if who and said.value not in SUBJECT_ROLES and said.certainty != "denied":
                    role = make_plain(say_choice("involvement", "role", said.value))
                    found.setdefault((who, role), []).append(said)
    for (who, role), saids in found.items():
        text = _("%(who)s took part; role: %(role)s.") % {"who": who, "role": role}
        is_doubtful = all(said.certainty == "doubtful" for said in saids)
        yield citing.cite(_say_certainty(text, "doubtful" if is_doubtful else ""), saids)


def _find_actor(book: Book, involvement: ClearedRecord) -> str:
    for name in ("person", "organization"):
        found = book.find(involvement.first(name))
        if found:
            return make_plain(say_caption(found))
    return make_plain(involvement.first("group"))


def say_texts(citing: Citing, events: Iterable[ClearedRecord], name: str) -> Iterator[Sentence]:
    """Say the texts of one field of an event and its parts; the same text once."""
    found: dict[tuple[str, str], list[Said]] = {}
    for event in events:
        field = event.fields.get(name)
        for said in field.values if field else ():
            found.setdefault((make_plain(said.value), said.certainty), []).append(said)
    for (text, certainty), saids in found.items():
        yield citing.cite(_say_certainty(text, certainty), saids)


def say_losses(citing: Citing, book: Book, events: Sequence[ClearedRecord]) -> Iterator[Sentence]:
    """Say who of those named did not come along, and what was reported of them later."""
    inside = {event.id for event in events}
    for person in book.people:
        parts = book.parts_of_person.get(person.id, [])
        lost = [part for part in parts if part.event.id in inside and _is_lost(part)]
        if not lost:
            continue
        name = make_plain(book.spellings[person.id][0].text)
        roles: dict[str, list[Said]] = {}
        for part in lost:
            roles.setdefault(part.role, []).extend(_said_of(part))
        for role, saids in roles.items():
            said = make_plain(say_choice("involvement", "role", role))
            text = _("%(name)s: %(role)s.") % {"name": name, "role": said}
            is_doubtful = all(one.certainty == "doubtful" for one in saids)
            yield citing.cite(_say_certainty(text, "doubtful" if is_doubtful else ""), saids)
        first = min((part.earliest for part in lost if part.earliest), default=None)
        for part in parts:
            is_later = first and part.earliest and part.earliest >= first
            if is_later and part.event.id not in inside and not part.is_denied:
                text = _("Later reported of %(name)s: %(what)s.") % {
                    "name": name,
                    "what": _say_event(part.event),
                }
                yield citing.cite(text, [*_said_of(part), *_said_first(part.event, "when")])


def _is_lost(part: Part) -> bool:
    return (part.is_loss or part.role == "missing") and not part.is_denied


def _said_of(part: Part) -> list[Said]:
    return _said_first(part.involvement, "role")


def _said_first(record: ClearedRecord, name: str) -> list[Said]:
    """Return who gives the value to show first; nobody who gives another or denies it."""
    field, first = record.fields.get(name), record.first(name)
    return [
        said
        for said in (field.values if field else ())
        if said.value == first and said.certainty != "denied"
    ]


def say_accounts(citing: Citing, book: Book, events: Sequence[ClearedRecord]) -> Iterator[Sentence]:
    """Say who calls it what, side by side; different words for it stand against each other."""
    said = _accounts_about(book, events)
    accounts = [one for one in said if one.first("type") in _CALLING]
    accounts.sort(key=lambda one: _CALLING.index(one.first("type")))
    called = {
        make_plain(one.first("words") or one.first("summary")).casefold()
        for one in accounts
        if one.first("type") == "characterisation"
    }
    for account in accounts:
        is_contested = account.first("type") == "characterisation" and len(called) > 1
        yield from _say_account(citing, book, account, is_contested=is_contested)
    others = sum(one.first("type") not in (*_CALLING, "silence") for one in said)
    if others:
        text = _(
            "Accounts that read it, demand something or tell more, in the records: %(number)s."
        )
        yield Sentence(text % {"number": say_number(others)}, is_ours=True)


def say_silences(citing: Citing, book: Book, events: Sequence[ClearedRecord]) -> Iterator[Sentence]:
    """Say who has not said what."""
    for account in _accounts_about(book, events):
        if account.first("type") == "silence":
            yield from _say_account(citing, book, account)


def _accounts_about(book: Book, events: Iterable[ClearedRecord]) -> list[ClearedRecord]:
    return [one for event in events for one in book.accounts_about.get(event.id, ())]


def _say_account(
    citing: Citing, book: Book, account: ClearedRecord, *, is_contested: bool = False
) -> Iterator[Sentence]:
    name = "words" if account.fields.get("words") else "summary"
    speaker = book.find(account.first("speaker"))
    who = make_plain(say_caption(speaker)) if speaker else _("somebody not named here")
    for saids, differs in _each(account, name):
        what = make_plain(saids[0].value)
        if name == "words":
            what = _("“%(words)s”") % {"words": what}
        text = str(_SAYING[account.first("type")]) % {"who": who, "what": what}
        text = _say_certainty(text, saids[0].certainty)
        yield citing.cite(text, saids, is_contested=is_contested or differs)


def say_questions(
    citing: Citing, book: Book, events: Sequence[ClearedRecord]
) -> Iterator[Sentence]:
    """Say the open questions about an event, its parts and the people in it."""
    people = {part.person.id: None for event in events for part in book.people_in.get(event.id, ())}
    for about in (*(event.id for event in events), *people):
        for question in book.questions_about.get(about, ()):
            if question.first("state") in (None, "", "open"):
                for saids, is_contested in _each(question, "text"):
                    text = _say_certainty(make_plain(saids[0].value), saids[0].certainty)
                    yield citing.cite(text, saids, is_contested=is_contested)


def _each(record: ClearedRecord, name: str) -> Iterator[tuple[list[Said], bool]]:
    """Go through the different values of a field, each with everybody who gives it."""
    field = record.fields.get(name)
    if field is None:
        return
    same: dict[tuple[str, str], list[Said]] = {}
    for said in field.values:
        written = json.dumps(said.value, sort_keys=True, default=str)
        same.setdefault((written, said.certainty), []).append(said)
    for saids in same.values():
        yield saids, field.is_contested


def _say_certainty(text: str, certainty: str) -> str:
    return str(_CERTAINTY[certainty]) % {"what": text} if certainty in _CERTAINTY else text
