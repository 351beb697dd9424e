"""Which statements and records a reader is shown: field by field, by its visibility."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import msgspec

from vardas.ledger.statement import Say
from vardas.registry.access.reader import Reader
from vardas.registry.access.seals import open_say
from vardas.registry.records.base import Record
from vardas.registry.records.fields import Fact
from vardas.registry.records.models import BY_KIND
from vardas.registry.records.sealed import is_sealed
from vardas.registry.records.visibility import Visibility


@cache
def find_visibility(kind: str, field: str) -> Visibility:
    """Return the visibility of a field; one that this version does not know is of the case."""
    fact = BY_KIND[kind].fact(field) if kind in BY_KIND else None
    return fact.visibility or Visibility.CASE if fact else Visibility.CASE


def find_guard(kind: str) -> Visibility | None:
    """Return the visibility without which nothing of such a record is shown."""
    return BY_KIND[kind].guard if kind in BY_KIND else None


def find_closed(model: type[Record], reader: Reader) -> list[Fact]:
    """Return the sealed fields of a kind that are closed to a reader, said or not.

    They are always all of them, so that nobody learns from the page which were filled in.
    """
    return [fact for fact in model.facts() if fact.is_sealed and not reader.sees(fact.visibility)]


def may_say(fact: Fact, reader: Reader) -> bool:
    """Say whether a reader may record something in a field: what they see, and what is sealed.

    Whoever takes a note may put it under a seal that is closed to themself.
    """
    return fact.is_sealed or reader.sees(fact.visibility)


def show_says(says: Iterable[Say], reader: Reader) -> list[Say]:
    """Return the statements that a reader may see, sealed ones opened for those who hold the seal.

    What they may not see is not there: neither a mark nor a number tells of it.
    """
    shown: list[Say] = []
    in_depth = reader.sees(Visibility.CASE)
    for say in says:
        guard = find_guard(say.kind)
        if guard is not None and not reader.sees(guard):
            continue
        if is_sealed(say.value):
            opened = open_say(say, reader)
            if opened is not None:
                shown.append(opened)
        elif reader.sees(find_visibility(say.kind, say.field)):
            # Exact words and who said them come from texts of the case, whatever they speak about.
            shown.append(say if in_depth else msgspec.structs.replace(say, quote=None, said_by=""))
    return shown


def is_kind_shown(model: type[Record], reader: Reader) -> bool:
    """Say whether a reader sees records of this kind at all: at least one field of them."""
    if model.guard is not None and not reader.sees(model.guard):
        return False
    return any(reader.sees(fact.visibility) for fact in model.facts())
