"""The tree of RFC 6962, against its definition and the vectors of Certificate Transparency."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.independent import program
from vardas.ledger.merkle import (
    Tree,
    climb,
    compute_root,
    find_path,
    find_paths,
    hash_leaf,
    hash_node,
)

# The inputs and roots used by the reference tests of Certificate Transparency.
INPUTS = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [sha256(b"\0" + bytes.fromhex(text)).digest() for text in INPUTS]


def define(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + define(leaves[:k]) + define(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_of_certificate_transparency(size: int) -> None:
    assert compute_root(LEAVES[:size]).hex() == ROOTS[size - 1]
    assert program.find_root(LEAVES[:size]) == ROOTS[size - 1]


@given(st.integers(1, 70), st.data())
def test_many_paths_at_once_are_the_same(size: int, data: st.DataObject) -> None:
    leaves = [hash_leaf(bytes(16), bytes([number])) for number in range(size)]
    wanted = data.draw(st.sets(st.integers(0, size - 1)))
    assert find_paths(leaves, wanted) == {index: find_path(leaves, index) for index in wanted}


@pytest.mark.parametrize("wanted", [[-1], [2], [0, 5]])
def test_no_path_of_a_leaf_that_is_not_there(wanted: list[int]) -> None:
    with pytest.raises(ValueError, match="no such leaf"):
        find_paths(LEAVES[:2], wanted)


def test_paths_of_certificate_transparency() -> None:
    path = find_path(LEAVES, 0)
    assert [node.hex()[:8] for node in path] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert find_path(LEAVES[:1], 0) == []


def test_a_leaf_is_told_apart_from_a_node() -> None:
    assert hash_leaf(b"s" * 16, b"data") == sha256(b"\0" + b"s" * 16 + b"data").digest()
    assert hash_node(LEAVES[0], LEAVES[1]).hex() == ROOTS[1]


HASHES = st.integers(1, 70).map(lambda n: [sha256(bytes([i])).digest() for i in range(n)])


@given(HASHES, st.data())
def test_every_path_leads_to_the_root_and_no_other_does(
    leaves: list[bytes], data: st.DataObject
) -> None:
    root, size = compute_root(leaves), len(leaves)
    assert root == define(leaves)
    index = data.draw(st.integers(0, size - 1))
    path = find_path(leaves, index)
    assert climb(leaves[index], index, size, path) == root
    other = data.draw(st.integers(0, size - 1))
    if other != index:
        assert climb(leaves[index], other, size, path) != root
    assert climb(leaves[index], index, size, [*path, leaves[0]]) != root
    assert not path or climb(leaves[index], index, size, path[:-1]) != root


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0), (5, 2)])
def test_a_place_outside_the_tree_has_no_root(index: int, size: int) -> None:
    assert climb(LEAVES[0], index, size, []) is None


@pytest.mark.parametrize("sizes", [[3000], [1, 2999], [1024, 1024, 952], [1000, 24, 1976], [2048]])
def test_many_at_a_time_are_the_same_as_one_by_one(sizes: list[int]) -> None:
    leaves = [sha256(i.to_bytes(4)).digest() for i in range(sum(sizes))]
    tree, start = Tree(), 0
    for size in sizes:
        tree.extend(leaves[start : start + size])
        start += size
    assert (tree.size, tree.root()) == (len(leaves), compute_root(leaves))


def test_there_is_no_empty_tree() -> None:
    with pytest.raises(ValueError, match="at least one"):
        compute_root([])
    with pytest.raises(ValueError, match="no such leaf"):
        find_path(LEAVES, 8)
