"""Reads records with everything that was ever said about them: claims, who made them, what became
of them. The pages show this; nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from vardas.ledger.moment import read_moment
from vardas.ledger.statement import Act, NotAStatementError, Retract, Say, read_leaf
from vardas.registry.access.reader import get_reader
from vardas.registry.access.showing import is_kind_shown, show_says
from vardas.registry.fold.indexing import chunked
from vardas.registry.fold.rows import build_row, sort_claims
from vardas.registry.fold.statements import Gathered, gather
from vardas.registry.records.base import Record
from vardas.registry.records.fields import Fact
from vardas.registry.records.models import BY_KIND, RECORD_TYPES, StatementRow
from vardas.registry.records.visibility import Visibility
from vardas.registry.tables.ledger import LEAF_BITS, Commit, Leaf


@dataclass(frozen=True)
class Origin:
    """Who recorded something, when and why: what leaf 0 and the header of its commit say."""

    commit: str
    when: datetime
    member: str
    """The member's id; empty where withheld."""
    action: str
    why: str


@dataclass(frozen=True)
class Withdrawal:
    """A retract in force: its own statement id, the reason given, who and when."""

    statement: UUID
    why: str
    origin: Origin


@dataclass(frozen=True)
class Claim:
    """One statement with what became of it."""

    say: Say
    origin: Origin
    is_live: bool
    is_preferred: bool
    withdrawal: Withdrawal | None
    replaced_by: tuple[UUID, ...]

    @property
    def id(self) -> UUID:
        """The statement's id."""
        return self.say.id

    @property
    def value(self) -> Any:
        """What is said."""
        return self.say.value


@dataclass(frozen=True)
class FieldClaims:
    """One field of a record: its live claims, the one to show first first, and the others."""

    name: str
    fact: Fact | None
    live: tuple[Claim, ...]
    past: tuple[Claim, ...]
    is_contested: bool


@dataclass(frozen=True)
class RecordFile:
    """A record with its whole file."""

    id: UUID
    model: type[Record]
    row: Mapping[str, Any]
    """The columns as folded; None values where nothing is live."""
    fields: Mapping[str, FieldClaims]
    """In the order of declaration; fields unknown to this version last."""
    history: tuple[Claim, ...] = field(default=())
    """Every statement, oldest first."""

    @property
    def kind(self) -> str:
        """The record's kind."""
        return self.model.kind

    @property
    def caption(self) -> str:
        """The words that stand for the record."""
        return str(self.row.get("caption", ""))


def read_record(identifier: UUID) -> RecordFile | None:
    """Read one record's file; None where nothing was ever said about it.

    A record whose statements are all withdrawn is still returned, with empty columns.
    """
    return read_records([identifier]).get(identifier)


def read_records(identifiers: Iterable[UUID]) -> dict[UUID, RecordFile]:
    """Read the files of several records with a handful of queries."""
    reader = get_reader()
    gathered = gather([one for one in identifiers if one not in reader.hidden])
    origins = read_origins(gathered.positions.values())
    shown = {record: show_says(says, reader) for record, says in gathered.says.items()}
    return {
        record: _make_file(record, says, gathered, origins)
        for record, says in shown.items()
        if any(say.kind in BY_KIND for say in says)
    }


def read_joined(identifiers: Sequence[UUID]) -> RecordFile | None:
    """Read several records as one: everything said about any of them, under the first one's id.

    Every claim keeps the record it was made about in its statement. None where nothing was said.
    """
    reader = get_reader()
    kept = [one for one in identifiers if one not in reader.hidden]
    gathered = gather(kept)
    says = [say for one in kept for say in show_says(gathered.says.get(one, ()), reader)]
    if not any(say.kind in BY_KIND for say in says):
        return None
    return _make_file(kept[0], says, gathered, read_origins(gathered.positions.values()))


def read_origins(positions: Iterable[int]) -> dict[int, Origin]:
    """Read, for positions of leaves, who recorded them and when; keyed by commit number."""
    numbers = sorted({position >> LEAF_BITS for position in positions})
    origins: dict[int, Origin] = {}
    # Reasons are written freely, and may tell what a field would not.
    tells_why = get_reader().sees(Visibility.CASE)
    for batch in chunked(numbers):
        acts: dict[int, Act] = {}
        firsts = [number << LEAF_BITS for number in batch]
        for position, data in Leaf.objects.filter(pk__in=firsts).values_list("position", "data"):
            try:
                act = read_leaf(bytes(data)) if data is not None else None
            except NotAStatementError:
                act = None
            if isinstance(act, Act):
                acts[position >> LEAF_BITS] = act
        rows = Commit.objects.filter(pk__in=batch).values_list("pk", "identifier", "time")
        for number, identifier, time in rows:
            act = acts.get(number, Act("", ""))
            when = read_moment(time).when
            origins[number] = Origin(
                identifier, when, act.member, act.action, act.why if tells_why else ""
            )
    return origins


