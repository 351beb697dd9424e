"""Whatever is changed in the database behind the station's back is named, on both databases."""

import pytest
from django.db import connection, transaction

from vardas.ledger.statement import Act, Say
from vardas.registry.records.models import StatementRow
from vardas.registry.station import Station
from vardas.registry.store import as_bytes
from vardas.registry.tables.ledger import LEAF_BITS, Commit, Leaf, SignedHead
from vardas.registry.verification import StationVerdict, verify_database
from vardas.registry.writing import write_commit

pytestmark = pytest.mark.django_db


def ignore(stage: str, done: int, total: int) -> None:
    pass


def verify(station: Station) -> StationVerdict:
    return verify_database(station.name, ignore)


def list_codes(verdict: StationVerdict) -> list[str]:
    return [finding.code for finding in verdict.findings]


@pytest.fixture
def filled(station: Station) -> Station:
    """Five commits of two statements each."""
    from vardas.ledger.identifier import Sequence

    identifiers = Sequence(station.random)
    for number in range(5):
        now = int(station.clock().timestamp() * 1000)
        record = identifiers.next(now)
        write_commit(
            station,
            Act("member", "add_record"),
            [
                Say(identifiers.next(now), record, "person", "name", {"text": f"Made Up {number}"}),
                Say(identifiers.next(now), record, "person", "sex", "female"),
            ],
        )
    return station


def find_leaf(number: int, index: int) -> int:
    commit = Commit.objects.order_by("time").values_list("pk", flat=True)[number]
    return (commit << LEAF_BITS) + index


def test_what_was_written_holds(filled: Station) -> None:
    verdict = verify(filled)

    assert verdict.findings == ()
    assert (verdict.ledger.commits, verdict.ledger.statements) == (5, 10)


def test_an_empty_station_holds(station: Station) -> None:
    assert verify(station).holds


def change_leaf() -> None:
    data = as_bytes(Leaf.objects.get(pk=find_leaf(2, 2)).data)
    Leaf.objects.filter(pk=find_leaf(2, 2)).update(data=data.replace(b"female", b"other!"))


def change_salt() -> None:
    Leaf.objects.filter(pk=find_leaf(2, 2)).update(salt=b"x" * 16)


def move_a_byte_from_salt_to_data() -> None:
    leaf = Leaf.objects.get(pk=find_leaf(2, 2))
    salt, data = as_bytes(leaf.salt), as_bytes(leaf.data)
    Leaf.objects.filter(pk=leaf.pk).update(salt=salt[:-1], data=salt[-1:] + data)


def empty_leaf_without_reason() -> None:
    from vardas.registry.store import empty_leaf

    empty_leaf(find_leaf(2, 2))
    StatementRow.objects.filter(pk=find_leaf(2, 2)).delete()


def exchange_leaves() -> None:
    one, other = Leaf.objects.get(pk=find_leaf(2, 1)), Leaf.objects.get(pk=find_leaf(2, 2))
    Leaf.objects.filter(pk=one.pk).update(salt=other.salt, data=other.data)
    Leaf.objects.filter(pk=other.pk).update(salt=one.salt, data=one.data)


def add_leaf() -> None:
    Leaf.objects.create(position=find_leaf(2, 3), salt=b"x" * 16, data=b'{"verb":"act"}')


CHANGES = {
    "a leaf changed": (change_leaf, "wrong_root"),
    "a salt changed": (change_salt, "wrong_root"),
    "the border between salt and content moved": (move_a_byte_from_salt_to_data, "leaf_changed"),
    "a leaf emptied": (empty_leaf_without_reason, "emptied"),
    "two leaves exchanged": (exchange_leaves, "wrong_root"),
    "a leaf added": (add_leaf, "leaves_missing"),
    "a leaf removed": (lambda: Leaf.objects.filter(pk=find_leaf(4, 2)).delete(), "leaves_missing"),
    "a signature changed": (
        lambda: Commit.objects.filter(seq=2).update(signature=bytes(64)),
        "bad_signature",
    ),
    "a header changed": (
        lambda: Commit.objects.filter(seq=2).update(data=b'{"v":1}'),
        "bad_header",
    ),
    "a commit removed": (lambda: Commit.objects.filter(seq=3).delete(), "chain_broken"),
    "its leaves left over": (
        lambda: Commit.objects.filter(seq=3).delete(),
        "leaves_without_commit",
    ),
    "the end removed": (lambda: Commit.objects.filter(seq=5).delete(), "end_missing"),
    "the time column changed": (
        lambda: Commit.objects.filter(seq=3).update(time="2020"),
        "column_changed",
    ),
    "the number column changed": (
        lambda: Commit.objects.filter(seq=3).update(seq=40),
        "column_changed",
    ),
    "the size column changed": (
        lambda: Commit.objects.filter(seq=3).update(size=40),
        "column_changed",
    ),
    "the id column changed": (
        lambda: Commit.objects.filter(seq=3).update(identifier="0" * 64),
        "wrong_id",
    ),
    "the checkpoint removed": (lambda: SignedHead.objects.all().delete(), "no_checkpoint"),
    "the checkpoint changed": (
        lambda: SignedHead.objects.update(signature=bytes(64)),
        "bad_checkpoint",
    ),
    "the index incomplete": (
        lambda: StatementRow.objects.filter(pk=find_leaf(1, 1)).delete(),
        "not_indexed",
    ),
    "the index at its end incomplete": (
        lambda: StatementRow.objects.filter(pk=find_leaf(4, 2)).delete(),
        "not_indexed",
    ),
    "the index with one too many": (
        lambda: StatementRow.objects.filter(pk=find_leaf(4, 2)).update(position=find_leaf(4, 90)),
        "index_too_long",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_named(filled: Station, name: str) -> None:
    change, code = CHANGES[name]

    change()

    verdict = verify(filled)
    assert not verdict.holds
    assert code in list_codes(verdict)


def test_a_lawful_erasure_holds(filled: Station) -> None:
    from vardas.actions.plan import Plan

    statement = StatementRow.objects.get(pk=find_leaf(2, 2)).statement
    plan = Plan(filled, "member", "erase_statements")
    plan.erase([statement], "asked for by the person")
    plan.commit()

    verdict = verify(filled)

    assert verdict.findings == ()
    assert verdict.ledger.erased == 1


def test_it_reports_how_far_it_is(filled: Station) -> None:
    seen: list[tuple[str, int, int]] = []

    verify_database(filled.name, lambda *report: seen.append(report))

    assert seen[-1] == ("verify", 15, 15)


@pytest.mark.django_db(transaction=True)
def test_it_reads_one_moment_and_writes_nothing(station: Station) -> None:
    with transaction.atomic():
        before = Leaf.objects.count()
    verify(station)

    assert not connection.in_atomic_block
    assert Leaf.objects.count() == before
