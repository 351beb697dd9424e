"""Checks the log of readings against itself and against what the commits saw of it."""

from __future__ import annotations

from vardas.ledger.statement import Act, NotAStatementError, read_leaf
from vardas.registry.access.journal import Trouble, verify_readings
from vardas.registry.fold.indexing import chunked
from vardas.registry.opening import current
from vardas.registry.tables.ledger import LEAF_BITS, Commit, Leaf


def check_readings() -> list[Trouble]:
    """Check the whole log; empty where it is whole.

    Every station's key that stands in the ledger may have signed: a restored station has a new one.
    """
    stations = set(Commit.objects.values_list("station", flat=True).distinct())
    return list(verify_readings(stations | {current().station.name}, find_seen()))


def find_seen() -> set[str]:
    """Return the digests of entries that this station's commits named in their leaf 0."""
    seen: set[str] = set()
    own = Commit.objects.filter(station=current().station.name)
    numbers = list(own.values_list("pk", flat=True))
    for batch in chunked([number << LEAF_BITS for number in numbers]):
        for data in Leaf.objects.filter(pk__in=batch).values_list("data", flat=True):
            try:
                act = read_leaf(bytes(data)) if data is not None else None
            except NotAStatementError:
                continue
            if isinstance(act, Act) and act.readings:
                seen.add(act.readings)
    return seen
