"""Codes of six digits that change every half minute (TOTP, RFC 6238), from a secret of 20 bytes."""

from __future__ import annotations

import hmac
from base64 import b32encode
from hashlib import sha256
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

SECRET_LENGTH = 20
STEP = 30
DIGITS = 6
DRIFT = 1
"""Steps that the telephone's clock may be early or late."""


def find_step(secret: bytes, code: str, seconds: int, last: int) -> int | None:
    """Return the number of the step whose code this is; None where it fits none.

    Only steps after ``last`` count, so that a code is good once. ``seconds`` is Unix time.
    """
    typed = "".join(code.split())
    if len(typed) != DIGITS or not (typed.isascii() and typed.isdigit()):
        return None
    # SHA-1 is what every authenticator app speaks; in HMAC its collisions do no harm.
    clock = TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303
    now = seconds // STEP
    for step in range(max(now - DRIFT, 0), now + DRIFT + 1):
        if step > last and hmac.compare_digest(clock.generate(step * STEP), typed.encode()):
            return step
    return None


def write_secret(secret: bytes) -> str:
    """Write a secret as people type it into an authenticator: groups of four letters and digits."""
    text = b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def write_address(secret: bytes, label: str) -> str:
    """Write the address that authenticator apps read from a picture (Key URI format)."""
    query = urlencode({"secret": b32encode(secret).decode(), "issuer": "Vardas"})
    return f"otpauth://totp/Vardas:{quote(label)}?{query}"


def digest_code(key: bytes, code: str) -> str:
    """Return what is kept of a spare code: a digest under a key, so that nobody can guess it."""
    return hmac.new(key, "".join(code.split()).lower().encode(), sha256).hexdigest()
