"""Lets something out: one member proposes, a second one approves, and only then it is carried out.

Each step is a commit. What leaves was cleared by the gate in that moment: an agreement that was
taken back since the approval takes effect, and nothing that came after the proposal joins in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from vardas.actions.disclosing import Leaving, plan_disclosure
from vardas.actions.plan import Outcome, Plan
from vardas.errors import InputError, StateError
from vardas.insight.sameness import find_standins
from vardas.publish.allowed import find_allowance
from vardas.publish.approval import read_content, write_content
from vardas.publish.cleared import Cleared
from vardas.publish.gate import clear_records
from vardas.publish.request import FindPermissions, Request
from vardas.registry.access.journal import note_reading
from vardas.registry.access.reader import STATION, get_reader, reading_as
from vardas.registry.access.roles import Task
from vardas.registry.reading import Claim, RecordFile, read_record, read_records
from vardas.registry.records.models import Publication
from vardas.registry.records.visibility import SEALED
from vardas.registry.station import Station
from vardas.registry.tables.member import Member

Made = TypeVar("Made")
Export = Callable[[Cleared], Made]
"""Makes a page, list or file of what was cleared; it has left nowhere yet."""

_SHOWN = ("purpose", "recipient", "people", "content")


class NoSuchPublication(InputError):
    """There is no publication of this id, or it was withdrawn."""

    code = "no_such_publication"
    message = "There is no such publication, or it was withdrawn. Propose it again."


class SecondMemberNeeded(StateError):
    """Something public was to leave on one member's word."""

    code = "second_member_needed"
    message = (
        "Whatever becomes public needs the word of a second member. Ask another publisher to look"
        " at it and approve."
    )


class NobodyElseHere(StateError):
    """The station has one member, and two are needed."""

    code = "nobody_else_here"
    message = (
        "You are the only member of this station, and whatever becomes public needs the word of"
        " two. Add somebody you trust, make them a publisher, and let them look at it."
    )


class NotTheirsToGive(StateError):
    """The member's roles do not reach over all of what would leave."""

    code = "not_theirs_to_give"
    message = (
        "Your roles do not let you give this out: somebody publishes only what they may see. Ask a"
        " publisher who also sees the case, or the keeper for another role."
    )


class NothingToPublish(StateError):
    """Nobody agreed, so nothing is left to let out."""

    code = "nothing_to_publish"
    message = (
        "Nothing here may leave for this purpose. Look at what is held back and why: most often"
        " people have not been asked yet."
    )


@dataclass(frozen=True)
class Standing:
    """Where a publication stands, as the ledger tells it."""

    id: UUID
    purpose: str
    recipient: str
    people: frozenset[UUID] | None
    content: str
    proposed_by: frozenset[str]
    """The members who said what is to leave; none of them can approve it."""
    approvals: tuple[Claim, ...]
    left: tuple[Claim, ...]
    file: RecordFile

    @property
    def is_public(self) -> bool:
        """Say whether it needs a second member."""
        return find_allowance(self.purpose).is_public

    @property
    def is_approved(self) -> bool:
        """Say whether it may be carried out."""
        return bool(self.approvals) or not self.is_public


@dataclass(frozen=True)
class CarriedOut:
    """What left."""

    outcome: Outcome
    cleared: Cleared


def look_at_publication(
    station: Station,
    member: UUID,
    purpose: str,
    recipient: str,
    find_permissions: FindPermissions,
    *,
    people: Collection[UUID] | None = None,
) -> Cleared:
    """Clear what would leave now, for a member to look at; nothing is recorded.

    Raises UnknownPurpose, NoRecipient, PeopleMissing.
    """
    some = None if people is None else frozenset(people)
    check_member(purpose, some)
    request = Request(
        purpose, recipient.strip(), member, station.clock(), some, reader=get_reader()
    )
    return clear_records(request, find_permissions, find_standins())


def propose_publication(
    station: Station,
    member: UUID,
    purpose: str,
    recipient: str,
    find_permissions: FindPermissions,
    *,
    people: Collection[UUID] | None = None,
    why: str = "",
) -> tuple[UUID, Cleared]:
    """Propose that what may leave now does; returns the publication and what it would let out.

    Raises UnknownPurpose, NoRecipient, PeopleMissing, and NothingToPublish.
    """
    cleared = look_at_publication(
        station, member, purpose, recipient, find_permissions, people=people
    )
    if not len(cleared):
        raise NothingToPublish
    plan = Plan(station, member, "propose_publication", why)
    record = plan.new_record()
    plan.say(record, "publication", "purpose", purpose)
    plan.say(record, "publication", "recipient", recipient.strip())
    for person in sorted(people or ()):
        plan.say(record, "publication", "people", str(person))
    plan.say(record, "publication", "content", write_content(cleared))
    if why.strip():
        plan.say(record, "publication", "note", why)
    plan.commit()
    return record, cleared


def approve_publication(
    station: Station, member: UUID, publication: UUID, why: str = ""
) -> Outcome:
    """Approve what another member proposed.

    Raises SecondMemberNeeded for who proposed it, NobodyElseHere where there is no other member,
    NoSuchPublication.
    """
    standing = find_standing(publication)
    check_member(standing.purpose, standing.people)
    if str(member) in standing.proposed_by:
        others = Member.objects.filter(is_active=True).exclude(pk=member)
        raise SecondMemberNeeded if others.exists() else NobodyElseHere
    plan = Plan(station, member, "approve_publication", why)
    replaces = [claim.id for claim in standing.approvals]
    plan.say(publication, "publication", "approved", True, replaces=replaces)
    return plan.commit()


