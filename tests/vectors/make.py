"""Writes the test vectors: ``python -m tests.vectors.make``. The same bytes come out every time.

Every vector is named after what is wrong with it, or after what it shows. ``expected.json`` says
what a verifier must answer: for an invalid one the code, and the commit that has to be named.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.ledger.simulation import Clock, Commit, Replica, empty, exchange, make_three
from vardas.keys.signing import SigningKey
from vardas.ledger import canonical
from vardas.ledger.checkpoint import CONTEXT as CHECKPOINT_CONTEXT
from vardas.ledger.commit import CONTEXT, SaltedLeaf, SignedHeader
from vardas.ledger.exchange import FIRST, Closing, write_part
from vardas.ledger.merkle import compute_root, find_path, hash_leaf
from vardas.ledger.proof import write_proof
from vardas.ledger.statement import write_leaf

FOLDER = Path(__file__).parent
WEAK_KEY = "01" + "00" * 31


@dataclass
class Case:
    """An export that holds, in parts that a vector may spoil."""

    desk: Replica
    office: Replica
    clinic: Replica
    commits: list[Commit]
    checkpoint: bytes

    def lines(self) -> list[bytes]:
        commits = [line for commit in self.commits for line in commit.lines()]
        return [FIRST, *commits, self.checkpoint]

    def own(self) -> list[Commit]:
        """The commits of the station that made the export."""
        return [c for c in self.commits if c.signed.header.station == self.desk.station]

    def at(self, commit: Commit) -> int:
        return self.commits.index(commit)

    def put(self, commit: Commit) -> None:
        """Add a commit where its time puts it."""
        self.commits = sorted([*self.commits, commit], key=lambda one: one.place)

    def replace(self, old: Commit, new: Commit) -> None:
        self.commits.remove(old)
        self.put(new)


def make_case() -> Case:
    desk, office, clinic = make_three()
    return Case(desk, office, clinic, desk.in_order(), desk.checkpoint())


def resign(commit: Commit, key: SigningKey, **changes: Any) -> Commit:
    """The same leaves under a header with other parts, signed anew by the station's own key."""
    data = canonical.encode({**json.loads(commit.signed.data), **changes})
    return Commit(SignedHeader(data, key.sign(CONTEXT + data)), commit.leaves)


def sign_checkpoint(key: SigningKey, checkpoint: dict[str, Any]) -> bytes:
    data = canonical.encode(checkpoint)
    return write_part(Closing(data, key.sign(CHECKPOINT_CONTEXT + data)))


Answer = tuple[list[bytes], str, str]
"""The lines, the code, and the commit to be named."""

INVALID: dict[str, Callable[[Case], Answer]] = {}


def invalid(make: Callable[[Case], Answer]) -> Callable[[Case], Answer]:
    """Enter a vector in the table under its name."""
    INVALID[make.__name__.replace("_", "-")] = make
    return make


# Commits that are missing


@invalid
def first_commit_is_missing(case: Case) -> Answer:
    first, second = case.own()[:2]
    case.commits.remove(first)
    return case.lines(), "chain_broken", second.signed.id


@invalid
def commit_in_the_middle_is_missing(case: Case) -> Answer:
    _, middle, after = case.own()
    case.commits.remove(middle)
    return case.lines(), "chain_broken", after.signed.id


@invalid
def commit_seen_by_another_station_is_missing(case: Case) -> Answer:
    gone = case.commits[1]
    case.commits.remove(gone)
    witness = next(
        c
        for c in case.commits[1:]
        if gone.signed.id in {head for _, head in c.signed.header.heads.values()}
    )
    return case.lines(), "head_missing", witness.signed.id


@invalid
def last_commit_is_missing(case: Case) -> Answer:
    last = case.commits.pop()
    return case.lines(), "end_missing", last.signed.id


@invalid
def last_commit_and_checkpoint_are_missing(case: Case) -> Answer:
    case.commits.pop()
    return case.lines()[:-1], "no_checkpoint", ""


@invalid
def everything_is_missing(case: Case) -> Answer:
    return [FIRST], "no_checkpoint", ""


