"""Cleared records for the formats: the made-up world, and small ones with hostile text."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from tests.publish.public_list import world
from vardas.publish.cleared import _TOKEN, Cleared, ClearedRecord, Figure, Ground, Said
from vardas.publish.formats.registry import FORMATS
from vardas.publish.formats.report import Report

PERSON = UUID(int=1)

HOSTILE = {
    "a formula": "=cmd|' /C calc'!A0",
    "a formula with a plus": "+1+1",
    "an at sign": "@SUM(A1)",
    "a minus": "-2+3",
    "a number": "-1.5",
    "a link": "https://example.org/a",
    "turned round": "\u202eanA\u202c",
    "control characters": "A\x01n\x0ba\x1b[2J",
    "NUL": "An\x00a",
    "lines": "Ana\nKukul\r\nand\rothers",
    "other line ends": "a\u2028b\x85c\u2029d",
    "long": "ё" * 10_000,
    "longer than a cell": "ё" * 40_000,
    "beyond the basic plane": "𐐷" * 20_000,
    "markup": "<b>&amp;]]></b>",
    "an escape of XLSX": "_x0041_",
    "quotes, commas, semicolons": '"a";,\\n:b',
    "no character": "\ufffe\uffff",
    "spaces": " a  b ",
    "end of a calendar": "a\r\nEND:VEVENT\r\nBEGIN:VEVENT",
    "an apostrophe": "'=1",
}

PURPOSES = {"followthemoney": "publish_story"}


def clear(
    records: Iterable[ClearedRecord], purpose: str = "say_arrived", figures: tuple[Figure, ...] = ()
) -> Cleared:
    """Clear records for a purpose, as the gate does."""
    groups: dict[str, list[ClearedRecord]] = {}
    for one in records:
        groups.setdefault(one.kind, []).append(one)
    ordered = {kind: tuple(sorted(group, key=lambda one: one.id)) for kind, group in groups.items()}
    ground = Ground(purpose, "public", UUID(int=7), world.MADE)
    return Cleared(_TOKEN, ground, ordered, figures)


def make_world(purpose: str = "say_arrived") -> Cleared:
    """Clear the whole made-up world."""
    figures = (
        Figure("people_known", None, 60),
        Figure("people_known", world.EXPULSION, None),
        Figure("people_published", world.EXPULSION, 7),
    )
    return clear([*world.make_people(), *world.make_events(), *world.make_rest()], purpose, figures)


def say(value: Any, **more: Any) -> Said:
    """Say a value that rests on nothing."""
    return world.say(value, None, **more)


def make_person(*names: str, **facts: Any) -> ClearedRecord:
    """Make a person of these names."""
    spelled = [say({"text": text}) for text in names]
    return world.record(PERSON, "person", name=spelled, **facts)


def write(name: str, cleared: Cleared, **options: Any) -> tuple[bytes, Report]:
    """Write in a format; returns the bytes and the report."""
    held = BytesIO()
    report = FORMATS[name].write(cleared, held, **options)
    return held.getvalue(), report


texts = st.text(st.characters(), min_size=1, max_size=200) | st.sampled_from(
    [text for text in HOSTILE.values() if len(text) < 100]
)
"""Any text, also such as no file can hold."""
