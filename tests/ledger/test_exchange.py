"""Lines of an exported ledger: written, read, and refused with the number of the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.simulation import make_small, make_three
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
