"""What a search found, by kind: a few of each on the first page, all of one kind on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from vardas.registry.records.models import BY_KIND
from vardas.registry.search import index
from vardas.registry.search.index import Hit
from vardas.registry.search.snippets import Span
from vardas.web.addresses import find_address

KINDS = (
    "person",
    "event",
    "organization",
    "place",
    "account",
    "question",
    "source",
    "listing",
    "relationship",
    "recognition",
    "involvement",
    "judgement",
)
"""The order on the page: people first."""
NAMED = ("person", "organization", "place")
SEPARATOR = " · "
"""Stands between the spellings of a name in the index."""
OF_EACH = 8
ON_A_PAGE = 50
SUGGESTED = 7


@dataclass(frozen=True)
class Found:
    """One record found: its name, its other spellings, a piece of its text, where its page is."""

    kind: str
    name: tuple[Span, ...]
    spellings: tuple[Span, ...]
    snippet: tuple[Span, ...]
    address: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind."""

    kind: str
    label: str
    total: int
    found: tuple[Found, ...]

    @property
    def has_more(self) -> bool:
        """Say whether more was found than is shown."""
        return self.total > len(self.found)


def find_groups(words: str) -> list[Group]:
    """Find the first of each kind."""
    found = index.find_groups(connection, words, kinds=KINDS, limit=OF_EACH)
    return [
        _make_group(kind, found[kind].total, found[kind].hits) for kind in KINDS if kind in found
    ]


def find_kind(words: str, kind: str, page: int) -> Group:
    """Find one page of one kind, counted from 1."""
    total = index.count(connection, words, kinds=[kind])
    hits = index.find(
        connection, words, kinds=[kind], limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE
    )
    return _make_group(kind, total, hits)


def suggest(words: str) -> list[Found]:
    """Find the few best of all kinds that have a page worth opening."""
    hits = index.find(connection, words, kinds=KINDS[:8], limit=SUGGESTED)
    return [_place(hit) for hit in hits]


def _make_group(kind: str, total: int, hits: Sequence[Hit]) -> Group:
    return Group(kind, str(BY_KIND[kind].label_many), total, tuple(map(_place, hits)))


def _place(hit: Hit) -> Found:
    name, spellings = _split(hit.title) if hit.kind in NAMED else (hit.title, ())
    is_repeated = _join(hit.snippet) == _join(hit.title)
    return Found(
        hit.kind,
        name,
        spellings,
        () if is_repeated else hit.snippet,
        find_address(hit.kind, hit.record),
    )


def _split(title: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Cut a title of several spellings behind the first one."""
    for place, span in enumerate(title):
        before, separator, after = span.text.partition(SEPARATOR)
        if separator:
            first = (*title[:place], Span(before, span.is_match))
            rest = (Span(after, span.is_match), *title[place + 1 :])
            return _without_empty(first), _without_empty(rest)
    return tuple(title), ()


def _without_empty(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.text)


def _join(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)
