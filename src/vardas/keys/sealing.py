"""Seals: values that only their holders open, and the keys of seals given to members.

A seal has a pair of keys. A value is closed under a key of its own with AES-256-GCM, and that key
to the seal's public key with HPKE (RFC 9180, the hybrid of ML-KEM-768 and X25519, so that what is
recorded today stays closed to the computers of tomorrow). So whoever takes a note at the desk can
put it under a seal and not read it again. The seal's private key is closed to each holder in the
same way. Everything is bound to its context: a box moved to another record, field or member does
not open.

AES-GCM alone lets one box be made that opens to two texts under two keys (Dodis, Grubbs,
Ristenpart and Woodage, 2018). Each box therefore carries a commitment to its key, which is checked
first.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vardas.errors import DataError

SEED_LENGTH = 96
"""64 bytes for ML-KEM-768, 32 for X25519."""

PUBLIC_LENGTH = 1184 + 32
KEY_LENGTH = 32
WRAPPED_LENGTH = 1120 + KEY_LENGTH + 16
"""What HPKE makes of a key: the encapsulation, the key, the tag."""

SALT_LENGTH = 32
COMMITMENT_LENGTH = 32
PADDED_TO = 64
"""Texts are filled up to a multiple of this many bytes, so that their length says little."""

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_ZERO_NONCE = bytes(12)
_END = b"\x80"


class SealBroken(DataError):
    """A sealed box is damaged, was moved from another place, or was closed under another key."""

    code = "seal_broken"
    message = (
        "What is sealed here does not open: it is damaged, or was closed under a key that this"
        " station no longer has. Ask whoever recorded it."
    )


class OpeningKey:
    """A private key, of a member or of a seal, that opens what was closed to its public half."""

    def __init__(self, seed: bytes) -> None:
        """Take a seed of 96 random bytes; raises ValueError for another length."""
        if len(seed) != SEED_LENGTH:
            raise ValueError("the seed of an opening key has 96 bytes")
        self._seed = seed
        lattice = MLKEM768PrivateKey.from_seed_bytes(seed[:64])
        curve = X25519PrivateKey.from_private_bytes(seed[64:])
        self._key = MLKEM768X25519PrivateKey(lattice, curve)
        self.public = (
            lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    def __repr__(self) -> str:
        return "OpeningKey(…)"

    def open(self, box: bytes, context: bytes) -> bytes:
        """Open what :func:`close_to` closed to this key; raises SealBroken."""
        try:
            return _SUITE.decrypt(box, self._key, info=context)
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error

    def seed(self) -> bytes:
        """Return the seed, for closing it to a member or under a passphrase and nothing else."""
        return self._seed


def close_to(public: bytes, content: bytes, context: bytes) -> bytes:
    """Close a few bytes, such as a key, to whoever has the private half of this public key.

    Raises ValueError when the public key is not one.
    """
    if len(public) != PUBLIC_LENGTH:
        raise ValueError("a public key has 1216 bytes")
    lattice = MLKEM768PublicKey.from_public_bytes(public[:1184])
    curve = X25519PublicKey.from_public_bytes(public[1184:])
    return _SUITE.encrypt(content, MLKEM768X25519PublicKey(lattice, curve), info=context)


def seal_text(public: bytes, text: bytes, context: bytes, random: Callable[[int], bytes]) -> bytes:
    """Put a text under a seal with this public key; only :func:`open_text` gives it back."""
    key = random(KEY_LENGTH)
    return close_to(public, key, context) + close_value(key, random(SALT_LENGTH), text, context)


def open_text(key: OpeningKey, box: bytes, context: bytes) -> bytes:
    """Open what :func:`seal_text` closed, with the seal's private key; raises SealBroken."""
    own = key.open(box[:WRAPPED_LENGTH], context)
    return open_value(own, box[WRAPPED_LENGTH:], context)


def close_value(key: bytes, salt: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Close a value under a key of its own: salt, commitment, ciphertext.

    ``salt`` is 32 fresh random bytes; raises ValueError for another length.
    """
    if len(salt) != SALT_LENGTH or len(key) != KEY_LENGTH:
        raise ValueError("the key and the salt of a value have 32 bytes")
    cipher, commitment = _derive(key, salt)
    padding = -(len(plaintext) + 1) % PADDED_TO
    padded = plaintext + _END + bytes(padding)
    # The key is used once: it comes from a fresh salt. So the nonce may stand still.
    return salt + commitment + AESGCM(cipher).encrypt(_ZERO_NONCE, padded, context)


def open_value(key: bytes, box: bytes, context: bytes) -> bytes:
    """Open what :func:`close_value` closed; raises SealBroken when anything differs."""
    salt, rest = box[:SALT_LENGTH], box[SALT_LENGTH:]
    told, ciphertext = rest[:COMMITMENT_LENGTH], rest[COMMITMENT_LENGTH:]
    if len(salt) != SALT_LENGTH or len(key) != KEY_LENGTH:
        raise SealBroken
    cipher, commitment = _derive(key, salt)
    if not hmac.compare_digest(told, commitment):
        raise SealBroken
    try:
        padded = AESGCM(cipher).decrypt(_ZERO_NONCE, ciphertext, context)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error
    plaintext, end, filling = padded.rpartition(_END)
    if not end or filling.strip(b"\x00"):
        raise SealBroken
    return plaintext


def _derive(key: bytes, salt: bytes) -> tuple[bytes, bytes]:
    """Return the key of one value and the commitment to it (HKDF-SHA-256, RFC 5869)."""
    made = HKDF(algorithm=SHA256(), length=64, salt=salt, info=b"vardas/sealed-value").derive(key)
    return made[:32], made[32:]
