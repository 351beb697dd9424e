"""Takes a written date apart: numbers, months, seasons, words such as “about”, a time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vardas.values.date_words import find_meaning, suffixes

_TOKEN = re.compile(
    r"""
    (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9:])(?:[.,][0-9]+)?
        (?:\s?(?P<half>[ap])\.?m\.?(?![^\W\d_]))?
        (?:\s?(?P<zone>z(?![^\W\d_])|[+-][0-9]{2}:?[0-9]{2}(?![0-9])))?
    | (?P<whole>[0-9]{1,4}\s?(?P<mark>[./-])\s?[0-9]{1,2}\s?(?P=mark)\s?[0-9]{1,4}
        (?![0-9]|[./-][0-9]))
    | (?P<pair>[0-9]{1,4}(?:[./]|\s?-\s?)[0-9]{1,4}(?![0-9]|[./-][0-9]))
    | (?P<number>[0-9]+)(?:-?(?P<suffix>['’]?[^\W\d_]{1,4})(?![^\W\d_]))?
    | ['’](?P<short>[0-9]{2})(?![0-9])
    | (?P<space>[\s,.]+|[-/](?=[^\W\d_])|(?<=[^\W\d_])[-/](?=[0-9])|(?<=[^\W\d_]\.)[-/](?=[0-9])
        |(?<=[0-9])t(?=[0-9]))
    | (?P<word>[^\W\d_]+\.?)
    | (?P<doubt>\(\s?\?\s?\)|\?)
    | (?P<about>~)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OF_MEANING = {"month": "M", "roman": "R", "season": "S"}


@dataclass(slots=True)
class Parts:
    """The parts of a written date in their order: a letter in ``kinds`` for each of ``texts``.

    W three numbers with signs between, P two; Y a number of four digits, d of one or two, s of two
    after an apostrophe, N any other; M a month, R a Roman numeral, S a season (as their numbers);
    D a decade (1990s), C a decade without century (90s); U a word nobody knows.
    """

    kinds: str = ""
    texts: list[str] = field(default_factory=list)
    clock: str = ""
    is_about: bool = False
    is_doubted: bool = False

    def add(self, kind: str, text: str) -> None:
        """Put one more part at the end."""
        self.kinds += kind
        self.texts.append(text)


def take_apart(text: str) -> Parts | None:
    """Return the parts; None where something stands in the text that belongs into no date."""
    parts = Parts()
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            return None
        position = found.end()
        kind = found.lastgroup
        if found["clock"]:
            if parts.clock:
                return None
            parts.clock = _read_clock(found)
        elif found["number"]:
            position = _take_number(parts, found)
        elif found["word"]:
            _take_word(parts, found["word"])
        elif found["short"]:
            parts.add("s", found["short"])
        elif found["whole"] or found["pair"]:
            parts.add("W" if found["whole"] else "P", found[0])
        elif kind == "doubt":
            parts.is_doubted = True
        elif kind == "about":
            parts.is_about = True
    return parts


def _take_number(parts: Parts, found: re.Match[str]) -> int:
    """Add a number; return where reading goes on, before the letters if they are no suffix."""
    number, suffix = found["number"], (found["suffix"] or "").casefold()
    known = suffixes()
    if suffix in known["decade"] and number.endswith("0") and len(number) in (2, 4):
        parts.add("D" if len(number) == 4 else "C", number)
        return found.end()
    parts.add({1: "d", 2: "d", 4: "Y"}.get(len(number), "N"), number)
    if suffix in known["ordinal"] and len(number) <= 2:
        return found.end()
    return found.end("number")


def _take_word(parts: Parts, word: str) -> None:
    meaning = find_meaning(word)
    if meaning is None:
        parts.add("U", word)
    elif meaning.kind == "about":
        parts.is_about = True
    elif meaning.kind == "perhaps":
        parts.is_doubted = True
    elif meaning.kind != "silent":
        parts.add(_OF_MEANING[meaning.kind], str(meaning.number))


def _read_clock(found: re.Match[str]) -> str:
    """Return the time as EDTF writes it; parts of a second are more than it holds."""
    hour, _colon, rest = found["clock"].partition(":")
    number = int(hour)
    if found["half"]:
        if not 1 <= number <= 12:
            return "99:99"  # 14:00 pm: refused with the other times that do not exist
        number = number % 12 + (12 if found["half"] in "pP" else 0)
    zone = (found["zone"] or "").upper()
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{number:02}:{rest}{zone}"
