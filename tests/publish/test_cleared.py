"""Whoever tries to get around the gate gets an error, at work or from the type checker."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from tests.publish.world import World
from tests.registry.conftest import MEMBER
from vardas.actions.facts import add_facts
from vardas.actions.plan import Grounds
from vardas.publish import cleared as module
from vardas.publish.cleared import Cleared, ClearedRecord, NotThroughTheGate, require_cleared

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cleared(world: World) -> Cleared:
    world.add_person("Ana Kukul", agreed=["say_arrived"])
    return world.clear()


def _subclass(_: Cleared) -> Any:
    return type("Mine", (Cleared,), {})


def _empty(_: Cleared) -> Any:
    return object.__new__(Cleared).of_kind("person")


CHEATS: dict[str, Callable[[Cleared], Any]] = {
    "constructing": lambda one: Cleared(object(), one.ground, {}),
    "making again": lambda one: one.__init__(module._TOKEN, one.ground, {}),  # type: ignore[misc]
    "without a token": lambda one: Cleared(None, one.ground, {"person": ()}),
    "subclassing": _subclass,
    "around __init__": _empty,
    "copying": copy.copy,
    "copying deeply": copy.deepcopy,
    "pickling": pickle.dumps,
    "replacing": lambda one: replace(one),  # type: ignore[type-var]
    "setting": lambda one: setattr(one, "ground", None),
    "setting something new": lambda one: setattr(one, "more", ()),
    "setting harder": lambda one: object.__setattr__(one, "ground", None),
    "deleting": lambda one: delattr(one, "ground"),
    "writing into the records": lambda one: one._content.records.update({}),  # type: ignore[attr-defined]
    "requiring raw records": lambda one: require_cleared(list(one)),
    "requiring something like it": lambda one: require_cleared({"person": one.of_kind("person")}),
    "requiring an empty one": lambda one: require_cleared(object.__new__(Cleared)),
}


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS.keys())
def test_cheating_raises(cleared: Cleared, cheat: Callable[[Cleared], Any]) -> None:
    with pytest.raises((NotThroughTheGate, AttributeError, TypeError)):
        cheat(cleared)
    assert len(cleared) == 1
    assert require_cleared(cleared) is cleared


def test_what_is_in_it_cannot_be_changed(cleared: Cleared) -> None:
    (person,) = cleared.of_kind("person")
    with pytest.raises(FrozenInstanceError):
        person.caption = "Somebody else"  # type: ignore[misc]
    with pytest.raises(TypeError):
        person.fields["note"] = person.fields["name"]  # type: ignore[index]
    assert repr(cleared) == "Cleared(say_arrived: 1 person)"


def test_what_is_only_denied_is_no_value(world: World) -> None:
    event_id = world.add("event", type="release")
    facts = [("title", "It never happened")]
    add_facts(world.station, MEMBER, event_id, facts, Grounds(certainty="denied"))
    (event,) = world.clear().of_kind("event")
    assert (event.first("title"), event.all("title"), event.caption) == (None, [], "")
    assert event.fields["title"].values[0].certainty == "denied"
    assert isinstance(event, ClearedRecord)


@pytest.mark.slow
def test_the_type_checker_refuses_raw_records(tmp_path: Path) -> None:
    file = tmp_path / "cheat.py"
    file.write_text(
        textwrap.dedent(
            """
            from vardas.publish.cleared import Cleared, ClearedRecord

            def export(cleared: Cleared) -> None: ...

            def cheat(records: list[ClearedRecord], cleared: Cleared) -> None:
                export(cleared)
                export(records)

            class Mine(Cleared): ...
            """
        )
    )
    answer = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), str(file)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert 'cheat.py:8: error: Argument 1 to "export" has incompatible type' in answer.stdout
    assert 'cheat.py:10: error: Cannot inherit from final class "Cleared"' in answer.stdout
    assert "cheat.py:7" not in answer.stdout
