"""What the page of an event shows, read in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from vardas.insight.counting import Count, CountClaim, Group, count_events
from vardas.insight.happenings import When
from vardas.insight.leafing import list_involved
from vardas.insight.timeline import (
    Item,
    load_answers,
    load_items,
    order_items,
    read_ids,
)
from vardas.registry.reading import Claim, FieldClaims, RecordFile, read_records
from vardas.registry.records.involvement import SUBJECT_ROLES
from vardas.registry.records.models import Account, Event, Involvement, Question

MOST = 100
"""No more of one kind are shown on one page; the list of people has them all."""

OWN = 40
"""No more of the people in the event itself are shown in full."""

BESIDE = ("crossed", "refused", "stayed")
"""Numbers that stand beside the first one, because they tell what became of the people in it."""

ACCOUNT_ORDER = ("characterisation", "assessment", "silence", "assertion", "denial", "demand")

KNOWN_PER_STEP = ("told", "choice_given", "family_told", "belongings", "papers", "escorted_by")
FURTHER = ("papers_note", "note")
SHOWN_FIRST = frozenset({"title", "type", "count", "step", "part_of", "answers_to"})
"""The fields of an event that have a place of their own on its page."""


@dataclass(frozen=True)
class People:
    """Those to whom a step happened, as one involvement tells it."""

    file: RecordFile
    known: tuple[FieldClaims, ...]


@dataclass(frozen=True)
class Step:
    """One event with its people, those present, and what nobody has told."""

    item: Item
    file: RecordFile
    people: tuple[People, ...]
    present: tuple[RecordFile, ...]
    unknown: tuple[Any, ...]
    """Labels of the facts of the sequence that no source gives for this step."""
    further: tuple[FieldClaims, ...]
    """What else is known of it: conditions, what was provided, descriptions."""


@dataclass(frozen=True)
class ClaimedGroup:
    """One group of people counted, with the claims as they were made."""

    group: Group
    claims: tuple[tuple[CountClaim, Claim], ...]


@dataclass(frozen=True)
class Dossier:
    """Everything about one event, ready for the page."""

    file: RecordFile
    item: Item
    count: Count
    people: int
    """How many people are named in it or its parts, in whatever role."""
    beside: tuple[Group, ...]
    claimed: tuple[ClaimedGroup, ...]
    facts: tuple[FieldClaims, ...]
    own: Step
    steps: tuple[Step, ...]
    other_parts: tuple[Step, ...]
    whole: Item | None
    triggers: tuple[Item, ...]
    answers: tuple[Item, ...]
    accounts: tuple[RecordFile, ...]
    questions: tuple[RecordFile, ...]
    sources: tuple[tuple[UUID, int], ...]
    """The sources used, each with the number of facts on this page that rest on it."""
    files: Mapping[UUID, RecordFile] = field(repr=False, default_factory=dict)

    def claims(self) -> Iterator[Claim]:
        """Go through every claim on the page, for its captions."""
        for file in (self.file, *self.files.values()):
            yield from file.history


def load_dossier(file: RecordFile) -> Dossier:
    """Read everything about an event."""
    event = file.id
    parts = list(
        Event.objects.filter(part_of=event)
        .order_by("when_from", "step", "id")
        .values_list("pk", flat=True)[:MOST]
    )
    involvements = [*_find_involved([event], OWN), *_find_involved(parts, 2 * MOST)]
    accounts = _find(Account, event)
    questions = _find(Question, event)
    files = read_records({*parts, *(pk for pk, _event in involvements), *accounts, *questions})
    triggers = read_ids(file.row.get("answers_to"))
    whole = file.row.get("part_of")
    items = load_items({event, *parts, *triggers, *([whole] if whole else [])})
    item = items.get(event) or Item(event, "", "", When())
    count = count_events({event: item.kind})[event]

    def make(part: UUID) -> Step:
        involved = [files[pk] for pk, of in involvements if of == part and pk in files]
        return make_step(items[part], file if part == event else files[part], involved)

    ordered = [step.id for step in order_items(items[part] for part in parts if part in items)]
    numbered = sorted(
        (part for part in ordered if items[part].step is not None),
        key=lambda part: items[part].step or 0,
    )
    return Dossier(
        file,
        item,
        count,
        list_involved(event).count(),
        tuple(group for of in BESIDE for group in count.others if group.of == of),
        _group_claims(count, file),
        tuple(
            group
            for name, group in file.fields.items()
            if name not in SHOWN_FIRST and group.fact and group.live
        ),
        make(event) if event in items else make_step(item, file, []),
        tuple(make(part) for part in numbered),
        tuple(make(part) for part in ordered if items[part].step is None),
        items.get(whole) if whole else None,
        tuple(order_items(items[trigger] for trigger in triggers if trigger in items)),
        tuple(order_items(load_answers({event}).get(event, ()))),
        _order_accounts([files[key] for key in accounts if key in files]),
        tuple(files[key] for key in questions if key in files),
        _count_sources([file, *files.values()]),
        files,
    )


def make_step(item: Item, file: RecordFile, involved: Sequence[RecordFile]) -> Step:
    """Put an event's people beside those present, and name what nobody has told."""
    subjects = [one for one in involved if one.row.get("role") in SUBJECT_ROLES]
    told = {name for one in subjects for name in KNOWN_PER_STEP if _live(one, name)}
    labels = {fact.name: fact.label for fact in Involvement.facts()}
    return Step(
        item,
        file,
        tuple(
            People(
                one,
                tuple(one.fields[name] for name in (*KNOWN_PER_STEP, *FURTHER) if _live(one, name)),
            )
            for one in subjects
        ),
        tuple(one for one in involved if one not in subjects),
        tuple(labels[name] for name in KNOWN_PER_STEP if name not in told),
        tuple(
            file.fields[name]
            for name in ("condition", "provided", "description")
            if _live(file, name)
        ),
    )


def _live(file: RecordFile, name: str) -> bool:
    return name in file.fields and bool(file.fields[name].live)


def _find_involved(events: Sequence[UUID], most: int) -> list[tuple[UUID, UUID | None]]:
    found = Involvement.objects.filter(event__in=events).order_by("id")
    return list(found.values_list("pk", "event")[:most])


def _find(model: Any, event: UUID) -> list[UUID]:
    found = model.objects.filter(about=event).order_by("id")
    return list(found.values_list("pk", flat=True)[:MOST])


def _order_accounts(accounts: Sequence[RecordFile]) -> tuple[RecordFile, ...]:
    """Put what it is called first, what is not said before what is demanded."""
    ranks = {kind: rank for rank, kind in enumerate(ACCOUNT_ORDER)}
    return tuple(sorted(accounts, key=lambda one: ranks.get(one.row.get("type") or "", len(ranks))))


def _group_claims(count: Count, file: RecordFile) -> tuple[ClaimedGroup, ...]:
    """Tie the numbers to their claims, the event's one number first."""
    group_claims = file.fields.get("count")
    by_id = {claim.id: claim for claim in group_claims.live} if group_claims else {}
    groups = (count.headline, *count.others) if count.headline else count.others
    return tuple(
        ClaimedGroup(
            group,
            tuple(
                (made, by_id[made.statement]) for made in group.claims if made.statement in by_id
            ),
        )
        for group in groups
    )


def _count_sources(files: Sequence[RecordFile]) -> tuple[tuple[UUID, int], ...]:
    used = Counter(
        claim.say.source
        for file in files
        for claim in file.history
        if claim.is_live and claim.say.source
    )
    return tuple(used.most_common())
