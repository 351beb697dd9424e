"""Where a person stands on a day: five answers out of events, each with its evidence.

Liberty, movement, papers, the right to return and the last confirmed contact are separate, because
“released” is not one bit. Answers come from what happened up to the day. Where the evidence
contradicts itself and its order is not known, both answers stand; what rests on doubtful evidence
alone stays “reportedly”. HURIDOCS: exile 050102, denial of the right of return 050107,
disappearance 030103.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from vardas.insight.effects import (
    LOST_KINDS,
    SUBJECT_ROLES,
    Liberty,
    Movement,
    Right,
    find_country,
    find_home,
    is_contact,
    is_loss,
    is_whereabouts,
    read_liberty,
    read_movement,
    read_right,
)
from vardas.insight.happenings import Country, Part, is_order_known, order_parts

REPORTING_TIME = timedelta(days=7)
"""What is published within a week of a day counts as known then: newspapers need a night."""

UNKNOWN_PAPERS = "unknown"

LIBERTY_LABELS = {
    Liberty.HELD: _("held"),
    Liberty.FREE: _("free"),
    Liberty.UNKNOWN: _("not known"),
}
MOVEMENT_LABELS = {
    Movement.INSIDE: _("in the country"),
    Movement.ABROAD: _("abroad"),
    Movement.UNKNOWN: _("not known"),
}
RIGHT_LABELS = {
    Right.BARRED: _("barred"),
    Right.OPEN: _("open"),
    Right.NOT_LEFT: _("has not left the country"),
    Right.UNKNOWN: _("not known"),
}


@dataclass(frozen=True)
class Answer:
    """One answer and the parts it rests on, the latest last; ``others`` contradict it."""

    value: str
    evidence: tuple[Part, ...] = ()
    others: tuple[Answer, ...] = ()
    is_doubtful: bool = False
    """Rests on doubtful evidence alone."""
    is_date_unsure: bool = False
    """Its dates are so wide that it may hold only after the day asked about."""
    country: Country | None = None
    words: tuple[str, ...] = ()
    """The conditions that it rests on."""

    @property
    def since(self) -> Part | None:
        """The part with which it began, as far as anybody states it firmly."""
        firm = (part for part in self.evidence if not part.is_doubtful)
        return next(firm, self.evidence[0] if self.evidence else None)


@dataclass(frozen=True)
class Contact:
    """The last time that somebody other than the keepers saw or heard a person."""

    part: Part
    days: tuple[int, int] | None
    """How many days ago, at least and at most; None where the date is open or not known."""

    @property
    def is_doubtful(self) -> bool:
        """Say whether it is only reported."""
        return self.part.is_doubtful


@dataclass(frozen=True)
class Standing:
    """Where a person stands on a day."""

    day: date
    liberty: Answer
    movement: Answer
    papers: Answer
    right: Answer
    contact: Contact | None
    death: Part | None = None
    loss: Part | None = None
    """Since this the person is not accounted for; None where they are."""
    last: Part | None = None
    """The latest part in anything."""
    later: tuple[Part, ...] = field(default=())
    """Evidence about the time up to the day that was published only later."""

    @property
    def is_accounted_for(self) -> bool:
        """Say whether anything was heard since the person was lost sight of."""
        return self.loss is None

    @property
    def is_subject(self) -> bool:
        """Say whether anything at all was ever done to the person here."""
        evidence = (self.liberty, self.movement, self.papers)
        return bool(self.death or self.loss or any(answer.evidence for answer in evidence))


def find_standing(parts: Sequence[Part], day: date, *, as_known_then: bool = False) -> Standing:
    """Find where a person stands on a day, from their parts in events.

    What surely lies after the day does not count. With ``as_known_then`` neither does what was
    published more than a week after it; it is returned as ``later``.
    """
    past = [part for part in order_parts(tuple(parts)) if not part.happening.when.is_after(day)]
    later: list[Part] = []
    if as_known_then:
        limit = day + REPORTING_TIME
        later = [part for part in past if part.known_from and part.known_from > limit]
        past = [part for part in past if part not in later]
    home = find_home(tuple(past))
    movement = _answer(
        past, day, lambda part: read_movement(part, home), Movement.UNKNOWN, home=home
    )
    return Standing(
        day,
        _answer(past, day, read_liberty, Liberty.UNKNOWN),
        movement,
        _answer(past, day, lambda part: part.papers or None, UNKNOWN_PAPERS),
        _answer_right(past, day, movement, home),
        _find_contact(past, day),
        next((part for part in reversed(past) if part.role == "died"), None),
        _find_loss(past, day),
        past[-1] if past else None,
        tuple(later),
    )


def _answer(
    past: Sequence[Part],
    day: date,
    read: Callable[[Part], str | None],
    unknown: str,
    *,
    home: Country | None = None,
) -> Answer:
    """Take the latest answer, with the parts that say the same, and those that contradict it.

    What surely happened by the day comes before what may have: the latter stands beside it.
    """
    said = [(value, part) for part in past if (value := read(part)) is not None]
    if not said:
        return Answer(unknown)
    sure = [pair for pair in said if not pair[1].happening.when.may_be_after(day)]
    value, winner = (sure or said)[-1]
    evidence: list[Part] = []
    rivals: list[tuple[str, Part]] = []
    for other, part in reversed(said):
        if other == value:
            evidence.append(part)
        elif part.happening.when.may_be_after(day) or not is_order_known(part, winner):
            rivals.append((other, part))
        else:
            break
    others = tuple(
        _make_answer(other, [part for said_too, part in rivals if said_too == other], day, home)
        for other in dict.fromkeys(other for other, _part in rivals)
    )
    return _make_answer(value, evidence[::-1], day, home, others)


def _make_answer(
    value: str,
    evidence: Sequence[Part],
    day: date,
    home: Country | None,
    others: tuple[Answer, ...] = (),
) -> Answer:
    countries = [
        country
        for part in reversed(evidence)
        if value == Movement.ABROAD and (country := find_country(part, home))
    ]
    return Answer(
        value,
        tuple(evidence),
        others,
        all(part.is_doubtful for part in evidence),
        all(part.happening.when.may_be_after(day) for part in evidence),
        countries[0] if countries else None,
        tuple(dict.fromkeys(word for part in evidence for word in part.happening.conditions)),
    )


def _answer_right(
    past: Sequence[Part], day: date, movement: Answer, home: Country | None
) -> Answer:
    """The question arises only for somebody who has left."""
    if movement.value == Movement.INSIDE and not movement.others:
        return Answer(Right.NOT_LEFT, movement.evidence, is_doubtful=movement.is_doubtful)
    return _answer(past, day, lambda part: read_right(part, home), Right.UNKNOWN)


def _find_contact(past: Sequence[Part], day: date) -> Contact | None:
    """Take the latest; of several at the same time one that is stated firmly."""
    contacts = [part for part in reversed(past) if is_contact(part)]
    if not contacts:
        return None
    when = contacts[0].happening.when
    same = [part for part in contacts if part.happening.when == when]
    found = next((part for part in same if not part.is_doubtful), contacts[0])
    if when.earliest is None or when.latest is None:
        return Contact(found, None)
    return Contact(found, (max(0, (day - when.latest).days), (day - when.earliest).days))


def _find_loss(past: Sequence[Part], day: date) -> Part | None:
    """Find the part since which nobody knows, unless a later one tells where the person is.

    A doubtful report accounts for nobody, nor does one that may lie after the day. Of several
    losses without word between them the first is the one to tell.
    """
    loss: Part | None = None
    for part in reversed(past):
        if is_loss(part):
            loss = part
        elif is_whereabouts(part) and not part.happening.when.may_be_after(day):
            break
    return loss


def is_refusal(part: Part) -> bool:
    """Say whether the person was lost sight of on refusing to leave."""
    return part.role == "refused" or (
        part.happening.kind == "refusal" and part.role in SUBJECT_ROLES
    )


def name_loss(part: Part) -> str:
    """Return in which of the ways a person was lost sight of: a kind of event."""
    if is_refusal(part):
        return "refusal"
    if part.role == "turned_back":
        return "turned_back"
    return part.happening.kind if part.happening.kind in LOST_KINDS else "disappearance"
