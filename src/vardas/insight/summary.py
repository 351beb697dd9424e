"""Where a person stands, in one sentence: a template to translate, and its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from vardas.insight.effects import Liberty, Movement, Right
from vardas.insight.standing import LIBERTY_LABELS, Answer, Standing, name_loss


@dataclass(frozen=True)
class Summary:
    """A sentence; ``when`` among its fields is an EDTF date, to be written as the reader does."""

    template: str
    fields: Mapping[str, Any] = field(default_factory=dict)


LOSSES = {
    "refusal": (
        _("Refused to leave (%(when)s), not seen since."),
        _("Reportedly refused to leave (%(when)s), not seen since."),
    ),
    "turned_back": (
        _("Turned back at the border (%(when)s), not seen since."),
        _("Reportedly turned back at the border (%(when)s), not seen since."),
    ),
    "last_seen": (
        _("Last seen %(when)s, no word since."),
        _("Reportedly last seen %(when)s, no word since."),
    ),
    "disappearance": (
        _("Disappeared (%(when)s), no word since."),
        _("Reportedly disappeared (%(when)s), no word since."),
    ),
}
DEATH = (_("Died (%(when)s)."), _("Reportedly died (%(when)s)."))
HELD_AT = (_("Held: %(where)s."), _("Reportedly held: %(where)s."))
HELD = (_("Held; where is not known."), _("Reportedly held; where is not known."))
HOME = (_("At home, in the country."), _("Reportedly at home, in the country."))
FREE_INSIDE = (_("Free, in the country."), _("Reportedly free, in the country."))
FREE_ABROAD = {
    Right.BARRED: (
        _("Free, but abroad (%(country)s) and barred from returning."),
        _("Reportedly free, but abroad (%(country)s) and barred from returning."),
    ),
    Right.OPEN: (
        _("Free, abroad (%(country)s), may return."),
        _("Reportedly free, abroad (%(country)s), may return."),
    ),
    Right.UNKNOWN: (
        _("Free, abroad (%(country)s). Whether they may return is not known."),
        _("Reportedly free, abroad (%(country)s). Whether they may return is not known."),
    ),
}
FREE = (_("Free; where is not known."), _("Reportedly free; where is not known."))
ABROAD = (_("Abroad (%(country)s)."), _("Reportedly abroad (%(country)s)."))
INSIDE = (
    _("In the country; whether free or held is not known."),
    _("Reportedly in the country; whether free or held is not known."),
)
DISAGREE_LIBERTY = _("Sources disagree: %(one)s, or %(other)s.")
DISAGREE_MOVEMENT = _("Sources disagree: left the country, or stayed in it.")
BYSTANDER = _("Took part in events; nothing says that they were held.")
HEARD = _("Whether they are held is not recorded. Last heard of: %(when)s.")
NOTHING = _("Nothing is recorded yet about where this person stands.")
DATE_NOT_KNOWN = _("date not known")
COUNTRY_NOT_KNOWN = _("where is not known")


def summarise(standing: Standing) -> Summary:
    """Say where a person stands in one sentence.

    Death first; then whether sources disagree on having left at all; then not being accounted for;
    then liberty, where sources agree on it, with movement and the right to return.
    """
    if standing.death:
        return _dated(DEATH[standing.death.is_doubtful], standing.death.happening.when.text)
    if standing.movement.others:
        return Summary(DISAGREE_MOVEMENT)
    if standing.loss:
        templates = LOSSES[name_loss(standing.loss)]
        return _dated(templates[standing.loss.is_doubtful], standing.loss.happening.when.text)
    if not standing.is_subject:
        return Summary(BYSTANDER if standing.last else NOTHING)
    if standing.liberty.others:
        one, other = standing.liberty, standing.liberty.others[0]
        return Summary(
            DISAGREE_LIBERTY,
            {
                "one": LIBERTY_LABELS[Liberty(one.value)],
                "other": LIBERTY_LABELS[Liberty(other.value)],
            },
        )
    return _say_liberty(standing)


def _say_liberty(standing: Standing) -> Summary:
    liberty, movement = standing.liberty, standing.movement
    if liberty.value == Liberty.HELD:
        place = liberty.evidence[-1].happening.place
        if place:
            return Summary(HELD_AT[liberty.is_doubtful], {"where": place})
        return Summary(HELD[liberty.is_doubtful])
    if movement.value == Movement.ABROAD:
        doubtful = movement.is_doubtful
        if liberty.value != Liberty.FREE:
            return _placed(ABROAD[doubtful], movement)
        right = Right(standing.right.value)
        templates = FREE_ABROAD.get(right, FREE_ABROAD[Right.UNKNOWN])
        return _placed(templates[doubtful], movement)
    if liberty.value == Liberty.FREE:
        doubtful = liberty.is_doubtful
        if liberty.evidence[-1].happening.kind == "return_home":
            return Summary(HOME[doubtful])
        return Summary((FREE_INSIDE if movement.value == Movement.INSIDE else FREE)[doubtful])
    if movement.value == Movement.INSIDE:
        return Summary(INSIDE[movement.is_doubtful])
    if standing.contact:
        return _dated(HEARD, standing.contact.part.happening.when.text)
    return Summary(NOTHING)


def _dated(template: str, when: str) -> Summary:
    return Summary(template, {"when": when})


def _placed(template: str, movement: Answer) -> Summary:
    return Summary(template, {"country": movement.country.name if movement.country else ""})
