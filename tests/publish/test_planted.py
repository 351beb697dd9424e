"""Planted words: whatever is written anywhere about people who did not agree, no word leaves."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.publish.world import World, words_of
from tests.registry.access.holding import Pairs
from vardas.actions.plan import Grounds
from vardas.publish.allowed import ALLOWED
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.records.fields import Choice, ChoiceMany, Fact, Reference, References
from vardas.registry.records.models import RECORD_TYPES
from vardas.registry.records.visibility import Visibility

PLANTED = ("Zvanarovich", "Kryshtapenka", "Мурашкевіч", "Ўласевіч", "Грыцкевічанка")
PUBLIC = sorted(purpose for purpose, one in ALLOWED.items() if one.is_public)

templates = st.sampled_from(
    [
        "{}",
        "Release of {}",
        "{} and fifty others",
        "the house of {}, in Minsk",
        "у сям'і {}",
        "«{}»",
    ]
)
kinds = st.sampled_from(["event", "place", "organization", "source", "account", "question"])


@st.composite
def plantings(draw: st.DrawFn) -> tuple[str, str, str]:
    """Draw which kind of record gets which text about whom."""
    name = draw(st.sampled_from(PLANTED))
    return draw(kinds), draw(templates).format(name), name


TEXT_FIELDS = {
    "event": ("title", "description", "condition", "provided", "relief"),
    "place": ("number", "country"),
    "organization": ("country", "website"),
    "source": ("title", "author", "publisher", "url"),
    "account": ("words", "summary", "language"),
    "question": ("text",),
}


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(plantings(), min_size=1, max_size=5), st.sampled_from(PUBLIC))
def test_no_word_about_who_did_not_agree_leaves(
    world: World, planted: list[tuple[str, str, str]], purpose: str
) -> None:
    rebuild()
    agreed = world.add_person("Ana Kukul", agreed=PUBLIC)
    for name in PLANTED:
        world.add_person(f"Вольга {name}")
    for kind, text, _ in planted:
        paper = world.add("source", type="article", title="A newspaper")
        office = world.add("organization", name={"text": "An office"})
        place = world.add("place", name={"text": "A town"})
        facts: dict[str, Any] = dict.fromkeys(TEXT_FIELDS[kind], text)
        grounds = Grounds(paper, {"text": text}, said_by=text)
        if kind in ("place", "organization"):
            facts["name"] = {"text": text}
        if kind == "source":
            paper = world.add("source", type="article", **facts)
            grounds = Grounds(paper, {"text": text})
        elif kind == "place":
            place = world.add(kind, grounds, **facts)
        elif kind == "organization":
            office = world.add(kind, grounds, **facts)
        about = facts if kind == "event" else {}
        event = world.add("event", grounds, type="release", place=str(place), **about)
        world.put(agreed, event, "released")
        if kind == "account":
            world.add("account", grounds, speaker=str(office), about=str(event), **facts)
        if kind == "question":
            world.add("question", grounds, about=str(event), **facts)
    leaving = words_of(world.clear(purpose))
    assert "Ana Kukul" in leaving
    for name in PLANTED:
        assert name.casefold() not in leaving.casefold()


def _plant(fact: Fact, word: str) -> Any:
    return {
        "text": word,
        "long_text": word,
        "name": {"text": word},
        "identifier": {"scheme": "passport", "value": word},
        "object": {"x": word},
    }.get(fact.value_type)


def test_no_field_beyond_public_leaves_for_the_public(
    world: World, holder: dict[Visibility, Pairs]
) -> None:
    """Every text field of every record type of any other visibility holds a word of its own."""
    ana = world.add_person("Ana Kukul", agreed=PUBLIC)
    words = []
    for model in RECORD_TYPES:
        facts: dict[str, Any] = {}
        for fact in model.facts():
            if isinstance(fact, Choice | ChoiceMany):
                facts[fact.name] = "release" if model.kind == "event" else next(iter(fact.options))
            elif isinstance(fact, Reference | References) and "person" in fact.kinds:
                facts[fact.name] = str(ana)
            elif fact.visibility is not Visibility.PUBLIC:
                word = f"planted{len(words)}x"
                if (value := _plant(fact, word)) is not None:
                    facts[fact.name] = value
                    words.append(word)
        if model.kind == "person":
            facts["name"] = {"text": "Eva Zub"}
        record = world.add(model.kind, **facts)
        if model.kind == "person":
            world.answers.given[record] = dict(world.answers.given[ana])
    assert len(words) > 30
    for purpose in PUBLIC:
        cleared = world.clear(purpose)
        leaving = words_of(cleared)
        assert "Eva Zub" in leaving
        assert not [word for word in words if word in leaving]
