"""A proved fact: one statement, its salt, its Merkle path and the signed header; nothing else.

Whoever holds it can check that the station signed this statement, and learns no other.
"""

from __future__ import annotations

from collections.abc import Sequence

from vardas.ledger import canonical
from vardas.ledger.commit import SaltedLeaf, SignedHeader
from vardas.ledger.merkle import find_path

FORMAT = "vardas-proof"


def write_proof(signed: SignedHeader, leaves: Sequence[bytes], index: int, leaf: SaltedLeaf) -> bytes:
    """Write the proof of one leaf as canonical JSON.

    ``leaves`` are all leaf hashes of the commit. Raises ValueError for a leaf without content.
    """
    if leaf.data is None or leaf.salt is None:
        raise ValueError("a leaf without content proves nothing")
    return canonical.encode(
        {
            "format": FORMAT,
            "v": 1,
            "header": signed.data.decode(),
            "signature": signed.signature.hex(),
            "index": index,
            "salt": leaf.salt.hex(),
            "leaf": leaf.data.decode(),
            "path": [node.hex() for node in find_path(leaves, index)],
        }
    )
