"""Which type of record a cleared kind is of: somebody named for their office is a person."""

from __future__ import annotations

from vardas.publish.cleared import OFFICIAL
from vardas.registry.records.base import Record
from vardas.registry.records.models import BY_KIND


def find_model(kind: str) -> type[Record] | None:
    """Return the type of record; None where this version does not know the kind."""
    return BY_KIND.get("person" if kind == OFFICIAL else kind)