def _make_file(
    record: UUID, says: list[Say], gathered: Gathered, origins: Mapping[int, Origin]
) -> RecordFile:
    effect = gathered.effect

    def origin(statement: UUID) -> Origin:
        return origins[gathered.positions[statement] >> LEAF_BITS]

    tells_why = get_reader().sees(Visibility.CASE)
    withdrawals: dict[UUID, Withdrawal] = {}
    replaced: dict[UUID, list[UUID]] = {}
    for verb in sorted(gathered.verbs, key=lambda verb: verb.id):
        if isinstance(verb, Retract) and verb.id not in effect.retracted:
            for target in verb.ids:
                withdrawals[target] = Withdrawal(
                    verb.id, verb.why if tells_why else "", origin(verb.id)
                )
        elif isinstance(verb, Say):
            for target in verb.replaces:
                replaced.setdefault(target, []).append(verb.id)
    claims = {
        say.id: Claim(
            say,
            origin(say.id),
            effect.is_live(say.id),
            say.id in effect.preferred,
            withdrawals.get(say.id),
            tuple(replaced.get(say.id, ())),
        )
        for say in says
    }
    built = build_row(says, effect, with_sealed=True)
    model = built[0] if built else next(BY_KIND[say.kind] for say in says if say.kind in BY_KIND)
    row: Mapping[str, Any] = built[1] if built else {}
    contested = set(row.get("contested", ()))
    names = [fact.name for fact in model.facts()]
    names += sorted({say.field for say in says} - set(names))
    fields = {}
    for name in names:
        group = [say for say in says if say.field == name]
        if group:
            live = sort_claims([say for say in group if effect.is_live(say.id)], effect)
            fields[name] = FieldClaims(
                name,
                model.fact(name),
                tuple(claims[say.id] for say in live),
                tuple(claims[say.id] for say in group if not effect.is_live(say.id)),
                name in contested,
            )
    return RecordFile(record, model, row, fields, tuple(claims[say.id] for say in says))


def find_captions(identifiers: Iterable[Any]) -> dict[UUID, tuple[str, str]]:
    """Return id → (kind, caption) for those that have a row; text that is no id is passed over."""
    reader = get_reader()
    wanted: set[UUID] = set()
    for identifier in identifiers:
        try:
            wanted.add(identifier if isinstance(identifier, UUID) else UUID(str(identifier)))
        except ValueError:
            continue
    wanted -= reader.hidden
    found: dict[UUID, tuple[str, str]] = {}
    for model in RECORD_TYPES:
        if not is_kind_shown(model, reader):
            continue
        for batch in chunked(sorted(wanted - found.keys())):
            rows = model.objects.filter(pk__in=batch).values_list("pk", "caption")
            found.update((key, (model.kind, caption)) for key, caption in rows)
    return found


def find_kind(identifier: UUID) -> str | None:
    """Return the kind of a record that has a row."""
    found = find_captions([identifier]).get(identifier)
    return found[0] if found else None


def find_record_of(statement: UUID) -> UUID | None:
    """Return the record that a statement speaks about; None for a verb or where it is not here."""
    rows = StatementRow.objects.filter(statement=statement).values_list("record", flat=True)
    return rows.first()


def find_records_from(source: UUID, limit: int, offset: int = 0) -> list[UUID]:
    """Return records of which something was ever said with this source, in the order of ids."""
    rows = StatementRow.objects.filter(source=source).exclude(record=source).order_by("record")
    records = rows.values_list("record", flat=True).distinct()
    return [record for record in records[offset : offset + limit] if record is not None]


def find_statements_from(source: UUID, records: Iterable[UUID]) -> dict[UUID, list[Claim]]:
    """Return the live claims about these records that rest on a source, by record."""
    files = read_records(records)
    found: dict[UUID, list[Claim]] = {}
    for identifier, file in files.items():
        claims = [claim for claim in file.history if claim.is_live and claim.say.source == source]
        if claims:
            found[identifier] = claims
    return found
