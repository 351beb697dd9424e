"""Which proofs may lie beside the list: those that say no more than the gate let through.

A proof carries the whole statement, its source's words too. Where the gate held back a part, the
proof stays with the station.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from uuid import UUID

from vardas.ledger.statement import Say
from vardas.publish.cleared import Cleared, Said

_PARTS = frozenset({"verb", *Say.__struct_fields__})
"""Parts of a statement; what another version adds was not looked at by the gate."""


def choose_proofs(cleared: Cleared, proofs: Mapping[UUID, bytes]) -> Iterator[tuple[UUID, bytes]]:
    """Choose the proofs of cleared values that reveal nothing else."""
    for record in cleared:
        for name, field in record.fields.items():
            for said in field.values:
                proof = proofs.get(said.statement)
                if proof and _is_harmless(proof, name, said):
                    yield said.statement, proof


def _is_harmless(proof: bytes, field: str, said: Said) -> bool:
    """Say whether the gate held back nothing of the statement, and the proof is of this one."""
    try:
        leaf = json.loads(json.loads(proof)["leaf"])
    except (ValueError, KeyError, TypeError):
        return False
    if not said.is_whole or not isinstance(leaf, dict) or leaf.keys() - _PARTS:
        return False
    expected = {"id": str(said.statement), "field": field, "value": said.value}
    return all(leaf.get(name) == value for name, value in expected.items())
