"""Loads a case into a station: every fact a statement, all of them one commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from vardas.actions.case.reading import Case, CaseFact, Grounds, read_case
from vardas.actions.plan import Outcome, Plan
from vardas.errors import InputError
from vardas.registry.fold.folding import Progress, ignore_progress
from vardas.registry.station import Station

DEMO_CASE = Path(__file__).parent / "september"
"""The expulsion of 11 September 2025, with the releases before and after it."""


class NoCaseHere(InputError):
    """The path names no case."""

    code = "no_case_here"
    message = "There is no case file at this place. Name a .toml file or a folder of them."


@dataclass(frozen=True)
class LoadedCase(Outcome):
    """What loading brought; ``keys`` leads from the keys of the files to the records made."""

    keys: Mapping[str, UUID]


def open_case(path: Path) -> Case:
    """Read a case from one file, or from all TOML files of a folder in the order of their names.

    Raises NoCaseHere and CaseRefused.
    """
    paths = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not paths or not all(one.is_file() for one in paths):
        raise NoCaseHere
    return read_case({one.name: one.read_bytes() for one in paths})


def load_case(
    station: Station,
    member: UUID,
    case: Case | Path | bytes,
    progress: Progress = ignore_progress,
) -> LoadedCase:
    """Load a case, its files, or the content of one file; all records are new ones.

    Raises NoCaseHere, CaseRefused, and what a plan raises; then nothing was written.
    """
    if isinstance(case, Path):
        case = open_case(case)
    elif isinstance(case, bytes):
        case = read_case({"case": case})
    plan = Plan(station, member, "load_case", case.title)
    keys = {key: plan.new_record() for key in case.records}
    for fact in case.facts:
        plan.say(
            keys[fact.record],
            fact.kind,
            fact.field,
            _resolve(fact, keys),
            source=keys[fact.grounds.source],
            quote=_quote(fact.grounds),
            said_by=keys[fact.grounds.by] if fact.grounds.by else "",
            certainty=fact.grounds.certainty,
        )
    outcome = plan.commit(progress)
    return LoadedCase(outcome.commit, outcome.records, outcome.statements, keys)


def _resolve(fact: CaseFact, keys: Mapping[str, UUID]) -> Any:
    return str(keys[fact.value]) if fact.is_reference else fact.value


def _quote(grounds: Grounds) -> dict[str, Any] | None:
    quote: dict[str, Any] = {}
    if grounds.words:
        quote["text"] = grounds.words
    if grounds.at:
        quote["at"] = list(grounds.at)
    return quote or None
