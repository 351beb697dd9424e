"""A made-up language: every message in brackets. What is not in brackets was never translated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from typing import Any
from unittest import mock

from django.utils import translation

OPEN, CLOSE = "⟦", "⟧"
_MESSAGE = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
_WORD = re.compile(r"[^\W\d_]{2,}")

SPOKEN = ("alt", "aria-label", "label", "placeholder", "title")
"""Attributes that are read out or shown."""

DATA = frozenset({"bdi", "code", "q", "script", "style", "svg", "mark"})
"""Elements that hold what people wrote, or nothing to read."""

DOCUMENT = "document"
"""The class of what shows a source's text."""

SAME_EVERYWHERE = frozenset({"Vardas", "HURIDOCS", "EDTF", "UTC", "CSV", "XLSX", "ODS", "SHA"})


@contextmanager
def bracketed() -> Iterator[None]:
    """Let every message come out of the catalogue in brackets."""

    def wrap(text: Any) -> str:
        return f"{OPEN}{text}{CLOSE}"

    catalogue = translation._trans
    with (
        mock.patch.object(catalogue, "gettext", wrap),
        mock.patch.object(
            catalogue, "ngettext", lambda one, many, n: wrap(one if n == 1 else many)
        ),
        mock.patch.object(catalogue, "pgettext", lambda context, text: wrap(text)),
        mock.patch.object(
            catalogue, "npgettext", lambda context, one, many, n: wrap(one if n == 1 else many)
        ),
    ):
        yield


def find_untranslated(page: str, words: Iterable[str] = ()) -> list[str]:
    """Return the stretches of a page's text that stand in no message and are nobody's words.

    ``words`` are what people wrote, for places where no element can say so.
    """
    reader = _Reader(tuple(words))
    reader.feed(page)
    return [text for text in reader.found if _has_words(text)]


def _has_words(text: str) -> bool:
    before = None
    while before != text:  # a message may stand in another one
        before, text = text, _MESSAGE.sub(" ", text)
    return bool(set(_WORD.findall(text)) - SAME_EVERYWHERE)


class _Reader(HTMLParser):
    """Collects text block by block: inline elements may stand inside one message."""

    INLINE = frozenset({"a", "b", "strong", "em", "span", "time", "small", "s"})
    VOID = frozenset({"br", "input", "link", "meta", "img", "hr", "path", "rect"})

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__()
        self._words = words
        self.found: list[str] = [""]
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [self._take_words(value) for name, value in attrs if name in SPOKEN and value]
        if tag in self.VOID:
            return
        is_text = ("class", "document") in attrs
        self._inside.append(f"{tag}/{DOCUMENT}" if is_text else tag)
        if tag not in self.INLINE | DATA:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if any(name.partition("/")[0] == tag for name in self._inside):
            while self._inside.pop().partition("/")[0] != tag:
                pass
        if tag not in self.INLINE | DATA:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not any(name in DATA or name.endswith(DOCUMENT) for name in self._inside):
            self.found[-1] += self._take_words(data)

    def _take_words(self, text: str) -> str:
        for words in self._words:
            text = text.replace(words, "")
        return text
