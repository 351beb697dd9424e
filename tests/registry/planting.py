"""Words planted in every field of every record type, to see where they come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from vardas.actions.plan import Plan
from vardas.registry.records.fields import Choice, ChoiceMany, Date, Fact, Reference, References
from vardas.registry.records.models import RECORD_TYPES
from vardas.registry.records.visibility import Visibility
from vardas.registry.station import Station


@dataclass(frozen=True)
class Planted:
    """One word and where it was planted."""

    word: str
    visibility: Visibility
    kind: str
    field: str


@dataclass(frozen=True)
class Garden:
    """Everything planted: the words, and the records they stand in, by kind."""

    words: tuple[Planted, ...]
    records: dict[str, UUID]


def plant(fact: Fact, word: str) -> Any:
    """Return a value of a field that holds a word; None where the field can hold none."""
    return {
        "text": word,
        "long_text": word,
        "name": {"text": word},
        "identifier": {"scheme": "passport", "value": word},
        "object": {"x": word},
        "count": {"number": 52, "of": word},
    }.get(fact.value_type)


def plant_everywhere(station: Station, member: UUID) -> Garden:
    """Make a record of every kind, all about each other, with a word in every field.

    The reasons, exact words and speakers hold words too, of the visibility ``case``.
    """
    words: list[Planted] = []
    records: dict[str, UUID] = {}

    def note(visibility: Visibility, kind: str, field: str) -> str:
        word = f"Zq{len(words):03d}{visibility.value}w"
        words.append(Planted(word, visibility, kind, field))
        return word

    def say(kind: str, field: str, value: Any, why: str, **grounds: Any) -> None:
        plan = Plan(station, member, "add_facts", why)
        record = records.setdefault(kind, plan.new_record())
        plan.say(record, kind, field, value, source=records.get("source"), **grounds)
        plan.commit()

    for model in RECORD_TYPES:
        for fact in model.facts():
            if fact.name in ("sort_name", "initial"):
                continue
            value = plant(fact, note(fact.visibility or Visibility.CASE, model.kind, fact.name))
            if value is None:
                words.pop()
                continue
            quote = note(_deeper(fact), model.kind, f"{fact.name}: exact words")
            speaker = note(_deeper(fact), model.kind, f"{fact.name}: speaker")
            why = note(Visibility.CASE, model.kind, f"{fact.name}: reason")
            say(model.kind, fact.name, value, why, quote={"text": quote}, said_by=speaker)
    for model in RECORD_TYPES:
        for fact in model.facts():
            value = _say_plainly(fact, records)
            if value is not None:
                say(model.kind, fact.name, value, "")
    return Garden(tuple(words), records)


def _deeper(fact: Fact) -> Visibility:
    """What stands around a value is as sealed as the value, and at least of the case."""
    visibility = fact.visibility or Visibility.CASE
    return visibility if visibility.is_sealed else Visibility.CASE


def _say_plainly(fact: Fact, records: dict[str, UUID]) -> Any:
    """Return a value for a field that holds no free words: references, choices, dates."""
    if isinstance(fact, Reference | References):
        known = [records[kind] for kind in fact.kinds if kind in records]
        return str(known[0]) if known else None
    if isinstance(fact, Choice | ChoiceMany):
        return next(iter(fact.options), None)
    if isinstance(fact, Date):
        return "2025-09-11"
    return None
