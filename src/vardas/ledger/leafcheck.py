"""What the leaves of one commit come to: root, erasures, and those without their content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from vardas.ledger.commit import SaltedLeaf
from vardas.ledger.merkle import HASH_LENGTH, SALT_LENGTH, Tree, hash_leaf

_ERASURE = b'"verb":"erase"'
"""Stands in the canonical bytes of every erasure; reading tells apart what else holds it."""


class LeafCheck:
    """What the leaves of one commit come to, taken one by one or many at a time."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.changed: list[int] = []
        """Indexes of leaves whose content does not fit the hash kept beside it."""
        self.emptied: list[bytes] = []
        """Hashes of leaves without content."""
        self.erasures: list[bytes] = []
        """Leaves that may be erasures."""

    def add(self, leaf: SaltedLeaf) -> None:
        """Take the next leaf."""
        data, salt, stored = leaf.data, leaf.salt, leaf.hash
        if data is None or salt is None:
            # Two neighbours of other lengths could give the same root together; and content without
            # its salt would be read, but proved by nothing.
            if len(stored) != HASH_LENGTH or salt is not data:
                self.changed.append(self.tree.size)
            self.emptied.append(stored)
            self.tree.add(stored)
            return
        found = hash_leaf(salt, data)
        if (stored and found != stored) or len(salt) != SALT_LENGTH:
            self.changed.append(self.tree.size)
        self.tree.add(found)
        if _ERASURE in data:
            self.erasures.append(data)

    def add_whole(self, leaves: Sequence[tuple[bytes, bytes]]) -> None:
        """Take many leaves as (salt, data), all of them with content and without a stored hash."""
        start = self.tree.size
        self.tree.extend([sha256(b"\x00" + salt + data).digest() for salt, data in leaves])
        self.erasures.extend([data for _, data in leaves if _ERASURE in data])
        if {len(salt) for salt, _ in leaves} - {SALT_LENGTH}:
            self.changed.extend(
                start + at for at, (salt, _) in enumerate(leaves) if len(salt) != SALT_LENGTH
            )


def take_leaves(leaves: Iterable[SaltedLeaf]) -> LeafCheck:
    """Take all leaves of one commit."""
    check = LeafCheck()
    for leaf in leaves:
        check.add(leaf)
    return check
