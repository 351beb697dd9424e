"""Puts events in the order of their dates, and releases in a series with what set them off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vardas.insight.counting import Count, count_events
from vardas.insight.happenings import When
from vardas.registry.fold.indexing import chunked
from vardas.registry.records.models import Event, Place

SERIES_KINDS = frozenset({"amnesty", "pardon", "release", "expulsion", "exchange", "return_home"})
"""The kinds of events by which people are let go."""

_FIELDS = (
    "id", "caption", "type", "when", "when_from", "when_to", "place", "destination", "part_of",
    "step", "answers_to", "relief", "condition", "contested", "doubtful",
)  # fmt: skip

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Item:
    """An event in a line of others."""

    id: UUID
    kind: str
    caption: str
    when: When
    place: str = ""
    destination: str = ""
    step: int | None = None
    is_doubtful: bool = False
    contested: tuple[str, ...] = ()
    """The fields on which sources disagree."""


@dataclass(frozen=True)
class Release:
    """One release of a series: what it answers to, the event, its numbers, what answered to it."""

    item: Item
    triggers: tuple[Item, ...]
    count: Count
    answers: tuple[Item, ...]
    relief: tuple[str, ...]
    conditions: tuple[str, ...]
    parts: tuple[Item, ...] = ()
    """Its parts with a destination of their own."""


def order_items(items: Iterable[Item]) -> list[Item]:
    """Put items in the order of their earliest day; within one whole and day, by their step.

    What has no date stands last: it could be anywhere.
    """
    return sorted(
        items,
        key=lambda item: (item.when.is_unknown, item.when.order, item.step or 0, item.id),
    )


def load_series() -> list[Release]:
    """Read all releases that claim a number and are not a part of another one."""
    rows = read_counted()
    found = {row["id"] for row in rows}
    parts = [row for row in rows if row["part_of"] in found]
    whole = [row for row in rows if row["part_of"] not in found]
    counts = count_events({row["id"]: row["type"] for row in whole})
    answers = load_answers({row["id"] for row in whole})
    triggers = load_items(
        {trigger for row in whole for trigger in read_ids(row["answers_to"])}, captions=False
    )
    items = make_items([*whole, *parts])
    parts_of: defaultdict[UUID, list[Item]] = defaultdict(list)
    for row in parts:
        if row["destination"]:
            parts_of[row["part_of"]].append(items[row["id"]])
    releases = {
        row["id"]: Release(
            items[row["id"]],
            _pick(read_ids(row["answers_to"]), triggers),
            counts[row["id"]],
            tuple(order_items(answers.get(row["id"], ()))),
            tuple(map(str, row["relief"] or ())),
            tuple(map(str, row["condition"] or ())),
            tuple(order_items(parts_of[row["id"]])),
        )
        for row in whole
    }
    ordered = order_items(release.item for release in releases.values())
    return [releases[item.id] for item in ordered]


def read_counted() -> list[Row]:
    """Read the releases that claim a number; there are few of them among all events."""
    rows = Event.objects.filter(is_counted=True).values(*_FIELDS)
    return [row for row in rows if row["type"] in SERIES_KINDS]


def load_items(events: Collection[UUID], *, captions: bool = True) -> dict[UUID, Item]:
    """Read events as items; the names of their places too where asked for."""
    rows: list[Row] = []
    for batch in chunked(sorted(events)):
        rows += Event.objects.filter(pk__in=batch).values(*_FIELDS)
    return make_items(rows, captions=captions)


def load_answers(events: Set[UUID]) -> dict[UUID, list[Item]]:
    """Find the events that answer to these: event → what answers to it."""
    rows = [
        row
        for row in Event.objects.filter(is_answer=True).values(*_FIELDS)
        if events & set(read_ids(row["answers_to"]))
    ]
    items = make_items(rows, captions=False)
    answers: defaultdict[UUID, list[Item]] = defaultdict(list)
    for row in rows:
        for event in read_ids(row["answers_to"]):
            if event in events:
                answers[event].append(items[row["id"]])
    return answers


def make_items(rows: Sequence[Row], *, captions: bool = True) -> dict[UUID, Item]:
    """Make items of rows of events."""
    places = {row[name] for row in rows for name in ("place", "destination") if row[name]}
    names: dict[UUID, str] = {}
    if captions and places:
        names.update(Place.objects.filter(pk__in=places).values_list("pk", "caption"))

    def name(place: UUID | None) -> str:
        return names.get(place, "") if place else ""

    return {
        row["id"]: Item(
            row["id"],
            row["type"] or "",
            row["caption"],
            When(row["when"] or "", row["when_from"], row["when_to"]),
            name(row["place"]),
            name(row["destination"]),
            row["step"],
            "type" in row["doubtful"],
            tuple(row["contested"]),
        )
        for row in rows
    }


def read_ids(values: Any) -> list[UUID]:
    """Read the ids in a many-valued reference; what is no id is passed over."""
    found: list[UUID] = []
    for value in values or ():
        try:
            found.append(UUID(str(value)))
        except ValueError:
            continue
    return found


def _pick(wanted: Iterable[UUID], items: Mapping[UUID, Item]) -> tuple[Item, ...]:
    return tuple(order_items(items[event] for event in wanted if event in items))
