"""What may be done for whom on a day: the answers of people, read with the default no.

Law: whatever is missing, unclear or contradictory permits nothing.

- The latest answer counts: a yes stands aside for one that was certainly given later.
- A no, or a withdrawal, is lifted only by a yes that was certainly given later about the same
  record, or that names it as the earlier answer and was recorded after all that is said of it. Two
  answers of one day therefore mean no, until somebody asks again.
- An answer that is contested, doubtful or not understood is a no.
- Of several answers that count together the narrowest holds: the first end, the common recipients.
- People judged to be one have one answer, and a no about any of their records is a no.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from vardas.registry.fold.indexing import chunked
from vardas.registry.reading import read_records
from vardas.registry.records.consent import YES, Purpose
from vardas.registry.records.models import Consent

__all__ = ["Decision", "Permission", "Purpose", "State", "find_permissions", "weigh_decisions"]

State = Literal["yes", "no", "not_asked", "withdrawn", "ended"]

_DECIDING = frozenset({"person", "purpose", "answer", "given_on", "until", "withdrawn_on"})
"""The fields of a consent of which none may be contested in a yes."""
_SURE = frozenset({"person", "purpose", "answer"})
"""Those that may not be doubtful either."""
_COLUMNS = (
    "pk", "person", "purpose", "answer", "given_on_from", "given_on_to", "first_said", "last_said",
    "until", "until_from", "until_to", "withdrawn_on", "withdrawn_on_from", "withdrawn_on_to",
    "recipients", "instead_of", "contested", "doubtful",
)  # fmt: skip
_ALL_AT_ONCE = 2_000


@dataclass(frozen=True)
class Permission:
    """Whether something may be done for one person on one day; only ``yes`` permits."""

    purpose: Purpose
    state: State
    since: date | None = None
    until: date | None = None
    """The last day, where the person named one."""
    recipients: tuple[str, ...] = ()
    """To whom alone; empty where the person named nobody in particular."""
    consent: UUID | None = None
    """The record that decides; None where nobody was asked."""


NOT_ASKED: Mapping[str, Permission] = {
    purpose: Permission(purpose, "not_asked") for purpose in Purpose
}


@dataclass(frozen=True)
class Decision:
    """One record of a consent as far as it decides."""

    consent: UUID
    person: UUID
    purpose: Purpose
    is_yes: bool
    earliest: date | None
    """The first day on which it may have been given; None where that is not known."""
    latest: date | None
    first_said: str
    """When the record was made, as a moment of the ledger's clock."""
    last_said: str
    until: date | None = None
    withdrawn: tuple[date, date] | None = None
    """The first and the last day on which it may have been withdrawn."""
    recipients: tuple[str, ...] = ()
    instead_of: frozenset[UUID] = frozenset()

    @property
    def recorded(self) -> date:
        """The day on which the record was made."""
        return date.fromisoformat(self.first_said[:10])

    @property
    def since(self) -> date:
        """From when it counts: a yes once it was surely given, a no as early as can be."""
        known = self.recorded
        if not self.is_yes:
            return min(self.earliest or known, known)
        return max(self.earliest or known, min(self.latest or known, known))


@dataclass(frozen=True)
class _Refusal:
    """A no or a withdrawal in effect."""

    decision: Decision
    state: State
    since: date
    latest: date

    def is_lifted_by(self, later: Decision) -> bool:
        earlier = self.decision
        if later.consent == earlier.consent:
            return False
        is_later = later.person == earlier.person and _is_after(later, self.latest)
        return is_later or _replaces(later, earlier, self.latest)


def find_permissions(
    people: Collection[UUID], day: date, *, groups: Mapping[UUID, UUID] | None = None
) -> dict[UUID, dict[str, Permission]]:
    """Find what each of these people permits on a day, for every purpose.

    ``groups`` leads from each record of a person to the one that stands for all of theirs, where
    members judged several to be one. Keys of the inner mapping are purposes.
    """
    stand_in = groups or {}
    wanted = {stand_in.get(person, person) for person in people}
    members = {one for one, stands in stand_in.items() if stands in wanted} | wanted
    found: defaultdict[tuple[UUID, Purpose], list[Decision]] = defaultdict(list)
    for decision in _read_decisions(members):
        found[stand_in.get(decision.person, decision.person), decision.purpose].append(decision)
    weighed: dict[UUID, dict[str, Permission]] = {stands: dict(NOT_ASKED) for stands in wanted}
    for (stands, purpose), decisions in found.items():
        weighed[stands][purpose] = weigh_decisions(purpose, decisions, day)
    return {person: weighed[stand_in.get(person, person)] for person in people}


