"""What a part in an event says about a person: one small rule for each of the questions.

Each rule takes one part and returns its answer, or None where the part does not bear on the
question. What follows from several parts is decided in ``standing``.
"""

from __future__ import annotations

from enum import StrEnum

from vardas.insight.happenings import Country, Part

HELD_ROLES = frozenset({"detained", "held"})
FREE_ROLES = frozenset({"pardoned", "released", "expelled", "crossed"})
LOST_ROLES = frozenset({"refused", "turned_back", "missing"})
LOST_KINDS = frozenset({"refusal", "turned_back", "last_seen", "disappearance"})
SUBJECT_ROLES = (
    HELD_ROLES
    | FREE_ROLES
    | LOST_ROLES
    | {"charged", "sentenced", "transported", "received", "patient", "seen", "died", "victim"}
)
SEEN_ROLES = frozenset(
    {
        "detained", "released", "expelled", "crossed", "refused", "turned_back", "received", "seen",
        "speaker", "witness", "present", "host", "medic", "escort", "official", "negotiator",
        "mediator", "relative",
    }
)  # fmt: skip
"""Roles in which somebody other than the keepers has seen or heard the person."""

MET_KINDS = frozenset({"contact", "return_home", "press_conference", "reception"})
PRESENT_ROLES = frozenset(
    {"received", "seen", "patient", "speaker", "witness", "present", "host", "medic"}
)
"""Roles that put a person at the place of the event."""

IN_CUSTODY_ROLES = HELD_ROLES | {
    "charged", "sentenced", "pardoned", "released", "expelled", "transported", "refused",
    "turned_back",
}  # fmt: skip


class Liberty(StrEnum):
    """Whether a person is held."""

    HELD = "held"
    FREE = "free"
    UNKNOWN = "unknown"


class Movement(StrEnum):
    """Whether a person is in the country that held them."""

    INSIDE = "inside"
    ABROAD = "abroad"
    UNKNOWN = "unknown"


class Right(StrEnum):
    """Whether a person abroad may come back."""

    BARRED = "barred"
    OPEN = "open"
    NOT_LEFT = "not_left"
    UNKNOWN = "unknown"


def read_liberty(part: Part) -> Liberty | None:
    """Held after an arrest or a return to custody, free after a release, unknown after a refusal.

    A pardon counts as free: that it was not carried out is another, later event.
    """
    if part.role not in SUBJECT_ROLES:
        return None
    kind = part.happening.kind
    if part.role in LOST_ROLES or kind == "disappearance":
        return Liberty.UNKNOWN
    if part.role in HELD_ROLES or kind == "return_to_custody":
        return Liberty.HELD
    if part.role in FREE_ROLES or kind in ("return_home", "reception"):
        return Liberty.FREE
    return None


def find_home(parts: tuple[Part, ...]) -> Country | None:
    """Find the country that “inside” means: that of the first event in the hands of the state."""
    return next(
        (
            part.happening.country
            for part in parts
            if part.role in IN_CUSTODY_ROLES and part.happening.country
        ),
        None,
    )


def find_country(part: Part, home: Country | None) -> Country | None:
    """Find where somebody who left went: the destination, or a place that is not at home."""
    happening = part.happening
    for country in (happening.destination_country, happening.country):
        if country and (home is None or country.key != home.key):
            return country
    return None


def read_movement(part: Part, home: Country | None) -> Movement | None:
    """Abroad after an expulsion or crossing, inside while held and after a refusal.

    A release with a destination abroad, or as part of an expulsion, counts as having left, unless
    a source says that some of those released there stayed. Whoever was seen, received or spoke at
    a place was there.
    """
    happening = part.happening
    if part.role in ("expelled", "crossed"):
        return Movement.ABROAD
    if part.role in HELD_ROLES | {"refused", "turned_back"}:
        return Movement.INSIDE
    if happening.kind in ("return_to_custody", "return_home") and part.role in SUBJECT_ROLES:
        return Movement.INSIDE
    if home is None:
        return None
    if part.role == "released" and not happening.some_stayed:
        sent_out = happening.kind in ("expulsion", "exchange")
        return _compare(happening.destination_country, home) or (
            Movement.ABROAD if sent_out else None
        )
    if part.role in PRESENT_ROLES:
        return _compare(happening.country, home)
    return None


def _compare(country: Country | None, home: Country) -> Movement | None:
    if country is None:
        return None
    return Movement.INSIDE if country.key == home.key else Movement.ABROAD


def read_right(part: Part, home: Country | None) -> Right | None:
    """Barred where somebody was sent out under a condition; open after coming home.

    HURIDOCS: denial of the right of return, 050107.
    """
    if part.happening.kind == "return_home" and part.role in SUBJECT_ROLES:
        return Right.OPEN
    if (
        part.happening.conditions
        and part.role in ("expelled", "crossed", "released")
        and read_movement(part, home) is Movement.ABROAD
    ):
        return Right.BARRED
    return None


def is_contact(part: Part) -> bool:
    """Say whether somebody other than the keepers saw or heard the person there."""
    if part.role in ("missing", "died", "") or part.happening.kind == "return_to_custody":
        return False
    return part.role in SEEN_ROLES or part.happening.kind in MET_KINDS


def is_loss(part: Part) -> bool:
    """Say whether after this nothing was known, unless something later tells."""
    return part.role in LOST_ROLES or (
        part.happening.kind in LOST_KINDS and part.role in SUBJECT_ROLES
    )


def is_whereabouts(part: Part) -> bool:
    """Say whether a part accounts for a person from then on: seen, at home, known to be held."""
    if part.role == "died":
        return True
    if is_loss(part) or part.is_doubtful:
        return False
    return is_contact(part) or read_liberty(part) is Liberty.HELD or part.role == "patient"
