"""What may leave for which purpose: the list the gate works from. What is not here stays.

A record type or a field added later stays until somebody writes it down here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from vardas.errors import InputError
from vardas.publish.own_file import find_all_fields
from vardas.registry.records.fields import Label
from vardas.registry.records.involvement import ROLES
from vardas.registry.records.visibility import Visibility

PUBLIC_ONLY = frozenset({Visibility.PUBLIC})
WITH_CASE = PUBLIC_ONLY | {Visibility.CASE, Visibility.DESK}


class UnknownPurpose(InputError):
    """Nothing is on the list for this purpose."""

    code = "unknown_purpose"
    message = (
        "Nothing may leave for the purpose “{purpose}”. Choose one of those that people are asked"
        " about."
    )


@dataclass(frozen=True)
class Allowance:
    """The fields that may leave for one purpose, by kind of record, and from which records."""

    label: Label
    fields: Mapping[str, frozenset[str]]
    visibilities: frozenset[Visibility] = PUBLIC_ONLY
    roles: frozenset[str] = frozenset(ROLES)
    """The roles in which somebody may be shown in an event."""
    events: frozenset[str] | None = None
    """The kinds of events in which people may be shown; all where None."""
    withheld_events: frozenset[str] = frozenset()
    """Kinds of events that stay in any case: they tell of health."""
    places: frozenset[str] = frozenset()
    """Kinds of places that stay: people sleep there."""
    sources: frozenset[str] | None = None
    """The kinds of sources that may be named; all where None."""
    wider: tuple[str, ...] = ()
    """Purposes whose fields join for those who agreed to them as well."""
    has_words: bool = True
    """The exact words of a source may leave with what rests on them."""
    is_public: bool = True
    is_own_file: bool = False
    """For the person themselves: needs no answer, and holds back only what is about others."""


OWN_FILE = "own_file"

_EVENT = frozenset(
    {"title", "type", "when", "place", "destination", "part_of", "step", "answers_to", "count",
     "condition", "provided", "relief", "description"}
)  # fmt: skip
_PLACE = frozenset({"name", "type", "number", "part_of", "country"})
_ORGANIZATION = frozenset({"name", "type", "country", "website"})
_SOURCE = frozenset(
    {"title", "type", "author", "publisher", "published", "seen_on", "language", "url", "part_of"}
)
_INVOLVEMENT = frozenset({"event", "person", "organization", "group", "role"})
_RECOGNITION = frozenset({"person", "by", "answer", "on", "criteria"})
_ACCOUNT = frozenset({"type", "speaker", "about", "on", "words", "summary", "language"})
_QUESTION = frozenset({"text", "about", "state"})
_AROUND = {
    "event": _EVENT,
    "place": _PLACE,
    "organization": _ORGANIZATION,
    "source": _SOURCE,
    "account": _ACCOUNT,
    "question": _QUESTION,
}

_ARRIVAL_ROLES = frozenset(
    {"pardoned", "released", "expelled", "transported", "crossed", "received"}
)
_ARRIVAL_EVENTS = frozenset(
    {"pardon", "amnesty", "release", "expulsion", "exchange", "transport", "crossing", "reception"}
)
ABOUT_MANY = frozenset(
    {"pardon", "amnesty", "release", "expulsion", "exchange", "transport", "crossing", "reception",
     "meeting", "call", "sanction_eased", "sanction_imposed"}
)  # fmt: skip
"""Kinds of events that may be told without anybody in them: they are not about one person."""

OFFICE_ROLES = frozenset(
    {"escort", "official", "negotiator", "mediator", "speaker", "judge", "perpetrator", "present"}
)
"""The roles in which somebody who acts in a public office may be named without being asked."""

_OPEN_SOURCES = frozenset({"article", "official_statement", "web_capture", "reference"})
_SLEEPING_PLACES = frozenset({"shelter", "hospital"})
_OF_HEALTH = frozenset({"hospital"})

_ARRIVAL = {**_AROUND, "person": frozenset({"name"}), "involvement": _INVOLVEMENT}
_STORY = {
    **_AROUND,
    "person": frozenset({"name", "sex", "occupation"}),
    "involvement": _INVOLVEMENT,
    "recognition": _RECOGNITION,
}
_LEGAL = {
    "person": frozenset(
        {
            "name",
            "sex",
            "birth_date",
            "birth_place",
            "death_date",
            "citizenship",
            "occupation",
            "identifier",
        }
    ),
    "recognition": _RECOGNITION,
    "involvement": _INVOLVEMENT
    | {"told", "choice_given", "family_told", "belongings", "papers", "papers_note"},
    "event": _EVENT | {"charge", "sentence"},
    "place": _PLACE,
    "organization": _ORGANIZATION,
    "account": _ACCOUNT,
    "source": _SOURCE | {"digest", "reliability"},
}

ALLOWED: Mapping[str, Allowance] = {
    "say_arrived": Allowance(
        _("the public list of those who came out"),
        _ARRIVAL,
        roles=_ARRIVAL_ROLES,
        events=_ARRIVAL_EVENTS,
        withheld_events=_OF_HEALTH,
        places=_SLEEPING_PLACES,
        sources=_OPEN_SOURCES,
        wider=("publish_story",),
    ),
    "publish_story": Allowance(
        _("stories, for everybody to read"),
        _STORY,
        roles=frozenset(ROLES) - {"patient", "relative"},
        withheld_events=_OF_HEALTH,
        places=_SLEEPING_PLACES,
        sources=_OPEN_SOURCES,
    ),
    "share_lawyer": Allowance(_("for a lawyer"), _LEGAL, WITH_CASE, is_public=False),
    "un_or_court": Allowance(
        _("for a court or a body of the United Nations"), _LEGAL, WITH_CASE, is_public=False
    ),
    "share_authority": Allowance(
        _("for an authority"),
        {
            **{kind: _LEGAL[kind] for kind in ("event", "place", "organization")},
            "person": _LEGAL["person"] - {"occupation", "death_date"},
            "involvement": _INVOLVEMENT | {"papers"},
        },
        WITH_CASE,
        roles=_ARRIVAL_ROLES,
        events=_ARRIVAL_EVENTS,
        withheld_events=_OF_HEALTH,
        has_words=False,
        is_public=False,
    ),
    "share_medic": Allowance(
        _("for a medic"),
        {"person": frozenset({"name", "sex", "birth_date", "language"})},
        WITH_CASE,
        has_words=False,
        is_public=False,
    ),
    OWN_FILE: Allowance(
        _("their own file, for the person"),
        find_all_fields(),
        frozenset(Visibility),
        is_public=False,
        is_own_file=True,
    ),
}
"""Purpose → what may leave for it. A sealed field is on the list of the person's own file alone."""


def find_allowance(purpose: str) -> Allowance:
    """Return what may leave for a purpose; raises UnknownPurpose."""
    allowance = ALLOWED.get(purpose)
    if allowance is None:
        raise UnknownPurpose(purpose=purpose)
    return allowance


def covers(left_for: str, purpose: str) -> bool:
    """Say whether what left for one purpose may hold what people are asked about under another."""
    allowance = ALLOWED.get(left_for)
    return left_for == purpose or (allowance is not None and purpose in allowance.wider)
