"""Verifies a whole ledger, commit by commit. Memory grows with commits and emptied leaves only.

The rules (docs/format/ledger.md repeats the numbers):

1. the header can be read and is canonical; 2. its id is the one it is stored under; 3. the station
named in it signed it; 4. it follows its neighbour in the order (time, station, id); 5. it is not
there twice; 6. it is no fork: no other commit has its station and seq; 7. it continues the
station's chain: ``prev`` is the station's commit of the number before, and older; 8. what its
``heads`` name is there, is what they say, and is older; 9. it has as many leaves as it says, each
intact, and they give the root; 10. a leaf without content is named by an erasure, or was withheld
by another station than the one that vouches for the whole; 11. nothing is missing at the end: the
checkpoint is signed by a station of this ledger, names that station's newest commit, and all it
names is there.

Findings are values: the verifier goes on after each, so that all are seen; the first one is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vardas.ledger import canonical
from vardas.ledger.checkpoint import BadCheckpointError, read_checkpoint
from vardas.ledger.commit import BadHeaderError, Header, SaltedLeaf, SignedHeader
from vardas.ledger.leafcheck import LeafCheck, take_leaves
from vardas.ledger.verdict import MESSAGES, Finding, Verdict

__all__ = ["Finding", "LeafCheck", "Verdict", "Verifier"]

_AT_THE_END = 1 << 62


@dataclass(frozen=True)
class _Known:
    """A commit met on the way."""

    place: int
    station: str
    seq: int
    time: str


@dataclass(frozen=True)
class _Reference:
    """A commit's word that it follows another one."""

    place: int
    by: str
    header: Header
    code: str
    station: str
    seq: int
    id: str


