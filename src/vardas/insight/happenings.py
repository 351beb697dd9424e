"""What happened to one person, as the rules need it: dates with bounds, events, parts in events.

Pure data and its order; the loader fills it from the registry, a test from a table.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from vardas.values.dates import DateError, parse_edtf

EARLY, LATE = date.min, date.max


@dataclass(frozen=True)
class When:
    """A date as said (EDTF), with its bounds; a bound is None where the date is open or unread."""

    text: str = ""
    earliest: date | None = None
    latest: date | None = None

    @property
    def is_day(self) -> bool:
        """Say whether it is one day and no stretch of time."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def is_unknown(self) -> bool:
        """Say whether nothing at all is known about the time."""
        return self.earliest is None and self.latest is None

    @property
    def order(self) -> date:
        """The day by which to put it in order: the earliest; the latest where that is all."""
        return self.earliest or self.latest or EARLY

    def is_after(self, day: date) -> bool:
        """Say whether it surely lies after the day."""
        return self.earliest is not None and self.earliest > day

    def may_be_after(self, day: date) -> bool:
        """Say whether it might begin after the day by its date; what has none is taken to be past.

        A stretch of time (“from … to …”) has begun once its first date is past.
        """
        begun = self._latest_beginning
        return not self.is_unknown and (begun is None or begun > day)

    @property
    def _latest_beginning(self) -> date | None:
        start, slash, _end = self.text.partition("/")
        if slash and start != "..":
            try:
                return parse_edtf(start).latest
            except DateError:
                pass  # kept by another version; its whole length is all that is known
        return self.latest

    def overlaps(self, other: When) -> bool:
        """Say whether both might be at the same time."""
        return (self.earliest or EARLY) <= (other.latest or LATE) and (other.earliest or EARLY) <= (
            self.latest or LATE
        )


@dataclass(frozen=True)
class Country:
    """A country: a key to compare by, and its name as written."""

    key: str
    name: str


@dataclass(frozen=True)
class Happening:
    """An event, as far as it bears on where a person stands."""

    id: UUID
    kind: str
    title: str = ""
    when: When = field(default_factory=When)
    step: int | None = None
    wholes: tuple[UUID, ...] = ()
    """The event it is part of, what that is part of, and so on outwards."""
    place: str = ""
    country: Country | None = None
    destination: str = ""
    destination_country: Country | None = None
    conditions: tuple[str, ...] = ()
    """Its own conditions and those of the events it is part of."""
    some_stayed: bool = False
    """A source counts people who were let go here and stayed in the country."""


@dataclass(frozen=True)
class Part:
    """One person's part in one event, as one claim has it.

    A contested role, paper or date makes several parts with the same involvement ``id``.
    """

    id: UUID
    happening: Happening
    role: str = ""
    papers: str = ""
    is_doubtful: bool = False
    known_from: date | None = None
    """When the earliest of its sources was published; None where no source has a date."""


KIND_ORDER = (
    ("threat", "search"),
    ("detention",),
    ("charge",),
    ("trial",),
    ("verdict",),
    ("ill_treatment", "hospital", "transfer"),
    ("meeting", "call"),
    ("notice",),
    ("pardon", "amnesty"),
    ("release", "exchange"),
    ("expulsion",),
    ("transport",),
    ("crossing", "refusal", "turned_back"),
    ("last_seen",),
    ("return_to_custody", "disappearance"),
    ("reception",),
    ("journey",),
    ("press_conference", "statement"),
    ("contact", "return_home"),
    ("death",),
)
"""How events of one and the same day follow each other when nothing else tells."""

_KIND_RANK = {kind: rank for rank, kinds in enumerate(KIND_ORDER) for kind in kinds}

ROLE_ORDER = (
    ("detained",),
    ("charged",),
    ("sentenced",),
    ("held", "patient", "victim"),
    ("pardoned",),
    ("released",),
    ("transported",),
    ("expelled", "crossed", "refused", "turned_back"),
    ("received", "seen", "missing"),
    ("died",),
)
"""How the parts of one person in one event follow each other."""

_ROLE_RANK = {role: rank for rank, roles in enumerate(ROLE_ORDER) for role in roles}


def rank_kind(part: Part) -> int:
    """Return the place of the event's kind in the order of a day."""
    return _KIND_RANK.get(part.happening.kind, len(KIND_ORDER))


def rank_role(part: Part) -> int:
    """Return the place of the role in the order within an event."""
    return _ROLE_RANK.get(part.role, len(ROLE_ORDER))


def order_parts(parts: tuple[Part, ...]) -> list[Part]:
    """Put parts in the order in which they happened, as well as their dates tell."""

    def key(part: Part) -> tuple[date, int, int, int, UUID]:
        happening = part.happening
        return (
            happening.when.order,
            rank_kind(part),
            happening.step or 0,
            rank_role(part),
            part.id,
        )

    return sorted(parts, key=key)


def is_order_known(earlier: Part, later: Part) -> bool:
    """Say whether the one surely came before the other, or only stands before it in our order.

    Known by dates that do not overlap, by the steps of one whole, by a whole and its step, and
    within one day by the natural order of kinds and roles. Of an event without any date only its
    kind can tell.
    """
    first, second = earlier.happening, later.happening
    if first.id == second.id:
        return rank_role(earlier) < rank_role(later)
    if not first.when.overlaps(second.when):
        return True
    if first.id in second.wholes or second.id in first.wholes:
        return True
    if first.wholes[:1] == second.wholes[:1] and None not in (first.step, second.step):
        return first.step != second.step
    same_day = first.when.is_day and second.when.is_day
    if same_day or first.when.is_unknown or second.when.is_unknown:
        return rank_kind(earlier) < rank_kind(later)
    return False
