"""Takes people's answers and takes them back; both count at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from vardas.actions.plan import Outcome, Plan
from vardas.errors import InputError
from vardas.insight.sameness import find_joined
from vardas.publish.allowed import covers
from vardas.registry.disclosures import Left, find_disclosures
from vardas.registry.reading import find_kind
from vardas.registry.records.consent import OWN_WAYS, YES
from vardas.registry.records.models import Consent
from vardas.registry.station import Station
from vardas.values.dates import parse_edtf

KIND = "consent"


class NotSomebody(InputError):
    """An answer is about something that is no person here."""

    code = "not_somebody"
    message = "An answer is a person's. Open the person's page and ask from there."


class NothingAnswered(InputError):
    """No purpose was answered."""

    code = "nothing_answered"
    message = "No question was answered, so nothing was saved. Choose yes or no at one of them."


class AnsweredTwice(InputError):
    """One purpose has two answers at once."""

    code = "answered_twice"
    message = "A question was answered twice. Choose one answer for each."


class DecidedByWhom(InputError):
    """Somebody else decided, and it is not said who, for whom or why; or the two do not fit."""

    code = "decided_by_whom"
    message = (
        "Say who decided. Where somebody decides for a child or for a person who cannot, say also"
        " why, and choose by whom it was given."
    )


class AnsweredInFuture(InputError):
    """The day of the answer has not come."""

    code = "answered_in_future"
    message = "The answer cannot have been given on {day}: that day has not come. Correct the date."


class NothingToWithdraw(InputError):
    """None of these purposes has a yes."""

    code = "nothing_to_withdraw"
    message = "There is no yes to take back. Reload the page: it may have been taken back already."


@dataclass(frozen=True)
class Answer:
    """What somebody answered for one purpose."""

    purpose: str
    answer: str
    until: str = ""
    """EDTF: the last day; empty where the person named none."""
    recipients: tuple[str, ...] = ()
    """To whom alone; empty where the person named nobody in particular."""


@dataclass(frozen=True)
class Manner:
    """How all answers of one conversation were given."""

    how: str
    language: str
    wording: str
    given_on: str = ""
    """EDTF; today where empty."""
    given_by: str = ""
    decided_for: str = ""
    decided_why: str = ""
    evidence: UUID | None = None
    note: str = ""


@dataclass(frozen=True)
class Withdrawn:
    """What a withdrawal brought: its commit, and what had left and cannot be called back."""

    outcome: Outcome
    left: tuple[Left, ...]


def take_consents(
    station: Station, member: UUID, person: UUID, answers: Sequence[Answer], manner: Manner
) -> Outcome:
    """Record the answers of one conversation in one commit, each as a consent of its own.

    Each takes the place of the earlier answers known here about any record of the person. Raises
    NotSomebody, NothingAnswered, AnsweredTwice, DecidedByWhom, AnsweredInFuture, and ValueRefused
    for a value that does not fit.
    """
    if find_kind(person) != "person":
        raise NotSomebody
    if not answers:
        raise NothingAnswered
    if len({answer.purpose for answer in answers}) < len(answers):
        raise AnsweredTwice
    _check_who_decided(manner)
    today = station.clock().date()
    manner = replace(manner, given_on=manner.given_on or today.isoformat())
    given = parse_edtf(manner.given_on)
    if given.earliest and given.earliest > today:
        raise AnsweredInFuture(day=manner.given_on)
    people = find_joined(person).people
    plan = Plan(station, member, "take_consents")
    for answer in answers:
        _plan_answer(
            plan, member, person, answer, manner, _find_earlier(people, answer, given.earliest)
        )
    return plan.commit()


def withdraw_consents(
    station: Station, member: UUID, person: UUID, purposes: Collection[str], why: str = ""
) -> Withdrawn:
    """Take back every yes of a person for these purposes, from today, in one commit.

    Nobody has to say why. Returns what had already left for these purposes; raises
    NothingToWithdraw.
    """
    people = find_joined(person).people
    plan = Plan(station, member, "withdraw_consents", why)
    today = station.clock().date().isoformat()
    standing = Consent.objects.filter(
        person__in=people, purpose__in=list(purposes), answer=YES, withdrawn_on=None
    )
    keys = list(standing.order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise NothingToWithdraw
    for key in keys:
        plan.say(key, KIND, "withdrawn_on", today)
        if why.strip():
            plan.say(key, KIND, "withdrawn_why", why)
    outcome = plan.commit()
    return Withdrawn(
        outcome,
        tuple(
            left
            for left in find_disclosures(people)
            if any(covers(left.purpose, purpose) for purpose in purposes)
        ),
    )


def _check_who_decided(manner: Manner) -> None:
    is_own = manner.how in OWN_WAYS
    if is_own and (manner.decided_for or manner.decided_why.strip()):
        raise DecidedByWhom
    if not is_own and not manner.given_by.strip():
        raise DecidedByWhom
    if manner.how in ("by_guardian", "by_court") and not manner.decided_for:
        raise DecidedByWhom
    if bool(manner.decided_for) is not bool(manner.decided_why.strip()):
        raise DecidedByWhom


def _find_earlier(people: Collection[UUID], answer: Answer, given: date | None) -> list[UUID]:
    """Find the answers that were given and taken back no later than this one."""
    if given is None:
        return []
    earlier = Consent.objects.filter(person__in=list(people), purpose=answer.purpose).filter(
        Q(given_on_to__lte=given) & (Q(withdrawn_on=None) | Q(withdrawn_on_to__lte=given))
    )
    return list(earlier.order_by("pk").values_list("pk", flat=True))


def _plan_answer(
    plan: Plan,
    member: UUID,
    person: UUID,
    answer: Answer,
    manner: Manner,
    earlier: Sequence[UUID],
) -> None:
    record = plan.new_record()
    texts = {
        "person": str(person),
        "purpose": answer.purpose,
        "answer": answer.answer,
        "wording": manner.wording,
        "language": manner.language,
        "how": manner.how,
        "given_by": manner.given_by,
        "decided_for": manner.decided_for,
        "decided_why": manner.decided_why,
        "given_on": manner.given_on,
        "taken_by": str(member),
        "until": answer.until,
        "evidence": str(manner.evidence or ""),
        "note": manner.note,
    }
    for name, text in texts.items():
        if text.strip():
            plan.say(record, KIND, name, text)
    for recipient in answer.recipients:
        plan.say(record, KIND, "recipients", recipient)
    for key in earlier:
        plan.say(record, KIND, "instead_of", str(key))
