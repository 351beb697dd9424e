"""Verifies a whole ledger, commit by commit, in memory that grows with commits and not with leaves.

The rules, in the order they are checked (docs/format/ledger.md repeats the numbers):

1. the header can be read and is canonical; 2. its id is the one it is stored under; 3. the station
named in it signed it; 4. it follows its neighbour in the order (time, station, id); 5. it is not
there twice; 6. it is no fork: no other commit has its station and seq; 7. it continues the station's
chain: seq one more, ``prev`` the id before, time later; 8. what its ``heads`` name is there and
older; 9. it has as many leaves as it says, each intact, and they give the root; 10. a leaf without
content is named by an erasure, or was withheld by the sender; 11. nothing is missing at the end:
every head of the checkpoint is there.

Findings are values: the verifier goes on after each, so that all are seen; the first one is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from vardas.errors import VardasError
from vardas.ledger.checkpoint import BadCheckpointError, read_checkpoint
from vardas.ledger.commit import BadHeaderError, Header, SaltedLeaf, SignedHeader
from vardas.ledger.merkle import SALT_LENGTH, Tree, hash_leaf
from vardas.ledger.moment import NotAMomentError
from vardas.ledger.statement import Erase, NotAStatementError, read_leaf


class LeafCheck:
    """What the leaves of one commit come to, taken one by one or many at a time."""

    def __init__(self) -> None:
        self.tree = Tree()
        self.changed: list[int] = []
        """Indexes of leaves whose content does not fit the hash kept beside it."""
        self.emptied: list[bytes] = []
        """Hashes of leaves without content."""
        self.erasures: list[bytes] = []
        """Leaves that may be erasures."""

    def add(self, leaf: SaltedLeaf) -> None:
        """Take the next leaf."""
        data, salt, stored = leaf.data, leaf.salt, leaf.hash
        if data is None or salt is None:
            self.emptied.append(stored)
            self.tree.add(stored)
            return
        found = hash_leaf(salt, data)
        if (stored and found != stored) or len(salt) != SALT_LENGTH:
            self.changed.append(self.tree.size)
        self.tree.add(found)
        if _ERASURE in data:
            self.erasures.append(data)

    def add_whole(self, leaves: Sequence[tuple[bytes, bytes]]) -> None:
        """Take many leaves as (salt, data), all of them with content and without a stored hash."""
        start = self.tree.size
        self.tree.extend([sha256(b"\x00" + salt + data).digest() for salt, data in leaves])
        self.erasures.extend([data for _, data in leaves if _ERASURE in data])
        if {len(salt) for salt, _ in leaves} - {SALT_LENGTH}:
            self.changed.extend(
                start + at for at, (salt, _) in enumerate(leaves) if len(salt) != SALT_LENGTH
            )


_ERASURE = b'"verb":"erase"'


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold: the commit (id, station, seq), what (code) and why (template)."""

    code: str
    message: str
    commit: str = ""
    station: str = ""
    seq: int = 0
    detail: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a verification found."""

    commits: int
    statements: int
    erased: int
    withheld: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Say whether nothing was found."""
        return not self.findings


MESSAGES = {
    "bad_header": "the header of this commit cannot be read",
    "wrong_id": "the header of this commit was changed after it was stored",
    "bad_signature": "the signature is not by the station that the header names",
    "out_of_order": "this commit does not stand where its time puts it",
    "replayed": "this commit is there twice",
    "forked": "another commit carries the same station and number: the station's key was used twice",
    "chain_broken": "the commit before this one is missing or was replaced",
    "back_dated": "this commit claims a time before one that it follows",
    "head_missing": "this commit has seen another one that is missing here",
    "leaf_changed": "a statement of this commit was changed",
    "leaves_missing": "the number of statements is not the one that was signed",
    "wrong_root": "the statements are not those that were signed",
    "emptied": "a statement has lost its content, and no erasure names it",
    "bad_checkpoint": "the checkpoint is damaged or not signed by its station",
    "no_checkpoint": "there is no checkpoint that would show whether the end is missing",
    "end_missing": "the newest commits are missing: the checkpoint names one that is not here",
    "damaged": "the file or database is damaged here",
}


