"""Writes lives of made-up people in a few lines, for the rules of insight.

``tell("2020-09 detention detained", "2025-06-21 expulsion expelled to Lithuania if no way back")``
"""

from datetime import date
from uuid import UUID

from vardas.insight.happenings import Country, Happening, Part, When
from vardas.values.dates import parse_edtf

HOME = Country("home", "Belarus")
ABROAD = Country("away", "Lithuania")
_COUNTRIES = {"Belarus": HOME, "Lithuania": ABROAD}


def at(text: str) -> When:
    """Read a date; “-” is an event without one."""
    if text == "-":
        return When()
    read = parse_edtf(text)
    return When(text, read.earliest, read.latest)


def tell(*lines: str) -> tuple[Part, ...]:
    """Make parts of lines: DATE KIND ROLE, then any of these.

    ``in PLACE`` (Belarus where not said) · ``to PLACE`` · ``with PAPERS`` · ``if CONDITION`` ·
    ``reportedly`` · ``known DATE`` · ``step N`` (of the line before that has none) ·
    ``some_stayed`` · ``again`` (the same event as the line before).
    """
    parts: list[Part] = []
    whole: UUID | None = None
    for number, line in enumerate(lines, start=1):
        when, kind, role, *rest = line.split()
        said = dict(zip(rest[::2], rest[1::2], strict=False)) if rest else {}
        flags = set(rest)
        condition = line.split(" if ", 1)[1] if " if " in line else ""
        if "step" not in flags:
            whole = UUID(int=number)
        event = parts[-1].happening.id if "again" in flags else UUID(int=number)
        parts.append(
            Part(
                UUID(int=100 + number),
                Happening(
                    event,
                    kind,
                    kind,
                    at(when),
                    int(said["step"]) if "step" in said else None,
                    (whole,) if "step" in said and whole else (),
                    said.get("in", "Belarus"),
                    _COUNTRIES.get(said.get("in", "Belarus")),
                    said.get("to", ""),
                    _COUNTRIES.get(said.get("to", "")),
                    (condition,) if condition else (),
                    "some_stayed" in flags,
                ),
                "" if role == "-" else role,
                said.get("with", ""),
                "reportedly" in flags,
                date.fromisoformat(said["known"]) if "known" in said else None,
            )
        )
    return tuple(parts)
