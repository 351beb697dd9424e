"""A small made-up list with everything that can go wrong on it: hostile text, contested facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from vardas.publish.cleared import (
    _TOKEN,
    OFFICIAL,
    Cleared,
    ClearedField,
    ClearedRecord,
    Figure,
    Ground,
    Said,
)
from vardas.registry.records.models import BY_KIND

MADE = datetime(2025, 9, 20, 12, tzinfo=UTC)
NASTY = '<script>alert(1)</script>\u202eevil\u202c & "quoted" \'=1+1'
FORMULA = '=HYPERLINK("https://example.org")'
ARABIC = "\u0645\u062d\u0645\u062f \u0627\u0644\u0645\u062b\u0627\u0644"

NIKALAI, VOLHA, HOSTILE, FORMULAIC, RTL = (UUID(int=number) for number in range(1, 6))
EXPULSION, ARREST, CAMP = (UUID(int=number) for number in range(11, 14))
PAPER, LETTER = UUID(int=21), UUID(int=22)
CROSSING, GROUP, OFFICE, ENVOY = (UUID(int=number) for number in (31, 41, 42, 43))


def name(text: str, language: str = "be", kind: str = "said") -> dict[str, str]:
    """Make the value of a name."""
    return {"text": text, "language": language, "kind": kind}


def say(value: Any, source: UUID | None = PAPER, **more: Any) -> Said:
    """Say one value; ``record`` gives it its number."""
    return Said(value, UUID(int=0), "ab" * 32, source=source, **more)


def record(key: UUID, kind: str, last_said: str = "", **fields: Any) -> ClearedRecord:
    """Make a cleared record, as the gate would; the statements are numbered from the record's id.

    A field is a value, or a list of values; a value is what ``say`` returns, or stands for itself.
    """
    model = BY_KIND[kind]
    shown: dict[str, ClearedField] = {}
    row: dict[str, Any] = {}
    number = key.int * 1_000_000
    for field, given in fields.items():
        fact = model.fact(field)
        assert fact is not None, field
        values = []
        for one in given if isinstance(given, list) else [given]:
            said = one if isinstance(one, Said) else say(one)
            values.append(replace(said, statement=UUID(int=number)))
            number += 1
        plain = [one.value for one in values]
        contested = fact.is_contested(plain)
        shown[field] = ClearedField(
            field, str(fact.label), fact.value_type, tuple(values), contested
        )
        row[field] = plain if fact.many else plain[0]
    return ClearedRecord(key, kind, model.make_caption(row), shown, last_said)


def clear(records: Iterable[ClearedRecord], figures: tuple[Figure, ...] = ()) -> Cleared:
    """Clear records as the gate does."""
    groups: dict[str, list[ClearedRecord]] = {}
    for one in records:
        groups.setdefault(one.kind, []).append(one)
    ordered = {kind: tuple(sorted(group, key=lambda one: one.id)) for kind, group in groups.items()}
    return Cleared(_TOKEN, Ground("say_arrived", "public", UUID(int=7), MADE), ordered, figures)


def involve(number: int, event: UUID, person: UUID, role: str, **more: Any) -> ClearedRecord:
    """Involve a person in an event."""
    return record(
        UUID(int=100 + number),
        "involvement",
        event=str(event),
        person=str(person),
        role=say(role, **more),
    )


def make_people(*, is_whole: bool = False) -> list[ClearedRecord]:
    """Make the people."""
    spellings = [
        say(name("Мікалай Прыдуманы"), is_whole=is_whole),
        name("Николай Придуманный", "ru"),
        name("Mikalai Prydumany", "en"),
    ]
    return [
        record(
            NIKALAI,
            "person",
            "2025-09-12T08:00:00.000Z",
            name=spellings,
            sex="male",
            occupation=[say("teacher", words="He was <b>a teacher</b>."), FORMULA],
        ),
        record(VOLHA, "person", "2025-09-11T08:00:00Z", name=name("Вольга Выдуманая")),
        record(HOSTILE, "person", name=name(NASTY, '"><i>')),
        record(FORMULAIC, "person", name=name(FORMULA, "en")),
        record(RTL, "person", name=name(ARABIC, "ar")),
    ]


def make_events() -> list[ClearedRecord]:
    """Make the events, with two numbers claimed for one."""
    return [
        record(
            EXPULSION,
            "event",
            "2025-09-13T08:00:00Z",
            title="Expulsion by bus",
            type="expulsion",
            when=["2025-09-11", say("2025-09-10", LETTER, certainty="doubtful")],
            place=str(CROSSING),
            count=[
                {"number": 52, "of": "expelled"},
                say({"number": 51, "of": "expelled"}, LETTER),
            ],
            description=NASTY,
        ),
        record(ARREST, "event", type="detention", when="2021-05"),
        record(
            CAMP,
            "event",
            title="At the border",
            type="refusal",
            when="2025-09-11",
            part_of=str(EXPULSION),
        ),
    ]


def make_rest() -> list[ClearedRecord]:
    """Make sources, places, bodies, accounts, questions, recognitions."""
    return [
        involve(1, ARREST, NIKALAI, "detained"),
        involve(2, EXPULSION, NIKALAI, "expelled"),
        involve(3, ARREST, VOLHA, "detained", certainty="doubtful"),
        involve(4, CAMP, RTL, "refused"),
        record(
            PAPER,
            "source",
            title="Made-up newspaper",
            type="article",
            published="2025-09-12",
            url="https://example.org/made-up",
        ),
        record(LETTER, "source", title="Made-up letter", type="letter", url="javascript:alert(1)"),
        replace(
            record(ENVOY, "person", name=name("Made-up Envoy", "en"), occupation="envoy"),
            kind=OFFICIAL,
        ),
        involve(5, EXPULSION, ENVOY, "negotiator"),
        record(
            UUID(int=106),
            "involvement",
            event=str(EXPULSION),
            group="the guards of the bus",
            role="escort",
        ),
        record(CROSSING, "place", name=name("Kamienny Loh")),
        record(GROUP, "organization", name=name("A made-up rights group", "en")),
        record(OFFICE, "organization", name=name("A made-up office", "en")),
        *(
            record(
                UUID(int=61 + number),
                "account",
                type="characterisation",
                speaker=str(speaker),
                about=str(EXPULSION),
                words=words,
            )
            for number, (speaker, words) in enumerate(
                [(GROUP, "forced deportation"), (OFFICE, "goodwill gesture")]
            )
        ),
        record(UUID(int=71), "question", text="Where has she been since?", about=str(RTL)),
        record(
            UUID(int=72),
            "recognition",
            person=str(NIKALAI),
            by=str(GROUP),
            answer="recognised",
            on="2021-06-01",
            criteria="made-up criteria",
        ),
    ]


def make_world(*, without: frozenset[UUID] = frozenset(), is_whole: bool = False) -> Cleared:
    """Clear the whole world but some records."""
    records = [*make_people(is_whole=is_whole), *make_events(), *make_rest()]
    figures = (Figure("people_known", None, 60), Figure("people_known", EXPULSION, None))
    return clear([one for one in records if one.id not in without], figures)
