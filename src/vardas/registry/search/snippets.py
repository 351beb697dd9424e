"""Cuts the piece of a text that shows why it was found, with the matches marked as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vardas.registry.search.words import WRITTEN, Term, cut

WIDTH = 160


@dataclass(frozen=True)
class Span:
    """A stretch of a snippet, and whether it is what was looked for."""

    text: str
    is_match: bool


class _Token(NamedTuple):
    word: str
    begin: int
    end: int


class Marker:
    """Marks what a query asked for; made once per search, since words repeat between texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._folded: dict[str, list[str]] = {}
        self._starting: dict[str, list[Term]] = {}

    def mark(self, text: str, width: int = WIDTH) -> tuple[Span, ...]:
        """Cut a piece around the first match and mark the matches in it."""
        matches = self._find(text)
        first = matches[0][0] if matches else 0
        start = max(0, first - width // 3)
        if start:
            start = text.find(" ", start, first) + 1 or start
        end = min(len(text), start + width)
        spans = [Span("…", False)] if start else []
        at = start
        for begin, finish in matches:
            if start <= begin and finish <= end:
                spans += [Span(text[at:begin], False), Span(text[begin:finish], True)]
                at = finish
        spans.append(Span(text[at:end], False))
        if end < len(text):
            spans.append(Span("…", False))
        return tuple(span for span in spans if span.text)

    def _find(self, text: str) -> list[tuple[int, int]]:
        """Return where matches begin and end, in order, those that touch or overlap joined."""
        tokens = list(self._cut(text))
        found: list[tuple[int, int]] = []
        for place, token in enumerate(tokens):
            for term in self._find_starting(token.word):
                last = _find_end(tokens, place, term)
                if last is None:
                    continue
                if found and token.begin <= found[-1][1]:
                    found[-1] = (found[-1][0], max(found[-1][1], last))
                else:
                    found.append((token.begin, last))
        return found

    def _cut(self, text: str) -> Iterator[_Token]:
        for written in WRITTEN.finditer(text):
            words = self._folded.get(written[0])
            if words is None:
                words = self._folded[written[0]] = cut(written[0])
            for word in words:
                yield _Token(word, written.start(), written.end())

    def _find_starting(self, word: str) -> list[Term]:
        """Return the terms whose first word this may be."""
        starting = self._starting.get(word)
        if starting is None:
            starting = [term for term in self._terms if _is_met(term, 0, word)]
            self._starting[word] = starting
        return starting


def _is_met(term: Term, number: int, word: str) -> bool:
    if term.is_prefix and number == len(term.words) - 1:
        return word.startswith(term.words[number])
    return word == term.words[number]


def _find_end(tokens: Sequence[_Token], place: int, term: Term) -> int | None:
    """Return where a term that begins at this place ends in the text; None where it does not."""
    stretch = tokens[place : place + len(term.words)]
    if len(stretch) < len(term.words):
        return None
    if all(_is_met(term, number, token.word) for number, token in enumerate(stretch)):
        return stretch[-1].end
    return None
