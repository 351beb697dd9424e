"""The ledger in the station's database: append a commit, read it back, as bytes.

A commit is written in one transaction: leaves, header, checkpoint, index and rows appear together
or not at all. Two processes that write at once wait for each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction

from vardas.ledger.checkpoint import sign_checkpoint
from vardas.ledger.commit import CommitWriter, Head, SaltedLeaf, SignedHeader
from vardas.ledger.moment import read_moment, tick
from vardas.registry.station import Station
from vardas.registry.tables.ledger import LEAF_BITS, Commit, Leaf, SignedHead

BATCH = 2000
_LOCK = 0x76617264  # "vard", the advisory lock of PostgreSQL


@dataclass(frozen=True)
class Placed:
    """One leaf's bytes and the position they were stored at."""

    position: int
    data: bytes


Observer = Callable[[list[Placed]], None]
"""Called with every batch of leaves that has been stored."""


def lock_ledger() -> None:
    """Let no other process append until the transaction ends."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def find_heads() -> dict[str, Head]:
    """Return the newest commit of every station; of a fork, the one with the smaller id."""
    table = Commit._meta.db_table
    heads: dict[str, Head] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT c.station, c.seq, c.identifier, c.time FROM {table} c"
            f" JOIN (SELECT station, MAX(seq) AS seq FROM {table} GROUP BY station) newest"
            " ON newest.station = c.station AND newest.seq = c.seq ORDER BY c.identifier DESC"
        )
        for station, seq, identifier, time in cursor.fetchall():
            heads[station] = Head(seq, identifier, read_moment(time))
    return heads


@transaction.atomic
def append_commit(station: Station, leaves: Iterable[bytes], observe: Observer) -> SignedHeader:
    """Write one commit of the station's own, holding one batch of leaves at a time."""
    lock_ledger()
    heads = find_heads()
    own = heads.pop(station.name, None)
    seen = [head.moment for head in heads.values()] + ([own.moment] if own else [])
    moment = tick(station.clock(), *seen)
    writer = CommitWriter(station.key, own, heads, moment, station.random)
    number = next_number()
    store_leaves(number, (writer.add(data) for data in leaves), observe)
    signed = writer.sign()
    store_header(number, signed)
    head = Head(signed.header.seq, signed.id, moment)
    data, signature = sign_checkpoint(station.key, {**heads, station.name: head}, moment)
    SignedHead.objects.update_or_create(
        station=station.name, defaults={"data": data, "signature": signature}
    )
    return signed


def next_number() -> int:
    """Return the number of the next commit row; call it under the lock."""
    newest = Commit.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (newest or 0) + 1


def store_header(number: int, signed: SignedHeader) -> None:
    """Store a header as received, with the columns that repeat it."""
    header = signed.header
    Commit.objects.create(
        pk=number,
        identifier=signed.id,
        station=header.station,
        seq=header.seq,
        time=header.time,
        size=header.n,
        data=signed.data,
        signature=signed.signature,
    )


def store_leaves(number: int, leaves: Iterable[SaltedLeaf], observe: Observer) -> int:
    """Store leaves in order under the commit's number, in batches; returns how many."""
    position = number << LEAF_BITS
    leaves = iter(leaves)
    sql = f"INSERT INTO {Leaf._meta.db_table} (position, salt, data, hash) VALUES (%s, %s, %s, %s)"
    count = 0
    with connection.cursor() as cursor:
        while batch := list(islice(leaves, BATCH)):
            rows: list[tuple[int, bytes | None, bytes | None, bytes | None]] = []
            placed: list[Placed] = []
            for leaf in batch:
                if leaf.data is None:
                    rows.append((position, None, None, leaf.hash))
                else:
                    rows.append((position, leaf.salt, leaf.data, None))
                    placed.append(Placed(position, leaf.data))
                position += 1
            cursor.executemany(sql, rows)
            observe(placed)
            count += len(rows)
    return count


def read_leaves(number: int) -> Iterator[SaltedLeaf]:
    """Read the leaves of one commit in order, without holding them all."""
    table = Leaf._meta.db_table
    first, end = number << LEAF_BITS, (number + 1) << LEAF_BITS
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT position, salt, data, hash FROM {table}"
                " WHERE position >= %s AND position < %s ORDER BY position LIMIT %s",
                [first, end, BATCH],
            )
            rows = cursor.fetchall()
        for _, salt, data, digest in rows:
            if data is None:
                yield SaltedLeaf(None, None, bytes(digest or b""))
            else:
                yield SaltedLeaf(bytes(salt or b""), bytes(data))
        if len(rows) < BATCH:
            return
        first = rows[-1][0] + 1


@dataclass(frozen=True)
class StoredCommit:
    """One commit row: its number here, the columns that repeat its header, and that header."""

    number: int
    identifier: str
    station: str
    seq: int
    time: str
    size: int
    signed: SignedHeader


def read_commits() -> Iterator[StoredCommit]:
    """Read all headers in the order of an exported ledger: time, station, id."""
    rows = Commit.objects.order_by("time", "station", "identifier").values_list(
        "pk", "identifier", "station", "seq", "time", "size", "data", "signature"
    )
    for number, identifier, station, seq, time, size, data, signature in rows.iterator(
        chunk_size=BATCH
    ):
        signed = SignedHeader(as_bytes(data), as_bytes(signature))
        yield StoredCommit(number, identifier, station, seq, time, size, signed)


def as_bytes(stored: Any) -> bytes:
    """Return what a column holds as bytes, whatever somebody put there behind our back."""
    if isinstance(stored, bytes | memoryview):
        return bytes(stored)
    return b"" if stored is None else str(stored).encode()


def empty_leaf(position: int) -> None:
    """Drop salt and bytes of one leaf and keep its hash: the ledger's side of an erasure."""
    leaf = Leaf.objects.get(pk=position)
    if leaf.data is None:
        return
    digest = SaltedLeaf(bytes(leaf.salt or b""), bytes(leaf.data)).compute_hash()
    Leaf.objects.filter(pk=position).update(salt=None, data=None, hash=digest)
