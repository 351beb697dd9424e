"""A commit: what one member did at one moment, as a Merkle tree of leaves under a signed header.

The header chains the station's own commits (``prev``) and names the newest commits seen of the
others (``heads``), which makes a cut-off tail detectable by anyone who met the station later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

import msgspec

from vardas.errors import DataError
from vardas.keys.signing import SigningKey, verify_signature
from vardas.ledger import canonical
from vardas.ledger.merkle import SALT_LENGTH, Tree, hash_leaf
from vardas.ledger.moment import Moment, NotAMomentError, read_moment

VERSION = 1
CONTEXT = b"vardas-commit-v1\x00"


class BadHeaderError(DataError):
    """The header is not one of this format."""

    code = "bad_header"
    message = "A commit's header cannot be read ({reason})."


class Header(msgspec.Struct, frozen=True):
    """The signed header. ``heads`` maps a station to the [seq, id] of its newest commit seen."""

    v: int
    station: str
    seq: int
    prev: str
    heads: dict[str, tuple[int, str]]
    time: str
    n: int
    root: str

    @property
    def moment(self) -> Moment:
        """The header's time as a reading of the clock."""
        return read_moment(self.time)


@dataclass(frozen=True)
class Head:
    """The newest commit known of one station."""

    seq: int
    id: str
    moment: Moment


class SaltedLeaf(msgspec.Struct, frozen=True, gc=False):
    """One leaf as stored: salt and bytes, or only the hash where the content is withheld or erased.

    A leaf read with its content may leave the hash empty; whoever needs it computes it.
    """

    salt: bytes | None
    data: bytes | None
    hash: bytes = b""

    def compute_hash(self) -> bytes:
        """Return the leaf's hash, from its content where there is content."""
        if self.data is None or self.salt is None:
            return self.hash
        return hash_leaf(self.salt, self.data)


@dataclass(frozen=True)
class SignedHeader:
    """Header bytes as received, with their signature and their id."""

    data: bytes
    signature: bytes

    @cached_property
    def id(self) -> str:
        """SHA-256("vardas-commit-v1" ‖ 0x00 ‖ header), in hex."""
        return sha256(CONTEXT + self.data).hexdigest()

    @cached_property
    def header(self) -> Header:
        """The header's parts; raises BadHeaderError."""
        return read_header(self.data)

    def is_signed(self) -> bool:
        """Say whether the station named in the header signed these bytes; raises BadHeaderError."""
        public = bytes.fromhex(self.header.station)
        return verify_signature(public, self.signature, CONTEXT + self.data)


_decoder = msgspec.json.Decoder(Header)
_HEX = frozenset("0123456789abcdef")


def is_hash(text: str) -> bool:
    """Say whether the text is 32 bytes as lower-case hex: a hash, an id, a station's name."""
    return len(text) == 64 and _HEX.issuperset(text)


def are_heads(heads: Mapping[str, tuple[int, str]]) -> bool:
    """Say whether every head has the form station → [seq, id]."""
    return all(
        is_hash(station) and 1 <= seq <= canonical.LARGEST and is_hash(identifier)
        for station, (seq, identifier) in heads.items()
    )


def read_header(data: bytes) -> Header:
    """Read header bytes as received; raises BadHeaderError unless every part has its form.

    A header that is not canonical JSON is refused: two byte sequences must not mean one header.
    Unknown members are kept, because the bytes are.
    """
    try:
        header = _decoder.decode(data)
        read_moment(header.time)
    except NotAMomentError as error:
        raise BadHeaderError(reason="a time that is none") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadHeaderError(reason="malformed") from error
    if header.v != VERSION:
        raise BadHeaderError(reason=f"version {header.v} is not known here")
    if header.seq < 1 or header.n < 1:
        raise BadHeaderError(reason="a number out of range")
    if not is_hash(header.station) or not is_hash(header.root):
        raise BadHeaderError(reason="a hash that is none")
    if header.prev if header.seq == 1 else not is_hash(header.prev):
        raise BadHeaderError(reason="a commit before this one that cannot be")
    if not are_heads(header.heads) or header.station in header.heads:
        raise BadHeaderError(reason="heads that cannot be")
    if not canonical.is_canonical(data):
        raise BadHeaderError(reason="not canonical")
    return header


class CommitWriter:
    """Builds one commit leaf by leaf, holding hashes only, and signs it at the end."""

    def __init__(
        self,
        key: SigningKey,
        own: Head | None,
        others: Mapping[str, Head],
        moment: Moment,
        random: Callable[[int], bytes],
    ) -> None:
        self._key = key
        self._own = own
        self._others = others
        self._moment = moment
        self._random = random
        self._tree = Tree()
        self._pool = b""
        self._at = 0

    def add(self, data: bytes) -> SaltedLeaf:
        """Salt and hash the bytes of the next leaf."""
        if self._at == len(self._pool):
            self._pool, self._at = self._random(SALT_LENGTH * 256), 0
        salt = self._pool[self._at : self._at + SALT_LENGTH]
        self._at += SALT_LENGTH
        leaf = hash_leaf(salt, data)
        self._tree.add(leaf)
        return SaltedLeaf(salt, data, leaf)

    def sign(self) -> SignedHeader:
        """Close the commit; raises ValueError when no leaf was added."""
        header = Header(
            v=VERSION,
            station=self._key.station,
            seq=self._own.seq + 1 if self._own else 1,
            prev=self._own.id if self._own else "",
            heads={name: (head.seq, head.id) for name, head in self._others.items()},
            time=str(self._moment),
            n=self._tree.size,
            root=self._tree.root().hex(),
        )
        data = canonical.encode(msgspec.to_builtins(header))
        return SignedHeader(data, self._key.sign(CONTEXT + data))
