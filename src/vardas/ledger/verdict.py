"""What a verification finds, as values: each finding names its commit, what is wrong, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold: which commit, what (code) and why (template)."""

    code: str
    message: str
    commit: str = ""
    station: str = ""
    seq: int = 0
    detail: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a verification found. ``partial`` names the commits of which leaves were withheld."""

    commits: int
    statements: int
    erased: int
    withheld: int
    findings: tuple[Finding, ...]
    partial: tuple[str, ...] = ()
    checkpoint: str = ""
    """The station whose checkpoint vouches for the end; compare it with the name you were told."""

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
    "forked": "another commit has the same station and number: the station's key was used twice",
    "chain_broken": "the commit before this one is missing or was replaced",
    "back_dated": "this commit claims a time not after one that it follows",
    "head_missing": "this commit has seen another one that is missing here",
    "head_wrong": "this commit says of another one a station or number that is not its own",
    "leaf_changed": "a statement of this commit was changed",
    "leaves_missing": "the number of statements is not the one that was signed",
    "wrong_root": "the statements are not those that were signed",
    "emptied": "a statement has lost its content, and no erasure names it",
    "bad_checkpoint": "the checkpoint is damaged or not signed by its station",
    "foreign_checkpoint": "the checkpoint is by a station that cannot vouch for this ledger",
    "old_checkpoint": "the checkpoint is older than its station's newest commit here",
    "no_checkpoint": "there is no checkpoint that would show whether the end is missing",
    "end_missing": "the newest commits are missing: the checkpoint names one that is not here",
    "damaged": "the file or database is damaged here",
}
"""Code → why, in a sentence that is translated where it is shown."""
