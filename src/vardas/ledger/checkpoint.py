"""A checkpoint: a station's signed word on the newest commit of every station it holds.

Without it the loss of a ledger's last commits would leave a shorter ledger that still verifies.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from vardas.errors import DataError
from vardas.keys.signing import SigningKey, verify_signature
from vardas.ledger import canonical
from vardas.ledger.commit import Head
from vardas.ledger.moment import Moment

CONTEXT = b"vardas-checkpoint-v1\x00"


class BadCheckpointError(DataError):
    """The checkpoint cannot be read or is not signed by the station it names."""

    code = "bad_checkpoint"
    message = "The checkpoint is damaged or not signed by its station."


class Checkpoint(msgspec.Struct, frozen=True):
    """``heads`` maps each station held to the [seq, id] of its newest commit; forks name the first."""

    v: int
    station: str
    time: str
    heads: dict[str, tuple[int, str]]


def sign_checkpoint(key: SigningKey, heads: Mapping[str, Head], moment: Moment) -> tuple[bytes, bytes]:
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
        public = bytes.fromhex(checkpoint.station)
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise BadCheckpointError from error
    if not canonical.is_canonical(data) or checkpoint.v != 1:
        raise BadCheckpointError
    if not verify_signature(public, signature, CONTEXT + data):
        raise BadCheckpointError
    return checkpoint
