"""Seals a long stream in pieces (AES-256-GCM), so that neither side holds all of it.

The STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015): the nonce of a piece is
its number and whether it is the last, so that pieces cannot be reordered, dropped or cut off. Every
stream has a key of its own, derived with a random salt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vardas.errors import DataError
from vardas.keys.passphrase import derive_subkey

MAGIC = b"vardas-sealed-v1\n"
SALT_LENGTH = 16
PIECE = 1 << 16
_TAG = 16


class SealedStreamDamaged(DataError):
    """The stream is not one of ours, is damaged, or was closed under another key."""

    code = "sealed_stream_damaged"
    message = "The encrypted part of this file is damaged or belongs to another station."


class Sealer:
    """Takes a stream and writes it encrypted; leave it without an exception, or it has no end."""

    def __init__(self, key: bytes, salt: bytes, target: IO[bytes]) -> None:
        """``salt`` is 16 fresh random bytes; raises ValueError for another length."""
        self._cipher = _make_cipher(key, salt)
        self._target = target
        self._buffer = bytearray()
        self._number = 0
        target.write(MAGIC + salt)

    def __enter__(self) -> Sealer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._put(is_last=True)

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        self._buffer += data
        while len(self._buffer) > PIECE:
            self._put(is_last=False)
        return len(data)

    def _put(self, *, is_last: bool) -> None:
        piece = bytes(self._buffer[:PIECE])
        del self._buffer[:PIECE]
        nonce = _nonce(self._number, is_last=is_last)
        self._target.write(self._cipher.encrypt(nonce, piece, None))
        self._number += 1


def open_stream(key: bytes, source: IO[bytes]) -> Iterator[bytes]:
    """Read what a :class:`Sealer` wrote, piece by piece; raises SealedStreamDamaged.

    A piece is handed on only when it is intact; that the stream ends where it should is known only
    when the last one has been read.
    """
    head = source.read(len(MAGIC) + SALT_LENGTH)
    if len(head) != len(MAGIC) + SALT_LENGTH or not head.startswith(MAGIC):
        raise SealedStreamDamaged
    cipher = _make_cipher(key, head[len(MAGIC) :])
    piece = source.read(PIECE + _TAG)
    number = 0
    while True:
        after = source.read(PIECE + _TAG)
        try:
            yield cipher.decrypt(_nonce(number, is_last=not after), piece, None)
        except (InvalidTag, ValueError) as error:
            raise SealedStreamDamaged from error
        if not after:
            return
        piece, number = after, number + 1


def _make_cipher(key: bytes, salt: bytes) -> AESGCM:
    if len(salt) != SALT_LENGTH:
        raise ValueError("a salt has 16 bytes")
    return AESGCM(derive_subkey(key, f"stream/{salt.hex()}"))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")
