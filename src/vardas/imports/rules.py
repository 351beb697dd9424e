"""What cannot well be true within one row. One rule, one function; the list at the bottom is all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vardas.errors import Problem
from vardas.values.dates import DateError, certainly_before, parse_edtf

Values = Mapping[str, Any]

# In the order in which they happen to a person.
ORDER = ("birth_date", "detained_on", "verdict_on", "appeal_on", "released_on")

STATES = frozenset(
    "belarus lithuania latvia poland ukraine russia germany estonia georgia czechia usa"
    " беларусь літва польшча украіна расія германія литва польша украина россия германия"
    " латвия латвія грузия грузія lietuva polska україна".split()
)
_VAGUE_SENTENCES = frozenset(
    "life death detention unknown пожизненно пажыццёва неизвестно невядома".split()
)
_TERM = re.compile(r"(\d+)(?:\s+1/2|([.,]5))?\s*(year|month|год|лет|мес|гад|меся)", re.IGNORECASE)
_HALF = re.compile(r"\d+\s+1/2|\d+[.,]5")


def check_values(values: Values) -> Iterator[Problem]:
    """Yield what contradicts itself in the values read from one row."""
    for rule in RULES:
        yield from rule(values)


def check_order_of_dates(values: Values) -> Iterator[Problem]:
    """Nobody is sentenced before the arrest, or arrested before being born."""
    for place, earlier in enumerate(ORDER):
        for later in ORDER[place + 1 :]:
            if earlier in values and later in values and _is_before(values[later], values[earlier]):
                yield Problem(
                    "wrong_order",
                    "{later} ({later_date}) lies before {earlier} ({earlier_date}).",
                    {
                        "later": later,
                        "later_date": values[later],
                        "earlier": earlier,
                        "earlier_date": values[earlier],
                    },
                )


def check_release_on_the_day_of_the_verdict(values: Values) -> Iterator[Problem]:
    """A release on the very day of the verdict is possible, and often a slip."""
    released = values.get("released_on")
    if released and released == values.get("verdict_on"):
        yield Problem(
            "released_at_verdict",
            "Released on the day of the verdict ({date}): so, or the same date entered twice?",
            {"date": released},
        )


def check_one_judge(values: Values) -> Iterator[Problem]:
    """Two judges in one cell are two people."""
    judge = values.get("judge", "")
    if re.search(r"[,;/\n]|\s(?:and|и|і|ir|i)\s", judge):
        yield Problem("several_judges", "Several judges stand in one cell.")


def check_prison(values: Values) -> Iterator[Problem]:
    """A state is no prison."""
    place = str(values.get("place", "")).strip()
    if place.casefold() in STATES:
        yield Problem("state_as_place", "“{value}” is a state and not a prison.", {"value": place})


def check_sentence(values: Values) -> Iterator[Problem]:
    """A word where a term is expected says little: it is kept, and pointed out."""
    sentence = str(values.get("sentence", "")).strip()
    if sentence.casefold() in _VAGUE_SENTENCES:
        yield Problem("sentence_in_a_word", "The sentence is only “{value}”.", {"value": sentence})


def check_terms_agree(values: Values) -> Iterator[Problem]:
    """The description must not speak of another term than the decision."""
    told = _find_months(str(values.get("description", "")))
    for field in ("decision", "sentence"):
        decided = _find_months(str(values.get(field, "")))
        if told and decided and told != decided:
            yield Problem(
                "terms_differ",
                "The description speaks of {told} months and the {field} of {decided}.",
                {"told": told, "decided": decided, "field": field},
            )


def check_kinds_agree(values: Values) -> Iterator[Problem]:
    """The description must not speak of another kind of place than the sentence."""
    told = _find_regime(str(values.get("description", "")))
    for field in ("sentence", "decision"):
        decided = _find_regime(str(values.get(field, "")))
        if told and decided and told != decided:
            yield Problem(
                "regimes_differ",
                "The description says “{told}” and the {field} “{decided}”.",
                {"told": told, "decided": decided, "field": field},
            )


def _is_before(one: str, other: str) -> bool:
    try:
        return certainly_before(parse_edtf(one), parse_edtf(other))
    except DateError:
        return False


def _find_months(text: str) -> int:
    months = 0
    for found in _TERM.finditer(text):
        unit = found[3].casefold()
        number = int(found[1])
        is_half = bool(_HALF.match(found[0]))
        if unit.startswith(("year", "год", "лет", "гад")):
            months += number * 12 + (6 if is_half else 0)
        else:
            months += number
    return months


_REGIMES = {
    "open facility": ("open penal", "open-type", "open penitentiary", "open correctional"),
    "home confinement": ("home confinement", "house arrest"),
    "suspended": ("suspended",),
}


def _find_regime(text: str) -> str:
    lowered = text.casefold()
    return next(
        (name for name, words in _REGIMES.items() if any(word in lowered for word in words)), ""
    )


RULES: tuple[Callable[[Values], Iterator[Problem]], ...] = (
    check_order_of_dates,
    check_release_on_the_day_of_the_verdict,
    check_one_judge,
    check_prison,
    check_sentence,
    check_terms_agree,
    check_kinds_agree,
)
