"""Commits from elsewhere: taken in as they are, in any order, or refused by name."""

import itertools

import pytest

from tests.registry.conftest import MEMBER, make_station
from tests.registry.test_fold import snapshot
from vardas.actions.facts import add_record, correct_statement, erase_statements, retract_statements
from vardas.actions.plan import Grounds
from vardas.keys.signing import SigningKey
from vardas.ledger.commit import CommitWriter, SaltedLeaf, SignedHeader
from vardas.ledger.moment import Moment
from vardas.ledger.statement import Act, write_leaf
from vardas.ledger.verify import Verifier
from vardas.registry import writing
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.records.models import Person
from vardas.registry.scrubbing import scrub_if_due
from vardas.registry.station import Station
from vardas.registry.store import read_commits, read_leaves
from vardas.registry.tables.ledger import Commit, Leaf, SignedHead
from vardas.registry.tables.setting import Setting
from vardas.registry.writing import ForeignCommitRefused, receive_commit

Stored = tuple[SignedHeader, list[SaltedLeaf]]


def read_all() -> list[Stored]:
    """All commits with their leaves, hashes filled in."""
    return [
        (
            commit.signed,
            [
                SaltedLeaf(leaf.salt, leaf.data, leaf.compute_hash())
                for leaf in read_leaves(commit.number)
            ],
        )
        for commit in read_commits()
    ]


def clear() -> None:
    """Empty the ledger, as on a fresh laptop."""
    Leaf.objects.all().delete()
    Commit.objects.all().delete()
    SignedHead.objects.all().delete()
    rebuild()


@pytest.fixture
def four(station: Station) -> list[Stored]:
    """A history of four commits: said, corrected, withdrawn, erased."""
    facts = [("name", {"text": "Ana"}), ("birth_date", "1990"), ("sex", "female")]
    made = add_record(station, MEMBER, "person", facts, Grounds())
    correct_statement(station, MEMBER, made.statements[1], "1991", Grounds(), "typing error")
    retract_statements(station, MEMBER, [made.statements[2]], "not said")
    return read_all() + _erase_later(station, made.statements[0])


def _erase_later(station: Station, statement: object) -> list[Stored]:
    # The commits above are read with their content; the erasure comes after.
    erase_statements(station, MEMBER, [statement], "asked for")
    return read_all()[-1:]


def test_the_registry_does_not_depend_on_the_order_of_arrival(four: list[Stored]) -> None:
    clear()
    seen = []
    for order in itertools.permutations(four):
        for signed, leaves in order:
            receive_commit(signed, leaves)
        seen.append(snapshot())
        clear()
    assert all(picture == seen[0] for picture in seen)
    assert seen[0]["person"][0]["birth_date"] == "1991"


def test_what_an_erasure_named_stays_erased_when_it_arrives_later(four: list[Stored]) -> None:
    clear()
    for signed, leaves in reversed(four):
        receive_commit(signed, leaves)
    assert not any(b'"Ana"' in bytes(leaf.data) for leaf in Leaf.objects.exclude(data=None))
    assert Person.objects.get().caption == ""


def test_the_same_commit_twice_is_taken_in_once(four: list[Stored]) -> None:
    clear()
    assert receive_commit(*four[0])
    before = snapshot()
    assert not receive_commit(*four[0])
    assert snapshot() == before


def test_a_changed_leaf_is_refused_and_nothing_is_kept(four: list[Stored]) -> None:
    clear()
    signed, leaves = four[0]
    data = leaves[1].data.replace(b"Ana", b"Ina")
    changed = [leaves[0], SaltedLeaf(leaves[1].salt, data), *leaves[2:]]
    with pytest.raises(ForeignCommitRefused):
        receive_commit(signed, changed)
    with pytest.raises(ForeignCommitRefused):
        receive_commit(signed, leaves[:-1])
    with pytest.raises(ForeignCommitRefused):
        receive_commit(SignedHeader(signed.data, bytes(64)), leaves)
    assert not Leaf.objects.exists()


def test_a_fork_is_kept_twice_and_named(station: Station) -> None:
    rebuild()
    key = SigningKey(bytes(32))
    for second in (1, 2):
        writer = CommitWriter(key, None, {}, Moment(second * 1000), make_station(second).random)
        leaf = writer.add(write_leaf(Act(str(MEMBER), "test")))
        receive_commit(writer.sign(), [leaf])
    verifier = Verifier()
    for commit in read_commits():
        verifier.add(commit.signed, read_leaves(commit.number), commit.identifier)
    codes = [finding.code for finding in verifier.close(None).findings]
    assert Commit.objects.count() == 2
    assert "forked" in codes


def test_an_own_commit_follows_what_it_has_seen_of_others(station: Station) -> None:
    other = make_station(2)
    add_record(other, MEMBER, "person", [("name", {"text": "Ana"})], Grounds())
    add_record(station, MEMBER, "person", [("name", {"text": "Ina"})], Grounds())
    headers = [commit.signed.header for commit in read_commits()]
    mine = next(header for header in headers if header.station == station.name)
    assert list(mine.heads) == [other.name]
    assert mine.time > headers[0].time


@pytest.mark.django_db(transaction=True)
def test_a_scrub_that_a_kill_prevented_is_done_at_the_next_opening(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rebuild()
    station = make_station()
    made = add_record(station, MEMBER, "person", [("name", {"text": "Ana"})], Grounds())
    with monkeypatch.context() as patched:
        patched.setattr(writing, "scrub_database", lambda: None)  # killed before it ran
        erase_statements(station, MEMBER, made.statements, "asked for")
    assert Setting.objects.filter(key="scrub_due").exists()
    scrub_if_due()
    assert not Setting.objects.filter(key="scrub_due").exists()
