"""The files as they are, byte for byte: what changes in a format has to be meant."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.publish.formats.cases import PERSON, clear, make_person, say, write
from tests.publish.public_list import world
from vardas.publish.cleared import Cleared, Figure

GOLDEN = Path(__file__).parent / "golden"
EVENT, PLACE, PAPER = UUID(int=11), UUID(int=31), UUID(int=21)
OPTIONS: dict[str, dict[str, Any]] = {
    "pfif": {
        "is_confirmed": True,
        "expires": world.MADE + timedelta(days=30),
        "domain": "example.org",
        "source_name": "A made-up rights group",
    }
}
FILES = {
    "csv": "csv",
    "json": "json",
    "followthemoney": "statements.json",
    "pfif": "pfif.xml",
    "ical": "ics",
    "hxl": "hxl.csv",
}
"""All but XLSX: a ZIP says nothing to who reads the difference."""


def make_small() -> Cleared:
    """Clear one made-up woman on one made-up bus."""
    records = [
        make_person("Ганна Кукуль", "Ana Kukul", sex=say("female"), birth_date=say("1980-05?")),
        world.record(
            EVENT,
            "event",
            "2025-09-12T08:00:00.000Z",
            title=world.say("Expulsion by bus", PAPER, words="put on a bus"),
            type=say("expulsion"),
            when=say("2025-09-11"),
            place=say(str(PLACE)),
        ),
        world.record(PLACE, "place", name=say({"text": "Kamienny Loh"})),
        world.record(PAPER, "source", title=say("=Made-up newspaper"), type=say("article")),
        world.involve(1, EVENT, PERSON, "expelled", certainty="doubtful"),
    ]
    return clear(records, figures=(Figure("people_known", EVENT, 52),))


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_the_one_noted(name: str) -> None:
    data, _report = write(name, make_small(), **OPTIONS.get(name, {}))
    noted = GOLDEN / f"small.{FILES[name]}"
    assert data == noted.read_bytes(), f"{noted.name} has changed: look at it, and note it anew"
