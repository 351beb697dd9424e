"""What is said about a record, each value with its source, as items of a page."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vardas.publish.cleared import ClearedField, ClearedRecord, Said
from vardas.publish.public_list.parts import Part
from vardas.publish.public_list.press import Press
from vardas.publish.public_list.rendering import cut, render
from vardas.publish.public_list.wording import (
    say_caption,
    say_choice,
    say_label,
    show_text,
    show_value,
)

_TOGETHER = 24
_SIDE = 8_000
"""So many values, and bytes of them, stand beside each other at most."""
_GROUNDS = 2
_SPEAKERS = 8
"""How many who say the same are shown; the rest are counted."""
_SHARED = frozenset({"choice", "date", "reference", "text"})
"""Types of values that many records have in common."""


def show_facts(
    press: Press, record: ClearedRecord, without: Collection[str] = ()
) -> list[SafeString]:
    """Show the fields of a record but those named."""
    items: list[SafeString] = []
    for name, field in record.fields.items():
        if name in without:
            continue
        if len(field.values) == 1 and _is_shared(record, field, field.values[0]):
            said = field.values[0]
            key = ("fact", record.kind, name, said.value, _rest_on(press, said))
            items.append(press.keep(key, partial(_show_first, press, record, field)))
        else:
            items += show_fact(press, record, field)
    return items


def _show_first(press: Press, record: ClearedRecord, field: ClearedField) -> SafeString:
    return next(show_fact(press, record, field))


def _is_shared(record: ClearedRecord, field: ClearedField, said: Said) -> bool:
    """Say whether many records show this value alike; an account has a language of its own."""
    is_plain = isinstance(said.value, str) and field.value_type in _SHARED
    return is_plain and record.kind != "account"


def show_fact(
    press: Press, record: ClearedRecord, field: ClearedField, about: SafeString | str = ""
) -> Iterator[SafeString]:
    """Show the values of one field, contested ones side by side; many values as several items.

    With ``about``, the record it is about, only what contradicts itself is shown.
    """
    for group in _split_counts(field):
        shown = [_show_value(press, record, field, said) for said in _gather_same(group)]
        if about and len(shown) < 2:
            continue
        for values in cut(shown, _SIDE, _SIDE, _TOGETHER):
            yield render(
                "items/fact.html",
                label=say_label(record.kind, field.name),
                values=values,
                is_contested=field.is_contested and len(shown) > 1,
                about=about,
            )


def _split_counts(field: ClearedField) -> list[list[Said]]:
    """Keep numbers of different people apart: 52 released do not contradict 14 foreigners."""
    if field.value_type != "count":
        return [list(field.values)]
    groups: dict[str, list[Said]] = {}
    for said in field.values:
        of = said.value.get("of") if isinstance(said.value, Mapping) else said.value
        groups.setdefault(str(of), []).append(said)
    return list(groups.values())


def _gather_same(saids: Sequence[Said]) -> list[list[Said]]:
    """Put together who says the same, so that it stands there once."""
    found: dict[tuple[str, bool], list[Said]] = {}
    for said in saids:
        written = json.dumps(said.value, sort_keys=True, ensure_ascii=False, default=str)
        found.setdefault((written, said.certainty == "denied"), []).append(said)
    return list(found.values())


def _show_value(
    press: Press, record: ClearedRecord, field: ClearedField, saids: Sequence[Said]
) -> SafeString:
    said = saids[0]

    def make() -> SafeString:
        shown = show_value(record, field, said.value, press.link)
        grounds = [show_grounds(press, one) for one in saids[:_SPEAKERS]]
        more, is_denied = len(saids[_SPEAKERS:]), said.certainty == "denied"
        return render(
            "items/value.html", shown=shown, grounds=grounds, more=more, is_denied=is_denied
        )

    if not _is_shared(record, field, said):
        return make()
    rests = tuple(_rest_on(press, one) for one in saids)
    return press.keep((record.kind, field.name, said.value, rests), make)


def show_grounds(press: Press, said: Said) -> SafeString:
    """Show what a value rests on: source, who says so, how certain, the words, the proof."""
    is_proven = said.statement in press.edition.proven
    return press.keep(
        _rest_on(press, said),
        lambda: render(
            "items/grounds.html",
            certainty=_say_certainty(said.certainty),
            source=press.link(said.source) if said.source else "",
            said_by=said.said_by,
            words=said.words,
            proof=f"{press.root()}proofs/{said.statement}.json" if is_proven else "",
        ),
    )


def _rest_on(press: Press, said: Said) -> tuple[object, ...]:
    """Return what the grounds shown depend on."""
    proof = said.statement if said.statement in press.edition.proven else None
    return "grounds", said.certainty, said.source, said.said_by, said.words, proof


def _say_certainty(certainty: str) -> str:
    return {
        "confirmed": _("confirmed"),
        "doubtful": _("reportedly"),
        "denied": _("denied"),
    }.get(certainty, "")


def show_part(press: Press, part: Part) -> SafeString:
    """Show one thing that happened to a person."""
    field = part.involvement.fields.get("role")
    said = field.values[:_GROUNDS] if field else ()
    rests = tuple(_rest_on(press, one) for one in said)
    key = (part.event.id, part.role, part.is_doubtful, part.is_denied, rests)
    return press.keep(key, lambda: _show_part(press, part, said))


def _show_part(press: Press, part: Part, said: Sequence[Said]) -> SafeString:
    place = part.event.first("place")
    certainty = "denied" if part.is_denied else "doubtful" if part.is_doubtful else ""
    return render(
        "items/part.html",
        when=part.event.first("when"),
        event=press.link(part.event.id),
        role=say_choice("involvement", "role", part.role) if part.role else "",
        place=press.link(place) if press.book.find(place) else "",
        grounds=[show_grounds(press, one) for one in said],
        certainty=_say_certainty(certainty),
    )


def show_actor(press: Press, involvement: ClearedRecord) -> SafeString:
    """Show somebody the event did not happen to: an office, a body, an unnamed group."""
    who = involvement.first("person") or involvement.first("organization")
    field = involvement.fields.get("role") or involvement.fields.get("group")
    return format_html(
        '{} <span class="meta">{}</span>{}',
        press.link(who) if who else show_text(involvement.first("group")),
        say_choice("involvement", "role", involvement.first("role") or ""),
        show_grounds(press, field.values[0]) if field and field.values else "",
    )


def show_accounts(press: Press, accounts: Sequence[ClearedRecord]) -> list[SafeString]:
    """Show who says what, silence too."""
    return [_show_account(press, account) for account in accounts]


def show_side_by_side(
    press: Press, about: SafeString, accounts: Sequence[ClearedRecord]
) -> Iterator[SafeString]:
    """Show what several say about one thing beside each other."""
    for shown in cut(show_accounts(press, accounts), _SIDE, _SIDE, _TOGETHER):
        yield render("items/accounts.html", about=about, accounts=shown)


def _show_account(press: Press, account: ClearedRecord) -> SafeString:
    field = account.fields.get("words") or account.fields.get("summary")
    return render(
        "items/account.html",
        speaker=press.link(account.first("speaker")),
        does=say_choice("account", "type", account.first("type") or ""),
        words=account.first("words"),
        summary=account.first("summary"),
        on=account.first("on"),
        grounds=show_grounds(press, field.values[0]) if field and field.values else "",
    )


def show_recognition(press: Press, recognition: ClearedRecord) -> SafeString:
    """Show who recognised a person as a political prisoner, and by which criteria."""
    field = recognition.fields.get("answer") or recognition.fields.get("by")
    return render(
        "items/recognition.html",
        by=press.link(recognition.first("by")) if recognition.first("by") else "",
        answer=say_choice("recognition", "answer", recognition.first("answer") or ""),
        on=recognition.first("on"),
        criteria=recognition.first("criteria"),
        grounds=show_grounds(press, field.values[0]) if field and field.values else "",
    )


def show_question(press: Press, question: ClearedRecord, about: Any = None) -> SafeString:
    """Show what is not known, and whom it is about where that is not clear from the page."""
    answer = question.first("answer")
    return render(
        "items/question.html",
        text=question.first("text") or say_caption(question),
        about=press.link(about) if about and press.book.find(about) else "",
        answer=answer,
        who=question.all("who_could_answer")[:_TOGETHER],
    )


def show_entry(press: Press, reference: Any, note: SafeString | str = "") -> SafeString:
    """Show a line that leads to a record."""
    note = format_html('<span class="meta">{}</span>', note) if note else ""
    return format_html("{} {}", press.link(reference), note)
