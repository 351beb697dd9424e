"""Clears the fields of one record: what is on the list, may be seen, and names nobody else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from vardas.publish.approval import Approved
from vardas.publish.cleared import ClearedField, ClearedRecord, HeldBack, Said
from vardas.publish.naming import HiddenNames
from vardas.publish.suppression import is_small
from vardas.registry.reading import Claim, RecordFile, read_records
from vardas.registry.records.fields import Choice, ChoiceMany, Counts, Fact, Reference, References
from vardas.registry.records.models import Event, Source
from vardas.registry.records.sealed import is_sealed
from vardas.registry.records.visibility import Visibility
from vardas.values.dates import DateError, parse_edtf

REFERENCES = (Reference, References)


@dataclass(frozen=True)
class Rules:
    """What holds for all records of one request."""

    day: date
    visibilities: Collection[Visibility]
    hidden: HiddenNames
    embargoed: Collection[UUID]
    """Sources not to be used yet."""
    groups: Mapping[UUID, UUID]
    has_words: bool
    is_public: bool
    approved: Approved | None = None
    is_own_file: bool = False


@dataclass
class Draft:
    """A record on its way through: it may still lose what points to records that stay."""

    id: UUID
    kind: str
    file: RecordFile
    fields: dict[str, ClearedField]
    claims: dict[UUID, Claim] = field(default_factory=dict)

    def references(self) -> dict[str, list[UUID]]:
        """Return the records that its fields point to."""
        found: dict[str, list[UUID]] = {}
        for name, cleared in self.fields.items():
            if isinstance(self.file.model.fact(name), REFERENCES):
                found[name] = [UUID(said.value) for said in cleared.values]
        return found

    def keep(self, name: str, values: tuple[Said, ...]) -> None:
        """Keep these values of a field alone; without any, the field is gone."""
        one = self.fields.pop(name)
        if values:
            self.fields[name] = replace(one, values=values)


def draft_record(
    identifier: UUID,
    file: RecordFile,
    allowed: Collection[str],
    rules: Rules,
    hold: Callable[[HeldBack], None],
) -> Draft:
    """Take the fields of a record that may leave; ``hold`` is told of every other."""
    draft = Draft(identifier, file.kind, file, {})
    for name, claims in file.fields.items():
        fact = claims.fact
        if not claims.live:
            continue
        reason = _find_reason(fact, name, allowed, rules)
        if reason or fact is None:
            hold(HeldBack(identifier, name, reason))
            continue
        values = []
        for claim in claims.live:
            value = _as_text_of_standin(fact, claim.value, rules.groups)
            reason = _refuse_value(fact, name, file.kind, claim, value, rules)
            if reason:
                hold(HeldBack(identifier, name, reason))
                continue
            draft.claims[claim.id] = claim
            values.append(
                Said(
                    value,
                    claim.id,
                    claim.origin.commit,
                    claim.say.certainty,
                    claim.say.source,
                    claim.say.said_by,
                    str((claim.say.quote or {}).get("text") or ""),
                )
            )
        if values:
            draft.fields[name] = ClearedField(
                name, str(fact.label), fact.value_type, tuple(values), claims.is_contested
            )
    return draft


def finish_record(
    draft: Draft, cleared: Mapping[UUID, str], kinds: Mapping[UUID, str], rules: Rules
) -> ClearedRecord:
    """Finish a record once it is known what else leaves: ``cleared`` are captions by record."""
    fields = {
        name: replace(
            one,
            values=tuple(
                _finish_said(said, draft.claims[said.statement], cleared, kinds, rules)
                for said in one.values
            ),
        )
        for name, one in draft.fields.items()
    }
    moments = [
        draft.claims[said.statement].origin.when for f in fields.values() for said in f.values
    ]
    return ClearedRecord(
        draft.id,
        draft.kind,
        make_caption(draft),
        MappingProxyType(fields),
        max(moments).isoformat() if moments else "",
    )


def make_caption(draft: Draft) -> str:
    """Make the words that stand for a record of what is left of it."""
    row: dict[str, Any] = {}
    for name, one in draft.fields.items():
        fact = draft.file.model.fact(name)
        said = [value.value for value in one.values if value.certainty != "denied"]
        if fact is not None and said:
            row[name] = said if fact.many else said[0]
    return draft.file.model.make_caption(row)


def is_embargoed(file: RecordFile, day: date) -> bool:
    """Say whether a record is not to be published yet: before the latest day that it may mean."""
    claims = file.fields.get("embargo")
    for claim in claims.live if claims else ():
        if claim.say.certainty == "denied":
            continue
        try:
            latest = parse_edtf(str(claim.value)).latest
        except DateError:
            return True
        if latest is None or day < latest:
            return True
    return False


def find_embargoed_sources(day: date) -> frozenset[UUID]:
    """Find the sources that nothing may yet rest on."""
    some = Source.objects.filter(embargo__isnull=False).values_list("pk", flat=True)
    return frozenset(key for key, file in read_records(some).items() if is_embargoed(file, day))


def find_embargoed_events(day: date) -> frozenset[UUID]:
    """Find the events that may not yet be told of, with all their parts."""
    some = Event.objects.filter(embargo__isnull=False).values_list("pk", flat=True)
    found = {key for key, file in read_records(some).items() if is_embargoed(file, day)}
    parts = list(Event.objects.filter(part_of__isnull=False).values_list("pk", "part_of"))
    while fresh := {part for part, whole in parts if whole in found and part not in found}:
        found |= fresh
    return frozenset(found)


def _find_reason(fact: Fact | None, name: str, allowed: Collection[str], rules: Rules) -> str:
    if fact is None or fact.visibility is None:
        return "not_on_list"
    if fact.visibility.is_sealed and not rules.is_own_file:
        return "sealed"
    if fact.visibility not in rules.visibilities:
        return "visibility"
    return "" if name in allowed else "not_on_list"


def _refuse_value(fact: Fact, name: str, kind: str, claim: Claim, value: Any, rules: Rules) -> str:
    if is_sealed(value):
        return "sealed"  # it did not open: a seal that the asking member does not hold
    if claim.say.source in rules.embargoed:
        return "embargo"
    if isinstance(fact, Counts) and rules.is_public:
        number = value.get("number") if isinstance(value, dict) else None
        if type(number) is not int or is_small(number):
            return "small_number"
    if isinstance(fact, REFERENCES):
        return "" if _is_reference(value) else "points_to_held"
    if isinstance(fact, Choice | ChoiceMany):
        return "" if value in fact.options else "not_on_list"  # another version's word: any text
    is_own_name = kind == "person" and name == "name"
    return "names_others" if not is_own_name and rules.hidden.are_in(value) else ""


def _is_reference(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _as_text_of_standin(fact: Fact, value: Any, groups: Mapping[UUID, UUID]) -> Any:
    if isinstance(fact, REFERENCES) and _is_reference(value):
        target = UUID(str(value))
        return str(groups.get(target, target))
    return value


def _finish_said(
    said: Said,
    claim: Claim,
    cleared: Mapping[UUID, str],
    kinds: Mapping[UUID, str],
    rules: Rules,
) -> Said:
    source = said.source if said.source and kinds.get(said.source) == "source" else None
    words = ""
    if source and rules.has_words and said.words and not rules.hidden.are_in(said.words):
        words = said.words
    speaker = ""
    if _is_reference(said.said_by):
        target = UUID(said.said_by)
        speaker = cleared.get(rules.groups.get(target, target), "")
    elif said.said_by and not rules.is_public and not rules.hidden.are_in(said.said_by):
        speaker = said.said_by
    say = claim.say
    extra = set(say.quote or {}) - {"text", "at"}
    is_whole = (
        source == say.source
        and words == str((say.quote or {}).get("text") or "")
        and bool(speaker) == bool(say.said_by)
        and not extra
    )
    finished = replace(said, source=source, said_by=speaker, words=words, is_whole=is_whole)
    if rules.approved is None or rules.approved.has_words(finished):
        return finished
    return replace(finished, source=None, said_by="", words="", is_whole=False)
