"""Marks each stated fact at its words in a source's text. Pure: text and places in, pieces out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Mark:
    """A statement and the words it rests on: code points ``start`` up to ``end``."""

    statement: UUID
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A stretch of text between two boundaries, with the statements that rest on it.

    ``begins`` are those whose words begin here, ``ends`` those whose words end with it.
    """

    text: str
    statements: tuple[UUID, ...] = ()
    begins: tuple[UUID, ...] = ()
    ends: tuple[UUID, ...] = ()


def find_mark(statement: UUID, quote: Mapping[str, Any] | None, text: str) -> Mark | None:
    """Find the words of a quote in the text: at the place named, or where they first stand.

    A place that lies outside the text, or whose text is not the words quoted, is not believed.
    """
    if not quote:
        return None
    words = quote.get("text")
    place = quote.get("at")
    if (
        isinstance(place, list | tuple)
        and len(place) == 2
        and all(type(number) is int for number in place)
        and 0 <= place[0] < place[1] <= len(text)
        and (not words or text[place[0] : place[1]] == words)
    ):
        return Mark(statement, place[0], place[1])
    if isinstance(words, str) and words and (start := text.find(words)) >= 0:
        return Mark(statement, start, start + len(words))
    return None


def cut_text(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """Cut the text at every beginning and end of a mark; marks may overlap and coincide.

    Joined, the pieces are the text again.
    """
    if not text:
        return []
    borders = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.statement))
    return [
        Piece(
            text[start:end],
            tuple(mark.statement for mark in ordered if mark.start <= start and end <= mark.end),
            tuple(mark.statement for mark in ordered if mark.start == start),
            tuple(mark.statement for mark in ordered if mark.end == end),
        )
        for start, end in pairwise(borders)
    ]
