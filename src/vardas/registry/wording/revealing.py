"""Shows characters that hide or turn text: no name may rearrange the page around it."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

from vardas.values.text import show

# Lines and tabs order a text, and joiners are part of the spelling in several scripts.
_ORDINARY = re.compile("([\n\t\u200c\u200d])")


def reveal(text: object) -> str:
    """Return text in which every character that hides or turns text is named: ⟨U+202E⟩."""
    pieces = _ORDINARY.split(str(text).replace("\r\n", "\n"))
    return "".join(piece if _ORDINARY.match(piece) else show(piece) for piece in pieces)


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
