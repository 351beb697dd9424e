"""Shows characters that hide or turn text: no name may rearrange the page around it."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

# C0 and C1 controls but tab and line feed, soft hyphen, zero-width space, marks and overrides of
# direction, line separators, invisible operators, the byte order mark, tags, lone surrogates.
# Joiners (U+200C, U+200D) stay: several scripts need them.
_HIDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def reveal(text: object) -> str:
    """Return text in which every character that hides or turns text is named: ‹U+202E›."""
    unix = str(text).replace("\r\n", "\n")
    return _HIDING.sub(lambda found: f"‹U+{ord(found[0]):04X}›", unix)


def isolate(text: object, language: str = "") -> SafeString:
    """Return the text as HTML that cannot turn what stands around it; empty for nothing."""
    shown = "" if text is None else reveal(text)
    if not shown:
        return SafeString("")
    if language:
        return format_html('<bdi lang="{}">{}</bdi>', language, shown)
    return format_html("<bdi>{}</bdi>", shown)


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


def read_language(tag: object) -> str:
    """Return a language tag (RFC 5646) as HTML takes it; empty for anything else."""
    text = str(tag or "")
    return text if _LANGUAGE.fullmatch(text) else ""
