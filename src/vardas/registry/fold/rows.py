"""Turns the live statements about one record into the row that stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from vardas.ledger.effect import Effect
from vardas.ledger.moment import Moment
from vardas.ledger.statement import Say
from vardas.registry.records.base import Record
from vardas.registry.records.fields import Fact, storable
from vardas.registry.records.models import BY_KIND
from vardas.registry.records.sealed import is_sealed

RANK = {"confirmed": 0, "stated": 1, "doubtful": 2, "denied": 3}


def sort_claims(claims: Sequence[Say], effect: Effect) -> list[Say]:
    """Put live claims about one field in the order in which to show them.

    Preferred ones first (the latest preference before older ones), then by certainty, then by who
    said it first. The order depends on the statements alone.
    """

    def order(say: Say) -> tuple[int, int, int]:
        chosen = effect.preferred.get(say.id)
        return (-chosen.int if chosen else 0, RANK.get(say.certainty, 1), say.id.int)

    return sorted(claims, key=order)


_NONE_OF_MANY: list[Any] = []


@cache
def _facts(model: type[Record]) -> tuple[tuple[Fact, tuple[tuple[str, Any], ...]], ...]:
    """Return the facts of a record type with the columns of one that nothing is said about."""
    return tuple(
        (
            fact,
            tuple(
                (name, _NONE_OF_MANY if value == [] else value)
                for name, value in fact.columns(()).items()
            ),
        )
        for fact in model.facts()
    )


def build_row(
    says: Sequence[Say], effect: Effect, *, with_sealed: bool = False
) -> tuple[type[Record], dict[str, Any]] | None:
    """Build the row of one record from all its statements; None where nothing about it is live.

    The kind is that of the earliest live statement; a field this version does not know is left to
    the history. What is sealed fills no column, unless it was opened for the reader of the moment.
    """
    live = [say for say in says if effect.is_live(say.id)]
    model = next((BY_KIND[say.kind] for say in live if say.kind in BY_KIND), None)
    if model is None:
        return None
    by_field: dict[str, list[Say]] = {}
    for say in live:
        by_field.setdefault(say.field, []).append(say)
    row: dict[str, Any] = {"id": live[0].record}
    contested: list[str] = []
    doubtful: list[str] = []
    for fact, empty in _facts(model):
        claims = by_field.get(fact.name)
        if fact.is_sealed:
            opened = [say for say in claims or () if not is_sealed(say.value)]
            claims = opened if with_sealed else None
        if not claims:
            for name, value in empty:
                row[name] = [] if value is _NONE_OF_MANY else value
            continue
        if len(claims) > 1:
            claims = sort_claims(claims, effect)
        values = [say.value for say in claims if say.certainty != "denied"]
        if len(claims) > 1 and (
            fact.is_contested(values)
            or any(say.value in values for say in claims if say.certainty == "denied")
        ):
            contested.append(fact.name)
        if values and claims[0].certainty == "doubtful":
            doubtful.append(fact.name)
        row.update(fact.columns(values))
    model.derive(row, live)
    row["contested"] = contested
    row["is_contested"] = bool(contested)
    row["doubtful"] = doubtful
    row["caption"] = storable(model.make_caption(row))
    row["first_said"] = str(Moment(live[0].id.int >> 80))
    row["last_said"] = str(Moment(live[-1].id.int >> 80))
    return model, row
