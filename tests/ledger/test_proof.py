"""Proofs: any leaf of a commit can be proved alone; the vectors hold what is wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.independent import check, find_fault
from tests.ledger.simulation import Replica
from vardas.ledger.commit import SaltedLeaf
from vardas.ledger.proof import BadProofError, verify_proof, write_proof


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 8, 13])
def test_every_leaf_can_be_proved(size: int) -> None:
    replica = Replica("prover")
    said = [replica.say(replica.next_id(), "note", f"fact {n}") for n in range(size - 1)]
    commit = replica.write(*said)
    hashes = [leaf.compute_hash() for leaf in commit.leaves]
    for index, leaf in enumerate(commit.leaves):
        proof = write_proof(commit.signed, hashes, index, leaf) + b"\n"
        assert find_fault(proof) == ""
        proven = verify_proof(proof)
        assert (proven.data, proven.index) == (leaf.data, index)
        assert check([proof], replica.station)["holds"]
        others = [x.data for at, x in enumerate(commit.leaves) if at != index and x.data]
        assert not any(json.dumps(data.decode()).encode() in proof for data in others)


def test_a_leaf_without_content_proves_nothing() -> None:
    commit = Replica("prover").write()
    with pytest.raises(ValueError, match="without content"):
        write_proof(commit.signed, [bytes(32)], 0, SaltedLeaf(None, None, bytes(32)))


@given(
    st.binary(max_size=100) | st.text(max_size=50).map(lambda t: json.dumps([t]).encode() + b"\n")
)
def test_anything_else_is_no_proof(data: bytes) -> None:
    with pytest.raises(BadProofError):
        verify_proof(data)
    assert check([data])["code"] == "damaged"
