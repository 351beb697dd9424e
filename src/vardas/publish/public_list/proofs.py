"""Which proofs may lie beside the list: those that say no more than the gate let through.

A proof carries the whole statement, its source's words too. Where the gate held back a part, the
proof stays with the station.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from vardas.publish.cleared import Cleared, Said

_PARTS = frozenset({"id", "record", "kind", "field", "value", "certainty", "replaces", "do"})
"""Parts of a statement that say nothing beyond what was cleared with its value."""


def choose_proofs(cleared: Cleared, proofs: Mapping[UUID, bytes]) -> Iterator[tuple[UUID, bytes]]:
    """Choose the proofs of cleared values that reveal nothing else."""
    for record in cleared:
        for name, field in record.fields.items():
            for said in field.values:
                proof = proofs.get(said.statement)
                if proof and _is_harmless(proof, record.id, name, said):
                    yield said.statement, proof


def _is_harmless(proof: bytes, record: UUID, field: str, said: Said) -> bool:
    try:
        leaf = json.loads(json.loads(proof)["leaf"])
    except (ValueError, KeyError, TypeError):
        return False
    if not isinstance(leaf, dict):
        return False
    told = {
        "source": str(said.source) if said.source else None,
        "said_by": said.said_by or None,
    }
    expected = {
        "id": str(said.statement),
        "record": str(record),
        "field": field,
        "value": said.value,
    }
    if any(leaf.get(name) != value for name, value in expected.items()):
        return False
    if any(leaf.get(name) not in (None, value) for name, value in told.items()):
        return False
    return _is_quote_told(leaf.get("quote"), said.words) and not (
        leaf.keys() - _PARTS - told.keys() - {"quote"}
    )


def _is_quote_told(quote: object, words: str) -> bool:
    """Say whether the words of the quote were cleared too."""
    if not quote:
        return True
    text = quote.get("text") if isinstance(quote, dict) else quote
    return bool(words) and text in (words, None, "")
