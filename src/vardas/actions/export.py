"""Writes the ledger, and proofs out of it, in the forms that docs/format specifies."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol
from uuid import UUID

from vardas.errors import InputError
from vardas.ledger.commit import SaltedLeaf, SignedHeader
from vardas.ledger.exchange import FIRST, Closing, Signed, write_part
from vardas.ledger.merkle import find_paths
from vardas.ledger.proof import write_proof, write_proof_of_path
from vardas.registry.fold.folding import Progress, ignore_progress
from vardas.registry.fold.indexing import chunked
from vardas.registry.keyfile import sync_folder
from vardas.registry.records.models import StatementRow
from vardas.registry.snapshot import read_snapshot
from vardas.registry.station import Station
from vardas.registry.store import read_commits, read_leaves
from vardas.registry.tables.ledger import LEAF_BITS, Commit, Leaf, SignedHead


class NoSuchStatement(InputError):
    """The station holds no statement of this id."""

    code = "no_such_statement"
    message = (
        "There is no statement with this number here. A record's history shows the numbers of its"
        " statements; one that was erased can no longer be proved."
    )


class FileExists(InputError):
    """The file to be written is there already."""

    code = "file_exists"
    message = "There is already a file of this name; it was left as it is. Choose another name."


@contextmanager
def write_file(path: Path) -> Iterator[IO[bytes]]:
    """Write a file that appears whole or not at all; raises FileExists and OSError."""
    if path.exists():
        raise FileExists
    fresh = path.with_name(f".{path.name}.new")
    try:
        with open(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        fresh.rename(path)
        sync_folder(path.parent)
    finally:
        fresh.unlink(missing_ok=True)


class Writable(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int: ...


def write_ledger(
    station: Station, stream: Writable, progress: Progress = ignore_progress
) -> tuple[int, int]:
    """Write the whole ledger as one stream; returns how many commits and leaves.

    Everything in it is readable: whoever keeps the file keeps what the station keeps.
    """
    commits = leaves = 0
    with read_snapshot():
        total = Leaf.objects.count()
        stream.write(FIRST)
        for commit in read_commits():
            stream.write(write_part(Signed(commit.signed)))
            for leaf in read_leaves(commit.number):
                stream.write(write_part(leaf))
                leaves += 1
                if leaves % 2000 == 0:
                    progress("write", leaves, total)
            commits += 1
        stream.write(read_checkpoint(station))
    return commits, leaves


def prove_statements(statements: Iterable[UUID]) -> dict[UUID, bytes]:
    """Write the proofs of many statements; those that are not here, or were erased, are left out.

    Each commit is read once, however many of its statements are asked for.
    """
    by_commit: defaultdict[int, dict[int, UUID]] = defaultdict(dict)
    for batch in chunked(list(statements)):
        rows = StatementRow.objects.filter(statement__in=batch).order_by("-position")
        for position, statement in rows.values_list("position", "statement"):
            number, index = divmod(position, 1 << LEAF_BITS)
            by_commit[number][index] = statement
    proofs: dict[UUID, bytes] = {}
    for number, wanted in by_commit.items():
        commit = Commit.objects.get(pk=number)
        signed = SignedHeader(bytes(commit.data), bytes(commit.signature))
        hashes: list[bytes] = []
        found: dict[int, SaltedLeaf] = {}
        for at, leaf in enumerate(read_leaves(number)):
            hashes.append(leaf.compute_hash())
            if at in wanted and leaf.data is not None:
                found[at] = leaf
        for at, path in find_paths(hashes, found).items():
            proofs[wanted[at]] = write_proof_of_path(signed, path, at, found[at])
    return proofs


def read_checkpoint(station: Station) -> bytes:
    """Return the station's signed checkpoint, as it stands in an exported ledger; empty if none."""
    head = SignedHead.objects.filter(pk=station.name).first()
    return write_part(Closing(bytes(head.data), bytes(head.signature))) if head else b""


def prove_statement(statement: UUID) -> bytes:
    """Write the proof of one statement; raises NoSuchStatement."""
    rows = StatementRow.objects.filter(statement=statement).order_by("position")
    position = rows.values_list("position", flat=True).first()
    if position is None:
        raise NoSuchStatement
    number, index = divmod(position, 1 << LEAF_BITS)
    commit = Commit.objects.get(pk=number)
    hashes: list[bytes] = []
    wanted: SaltedLeaf | None = None
    for at, leaf in enumerate(read_leaves(number)):
        hashes.append(leaf.compute_hash())
        if at == index:
            wanted = leaf
    if wanted is None or wanted.data is None:
        raise NoSuchStatement
    signed = SignedHeader(bytes(commit.data), bytes(commit.signature))
    return write_proof(signed, hashes, index, wanted)
