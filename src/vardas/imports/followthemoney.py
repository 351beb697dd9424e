"""Reads FollowTheMoney: each entity becomes a row, its properties the columns.

https://followthemoney.tech. Statements (JSON lines, CSV) are gathered by their ``entity_id``;
entities (JSON lines) stand one on a line. What the file holds to be one (``canonical_id``) is
pointed out and not merged. A line that cannot be read is a row with a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from vardas.imports.assembling import Found, assemble
from vardas.imports.faults import TooManyRows
from vardas.imports.table import Limits, Table
from vardas.values.dates import DateError, parse_edtf

FIELDS = {
    "entity_id": "list_id",
    "name": "name",
    "alias": "name",
    "birthDate": "birth_date",
    "deathDate": "death_date",
    "gender": "sex",
    "citizenship": "citizenship",
    "position": "occupation",
    "sourceUrl": "url",
    "notes": "note",
    "Event date": "event_date",
    "Event location": "place",
    "Event name": "description",
}
"""Heading → field of a listing; what is not here is kept as written."""
_STATEMENT = frozenset({"entity_id", "prop", "schema", "value"})
_WHO = "Person"
_LONGEST_NAME = 100

Line = tuple[int, str]


def is_followthemoney(data: bytes) -> bool:
    """Say whether bytes are JSON lines of which the first is a statement or an entity."""
    if not data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return False
    first = next(iter(_list_lines(data)), (0, ""))[1]
    parts = _read_line(first)
    return parts is not None and (_is_statement(parts) or _is_entity(parts))


def is_statement_table(table: Table) -> bool:
    """Say whether a CSV holds statements."""
    return set(table.columns) >= _STATEMENT


def read_followthemoney(data: bytes, limits: Limits) -> Table:
    """Read JSON lines of statements or entities; raises what ``assemble`` raises."""
    return assemble(_read_lines(_list_lines(data), limits), FIELDS, limits)


def read_statement_table(table: Table, limits: Limits) -> Table:
    """Gather the statements of a CSV by their entities; what the rows had as problems stays."""
    entities: dict[str, Found] = {}
    for row in table.rows:
        parts = {name: cell for name, cell in zip(table.columns, row.cells, strict=True) if cell}
        written = msgspec.json.encode(parts).decode()
        found = _add_statement(entities, row.number, parts, written)
        found.problems.extend(row.problems)
    return assemble(entities.values(), FIELDS, limits, table.notes)


def _list_lines(data: bytes) -> Iterator[Line]:
    rest = data.removeprefix(b"\xef\xbb\xbf")
    start = number = 0
    while start < len(rest):
        end = rest.find(b"\n", start)
        end = len(rest) if end < 0 else end
        number += 1
        line = rest[start:end].strip()
        start = end + 1
        if line:
            yield number, line.decode(errors="replace")


def _read_line(text: str) -> dict[str, Any] | None:
    try:
        parts = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    return parts if isinstance(parts, dict) else None


def _is_statement(parts: Mapping[str, Any]) -> bool:
    return parts.keys() >= _STATEMENT


def _is_entity(parts: Mapping[str, Any]) -> bool:
    return parts.keys() >= {"id", "schema"} and isinstance(parts.get("properties"), dict)


def _read_lines(lines: Iterable[Line], limits: Limits) -> Iterator[Found]:
    entities: dict[str, Found] = {}
    others: list[Found] = []
    for number, text in lines:
        if len(others) > limits.rows:
            raise TooManyRows(limit=limits.rows)
        parts = _read_line(text)
        if parts is not None and _is_statement(parts):
            found = _add_statement(entities, number, parts, text)
        else:
            found = Found(number, written=[text])
            others.append(found)
            if parts is not None and _is_entity(parts):
                _read_entity(found, parts)
            else:
                found.note("line_not_read", "This line is neither a statement nor an entity.")
        if "\ufffd" in text:
            found.note("letters_lost", "Letters in line {line} cannot be read.", line=number)
    return iter(sorted((*entities.values(), *others), key=lambda found: found.number))


def _add_statement(
    entities: dict[str, Found], number: int, parts: Mapping[str, Any], written: str
) -> Found:
    key, schema, prop = (_say(parts.get(name)) for name in ("entity_id", "schema", "prop"))
    found = entities.get(key)
    if found is None:
        found = entities[key] = Found(number)
        found.add("entity_id", key)
        found.add("schema", schema)
        canonical = _say(parts.get("canonical_id"))
        if canonical not in ("", key):
            _note_same(found, canonical)
    elif found.cells["schema"] != schema:
        found.note("schemas_differ", "This entity is said to be of several kinds.")
    found.written.append(written)
    if prop == "id":
        # The digest of the whole, by which programs see that something changed: kept as written.
        return found
    heading = _name_column(schema, prop)
    found.add(heading, _find_best(parts))
    for more in ("lang", "origin"):
        text = _say(parts.get(more))
        if text and text != "stated":
            found.add(f"{heading} {more}", text)
    return found


def _read_entity(found: Found, parts: Mapping[str, Any]) -> None:
    schema = _say(parts["schema"])
    found.add("entity_id", _say(parts["id"]))
    found.add("schema", schema)
    for prop, values in parts["properties"].items():
        for value in values if isinstance(values, list) else [values]:
            found.add(_name_column(schema, str(prop)), _say(value))
    referents = parts.get("referents")
    for referent in referents if isinstance(referents, list) else ():
        _note_same(found, _say(referent))


def _note_same(found: Found, other: str) -> None:
    found.add("said to be one with", other)
    found.note(
        "said_to_be_one",
        "The file holds this to be one with {other}. It was not merged: look for yourself.",
        other=other[:_LONGEST_NAME],
    )


def _name_column(schema: str, prop: str) -> str:
    """Name a column: a person's properties as they are, others with their schema."""
    return prop if schema == _WHO else f"{schema} {prop}"


def _find_best(parts: Mapping[str, Any]) -> str:
    """Return the value, or the date as it was first written where that says more."""
    value, original = _say(parts.get("value")), _say(parts.get("original_value"))
    if value and original.startswith(value):
        try:
            return parse_edtf(original).text
        except DateError:
            pass
    return value


def _say(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
