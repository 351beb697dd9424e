"""From a passphrase to a key (Argon2id, RFC 9106), and boxes that only that key opens (AES-256-GCM).

The costs are stored beside each box, so that they can be raised later without locking anyone out.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vardas.errors import InputError


class WrongPassphrase(InputError):
    """The passphrase does not open this box."""

    code = "wrong_passphrase"
    message = (
        "The passphrase is not right. Check the keyboard language and Caps Lock, then try again; "
        "nothing has been changed."
    )


@dataclass(frozen=True)
class Costs:
    """What one guess of the passphrase costs an attacker: KiB of memory, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 2


def derive_key(passphrase: str, salt: bytes, costs: Costs) -> bytes:
    """Derive 32 bytes from the passphrase; the same words typed on any keyboard give the same key.

    The passphrase is brought to normal form NFKC first, because systems differ in how they send
    accented letters. Raises ValueError when the salt is shorter than 8 bytes.
    """
    words = unicodedata.normalize("NFKC", passphrase).encode()
    return Argon2id(
        salt=salt, length=32, iterations=costs.passes, lanes=costs.lanes, memory_cost=costs.memory
    ).derive(words)


def derive_subkey(key: bytes, purpose: str) -> bytes:
    """Derive 32 bytes for one purpose from a 32-byte key (HKDF-SHA-256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"vardas/" + purpose.encode()).derive(
        key
    )


def close_box(key: bytes, nonce: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Encrypt under a 32-byte key and a fresh 12-byte nonce; the context must be given to open it."""
    return nonce + AESGCM(key).encrypt(nonce, plaintext, context)


def open_box(key: bytes, box: bytes, context: bytes) -> bytes:
    """Decrypt what :func:`close_box` made; raises WrongPassphrase when key, context or box differ."""
    try:
        return AESGCM(key).decrypt(box[:12], box[12:], context)
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase from error
