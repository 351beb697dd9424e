"""Rows as the page shows them: what each says, what is wrong, who it may be, and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from vardas.actions.lists import read_problem
from vardas.insight.likeness import (
    OTHER_DATE,
    SAME_DATE,
    Likeness,
    Tie,
    find_likenesses,
    find_ties,
)
from vardas.registry.records.models import Listing, Source
from vardas.registry.wording.dates import say_date
from vardas.web.lists.preparing import find_column, say_problem

DATES: dict[str, Promise] = {
    SAME_DATE: gettext_lazy("the same birth date"),
    OTHER_DATE: gettext_lazy("but another birth date"),
}
SHOWN = (
    "birth_date", "death_date", "event_date", "detained_on", "verdict_on", "appeal_on",
    "released_on", "place", "occupation", "sentence", "decision", "judge", "count", "charge",
    "description",
)  # fmt: skip
"""What of a row is shown at once; the rest opens under “as written”."""
LONGEST = 160


@dataclass(frozen=True)
class ShownRow:
    """One row as the page shows it."""

    listing: Listing
    cells: Sequence[tuple[str, str]]
    facts: Sequence[tuple[Any, str]]
    problems: Sequence[tuple[str, str]]
    ties: Sequence[Tie]
    likenesses: Sequence[tuple[Likeness, Sequence[Any]]]

    @property
    def is_decided(self) -> bool:
        """Say whether somebody said who this is."""
        return any(tie.answer == "same" for tie in self.ties)

    @property
    def can_tick(self) -> bool:
        """Say whether a new person can be made of it."""
        return not self.is_decided and bool(self.listing.name)

    @property
    def is_unlike(self) -> bool:
        """Say whether it looks like nobody: known here, or in another row."""
        repeated = any(problem["code"] == "name_repeated" for problem in _problems(self.listing))
        return self.can_tick and not self.ties and not self.likenesses and not repeated

    @property
    def same(self) -> UUID | None:
        """Return the one person with the same name and the same birth date, if there is one."""
        found = [likeness.person for likeness, _why in self.likenesses if likeness.is_same]
        return found[0] if self.can_tick and len(found) == 1 else None


@dataclass(frozen=True)
class Bulk:
    """What can be decided for several rows of a page at once."""

    can_tick: bool
    unlike: Sequence[UUID]
    alike: Sequence[tuple[UUID, UUID]]


def show_rows(listings: Sequence[Listing], headings: Sequence[str]) -> list[ShownRow]:
    """Prepare rows for the page; people are proposed only where nothing is decided yet."""
    ties = find_ties(listing.pk for listing in listings)
    undecided = [
        listing
        for listing in listings
        if not any(tie.answer == "same" for tie in ties.get(listing.pk, ()))
    ]
    likenesses = find_likenesses(undecided)
    answered = {(row, tie.person) for row, found in ties.items() for tie in found}
    return [
        ShownRow(
            listing,
            list(read_cells(listing, headings)),
            list(_read_facts(listing)),
            [(find_column(problem), say_problem(problem)) for problem in read_problems(listing)],
            ties.get(listing.pk, ()),
            [
                (likeness, list(_say_reasons(likeness)))
                for likeness in likenesses.get(listing.pk, ())
                if (listing.pk, likeness.person) not in answered
            ],
        )
        for listing in listings
    ]


def _say_reasons(likeness: Likeness) -> Iterator[Any]:
    for reason in likeness.reasons:
        yield reason.sentence(gettext)
    if likeness.dates:
        yield DATES[likeness.dates]


def find_bulk(rows: Sequence[ShownRow]) -> Bulk:
    """Find the rows that can be decided together."""
    return Bulk(
        any(row.can_tick for row in rows),
        [row.listing.pk for row in rows if row.is_unlike],
        [(row.listing.pk, row.same) for row in rows if row.same],
    )


def read_headings(source: Source) -> list[str]:
    """Return the headings of a list in the order of its file; none where they are not known."""
    held = source.columns.get("headings") if isinstance(source.columns, dict) else None
    return [str(heading) for heading in held] if isinstance(held, list) else []


def read_cells(
    listing: Listing, headings: Sequence[str], *, is_whole: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield heading and cell as written, as the file orders them; empty ones if ``is_whole``."""
    held = listing.cells.get("cells") if isinstance(listing.cells, dict) else None
    cells: Mapping[str, Any] = held if isinstance(held, dict) else {}
    for heading in dict.fromkeys([*headings, *cells]):
        cell = str(cells.get(heading, ""))
        if cell or is_whole:
            yield heading, cell


def read_problems(listing: Listing) -> list[Any]:
    """Return the problems noted for a row."""
    return [read_problem(value) for value in _problems(listing)]


def _problems(listing: Listing) -> list[Mapping[str, Any]]:
    return [{"code": "", **value} for value in listing.problem or () if isinstance(value, dict)]


def _read_facts(listing: Listing) -> Iterator[tuple[Any, str]]:
    for name in SHOWN:
        fact = Listing.fact(name)
        value = getattr(listing, name)
        if fact is None or value in (None, "", []):
            continue
        if fact.value_type == "date":
            text = say_date(value)
        else:
            text = " · ".join(map(str, value)) if isinstance(value, list) else str(value)
        yield fact.label, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
