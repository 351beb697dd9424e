"""Adds, corrects, withdraws, prefers and erases facts about any record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from vardas.actions.plan import Grounds, Outcome, Plan, UnknownStatement
from vardas.errors import InputError
from vardas.ledger.statement import Say
from vardas.registry.reading import RecordFile, find_record_of, read_record
from vardas.registry.records.models import MentionRow
from vardas.registry.station import Station

Fact = tuple[str, Any]
"""A field's name and the value said of it."""


class ReasonMissing(InputError):
    """A withdrawal, correction or erasure was asked for without a reason."""

    code = "reason_missing"
    message = "Say why in a few words: whoever reads the history later will need it."


def add_record(
    station: Station,
    member: UUID,
    kind: str,
    facts: Sequence[Fact],
    grounds: Grounds,
    why: str = "",
) -> Outcome:
    """Make a record of this kind with its first facts, all on the same grounds."""
    plan = Plan(station, member, "add_record", why)
    _say_all(plan, plan.new_record(), kind, facts, grounds)
    return plan.commit()


def add_facts(
    station: Station,
    member: UUID,
    record: UUID,
    facts: Sequence[Fact],
    grounds: Grounds,
    why: str = "",
) -> Outcome:
    """Say more about a record; what was said before stays beside it."""
    file = _read_known(record)
    plan = Plan(station, member, "add_facts", why)
    _say_all(plan, record, file.kind, facts, grounds)
    return plan.commit()


def correct_statement(
    station: Station, member: UUID, statement: UUID, value: Any, grounds: Grounds, why: str
) -> Outcome:
    """Replace a statement by a better one; the old one stays visible. Raises ReasonMissing."""
    say = find_statement(statement)
    plan = Plan(station, member, "correct_statement", _require(why))
    _say_all(plan, say.record, say.kind, [(say.field, value)], grounds, replaces=[statement])
    return plan.commit()


def retract_statements(
    station: Station, member: UUID, statements: Sequence[UUID], why: str
) -> Outcome:
    """Withdraw statements: they stay visible, struck through, and count no longer."""
    plan = Plan(station, member, "retract_statements", _require(why))
    for statement in statements:
        find_statement(statement)
    plan.retract(statements, why)
    return plan.commit()


def retract_record(station: Station, member: UUID, record: UUID, why: str) -> Outcome:
    """Withdraw everything live that was said about a record."""
    live = [claim.id for claim in _read_known(record).history if claim.is_live]
    plan = Plan(station, member, "retract_record", _require(why))
    plan.retract(live, why)
    return plan.commit()


def restore_statements(
    station: Station, member: UUID, retractions: Sequence[UUID], why: str = ""
) -> Outcome:
    """Withdraw withdrawals, so that what they took back counts again."""
    known = MentionRow.objects.filter(statement__in=retractions, verb="retract")
    if set(known.values_list("statement", flat=True)) != set(retractions):
        raise UnknownStatement
    plan = Plan(station, member, "restore_statements", why)
    plan.retract(retractions, why)
    return plan.commit()


def prefer_statement(station: Station, member: UUID, statement: UUID, why: str = "") -> Outcome:
    """Show this value first among contested ones; the others stay beside it."""
    find_statement(statement)
    plan = Plan(station, member, "prefer_statement", why)
    plan.prefer(statement, why)
    return plan.commit()


def erase_statements(
    station: Station, member: UUID, statements: Sequence[UUID], basis: str
) -> Outcome:
    """Remove the content of statements on a legal basis, everywhere in this station's database.

    The earlier versions that they corrected go too: otherwise the value before would come back.
    The ledger still verifies afterwards; nothing can bring the content back.
    """
    plan = Plan(station, member, "erase_statements", _require(basis))
    plan.erase(_with_earlier_versions(statements), basis)
    return plan.commit()


def find_statement(statement: UUID) -> Say:
    """Return a statement about a record; raises UnknownStatement where it is none or erased."""
    record = find_record_of(statement)
    file = read_record(record) if record else None
    if file is not None:
        for claim in file.history:
            if claim.id == statement:
                return claim.say
    raise UnknownStatement


def _with_earlier_versions(statements: Sequence[UUID]) -> list[UUID]:
    """Return the statements and all that they replaced, as far as it is here."""
    found: dict[UUID, None] = {}
    waiting = list(statements)
    while waiting:
        statement = waiting.pop(0)
        if statement not in found:
            found[statement] = None
            waiting += [
                earlier
                for earlier in find_statement(statement).replaces
                if find_record_of(earlier) is not None
            ]
    return list(found)


def _say_all(
    plan: Plan,
    record: UUID,
    kind: str,
    facts: Sequence[Fact],
    grounds: Grounds,
    replaces: Sequence[UUID] = (),
) -> None:
    for field, value in facts:
        plan.say(
            record,
            kind,
            field,
            value,
            source=grounds.source,
            quote=grounds.quote,
            said_by=grounds.said_by,
            certainty=grounds.certainty,
            replaces=replaces,
        )


def _read_known(record: UUID) -> RecordFile:
    file = read_record(record)
    if file is None:
        raise UnknownStatement
    return file


def _require(why: str) -> str:
    if not why.strip():
        raise ReasonMissing
    return why.strip()
