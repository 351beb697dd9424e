"""What cannot well be true within one row. One rule, one function; the list at the bottom is all.

A rule only points out: both sides are kept as written. The place of its problems is a field;
whoever asks puts the row and the column there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from itertools import combinations
from typing import Any

from vardas.errors import Problem
from vardas.values.dates import FuzzyDate, certainly_before

Values = Mapping[str, Any]
Dates = Mapping[str, FuzzyDate]

# In the order in which they happen to a person. A death ends all but what courts do after it.
_ORDER = (
    *combinations(("birth_date", "detained_on", "verdict_on", "appeal_on", "released_on"), 2),
    ("birth_date", "penalty_from"),
    ("birth_date", "death_date"),
    ("detained_on", "death_date"),
)
_YOUNGEST, _OLDEST = timedelta(days=12 * 365), timedelta(days=100 * 366)

# Where somebody lives after leaving, in the languages of the lists. Georgia is a name of no prison.
_STATES = frozenset(
    name
    for line in (
        "belarus, lithuania, latvia, poland, ukraine, russia, germany, estonia, georgia, czechia",
        "czech republic, usa, united states, united kingdom, abroad",
        "беларусь, літва, латвія, польшча, украіна, расія, германія, эстонія, грузія, чэхія, зша",
        "літва, за мяжой, беларусь, литва, латвия, польша, украина, россия, германия, эстония",
        "грузия, чехия, сша, за границей, за рубежом, білорусь, литва, польща, україна, росія",
        "німеччина, lietuva, baltarusija, latvija, lenkija, ukraina, rusija, vokietija, užsienyje",
        "białoruś, litwa, łotwa, polska, ukraina, rosja, niemcy, gruzja, za granicą",
    )
    for name in line.split(", ")
)
_VAGUE_SENTENCES = frozenset(
    name
    for line in (
        "life, life imprisonment, life sentence, death, death penalty, detention, unknown, arrest",
        "пожизненно, пожизненное, смертная казнь, неизвестно, арест, задержание",
        "пажыццёва, пажыццёвае, смяротнае пакаранне, невядома, арышт, затрыманне",
        "довічно, невідомо, iki gyvos galvos, nežinoma, dożywocie, nieznany",
    )
    for name in line.split(", ")
)
_SEVERAL_JUDGES = re.compile(r"[,;/\n]|\s(?:and|и|і|й|i|ir|та|oraz)\s")
_SEVERAL_NAMES = re.compile(r"[;\n]")
_TERM = re.compile(
    r"([0-9]+)(\s+1/2|½|\s½|[.,]5)?[\s-]*(?:(year|год|лет|гад|рок|рік|met|lat)|month|мес|мес|мiс|міс|mėn)"
    r"(?!\w*\s+(?:old|ago|of\s+age))",
    re.IGNORECASE,
)
_REGIMES = {
    "open facility": ("open penal", "open-type", "open penitentiary", "open correctional"),
    "home confinement": ("home confinement", "house arrest"),
    "suspended": ("suspended",),
}


def check_values(values: Values, dates: Dates) -> Iterator[Problem]:
    """Yield what contradicts itself in the values read from one row; ``dates`` are those parsed."""
    for rule in RULES:
        yield from rule(values, dates)


def check_order_of_dates(_values: Values, dates: Dates) -> Iterator[Problem]:
    """Nobody is sentenced before the arrest, or arrested before being born."""
    if len(dates) < 2:
        return
    for earlier, later in _ORDER:
        if earlier in dates and later in dates and certainly_before(dates[later], dates[earlier]):
            yield Problem(
                "wrong_order",
                "{later} ({later_date}) lies before {earlier} ({earlier_date}).",
                {
                    "later": later,
                    "later_date": dates[later].text,
                    "earlier": earlier,
                    "earlier_date": dates[earlier].text,
                },
                later,
            )


def check_age(_values: Values, dates: Dates) -> Iterator[Problem]:
    """A child, or somebody of a hundred years, is seldom arrested: often a year was mistyped."""
    born, detained = dates.get("birth_date"), dates.get("detained_on")
    if not born or not detained:
        return
    first, last = born.earliest, born.latest
    if first and last and detained.earliest and detained.latest:
        least, most = detained.earliest - last, detained.latest - first
        if timedelta(0) <= most < _YOUNGEST or least > _OLDEST:
            yield Problem(
                "unlikely_age",
                "Between birth ({born}) and arrest ({detained}) lie {years} years.",
                {"born": born.text, "detained": detained.text, "years": most.days // 365},
                "birth_date",
            )


def check_release_on_the_day_of_the_verdict(_values: Values, dates: Dates) -> Iterator[Problem]:
    """A release on the very day of the verdict is possible, and often a slip."""
    released, verdict = dates.get("released_on"), dates.get("verdict_on")
    if released and verdict and released.text == verdict.text and released.precision == "day":
        yield Problem(
            "released_at_verdict",
            "Released on the day of the verdict ({date}): so, or the same date entered twice?",
            {"date": released.text},
            "released_on",
        )


def check_one_name(values: Values, _dates: Dates) -> Iterator[Problem]:
    """Two names in one cell may be two people."""
    if any(_SEVERAL_NAMES.search(name["text"]) for name in values.get("name", ())):
        yield Problem(
            "several_names",
            "Several names stand in one cell: one person or several?",
            place="name",
        )


def check_one_judge(values: Values, _dates: Dates) -> Iterator[Problem]:
    """Two judges in one cell are two people."""
    if _SEVERAL_JUDGES.search(values.get("judge", "")):
        yield Problem("several_judges", "Several judges stand in one cell.", place="judge")


def check_prison(values: Values, _dates: Dates) -> Iterator[Problem]:
    """A state is no prison."""
    place = str(values.get("place", ""))
    if place.casefold() in _STATES:
        yield Problem(
            "state_as_place", "“{value}” is a state and not a prison.", {"value": place}, "place"
        )


def check_sentence(values: Values, _dates: Dates) -> Iterator[Problem]:
    """A word where a term is expected says little: it is kept, and pointed out."""
    for field in ("sentence", "decision"):
        sentence = str(values.get(field, ""))
        if sentence.casefold() in _VAGUE_SENTENCES:
            yield Problem(
                "sentence_in_a_word", "The sentence is only “{value}”.", {"value": sentence}, field
            )


def check_terms_agree(values: Values, _dates: Dates) -> Iterator[Problem]:
    """The description must not speak of another term than the decision."""
    told = _find_months(values.get("description", ""))
    for field in ("decision", "sentence") if told else ():
        decided = _find_months(values.get(field, ""))
        if decided and told != decided:
            yield Problem(
                "terms_differ",
                "The description speaks of {told} months and the {field} of {decided}.",
                {"told": told, "decided": decided, "field": field},
                "description",
            )


def check_kinds_agree(values: Values, _dates: Dates) -> Iterator[Problem]:
    """The description must not speak of another kind of place than the sentence."""
    told = _find_regime(values.get("description", ""))
    for field in ("sentence", "decision") if told else ():
        decided = _find_regime(values.get(field, ""))
        if decided and told != decided:
            yield Problem(
                "regimes_differ",
                "The description says “{told}” and the {field} “{decided}”.",
                {"told": told, "decided": decided, "field": field},
                "description",
            )


def _find_months(text: str) -> int:
    """Add up the terms in a text: “1 year and 6 months” and “1 1/2 years” are both 18."""
    months = 0
    for number, half, years in _TERM.findall(text):
        months += (int(number[:4]) * 12 + (6 if half else 0)) if years else int(number[:4])
    return months


def _find_regime(text: str) -> str:
    lowered = text.casefold()
    return next(
        (name for name, words in _REGIMES.items() if any(word in lowered for word in words)), ""
    )


RULES: tuple[Callable[[Values, Dates], Iterator[Problem]], ...] = (
    check_order_of_dates,
    check_age,
    check_release_on_the_day_of_the_verdict,
    check_one_name,
    check_one_judge,
    check_prison,
    check_sentence,
    check_terms_agree,
    check_kinds_agree,
)
