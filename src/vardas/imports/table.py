"""A table as it was written: headings and rows of text, whatever file they came in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vardas.errors import Problem


@dataclass(frozen=True)
class Limits:
    """What a list may have: bytes, unpacked bytes and their ratio, characters in a cell, and so on.

    ``cells`` is the whole area of a sheet, with what is empty in it.
    """

    file: int = 64_000_000
    unpacked: int = 512_000_000
    ratio: int = 200
    cell: int = 100_000
    cells: int = 20_000_000
    columns: int = 500
    rows: int = 1_000_000


@dataclass(frozen=True)
class Row:
    """One row: its number as a person counts in the file (from 1), and its cells as text."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    expires: date | None = None
    """The day from which others may no longer keep it, as its maker says."""


@dataclass(frozen=True)
class Table:
    """The headings, the rows, and what was noticed about the file as a whole."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Problem, ...] = ()
    fields: Mapping[str, str] | None = None
    """The field of each column where the format says it; None where it has to be guessed."""
