"""People found by a name that is written otherwise than it was typed, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from vardas.insight.sameness import find_standins
from vardas.names import Reason, compare
from vardas.registry.access.reader import get_reader
from vardas.registry.records.models import Person
from vardas.registry.search import naming
from vardas.registry.search.naming import Likely


@dataclass(frozen=True)
class Named:
    """A person found by name: how the name stands in the registry, and why it was found."""

    person: UUID
    caption: str
    spellings: tuple[str, ...]
    why: tuple[str, ...]


def find_named(words: str, limit: int) -> list[Named]:
    """Find people with a name like this one, best first; none where the names disagree."""
    (found,) = naming.find_like(connection, [words], limit)
    agreed = [(likely, compare(words, likely.name).reasons) for likely in found]
    return _show([(likely, reasons) for likely, reasons in agreed if _agree(reasons)])


def find_typed(words: str, limit: int) -> list[Named]:
    """Find people while a name is being typed: by how it begins, and by what it is like."""
    begun: list[tuple[Likely, Sequence[Reason]]] = [
        (likely, ()) for likely in naming.find_prefix(connection, words, limit)
    ]
    named = _show(begun)
    seen = {one.person for one in named}
    more = find_named(words, limit) if len(named) < limit else []
    return [*named, *(one for one in more if one.person not in seen)][:limit]


def _agree(reasons: Sequence[Reason]) -> bool:
    weights = [reason.weight for reason in reasons]
    return any(weight > 0 for weight in weights) and not any(weight < 0 for weight in weights)


def _show(found: Sequence[tuple[Likely, Sequence[Reason]]]) -> list[Named]:
    standins, hidden = find_standins(), get_reader().hidden
    wanted = {standins.get(likely.record, likely.record) for likely, _ in found}
    people = Person.objects.in_bulk(list(wanted - hidden))
    named: list[Named] = []
    for likely, reasons in found:
        # A person of several records is found once, by the spelling that is closest.
        person = people.pop(standins.get(likely.record, likely.record), None)
        if person is None:
            continue
        written = [str(name.get("text", "")) for name in person.name or ()]
        why = tuple(reason.sentence(gettext) for reason in reasons if reason.code != "same_word")
        named.append(
            Named(
                person.pk,
                person.caption,
                tuple(text for text in dict.fromkeys(written) if text != person.caption),
                why,
            )
        )
    return named
