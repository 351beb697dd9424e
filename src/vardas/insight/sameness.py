"""Which records of people are one person, as members have judged it; nothing is joined by itself.

The latest judgement about two records counts. Joining carries on: who is the same as one of several
is the same as all of them. A judgement that says otherwise within such a group contradicts it, and
is shown, never weighed away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from vardas.registry.records.models import Judgement, Person

SAME, DIFFERENT = "same", "different"

Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Decision:
    """The latest judgement about two records of people."""

    judgement: UUID
    answer: str


@dataclass(frozen=True)
class Joined:
    """The records that are one person, the earliest first, and the judgements that say so."""

    people: tuple[UUID, ...]
    joins: tuple[UUID, ...]
    contradictions: tuple[UUID, ...]
    """Judgements by which two of the records are not the same person."""


def order(one: UUID, other: UUID) -> Pair:
    """The pair in the one order in which it is kept."""
    return (one, other) if one <= other else (other, one)


def find_decisions(people: Iterable[UUID] | None = None) -> dict[Pair, Decision]:
    """The latest decision about each pair of people; about these people only, where given."""
    judgements = Judgement.objects.filter(left__in=Person.objects.values("pk"))
    if people is not None:
        some = list(people)
        judgements = judgements.filter(Q(left__in=some) | Q(right__in=some))
    decisions: dict[Pair, Decision] = {}
    for key, left, right, answer in judgements.order_by("first_said", "pk").values_list(
        "pk", "left", "right", "answer"
    ):
        if left and right and answer and left != right:
            decisions.pop(order(left, right), None)  # the latest stands last
            decisions[order(left, right)] = Decision(key, answer)
    return decisions


def find_joined(person: UUID) -> Joined:
    """The group of records that a record of a person belongs to: itself at least."""
    group, frontier = {person}, {person}
    decisions: dict[Pair, Decision] = {}
    while frontier:
        decisions |= find_decisions(frontier)
        reached = {
            one
            for pair, decision in decisions.items()
            if decision.answer == SAME and group & set(pair)
            for one in pair
        }
        frontier = reached - group
        group |= reached
    within = {pair: decision for pair, decision in decisions.items() if group.issuperset(pair)}
    return Joined(
        tuple(sorted(group)),
        tuple(one.judgement for one in within.values() if one.answer == SAME),
        tuple(one.judgement for one in within.values() if one.answer == DIFFERENT),
    )


def find_standins(decisions: Mapping[Pair, Decision] | None = None) -> Mapping[UUID, UUID]:
    """For each joined record but the earliest of its group, the earliest, which stands for all."""
    beside: defaultdict[UUID, set[UUID]] = defaultdict(set)
    found = find_decisions() if decisions is None else decisions
    for (one, other), decision in found.items():
        if decision.answer == SAME:
            beside[one].add(other)
            beside[other].add(one)
    standins: dict[UUID, UUID] = {}
    seen: set[UUID] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            new = beside[waiting.pop()] - group
            group |= new
            waiting += new
        seen |= group
        standins |= dict.fromkeys(group - {min(group)}, min(group))
    return standins
