"""Notes what leaves, in the commit of the thing that lets it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from vardas.actions.plan import Outcome, Plan
from vardas.registry.station import Station

KIND = "disclosure"


@dataclass(frozen=True)
class Leaving:
    """One thing that leaves: for which purpose, to whom, as what, naming whom."""

    purpose: str
    recipient: str
    format: str
    people: Sequence[UUID]
    records: int
    when: datetime
    asked_by: str = ""
    approved_by: Iterable[str] = field(default=())
    title: str = ""
    publication: UUID | None = None
    checkpoint: str = ""
    note: str = ""


def record_disclosure(station: Station, member: UUID, leaving: Leaving) -> Outcome:
    """Record that something leaves; call it before it is handed on."""
    plan = Plan(station, member, "record_disclosure")
    plan_disclosure(plan, leaving)
    return plan.commit()


def plan_disclosure(plan: Plan, leaving: Leaving) -> UUID:
    """Plan the record of something that leaves, and return its id. Raises ValueRefused."""
    record = plan.new_record()
    moment = leaving.when.isoformat(timespec="seconds").replace("+00:00", "Z")
    texts = {
        "title": leaving.title,
        "when": moment,
        "purpose": leaving.purpose,
        "recipient": leaving.recipient,
        "format": leaving.format,
        "asked_by": leaving.asked_by,
        "publication": str(leaving.publication or ""),
        "checkpoint": leaving.checkpoint,
        "note": leaving.note,
    }
    for name, text in texts.items():
        if text:
            plan.say(record, KIND, name, text)
    plan.say(record, KIND, "records", leaving.records)
    for member in leaving.approved_by:
        plan.say(record, KIND, "approved_by", member)
    for person in leaving.people:
        plan.say(record, KIND, "people", str(person))
    return record
