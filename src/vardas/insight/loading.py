"""Reads from the registry what the rules of standing need: a handful of queries for many people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from vardas.insight.happenings import Country, Happening, Part, When
from vardas.insight.sameness import find_standins
from vardas.insight.standing import Standing, find_standing
from vardas.ledger.statement import Say
from vardas.registry.fold.indexing import chunked
from vardas.registry.fold.statements import gather
from vardas.registry.records.models import Event, Involvement, Place, Source
from vardas.values.dates import DateError, parse_edtf

_DEEPEST = 6
"""How far events are followed to what they are part of; a circle ends here too."""

_EVENT = (
    "id", "type", "title", "when", "when_from", "when_to", "place", "destination", "part_of",
    "step", "condition", "count", "contested", "doubtful",
)  # fmt: skip
_INVOLVEMENT = ("id", "event", "person", "role", "papers", "contested", "doubtful")
_CLAIMED = ("role", "papers")
_DATING = ("type", "when")
"""The fields of an event without which it would not be known."""

Row = Mapping[str, Any]


def find_standings(
    people: Collection[UUID], day: date, *, as_known_then: bool = False
) -> dict[UUID, Standing]:
    """Find where each of these people stands on a day; everybody asked for has an answer."""
    parts = load_parts(people, with_publication=as_known_then)
    return {
        person: find_standing(parts.get(person, ()), day, as_known_then=as_known_then)
        for person in people
    }


def load_parts(
    people: Collection[UUID], *, with_publication: bool = False
) -> dict[UUID, tuple[Part, ...]]:
    """Read the parts that these people had in events, under whichever of their records.

    Who was judged to be one person has one course of events: an arrest noted under one record and
    the release under the other belong together.
    When each was published is read only where asked for: it means reading every statement.
    """
    standins = find_standins()
    groups: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for person, standin in standins.items():
        groups[standin] |= {person, standin}
    joined = {person: groups.get(standins.get(person, person), {person}) for person in people}
    rows: list[Row] = []
    for batch in chunked(sorted(set().union(*joined.values()))):
        rows += Involvement.objects.filter(person__in=batch).values(*_INVOLVEMENT)
    parts = parts_from_rows(rows, with_publication=with_publication)
    found = {
        person: tuple(part for one in sorted(group) for part in parts.get(one, ()))
        for person, group in joined.items()
    }
    return {person: group for person, group in found.items() if group}


def parts_from_rows(
    rows: Sequence[Row], *, with_publication: bool = False
) -> dict[UUID, tuple[Part, ...]]:
    """Make parts of rows of involvements, by person."""
    happenings = load_happenings({row["event"] for row in rows if row["event"]})
    read = [row["id"] for row in rows if with_publication or set(row["contested"]) & set(_CLAIMED)]
    claims = _read_claims(read, _CLAIMED)
    published = _Published(claims, happenings) if with_publication else None
    parts: defaultdict[UUID, list[Part]] = defaultdict(list)
    for row in rows:
        if row["person"] is None:
            continue
        for happening, event_is_doubtful, date_from in happenings.get(row["event"], ()):
            known = published.find(row["id"], happening.id, date_from) if published else None
            for field, value, is_doubtful in _claimed_values(row, claims.get(row["id"], ())):
                parts[row["person"]].append(
                    Part(
                        row["id"],
                        happening,
                        value if field == "role" else "",
                        value if field == "papers" else "",
                        is_doubtful or event_is_doubtful,
                        known,
                    )
                )
    return {person: tuple(group) for person, group in parts.items()}


def _claimed_values(row: Row, claims: Sequence[Say]) -> Iterable[tuple[str, str, bool]]:
    """Yield every value claimed for the role and the papers, and whether it is doubtful."""
    if not row["role"]:
        yield "role", "", False
    for field in _CLAIMED:
        if field not in row["contested"]:
            if row[field]:
                yield field, row[field], field in row["doubtful"]
            continue
        certain: dict[str, bool] = {}
        for say in claims:
            if say.field == field and say.certainty != "denied":
                is_doubtful = say.certainty == "doubtful"
                certain[say.value] = certain.get(say.value, True) and is_doubtful
        for value, is_doubtful in certain.items():
            yield field, value, is_doubtful


Versions = list[tuple[Happening, bool, UUID | None]]
"""An event once for every date claimed for it; whether it is only reported; what a date beside
the one shown first rests on.
"""


def load_happenings(events: Collection[UUID]) -> dict[UUID, Versions]:
    """Read events with all they are part of."""
    rows: dict[UUID, Row] = {}
    wanted = set(events)
    for _level in range(_DEEPEST):
        for batch in chunked(sorted(wanted)):
            found = Event.objects.filter(pk__in=batch).values(*_EVENT)
            rows.update((row["id"], row) for row in found)
        wanted = {row["part_of"] for row in rows.values() if row["part_of"]} - rows.keys() - wanted
        if not wanted:
            break
    gazetteer = Gazetteer(
        {row[name] for row in rows.values() for name in ("place", "destination") if row[name]}
    )
    disputed = _read_claims(
        [key for key, row in rows.items() if key in events and "when" in row["contested"]],
        ("when",),
    )
    versions: dict[UUID, Versions] = {}
    for key, row in rows.items():
        happening = _make_happening(row, rows, gazetteer)
        is_doubtful = "type" in row["doubtful"]
        versions[key] = [(happening, is_doubtful, None)]
        for when, say in _other_dates(row, disputed.get(key, ())):
            other = replace(happening, when=when)
            doubt = is_doubtful or say.certainty == "doubtful"
            versions[key].append((other, doubt, say.source))
    return versions


def _other_dates(row: Row, claims: Sequence[Say]) -> Iterable[tuple[When, Say]]:
    """Yield the dates claimed beside the one shown first; one that cannot be read is left out."""
    seen = {row["when"]}
    for say in claims:
        if say.certainty == "denied" or say.value in seen:
            continue
        seen.add(say.value)
        try:
            read = parse_edtf(str(say.value))
        except DateError:
            continue
        yield When(read.text, read.earliest, read.latest), say


def _make_happening(row: Row, rows: Mapping[UUID, Row], gazetteer: Gazetteer) -> Happening:
    lineage = [row]
    while len(lineage) < _DEEPEST and (above := rows.get(lineage[-1]["part_of"])):
        lineage.append(above)
    place, destination = row["place"], row["destination"]
    return Happening(
        row["id"],
        row["type"] or "",
        row["title"] or "",
        When(row["when"] or "", row["when_from"], row["when_to"]),
        row["step"],
        tuple(above["id"] for above in lineage[1:]),
        gazetteer.name(place),
        gazetteer.country(place),
        gazetteer.name(destination),
        gazetteer.country(destination),
        tuple(str(words) for above in lineage for words in above["condition"] or ()),
        any(
            isinstance(count, dict) and count.get("of") == "stayed" for count in row["count"] or ()
        ),
    )


class Gazetteer:
    """Names and countries of places; the country is the place's own or that of what it lies in."""

    def __init__(self, places: Collection[UUID]) -> None:
        fields = ("id", "caption", "type", "country", "part_of", "name")
        self._rows: dict[UUID, Row] = {}
        wanted = set(places)
        for _level in range(_DEEPEST):
            if not wanted:
                break
            found = Place.objects.filter(pk__in=wanted).values(*fields)
            self._rows.update((row["id"], row) for row in found)
            above = {row["part_of"] for row in self._rows.values() if row["part_of"]}
            wanted = above - self._rows.keys() - wanted
        self._keys: dict[str, str] = {}
        if self._rows:
            for row in Place.objects.filter(type="country").values(*fields):
                self._rows[row["id"]] = row
                names = [str(name.get("text", "")) for name in row["name"] or ()]
                for name in (row["caption"], row["country"] or "", *names):
                    self._keys.setdefault(name.casefold(), str(row["id"]))

    def name(self, place: UUID | None) -> str:
        """Return the name of a place; empty where it is not known."""
        row = self._rows.get(place) if place else None
        return row["caption"] if row else ""

    def country(self, place: UUID | None) -> Country | None:
        """Return the country of a place; None where nothing tells."""
        row = self._rows.get(place) if place else None
        for _level in range(_DEEPEST):
            if row is None:
                return None
            name = row["caption"] if row["type"] == "country" else row["country"]
            if name:
                key = self._keys.get(name.casefold(), name.casefold())
                return Country(key, name)
            row = self._rows.get(row["part_of"])
        return None