@invalid
def header_in_the_middle_is_missing(case: Case) -> Answer:
    case_lines = case.lines()
    middle = case.commits[3]
    case_lines.remove(middle.lines()[0])
    return case_lines, "leaves_missing", case.commits[2].signed.id


@invalid
def first_header_is_missing(case: Case) -> Answer:
    lines = case.lines()
    del lines[1]
    return lines, "damaged", ""


@invalid
def file_ends_within_a_commit(case: Case) -> Answer:
    return case.lines()[:-2], "leaves_missing", case.commits[-1].signed.id


@invalid
def file_ends_within_a_line(case: Case) -> Answer:
    lines = case.lines()[:-2]
    lines[-1] = lines[-1][:-1]
    return lines, "damaged", case.commits[-1].signed.id


# Commits where they do not belong


@invalid
def commits_are_in_another_order(case: Case) -> Answer:
    one, two = case.commits[2:4]
    case.commits[2:4] = [two, one]
    return case.lines(), "out_of_order", one.signed.id


@invalid
def commit_is_replayed(case: Case) -> Answer:
    twice = case.commits[2]
    case.commits.insert(3, twice)
    return case.lines(), "replayed", twice.signed.id


@invalid
def commit_is_replayed_at_the_end(case: Case) -> Answer:
    case.commits.append(case.commits[2])
    return case.lines(), "replayed", case.commits[2].signed.id


@invalid
def station_is_forked(case: Case) -> Answer:
    last = case.own()[-1]
    twin = resign(last, case.desk.key, time=last.signed.header.time[:-1] + "9")
    case.put(twin)
    return case.lines(), "forked", twin.signed.id


@invalid
def last_commit_is_back_dated_before_its_own_predecessor(case: Case) -> Answer:
    last = case.own()[-1]
    earlier = resign(last, case.desk.key, time="2025-09-12T08:00:00.000Z+0000")
    case.replace(last, earlier)
    return case.lines(), "back_dated", earlier.signed.id


@invalid
def commit_is_back_dated_before_one_it_has_seen(case: Case) -> Answer:
    first, second, *_ = case.own()
    stamp = first.signed.header.time[:-4] + "0001"
    earlier = resign(second, case.desk.key, time=stamp)
    case.replace(second, earlier)
    return case.lines(), "back_dated", earlier.signed.id


@invalid
def history_is_written_anew_after_another_station_saw_it(case: Case) -> Answer:
    first, *_ = case.own()
    lie = Replica("desk")
    lie.write(lie.say(lie.next_id(), "name", {"text": "Нехта Іншы"}))
    (forged,) = lie.in_order()
    case.replace(first, forged)
    witness = next(
        c
        for c in case.commits
        if first.signed.id in {head for _, head in c.signed.header.heads.values()}
    )
    return case.lines(), "head_missing", witness.signed.id


@invalid
def chain_skips_a_number(case: Case) -> Answer:
    last = case.own()[-1]
    skipping = resign(last, case.desk.key, seq=last.signed.header.seq + 1)
    case.replace(last, skipping)
    return case.lines(), "chain_broken", skipping.signed.id


@invalid
def chain_goes_through_another_station(case: Case) -> Answer:
    last = case.own()[-1]
    foreign = next(c for c in case.commits if c.signed.header.station == case.office.station)
    bent = resign(last, case.desk.key, prev=foreign.signed.id)
    case.replace(last, bent)
    return case.lines(), "chain_broken", bent.signed.id


@invalid
def head_has_a_wrong_number(case: Case) -> Answer:
    last = case.own()[-1]
    heads = {name: [seq + 1, head] for name, (seq, head) in last.signed.header.heads.items()}
    bent = resign(last, case.desk.key, heads=heads)
    case.replace(last, bent)
    return case.lines(), "head_wrong", bent.signed.id


# Headers and signatures


@invalid
def header_is_changed(case: Case) -> Answer:
    last = case.commits[-1]
    data = last.signed.data.replace(b'"seq":3', b'"seq":4')
    case.commits[-1] = changed = Commit(SignedHeader(data, last.signed.signature), last.leaves)
    return case.lines(), "bad_signature", changed.signed.id


