"""Who agreed to what, and who else is there: the people of the registry as the gate sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from vardas.publish.allowed import Allowance, find_allowance
from vardas.publish.request import FindPermissions, Permitted, Request
from vardas.registry.records.involvement import SUBJECT_ROLES
from vardas.registry.records.models import Involvement, Judgement, Listing, Person

RELATIVE = "relative"


@dataclass(frozen=True)
class Agreed:
    """What the people of the registry agreed to; people judged to be one stand as one."""

    groups: Mapping[UUID, UUID]
    members: Mapping[UUID, tuple[UUID, ...]]
    """Person → all records that are this person, the one that stands for them first."""
    purposes: Mapping[UUID, frozenset[str]]
    """Everybody who agreed → the purpose asked for, and the wider ones."""
    refused: Mapping[UUID, str]
    """Everybody else who was considered → the reason."""
    in_office: frozenset[UUID] = frozenset()
    """Not asked, but named for what they do in a public office."""
    relatives: frozenset[UUID] = frozenset()
    spoken_for: frozenset[UUID] = field(default=frozenset())
    """The rows of lists that members judged to be somebody who may be named."""

    def stand_in(self, person: UUID | None) -> UUID | None:
        """Return the record that stands for a person."""
        return self.groups.get(person, person) if person else None

    def may_be_named(self, person: UUID) -> bool:
        """Say whether the name of this person may leave."""
        stands = self.groups.get(person, person)
        return stands in self.purposes or stands in self.in_office

    def allowances(self, person: UUID) -> Iterator[Allowance]:
        """Yield what the person agreed to, one list for each purpose."""
        for purpose in sorted(self.purposes.get(person, ())):
            yield find_allowance(purpose)


def find_agreed(
    request: Request, find_permissions: FindPermissions, groups: Mapping[UUID, UUID]
) -> Agreed:
    """Find who agreed to this request on its day, to this purpose and the wider ones."""
    allowance = find_allowance(request.purpose)
    rows = Person.objects.order_by("pk").values_list("pk", "in_office")
    members: defaultdict[UUID, list[UUID]] = defaultdict(list)
    offices: set[UUID] = set()
    for person, in_office in rows:
        stands = groups.get(person, person)
        members[stands].append(person)
        if in_office and allowance.is_public:
            offices.add(stands)
    everybody = {one: (one, *(m for m in group if m != one)) for one, group in members.items()}
    permissions = find_permissions(
        [one for group in everybody.values() for one in group],
        request.made.date(),
        groups=groups,
    )
    considered = set(everybody)
    if request.people is not None:
        considered &= {groups.get(person, person) for person in request.people}
    relatives = frozenset(_find_relatives(groups))
    involved = _find_involved(groups)
    # Whoever something happened to, or who said no, is no official here, whatever was ticked.
    offices -= involved
    offices -= {
        person
        for person in offices
        if explain_refusal(permissions.get(person, {}).get(request.purpose), request.recipient)
        not in ("", "not_asked")
    }
    purposes: dict[UUID, frozenset[str]] = {}
    refused: dict[UUID, str] = {}
    for person in considered:
        answers = permissions.get(person, {})
        reason = ""
        if not allowance.is_own_file:
            reason = explain_refusal(answers.get(request.purpose), request.recipient)
        if not reason and allowance.is_public and person in relatives and person not in involved:
            reason = "relative"
        if reason:
            refused[person] = reason
            continue
        wider = (
            purpose
            for purpose in allowance.wider
            if not explain_refusal(answers.get(purpose), request.recipient)
        )
        purposes[person] = frozenset((request.purpose, *wider))
    return Agreed(
        groups,
        everybody,
        purposes,
        refused,
        frozenset(offices - purposes.keys()),
        relatives,
        frozenset(_find_spoken_for(groups, purposes.keys() | offices)),
    )


def explain_refusal(permission: Permitted | None, recipient: str) -> str:
    """Return the reason why this answer lets nothing out; empty where it does."""
    if permission is None:
        return "not_asked"
    state = str(permission.state)
    if state != "yes":
        return state if state in ("no", "not_asked", "withdrawn", "ended") else "not_asked"
    if permission.recipients and recipient not in permission.recipients:
        return "other_recipient"
    return ""


def _find_relatives(groups: Mapping[UUID, UUID]) -> Iterator[UUID]:
    """Find who was in an event as somebody's relative; family ties themselves are sealed."""
    rows = Involvement.objects.filter(role=RELATIVE, person__isnull=False)
    for person in rows.values_list("person", flat=True):
        if person:
            yield groups.get(person, person)


def _find_involved(groups: Mapping[UUID, UUID]) -> frozenset[UUID]:
    rows = Involvement.objects.filter(role__in=SUBJECT_ROLES, person__isnull=False)
    people = rows.values_list("person", flat=True)
    return frozenset(groups.get(one, one) for one in people if one)


def _find_spoken_for(groups: Mapping[UUID, UUID], named: Iterable[UUID]) -> Iterator[UUID]:
    known = set(named)
    same = Judgement.objects.filter(answer="same", left__in=Listing.objects.values("pk"))
    for row, person in same.values_list("left", "right"):
        if row and person and groups.get(person, person) in known:
            yield row
