"""A person's names as the list shows them: every spelling, its script, and where it stands.

A list is leafed through by family name. Which word that is, the names engine says; where it is not
sure, the first word decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize
from uuid import UUID

from vardas.names.batch import prepare
from vardas.names.parts import SURNAME
from vardas.names.reading import show_words
from vardas.publish.cleared import ClearedRecord
from vardas.registry.wording.revealing import read_language
from vardas.values.scripts import COMMON, script_of

_AT_ONCE = 20_000
SCRIPTS_FIRST = ("Cyrl", "Latn")
OTHER_LETTER = "#"
"""The letter of names that begin with none."""


@dataclass(frozen=True)
class Spelling:
    """One name of one person."""

    person: UUID
    text: str
    language: str
    kind: str
    script: str
    before: str
    stress: str
    """The word that the name stands under; ``before`` and ``after`` are the rest."""
    after: str

    @cached_property
    def letter(self) -> str:
        """The letter the name stands under."""
        word = normalize("NFKC", self.stress or self.text)
        return next((sign for sign in word if sign.isalpha()), OTHER_LETTER).upper()[:1]

    @cached_property
    def place(self) -> tuple[str, str, str, UUID]:
        """Where it stands among others."""
        word = normalize("NFD", (self.stress or self.text).casefold())
        return word, normalize("NFD", self.text.casefold()), self.text, self.person


def read_spellings(people: Iterable[ClearedRecord]) -> dict[UUID, tuple[Spelling, ...]]:
    """Read all names of people, each spelling once, the one to show first first."""
    wanted: list[tuple[UUID, Mapping[str, object]]] = []
    for record in people:
        seen: set[str] = set()
        for value in record.all("name"):
            text = str(value.get("text") or "").strip() if isinstance(value, Mapping) else ""
            if text and text not in seen:
                seen.add(text)
                wanted.append((record.id, {**value, "text": text}))
    found: dict[UUID, list[Spelling]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        batch = wanted[start : start + _AT_ONCE]
        stresses = _find_family_names([str(value["text"]) for _, value in batch])
        for (person, value), stress in zip(batch, stresses, strict=True):
            found.setdefault(person, []).append(_read(person, value, stress))
    return {person: tuple(spellings) for person, spellings in found.items()}


def _read(person: UUID, value: Mapping[str, object], stress: str) -> Spelling:
    text = str(value["text"])
    before, found, after = text.partition(stress) if stress else ("", text, "")
    return Spelling(
        person,
        text,
        read_language(value.get("language")),
        str(value.get("kind") or ""),
        script_of(text) or COMMON,
        before,
        found,
        after,
    )


def _find_family_names(texts: list[str]) -> list[str]:
    """Return for each name the word it stands under; empty where that is the whole of it."""
    words, parts = prepare(texts)
    found = []
    for name, text in enumerate(texts):
        first, last = int(words.first[name]), int(words.first[name + 1])
        family = [word for word in range(first, last) if parts.role[word] == SURNAME]
        shown = show_words(text, words, name) if family and last - first > 1 else []
        word = shown[family[-1] - first] if shown and len(family) < last - first else ""
        found.append(word if word and word in text else "")
    return found