def preview_publication(
    station: Station, member: UUID, publication: UUID, find_permissions: FindPermissions
) -> Cleared:
    """Clear what this publication would let out now; raises NoSuchPublication."""
    return _clear(station, member, find_standing(publication), find_permissions)


def carry_out(
    station: Station,
    member: UUID,
    publication: UUID,
    find_permissions: FindPermissions,
    form: str,
    export: Export[Made],
) -> tuple[Made, CarriedOut]:
    """Clear anew, make what is to leave, and record that it leaves; returns what was made.

    ``form`` is what it was made as, such as ``site``. It is recorded before the caller hands it on:
    better a leaving recorded that failed than one that nobody knows of. Raises
    SecondMemberNeeded, NobodyElseHere, NoSuchPublication, and what ``export`` raises; then nothing
    is recorded. Where nothing is left to publish, an empty list is made: it takes the place of one
    that named people.
    """
    standing = find_standing(publication)
    check_member(standing.purpose, standing.people)
    if not standing.is_approved:
        others = Member.objects.filter(is_active=True).exclude(pk=member)
        raise SecondMemberNeeded if others.exists() else NobodyElseHere
    cleared = _clear(station, member, standing, find_permissions)
    made = export(cleared)
    plan = Plan(station, member, "carry_out_publication")
    moment = cleared.ground.made.isoformat(timespec="seconds")
    plan.say(publication, "publication", "left", f"{moment} · {form}")
    _disclose(plan, standing, cleared, form)
    people = [person.id for person in cleared.of_kind("person")]
    note_reading(station, member, "published", people, form=form)
    return made, CarriedOut(plan.commit(), cleared)


def _disclose(plan: Plan, standing: Standing, cleared: Cleared, form: str) -> None:
    """Record what leaves and about whom: who takes their agreement back is told from it."""
    leaving = Leaving(
        standing.purpose,
        standing.recipient,
        form,
        [person.id for person in cleared.of_kind("person")],
        len(cleared),
        cleared.ground.made,
        asked_by=str(cleared.ground.asked_by),
        approved_by=[claim.origin.member for claim in standing.approvals],
        publication=standing.id,
    )
    plan_disclosure(plan, leaving)


def check_member(purpose: str, people: Collection[UUID] | None = None) -> None:
    """Check that the reader of the moment may give this out: it is their task and they see it all.

    Raises NotTheirsToGive, UnknownPurpose.
    """
    if not may_give(purpose) or not get_reader().hidden.isdisjoint(people or ()):
        raise NotTheirsToGive


def may_give(purpose: str) -> bool:
    """Say whether the reader of the moment may let things out for a purpose at all."""
    reader = get_reader()
    needed = find_allowance(purpose).visibilities - SEALED
    return reader.may(Task.PUBLISH) and needed <= reader.sight


@reading_as(STATION)
def find_standing(publication: UUID) -> Standing:
    """Find where a publication stands; raises NoSuchPublication."""
    file = read_record(publication)
    standing = read_standing(file) if file else None
    if standing is None:
        raise NoSuchPublication
    return standing


@reading_as(STATION)
def list_standings() -> list[Standing]:
    """List the publications, the latest first."""
    keys = Publication.objects.order_by("-first_said", "-pk").values_list("pk", flat=True)
    files = read_records(keys)
    found = (read_standing(files[key]) for key in keys if key in files)
    return [standing for standing in found if standing]


def find_latest(purpose: str) -> Standing | None:
    """Return the latest publication for a purpose that may be carried out; None without one."""
    return next(
        (one for one in list_standings() if one.purpose == purpose and one.is_approved), None
    )


def read_standing(file: RecordFile) -> Standing | None:
    """Read where a publication stands; None where it does not say, without doubt, what leaves."""
    if file.kind != "publication":
        return None
    live = {name: _live(file, name) for name in (*_SHOWN, "approved", "left")}
    if any(len(live[name]) != 1 for name in ("purpose", "recipient", "content")):
        return None
    shown = [claim for name in _SHOWN for claim in live[name]]
    proposers = frozenset(claim.origin.member for claim in shown)
    last = max(claim.id for claim in shown)
    approvals = tuple(
        claim
        for claim in live["approved"]
        if claim.value is True
        and claim.id > last
        and claim.origin.member
        and claim.origin.member not in proposers
        and claim.origin.action == "approve_publication"
    )
    denied = any(claim.value is not True for claim in live["approved"])
    people = frozenset(UUID(claim.value) for claim in live["people"]) or None
    return Standing(
        file.id,
        live["purpose"][0].value,
        live["recipient"][0].value,
        people,
        live["content"][0].value,
        proposers,
        () if denied else approvals,
        tuple(live["left"]),
        file,
    )


def _live(file: RecordFile, name: str) -> list[Claim]:
    claims = file.fields.get(name)
    if claims is None:
        return []
    return [claim for claim in claims.live if claim.say.certainty != "denied"]


def _clear(
    station: Station, member: UUID, standing: Standing, find_permissions: FindPermissions
) -> Cleared:
    check_member(standing.purpose, standing.people)
    request = Request(
        standing.purpose,
        standing.recipient,
        member,
        station.clock(),
        standing.people,
        read_content(standing.content),
        get_reader(),
    )
    return clear_records(request, find_permissions, find_standins())
