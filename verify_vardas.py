#!/usr/bin/env python3
"""Check an exported Vardas ledger, or one proved fact, without trusting or running Vardas.

    python3 verify_vardas.py FILE [--station NAME] [--json]

Needs Python 3.10 and the package "cryptography". The format is docs/format/ledger.md, and numbers
in comments are those of its rules. Stops at the first thing that does not hold. Exit status: 0 all
holds, 1 something does not, 2 the call is wrong. Compare the station it names with the name you
were told by another way (or use --station): a ledger written anew holds under its new key.
"""

import argparse
import json
import re
import sys
from datetime import datetime
from hashlib import sha256
from itertools import accumulate, chain

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

P, Y8 = 2**255 - 19, 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
WEAK = (0, 1, P - 1, Y8, P - Y8)  # keys of small order: anybody can sign under them

# What things look like in canonical JSON. SIGNED: context of a signature, form, number of members.
TEXT, HASH, COUNT = r'"(?:[^"\\\ud800-\udfff]|\\.)*"', '"[0-9a-f]{64}"', "[1-9][0-9]*"
TIME = r'"[0-9]{4}(-[0-9]{2}){2}T(?!24)[0-9]{2}(:[0-9]{2}){2}\.[0-9]{3}Z\+[0-9a-f]{4}"'
KNOWN = ("v", "station", "time", "heads", "seq", "prev", "n", "root")
PARTS = rf"1,{HASH},{TIME},\{{({HASH}:\[{COUNT},{HASH}\],?)*\}}"
HEADER = rf'\[{PARTS},(1,""|(?!1,){COUNT},{HASH}),{COUNT},{HASH}\]'
SIGNED = {"header": (b"vardas-commit-v1\0", HEADER, 8)}
SIGNED["checkpoint"] = (b"vardas-checkpoint-v1\0", rf"\[{PARTS}\]", 4)
SALTED, SIGNATURE = '"salt":"[0-9a-f]{32}"', '"signature":"[0-9a-f]{128}"'
FIRST = b'{"format":"vardas-ledger","v":1}\n'
LINE = rf'{{("(header|checkpoint)":{TEXT},{SIGNATURE}|"leaf":{TEXT},{SALTED}|"hash":{HASH})}}'
PROOF = rf'"format":"vardas-proof","header":{TEXT},"index":(0|{COUNT}),"leaf":{TEXT}'
PROOF = rf'{{{PROOF},"path":\[({HASH},?)*\],{SALTED},{SIGNATURE},"v":1}}'


class Fault(Exception):
    """Something does not hold. Its parts: a code of docs/format/ledger.md, why, in which commit."""


def require(good, code, why, commit=""):
    if not good:
        raise Fault(code, why, commit)


def put_in_order(members):
    return dict(sorted(members, key=lambda member: member[0].encode("utf-16-be")))


def read(text):
    """Read one object from canonical JSON: RFC 8785, no floats, 64 levels; {} if it is not that."""
    try:
        value = json.loads(text, object_pairs_hook=put_in_order)
        again = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        marks = re.sub(TEXT, "", again)
        depth = max(accumulate((mark in "[{") - (mark in "]}") for mark in marks))
        largest = max(map(int, re.findall("[0-9][0-9.eE+-]*", marks)), default=0)  # no fractions
    except (ValueError, RecursionError):
        return {}
    good = type(value) is dict and again == text and depth <= 64 and largest < 2**53
    return value if good else {}


def read_line(line, form, commit):
    text = line.decode(errors="surrogateescape")  # TEXT refuses what was no UTF-8
    part = read(text[:-1]) if re.fullmatch(form, text[:-1]) and text[-1] == "\n" else {}
    require(part, "damaged", "a line is cut off, not canonical, or of no known kind", commit)
    return part


def read_signed(part, kind):
    """Read a header or checkpoint (rule 1), and check that its station signed it (rule 3)."""
    context, form, size = SIGNED[kind]
    code, signed = f"bad_{kind}", context + part[kind].encode()
    commit = sha256(signed).hexdigest() if kind == "header" else ""
    try:
        got = read(part[kind])
        known = json.dumps([got[name] for name in KNOWN[:size]], separators=(",", ":"))
        datetime.fromisoformat(got["time"][:23])  # refuses the 30th of February
        good = re.fullmatch(form, known) and (not commit or got["station"] not in got["heads"])
        require(good, code, "a part of its signed text has a wrong form", commit)
        code, key = "bad_signature" if commit else code, bytes.fromhex(got["station"])
        weak = (int.from_bytes(key, "little") & 2**255 - 1) % P in WEAK
        require(not weak, code, "anybody can sign under the key of this station", commit)
        Ed25519PublicKey.from_public_bytes(key).verify(bytes.fromhex(part["signature"]), signed)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        raise Fault(code, "damaged, or not signed by its station", commit) from None
    return got, commit


def hash_leaf(part):
    return sha256(b"\0" + bytes.fromhex(part["salt"]) + part["leaf"].encode()).digest()


def find_root(nodes):
    """Compute the root of RFC 6962 over leaf hashes; an odd one at the end goes up as it is."""
    while len(nodes) > 1:
        pairs = zip(nodes[::2], nodes[1::2], strict=False)
        joined = [sha256(b"\1" + left + right).digest() for left, right in pairs]
        nodes = joined + nodes[len(nodes) & ~1 :]
    return nodes[0].hex()


