"""Verifies the station's own database: the ledger in it, its pages, and the index over it.

The leaves are read once, in the order in which they lie on the disk; the commits then in the order
in which the ledger's rules want them. What is held in memory grows with the commits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

from django.db import DatabaseError, connection

from vardas.errors import VardasError
from vardas.ledger.commit import SaltedLeaf
from vardas.ledger.statement import NotAStatementError, read_leaf
from vardas.ledger.verify import Finding, LeafCheck, Verdict, Verifier
from vardas.registry.integrity import find_damaged_pages, find_damaged_structure
from vardas.registry.records.models import StatementRow
from vardas.registry.snapshot import read_snapshot
from vardas.registry.store import StoredCommit, as_bytes, read_commits
from vardas.registry.tables.ledger import LEAF_BITS, Commit, Leaf, SignedHead
from vardas.registry.trouble import explain

Progress = Callable[[str, int, int], None]

_AT_ONCE = 8192
_NAMED_AT_MOST = 20
_ALL_BITS = (1 << LEAF_BITS) - 1
_NO_END = (1 << 63) - 1

MESSAGES = {
    "page_damaged": "the database file is damaged: {detail}",
    "column_changed": "a column that repeats the header says something else: {detail}",
    "leaves_without_commit": "statements are stored for a commit that is not there: {detail}",
    "not_indexed": "the index lacks statements; “vardas rebuild” makes it anew: {detail}",
    "index_too_long": "the index names statements that are not there; “vardas rebuild”: {detail}",
}
"""Findings about the database rather than the ledger; translated where they are shown."""


@dataclass(frozen=True)
class StationVerdict:
    """The ledger's verdict, and what is wrong with the database around it."""

    ledger: Verdict
    database: tuple[Finding, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, those that explain others first."""
        return (*self.database, *self.ledger.findings)

    @property
    def holds(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings


def verify_database(
    station: str, progress: Progress, *, is_thorough: bool = False
) -> StationVerdict:
    """Verify everything; ``station`` is our own name. Nothing is written.

    ``is_thorough`` also walks the trees and orders between the database's pages.
    """
    database: list[Finding] = []
    verifier = Verifier(station)
    checkpoint = None
    with _checking_pages(is_thorough=is_thorough) as damaged:
        try:
            with read_snapshot():
                checkpoint = _check_ledger(station, verifier, database, progress)
        except DatabaseError as error:
            if explain(error) is None:
                raise
            damaged.append(str(error))
    database = [_find("page_damaged", words) for words in damaged] + database
    return StationVerdict(verifier.close(checkpoint), tuple(database))


def _check_ledger(
    station: str, verifier: Verifier, database: list[Finding], progress: Progress
) -> tuple[bytes, bytes] | None:
    reading = _Reading()
    reading.read(progress)
    checks = reading.checks
    for commit in read_commits():
        check = checks.pop(commit.number, None) or LeafCheck()
        verifier.add(commit.signed, check, commit.identifier)
        wrong = _find_wrong_columns(commit)
        if wrong:
            database.append(_find("column_changed", wrong, commit.identifier))
    if checks:
        leaves = sum(check.tree.size for check in checks.values())
        database.append(_find("leaves_without_commit", f"{leaves:,}"))
    for code, places in (("not_indexed", reading.missing), ("index_too_long", reading.extra)):
        if places:
            named = ", ".join(_name_leaf(position) for position in places[:3])
            database.append(_find(code, f"{len(places):,} ({named})"))
    head = SignedHead.objects.filter(pk=station).values_list("data", "signature").first()
    return (as_bytes(head[0]), as_bytes(head[1])) if head else None


_Row = tuple[int, Any, Any, Any]
"""A leaf: position, salt, data, hash."""


class _Reading:
    """Reads all leaves once, and beside them the index that should name each of them."""

    def __init__(self) -> None:
        self.checks: dict[int, LeafCheck] = {}
        self.missing: list[int] = []
        """Positions of statements that the index lacks."""
        self.extra: list[int] = []
        """Positions in the index where no statement is."""
        self._is_indexed = StatementRow._meta.db_table in connection.introspection.table_names()

    def read(self, progress: Progress) -> None:
        """Read to the end."""
        total, done, last = Leaf.objects.count(), 0, -1
        with connection.chunked_cursor() as cursor:
            cursor.execute(
                f"SELECT position, salt, data, hash FROM {Leaf._meta.db_table} ORDER BY position"
            )
            while rows := cursor.fetchmany(_AT_ONCE):
                self._take(rows)
                self._compare(rows, last, rows[-1][0])
                last = rows[-1][0]
                done += len(rows)
                progress("verify", done, total)
        self._compare([], last, None)

    def _take(self, rows: list[_Row]) -> None:
        start = 0
        while start < len(rows):
            number = rows[start][0] >> LEAF_BITS
            end = len(rows) if rows[-1][0] >> LEAF_BITS == number else _find_end(rows, start)
            check = self.checks.get(number)
            if check is None:
                check = self.checks[number] = LeafCheck()
            _add(check, rows[start:end])
            start = end

    def _compare(self, rows: list[_Row], after: int, until: int | None) -> None:
        if not self._is_indexed:
            return
        table, end = StatementRow._meta.db_table, _NO_END if until is None else until
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT position FROM {table} WHERE position > %s AND position <= %s"
                " ORDER BY position",
                [after, end],
            )
            found = [position for (position,) in cursor.fetchall()]
        expected = [row[0] for row in rows if row[0] & _ALL_BITS and row[2] is not None]
        if found == expected:
            return
        self.extra.extend(sorted(set(found) - set(expected)))
        missing = set(expected) - set(found)
        self.missing.extend(row[0] for row in rows if row[0] in missing and _is_read(row[2]))


def _find_end(rows: list[_Row], start: int) -> int:
    limit = rows[start][0] | _ALL_BITS
    end = start + 1
    while end < len(rows) and rows[end][0] <= limit:
        end += 1
    return end


def _add(check: LeafCheck, rows: list[_Row]) -> None:
    if all(type(row[2]) is bytes and type(row[1]) is bytes and row[3] is None for row in rows):
        check.add_whole([(row[1], row[2]) for row in rows])
        return
    for _, salt, data, digest in rows:
        # Half of a leaf is handed on as it is: content without its salt would be read by the fold.
        salted = None if salt is None else as_bytes(salt)
        check.add(SaltedLeaf(salted, None if data is None else as_bytes(data), as_bytes(digest)))


def _find_wrong_columns(commit: StoredCommit) -> str:
    try:
        header = commit.signed.header
    except VardasError:
        return ""  # the verifier says so
    copies = {
        "station": (commit.station, header.station),
        "seq": (commit.seq, header.seq),
        "time": (commit.time, header.time),
        "size": (commit.size, header.n),
    }
    return ", ".join(name for name, (copy, said) in copies.items() if copy != said)


def _is_read(data: Any) -> bool:
    try:
        read_leaf(as_bytes(data))
    except NotAStatementError:
        return False  # of another version: kept, and not indexed
    return True


def _name_leaf(position: int) -> str:
    identifiers = Commit.objects.filter(pk=position >> LEAF_BITS)
    commit = identifiers.values_list("identifier", flat=True).first() or "?"
    return f"{commit[:12]}… {position & _ALL_BITS}"


@contextmanager
def _checking_pages(*, is_thorough: bool) -> Iterator[list[str]]:
    """Check the pages in a thread of its own: the database does not hold Python up meanwhile."""
    damaged: list[str] = []

    def check() -> None:
        try:
            pages = find_damaged_pages()
            if is_thorough and not pages:
                pages = find_damaged_structure()
            damaged.extend(pages[:_NAMED_AT_MOST])
        finally:
            connection.close()

    thread = Thread(target=check)
    if connection.vendor == "sqlite":
        thread.start()
        try:
            yield damaged
        finally:
            thread.join()
    else:
        yield damaged


def _find(code: str, detail: str, commit: str = "") -> Finding:
    return Finding(code, MESSAGES[code], commit, detail=detail)
