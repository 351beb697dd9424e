"""Ed25519 signatures (RFC 8032) under a station's key, whose public half names the station."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

SIGNATURE_LENGTH = 64
_PRIME = 2**255 - 19
_Y_OF_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_WEAK = frozenset({0, 1, _PRIME - 1, _Y_OF_ORDER_8, _PRIME - _Y_OF_ORDER_8})
"""Where the points of small order lie: under such a key anyone can sign anything."""


def is_weak(public: bytes) -> bool:
    """Say whether a 32-byte public key is a point of small order, in whatever encoding."""
    return (int.from_bytes(public, "little") & 2**255 - 1) % _PRIME in _WEAK


class SigningKey:
    """A private signing key that does not show itself when printed."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32-byte seed of RFC 8032; raises ValueError for another length."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public.hex()[:8]}…)"

    @property
    def station(self) -> str:
        """The station's name: the public key as 64 lower-case hex digits."""
        return self.public.hex()

    def sign(self, message: bytes) -> bytes:
        """Return the 64-byte signature over the message."""
        return self._key.sign(message)

    def seed(self) -> bytes:
        """Return the seed, for sealing it into the key file and nothing else."""
        return self._key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())


def verify_signature(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether the signature over the message is by the key.

    It is not when key or signature are malformed, or when the key is a point of small order, under
    which one signature fits many messages and nobody needs a secret.
    """
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return not is_weak(public)
