"""An exported ledger: one JSON object a line, so that a reader needs memory for one line only.

``{"format":"vardas-ledger","v":1}`` first; then per commit ``{"header":…,"signature":…}`` followed
by its leaves, ``{"leaf":…,"salt":…}`` or ``{"hash":…}`` where the content is gone; last
``{"checkpoint":…,"signature":…}``. Commits stand in the order (time, station, id). Every line is
canonical JSON and ends in one line feed: two files that differ in any bit never mean the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from vardas.errors import DataError
from vardas.keys.signing import SIGNATURE_LENGTH
from vardas.ledger import canonical
from vardas.ledger.commit import SaltedLeaf, SignedHeader
from vardas.ledger.merkle import HASH_LENGTH, SALT_LENGTH
from vardas.ledger.verify import Verdict, Verifier

FORMAT = "vardas-ledger"
FIRST = canonical.encode({"format": FORMAT, "v": 1}) + b"\n"


class BadExportError(DataError):
    """A line of an exported ledger is not one."""

    code = "bad_export"
    message = "Line {line} of the exported ledger is damaged ({reason})."


class NotTextError(DataError):
    """A header or leaf that is not UTF-8 cannot stand in a line."""

    code = "not_text"
    message = "The ledger holds bytes that are no text. Run “vardas verify” to see where."


@dataclass(frozen=True)
class Signed:
    """Opens a commit in a stream; its leaves follow."""

    header: SignedHeader


@dataclass(frozen=True)
class Closing:
    """Ends a stream: checkpoint bytes and signature."""

    data: bytes
    signature: bytes


Part = Signed | SaltedLeaf | Closing


def write_part(part: Part) -> bytes:
    """Write one part as a line; raises NotTextError where what is held is not UTF-8."""
    try:
        match part:
            case Signed(header):
                line = {"header": header.data.decode(), "signature": header.signature.hex()}
            case Closing(data, signature):
                line = {"checkpoint": data.decode(), "signature": signature.hex()}
            case SaltedLeaf(salt=bytes() as salt, data=bytes() as data):
                line = {"leaf": data.decode(), "salt": salt.hex()}
            case SaltedLeaf(hash=digest):
                line = {"hash": digest.hex()}
    except UnicodeDecodeError as error:
        raise NotTextError from error
    return canonical.encode(line) + b"\n"  # type: ignore[arg-type]


class _LeafLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    leaf: str
    salt: str


class _HashLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    hash: str


class _HeaderLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    header: str
    signature: str


class _CheckpointLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checkpoint: str
    signature: str


_Line: TypeAlias = _LeafLine | _HashLine | _HeaderLine | _CheckpointLine

_encoder = msgspec.json.Encoder()
_decoders: dict[bytes, msgspec.json.Decoder[Any]] = {
    kind.__struct_fields__[0].encode()[:2]: msgspec.json.Decoder(kind)
    for kind in (_LeafLine, _HashLine, _HeaderLine, _CheckpointLine)
}
"""The first letters of a line's first member → how to read it."""


def read_parts(lines: Iterable[bytes]) -> Iterator[Part]:
    """Read lines as parts; raises BadExportError with the number of the first damaged line."""
    number = 0
    for number, line in enumerate(lines, 1):
        if number == 1:
            if line != FIRST:
                raise BadExportError(line=1, reason="not an exported ledger of version 1")
            continue
        try:
            yield _read_part(line)
        except (ValueError, RecursionError) as error:  # msgspec's and Unicode's are ValueErrors
            raise BadExportError(line=number, reason="malformed") from error
    if number == 0:
        raise BadExportError(line=1, reason="the file is empty")


def _read_part(line: bytes) -> Part:
    decoder = _decoders.get(line[2:4])
    if decoder is None:
        raise ValueError("of no known kind")
    read: _Line = decoder.decode(line)
    # The members of each kind are declared in canonical order, so that this is its canonical form.
    if _encoder.encode(read) + b"\n" != line:
        raise ValueError("not canonical")
    match read:
        case _LeafLine(text, salt):
            return SaltedLeaf(_unhex(salt, SALT_LENGTH), text.encode())
        case _HashLine(digest):
            return SaltedLeaf(None, None, _unhex(digest, HASH_LENGTH))
        case _HeaderLine(text, signature):
            return Signed(SignedHeader(text.encode(), _unhex(signature, SIGNATURE_LENGTH)))
        case _CheckpointLine(text, signature):
            return Closing(text.encode(), _unhex(signature, SIGNATURE_LENGTH))


def _unhex(text: str, length: int) -> bytes:
    data = bytes.fromhex(text)
    if len(data) != length or data.hex() != text:
        raise ValueError("not hexadecimal of this length")
    return data


class _Leaves:
    """The leaves up to the next part that is none; that part is kept as ``after``."""

    def __init__(self, parts: Iterator[Part]) -> None:
        self._parts = parts
        self.after: Part | None = None

    def __iter__(self) -> Iterator[SaltedLeaf]:
        for part in self._parts:
            if not isinstance(part, SaltedLeaf):
                self.after = part
                return
            yield part


def verify_export(lines: Iterable[bytes], station: str = "") -> Verdict:
    """Verify an exported ledger; a line that cannot be read ends the reading and is a finding.

    ``station`` is the name of the station that made the export, where the reader was told it by
    another way. The leaves of that station must all be there or erased; others may be withheld.
    """
    verifier = Verifier(station)
    closing: Closing | None = None
    commit = ""
    parts = read_parts(lines)
    try:
        part = next(parts, None)
        while part is not None and closing is None:
            match part:
                case Signed(header):
                    leaves = _Leaves(parts)
                    commit = header.id
                    verifier.add(header, leaves)
                    part = leaves.after
                case Closing():
                    closing = part
                    part = next(parts, None)
                case SaltedLeaf():
                    verifier.note_damage("a statement without its commit")
                    part = next(parts, None)
        if part is not None:
            verifier.note_damage("something stands after the checkpoint", commit)
    except BadExportError as error:
        verifier.note_damage(str(error), commit)
    return verifier.close((closing.data, closing.signature) if closing else None)
