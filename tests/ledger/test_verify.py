"""The verifier as the station's own database uses it; exports are tested by the vectors."""

from __future__ import annotations

import pytest

from tests.ledger.simulation import Commit, make_three
from vardas.ledger.commit import SaltedLeaf, SignedHeader
from vardas.ledger.leafcheck import LeafCheck, take_leaves
from vardas.ledger.verdict import MESSAGES, Verdict
from vardas.ledger.verify import Verifier


def checkpoint_of(station: object) -> tuple[bytes, bytes]:
    from vardas.ledger.exchange import Closing, read_parts

    closing = list(read_parts(station.export()))[-1]  # type: ignore[attr-defined]
    assert isinstance(closing, Closing)
    return closing.data, closing.signature


def verify(commits: list[Commit], checkpoint: tuple[bytes, bytes] | None, own: str) -> Verdict:
    verifier = Verifier(own)
    for commit in commits:
        verifier.add(commit.signed, commit.leaves, commit.signed.id)
    return verifier.close(checkpoint)


def test_a_whole_ledger_holds() -> None:
    desk, *_ = make_three()
    verdict = verify(desk.in_order(), checkpoint_of(desk), desk.station)
    assert (verdict.findings, verdict.commits, verdict.erased, verdict.withheld) == ((), 7, 2, 1)
    assert len(verdict.partial) == 1


def test_a_station_without_commits_holds() -> None:
    assert Verifier("ab" * 32).close(None).holds
    assert not Verifier().close(None).holds


def test_an_own_leaf_without_content_is_named() -> None:
    desk, *_ = make_three()
    first, *rest = desk.in_order()
    assert first.signed.header.station == desk.station
    verdict = verify([first.without([1]), *rest], checkpoint_of(desk), desk.station)
    (finding,) = verdict.findings
    assert (finding.code, finding.commit, finding.seq) == ("emptied", first.signed.id, 1)


def test_a_header_under_another_id_is_named() -> None:
    desk, *_ = make_three()
    verifier = Verifier(desk.station)
    for commit in desk.in_order():
        verifier.add(commit.signed, commit.leaves, "ab" * 32)
    verdict = verifier.close(checkpoint_of(desk))
    assert {finding.code for finding in verdict.findings} == {"wrong_id"}


def test_a_checkpoint_of_another_station_does_not_vouch_for_ours() -> None:
    desk, office, _ = make_three()
    verdict = verify(desk.in_order(), checkpoint_of(office), desk.station)
    assert "foreign_checkpoint" in {finding.code for finding in verdict.findings}


def test_a_stored_hash_that_does_not_fit_names_the_leaf() -> None:
    desk, *_ = make_three()
    first, *rest = desk.in_order()
    leaves = list(first.leaves)
    leaves[3] = SaltedLeaf(leaves[3].salt, b"something else", leaves[3].hash)
    verdict = verify(
        [Commit(first.signed, tuple(leaves)), *rest], checkpoint_of(desk), desk.station
    )
    (finding,) = verdict.findings
    assert (finding.code, finding.commit, finding.detail) == (
        "leaf_changed",
        first.signed.id,
        "leaf 3",
    )


@pytest.mark.parametrize(
    "half",
    [(None, b"a forged birth date"), (bytes(16), None)],
    ids=["content back without its salt", "a salt without content"],
)
def test_half_of_an_erased_leaf_is_a_changed_one(half: tuple[bytes | None, bytes | None]) -> None:
    desk, *_ = make_three()
    first, *rest = desk.in_order()
    leaves = list(first.leaves)
    assert leaves[2].data is None
    leaves[2] = SaltedLeaf(*half, leaves[2].hash)
    verdict = verify(
        [Commit(first.signed, tuple(leaves)), *rest], checkpoint_of(desk), desk.station
    )
    assert [finding.code for finding in verdict.findings] == ["leaf_changed"]


def test_erasures_of_a_commit_that_nobody_signed_excuse_nothing() -> None:
    desk, *_ = make_three()
    commits = desk.in_order()
    at = next(
        n
        for n, c in enumerate(commits)
        if any(b'"verb":"erase"' in (x.data or b"") for x in c.leaves)
    )
    commits[at] = Commit(SignedHeader(commits[at].signed.data, bytes(64)), commits[at].leaves)
    codes = {f.code for f in verify(commits, checkpoint_of(desk), desk.station).findings}
    assert codes >= {"bad_signature"}
    if commits[at].signed.header.station == desk.station:
        assert "emptied" in codes


def test_findings_come_in_the_order_of_the_commits() -> None:
    desk, *_ = make_three()
    commits = desk.in_order()
    del commits[1]
    commits[-1] = Commit(commits[-1].signed, commits[-1].leaves[:-1])
    verdict = verify(commits, checkpoint_of(desk), desk.station)
    order = {commit.signed.id: place for place, commit in enumerate(commits)}
    places = [order[f.commit] for f in verdict.findings if f.commit in order]
    assert places == sorted(places)
    assert len(places) > 1


@pytest.mark.parametrize("size", [1, 2, 1023, 1024, 1025, 5000])
def test_many_leaves_at_a_time_come_to_the_same(size: int) -> None:
    pairs = [(n.to_bytes(16), b'{"verb":"erase"}' if n % 7 == 0 else b"leaf") for n in range(size)]
    one = take_leaves([SaltedLeaf(salt, data) for salt, data in pairs])
    many = LeafCheck()
    for start in range(0, size, 700):
        many.add_whole(pairs[start : start + 700])
    assert (one.tree.root(), one.tree.size) == (many.tree.root(), many.tree.size)
    assert (one.erasures, one.changed) == (many.erasures, many.changed)


def test_salts_and_hashes_of_other_lengths_are_changed_leaves() -> None:
    check = LeafCheck()
    check.add_whole([(bytes(16), b"a"), (bytes(15), b"b")])
    check.add(SaltedLeaf(bytes(17), b"c"))
    check.add(SaltedLeaf(None, None, bytes(31)))
    check.add(SaltedLeaf(None, None, bytes(32)))
    assert check.changed == [1, 2, 3]


def test_every_code_has_a_sentence() -> None:
    assert all(sentence and not sentence.endswith(".") for sentence in MESSAGES.values())
