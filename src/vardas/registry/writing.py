"""One commit into the ledger and its consequences into the registry, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

import msgspec
from django.db import connection, transaction

from vardas.errors import DataError
from vardas.ledger.commit import SaltedLeaf, SignedHeader
from vardas.ledger.merkle import compute_root
from vardas.ledger.statement import Act, Erase, Say, Statement, write_leaf
from vardas.registry.access.journal import find_newest
from vardas.registry.erasure import empty_statements, find_erased
from vardas.registry.fold.folding import Progress, fold_records, ignore_progress
from vardas.registry.fold.indexing import chunked, index_leaves
from vardas.registry.records.models import MentionRow, StatementRow
from vardas.registry.scrubbing import note_scrub_due, scrub_database
from vardas.registry.search import naming
from vardas.registry.station import Station
from vardas.registry.store import (
    Placed,
    append_commit,
    lock_ledger,
    next_number,
    store_header,
    store_leaves,
)
from vardas.registry.tables.ledger import Commit

PAIRED_AT_ONCE = 60
"""New names that are compared with all others in the transaction that brings them."""


class ForeignCommitRefused(DataError):
    """A commit from elsewhere is not what its header says."""

    code = "foreign_commit_refused"
    message = "A commit was not taken in: its signature or its statements do not match its header."


class _Touched:
    """Notes which records a commit bears on, while its leaves are being indexed."""

    def __init__(self, progress: Progress, total: int, *, are_ours: bool) -> None:
        self._are_ours = are_ours
        self.records: set[UUID] = set()
        self.targets: set[UUID] = set()
        self.erased: set[UUID] = set()
        self.said: list[UUID] = []
        """What was said elsewhere, and may have been erased here before it came."""
        self._progress = progress
        self._total = total
        self._done = 0

    def observe(self, placed: list[Placed]) -> None:
        """Index a batch of leaves."""
        for statement in index_leaves(placed, are_ours=self._are_ours):
            if isinstance(statement, Say):
                self.records.add(statement.record)
                if not self._are_ours:
                    self.said.append(statement.id)
                self.targets.update(statement.replaces)
            else:
                self.targets.update(statement.ids)
                if isinstance(statement, Erase):
                    self.erased.update(statement.ids)
        self._done += len(placed)
        self._progress("write", self._done, max(self._total, self._done))

    def all_records(self) -> set[UUID]:
        """Follow the verbs to the records they bear on, through verbs about verbs.

        A correction is followed too: withdrawing it brings back what it replaced, wherever that is.
        """
        records, seen, fresh = set(self.records), set(self.targets), list(self.targets)
        while fresh:
            found: list[UUID] = []
            for batch in chunked(fresh):
                rows = StatementRow.objects.filter(statement__in=batch)
                for statement, record in rows.values_list("statement", "record"):
                    found.append(statement)
                    if record is not None:
                        records.add(record)
            fresh = []
            for batch in chunked(found):
                named = MentionRow.objects.filter(statement__in=batch)
                fresh.extend(set(named.values_list("target", flat=True)) - seen)
            seen.update(fresh)
        return records


@transaction.atomic
def write_commit(
    station: Station,
    act: Act,
    statements: Iterable[Statement],
    *,
    total: int = 0,
    progress: Progress = ignore_progress,
) -> SignedHeader:
    """Commit statements of this station and bring the registry up to date with them.

    ``statements`` may be a generator of any length; ``total`` is for the progress only. Whoever
    gets the header back knows that everything is on the disk once the transaction has ended.
    """
    touched = _Touched(progress, total, are_ours=True)
    act = msgspec.structs.replace(act, readings=find_newest())

    def leaves() -> Iterator[bytes]:
        yield write_leaf(act)
        for statement in statements:
            yield write_leaf(statement)

    signed = append_commit(station, leaves(), touched.observe)
    _follow(touched, progress)
    return signed


@transaction.atomic
def receive_commit(signed: SignedHeader, leaves: Sequence[SaltedLeaf]) -> bool:
    """Take in a commit of another station; False when it is here already.

    Bytes are stored as received. Raises ForeignCommitRefused when signature, number of leaves or
    root do not hold, and BadHeaderError. What an erasure has named stays erased.
    """
    header = signed.header
    lock_ledger()
    if Commit.objects.filter(identifier=signed.id).exists():
        return False
    root = compute_root(leaf.compute_hash() for leaf in leaves)
    if not signed.is_signed() or len(leaves) != header.n or root.hex() != header.root:
        raise ForeignCommitRefused
    touched = _Touched(ignore_progress, len(leaves), are_ours=False)
    number = next_number()
    store_leaves(number, leaves, touched.observe)
    store_header(number, signed)
    touched.erased |= find_erased(touched.said)
    _follow(touched, ignore_progress)
    return True


def _follow(touched: _Touched, progress: Progress) -> None:
    records = touched.all_records()
    if touched.erased:
        records |= empty_statements(touched.erased)
        note_scrub_due()
        transaction.on_commit(scrub_database)
    fold_records(records, progress=progress)
    # After a large commit the rest waits: whoever opens the queue is told how many.
    naming.pair_names(connection, PAIRED_AT_ONCE)