@invalid
def header_is_signed_by_another_station(case: Case) -> Answer:
    last = case.commits[-1]
    case.commits[-1] = resign(last, case.office.key)
    return case.lines(), "bad_signature", last.signed.id


@invalid
def station_is_a_key_under_which_anybody_can_sign(case: Case) -> Answer:
    weak = resign(case.commits[-1], case.desk.key, station=WEAK_KEY, seq=1, prev="")
    # R is the neutral point and S is nought: it fits every message under the neutral key.
    weak = Commit(SignedHeader(weak.signed.data, bytes.fromhex(WEAK_KEY) + bytes(32)), weak.leaves)
    case.put(weak)
    return case.lines(), "bad_signature", weak.signed.id


def _spoil_header(name: str, spoil: Callable[[bytes], bytes]) -> None:
    def make(case: Case) -> Answer:
        last = case.commits[-1]
        data = spoil(last.signed.data)
        assert data != last.signed.data
        signed = SignedHeader(data, case.desk.key.sign(CONTEXT + data))
        case.commits[-1] = Commit(signed, last.leaves)
        return case.lines(), "bad_header", signed.id

    make.__name__ = f"header_{name}"
    invalid(make)


def _set(**changes: Any) -> Callable[[bytes], bytes]:
    return lambda data: canonical.encode({**json.loads(data), **changes})


def _drop(name: str) -> Callable[[bytes], bytes]:
    return lambda data: canonical.encode(
        {key: value for key, value in json.loads(data).items() if key != name}
    )


_spoil_header("has_a_space", lambda data: data.replace(b",", b", ", 1))
_spoil_header("has_a_member_twice", lambda data: data.replace(b"{", b'{"a":1,"a":1,', 1))
_spoil_header("has_its_members_in_another_order", lambda data: data[:-1] + b',"a":1}')
_spoil_header("has_a_fraction", lambda data: data.replace(b"{", b'{"a":1.5,', 1))
_spoil_header(
    "has_a_number_too_large", lambda data: data.replace(b"{", b'{"a":9007199254740992,', 1)
)
_spoil_header("has_an_escape_too_many", lambda data: data.replace(b'"v"', b'"\\u0076"'))
_spoil_header(
    "is_nested_too_deeply",
    lambda data: data.replace(b"{", b'{"a":' + b"[" * 64 + b"]" * 64 + b",", 1),
)
_spoil_header("is_cut_off", lambda data: data[:-1])
_spoil_header("is_a_list", lambda data: b"[" + data + b"]")
_spoil_header("has_no_root", _drop("root"))
_spoil_header("is_of_version_2", _set(v=2))
_spoil_header("has_true_as_its_version", _set(v=True))
_spoil_header("has_number_nought", _set(seq=0))
_spoil_header("has_number_1_and_a_predecessor", _set(seq=1))
_spoil_header("has_number_3_and_no_predecessor", _set(prev=""))
_spoil_header("has_no_leaves", _set(n=0))
_spoil_header("has_a_root_in_capitals", _set(root="AB" * 32))
_spoil_header("has_a_root_with_spaces", _set(root=" " * 32 + "ab" * 16))
_spoil_header("has_seen_itself", lambda data: _see_itself(data))
_spoil_header("has_a_head_without_number", _set(heads={"ab" * 32: ["1", "cd" * 32]}))
_spoil_header("has_a_time_that_is_none", _set(time="2025-02-30T08:00:00.000Z+0000"))
_spoil_header("has_the_hour_24", _set(time="2025-02-20T24:00:00.000Z+0000"))
_spoil_header("has_a_time_in_other_digits", _set(time="２025-02-20T08:00:00.000Z+0000"))


def _see_itself(data: bytes) -> bytes:
    station = json.loads(data)["station"]
    return _set(heads={station: [1, "ab" * 32]})(data)


# Statements


@invalid
def statement_is_changed(case: Case) -> Answer:
    lines = case.lines()
    (at,) = [at for at, line in enumerate(lines) if "Алесь".encode() in line]
    lines[at] = lines[at].replace("Алесь".encode(), "Олесь".encode())
    return lines, "wrong_root", case.commits[0].signed.id


