"""Every field says who may see it; every value type says what it takes."""

from typing import Any

import pytest

from vardas.registry.records.fields import Fact, ValueRefused
from vardas.registry.records.models import BY_KIND, RECORD_TYPES
from vardas.registry.records.visibility import VISIBILITY_LABELS, Visibility

FACTS = [(model, fact) for model in RECORD_TYPES for fact in model.facts()]


@pytest.mark.parametrize(("model", "fact"), FACTS, ids=lambda item: getattr(item, "name", item))
def test_every_field_declares_label_and_visibility(model: Any, fact: Fact) -> None:
    assert str(fact.label)
    assert isinstance(fact.visibility, Visibility)


def test_every_type_has_labels_and_a_kind_of_its_own() -> None:
    assert len(BY_KIND) == len(RECORD_TYPES)
    assert all(model.kind and str(model.label) and str(model.label_many) for model in RECORD_TYPES)
    assert set(VISIBILITY_LABELS) == set(Visibility)


def test_references_name_kinds_that_exist() -> None:
    named = {kind for _model, fact in FACTS for kind in getattr(fact, "kinds", ())}
    assert named <= set(BY_KIND)


def fact(kind: str, name: str) -> Fact:
    found = BY_KIND[kind].fact(name)
    assert found
    return found


ACCEPTED = {
    "text is trimmed": (("person", "birth_place"), "  Minsk ", "Minsk"),
    "a long text is kept to the character": (("source", "text"), " a\r\nb ", " a\r\nb "),
    "a date": (("person", "birth_date"), "1990-01-02", "1990-01-02"),
    "a date as said": (("person", "birth_date"), "1990~", "1990~"),
    "a number in words of a form": (("event", "step"), "3", 3),
    "yes": (("involvement", "family_told"), "yes", True),
    "no": (("involvement", "family_told"), "no", False),
    "a choice": (("person", "sex"), "female", "female"),
    "a reference": (
        ("event", "place"),
        "01234567-89ab-7def-8123-456789abcdef",
        "01234567-89ab-7def-8123-456789abcdef",
    ),
    "a name without empty parts": (
        ("person", "name"),
        {"text": " Ana ", "language": "", "kind": None},
        {"text": "Ana"},
    ),
    "unknown parts are kept": (
        ("person", "name"),
        {"text": "Ana", "from_2030": "x"},
        {"text": "Ana", "from_2030": "x"},
    ),
    "a count": (
        ("event", "count"),
        {"number": 52, "of": "released"},
        {"number": 52, "of": "released"},
    ),
    "a count of nobody": (
        ("event", "count"),
        {"number": 0, "of": "died"},
        {"number": 0, "of": "died"},
    ),
}


@pytest.mark.parametrize(("field", "given", "kept"), ACCEPTED.values(), ids=ACCEPTED)
def test_accepted(field: tuple[str, str], given: Any, kept: Any) -> None:
    assert fact(*field).accept(given) == kept


REFUSED = {
    "empty text": (("person", "birth_place"), "  "),
    "an impossible date": (("person", "birth_date"), "1954-02-29"),
    "no date": (("person", "birth_date"), "FALSE"),
    "a date that is a number": (("person", "birth_date"), 1990),
    "a word for a number": (("event", "step"), "three"),
    "neither yes nor no": (("involvement", "family_told"), "perhaps"),
    "no such choice": (("person", "sex"), "F"),
    "no reference": (("event", "place"), "Minsk"),
    "a name without text": (("person", "name"), {"language": "be"}),
    "a name that is a number": (("person", "name"), {"text": 5}),
    "a count in words": (("event", "count"), {"number": "52", "of": "released"}),
    "a count of truths": (("event", "count"), {"number": True, "of": "released"}),
    "text where parts are needed": (("person", "name"), "Ana"),
}


@pytest.mark.parametrize(("field", "given"), REFUSED.values(), ids=REFUSED)
def test_refused(field: tuple[str, str], given: Any) -> None:
    with pytest.raises(ValueRefused):
        fact(*field).accept(given)


def test_two_numbers_of_the_same_people_are_contested_and_of_others_are_not() -> None:
    count = fact("event", "count")
    fifty_two = {"number": 52, "of": "released"}
    assert count.is_contested([fifty_two, {"number": 51, "of": "released"}])
    assert not count.is_contested([fifty_two, {"number": 51, "of": "crossed"}, fifty_two])
