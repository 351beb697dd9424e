"""Cleared records as rows for a table: one row for each value, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vardas.publish.cleared import Cleared, ClearedField, ClearedRecord, Said
from vardas.publish.formats.text import say_parts, say_value

HEADINGS = (
    "kind", "record", "caption", "field", "label", "value", "parts", "certainty", "contested",
    "source", "said by", "words", "statement", "commit",
)  # fmt: skip
FIGURE = "figure"
"""The kind of the rows that hold a number counted over all records."""


@dataclass(frozen=True)
class ValueRow:
    """One row, and where its value stands."""

    record: ClearedRecord
    field: ClearedField
    said: Said
    cells: tuple[str, ...]


def list_values(cleared: Cleared) -> Iterator[ValueRow]:
    """List every cleared value as the cells under HEADINGS, in the order of records."""
    for record in cleared:
        for field in record.fields.values():
            for said in field.values:
                cells = (
                    record.kind,
                    str(record.id),
                    record.caption,
                    field.name,
                    field.label,
                    say_value(said.value),
                    say_parts(said.value),
                    said.certainty,
                    "yes" if field.is_contested else "",
                    str(said.source or ""),
                    said.said_by,
                    said.words,
                    str(said.statement),
                    said.commit,
                )
                yield ValueRow(record, field, said, cells)


def list_figures(cleared: Cleared) -> Iterator[tuple[str, ...]]:
    """List the numbers as cells under HEADINGS; one that is left open has no value."""
    for figure in cleared.figures:
        number = "" if figure.number is None else str(figure.number)
        start = (FIGURE, str(figure.of or ""), "", figure.name, "", number)
        yield start + ("",) * (len(HEADINGS) - len(start))
