"""Commits: what is written is read and signed, and no other bytes are a header."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.simulation import Replica, make_three
from vardas.keys.signing import SigningKey
from vardas.ledger import canonical
from vardas.ledger.checkpoint import BadCheckpointError, read_checkpoint, sign_checkpoint
from vardas.ledger.commit import (
    CONTEXT,
    BadHeaderError,
    CommitWriter,
    Head,
    SaltedLeaf,
    SignedHeader,
    read_header,
)
from vardas.ledger.merkle import compute_root, hash_leaf
from vardas.ledger.moment import Moment

KEY = SigningKey(b"k" * 32)
OTHER = SigningKey(b"o" * 32)
MOMENT = Moment(1_757_664_000_000)


def write(own: Head | None = None, leaves: int = 3) -> tuple[SignedHeader, list[SaltedLeaf]]:
    others = {OTHER.station: Head(4, "ab" * 32, Moment(0))}
    writer = CommitWriter(KEY, own, others, MOMENT, random.Random(1).randbytes)
    salted = [writer.add(b"leaf %d" % n) for n in range(leaves)]
    return writer.sign(), salted


def test_a_commit_says_what_the_design_says() -> None:
    signed, leaves = write()
    header = json.loads(signed.data)
    assert header == {
        "v": 1,
        "station": KEY.station,
        "seq": 1,
        "prev": "",
        "heads": {OTHER.station: [4, "ab" * 32]},
        "time": "2025-09-12T08:00:00.000Z+0000",
        "n": 3,
        "root": compute_root([hash_leaf(x.salt or b"", x.data or b"") for x in leaves]).hex(),
    }
    assert signed.header.moment == MOMENT
    assert signed.is_signed()


def test_the_next_commit_follows_the_one_before() -> None:
    first, _ = write()
    second, _ = write(Head(1, first.id, MOMENT))
    assert (second.header.seq, second.header.prev) == (2, first.id)


def test_every_leaf_has_a_salt_of_its_own() -> None:
    _, leaves = write(leaves=600)
    assert len({leaf.salt for leaf in leaves}) == 600
    assert {len(leaf.salt or b"") for leaf in leaves} == {16}


def test_there_is_no_commit_without_leaves() -> None:
    with pytest.raises(ValueError, match="at least one"):
        write(leaves=0)


def test_a_signature_over_anything_else_is_none() -> None:
    signed, _ = write()
    assert not SignedHeader(signed.data, OTHER.sign(CONTEXT + signed.data)).is_signed()
    assert not SignedHeader(signed.data, KEY.sign(signed.data)).is_signed()
    assert not SignedHeader(signed.data, b"").is_signed()


def test_members_of_a_later_version_are_kept_and_signed() -> None:
    signed, _ = write()
    data = canonical.encode({**json.loads(signed.data), "zeal": {"of": 2030}})
    later = SignedHeader(data, KEY.sign(CONTEXT + data))
    assert later.is_signed()
    assert later.header == signed.header
    assert later.id != signed.id


@given(
    st.binary(max_size=80)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(lambda value: json.dumps(value).encode())
)
def test_reading_anything_ends_in_our_error(data: bytes) -> None:
    with pytest.raises(BadHeaderError):
        read_header(data)
    with pytest.raises(BadCheckpointError):
        read_checkpoint(data, bytes(64))


WRONG = st.sampled_from(
    [None, True, -1, 0, 2**53, 2**70, 1.5, "", "x", "AB" * 32, " " * 64, [], [1], {}, {"a": 1}]
)
HEADER_MEMBERS = ["v", "station", "seq", "prev", "heads", "time", "n", "root"]


@given(st.sampled_from(HEADER_MEMBERS), WRONG)
def test_a_member_of_a_wrong_form_is_found(name: str, value: Any) -> None:
    said = json.loads(write()[0].data)
    if value == said[name] or (name == "heads" and value == {}) or (name, value) == ("n", 0):
        return
    data = json.dumps({**said, name: value}, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(BadHeaderError):
        read_header(data)


@pytest.mark.parametrize(
    "heads",
    [
        {"ab" * 32: [1]},
        {"ab" * 32: [1, "cd" * 32, 2]},
        {"ab" * 32: "1c"},
        {"ab" * 32: [0, "cd" * 32]},
        {"ab" * 32: [-1, "cd" * 32]},
        {"AB" * 32: [1, "cd" * 32]},
        {"ab" * 32: [1, "cd" * 31 + "  "]},
        {KEY.station: [1, "cd" * 32]},
        [],
    ],
)
def test_heads_of_a_wrong_form_are_found(heads: Any) -> None:
    data = canonical.encode({**json.loads(write()[0].data), "heads": heads})
    with pytest.raises(BadHeaderError):
        read_header(data)


def test_another_version_says_so() -> None:
    data = canonical.encode({**json.loads(write()[0].data), "v": 2})
    with pytest.raises(BadHeaderError, match="version 2"):
        read_header(data)


@given(st.integers(0, 8 * 300))
def test_a_flipped_bit_makes_another_header_or_none(bit: int) -> None:
    signed, _ = write()
    data = bytearray(signed.data)
    data[bit // 8 % len(data)] ^= 1 << bit % 8
    changed = SignedHeader(bytes(data), signed.signature)
    assert changed.id != signed.id
    with suppress(BadHeaderError):
        assert not changed.is_signed()


def test_a_checkpoint_names_the_newest_commit_of_each_station() -> None:
    desk, *_ = make_three()
    heads = desk.heads()
    data, signature = sign_checkpoint(desk.key, heads, MOMENT)
    read = read_checkpoint(data, signature)
    assert read.station == desk.station
    assert read.heads == {name: (head.seq, head.id) for name, head in heads.items()}
    for wrong in (signature[::-1], b"", OTHER.sign(data), desk.key.sign(data)):
        with pytest.raises(BadCheckpointError):
            read_checkpoint(data, wrong)
    with pytest.raises(BadCheckpointError):
        read_checkpoint(data.replace(b"08:00", b"09:00"), signature)


def test_a_commit_is_dated_after_all_it_has_seen() -> None:
    ahead, behind = Replica("ahead"), Replica("behind")
    ahead.clock.now = datetime(2031, 1, 1, tzinfo=UTC)
    behind.receive(ahead.write())
    commit = behind.write()
    assert commit.signed.header.moment > ahead.in_order()[0].signed.header.moment
