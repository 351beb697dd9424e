"""The pages about people: one for each, the lists by letter, and who is still held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vardas.publish.cleared import ClearedRecord
from vardas.publish.public_list.facts import (
    show_accounts,
    show_facts,
    show_part,
    show_question,
    show_recognition,
)
from vardas.publish.public_list.parts import Standing, State
from vardas.publish.public_list.press import Press
from vardas.publish.public_list.rendering import Section, render
from vardas.publish.public_list.spelling import OTHER_LETTER, SCRIPTS_FIRST, Spelling
from vardas.publish.public_list.wording import clip, say_number
from vardas.registry.wording.dates import say_date
from vardas.registry.wording.revealing import isolate, reveal

_MOST_SPELLINGS = 12
_LONGEST_NAME = 120


def write_people(press: Press) -> None:
    """Write a page for each person."""
    for person in press.book.people:
        _write_person(press, person)


def _write_person(press: Press, person: ClearedRecord) -> None:
    book = press.book
    parts = book.parts_of_person.get(person.id, [])
    first, *others = book.spellings[person.id]
    found = book.standings[person.id]
    head = render(
        "heads/person.html",
        name=_shorten(first),
        others=[_shorten(one) for one in others[:_MOST_SPELLINGS]],
        state=found.state.value,
        standing=say_standing(found) if found.is_subject else "",
        event=press.link(found.part.event.id) if found.part else "",
        when=_show_day(press, found),
    )
    sections = [
        Section(
            "happened", _("What happened"), [show_part(press, one) for one in parts], "", "line"
        ),
        Section(
            "recognised",
            _("Recognised as a political prisoner"),
            [show_recognition(press, one) for one in book.recognitions.get(person.id, ())],
        ),
        Section("facts", _("What is known"), show_facts(press, person), "", "facts"),
        Section(
            "accounts",
            _("Who says what"),
            show_accounts(press, book.accounts_about.get(person.id, ())),
            "",
            "cards",
        ),
        Section(
            "unknown",
            _("What we do not know"),
            [show_question(press, one) for one in book.questions_about.get(person.id, ())],
        ),
    ]
    sections = [section for section in sections if section.items]
    press.write(f"person/{person.id}.html", "people", _("Person"), head, sections)


def say_standing(found: Standing) -> str:
    """Say in a few words where somebody stands, no more surely than it was said."""
    said = {
        State.HELD: _("Held, as far as we know."),
        State.FREE: _("Released, as far as we know."),
        State.LOST: _("Not seen since, as far as we know."),
        State.DEAD: _("Died."),
        State.UNCLEAR: _("Not clear: what is said does not agree."),
        State.UNKNOWN: _("Nothing published says where this person is."),
    }[found.state]
    return " ".join((_("Reportedly:"), said)) if found.is_doubtful else said


def _shorten(spelling: Spelling) -> dict[str, str]:
    return {"text": reveal(spelling.text)[:_LONGEST_NAME], "language": spelling.language}


def _show_day(press: Press, found: Standing) -> SafeString | str:
    when = found.part.event.first("when") if found.part else ""
    return press.keep(("day", when), lambda: isolate(say_date(when))) if when else ""


def write_lists(press: Press) -> None:
    """Write the lists by script and letter: every spelling leads to its person."""
    by_script: dict[str, dict[str, list[Spelling]]] = defaultdict(lambda: defaultdict(list))
    for spellings in press.book.spellings.values():
        for spelling in spellings:
            by_script[spelling.script][spelling.letter].append(spelling)
    letters: list[Section] = []
    for script in sorted(by_script, key=_order_script):
        links = []
        for letter, found in sorted(by_script[script].items()):
            path = _letter_path(script, letter)
            _write_letter(press, path, script, letter, found)
            shown = _("other signs") if letter == OTHER_LETTER else letter
            text = '<a href="{}"><bdi>{}</bdi> <span class="meta">{}</span></a>'
            name = path.rpartition("/")[2]
            links.append(format_html(text, name, shown, say_number(len(found))))
        letters.append(Section(f"script-{script}", say_script(script), links, "", "letters"))
    count = len(press.book.people)
    lead = ngettext(
        "%(number)s person. Choose the first letter of the family name, in any script.",
        "%(number)s people. Choose the first letter of the family name, in any script.",
        count,
    ) % {"number": say_number(count)}
    find = render("find.html", root=press.root(), home="../")
    head = render("heads/plain.html", title=_("People"), lead=lead, more=find)
    press.write("people/index.html", "people", _("People"), head, letters)


def _letter_path(script: str, letter: str) -> str:
    """Return a path that any host can serve: the letter by its number."""
    return f"people/{script.lower()}-{ord(letter):04x}.html"


def _write_letter(
    press: Press, path: str, script: str, letter: str, found: Iterable[Spelling]
) -> None:
    items = [show_spelling(press, one) for one in sorted(found, key=lambda one: one.place)]
    shown = _("other signs") if letter == OTHER_LETTER else letter
    head = render(
        "heads/plain.html",
        title=shown,
        lead=say_script(script),
        more=format_html('<p class="crumb"><a href="index.html">{}</a></p>', _("All letters")),
    )
    press.write(path, "people", _("People by letter"), head, [Section("names", _("Names"), items)])


def show_spelling(press: Press, spelling: Spelling) -> SafeString:
    """Show one spelling as a link to its person, with the name shown first where it differs."""
    shown = press.edition.shown
    if spelling not in shown:
        shown[spelling] = _show_spelling(press, spelling)
    return shown[spelling]


def _show_spelling(press: Press, spelling: Spelling) -> SafeString:
    first = press.book.spellings[spelling.person][0]
    language = format_html(' lang="{}"', spelling.language) if spelling.language else ""
    link = format_html(
        '<a href="../person/{}.html"><bdi{}>{}<b>{}</b>{}</bdi></a>',
        spelling.person,
        language,
        *(
            reveal(one)[:_LONGEST_NAME]
            for one in (spelling.before, spelling.stress, spelling.after)
        ),
    )
    if spelling.text == first.text:
        return link
    shown = reveal(first.text)[:_LONGEST_NAME]
    return format_html('{} <span class="meta"><bdi>{}</bdi></span>', link, shown)


def write_held(press: Press) -> None:
    """Write who is still held, who has not been seen since, and of whom it is not clear."""
    book = press.book
    groups: dict[State, list[tuple[Spelling, Standing]]] = defaultdict(list)
    for person in book.people:
        standing = book.standings[person.id]
        groups[standing.state].append((book.spellings[person.id][0], standing))
    sections = [
        Section(
            f"state-{state.value}",
            f"{title} ({say_number(len(groups[state]))})",
            [
                _show_standing(press, spelling, standing)
                for spelling, standing in sorted(groups[state], key=lambda pair: pair[0].place)
            ],
        )
        for state, title in (
            (State.HELD, _("Held, as far as we know")),
            (State.LOST, _("Not seen since")),
            (State.UNCLEAR, _("Not clear")),
        )
        if groups[state]
    ]
    lead = _(
        "Only people who agreed to be named, or for whom somebody entitled to it agreed. Many more"
        " are held."
    )
    if not sections:
        lead = _("Nobody on this list is known to be held. That does not mean that nobody is.")
    head = render("heads/plain.html", title=_("Still held"), lead=lead)
    press.write("held/index.html", "held", _("Still held"), head, sections)


def _show_standing(press: Press, spelling: Spelling, standing: Standing) -> SafeString:
    when = standing.part.event.first("when") if standing.part else ""
    said = [_("reportedly")] if standing.is_doubtful else []
    said += [_("since %(date)s") % {"date": clip(say_date(when))}] if when else []
    link = show_spelling(press, spelling)
    return format_html('{} <span class="meta">{}</span>', link, ", ".join(said))


def count_states(press: Press) -> dict[State, int]:
    """Count where the people of the list stand."""
    found: dict[State, int] = defaultdict(int)
    for person in press.book.people:
        standing = press.book.standings[person.id]
        found[standing.state] += standing.is_subject
    return found


def say_script(script: str) -> str:
    """Name a script (ISO 15924) in the reader's language."""
    return {
        "Cyrl": _("Cyrillic letters"),
        "Latn": _("Latin letters"),
        "Grek": _("Greek letters"),
        "Armn": _("Armenian letters"),
        "Geor": _("Georgian letters"),
        "Hebr": _("Hebrew letters"),
        "Arab": _("Arabic letters"),
        "Hani": _("Chinese characters"),
    }.get(script, _("Other scripts"))


def _order_script(script: str) -> tuple[int, str]:
    return SCRIPTS_FIRST.index(script) if script in SCRIPTS_FIRST else len(SCRIPTS_FIRST), script


def find_person(press: Press, person: UUID) -> SafeString:
    """Show a person by the name shown first, as a link."""
    return show_spelling(press, press.book.spellings[person][0])