@invalid
def salt_is_changed(case: Case) -> Answer:
    lines = case.lines()
    lines[2] = lines[2][:-4] + (b'0"}\n' if lines[2][-4:-3] != b"0" else b'1"}\n')
    return lines, "wrong_root", case.commits[0].signed.id


@invalid
def leaf_is_missing(case: Case) -> Answer:
    lines = case.lines()
    del lines[3]
    return lines, "leaves_missing", case.commits[0].signed.id


@invalid
def leaf_is_there_twice(case: Case) -> Answer:
    lines = case.lines()
    lines.insert(3, lines[3])
    return lines, "leaves_missing", case.commits[0].signed.id


@invalid
def leaves_are_in_another_order(case: Case) -> Answer:
    lines = case.lines()
    lines[2:4] = [lines[3], lines[2]]
    return lines, "wrong_root", case.commits[0].signed.id


@invalid
def leaves_are_swapped_between_commits(case: Case) -> Answer:
    one, two = case.commits[:2]
    (a, *rest), (b, *others) = one.leaves, two.leaves
    case.commits[0] = Commit(one.signed, (b, *rest))
    case.commits[1] = Commit(two.signed, (a, *others))
    return case.lines(), "wrong_root", one.signed.id


@invalid
def leaf_is_emptied_without_an_erasure(case: Case) -> Answer:
    case.commits[0] = case.commits[0].without([1])
    return case.lines(), "emptied", case.commits[0].signed.id


@invalid
def leaf_is_emptied_and_its_erasure_names_another(case: Case) -> Answer:
    commit = case.own()[1]
    erase = json.loads(commit.leaves[1].data or b"")
    assert erase["verb"] == "erase"
    leaf = canonical.encode({**erase, "leaves": ["ab" * 32]})
    salted = SaltedLeaf(bytes(16), leaf, hash_leaf(bytes(16), leaf))
    leaves = (commit.leaves[0], salted, *commit.leaves[2:])
    root = compute_root([one.compute_hash() for one in leaves]).hex()
    emptied = case.own()[0]
    end = len(case.own())
    bent = resign(Commit(commit.signed, leaves), case.desk.key, root=root)
    last = resign(case.own()[-1], case.desk.key, prev=bent.signed.id)
    case.replace(commit, bent)
    case.replace(case.own()[-1], last)
    heads = {name: list(head) for name, head in last.signed.header.heads.items()}
    heads[case.desk.station] = [end, last.signed.id]
    case.checkpoint = _make_checkpoint(case, heads=heads)
    return case.lines(), "emptied", emptied.signed.id


@invalid
def hashes_are_cut_at_another_place(case: Case) -> Answer:
    # Both together are the bytes that their parent is computed from, and the root would hold.
    lines = case.lines()
    one, two = [empty(leaf).hash for leaf in case.commits[0].leaves[2:4]]
    whole = one + two
    lines[4] = b'{"hash":"' + whole[:31].hex().encode() + b'"}\n'
    lines[5] = b'{"hash":"' + whole[31:].hex().encode() + b'"}\n'
    return lines, "damaged", case.commits[0].signed.id


# Lines


def _spoil_line(name: str, number: int, spoil: Callable[[bytes], bytes]) -> None:
    def make(case: Case) -> Answer:
        lines = case.lines()
        assert spoil(lines[number]) != lines[number]
        lines[number] = spoil(lines[number])
        return lines, "damaged", case.commits[0].signed.id if number > 1 else ""

    make.__name__ = f"line_{name}"
    invalid(make)


