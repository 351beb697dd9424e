"""A source's text as it is read: the words that facts rest on, and the facts beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from vardas.insight.marking import Mark, cut_text, find_mark
from vardas.registry.reading import Claim
from vardas.registry.records.fields import Fact
from vardas.registry.records.models import BY_KIND

LONGEST_QUOTE = 160
"""Characters of a passage that are repeated beside the facts; the text has the rest."""


@dataclass(frozen=True)
class StatedFact:
    """One fact that rests on the source: its statement, and which field it fills."""

    claim: Claim
    fact: Fact | None


@dataclass(frozen=True)
class About:
    """What is said about one record by the same words."""

    record: UUID
    facts: tuple[StatedFact, ...]


@dataclass(frozen=True)
class Passage:
    """Words of the text with everything that rests on exactly these words, under one number."""

    number: int
    words: str
    about: tuple[About, ...]

    @property
    def first(self) -> UUID:
        """The statement whose place leads back to the words."""
        return self.about[0].facts[0].claim.id

    @property
    def statements(self) -> tuple[UUID, ...]:
        """The statements that rest on the words."""
        return tuple(fact.claim.id for about in self.about for fact in about.facts)


@dataclass(frozen=True)
class Stretch:
    """A piece of the text: the passage it belongs to, those that begin and that end with it."""

    text: str
    passage: Passage | None
    begins: tuple[Passage, ...]
    ends: tuple[Passage, ...]


@dataclass(frozen=True)
class Reading:
    """A whole text cut into stretches, its passages, and the facts without a place in it."""

    stretches: tuple[Stretch, ...]
    passages: tuple[Passage, ...]
    elsewhere: tuple[About, ...]
    count: int

    @property
    def records(self) -> Iterable[UUID]:
        """All records that something is said about."""
        for passage in self.passages:
            yield from (about.record for about in passage.about)
        yield from (about.record for about in self.elsewhere)

    @property
    def claims(self) -> Iterable[Claim]:
        """All statements that rest on the text."""
        abouts = [*(about for passage in self.passages for about in passage.about), *self.elsewhere]
        return (fact.claim for about in abouts for fact in about.facts)


def read_text(text: str, stated: Sequence[tuple[UUID, Claim]]) -> Reading:
    """Cut a text at the words of what was stated: (record, statement)."""
    marked: dict[tuple[int, int], list[tuple[UUID, Claim]]] = {}
    elsewhere: list[tuple[UUID, Claim]] = []
    for record, claim in stated:
        mark = find_mark(claim.id, claim.say.quote, text)
        where = marked.setdefault((mark.start, mark.end), []) if mark else elsewhere
        where.append((record, claim))
    places = sorted(marked)
    passages = {
        (start, end): Passage(number, _shorten(text[start:end]), _gather(marked[start, end]))
        for number, (start, end) in enumerate(places, 1)
    }
    marks = [Mark(passage.first, *place) for place, passage in passages.items()]
    by_first = {passage.first: (place, passage) for place, passage in passages.items()}
    return Reading(
        tuple(
            Stretch(
                piece.text,
                _find_innermost(piece.statements, by_first),
                tuple(by_first[statement][1] for statement in piece.begins),
                tuple(by_first[statement][1] for statement in piece.ends),
            )
            for piece in cut_text(text, marks)
        ),
        tuple(passages.values()),
        _gather(elsewhere),
        len(stated),
    )


def _gather(stated: Sequence[tuple[UUID, Claim]]) -> tuple[About, ...]:
    found: dict[UUID, list[StatedFact]] = {}
    for record, claim in sorted(stated, key=lambda pair: pair[1].id):
        model = BY_KIND.get(claim.say.kind)
        fact = model.fact(claim.say.field) if model else None
        found.setdefault(record, []).append(StatedFact(claim, fact))
    return tuple(About(record, tuple(facts)) for record, facts in found.items())


def _find_innermost(
    statements: Sequence[UUID], by_first: Mapping[UUID, tuple[tuple[int, int], Passage]]
) -> Passage | None:
    inside = [by_first[statement] for statement in statements]
    return min(inside, key=lambda one: one[0][1] - one[0][0])[1] if inside else None


def _shorten(words: str) -> str:
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
