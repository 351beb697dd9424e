"""People who may be one: pairs to judge, the surest and weightiest first, with what speaks for it.

The names are compared by the registry's index of names; what else is recorded is set beside them.
Nothing here answers the question: the same name and the same birth date are a question too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import log1p, prod
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count

from vardas.insight.sameness import (
    DIFFERENT,
    SAME,
    Decision,
    Pair,
    find_decisions,
    find_standins,
    order,
)
from vardas.names import Reason, compare
from vardas.registry.fold.indexing import chunked
from vardas.registry.records.models import Involvement, Judgement, Listing, Person, StatementRow
from vardas.registry.search.naming import list_pairs
from vardas.values.dates import DateError, may_be_same, parse_edtf

WEIGHED = 400
"""So many of the likeliest pairs are weighed by what hangs on them; the others follow."""

AGAINST = frozenset({"other_birth_date", "other_sex"})

TILT = {"same_birth_date": 1.2, "other_birth_date": 0.4, "other_sex": 0.4}
"""What a fact beside the names does to a question's place in the queue; it answers nothing."""


@dataclass(frozen=True)
class Question:
    """Two records of people that may be one person."""

    left: UUID
    right: UUID
    score: float
    matter: int
    """How many statements hang on the two."""

    decision: Decision | None
    tilt: float = 1.0
    """What the facts beside the names do to how sure it is."""

    @property
    def weight(self) -> float:
        """What the queue is ordered by: how sure, and how much it matters."""
        return self.score * self.tilt * (1 + log1p(self.matter))


@dataclass(frozen=True)
class Evidence:
    """What speaks for and against two records being one person."""

    score: float
    one: str
    other: str
    """The two spellings that are most alike."""

    names: tuple[Reason, ...]
    facts: tuple[str, ...]
    """Codes: same_birth_date, near_birth_date, other_birth_date, other_sex, same_citizenship."""


def find_questions() -> list[Question]:
    """The pairs that nobody has answered, in the order of the queue; undecided ones stand last."""
    decisions = find_decisions()
    open_pairs = _find_open_pairs(decisions)
    first = sorted(open_pairs, key=open_pairs.__getitem__, reverse=True)
    weighed = {one for pair in first[:WEIGHED] for one in pair}
    matters, facts = _weigh_matters(weighed), _read_facts(weighed)
    questions = [
        Question(
            left,
            right,
            open_pairs[left, right],
            matters.get(left, 0) + matters.get(right, 0),
            decisions.get((left, right)),
            _tilt(facts.get(left, {}), facts.get(right, {})),
        )
        for left, right in first
    ]
    return sorted(questions, key=lambda one: (one.decision is not None, -one.weight, one.left))


def count_questions() -> int:
    """How many pairs nobody has answered, without weighing them."""
    return len(_find_open_pairs(find_decisions()))


def find_answered() -> list[Question]:
    """The pairs of people that members have judged, the latest first."""
    decided = list(reversed(find_decisions().items()))
    return [Question(left, right, 0.0, 0, decision) for (left, right), decision in decided]


def weigh_pair(left: Mapping[str, Any], right: Mapping[str, Any]) -> Evidence:
    """Weigh two rows of people: their closest spellings, and the facts beside the names."""
    best = Evidence(0.0, "", "", (), tuple(_compare_facts(left, right)))
    for one in _spellings(left):
        for other in _spellings(right):
            found = compare(one, other)
            if found.score > best.score or not best.one:
                best = Evidence(found.score, one, other, found.reasons, best.facts)
    return best


def find_shared_events(left: Collection[UUID], right: Collection[UUID]) -> list[UUID]:
    """Events in which both are named; a person is rarely named twice in one."""
    events = Involvement.objects.filter(person__in=left).values("event")
    shared = Involvement.objects.filter(person__in=right, event__in=events)
    return [event for event in shared.values_list("event", flat=True).distinct() if event]


def _find_open_pairs(decisions: Mapping[Pair, Decision]) -> dict[Pair, float]:
    standins = find_standins(decisions)
    open_pairs: dict[Pair, float] = {}
    for one, other, score in list_pairs(connection):
        decision = decisions.get(order(one, other))
        joined = standins.get(one, one) == standins.get(other, other)
        if joined or (decision and decision.answer in (SAME, DIFFERENT)):
            continue
        open_pairs[order(one, other)] = score
    return open_pairs


def _tilt(left: Mapping[str, Any], right: Mapping[str, Any]) -> float:
    return prod(TILT.get(fact, 1.0) for fact in _compare_facts(left, right))


def _read_facts(people: Collection[UUID]) -> dict[UUID, Mapping[str, Any]]:
    facts: dict[UUID, Mapping[str, Any]] = {}
    for some in chunked(sorted(people)):
        rows = Person.objects.filter(pk__in=some).values("id", "birth_date", "sex")
        facts |= {row["id"]: row for row in rows}
    return facts


def share_row(left: UUID, right: UUID) -> bool:
    """Say whether members judged one row of a list to be each of the two."""
    rows = Judgement.objects.filter(answer=SAME, left__in=Listing.objects.values("pk"))
    return rows.filter(right=left, left__in=rows.filter(right=right).values("left")).exists()


def _weigh_matters(people: Collection[UUID]) -> Counter[UUID]:
    matters: Counter[UUID] = Counter()
    for some in chunked(sorted(people)):
        said = StatementRow.objects.filter(record__in=some).values("record")
        for row in said.annotate(number=Count("position")):
            matters[row["record"]] += row["number"]
        for row in (
            Involvement.objects.filter(person__in=some)
            .values("person")
            .annotate(number=Count("pk"))
        ):
            matters[row["person"]] += 5 * row["number"]
    return matters


def _compare_facts(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[str]:
    found = []
    born, other = left.get("birth_date"), right.get("birth_date")
    if born and other:
        if born == other:
            found.append("same_birth_date")
        else:
            found.append("near_birth_date" if _may_be_same(born, other) else "other_birth_date")
    sexes = {left.get("sex"), right.get("sex")}
    if sexes >= {"female", "male"}:
        found.append("other_sex")
    if set(left.get("citizenship") or ()) & set(right.get("citizenship") or ()):
        found.append("same_citizenship")
    return found


def _may_be_same(one: str, other: str) -> bool:
    try:
        return may_be_same(parse_edtf(one), parse_edtf(other))
    except DateError:
        return True


def _spellings(row: Mapping[str, Any]) -> Sequence[str]:
    return [str(name.get("text", "")) for name in row.get("name") or ()]


def read_people(people: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The rows of these people as they are shown side by side."""
    return {
        row["id"]: dict(row)
        for row in Person.objects.filter(pk__in=list(people)).values(
            "id", "name", "caption", "birth_date", "sex", "citizenship", "occupation"
        )
    }
