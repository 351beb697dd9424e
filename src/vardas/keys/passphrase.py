"""From a passphrase to a key (Argon2id, RFC 9106), and boxes only that key opens (AES-256-GCM).

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

from vardas.errors import DataError, InputError, StateError

NONCE_LENGTH = 12


class WrongPassphrase(InputError):
    """The passphrase does not open this box."""

    code = "wrong_passphrase"
    message = (
        "The passphrase is not right. Check the keyboard language and Caps Lock, then try again; "
        "nothing has been changed."
    )


class BadCosts(DataError):
    """The costs kept beside a box are not ones that Argon2id takes, or would never end."""

    code = "bad_costs"
    message = (
        "The key file asks for an impossible amount of work: it is damaged. Restore the folder from"
        " a backup."
    )


class TooLittleMemory(StateError):
    """This machine has less memory than the passphrase needs."""

    code = "too_little_memory"
    message = (
        "Checking the passphrase needs {mebibytes} MiB of free memory. Close other programs, then"
        " try again."
    )


@dataclass(frozen=True)
class Costs:
    """What one guess of the passphrase costs an attacker: KiB of memory, passes, lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 2

    def are_possible(self) -> bool:
        """Say whether they lie in a range that a machine of our day can pay: 4 GiB, 64 passes."""
        return (
            1 <= self.lanes <= 64
            and 8 * self.lanes <= self.memory <= 2**22
            and 1 <= self.passes <= 64
        )


def derive_key(passphrase: str, salt: bytes, costs: Costs) -> bytes:
    """Derive 32 bytes from the passphrase; the same words typed on any keyboard give the same key.

    The passphrase is brought to normal form NFKC first, because systems differ in how they send
    accented letters. Raises BadCosts, TooLittleMemory, and ValueError when the salt is shorter than
    8 bytes.
    """
    if not costs.are_possible():
        raise BadCosts
    # A terminal with a broken encoding hands over halves of characters: they are words like others.
    words = unicodedata.normalize("NFKC", passphrase).encode(errors="surrogatepass")
    try:
        return Argon2id(
            salt=salt,
            length=32,
            iterations=costs.passes,
            lanes=costs.lanes,
            memory_cost=costs.memory,
        ).derive(words)
    except MemoryError as error:
        raise TooLittleMemory(mebibytes=costs.memory // 1024) from error


def derive_subkey(key: bytes, purpose: str) -> bytes:
    """Derive 32 bytes for one purpose from a 32-byte key (HKDF-SHA-256, RFC 5869)."""
    return HKDF(
        algorithm=SHA256(), length=32, salt=None, info=b"vardas/" + purpose.encode()
    ).derive(key)


def close_box(key: bytes, nonce: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Encrypt under a 32-byte key and a fresh 12-byte nonce; the context must be given to open it.

    Raises ValueError for a key or nonce of another length.
    """
    if len(nonce) != NONCE_LENGTH:
        raise ValueError("a nonce has 12 bytes")
    return nonce + AESGCM(key).encrypt(nonce, plaintext, context)


def open_box(key: bytes, box: bytes, context: bytes) -> bytes:
    """Decrypt what :func:`close_box` made; raises WrongPassphrase when anything differs."""
    try:
        return AESGCM(key).decrypt(box[:NONCE_LENGTH], box[NONCE_LENGTH:], context)
    except (InvalidTag, ValueError) as error:
        raise WrongPassphrase from error