_spoil_line("is_empty", 3, lambda line: b"\n")
_spoil_line("ends_in_carriage_return", 3, lambda line: line[:-1] + b"\r\n")
_spoil_line("has_a_space", 3, lambda line: line.replace(b":", b": ", 1))
_spoil_line("has_an_unknown_member", 3, lambda line: b'{"extra":1,' + line[1:])
_spoil_line("has_its_members_in_another_order", 1, lambda line: _turn_around(line))
_spoil_line("has_hexadecimal_capitals", 1, lambda line: _shout(line))
_spoil_line("has_spaces_in_its_hexadecimal", 3, lambda line: line[:-5] + b'  "}\n')
_spoil_line("has_a_short_signature", 1, lambda line: line[:-5] + b'"}\n')
_spoil_line("has_a_short_salt", 3, lambda line: line[:-5] + b'"}\n')
_spoil_line("is_not_utf_8", 3, lambda line: line.replace("А".encode(), b"\xd0\xff"))
_spoil_line("has_half_a_character", 3, lambda line: line.replace("А".encode(), b"\\ud800"))
_spoil_line("is_no_json", 3, lambda line: b"hello\n")
_spoil_line("is_a_number", 3, lambda line: b"12\n")
_spoil_line("is_very_deeply_nested", 3, lambda line: b"[" * 20_000 + b"]" * 20_000 + b"\n")
_spoil_line("begins_the_file_again", 3, lambda line: FIRST)


