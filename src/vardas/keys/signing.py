"""Ed25519 signatures (RFC 8032) under a station's key. A station's name is its public key in hex."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)


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
    """Say whether the signature over the message is by the key; a malformed key or signature is not."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
