"""Text as files can hold it: no NUL, no half characters, nothing that XML 1.0 forbids."""

from __future__ import annotations

import re
from typing import Any

from vardas.ledger import canonical

REPLACEMENT = "\ufffd"
# https://www.w3.org/TR/xml/#charsets, and a carriage return, which XML reads as a line feed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")
_MAIN_PARTS = ("text", "value", "number")


def make_plain(text: str) -> str:
    """Return the text with a replacement sign for each character that a file cannot hold.

    Marks that turn the direction of writing stay: they belong to names in Arabic or Hebrew.
    """
    return _FORBIDDEN.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def make_whole(value: Any) -> Any:
    """Return a value of JSON with a replacement sign for each half of a character."""
    match value:
        case str():
            return _HALF.sub(REPLACEMENT, value)
        case list() | tuple():
            return [make_whole(part) for part in value]
        case dict():
            return {make_whole(key): make_whole(part) for key, part in value.items()}
    return value


def say_value(value: Any) -> str:
    """Say a value in one text: of what has parts, the main one."""
    match value:
        case bool():
            return "yes" if value else "no"
        case dict():
            for part in _MAIN_PARTS:
                if value.get(part) not in (None, ""):
                    return str(value[part])
            return say_parts(value)
        case list():
            return say_parts(value)
    return str(value)


def say_parts(value: Any) -> str:
    """Say a value that has parts as canonical JSON; nothing for a plain one."""
    return canonical.encode(make_whole(value)).decode() if isinstance(value, dict | list) else ""