def _turn_around(line: bytes) -> bytes:
    members = json.loads(line)
    turned = dict(reversed(members.items()))
    return json.dumps(turned, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _shout(line: bytes) -> bytes:
    return line[:-131] + line[-131:-3].upper() + line[-3:]


@invalid
def file_has_another_first_line(case: Case) -> Answer:
    return [FIRST.replace(b"1", b"2"), *case.lines()[1:]], "damaged", ""


@invalid
def file_is_empty(case: Case) -> Answer:
    return [], "damaged", ""


@invalid
def something_stands_after_the_checkpoint(case: Case) -> Answer:
    return [*case.lines(), case.lines()[2]], "damaged", case.commits[-1].signed.id


@invalid
def checkpoint_stands_twice(case: Case) -> Answer:
    return [*case.lines(), case.checkpoint], "damaged", case.commits[-1].signed.id


# Checkpoints


def _make_checkpoint(case: Case, **changes: Any) -> bytes:
    said = json.loads(json.loads(case.checkpoint)["checkpoint"])
    return sign_checkpoint(case.desk.key, {**said, **changes})


@invalid
def checkpoint_is_by_somebody_else(case: Case) -> Answer:
    stranger = Replica("stranger")
    said = json.loads(json.loads(case.checkpoint)["checkpoint"])
    case.checkpoint = sign_checkpoint(stranger.key, {**said, "station": stranger.station})
    return case.lines(), "foreign_checkpoint", ""


@invalid
def checkpoint_is_not_signed_by_its_station(case: Case) -> Answer:
    said = json.loads(json.loads(case.checkpoint)["checkpoint"])
    case.checkpoint = sign_checkpoint(case.office.key, said)
    return case.lines(), "bad_checkpoint", ""


@invalid
def checkpoint_is_older_than_the_ledger(case: Case) -> Answer:
    *_, before, last = case.own()
    heads = {name: list(head) for name, head in before.signed.header.heads.items()}
    heads[case.desk.station] = [before.signed.header.seq, before.signed.id]
    case.checkpoint = _make_checkpoint(case, heads=heads)
    return case.lines(), "old_checkpoint", last.signed.id


@invalid
def end_is_cut_off_and_the_checkpoint_is_an_older_one(case: Case) -> Answer:
    first, second, last = case.own()
    case.commits = [commit for commit in case.commits if commit not in (second, last)]
    heads = {case.desk.station: [1, first.signed.id]}
    case.checkpoint = _make_checkpoint(case, heads=heads)
    # A colleague's station has seen what is gone: its next commit says so.
    case.office.receive(second)
    case.office.clock.now = case.desk.clock.now
    witness = case.office.write(
        case.office.say(case.office.next_id(), "name", {"text": "Ян Нехта"})
    )
    case.put(witness)
    return case.lines(), "head_missing", witness.signed.id


def _spoil_checkpoint(name: str, **changes: Any) -> None:
    def make(case: Case) -> Answer:
        case.checkpoint = _make_checkpoint(case, **changes)
        return case.lines(), "bad_checkpoint", ""

    make.__name__ = f"checkpoint_{name}"
    invalid(make)


_spoil_checkpoint("is_of_version_2", v=2)
_spoil_checkpoint("has_a_head_that_is_none", heads={"ab" * 32: [0, "cd" * 32]})
_spoil_checkpoint("has_a_time_that_is_none", time="yesterday")
_spoil_checkpoint("has_a_fraction", extra=None, heads={"ab" * 32: [True, "cd" * 32]})


# What holds


def make_valid() -> dict[str, bytes]:
    """Exports that hold."""
    alone = Replica("alone")
    record = alone.next_id()
    alone.write(
        alone.say(record, "name", {"text": "Ева Выдумка", "language": "be"}),
        alone.say(record, "birth_date", "1991-06-XX"),
    )
    known_later = make_case()
    last = known_later.own()[-1]
    future = resign(
        last, known_later.desk.key, note={"of": "a later version", "\U0001f600": [1, "\uffff"]}
    )
    known_later.replace(last, future)
    heads = {name: list(head) for name, head in last.signed.header.heads.items()}
    heads[known_later.desk.station] = [last.signed.header.seq, future.signed.id]
    known_later.checkpoint = _make_checkpoint(known_later, heads=heads, note="of a later version")

    odd = Replica("odd")
    odd.write_leaves(
        [
            write_leaf(odd.say(odd.next_id(), "note", {"\U0001f600": "later", "\uffff": "first"})),
            b'{"verb":"say","of":"members in an order that is not canonical"}',
            b"not JSON at all, and kept as it is \xe2\x80\xae",
            canonical.encode({"verb": "doubt", "id": "of a later version"}),
            b"",
        ]
    )
    lagging, quick = Replica("lagging"), Replica("quick", Clock())
    quick.clock.jump(86_400)
    said = quick.write(quick.say(quick.next_id(), "name", {"text": "Ян Нехта"}))
    lagging.receive(said)
    for _ in range(3):
        lagging.clock.jump(-3_600)
        lagging.write(lagging.say(lagging.next_id(), "note", "written with a clock that runs back"))
    exchange(lagging, quick)
    withheld = make_case()
    foreign = next(
        c for c in withheld.commits if c.signed.header.station == withheld.clinic.station
    )
    withheld.commits[withheld.at(foreign)] = foreign.without(range(len(foreign.leaves)))
    exports = {
        "one-commit": alone.export(),
        "three-stations-with-erased-and-withheld-leaves": make_case().lines(),
        "all-leaves-of-another-station-withheld": withheld.lines(),
        "header-and-checkpoint-with-members-of-a-later-version": known_later.lines(),
        "leaves-that-say-nothing-this-version-can-read": odd.export(),
        "clock-running-backwards-behind-another-station": lagging.export(),
    }
    return {name: b"".join(lines) for name, lines in exports.items()}


def make_proofs() -> dict[str, tuple[bytes, str]]:
    """Proofs of single statements with the code that a verifier must give, or none."""
    replica = Replica("prover")
    record = replica.next_id()
    facts = [replica.say(record, "name", {"text": f"Вымысел {n}"}) for n in range(6)]
    commit = replica.write(*facts)
    hashes = [leaf.compute_hash() for leaf in commit.leaves]

    def prove(index: int, of: Commit = commit) -> bytes:
        return write_proof(of.signed, hashes, index, commit.leaves[index]) + b"\n"

    def change(**changes: Any) -> bytes:
        return canonical.encode({**json.loads(prove(2)), **changes}) + b"\n"

    single = Replica("single")
    one = single.write_leaves([b'{"verb":"act","action":"lone","member":"nobody"}'])
    lone = Replica("lone")
    alone = lone.write()
    path = [node.hex() for node in find_path(hashes, 2)]
    last_path = [node.hex() for node in find_path(hashes, 6)]
    other = resign(commit, Replica("other").key)
    proofs = {f"leaf-{index}-of-7": (prove(index), "") for index in (0, 3, 6)}
    proofs["the-only-leaf"] = (
        write_proof(alone.signed, [alone.leaves[0].compute_hash()], 0, alone.leaves[0]) + b"\n",
        "",
    )
    signature = json.loads(prove(2))["signature"]
    proofs |= {
        "signature-by-another-station": (prove(2, other), "bad_signature"),
        "signature-in-capitals": (change(signature=signature.upper()), "damaged"),
        "index-of-another-leaf": (change(index=3), "wrong_root"),
        "index-beyond-the-leaves": (change(index=7), "wrong_root"),
        "index-below-nought": (prove(2).replace(b'"index":2', b'"index":-1'), "damaged"),
        "path-too-short": (change(path=path[:-1]), "wrong_root"),
        "path-too-long": (change(path=[*path, path[0]]), "wrong_root"),
        "path-in-another-order": (change(path=path[::-1]), "wrong_root"),
        "path-of-another-leaf": (change(path=last_path), "wrong_root"),
        "path-with-a-short-hash": (change(path=[path[0][2:], *path[1:]]), "damaged"),
        "leaf-changed": (
            prove(2).replace("Вымысел 1".encode(), "Вымысел 9".encode()),
            "wrong_root",
        ),
        "leaf-not-canonical": (
            write_proof(one.signed, [one.leaves[0].compute_hash()], 0, one.leaves[0]) + b"\n",
            "damaged",
        ),
        "salt-too-short": (change(salt="ab"), "damaged"),
        "header-changed": (prove(2).replace(b'\\"n\\":7', b'\\"n\\":8'), "bad_signature"),
        "header-not-canonical": (prove(2).replace(b'\\"n\\":7', b'\\"n\\": 7'), "bad_header"),
        "no-line-feed": (prove(2)[:-1], "damaged"),
        "two-line-feeds": (prove(2) + b"\n", "damaged"),
        "unknown-member": (change(extra=1), "damaged"),
        "version-2": (change(v=2), "damaged"),
        "no-json": (b"a fact\n", "damaged"),
    }
    return proofs


def make_parts() -> bytes:
    """The single steps, for whoever writes another reader."""
    key = SigningKey(sha256(b"test station alone").digest())
    lines = make_valid()["one-commit"].splitlines()
    header = json.loads(lines[1])
    leaves = [json.loads(line) for line in lines[2:-1]]
    hashes = [hash_leaf(bytes.fromhex(leaf["salt"]), leaf["leaf"].encode()) for leaf in leaves]
    text = header["header"].encode()
    return _write_json(
        {
            "station": {"seed": key.seed().hex(), "name": key.station},
            "leaves": [
                {**leaf, "hash": digest.hex()} for leaf, digest in zip(leaves, hashes, strict=True)
            ],
            "roots": [compute_root(hashes[: n + 1]).hex() for n in range(len(hashes))],
            "header": header["header"],
            "id": sha256(CONTEXT + text).hexdigest(),
            "signature": header["signature"],
            "canonical": [
                {"value": value, "bytes": canonical.encode(value).hex()}
                for value in (
                    {"б": 1, "a": [None, True, False]},
                    {"\U0001f600": "sorted by UTF-16", "\uffff": "after the one beyond the plane"},
                    'escapes: " \\ / \b \f \n \r \t \x00 \x1f \x7f \u2028',
                    [-9007199254740991, 9007199254740991, 0],
                )
            ],
        }
    )


def _write_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def make() -> dict[str, bytes]:
    """All vectors: path within this folder → bytes."""
    files: dict[str, bytes] = {}
    expected: dict[str, Any] = {}
    for name, data in make_valid().items():
        files[f"valid/{name}.jsonl"] = data
    for name, spoil in INVALID.items():
        lines, code, commit = spoil(make_case())
        files[f"invalid/{name}.jsonl"] = b"".join(lines)
        expected[f"invalid/{name}.jsonl"] = {"code": code, "commit": commit}
    for name, (data, code) in make_proofs().items():
        path = f"proofs/{'invalid' if code else 'valid'}/{name}.json"
        files[path] = data
        if code:
            expected[path] = {"code": code}
    files["expected.json"] = _write_json(expected)
    files["parts.json"] = make_parts()
    return files


if __name__ == "__main__":
    for path, data in make().items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(data)
