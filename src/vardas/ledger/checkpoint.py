"""A checkpoint: a station's signed word on the newest commit of every station it holds.

Without it the loss of a ledger's last commits would leave a shorter ledger that still verifies.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from vardas.errors import DataError
from vardas.keys.signing import SigningKey, verify_signature
from vardas.ledger import canonical
from vardas.ledger.commit import Head, are_heads, is_hash
from vardas.ledger.moment import Moment, NotAMomentError, read_moment

CONTEXT = b"vardas-checkpoint-v1\x00"


class BadCheckpointError(DataError):
    """The checkpoint cannot be read or is not signed by the station it names."""

    code = "bad_checkpoint"
    message = "The checkpoint is damaged or not signed by its station."


class Checkpoint(msgspec.Struct, frozen=True):
    """``heads`` maps each station held to its newest commit as [seq, id]; of a fork, one."""

    v: int
    station: str
    time: str
    heads: dict[str, tuple[int, str]]


def sign_checkpoint(
    key: SigningKey, heads: Mapping[str, Head], moment: Moment
) -> tuple[bytes, bytes]:
    """Write a checkpoint as canonical JSON and sign it; returns (bytes, signature)."""
    checkpoint = Checkpoint(
        1, key.station, str(moment), {name: (head.seq, head.id) for name, head in heads.items()}
    )
    data = canonical.encode(msgspec.to_builtins(checkpoint))
    return data, key.sign(CONTEXT + data)


_decoder = msgspec.json.Decoder(Checkpoint)


def read_checkpoint(data: bytes, signature: bytes) -> Checkpoint:
    """Read a checkpoint as received; raises BadCheckpointError unless its station signed it."""
    try:
        checkpoint = _decoder.decode(data)
        read_moment(checkpoint.time)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, NotAMomentError) as error:
        raise BadCheckpointError from error
    if checkpoint.v != 1 or not is_hash(checkpoint.station) or not are_heads(checkpoint.heads):
        raise BadCheckpointError
    public = bytes.fromhex(checkpoint.station)
    if not canonical.is_canonical(data) or not verify_signature(public, signature, CONTEXT + data):
        raise BadCheckpointError
    return checkpoint
