"""The Merkle tree of RFC 6962, with a salt in every leaf.

Leaf = SHA-256(0x00 ‖ salt ‖ bytes), node = SHA-256(0x01 ‖ left ‖ right). The salt keeps a withheld
statement from being guessed from its hash. The tree of one leaf is that leaf; there is no empty
tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

SALT_LENGTH = 16
HASH_LENGTH = 32
_SUBTREE = 1024


def hash_leaf(salt: bytes, data: bytes) -> bytes:
    """Hash one leaf from its 16-byte salt and its bytes."""
    return sha256(b"\x00" + salt + data).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Hash an inner node from its two children."""
    return sha256(b"\x01" + left + right).digest()


class Tree:
    """Takes leaf hashes one by one, in memory that grows with the logarithm of their number."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash."""
        size = self.size
        peaks = self._peaks
        while size & 1:
            leaf = sha256(b"\x01" + peaks.pop() + leaf).digest()
            size >>= 1
        peaks.append(leaf)
        self.size += 1

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Append many leaf hashes, whole subtrees at a time where they fall into place."""
        at = 0
        while at < len(leaves):
            if self.size % _SUBTREE == 0 and len(leaves) - at >= _SUBTREE:
                self._add_subtree(leaves[at : at + _SUBTREE])
                at += _SUBTREE
            else:
                self.add(leaves[at])
                at += 1

    def _add_subtree(self, nodes: Sequence[bytes]) -> None:
        while len(nodes) > 1:
            pairs = iter(nodes)
            nodes = [
                sha256(b"\x01" + left + right).digest()
                for left, right in zip(pairs, pairs, strict=True)
            ]
        (node,) = nodes
        size = self.size // _SUBTREE
        while size & 1:
            node = sha256(b"\x01" + self._peaks.pop() + node).digest()
            size >>= 1
        self._peaks.append(node)
        self.size += _SUBTREE

    def root(self) -> bytes:
        """Return the root over the leaves so far; raises ValueError when there are none."""
        if not self._peaks:
            raise ValueError("a commit has at least one leaf")
        root = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            root = hash_node(peak, root)
        return root


def compute_root(leaves: Iterable[bytes]) -> bytes:
    """Compute the root over leaf hashes; raises ValueError when there are none."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def find_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path of one leaf, from its sibling up to the root (RFC 6962, 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError("no such leaf")
    if len(leaves) == 1:
        return []
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return [*find_path(leaves[:split], index), compute_root(leaves[split:])]
    return [*find_path(leaves[split:], index - split), compute_root(leaves[:split])]


def find_paths(leaves: Sequence[bytes], wanted: Iterable[int]) -> dict[int, list[bytes]]:
    """Return the audit paths of several leaves, as :func:`find_path` does; every node is made once.

    Raises ValueError for a leaf that is not there.
    """
    paths: dict[int, list[bytes]] = {index: [] for index in sorted(set(wanted))}
    if paths and (min(paths) < 0 or max(paths) >= len(leaves)):
        raise ValueError("no such leaf")

    def walk(start: int, end: int, below: list[int]) -> bytes:
        if end - start == 1:
            return leaves[start]
        split = start + (1 << (end - start - 1).bit_length() - 1)
        left_ones = [index for index in below if index < split]
        right_ones = [index for index in below if index >= split]
        left, right = walk(start, split, left_ones), walk(split, end, right_ones)
        for index in left_ones:
            paths[index].append(right)
        for index in right_ones:
            paths[index].append(left)
        return hash_node(left, right)

    if paths:
        walk(0, len(leaves), list(paths))
    return paths


def climb(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """Compute the root from a leaf and its path; None when the path has the wrong length.

    The algorithm is that of RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return None
    place, last, node = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if place & 1 or place == last:
            node = hash_node(sibling, node)
            while not place & 1 and place:
                place >>= 1
                last >>= 1
        else:
            node = hash_node(node, sibling)
        place >>= 1
        last >>= 1
    return node if last == 0 else None
