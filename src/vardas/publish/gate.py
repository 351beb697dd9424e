"""The redaction gate: the only place where records become cleared for leaving.

Default deny. Records of people who agreed come first; around them the events, places, bodies,
sources, accounts and questions that they need; and nothing else. A record that speaks about a
person who did not agree stays, a text that names one stays, and what points to something that
stays goes with it. Each omission is noted with its reason for the members who approve.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID

from vardas.errors import InputError
from vardas.publish.agreeing import Agreed, find_agreed
from vardas.publish.allowed import ABOUT_MANY, OFFICE_ROLES, Allowance, find_allowance
from vardas.publish.approval import Approved
from vardas.publish.cleared import (
    _TOKEN,
    OFFICIAL,
    Cleared,
    ClearedRecord,
    Ground,
    HeldBack,
)
from vardas.publish.clearing import (
    Draft,
    Rules,
    draft_record,
    find_embargoed_events,
    find_embargoed_sources,
    finish_record,
    is_embargoed,
    make_caption,
)
from vardas.publish.dangling import NEEDED, drop_dangling
from vardas.publish.figures import count_figures
from vardas.publish.hiding import find_hidden_names
from vardas.publish.own_file import find_own_records
from vardas.publish.reasons import REASONS
from vardas.publish.reidentification import find_warnings
from vardas.publish.request import FindPermissions, Request
from vardas.publish.suppression import SMALLEST
from vardas.registry.access.reader import STATION, reading_as
from vardas.registry.reading import RecordFile, read_joined, read_records
from vardas.registry.records.involvement import SUBJECT_ROLES
from vardas.registry.records.models import (
    Account,
    Event,
    Involvement,
    Person,
    Question,
    Recognition,
)
from vardas.registry.snapshot import read_snapshot

__all__ = ["REASONS", "NoRecipient", "PeopleMissing", "clear_records"]

KINDS = (
    "person", OFFICIAL, "recognition", "involvement", "event", "account", "question", "place",
    "organization", "source",
)  # fmt: skip
_OFFICE_FIELDS = frozenset({"name", "occupation"})
_PEOPLE_IN = {
    "involvement": ("person",),
    "recognition": ("person",),
    "account": ("speaker", "about"),
    "question": ("about",),
}


class NoRecipient(InputError):
    """A purpose for one reader names the public, or a public one names a reader, or nobody."""

    code = "no_recipient"
    message = "Say who gets this: “public” where anybody may read it, otherwise the reader's name."


class PeopleMissing(InputError):
    """What goes to one reader is about everybody."""

    code = "people_missing"
    message = "Say which people this is about. Only what is public is about everybody who agreed."


@reading_as(STATION)  # it has to know whom not to name; what leaves does not depend on who asks
def clear_records(
    request: Request, find_permissions: FindPermissions, groups: Mapping[UUID, UUID]
) -> Cleared:
    """Clear what may leave for a request, and note what stays and why.

    ``groups`` leads from each record of a person to the one that stands for all of theirs, where
    members judged several to be one. Raises UnknownPurpose, NoRecipient, PeopleMissing.
    """
    allowance = find_allowance(request.purpose)
    if not request.recipient.strip() or allowance.is_public is not request.is_public:
        raise NoRecipient
    if request.people is None and not allowance.is_public:
        raise PeopleMissing
    if allowance.is_own_file and len(request.people or ()) != 1:
        raise PeopleMissing
    with read_snapshot():
        return _Passage(request, allowance, find_agreed(request, find_permissions, groups)).clear()


class _Passage:
    """One request on its way through the gate."""

    def __init__(self, request: Request, allowance: Allowance, agreed: Agreed) -> None:
        day = request.made.date()
        self.request, self.allowance, self.agreed = request, allowance, agreed
        self.held: dict[HeldBack, None] = {}
        self.drafts: dict[UUID, Draft] = {}
        self.embargoed = find_embargoed_events(day)
        self.rules = Rules(
            day,
            allowance.visibilities,
            find_hidden_names(agreed, is_public=request.is_public),
            find_embargoed_sources(day),
            agreed.groups,
            allowance.has_words,
            request.is_public,
            request.approved,
            allowance.is_own_file,
        )
        self.subjects: dict[UUID, set[UUID]] = defaultdict(set)
        """Event → the people it happened to, as far as the registry knows."""

    def clear(self) -> Cleared:
        for person, reason in self.agreed.refused.items():
            if person not in self.agreed.in_office:
                self._hold(person, reason)
        if self.allowance.is_own_file:
            self._draft_own()
        else:
            self._draft_told()
        for kind in ("place", "organization", "source"):
            self._draft_around(kind)
        self._drop_dangling()
        if self.request.approved is not None:
            self._drop_unapproved(self.request.approved)
            self._drop_dangling()
        return self._finish()

    def _draft_own(self) -> None:
        """Take what is kept about one person, the seals open that are open to who asks."""
        reader = self.request.reader
        with reading_as(replace(reader, sees_all=True) if reader else STATION):
            self._draft_people()
            for person in self.agreed.purposes:
                for kind, keys in find_own_records(self.agreed.members[person]):
                    self._draft_all(kind, keys)

    def _draft_told(self) -> None:
        """Take what may be told of those who agreed, and of what happened to many."""
        self._draft_people()
        involvements = self._choose_involvements()
        self._draft_events(key for key, _event, has_person in involvements if has_person)
        self._draft_all(
            "involvement",
            [key for key, event, has_person in involvements if has_person or event in self.drafts],
        )
        self._draft_all("recognition", self._choose_recognitions())
        self._draft_all("account", self._choose_accounts())
        self._draft_all("question", self._choose_questions())

    def _drop_dangling(self) -> None:
        needed = {} if self.allowance.is_own_file else NEEDED
        drop_dangling(self.drafts, self.agreed.in_office, self._note, needed)

    def _draft_people(self) -> None:
        wanted = list(self.agreed.purposes)
        if "person" in self.allowance.fields:
            wanted += self.agreed.in_office
        for person, file in _read_people(wanted, self.agreed.members):
            purposes = self.agreed.purposes.get(person)
            self._draft(
                person, file, self._fields_of("person", purposes) if purposes else _OFFICE_FIELDS
            )

    def _choose_involvements(self) -> list[tuple[UUID, UUID | None, bool]]:
        """Choose involvements: each with its event, and whether it is a person's."""
        types = dict(Event.objects.values_list("pk", "type"))
        chosen: list[tuple[UUID, UUID | None, bool]] = []
        rows = Involvement.objects.order_by("pk").values_list("pk", "event", "person", "role")
        for key, event, one, role in rows:
            person = self.agreed.stand_in(one)
            if event and person and role in SUBJECT_ROLES:
                self.subjects[event].add(person)
            if person is None:
                chosen.append((key, event, False))
            elif person in self.agreed.in_office and role in OFFICE_ROLES:
                chosen.append((key, event, True))
            elif person not in self.agreed.purposes:
                if person in self.agreed.refused:
                    self._hold(key, "about_others")
            elif any(
                role in one.roles and (one.events is None or types.get(event) in one.events)
                for one in self.agreed.allowances(person)
            ):
                chosen.append((key, event, True))
            else:
                self._hold(key, "role")
        return chosen

    def _draft_events(self, involvements: Iterable[UUID]) -> None:
        """Take the events of the people who agreed, those about many, and what they are part of."""
        with_agreed = {
            event
            for event, person in Involvement.objects.filter(
                pk__in=list(involvements), person__isnull=False
            ).values_list("event", "person")
            if event and self.agreed.stand_in(person) in self.agreed.purposes
        }
        rows = {
            row[0]: row
            for row in Event.objects.order_by("pk").values_list("pk", "type", "count", "part_of")
        }
        wanted = set(with_agreed)
        if self.request.is_public and self.request.people is None:
            wanted |= rows.keys()
        for event in list(wanted):
            whole = rows[event][3] if event in rows else None
            while whole in rows and whole not in wanted:
                wanted.add(whole)
                whole = rows[whole][3]
        chosen = []
        for event in sorted(wanted & rows.keys()):
            _, type_, count, _ = rows[event]
            if type_ in self.allowance.withheld_events:
                self._hold(event, "health")
            elif event in self.embargoed:
                self._hold(event, "embargo")
            elif event in with_agreed or self._is_about_many(event, type_, count):
                chosen.append(event)
            else:
                self._hold(event, "about_others")
        self._draft_all("event", chosen)

    def _is_about_many(self, event: UUID, type_: str | None, count: Any) -> bool:
        claims = count if isinstance(count, list) else []
        numbers = [one.get("number") for one in claims if isinstance(one, dict)]
        if any(type(number) is int and number >= SMALLEST for number in numbers):
            return True
        return type_ in ABOUT_MANY and not self.subjects.get(event)

    def _choose_recognitions(self) -> Iterator[UUID]:
        for key, person in Recognition.objects.order_by("pk").values_list("pk", "person"):
            if self._may_tell_of("recognition", key, person):
                yield key

    def _choose_accounts(self) -> Iterator[UUID]:
        people = frozenset(Person.objects.values_list("pk", flat=True))
        for key, *ends in Account.objects.order_by("pk").values_list("pk", "speaker", "about"):
            about = [end for end in ends if end in people]
            if not self.request.is_public and not about and ends[1] not in self.drafts:
                continue
            if all(self._may_tell_of("account", key, person) for person in about):
                yield key

    def _choose_questions(self) -> Iterator[UUID]:
        people = frozenset(Person.objects.values_list("pk", flat=True))
        for key, about in Question.objects.order_by("pk").values_list("pk", "about"):
            if about not in people:
                if self.request.is_public or about in self.drafts:
                    yield key
            elif self.agreed.stand_in(about) in self.agreed.refused:
                self._hold(key, "about_others")

    def _may_tell_of(self, kind: str, key: UUID, one: UUID | None) -> bool:
        """Say whether a record of this kind about a person may leave; what not is held back."""
        person = self.agreed.stand_in(one)
        if person is None:
            return False
        if person in self.agreed.in_office:
            return kind == "account"
        if any(_tells_of_people(kind, allowed) for allowed in self.agreed.allowances(person)):
            return True
        if person in self.agreed.purposes:
            self._hold(key, "role")
        elif person in self.agreed.refused:
            self._hold(key, "about_others")
        return False

    def _draft_all(self, kind: str, keys: Iterable[UUID]) -> None:
        fields = self._fields_of(kind, {self.request.purpose, *self.allowance.wider})
        if fields:
            for key, file in read_records(keys).items():
                if file.kind == kind:
                    self._draft(key, file, fields)

    def _draft_around(self, kind: str) -> None:
        """Take the places, bodies or sources that what was taken points to."""
        fields = self._fields_of(kind, {self.request.purpose})
        fresh = self._find_needed(kind)
        while fields and fresh:
            for key, file in read_records(fresh).items():
                reason = self._refuse_around(file) if file.kind == kind else None
                if reason == "":
                    self._draft(key, file, fields)
                elif reason:
                    self._hold(key, reason)
            fresh = self._find_needed(kind) - fresh

    def _refuse_around(self, file: RecordFile) -> str:
        type_ = file.row.get("type")
        if file.kind == "place" and type_ in self.allowance.places:
            return "sleeping_place"
        if file.kind == "source":
            if self.allowance.sources is not None and type_ not in self.allowance.sources:
                return "private_source"
            if is_embargoed(file, self.rules.day):
                return "embargo"
        return ""

    def _find_needed(self, kind: str) -> set[UUID]:
        found: set[UUID] = set()
        for draft in self.drafts.values():
            if kind == "source":
                found.update(
                    said.source
                    for one in draft.fields.values()
                    for said in one.values
                    if said.source
                )
            if kind != "source" or draft.kind == "source":
                found.update(chain.from_iterable(draft.references().values()))
        return found - self.drafts.keys()

    def _fields_of(self, kind: str, purposes: Collection[str]) -> frozenset[str]:
        allowances = [find_allowance(purpose).fields for purpose in purposes]
        return frozenset().union(*(fields.get(kind, frozenset()) for fields in allowances))

    def _draft(self, key: UUID, file: RecordFile, fields: Collection[str]) -> None:
        if not fields:
            return
        about_people = () if self.allowance.is_own_file else _PEOPLE_IN.get(file.kind, ())
        for name in about_people:
            claims = file.fields.get(name)
            for claim in claims.live if claims else ():
                # One of several contested values may name somebody else.
                if not self._is_free(claim.value):
                    self._hold(key, "about_others")
                    return
        self.drafts[key] = draft_record(key, file, fields, self.rules, self._note)

    def _is_free(self, value: Any) -> bool:
        """Say whether a record may point here: to no person, or to one who may be named."""
        try:
            person = UUID(str(value))
        except ValueError:
            return False
        stands = self.agreed.groups.get(person, person)
        return stands not in self.agreed.members or self.agreed.may_be_named(stands)

    def _drop_unapproved(self, approved: Approved) -> None:
        for draft in self.drafts.values():
            for name, one in list(draft.fields.items()):
                kept = tuple(
                    said
                    for said in one.values
                    if approved.has_statement(draft.id, name, said.statement)
                )
                if len(kept) < len(one.values):
                    self._note(HeldBack(draft.id, name, "not_approved"))
                    draft.keep(name, kept)

    def _finish(self) -> Cleared:
        for person in self.agreed.in_office & self.drafts.keys():
            self.drafts[person].kind = OFFICIAL
        captions = {draft.id: make_caption(draft) for draft in self.drafts.values()}
        kinds = {draft.id: draft.kind for draft in self.drafts.values()}
        records: dict[str, tuple[ClearedRecord, ...]] = {}
        others = sorted(set(kinds.values()) - set(KINDS))
        for kind in (*KINDS, *others):
            keys = sorted(key for key in self.drafts if kinds[key] == kind)
            records[kind] = tuple(
                finish_record(self.drafts[key], captions, kinds, self.rules) for key in keys
            )
        ground = Ground(
            self.request.purpose, self.request.recipient, self.request.asked_by, self.request.made
        )
        warnings = find_warnings(records, self.subjects, self.agreed)
        figures = (
            count_figures(records, self.subjects, self.agreed) if self.request.is_public else ()
        )
        held = tuple(one for one in self.held if not (one.field == "" and one.record in kinds))
        return Cleared(_TOKEN, ground, records, figures, held, warnings)

    def _hold(self, record: UUID, reason: str) -> None:
        self._note(HeldBack(record, "", reason))

    def _note(self, held: HeldBack) -> None:
        self.held[held] = None


def _tells_of_people(kind: str, allowance: Allowance) -> bool:
    """Say whether this list lets what others say of a person, or a person says, leave."""
    return kind in allowance.fields and (kind != "account" or "recognition" in allowance.fields)


def _read_people(
    people: Iterable[UUID], members: Mapping[UUID, tuple[UUID, ...]]
) -> Iterator[tuple[UUID, RecordFile]]:
    """Read the files of people; of one judged to be several records, all of them as one."""
    wanted = sorted(people)
    yield from read_records(person for person in wanted if len(members[person]) == 1).items()
    for person in wanted:
        if len(members[person]) > 1 and (file := read_joined(members[person])):
            yield person, file
