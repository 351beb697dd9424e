"""Decides who is who. The machine suggests; a member answers; every answer can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from vardas.actions.plan import Outcome, Plan
from vardas.errors import InputError
from vardas.registry.reading import RecordFile, find_captions, read_records
from vardas.registry.station import Station

CARRIED = ("name", "birth_date", "death_date", "sex", "citizenship", "occupation", "list_id")
"""What a new person takes over from the row it is made of."""

SEXES = {
    "female": (
        "female", "f", "w", "woman", "ж", "жен", "женский", "жаночы", "жін", "moteris", "kobieta",
    ),
    "male": ("male", "m", "муж", "м", "чол", "vyras", "mężczyzna", "man", "мужской", "мужчынскі"),
}  # fmt: skip


class NamelessRow(InputError):
    """A person cannot be made of a row without a name."""

    code = "nameless_row"
    message = (
        "Row {row} holds no name, so nobody can be made of it. Choose the rows that have one, or"
        " add the person by hand."
    )


class NotAPerson(InputError):
    """One side of a judgement is not what it should be."""

    code = "not_a_person"
    message = "A decision is about a row or a person on one side and a person on the other."


def judge_same_person(
    station: Station, member: UUID, left: UUID, right: UUID, answer: str, why: str = ""
) -> Outcome:
    """Answer whether a row of a list, or a person, is this person: same, different, undecided."""
    kinds = {key: kind for key, (kind, _caption) in find_captions([left, right]).items()}
    if kinds.get(left) not in ("listing", "person") or kinds.get(right) != "person":
        raise NotAPerson
    plan = Plan(station, member, "judge_same_person", why)
    _judge(plan, left, right, answer, why)
    return plan.commit()


def judge_listings(
    station: Station, member: UUID, answers: Sequence[tuple[UUID, UUID, str]], why: str = ""
) -> Outcome:
    """Answer for several rows at once, in one commit: (row, person, answer)."""
    plan = Plan(station, member, "judge_listings", why)
    for left, right, answer in answers:
        _judge(plan, left, right, answer, why)
    return plan.commit()


def make_people(station: Station, member: UUID, listings: Sequence[UUID]) -> Outcome:
    """Make a new person of each of these rows, in one commit, with the list as the source.

    Raises NotAPerson when one of them is no row of a list, NamelessRow when it has no name.
    """
    files = read_records(listings)
    plan = Plan(station, member, "make_people")
    for listing in listings:
        file = files.get(listing)
        if file is None or file.kind != "listing" or not file.row:
            raise NotAPerson
        if not file.row.get("name"):
            raise NamelessRow(row=file.row.get("row") or "?")
        person = plan.new_record()
        _carry(plan, person, file)
        _judge(plan, listing, person, "same", "")
    return plan.commit()


def _carry(plan: Plan, person: UUID, file: RecordFile) -> None:
    for field in CARRIED:
        group = file.fields.get(field)
        for claim in group.live if group else ():
            value = _as_person_fact(field, claim.value)
            if value is not None:
                name, carried = value
                plan.say(
                    person,
                    "person",
                    name,
                    carried,
                    source=claim.say.source,
                    quote=claim.say.quote,
                    certainty=claim.say.certainty,
                )


def _as_person_fact(field: str, value: Any) -> tuple[str, Any] | None:
    if field == "sex":
        written = str(value).casefold().rstrip(".")
        found = next((sex for sex, words in SEXES.items() if written in words), None)
        return ("sex", found) if found else None
    if field == "list_id":
        return "identifier", {"scheme": "list_id", "value": str(value)}
    return field, value


def _judge(plan: Plan, left: UUID, right: UUID, answer: str, why: str) -> None:
    record = plan.new_record()
    plan.say(record, "judgement", "left", str(left))
    plan.say(record, "judgement", "right", str(right))
    plan.say(record, "judgement", "answer", answer)
    if why:
        plan.say(record, "judgement", "why", why)
