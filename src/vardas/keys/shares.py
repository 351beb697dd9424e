"""A secret in three shares of which any two bring it back (SLIP-39, after Shamir, 1979).

A share is twenty English words that can be written on paper and read over a telephone; a mistyped
word is found by the checksum. One share alone says nothing about the secret.
"""

from __future__ import annotations

from collections.abc import Sequence

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from vardas.errors import InputError

NEEDED, MADE = 2, 3
SECRET_LENGTH = 16


class SharesDoNotFit(InputError):
    """The words are no shares, or shares of different secrets, or too few."""

    code = "shares_do_not_fit"
    message = (
        "These shares do not bring anything back. Each has twenty words; two different ones of the"
        " same set are needed. Check every word against the paper."
    )


def split_secret(secret: bytes) -> tuple[str, ...]:
    """Split a secret of 16 bytes into three shares; the library draws what it needs at random."""
    if len(secret) != SECRET_LENGTH:
        raise ValueError("the secret has 16 bytes")
    # No stretching: the secret is random, there is no passphrase in it to slow guesses at.
    (shares,) = generate_mnemonics(1, [(NEEDED, MADE)], secret, iteration_exponent=0)
    return tuple(shares)


def join_shares(shares: Sequence[str]) -> bytes:
    """Bring the secret back from two shares, in whatever letters and spaces; SharesDoNotFit."""
    words = [" ".join(share.lower().split()) for share in shares if share.strip()]
    try:
        secret: bytes = combine_mnemonics(list(dict.fromkeys(words))[:NEEDED])
    except (MnemonicError, ValueError) as error:
        raise SharesDoNotFit from error
    return secret