def _read_claims(records: Collection[UUID], fields: Sequence[str]) -> dict[UUID, list[Say]]:
    """Read the live claims about some fields of records."""
    gathered = gather(records)
    return {
        record: [say for say in says if say.field in fields and gathered.effect.is_live(say.id)]
        for record, says in gathered.says.items()
    }


@dataclass(frozen=True)
class _Dated:
    """Claims with the days on which their sources were published."""

    claims: Mapping[UUID, Sequence[Say]]
    days: Mapping[UUID, date | None]

    def first(self, record: UUID) -> date | None:
        """Return when the first claim about a record was published; None where one has no date."""
        found = [
            self.days.get(say.source) if say.source else None for say in self.claims.get(record, ())
        ]
        known = [day for day in found if day]
        return min(known) if known and len(known) == len(found) else None


class _Published:
    """When parts of people in events became known: the involvement and the event, the later."""

    def __init__(
        self, involvements: Mapping[UUID, Sequence[Say]], events: Mapping[UUID, Versions]
    ) -> None:
        happenings = _read_claims(events, _DATING)
        said = (*involvements.values(), *happenings.values())
        sources = {say.source for says in said for say in says if say.source}
        self._days: dict[UUID, date | None] = {}
        for batch in chunked(sorted(sources)):
            rows = Source.objects.filter(pk__in=batch)
            self._days.update(rows.values_list("pk", "published_to"))
        self._involvements = _Dated(involvements, self._days)
        self._events = _Dated(happenings, self._days)

    def find(self, involvement: UUID, event: UUID, date_from: UUID | None) -> date | None:
        """Find the day; ``date_from`` is what the event's date rests on, where it is another."""
        days = [self._involvements.first(involvement), self._events.first(event)]
        if date_from:
            days.append(self._days.get(date_from))
        return max((day for day in days if day), default=None)