def check_proof(first, lines, station):
    """Check one statement, its salt, and its path to the root that its station signed."""
    proof = read_line(b"".join([first, *lines]), PROOF, "")
    header, commit = read_signed(proof, "header")
    require(station in ("", header["station"]), "foreign_station", "not that station", commit)
    require(said := read(proof["leaf"]), "damaged", "the leaf is not canonical JSON", commit)
    node, index, last = hash_leaf(proof), proof["index"], header["n"] - 1
    good = index <= last
    for sibling in map(bytes.fromhex, proof["path"]):
        while index == last and index and not index & 1:  # the odd one goes up as it is
            index, last = index >> 1, last >> 1
        node = sha256(b"\1" + (sibling + node if index & 1 else node + sibling)).digest()
        good, index, last = good and last > 0, index >> 1, last >> 1
    good = good and last == 0 and node.hex() == header["root"]
    require(good, "wrong_root", "the path does not lead to the signed root", commit)
    return {"station": header["station"], "commit": commit, "time": header["time"], "said": said}


def check_ledger(first, lines, station):
    """Check an export line by line; all that is kept of a statement is its hash."""
    known, seqs, followed, empty, erasable = {}, {}, [], [], set()
    statements, last, header, commit, hashes, end = 0, ("",), None, "", [], None
    for line in chain(lines, [b""]):  # the last turn closes the last commit
        part = read_line(line, LINE, commit) if line else {}
        good = header or not part or (not end and part.keys() & {"header", "checkpoint"})
        require(good, "damaged", "this line cannot stand here", commit)
        if "leaf" in part:
            hashes.append(hash_leaf(part))
            said = read(part["leaf"]) if '"erase"' in part["leaf"] else {}
            if said.get("verb") == "erase" and type(said.get("leaves")) is list:
                erasable.update(text for text in said["leaves"] if type(text) is str)
        elif "hash" in part:
            hashes.append(bytes.fromhex(part["hash"]))
            empty.append((part["hash"], commit, header["station"]))
        elif header:  # rule 9
            why = f"{len(hashes)} leaves are here, {header['n']} were signed"
            require(len(hashes) == header["n"], "leaves_missing", why, commit)
            require(find_root(hashes) == header["root"], "wrong_root", "a leaf differs", commit)
            statements, hashes = statements + len(hashes) - 1, []
        if "header" in part:
            header, commit = read_signed(part, "header")
            name, seq, time = header["station"], header["seq"], header["time"]
            require(commit not in known, "replayed", "it stands here twice", commit)  # rule 5
            place, twin = (time, name, commit), seqs.setdefault((name, seq), commit)
            require(place > last, "out_of_order", "not where its time puts it", commit)  # rule 4
            require(twin == commit, "forked", f"of one number with {twin}", commit)  # rule 6
            last, known[commit] = place, (name, seq, time)
            followed += [(commit, time, "chain_broken", name, seq - 1, header["prev"])] * (seq > 1)
            followed += [(commit, time, "head_missing", o, *h) for o, h in header["heads"].items()]
        elif "checkpoint" in part:
            end, header = read_signed(part, "checkpoint")[0], None
            followed += [(h[1], "~", "end_missing", o, *h) for o, h in end["heads"].items()]
    for commit, time, code, name, seq, other in followed:  # rules 7, 8 and 11
        what = f"number {seq} of station {name}, {other}"
        require(other in known, code, f"what it names is missing: {what}", commit)
        code = "head_wrong" if code == "head_missing" else code
        require(known[other][:2] == (name, seq), code, f"it names what is not {what}", commit)
        require(known[other][2] < time, "back_dated", f"it is not later than {what}", commit)
    require(end, "no_checkpoint", "nothing shows whether the end is missing")
    by, heads = end["station"], end["heads"]
    require(by in heads and station in ("", by), "foreign_checkpoint", f"{by} cannot vouch here")
    newer = seqs.get((by, heads[by][0] + 1), "")
    require(not newer, "old_checkpoint", "its station has made commits after it", newer)
    for leaf, commit, name in empty:  # rule 10
        require(leaf in erasable or name != by, "emptied", f"no erasure names {leaf}", commit)
    erased = sum(leaf in erasable for leaf, _, _ in empty)
    found = {"erased": erased, "withheld": len(empty) - erased}
    return {"station": by, "commits": len(known), "statements": statements, **found}


def main():
    parser = argparse.ArgumentParser(description="Check an exported Vardas ledger or a proof.")
    parser.add_argument("file", help="an exported ledger or a proof")
    parser.add_argument("--station", default="", help="the name that the station must have")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    asked = parser.parse_args()
    try:
        with open(asked.file, "rb") as lines:
            check = check_ledger if (first := lines.readline()) == FIRST else check_proof
            found = {"holds": True, **check(first, lines, asked.station)}
    except Fault as fault:
        found = dict(zip(("holds", "code", "why", "commit"), (False, *fault.args), strict=True))
    except (OSError, MemoryError) as error:
        parser.error(f"the file cannot be read: {error}")
    sys.stdout.reconfigure(errors="backslashreplace")
    text = "\n".join(f"{name}: {value!r}" for name, value in found.items())  # marks that turn
    sys.stdout.write((json.dumps(found) if asked.json else text) + "\n")  # lines are escaped
    return 0 if found["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
