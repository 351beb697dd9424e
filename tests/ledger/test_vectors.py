"""The vectors on disk: still what is made, and judged alike by both verifiers."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.ledger.independent import PROGRAM, find_fault, verify_both
from tests.vectors.make import FOLDER, make
from vardas.keys.signing import SigningKey
from vardas.ledger import canonical
from vardas.ledger.commit import CONTEXT
from vardas.ledger.merkle import compute_root, hash_leaf
from vardas.ledger.verdict import MESSAGES

EXPECTED = json.loads((FOLDER / "expected.json").read_bytes())
FILES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.json*"))


def read_lines(name: str) -> list[bytes]:
    return (FOLDER / name).read_bytes().splitlines(keepends=True)


def test_the_vectors_are_what_is_made() -> None:
    made = make()
    assert sorted(made) == FILES
    different = [name for name, data in made.items() if (FOLDER / name).read_bytes() != data]
    assert different == [], "run python -m tests.vectors.make and look at what changed"


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("valid/")])
def test_a_valid_ledger_holds(name: str) -> None:
    verdict, _ = verify_both(read_lines(name))
    assert verdict.findings == ()
    assert verdict.commits > 0


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.startswith("invalid/")])
def test_an_invalid_ledger_is_named_by_code_and_commit(name: str) -> None:
    expected = EXPECTED[name]
    verdict, theirs = verify_both(read_lines(name))
    found = {(finding.code, finding.commit) for finding in verdict.findings}
    assert (expected["code"], expected["commit"]) in found, verdict.findings
    assert (theirs["code"], theirs["commit"]) in found
    assert {finding.code for finding in verdict.findings} <= MESSAGES.keys()


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith("proofs/")])
def test_a_proof_is_judged_alike(name: str) -> None:
    expected = EXPECTED.get(name, {"code": ""})
    assert find_fault((FOLDER / name).read_bytes()) == expected["code"]


def test_the_parts_are_right() -> None:
    parts = json.loads((FOLDER / "parts.json").read_bytes())
    key = SigningKey(bytes.fromhex(parts["station"]["seed"]))
    assert key.station == parts["station"]["name"]
    header = parts["header"].encode()
    assert sha256(CONTEXT + header).hexdigest() == parts["id"]
    assert key.sign(CONTEXT + header).hex() == parts["signature"]
    hashes = [hash_leaf(bytes.fromhex(p["salt"]), p["leaf"].encode()) for p in parts["leaves"]]
    assert [digest.hex() for digest in hashes] == [part["hash"] for part in parts["leaves"]]
    roots = [compute_root(hashes[: n + 1]).hex() for n in range(len(hashes))]
    assert roots == parts["roots"]
    assert json.loads(header)["root"] == roots[-1]
    for part in parts["canonical"]:
        assert canonical.encode(part["value"]).hex() == part["bytes"]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_program_says_what_holds_and_what_does_not(tmp_path: Path) -> None:
    valid = FOLDER / "valid/three-stations-with-erased-and-withheld-leaves.jsonl"
    invalid = FOLDER / "invalid/statement-is-changed.jsonl"
    proof = FOLDER / "proofs/valid/leaf-3-of-7.json"
    answer = run(valid)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "holds: True" in answer.stdout
    assert "erased: 2" in answer.stdout
    answer = run(invalid, "--json")
    said = json.loads(answer.stdout)
    assert (answer.returncode, answer.stderr) == (1, "")
    assert (said["code"], said["commit"]) == tuple(
        EXPECTED["invalid/statement-is-changed.jsonl"].values()
    )
    answer = run(proof)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Вымысел 2" in answer.stdout
    assert run(tmp_path / "missing").returncode == 2
    assert run(tmp_path).returncode == 2
    assert run().returncode == 2
    station = json.loads(run(valid, "--json").stdout)["station"]
    assert run(valid, "--station", station).returncode == 0
    assert run(valid, "--station", "ab" * 32).returncode == 1
    assert run(proof, "--station", station).returncode == 1


def test_the_program_is_short_and_stands_alone() -> None:
    text = PROGRAM.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 200
    modules = {
        line.split()[1].split(".")[0]
        for line in text.splitlines()
        if line.startswith(("import ", "from "))
    }
    assert modules - {"cryptography"} <= sys.stdlib_module_names
