"""A proved fact: one statement, its salt, its Merkle path and the signed header; nothing else.

Whoever holds it can check that the station signed this statement, and learns no other. It does not
show that the statement is still in force: a later one may have withdrawn or corrected it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from vardas.errors import DataError
from vardas.keys.signing import SIGNATURE_LENGTH
from vardas.ledger import canonical
from vardas.ledger.commit import BadHeaderError, Header, SaltedLeaf, SignedHeader
from vardas.ledger.merkle import HASH_LENGTH, SALT_LENGTH, climb, find_path, hash_leaf

FORMAT = "vardas-proof"


class BadProofError(DataError):
    """The proof does not prove its statement; ``reason`` is a code of the format document."""

    code = "bad_proof"
    message = "This proof does not hold ({reason})."


@dataclass(frozen=True)
class Proven:
    """What a proof shows: the leaf's bytes, where it stands, and under which signed header."""

    commit: str
    header: Header
    index: int
    data: bytes


def write_proof(
    signed: SignedHeader, leaves: Sequence[bytes], index: int, leaf: SaltedLeaf
) -> bytes:
    """Write the proof of one leaf as canonical JSON, without the line feed that ends a file.

    ``leaves`` are all leaf hashes of the commit. Raises ValueError for a leaf without content.
    """
    return write_proof_of_path(signed, find_path(leaves, index), index, leaf)


def write_proof_of_path(
    signed: SignedHeader, path: Sequence[bytes], index: int, leaf: SaltedLeaf
) -> bytes:
    """Write the proof of one leaf whose audit path is known; raises ValueError without content."""
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
            "path": [node.hex() for node in path],
        }
    )


class _Proof(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    v: int
    header: str
    signature: str
    index: int
    salt: str
    leaf: str
    path: list[str]


_decoder = msgspec.json.Decoder(_Proof)


def verify_proof(file: bytes) -> Proven:
    """Verify the bytes of a proof file: canonical JSON and one line feed; raises BadProofError."""
    try:
        proof = _decoder.decode(file)
        signature, salt = bytes.fromhex(proof.signature), bytes.fromhex(proof.salt)
        path = [bytes.fromhex(node) for node in proof.path]
        signed, data = SignedHeader(proof.header.encode(), signature), proof.leaf.encode()
        exact = canonical.encode(msgspec.to_builtins(proof)) + b"\n" == file
    except (ValueError, RecursionError, canonical.NotCanonicalError) as error:
        raise BadProofError(reason="damaged") from error
    hexed = b"".join((signature, salt, *path)).hex()
    sizes = (len(signature), len(salt), {len(node) for node in path} - {HASH_LENGTH})
    if (
        not exact
        or (proof.format, proof.v) != (FORMAT, 1)
        or hexed != "".join((proof.signature, proof.salt, *proof.path))
        or sizes != (SIGNATURE_LENGTH, SALT_LENGTH, set())
        or proof.index < 0
    ):
        raise BadProofError(reason="damaged")
    try:
        header = signed.header
    except BadHeaderError as error:
        raise BadProofError(reason="bad_header") from error
    if not signed.is_signed():
        raise BadProofError(reason="bad_signature")
    if not canonical.is_canonical(data) or not data.startswith(b"{") or data == b"{}":
        raise BadProofError(reason="damaged")
    root = climb(hash_leaf(salt, data), proof.index, header.n, path)
    if root is None or root.hex() != header.root:
        raise BadProofError(reason="wrong_root")
    return Proven(signed.id, header, proof.index, data)
