"""What every page can see: the station, and the captions of the records it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from vardas.registry.opening import current
from vardas.registry.reading import Claim, RecordFile, find_captions
from vardas.registry.records.fields import Fact
from vardas.registry.records.models import BY_KIND
from vardas.registry.tables.member import Member

Caption = tuple[str, str]
"""Kind and words of a record."""

NAMED_BY: dict[str, tuple[str, ...]] = {
    "involvement": ("person", "organization", "group", "role", "event"),
    "relationship": ("person", "type", "other"),
    "recognition": ("person", "answer", "by"),
    "judgement": ("left", "answer", "right"),
    "consent": ("person", "purpose", "answer"),
}
"""Kinds without words of their own, and the fields whose words stand for them."""


class Captions:
    """The captions of one request's records, fetched together: say what you ``need`` early."""

    def __init__(self) -> None:
        self._known: dict[UUID, Caption | None] = {}
        self._files: set[UUID] = set()
        self._members: dict[str, str] | None = None

    def need(self, identifiers: Iterable[Any]) -> None:
        """Fetch the captions of these records; text that is no id is passed over."""
        wanted = {found for one in identifiers if (found := read_id(one))} - self._known.keys()
        if wanted:
            self._known.update(dict.fromkeys(wanted))
            captions = find_captions(wanted)
            self._known.update(captions)
            self._name(key for key, (kind, words) in captions.items() if not words)

    def _name(self, nameless: Iterable[UUID]) -> None:
        """Make words for records that have none, of the records and choices they name."""
        by_kind: dict[str, list[UUID]] = {}
        for key in nameless:
            kind, _words = self._known[key] or ("", "")
            if kind in NAMED_BY:
                by_kind.setdefault(kind, []).append(key)
        for kind, keys in by_kind.items():
            fields = [fact for name in NAMED_BY[kind] if (fact := BY_KIND[kind].fact(name))]
            names = [fact.name for fact in fields]
            rows = list(BY_KIND[kind].objects.filter(pk__in=keys).values("pk", *names))
            self.need(
                row[fact.name] for row in rows for fact in fields if fact.value_type == "reference"
            )
            for row in rows:
                words = [self._say(fact, row[fact.name]) for fact in fields]
                self._known[row["pk"]] = (kind, " · ".join(filter(None, words)))

    def _say(self, fact: Fact, value: Any) -> str:
        if not value:
            return ""
        if fact.value_type == "reference":
            found = self._known.get(value)
            return found[1] if found else ""
        return str(getattr(fact, "options", {}).get(value, value))

    def need_claims(self, claims: Iterable[Claim]) -> None:
        """Fetch the captions of every record that these claims name."""
        self.need(name for claim in claims for name in _find_named(claim))

    def need_file(self, file: RecordFile) -> None:
        """Fetch the captions of everything that was ever said about a record."""
        if file.id not in self._files:
            self._files.add(file.id)
            self.need_claims(file.history)

    def find(self, identifier: Any) -> Caption | None:
        """Return (kind, caption), or None for what is no record here."""
        key = read_id(identifier)
        if key is None:
            return None
        if key not in self._known:
            self.need([key])
        return self._known[key]

    def name_member(self, identifier: str) -> str:
        """Return a member's name; empty for one who is not of this station."""
        if self._members is None:
            self._members = {str(pk): name for pk, name in Member.objects.values_list("pk", "name")}
        return self._members.get(identifier, "")


def get_captions(request: HttpRequest) -> Captions:
    """Return the captions of this request, which every view and tag share."""
    captions = getattr(request, "_captions", None)
    if captions is None:
        captions = Captions()
        request._captions = captions  # type: ignore[attr-defined]
    return captions


def station(request: HttpRequest) -> dict[str, Any]:
    """Add to every page: whether this is a demonstration, and the languages there are."""
    return {"is_demo": current().is_demo, "languages_offered": settings.LANGUAGES}


def read_id(text: Any) -> UUID | None:
    """Return the id that this is, or None for words."""
    if isinstance(text, UUID):
        return text
    if not isinstance(text, str) or len(text) != 36:
        return None
    try:
        return UUID(text)
    except ValueError:
        return None


def _find_named(claim: Claim) -> Iterable[Any]:
    say = claim.say
    yield say.source
    yield say.said_by
    fact = BY_KIND[say.kind].fact(say.field) if say.kind in BY_KIND else None
    if fact is not None and fact.value_type == "reference":
        yield say.value
