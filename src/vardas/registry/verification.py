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
from vardas.registry.store import StoredCommit, read_commits
from vardas.registry.tables.ledger import LEAF_BITS, Commit, Leaf, SignedHead
from vardas.registry.trouble import explain

Progress = Callable[[str, int, int], None]

_AT_ONCE = 8192
_NAMED_AT_MOST = 20
_ALL_BITS = (1 << LEAF_BITS) - 1

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


def verify_database(station: str, progress: Progress) -> StationVerdict:
    """Verify everything; ``station`` is our own name. Nothing is written."""
    database: list[Finding] = []
    verifier = Verifier(station)
    with _checking_pages() as damaged:
        try:
            checkpoint = _check_ledger(station, verifier, database, progress)
            database.extend(_check_index())
        except DatabaseError as error:
            if explain(error) is None:
                raise
            checkpoint = None
            database.append(_find("page_damaged", str(error)))
    known = {finding.detail for finding in database}
    database = [_find("page_damaged", d) for d in damaged if d not in known] + database
    return StationVerdict(verifier.close(checkpoint), tuple(database))


def _check_ledger(
    station: str, verifier: Verifier, database: list[Finding], progress: Progress
) -> tuple[bytes, bytes] | None:
    checks = _check_leaves(progress)
    for commit in read_commits():
        check = checks.pop(commit.number, None) or LeafCheck()
        verifier.add(commit.signed, check, commit.identifier)
        wrong = _find_wrong_columns(commit)
        if wrong:
            database.append(_find("column_changed", wrong, commit.identifier))
    if checks:
        leaves = sum(check.tree.size for check in checks.values())
        database.append(_find("leaves_without_commit", f"{leaves:,}"))
    head = SignedHead.objects.filter(pk=station).values_list("data", "signature").first()
    return (bytes(head[0]), bytes(head[1])) if head else None


def _check_leaves(progress: Progress) -> dict[int, LeafCheck]:
    """Hash all leaves; returns what those of each commit number come to."""
    total = Leaf.objects.count()
    checks: dict[int, LeafCheck] = {}
    done = 0
    for rows in _read_rows():
        start = 0
        while start < len(rows):
            number = rows[start][0] >> LEAF_BITS
            end = len(rows) if rows[-1][0] >> LEAF_BITS == number else _find_end(rows, start)
            check = checks.get(number)
            if check is None:
                check = checks[number] = LeafCheck()
            _add(check, rows[start:end])
            start = end
        done += len(rows)
        progress("verify", done, total)
    return checks


def _read_rows() -> Iterator[list[tuple[int, Any, Any, Any]]]:
    sql = (
        f"SELECT position, salt, data, hash FROM {Leaf._meta.db_table}"
        " WHERE position > %s ORDER BY position LIMIT %s"
    )
    last = -1
    with connection.cursor() as cursor:
        while True:
            cursor.execute(sql, [last, _AT_ONCE])
            rows = cursor.fetchall()
            if not rows:
                return
            yield rows
            last = rows[-1][0]


def _find_end(rows: list[tuple[int, Any, Any, Any]], start: int) -> int:
    limit = rows[start][0] | _ALL_BITS
    end = start + 1
    while end < len(rows) and rows[end][0] <= limit:
        end += 1
    return end


def _add(check: LeafCheck, rows: list[tuple[int, Any, Any, Any]]) -> None:
    if all(row[3] is None and row[2] is not None and row[1] is not None for row in rows):
        check.add_whole([(row[1], row[2]) for row in rows])
        return
    for _, salt, data, digest in rows:
        if data is None or salt is None:
            check.add(SaltedLeaf(None, None, bytes(digest or b"")))
        else:
            check.add(SaltedLeaf(bytes(salt), bytes(data), bytes(digest or b"")))


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


def _check_index() -> list[Finding]:
    leaf, row = Leaf._meta.db_table, StatementRow._meta.db_table
    if row not in connection.introspection.table_names():
        return []  # the tables are still to be made
    missing: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT l.position, l.data FROM {leaf} l LEFT JOIN {row} s"
            f" ON s.position = l.position WHERE s.position IS NULL AND l.data IS NOT NULL"
            f" AND l.position % {1 << LEAF_BITS} > 0"
        )
        while rows := cursor.fetchmany(_AT_ONCE):
            missing.extend(_name_leaf(position) for position, data in rows if _is_read(data))
        cursor.execute(
            f"SELECT s.position FROM {row} s LEFT JOIN {leaf} l ON l.position = s.position"
            " WHERE l.data IS NULL"
        )
        extra = [_name_leaf(position) for (position,) in cursor.fetchall()]
    findings = []
    for code, places in (("not_indexed", missing), ("index_too_long", extra)):
        if places:
            findings.append(_find(code, f"{len(places):,} ({', '.join(places[:3])})"))
    return findings


def _is_read(data: Any) -> bool:
    try:
        read_leaf(bytes(data))
    except NotAStatementError:
        return False  # of another version: kept, and not indexed
    return True


def _name_leaf(position: int) -> str:
    identifiers = Commit.objects.filter(pk=position >> LEAF_BITS)
    commit = identifiers.values_list("identifier", flat=True).first() or "?"
    return f"{commit[:12]}… {position & _ALL_BITS}"


@contextmanager
def _checking_pages() -> Iterator[list[str]]:
    """Check the pages in a thread of its own: the database does not hold Python up meanwhile."""
    damaged: list[str] = []

    def check() -> None:
        try:
            damaged.extend(find_damaged_pages()[:_NAMED_AT_MOST] or find_damaged_structure())
        finally:
            connection.close()

    thread = Thread(target=check)
    if connection.vendor == "sqlite" and not connection.is_in_memory_db():
        thread.start()
        try:
            yield damaged
        finally:
            thread.join()
    else:
        yield damaged


def _find(code: str, detail: str, commit: str = "") -> Finding:
    return Finding(code, MESSAGES[code], commit, detail=detail)