class Verifier:
    """Takes commits in the order (time, station, id) and says what does not hold."""

    def __init__(self, own_station: str = "") -> None:
        """``own_station``'s leaves must all be there or erased; others may withhold."""
        self._own = own_station
        self._findings: list[Finding] = []
        self._ids: dict[str, str] = {}  # commit id → time
        self._heads: dict[str, tuple[int, str, str]] = {}  # station → seq, id, time
        self._seqs: dict[tuple[str, int], str] = {}
        self._emptied: dict[bytes, tuple[str, Header]] = {}
        self._erasable: set[bytes] = set()
        self._last = ("", "", "")
        self._commits = self._statements = 0

    def add(
        self,
        signed: SignedHeader,
        leaves: Iterable[SaltedLeaf] | LeafCheck,
        stored_id: str | None = None,
    ) -> None:
        """Check the next commit; ``stored_id`` is the id it is kept under, where it is kept.

        The leaves may have been taken into a check before.
        """
        self._commits += 1
        identifier = signed.id
        try:
            header = signed.header
        except (BadHeaderError, NotAMomentError) as error:
            self._find("bad_header", stored_id or identifier, None, str(error))
            _take(leaves)
            return
        if stored_id is not None and stored_id != identifier:
            self._find("wrong_id", stored_id, header)
        if not signed.is_signed():
            self._find("bad_signature", identifier, header)
        self._check_place(identifier, header)
        self._check_leaves(identifier, header, _take(leaves))

    def note_damage(self, detail: str, commit: str = "") -> None:
        """Record that something could not even be read."""
        self._findings.append(Finding("damaged", MESSAGES["damaged"], commit, detail=detail))

    def close(self, checkpoint: tuple[bytes, bytes] | None) -> Verdict:
        """Check the end against the checkpoint (bytes, signature) and give the verdict."""
        withheld = 0
        for leaf, (identifier, header) in self._emptied.items():
            if leaf in self._erasable:
                continue
            if header.station == self._own:
                self._find("emptied", identifier, header)
            else:
                withheld += 1
        self._check_end(checkpoint)
        erased = len(self._emptied.keys() & self._erasable)
        return Verdict(self._commits, self._statements, erased, withheld, tuple(self._findings))

    def _find(self, code: str, identifier: str, header: Header | None, detail: str = "") -> None:
        station, seq = (header.station, header.seq) if header else ("", 0)
        self._findings.append(Finding(code, MESSAGES[code], identifier, station, seq, detail))

    def _check_place(self, identifier: str, header: Header) -> None:
        if identifier in self._ids:
            self._find("replayed", identifier, header)
            return
        place = (header.time, header.station, identifier)
        if place < self._last:
            self._find("out_of_order", identifier, header)
        self._last = max(self._last, place)
        self._ids[identifier] = header.time
        twin = self._seqs.setdefault((header.station, header.seq), identifier)
        if twin != identifier:
            self._find("forked", identifier, header, twin)
        self._check_chain(identifier, header)
        for station, (_, seen) in header.heads.items():
            if seen not in self._ids:
                self._find("head_missing", identifier, header, f"{station[:8]}: {seen}")
            elif self._ids[seen] >= header.time:
                self._find("back_dated", identifier, header, seen)

    def _check_chain(self, identifier: str, header: Header) -> None:
        before = self._seqs.get((header.station, header.seq - 1))
        if header.seq > 1:
            if header.prev not in self._ids or before is None:
                self._find("chain_broken", identifier, header, header.prev)
            elif self._ids[header.prev] >= header.time:
                self._find("back_dated", identifier, header, header.prev)
        seq, _, time = self._heads.get(header.station, (0, "", ""))
        if header.seq > seq:
            self._heads[header.station] = (header.seq, identifier, header.time)
        elif header.seq < seq and header.time <= time:
            self._find("back_dated", identifier, header)

    def _check_leaves(self, identifier: str, header: Header, check: LeafCheck) -> None:
        size = check.tree.size
        for index in check.changed:
            self._find("leaf_changed", identifier, header, f"leaf {index}")
        for leaf in check.emptied:
            self._emptied[leaf] = (identifier, header)
        for data in check.erasures:
            self._note_erasure(data)
        self._statements += max(0, size - 1)
        if size != header.n:
            self._find("leaves_missing", identifier, header, f"{size} of {header.n}")
        elif check.tree.root().hex() != header.root and not check.changed:
            self._find("wrong_root", identifier, header)

    def _note_erasure(self, data: bytes) -> None:
        try:
            leaf = read_leaf(data)
        except NotAStatementError:
            return
        if isinstance(leaf, Erase):
            self._erasable.update(bytes.fromhex(text) for text in leaf.leaves if len(text) == 64)

    def _check_end(self, checkpoint: tuple[bytes, bytes] | None) -> None:
        if checkpoint is None:
            if self._commits:
                self._findings.append(Finding("no_checkpoint", MESSAGES["no_checkpoint"]))
            return
        try:
            read = read_checkpoint(*checkpoint)
        except (BadCheckpointError, VardasError) as error:
            self._findings.append(
                Finding("bad_checkpoint", MESSAGES["bad_checkpoint"], detail=str(error))
            )
            return
        for station, (seq, identifier) in read.heads.items():
            if identifier not in self._ids:
                self._findings.append(
                    Finding("end_missing", MESSAGES["end_missing"], identifier, station, seq)
                )


def _take(leaves: Iterable[SaltedLeaf] | LeafCheck) -> LeafCheck:
    if isinstance(leaves, LeafCheck):
        return leaves
    check = LeafCheck()
    for leaf in leaves:
        check.add(leaf)
    return check
