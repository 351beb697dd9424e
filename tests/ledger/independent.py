"""The verifier that imports nothing of ours, taken in by its path; both side by side."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from vardas.ledger.exchange import verify_export
from vardas.ledger.proof import BadProofError, verify_proof
from vardas.ledger.verdict import Verdict

PROGRAM = Path(__file__).parents[2] / "verify_vardas.py"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify_vardas", PROGRAM)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


program = _load()


def check(lines: list[bytes], station: str = "") -> dict[str, Any]:
    """What the program finds, as its ``--json`` says it."""
    first, rest = (lines[0], lines[1:]) if lines else (b"", [])
    of_kind = program.check_ledger if first == program.FIRST else program.check_proof
    try:
        return {"holds": True, **of_kind(first, iter(rest), station)}
    except program.Fault as fault:
        return dict(zip(("holds", "code", "why", "commit"), (False, *fault.args), strict=True))


def verify_both(lines: list[bytes]) -> tuple[Verdict, dict[str, Any]]:
    """Verify an export twice; the two must come to one result.

    The program stops at the first fault, so that its finding is one of those that ours names.
    """
    ours, theirs = verify_export(lines), check(lines)
    assert ours.holds == theirs["holds"], (ours.findings, theirs)
    if ours.holds:
        counts = (theirs["commits"], theirs["statements"], theirs["erased"], theirs["withheld"])
        assert counts == (ours.commits, ours.statements, ours.erased, ours.withheld)
        assert theirs["station"] == ours.checkpoint
    else:
        found = {finding.code for finding in ours.findings}
        assert theirs["code"] in found, (ours.findings, theirs)
    return ours, theirs


def find_fault(proof: bytes) -> str:
    """Verify a proof twice; returns the code that both give, or an empty text."""
    theirs = check([proof])
    try:
        proven = verify_proof(proof)
    except BadProofError as error:
        code = str(error.fields["reason"])
        assert theirs["code"] == code, theirs
        return code
    assert theirs["holds"], theirs
    assert theirs["commit"] == proven.commit
    return ""
