"""A plan: the statements of one thing a member does, checked before any is written.

Plan, then act: everything that can be refused is refused while the plan is made; ``commit`` writes
all of it once, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vardas.errors import InputError
from vardas.ledger.identifier import Sequence as IdentifierSequence
from vardas.ledger.merkle import hash_leaf
from vardas.ledger.statement import (
    Act,
    Certainty,
    Erase,
    Prefer,
    Retract,
    Say,
    Statement,
    write_leaf,
)
from vardas.registry.access.seals import seal_say
from vardas.registry.fold.folding import Progress, ignore_progress
from vardas.registry.fold.indexing import chunked
from vardas.registry.records.models import BY_KIND, StatementRow
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Leaf
from vardas.registry.writing import write_commit

CERTAINTIES: tuple[Certainty, ...] = ("stated", "confirmed", "doubtful", "denied")
_RETRACT_AT_ONCE = 1000


class UnknownField(InputError):
    """The kind of record or its field is not one of this version."""

    code = "unknown_field"
    message = "There is no field “{field}” of a “{kind}”. Check the spelling against the glossary."


class UnknownStatement(InputError):
    """A verb names a statement that is not here or cannot be treated so."""

    code = "unknown_statement"
    message = "This statement is not in the station. Reload the page: it may have been erased."


class NothingPlanned(InputError):
    """The plan holds no statement."""

    code = "nothing_planned"
    message = "Nothing was entered, so nothing was saved. Fill in at least one field."


@dataclass(frozen=True)
class Grounds:
    """How do we know? The source, its exact words, who says so, and how certain it is."""

    source: UUID | None = None
    quote: dict[str, Any] | None = None
    said_by: str = ""
    certainty: Certainty = "stated"


@dataclass(frozen=True)
class Outcome:
    """What a commit brought: its id, the records and statements it made."""

    commit: str
    records: tuple[UUID, ...]
    statements: tuple[UUID, ...]


class Plan:
    """Collects statements; every method raises an InputError for what cannot be said."""

    def __init__(self, station: Station, member: UUID | str, action: str, why: str = "") -> None:
        self._station = station
        self._act = Act(str(member), action, why)
        self._identifiers = IdentifierSequence(station.random)
        self._statements: list[Statement] = []
        self._records: dict[UUID, None] = {}

    def new_record(self) -> UUID:
        """Make the id of a record that does not exist yet."""
        return self._next()

    def say(
        self,
        record: UUID,
        kind: str,
        field: str,
        value: Any,
        *,
        source: UUID | None = None,
        quote: dict[str, Any] | None = None,
        said_by: str | UUID = "",
        certainty: Certainty = "stated",
        replaces: Sequence[UUID] = (),
    ) -> UUID:
        """Plan one statement and return its id; the value is checked by the field's declaration."""
        model = BY_KIND.get(kind)
        fact = model.fact(field) if model else None
        if fact is None:
            raise UnknownField(kind=kind, field=field)
        if certainty not in CERTAINTIES:
            raise fact.refuse("the certainty is not one of ours")
        statement = Say(
            self._after(replaces),
            record,
            kind,
            field,
            fact.accept(value),
            source,
            quote or None,
            str(said_by),
            certainty,
            tuple(replaces),
        )
        if fact.visibility is not None and fact.visibility.is_sealed:
            statement = seal_say(statement, fact.visibility, self._station.random)
        write_leaf(statement)  # refuses now what could not be written later
        self._statements.append(statement)
        self._records[record] = None
        return statement.id

    def retract(self, statements: Sequence[UUID], why: str) -> None:
        """Plan a withdrawal of statements, or of a withdrawal."""
        for batch in chunked(list(statements), _RETRACT_AT_ONCE):
            self._statements.append(Retract(self._after(batch), tuple(batch), why))

    def prefer(self, statement: UUID, why: str = "") -> None:
        """Plan to show this statement's value first."""
        self._statements.append(Prefer(self._after([statement]), (statement,), why))

    def erase(self, statements: Sequence[UUID], basis: str) -> None:
        """Plan to remove the content of statements; raises UnknownStatement for one not here."""
        for batch in chunked(list(statements)):
            rows = StatementRow.objects.filter(statement__in=batch).exclude(record=None)
            positions = dict(rows.values_list("statement", "position"))
            if set(batch) - positions.keys():
                raise UnknownStatement
            leaves = Leaf.objects.filter(pk__in=positions.values()).exclude(data=None)
            hashes = sorted(
                hash_leaf(bytes(salt or b""), bytes(data or b"")).hex()
                for salt, data in leaves.values_list("salt", "data")
            )
            self._statements.append(Erase(self._next(), tuple(batch), basis, tuple(hashes)))

    def commit(self, progress: Progress = ignore_progress) -> Outcome:
        """Write the plan as one commit; raises NothingPlanned when there is nothing in it."""
        if not self._statements:
            raise NothingPlanned
        signed = write_commit(
            self._station,
            self._act,
            self._statements,
            total=len(self._statements),
            progress=progress,
        )
        return Outcome(
            signed.id, tuple(self._records), tuple(statement.id for statement in self._statements)
        )

    def _next(self) -> UUID:
        return self._identifiers.next(int(self._station.clock().timestamp() * 1000))

    def _after(self, earlier: Iterable[UUID]) -> UUID:
        """Make an id that sorts after those it acts on: only then has a verb effect."""
        for identifier in earlier:
            self._identifiers.follow(identifier)
        return self._next()
