"""Gathers from the registry the names that must not stand in any text that leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vardas.publish.agreeing import Agreed
from vardas.publish.naming import HiddenNames
from vardas.registry.records.models import BY_KIND, Listing, Organization, Person, Place


def find_hidden_names(agreed: Agreed, *, is_public: bool) -> HiddenNames:
    """Gather the names of everybody who may not be named, and in lists of everybody unknown.

    For the public, people's identifiers are looked for as well.
    """
    hidden: list[str] = []
    cleared: list[str] = []
    numbers: list[str] = []
    for person, names, identifiers in Person.objects.values_list("pk", "name", "identifier"):
        numbers += _parts_of(identifiers, "value")
        (cleared if agreed.may_be_named(person) else hidden).extend(_parts_of(names, "text"))
    rows = Listing.objects.exclude(name=[]).values_list("pk", "name")
    listed = (
        text
        for row, names in rows
        if row not in agreed.spoken_for
        for text in _parts_of(names, "text")
    )
    return HiddenNames(hidden, cleared, listed, _find_known_words(), numbers if is_public else ())


def _find_known_words() -> Iterator[str]:
    """Yield words that are no names of people: of choices, places and bodies."""
    for model in BY_KIND.values():
        for fact in model.facts():
            yield from map(str, getattr(fact, "options", {}).values())
    for model in (Place, Organization):
        for names in model.objects.values_list("name", flat=True):
            yield from _parts_of(names, "text")


def _parts_of(values: Any, part: str) -> Iterator[str]:
    yield from (str(one.get(part, "")) for one in values or () if isinstance(one, dict))
