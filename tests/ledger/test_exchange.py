"""Lines of an exported ledger: written, read, and refused with the number of the line."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.independent import verify_both
from tests.ledger.simulation import Replica, make_small, make_three
from vardas.ledger import canonical
from vardas.ledger.commit import SaltedLeaf, SignedHeader
from vardas.ledger.exchange import (
    FIRST,
    BadExportError,
    Closing,
    NotTextError,
    Signed,
    read_parts,
    verify_export,
    write_part,
)


def test_what_is_written_is_read() -> None:
    lines = make_three()[0].export()
    parts = list(read_parts(lines))
    assert [write_part(part) for part in parts] == lines[1:]
    assert isinstance(parts[0], Signed)
    assert isinstance(parts[-1], Closing)
    assert (
        SaltedLeaf(None, None, parts[-2].compute_hash())
        if isinstance(parts[-2], SaltedLeaf)
        else False
    )


def test_a_damaged_line_is_named_by_its_number() -> None:
    lines = make_small().export()
    lines[4] = lines[4][:-2] + b"\n"
    with pytest.raises(BadExportError, match="Line 5"):
        list(read_parts(lines))


@pytest.mark.parametrize("lines", [[], [b""], [b"\n"], [FIRST[:-1]], [FIRST + FIRST], [b"x" * 99]])
def test_what_is_no_export_is_refused(lines: list[bytes]) -> None:
    with pytest.raises(BadExportError):
        list(read_parts(lines))
    assert [finding.code for finding in verify_export(lines).findings] == ["damaged"]


@given(st.lists(st.binary(max_size=50) | st.sampled_from(make_small().export()), max_size=8))
def test_any_lines_end_in_a_verdict(lines: list[bytes]) -> None:
    assert not verify_export([FIRST, *lines]).holds


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.just("ab" * 32),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)
MEMBERS = ["v", "station", "seq", "prev", "heads", "time", "n", "root", "verb", "leaves", "id"]
OBJECTS = st.dictionaries(st.sampled_from(MEMBERS), ODD | st.just("erase"))
TEXTS = (ODD | OBJECTS).map(lambda value: json.dumps(value, separators=(",", ":"), sort_keys=True))


@given(TEXTS | st.text(max_size=20), st.sampled_from(["header", "checkpoint"]))
def test_any_signed_text_ends_in_a_verdict_and_alike(text: str, kind: str) -> None:
    line = canonical.encode({kind: text, "signature": "00" * 64}) + b"\n"
    verdict, _ = verify_both([*make_small().export()[:-1], line])
    assert not verdict.holds


@given(OBJECTS, st.sampled_from(["header", "checkpoint"]))
def test_any_member_in_what_is_rightly_signed_ends_in_a_verdict_and_alike(
    changes: dict[str, object], kind: str
) -> None:
    replica = make_small()
    lines = replica.export()
    at = -1 if kind == "checkpoint" else 1
    said = json.loads(json.loads(lines[at])[kind]) | changes
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    context = b"vardas-commit-v1\0" if kind == "header" else b"vardas-checkpoint-v1\0"
    signature = replica.key.sign(context + data).hex()
    lines[at] = canonical.encode({kind: data.decode(), "signature": signature}) + b"\n"
    verify_both(lines)


@given(st.lists(TEXTS | st.text(max_size=20), min_size=1, max_size=5))
def test_any_leaves_are_kept_and_verify(leaves: list[str]) -> None:
    replica = Replica("odd")
    replica.write_leaves([leaf.encode() for leaf in leaves])
    replica.write()
    verdict, _ = verify_both(replica.export())
    assert verdict.holds
    assert verdict.statements == len(leaves) - 1


@pytest.mark.parametrize(
    "part",
    [
        SaltedLeaf(bytes(16), b"\xff"),
        Signed(SignedHeader(b"\xff", bytes(64))),
        Closing(b"\xff", bytes(64)),
    ],
)
def test_bytes_that_are_no_text_are_not_written(part: SaltedLeaf | Signed | Closing) -> None:
    with pytest.raises(NotTextError):
        write_part(part)


def test_the_station_that_vouches_can_be_asked_for() -> None:
    desk, office, _ = make_three()
    lines = desk.export()
    assert verify_export(lines, desk.station).holds
    verdict = verify_export(lines, office.station)
    assert {finding.code for finding in verdict.findings} >= {"foreign_checkpoint"}


def test_only_one_line_is_held_at_a_time() -> None:
    """Lines come from a generator, and a commit is judged before the next one is asked for."""
    lines = iter(make_small().export())
    parts = read_parts(lines)
    next(parts)
    assert next(lines).startswith(b'{"leaf"')
