"""Two written names compared: how likely they are the same person's, and why.

    >>> from vardas.names import compare
    >>> compare("Мікалай Статкевіч", "Nikolai Statkevich").score > 0.9
    True

The score is a probability among pairs that somebody had cause to compare, half of which are the
same
person; a whole registry against a whole registry has far more pairs that are not. It is evidence
about the names alone, and never an answer: a person decides.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from vardas.errors import fill, unchanged
from vardas.names.alignment import APART, CALLED, EVIDENCE, KIN, Scratch, gather, scratch
from vardas.names.alphabet import alphabet
from vardas.names.batch import prepare
from vardas.names.parts import GIVEN, PARTICLE, PATRONYMIC, SHORT, Parts
from vardas.names.reading import MIXED, Words, show_words
from vardas.names.scoring import FACTORS, points, probability, sort_into_bins, weigh

SAME, NEAR = 0.95, 0.78
COMMONEST = 2

MESSAGES = {
    "same_word": "{one}: the same on both sides",
    "same_given": "{one} and {other}: same given name",
    "same_sounds": "{one} and {other}: same sounds",
    "near_sounds": "{one} and {other}: nearly the same sounds",
    "part_sounds": "{one} and {other}: partly the same sounds",
    "initial": "{one} may be the initial of {other}",
    "same_patronymic": "{one} and {other}: same patronymic",
    "different_given": "{one} and {other}: different given names",
    "different_surname": "{one} and {other}: different surnames",
    "different_initial": "{one} is not the initial of {other}",
    "different_patronymic": "{one} and {other}: different patronymics",
    "patronymic_once": "patronymic only on one side: {one}",
    "word_once": "{one}: only on one side",
    "sexes": "one is a man's name, the other a woman's",
    "common": "{one} is a common surname",
    "mixed_letters": "{one} mixes letters of two scripts that look alike",
    "no_name": "nothing that could be a name on one side",
}
"""What each reason says; a gettext message id each."""

AGAINST = frozenset(
    {
        "different_given",
        "different_initial",
        "different_surname",
        "different_patronymic",
        "sexes",
        "no_name",
    }
)
NEUTRAL = frozenset({"patronymic_once", "word_once", "common", "mixed_letters", "part_sounds"})


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for or against the same person, in words."""

    code: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The template of the sentence, a gettext message id."""
        return MESSAGES[self.code]

    @property
    def weight(self) -> int:
        """1 speaks for the same person, -1 against, 0 neither."""
        return -1 if self.code in AGAINST else 0 if self.code in NEUTRAL else 1

    def sentence(self, translate: Callable[[str], str] = unchanged) -> str:
        """The reason in the language of `translate`."""
        return fill(translate(self.message), self.fields)


@dataclass(frozen=True)
class Comparison:
    """How likely two names are the same person's (0 to 1), with the reasons."""

    score: float
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=4096)
def compare(one: str, other: str) -> Comparison:
    """Says how likely `one` and `other` are names of the same person, and why.

    Any text is accepted: any script, order of words, with or without patronymic, initials or
    titles. What holds no letter has score 0 and says so. Never raises for a text.
    """
    words, parts = prepare([one, other])
    if not (_holds_name(words, parts, 0) and _holds_name(words, parts, 1)):
        return Comparison(0.0, (Reason("no_name"),))
    room = scratch()
    evidence = np.zeros(len(EVIDENCE), dtype=np.float32)
    gather(words, parts, 0, words, parts, 1, alphabet(), room, evidence)
    bins = np.zeros(len(FACTORS), dtype=np.uint8)
    sort_into_bins(evidence, bins)
    score = probability(weigh(bins, points()))
    shown = show_words(one, words, 0) + show_words(other, words, 1)
    return Comparison(score, tuple(_explain(words, parts, room, shown, bool(evidence[18]))))


def _holds_name(words: Words, parts: Parts, name: int) -> bool:
    """Whether there is any word that is no particle and has a sound."""
    return any(
        parts.role[word] != PARTICLE and words.length[word, 0]
        for word in range(int(words.first[name]), int(words.first[name + 1]))
    )


def _explain(
    words: Words, parts: Parts, room: Scratch, shown: list[str], sexes_differ: bool
) -> list[Reason]:
    reasons: list[Reason] = []
    first, begin, end = (int(place) for place in words.first)
    for one in range(first, begin):
        other = int(room.answer[one - first])
        if other >= 0:
            alike = float(room.alike[one - first, other])
            kin = int(room.kin[one - first, other])
            reasons.append(_explain_words(parts, one, begin + other, alike, kin, shown))
    left = [
        word
        for word in range(first, end)
        if parts.role[word] != PARTICLE
        and (room.answer[word - first] if word < begin else room.answered[word - begin]) < 0
    ]
    reasons += _explain_left(parts, left, begin, shown)
    if sexes_differ:
        reasons.append(Reason("sexes"))
    reasons += [
        Reason("mixed_letters", {"one": shown[word]})
        for word in range(first, end)
        if words.flags[word] & MIXED
    ]
    return sorted(reasons, key=lambda reason: (reason.weight == 0, reason.weight == 1))


def _explain_words(
    parts: Parts, one: int, other: int, alike: float, kin: int, shown: list[str]
) -> Reason:
    fields = {"one": shown[one], "other": shown[other]}
    fathers = parts.role[one] == PATRONYMIC and parts.role[other] == PATRONYMIC
    if kin == CALLED:
        shorter = len(shown[one]) <= len(shown[other])
        return Reason("initial", fields if shorter else {"one": shown[other], "other": shown[one]})
    if shown[one].casefold() == shown[other].casefold():
        return Reason("same_word", {"one": shown[one]})
    if kin == KIN:
        return Reason("same_patronymic" if fathers else "same_given", fields)
    if kin & APART:
        return Reason("different_patronymic" if fathers else "different_given", fields)
    if alike >= SAME:
        return Reason("same_sounds", fields)
    return Reason("near_sounds" if alike >= NEAR else "part_sounds", fields)


def _explain_left(parts: Parts, left: list[int], begin: int, shown: list[str]) -> list[Reason]:
    """What stands on one side only, or differs: words of one role are set against each other."""
    reasons = []
    ones = [word for word in left if word < begin]
    others = [word for word in left if word >= begin]
    for one in list(ones):
        fitting = [other for other in others if parts.role[other] == parts.role[one]]
        if not fitting and parts.role[one] != PATRONYMIC:
            fitting = [other for other in others if parts.role[other] != PATRONYMIC]
        if fitting:
            code = {
                GIVEN: "different_given",
                PATRONYMIC: "different_patronymic",
                SHORT: "different_initial",
            }.get(int(parts.role[one]), "different_surname")
            reasons.append(Reason(code, {"one": shown[one], "other": shown[fitting[0]]}))
            ones.remove(one)
            others.remove(fitting[0])
    for word in ones + others:
        once = "patronymic_once" if parts.role[word] == PATRONYMIC else "word_once"
        reasons.append(Reason(once, {"one": shown[word]}))
    return reasons
