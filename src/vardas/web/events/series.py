"""The series of releases by year, with its sums and the widths of its bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vardas.insight.timeline import Release

BAR = 240
"""How wide the longest bar is, in its own units."""


@dataclass(frozen=True)
class Entry:
    """One release with its bar: the number claimed, and within it the people named."""

    release: Release
    claimed_width: int
    named_width: int


@dataclass(frozen=True)
class Year:
    """The releases of one year; None gathers those without a date."""

    number: int | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Series:
    """All releases, and what their numbers come to."""

    years: tuple[Year, ...]
    releases: int
    claimed: int
    """The numbers shown, added up: what sources claim, and no more than that."""
    named: int
    contested: int
    """In how many of them sources claim different numbers."""

    @property
    def gap(self) -> int:
        """How many of those claimed are not yet named."""
        return self.claimed - self.named


def make_series(releases: Sequence[Release]) -> Series:
    """Put the releases under their years and add their numbers up."""
    numbers = {release.item.id: _number(release) for release in releases}
    longest = max(numbers.values(), default=0) or 1
    named: set[UUID] = set()
    years: dict[int | None, list[Entry]] = {}
    for release in releases:
        count = release.count
        named |= count.named
        claimed = numbers[release.item.id]
        day = release.item.when.earliest or release.item.when.latest
        years.setdefault(day.year if day else None, []).append(
            Entry(
                release,
                max(2, claimed * BAR // longest),
                min(claimed, len(count.named)) * BAR // longest,
            )
        )
    return Series(
        tuple(Year(number, tuple(entries)) for number, entries in years.items()),
        len(releases),
        sum(numbers.values()),
        len(named),
        sum(1 for release in releases if _is_contested(release)),
    )


def _number(release: Release) -> int:
    return release.count.headline.shown.number if release.count.headline else 0


def _is_contested(release: Release) -> bool:
    headline = release.count.headline
    return headline is not None and headline.is_contested
