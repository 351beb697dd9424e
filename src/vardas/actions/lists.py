"""Takes in somebody's list: every row becomes a listing, in one commit; and takes it back whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from vardas.actions.plan import Outcome, Plan
from vardas.errors import InputError, Problem
from vardas.imports.observe import Observation
from vardas.ledger.identifier import Sequence
from vardas.ledger.statement import Act, Say, Statement
from vardas.registry.fold.folding import Progress, ignore_progress
from vardas.registry.records.fields import Fact, ValueRefused
from vardas.registry.records.models import Listing, Source, StatementRow
from vardas.registry.station import Station
from vardas.registry.store import LEAF_BITS
from vardas.registry.writing import write_commit

_NAMING = {"later", "earlier", "field"}


class NotAList(InputError):
    """The source named holds no rows of an import."""

    code = "not_a_list"
    message = "This is no imported list, or its import has been taken back already."


@dataclass(frozen=True)
class ImportedList:
    """What an import brought: the list as a source, the commit, and how many of what."""

    source: UUID
    commit: str
    rows: int
    problems: int
    statements: int


class _Import:
    """Turns observations into statements, one after another, and counts them."""

    def __init__(self, station: Station, source: UUID, identifiers: Sequence) -> None:
        self._station = station
        self._source = source
        self._identifiers = identifiers
        self._facts = {fact.name: fact for fact in Listing.facts()}
        self.rows = self.problems = self.statements = 0

    def say_source(self, described: Mapping[str, Any]) -> Iterator[Statement]:
        """Say what the list is."""
        for field, value in described.items():
            fact = Source.fact(field)
            if fact is not None and value not in (None, ""):
                yield self._say(self._source, "source", field, fact.accept(value), None)

    def say_row(self, observation: Observation) -> Iterator[Statement]:
        """Say what one row holds as written, how it was read, and what is wrong with it."""
        self.rows += 1
        record = self._next()
        number = observation.number
        cells = {"row": number, "cells": dict(observation.cells)}
        yield self._say(record, "listing", "cells", cells, number)
        problems = list(observation.problems)
        for field, value in observation.values.items():
            fact = self._facts.get(field)
            if fact is None or value in (None, ""):
                continue
            for one in value if isinstance(value, list | tuple) else [value]:
                accepted = _accept(fact, one, problems, number)
                if accepted is not None:
                    yield self._say(record, "listing", field, accepted, number)
        for problem in problems:
            self.problems += 1
            yield self._say(record, "listing", "problem", write_problem(problem), number)

    def _say(self, record: UUID, kind: str, field: str, value: Any, row: int | None) -> Say:
        self.statements += 1
        quote = {"row": row} if row is not None else None
        return Say(self._next(), record, kind, field, value, self._source, quote)

    def _next(self) -> UUID:
        return self._identifiers.next(int(self._station.clock().timestamp() * 1000))


def import_list(
    station: Station,
    member: UUID,
    observations: Iterable[Observation],
    described: Mapping[str, Any],
    *,
    columns: Iterable[str] = (),
    total: int = 0,
    progress: Progress = ignore_progress,
) -> ImportedList:
    """Commit a list as one commit: the list as a source, and every row as a listing.

    ``described`` holds facts about the source (title, publisher, file_name, digest …), ``columns``
    its headings in their order. A value that does not fit its field becomes a problem of its row;
    the row as written is kept in any case.
    ``total`` is the expected number of statements, for the progress.
    """
    identifiers = Sequence(station.random)
    source = identifiers.next(int(station.clock().timestamp() * 1000))
    taking = _Import(station, source, identifiers)

    def statements() -> Iterator[Statement]:
        headings = list(columns)
        held = {"columns": {"headings": headings}} if headings else {}
        yield from taking.say_source({"type": "list", **described, **held})
        for observation in observations:
            yield from taking.say_row(observation)

    signed = write_commit(
        station,
        Act(str(member), "import_list"),
        statements(),
        total=total,
        progress=progress,
    )
    return ImportedList(source, signed.id, taking.rows, taking.problems, taking.statements)


def undo_import(station: Station, member: UUID, source: UUID, why: str) -> Outcome:
    """Withdraw every statement that the import of this list made; raises NotAList.

    People made from its rows by later decisions stay: they were somebody's decision.
    """
    first = (
        StatementRow.objects.filter(record=source, kind="source")
        .order_by("position")
        .values_list("position", flat=True)
        .first()
    )
    if first is None or not Listing.objects.filter(list=source).exists():
        raise NotAList
    start = first >> LEAF_BITS << LEAF_BITS
    made = StatementRow.objects.filter(
        position__gte=start, position__lt=start + (1 << LEAF_BITS)
    ).order_by("position")
    plan = Plan(station, member, "undo_import", why)
    plan.retract(list(made.values_list("statement", flat=True)), why)
    return plan.commit()


def write_problem(problem: Problem) -> dict[str, Any]:
    """Write a problem as a statement's value; :func:`read_problem` reads it."""
    return {
        "code": problem.code,
        "message": problem.message,
        "fields": dict(problem.fields),
        "place": problem.place,
    }


def read_problem(value: Mapping[str, Any]) -> Problem:
    """Read a problem from a statement's value, also one of another version."""
    fields = value.get("fields")
    return Problem(
        str(value.get("code", "")),
        str(value.get("message", "")),
        fields if isinstance(fields, dict) else {},
        str(value.get("place", "")),
    )


def name_fields(problem: Problem) -> Problem:
    """Return the problem with the fields it speaks of called as on the pages."""
    fields = dict(problem.fields)
    for key in _NAMING & fields.keys():
        fact = Listing.fact(str(fields[key]))
        if fact is not None:
            fields[key] = str(fact.label)
    return replace(problem, fields=fields)


def _accept(fact: Fact, value: Any, problems: list[Problem], row: int) -> Any:
    try:
        return fact.accept(value)
    except ValueRefused:
        problems.append(
            Problem(
                "value_not_read",
                "“{value}” could not be read as {field}. It is kept as written.",
                {"value": str(value)[:200], "field": fact.name},
                f"row {row}",
            )
        )
        return None
