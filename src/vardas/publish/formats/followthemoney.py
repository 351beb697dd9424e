"""FollowTheMoney statements: one line for each value, for tools that compare and link data sets.

https://followthemoney.tech/docs/statements/. Entities are the cleared records; their schema and
properties are those that the record types declare (``ftm_schema``, ``ftm=``). Who was in which
event is an ``UnknownLink``, which holds the role. ``origin`` says how certain a value is, because
no column does; what is denied is not written, because it would read as if it were so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha1
from typing import BinaryIO, NamedTuple
from uuid import UUID

import msgspec

from vardas.publish.cleared import Cleared, ClearedField, ClearedRecord, Said, require_cleared
from vardas.publish.formats.days import read_plain
from vardas.publish.formats.report import Noting, Report, has_grounds
from vardas.publish.formats.text import make_plain, make_whole, say_value
from vardas.publish.kinds import find_model

COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
LINK = "UnknownLink"
_LINK_FIELDS = {"person": "subject", "organization": "subject", "event": "object", "role": "role"}
_COUNTRIES = frozenset({"country", "citizenship"})
_TYPES = {
    "name": "name", "gender": "gender", "birthDate": "date", "deathDate": "date", "date": "date",
    "publishedAt": "date", "retrievedAt": "date", "citizenship": "country", "country": "country",
    "idNumber": "identifier", "spokenLanguage": "language", "language": "language",
    "sourceUrl": "url", "website": "url", "notes": "text", "description": "text",
    "summary": "text", "bodyText": "text", "contentHash": "checksum", "full": "address",
    "location": "address", "subject": "entity", "object": "entity", "addressEntity": "entity",
    "person": "entity", "relative": "entity",
}  # fmt: skip

_LANGUAGES = {"be": "bel", "ru": "rus", "uk": "ukr", "lt": "lit", "pl": "pol", "en": "eng"}
"""The codes of three letters (ISO 639-3) that FollowTheMoney wants, for the languages we speak."""


class Line(NamedTuple):
    """One property of one entity, as the value says it."""

    prop: str
    value: str
    original: str | None = None


@dataclass(frozen=True)
class _Writer:
    """One file while it is written."""

    cleared: Cleared
    dataset: str
    noting: Noting = field(default_factory=Noting)
    targets: dict[str, ClearedRecord] = field(default_factory=dict)

    def write(self, stream: BinaryIO) -> None:
        """Write the statements of every record that has a schema."""
        self.targets.update((str(record.id), record) for record in self.cleared)
        for record in self.cleared:
            schema = find_schema(record.kind)
            if not schema:
                self.noting.note("kind_not_held", record)
                continue
            for statement in self._list_statements(record, schema):
                stream.write(msgspec.json.encode(statement) + b"\n")
                self.noting.written += 1

    def _list_statements(
        self, record: ClearedRecord, schema: str
    ) -> Iterator[Mapping[str, object]]:
        seen = record.last_said[:19] or None
        found = []
        for name, one in record.fields.items():
            for said in one.values:
                for line in self._find_lines(record, one, name, said):
                    statement = self._state(record.id, schema, line, said.certainty, seen)
                    statement["lang"] = _find_language(said.value)
                    found.append(statement)
        # Readers know an entity by a statement of its own, which changes when any other does.
        digest = sha1(usedforsecurity=False)
        for key in sorted(str(statement["id"]) for statement in found):
            digest.update(key.encode())
        if not found:
            self.noting.note("kind_not_held", record)
            return
        yield self._state(record.id, schema, Line("id", digest.hexdigest()), "stated", seen)
        yield from found

    def _state(
        self, key: UUID, schema: str, line: Line, origin: str, seen: str | None
    ) -> dict[str, object]:
        name = f"{self.dataset}.{key}.{line.prop}.{line.value}"
        return {
            "canonical_id": str(key),
            "entity_id": str(key),
            "prop": line.prop,
            "prop_type": "id" if line.prop == "id" else _TYPES.get(line.prop, "string"),
            "schema": schema,
            "value": line.value,
            "dataset": self.dataset,
            "lang": None,
            "original_value": line.original,
            "external": False,
            "first_seen": None,
            "last_seen": seen,
            "origin": origin,
            "id": sha1(name.encode(), usedforsecurity=False).hexdigest(),
        }

    def _find_lines(
        self, record: ClearedRecord, one: ClearedField, name: str, said: Said
    ) -> Iterator[Line]:
        prop = find_property(record.kind, name)
        if not prop:
            self.noting.note("field_not_held", record, name)
            return
        if said.certainty == "denied":
            self.noting.note("denied", record, name, said)
            return
        if has_grounds(said):
            self.noting.note("grounds_not_held", record, name, said)
        match one.value_type:
            case "date":
                yield from self._find_date(record, name, said, prop)
            case "reference":
                yield from self._find_target(record, name, said, prop)
            case _ if _TYPES.get(prop) == "url" and not is_web_address(said.value):
                self.noting.note("address_not_held", record, name, said)
            case _:
                yield self._find_text(record, name, said, prop)

    def _find_date(self, record: ClearedRecord, name: str, said: Said, prop: str) -> Iterator[Line]:
        plain = read_plain(said.value)
        if plain is None:
            self.noting.note("date_not_held", record, name, said)
            return
        text = plain.text + plain.time
        yield Line(prop, text, str(said.value) if text != said.value else None)

    def _find_target(
        self, record: ClearedRecord, name: str, said: Said, prop: str
    ) -> Iterator[Line]:
        target = self.targets.get(str(said.value))
        if target is None or not find_schema(target.kind):
            self.noting.note("target_not_held", record, name, said)
            return
        if prop == "location":
            # In FollowTheMoney the location of an event is a text; the address beside it is not.
            yield Line("addressEntity", str(said.value))
            if target.caption:
                yield Line(prop, make_plain(target.caption))
        else:
            yield Line(prop, str(said.value))

    def _find_text(self, record: ClearedRecord, name: str, said: Said, prop: str) -> Line:
        text = say_value(said.value)
        if prop in _COUNTRIES and not (len(text) == 2 and text.isascii() and text.isalpha()):
            self.noting.note("not_a_code", record, name, said)
        if isinstance(said.value, dict) and said.value.keys() - {"text", "value", "language"}:
            self.noting.note("parts_not_held", record, name, said)
        plain = make_plain(make_whole(text))
        if plain != text:
            self.noting.note("characters_replaced", record, name, said)
        if prop in _COUNTRIES and len(plain) == 2:
            return Line(prop, plain.lower(), plain if plain.lower() != plain else None)
        if _TYPES.get(prop) == "language" and plain in _LANGUAGES:
            return Line(prop, _LANGUAGES[plain], plain)
        return Line(prop, plain)


def write_followthemoney(cleared: Cleared, stream: BinaryIO, *, dataset: str = "vardas") -> Report:
    """Write the statements as JSON, one on a line; ``dataset`` names where they come from."""
    require_cleared(cleared)
    writer = _Writer(cleared, dataset)
    writer.write(stream)
    return writer.noting.finish()


def find_schema(kind: str) -> str:
    """Return the schema of a kind of record; an empty text where there is none."""
    model = find_model(kind)
    return LINK if kind == "involvement" else model.ftm_schema if model else ""


def find_property(kind: str, name: str) -> str:
    """Return the property that holds a field; an empty text where none does."""
    if kind == "involvement":
        return _LINK_FIELDS.get(name, "")
    model = find_model(kind)
    fact = model.fact(name) if model else None
    return fact.ftm if fact else ""


def is_web_address(value: object) -> bool:
    """Say whether a value is an address that a reader may open."""
    return str(value).startswith(("https://", "http://"))


def _find_language(value: object) -> str | None:
    language = value.get("language") if isinstance(value, dict) else None
    return _LANGUAGES.get(str(language), str(language)) if language else None
