"""What a search found, by kind: a few of each on the first page, all of one kind on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection

from vardas.insight.sameness import find_standins
from vardas.registry.records.models import BY_KIND
from vardas.registry.search import index
from vardas.registry.search.index import Hit
from vardas.registry.search.snippets import Span
from vardas.web.addresses import find_address
from vardas.web.search.naming import Named, find_named, find_typed

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
PERSON = "person"
MANY = 200
"""Of more people found by word it is not said whether they were found by name as well."""


@dataclass(frozen=True)
class Found:
    """One record found: its name, its other spellings, a piece of its text, where its page is."""

    record: UUID
    kind: str
    name: tuple[Span, ...]
    spellings: tuple[Span, ...]
    snippet: tuple[Span, ...]
    address: str
    why: tuple[str, ...] = ()
    """How a name that is written otherwise is like the one looked for."""


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
    """Find the first of each kind; people by their names first, however these are written."""
    found = index.find_groups(connection, words, kinds=KINDS, limit=OF_EACH)
    people = found.get(PERSON)
    named = find_named(words, OF_EACH)
    groups = [
        _make_group(kind, found[kind].total, found[kind].hits)
        for kind in KINDS[1:]
        if kind in found
    ]
    if people or named:
        total, hits = (people.total, people.hits) if people else (0, ())
        groups.insert(0, _join_people(words, named, total, hits, OF_EACH))
    return groups


def find_kind(words: str, kind: str, page: int) -> Group:
    """Find one page of one kind, counted from 1."""
    total = index.count(connection, words, kinds=[kind])
    hits = index.find(
        connection, words, kinds=[kind], limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE
    )
    if kind == PERSON:
        named = find_named(words, ON_A_PAGE)
        group = _join_people(words, named, total, hits, len(named) + ON_A_PAGE)
        # Those found by name stand on the first page, before everybody else.
        return group if page == 1 else replace(group, found=group.found[len(named) :])
    return _make_group(kind, total, hits)


def suggest(words: str) -> list[Found]:
    """Find the few best of all kinds that have a page worth opening."""
    typed = [_show_named(named) for named in find_typed(words, SUGGESTED)]
    seen = {one.address for one in typed}
    hits = index.find(connection, words, kinds=KINDS[:8], limit=SUGGESTED)
    others = [found for found in map(_place, hits) if found.address not in seen]
    return [*typed, *others][:SUGGESTED]


def _join_people(
    words: str, named: Sequence[Named], total: int, hits: Sequence[Hit], most: int
) -> Group:
    """The people found by name, then those found by word; nobody twice."""
    shown = [_show_named(one) for one in named]
    seen = {one.address for one in shown}
    standins = find_standins()
    joined = [hit for hit in hits if hit.record in standins]
    others = [
        found
        for found in map(_place, (hit for hit in hits if hit.record not in standins))
        if found.address not in seen
    ]
    by_word = {hit.record for hit in hits}
    if named and total > len(hits):
        more = index.find(connection, words, kinds=[PERSON], limit=MANY)
        by_word |= {hit.record for hit in more}
    new = sum(one.person not in by_word for one in named)
    label = str(BY_KIND[PERSON].label_many)
    return Group(PERSON, label, total + new - len(joined), tuple([*shown, *others][:most]))


def _show_named(named: Named) -> Found:
    return Found(
        named.person,
        PERSON,
        (Span(named.caption, False),),
        (Span(SEPARATOR.join(named.spellings), False),) if named.spellings else (),
        (),
        find_address(PERSON, named.person),
        named.why,
    )


def _make_group(kind: str, total: int, hits: Sequence[Hit]) -> Group:
    return Group(kind, str(BY_KIND[kind].label_many), total, tuple(map(_place, hits)))


def _place(hit: Hit) -> Found:
    name, spellings = _split(hit.title) if hit.kind in NAMED else (hit.title, ())
    is_repeated = _join(hit.snippet) == _join(hit.title)
    return Found(
        hit.record,
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