def weigh_decisions(purpose: Purpose, decisions: Iterable[Decision], day: date) -> Permission:
    """Say what one person's answers for one purpose come to on a day, in whatever order given."""
    known = list(decisions)
    yeses = [one for one in known if one.is_yes and one.since <= day]
    refusals = [
        refusal
        for refusal in _find_refusals(known)
        if refusal.since <= day and not any(refusal.is_lifted_by(later) for later in yeses)
    ]
    if refusals:
        last = max(refusals, key=lambda one: (one.since, one.state == "no", one.decision.consent))
        return Permission(purpose, last.state, last.since, consent=last.decision.consent)
    standing = [one for one in yeses if one.withdrawn is None or one.withdrawn[0] > day]
    return _narrow(purpose, _find_latest(standing), day) if standing else NOT_ASKED[purpose]


def _find_refusals(decisions: Iterable[Decision]) -> Iterator[_Refusal]:
    for one in decisions:
        if not one.is_yes:
            yield _Refusal(one, "no", one.since, one.latest or one.recorded)
        elif one.withdrawn:
            yield _Refusal(one, "withdrawn", *one.withdrawn)


def _find_latest(standing: Sequence[Decision]) -> Sequence[Decision]:
    """Leave out what a later answer took the place of."""
    return [
        one
        for one in standing
        for last in [one.latest or one.recorded]
        if not any(
            other is not one and (_is_after(other, last) or _replaces(other, one, last))
            for other in standing
        )
    ]


def _is_after(later: Decision, day: date) -> bool:
    return later.earliest is not None and later.earliest > day


def _replaces(later: Decision, earlier: Decision, day: date) -> bool:
    """Say whether an answer names this earlier one, of this day at the latest, and knew it all."""
    if earlier.consent not in later.instead_of or earlier.last_said >= later.first_said:
        return False
    return (later.earliest or min(later.latest or later.recorded, later.recorded)) >= day


def _narrow(purpose: Purpose, decisions: Sequence[Decision], day: date) -> Permission:
    last = max(decisions, key=lambda one: (one.since, one.consent))
    until = min((one.until for one in decisions if one.until), default=None)
    limits = [frozenset(one.recipients) for one in decisions if one.recipients]
    common = frozenset.intersection(*limits) if limits else frozenset()
    if limits and not common:
        return Permission(purpose, "no", last.since, consent=last.consent)
    state: State = "ended" if until and day > until else "yes"
    return Permission(purpose, state, last.since, until, tuple(sorted(common)), last.consent)


def _read_decisions(people: Collection[UUID]) -> Iterator[Decision]:
    rows = Consent.objects.filter(is_contested=True).values_list(*_COLUMNS)
    yield from _read_contested([_read(row) for row in rows], people)
    settled = Consent.objects.filter(is_contested=False, person__isnull=False)
    if len(people) > _ALL_AT_ONCE:
        among = [settled]
    else:
        among = [settled.filter(person__in=batch) for batch in chunked(sorted(people))]
    for query in among:
        for row in query.values_list(*_COLUMNS):
            if row[1] in people and (decision := _make(_read(row))):
                yield decision


def _read_contested(rows: Sequence[dict[str, Any]], people: Collection[UUID]) -> Iterator[Decision]:
    """Read answers in which something is contested: a no for everybody they may be about."""
    files = read_records(row["pk"] for row in rows if _SURE.intersection(row["contested"]))
    for row in rows:
        persons, purposes = {row["person"]}, {row["purpose"]}
        if file := files.get(row["pk"]):
            live = {name: group.live for name, group in file.fields.items()}
            persons |= {_read_id(claim.value) for claim in live.get("person", ())}
            purposes |= {str(claim.value) for claim in live.get("purpose", ())}
        for person in persons & set(people):
            for purpose in purposes & set(Purpose):
                if decision := _make({**row, "person": person, "purpose": purpose}):
                    yield decision


def _read(row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(_COLUMNS, row, strict=True))


def _make(row: Mapping[str, Any]) -> Decision | None:
    """Make a decision of a row; None where nothing is answered, or for no purpose of ours."""
    unclear = _DECIDING.intersection(row["contested"]) or _SURE.intersection(row["doubtful"])
    if row["purpose"] not in NOT_ASKED or (row["answer"] is None and not unclear):
        return None
    last_day = date.fromisoformat(row["last_said"][:10])
    decision = Decision(
        row["pk"],
        row["person"],
        Purpose(row["purpose"]),
        row["answer"] == YES and not unclear,
        row["given_on_from"],
        row["given_on_to"],
        row["first_said"],
        row["last_said"],
        recipients=tuple(str(one) for one in row["recipients"] or ()),
        instead_of=frozenset(filter(None, map(_read_id, row["instead_of"] or ()))),
    )
    if row["until"] is not None:
        end = row["until_from"] or row["until_to"] or date.min  # not understood: it has ended
        decision = replace(decision, until=end)
    if row["withdrawn_on"] is not None:
        first = min(row["withdrawn_on_from"] or date.min, last_day)  # no later than recorded
        decision = replace(decision, withdrawn=(first, row["withdrawn_on_to"] or last_day))
    if "given_on" in row["contested"]:
        latest = max(decision.latest or last_day, last_day)
        decision = replace(decision, earliest=None, latest=latest)
    return decision


def _read_id(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
