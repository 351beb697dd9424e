"""A way back for who forgot their passphrase: any two of three shares, held by three people.

The shares bring back the station and the member's own key, and with it the seals they hold. So two
holders of shares together can be that member: choose people who would have to be forced both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from vardas.keys.shares import SECRET_LENGTH, join_shares, split_secret
from vardas.registry.keyfile import (
    close_recovery,
    open_key_file,
    open_recovery,
    read_key_file,
    set_passphrase,
    write_key_file,
)


def make_shares(
    folder: Path, member: UUID, passphrase: str, random: Callable[[int], bytes]
) -> tuple[str, ...]:
    """Make three shares for a member; earlier ones no longer work. Raises WrongPassphrase.

    They are shown once and kept nowhere.
    """
    file = read_key_file(folder)
    keys = open_key_file(file, passphrase, member)
    secret = random(SECRET_LENGTH)
    write_key_file(folder, close_recovery(file, keys, secret, random))
    return split_secret(secret)


def recover_member(
    folder: Path, shares: Sequence[str], passphrase: str, random: Callable[[int], bytes]
) -> UUID:
    """Give the member of these shares a new passphrase, and return who it is.

    Raises SharesDoNotFit, PassphraseTooShort.
    """
    file = read_key_file(folder)
    keys = open_recovery(file, join_shares(shares))
    file = set_passphrase(file, keys, keys.member, passphrase, random, own=keys.own)
    write_key_file(folder, file)
    return keys.member
