"""Cuts text into the words that are indexed and looked for, in any script.

Case, accents and the marks on й, ў, ё do not matter; letters without accents of their own (ł, đ, ø)
go to their base. Scripts written without spaces are cut into single characters, which a query then
asks for side by side, so that a part of a name is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 100
_BASE = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´ʹʺ")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_QUERY = re.compile(r'"([^"]*)"?|([^\s"]+)')


def fold(text: str) -> str:
    """Bring text to the form in which words are compared."""
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.casefold().translate(_BASE)


def cut(text: str) -> list[str]:
    """Cut text into folded words."""
    if text.isascii():  # most of a large list; the same result, four times as fast
        return [word[:LONGEST] for word in _WORD.findall(text.translate(_APOSTROPHES).lower())]
    return [word[:LONGEST] for word in _WORD.findall(fold(text))]


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; the last one may be the beginning of a word."""

    words: tuple[str, ...]
    is_prefix: bool = False


def read_query(query: str) -> list[Term]:
    """Read what a person typed: every word must be there, “quoted words” side by side.

    The last word counts as a beginning while it is being typed. No character is an error.
    """
    straight = query.replace("“", '"').replace("”", '"').replace("„", '"').replace("«", '"')
    parts = list(_QUERY.finditer(straight.replace("»", '"')[:1000]))
    terms: list[Term] = []
    for number, part in enumerate(parts):
        is_phrase = part[1] is not None
        words = tuple(cut(part[1] if is_phrase else part[2]))
        if words:
            is_last = number == len(parts) - 1 and not is_phrase
            terms.append(Term(words, is_last and not query[-1:].isspace()))
    return terms


@dataclass(frozen=True)
class Span:
    """A stretch of a snippet, and whether it is what was looked for."""

    text: str
    is_match: bool


def make_snippet(text: str, terms: list[Term], width: int = 160) -> tuple[Span, ...]:
    """Cut a piece around the first match and mark the matches in it."""
    wanted = {word for term in terms for word in term.words}
    beginnings = tuple(term.words[-1] for term in terms if term.is_prefix)

    def is_wanted(written: str) -> bool:
        folded = cut(written)
        return any(word in wanted or word.startswith(beginnings) for word in folded)

    matches = [(m.start(), m.end()) for m in _find_words(text) if is_wanted(m[0])]
    first = matches[0][0] if matches else 0
    start = max(0, first - width // 3)
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), start + width)
    spans: list[Span] = [Span("…", False)] if start else []
    at = start
    for begin, finish in matches:
        if begin < at or finish > end:
            continue
        spans += [Span(text[at:begin], False), Span(text[begin:finish], True)]
        at = finish
    spans.append(Span(text[at:end], False))
    if end < len(text):
        spans.append(Span("…", False))
    return tuple(span for span in spans if span.text)


_WRITTEN = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[\w'’ʼ])+")


def _find_words(text: str) -> Iterator[re.Match[str]]:
    return _WRITTEN.finditer(text)
