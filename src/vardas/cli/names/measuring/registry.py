"""A registry and questions to it, read from files and filled up with invented names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.ipc

from vardas.cli.names.measuring.invented import invent, romanise
from vardas.cli.names.tables import IDS, NAMES, read_table
from vardas.errors import InputError

SEED = 23112026
PARTS = ("slice", "kind", "lang")


class RegistryUnreadable(InputError):
    """The table lacks what a registry or its questions need."""

    code = "name_registry_unreadable"
    message = "{file} needs a column of names and one of ids ({needed}); it has: {columns}."


@dataclass(frozen=True)
class Registry:
    """Names by person; a person may have several."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Questions:
    """Names to ask for, whose they are, and the columns that sort them into parts."""

    names: tuple[str, ...]
    persons: tuple[str, ...]
    parts: Mapping[str, Sequence[str]]


def read_registry(file: Path) -> Registry:
    """Read person_id and name; raises RegistryUnreadable and what ``read_table`` raises."""
    table = read_table(file)
    key = _choose(table, ("person_id", *IDS), file)
    return Registry(_column(table, key), _column(table, _choose(table, NAMES, file)))


def read_questions(file: Path) -> Questions:
    """Read query and person_id, and slice and kind where they are there."""
    table = read_table(file)
    parts = {part: _column(table, part) for part in PARTS if part in table.column_names}
    name = _choose(table, ("query", *NAMES), file)
    return Questions(
        _column(table, name), _column(table, _choose(table, ("person_id",), file)), parts
    )


def fill_up(
    registry: Registry, size: int, asked: Sequence[str] = (), *, namesakes: bool = False
) -> Registry:
    """Return the registry with invented names up to this size.

    None is one of its own names, or one of those asked for; without ``namesakes`` none even shares
    given name and surname with one.
    """
    missing = max(0, size - len(registry.ids))
    avoid = [*registry.names, *asked]
    names = invent(missing, SEED, avoid, namesakes=namesakes) if missing else []
    ids = tuple(f"invented:{number}" for number in range(missing))
    return Registry(registry.ids + ids, registry.names + tuple(names))


def make_list(questions: Questions, registry: Registry, size: int) -> pa.RecordBatch:
    """Return a list of this size: the questions, then persons of the registry and strangers.

    The persons are written in Latin letters, the strangers are invented.
    """
    names = list(questions.names[:size])
    step = max(1, len(registry.names) // max(1, (size - len(names)) // 2 or 1))
    names += [romanise(name) for name in registry.names[::step]][: max(0, (size - len(names)) // 2)]
    names += invent(size - len(names), SEED + 1)
    ids = [str(number) for number in range(len(names))]
    return pa.record_batch([pa.array(ids), pa.array(names)], names=["id", "name"])


def keep(registry: Registry, file: Path) -> None:
    """Write a registry for a process of its own to read."""
    batch = pa.record_batch(
        [pa.array(registry.ids), pa.array(registry.names)], names=["id", "name"]
    )
    with pa.ipc.new_file(str(file), batch.schema) as writer:
        writer.write_batch(batch)


def _choose(table: pa.Table, wanted: Sequence[str], file: Path) -> str:
    for column in wanted:
        if column in table.column_names:
            return column
    raise RegistryUnreadable(
        file=file.name, needed=", ".join(wanted), columns=", ".join(table.column_names)
    )


def _column(table: pa.Table, column: str) -> tuple[str, ...]:
    return tuple((value or "").strip() for value in table.column(column).to_pylist())