class Verifier:
    """Takes commits in the order (time, station, id) and says what does not hold."""

    def __init__(self, own_station: str = "") -> None:
        """``own_station`` vouches for the whole; without it, the checkpoint's station does."""
        self._own = own_station
        self._findings: list[tuple[int, Finding]] = []
        self._known: dict[str, _Known] = {}
        self._newest: dict[str, tuple[int, str]] = {}
        self._seqs: dict[tuple[str, int], str] = {}
        self._unmet: list[_Reference] = []
        self._emptied: list[tuple[bytes, int, str, Header]] = []
        self._erasable: set[str] = set()
        self._last = ("", "", "")
        self._commits = self._statements = 0
        self._is_cut_short = False

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
        except BadHeaderError as error:
            self._find("bad_header", stored_id or identifier, None, str(error))
            if not isinstance(leaves, LeafCheck):
                take_leaves(leaves)
            return
        if stored_id is not None and stored_id != identifier:
            self._find("wrong_id", stored_id, header)
        is_signed = signed.is_signed()
        if not is_signed:
            self._find("bad_signature", identifier, header)
        self._check_place(identifier, header)
        check = leaves if isinstance(leaves, LeafCheck) else take_leaves(leaves)
        self._check_leaves(identifier, header, check, is_signed)

    def note_damage(self, detail: str, commit: str = "") -> None:
        """Record that something could not even be read, so that the end is not to be judged."""
        self._is_cut_short = True
        self._note(self._commits, Finding("damaged", MESSAGES["damaged"], commit, detail=detail))

    def close(self, checkpoint: tuple[bytes, bytes] | None) -> Verdict:
        """Check the end against the checkpoint (bytes, signature) and give the verdict."""
        for reference in self._unmet:
            self._check_reference(reference)
        by = self._check_end(checkpoint)
        withheld: dict[str, int] = {}
        erased = 0
        for leaf, place, identifier, header in self._emptied:
            if leaf.hex() in self._erasable:
                erased += 1
            elif header.station == (self._own or by):
                self._find("emptied", identifier, header, leaf.hex(), place)
            else:
                withheld[identifier] = withheld.get(identifier, 0) + 1
        return Verdict(
            self._commits,
            self._statements,
            erased,
            sum(withheld.values()),
            tuple(finding for _, finding in sorted(self._findings, key=lambda pair: pair[0])),
            tuple(withheld),
            by,
        )

    def _note(self, place: int, finding: Finding) -> None:
        self._findings.append((place, finding))

    def _find(
        self,
        code: str,
        identifier: str,
        header: Header | None,
        detail: str = "",
        place: int | None = None,
    ) -> None:
        station, seq = (header.station, header.seq) if header else ("", 0)
        finding = Finding(code, MESSAGES[code], identifier, station, seq, detail)
        self._note(self._commits if place is None else place, finding)

    def _check_place(self, identifier: str, header: Header) -> None:
        if identifier in self._known:
            self._find("replayed", identifier, header)
            return
        station, seq, time = header.station, header.seq, header.time
        place = (time, station, identifier)
        if place < self._last:
            self._find("out_of_order", identifier, header)
        self._last = max(self._last, place)
        twin = self._seqs.setdefault((station, seq), identifier)
        if twin != identifier:
            self._find("forked", identifier, header, twin)
        self._known[identifier] = _Known(self._commits, station, seq, time)
        self._newest[station] = max(self._newest.get(station, (0, "")), (seq, identifier))
        if seq > 1:
            self._follow(identifier, header, "chain_broken", station, (seq - 1, header.prev))
        for name, head in header.heads.items():
            self._follow(identifier, header, "head_missing", name, head)

    def _follow(
        self, identifier: str, header: Header, code: str, station: str, head: tuple[int, str]
    ) -> None:
        reference = _Reference(self._commits, identifier, header, code, station, *head)
        if reference.id in self._known:
            self._check_reference(reference)
        else:
            # Perhaps it comes later, because this commit claims to be older than it is.
            self._unmet.append(reference)

    def _check_reference(self, reference: _Reference) -> None:
        met = self._known.get(reference.id)
        wrong = "chain_broken" if reference.code == "chain_broken" else "head_wrong"
        if met is None:
            code = reference.code
        elif (met.station, met.seq) != (reference.station, reference.seq):
            code = wrong
        elif met.time >= reference.header.time:
            code = "back_dated"
        else:
            return
        detail = f"{reference.station[:8]} {reference.seq}: {reference.id}"
        self._find(code, reference.by, reference.header, detail, reference.place)

    def _check_leaves(
        self, identifier: str, header: Header, check: LeafCheck, is_signed: bool
    ) -> None:
        size = check.tree.size
        for index in check.changed:
            self._find("leaf_changed", identifier, header, f"leaf {index}")
        for leaf in check.emptied:
            self._emptied.append((leaf, self._commits, identifier, header))
        if is_signed:
            for data in check.erasures:
                self._note_erasure(data)
        self._statements += max(0, size - 1)
        if size != header.n:
            self._find("leaves_missing", identifier, header, f"{size} of {header.n}")
        elif check.tree.root().hex() != header.root and not check.changed:
            self._find("wrong_root", identifier, header)

    def _note_erasure(self, data: bytes) -> None:
        # No more is asked of an erasure here than another reader needs to know of the format.
        said = canonical.decode(data) if canonical.is_canonical(data) else None
        if isinstance(said, dict) and said.get("verb") == "erase":
            leaves = said.get("leaves")
            texts = leaves if isinstance(leaves, list) else []
            self._erasable.update(text for text in texts if isinstance(text, str))

    def _check_end(self, checkpoint: tuple[bytes, bytes] | None) -> str:
        """Check the checkpoint and return the station that signed it, or an empty name."""
        if self._is_cut_short:
            return ""
        if checkpoint is None:
            if self._commits or not self._own:
                self._find_at_the_end("no_checkpoint")
            return ""
        try:
            read = read_checkpoint(*checkpoint)
        except BadCheckpointError:
            self._find_at_the_end("bad_checkpoint")
            return ""
        by = read.station
        if by not in read.heads or (self._own and by != self._own):
            self._find_at_the_end("foreign_checkpoint", "", by)
        for station, (seq, identifier) in read.heads.items():
            met = self._known.get(identifier)
            if met is None or (met.station, met.seq) != (station, seq):
                self._find_at_the_end("end_missing", identifier, station, seq)
        seq, identifier = self._newest.get(by, (0, ""))
        if by in read.heads and seq > read.heads[by][0]:
            self._find_at_the_end("old_checkpoint", identifier, by, seq)
        return by

    def _find_at_the_end(
        self, code: str, commit: str = "", station: str = "", seq: int = 0
    ) -> None:
        self._note(_AT_THE_END, Finding(code, MESSAGES[code], commit, station, seq))
