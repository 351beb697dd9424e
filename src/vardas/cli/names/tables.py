"""Tables of names in files: CSV, Arrow IPC or Parquet, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.feather
import pyarrow.ipc
import pyarrow.parquet
from defusedcsv import csv

from vardas.cli.terminal import remark
from vardas.cli.words import _
from vardas.errors import DataError, InputError
from vardas.imports.columns import NAME_PARTS, guess_mapping
from vardas.imports.delimited import decode, find_delimiter

ARROW = (".arrow", ".ipc", ".feather")
PARQUET = (".parquet", ".pq")
IDS = ("id", "person_id", "qid", "number")
NAMES = ("name", "query", "caption")
_FIELDS = ("id", "name", *NAME_PARTS)


class TableUnreadable(DataError):
    """The file is no table of the kind its ending says."""

    code = "name_table_unreadable"
    message = (
        "{file} cannot be read as {kind}. Save it as CSV, and give it a name that ends in .csv."
    )


class TableMissing(InputError):
    """The file is not there, or may not be read."""

    code = "name_table_missing"
    message = "{file} cannot be read: {why}. Check the path."


class ColumnsUnknown(InputError):
    """No column is known to hold names."""

    code = "name_column_unknown"
    message = (
        "No column of {file} is known to hold names; it has: {columns}. Say which with --column"
        " COLUMN=name."
    )


class ColumnAbsent(InputError):
    """A column was named that no file has."""

    code = "name_column_absent"
    message = "There is no column {column}. Look at the headings of the file."


class ColumnOptionInvalid(InputError):
    """A --column says nothing that is understood."""

    code = "name_column_option"
    message = "--column {given} is not understood: write COLUMN=FIELD, FIELD being one of {fields}."


@dataclass(frozen=True)
class NameTable:
    """Names with their ids, in the order of the file."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def read_chosen(given: Sequence[str]) -> dict[str, str]:
    """Return field → column from options COLUMN=FIELD; raises ColumnOptionInvalid."""
    chosen = {}
    for one in given:
        column, _sign, field = one.rpartition("=")
        if not column or field not in _FIELDS:
            raise ColumnOptionInvalid(given=one, fields=", ".join(_FIELDS))
        chosen[field] = column
    return chosen


def read_names(files: Sequence[Path], chosen: Mapping[str, str]) -> list[NameTable]:
    """Read ids and names of some files; a file without ids is numbered from 1.

    What is chosen holds for every file that has such a column; the rest is guessed by the headings.
    Raises ColumnAbsent, TableMissing, TableUnreadable, ColumnsUnknown.
    """
    tables = [read_table(file) for file in files]
    for column in chosen.values():
        if not any(column in table.column_names for table in tables):
            raise ColumnAbsent(column=column)
    return [_pick(table, chosen, file) for table, file in zip(tables, files, strict=True)]


def _pick(table: pa.Table, chosen: Mapping[str, str], file: Path) -> NameTable:
    columns = table.column_names
    wanted = {field: column for field, column in chosen.items() if column in columns}
    names = _join(table, wanted, file)
    key = wanted.get("id") or next((column for column in IDS if column in columns), None)
    ids = _texts(table, key) if key else [str(number) for number in range(1, len(names) + 1)]
    return NameTable(tuple(ids), tuple(names))


def _join(table: pa.Table, wanted: Mapping[str, str], file: Path) -> list[str]:
    columns = table.column_names
    guessed = guess_mapping(columns, (), date.min)
    parts = [
        column for part in NAME_PARTS if (column := wanted.get(part) or guessed.find_column(part))
    ]
    plain = next((column for column in NAMES if column in columns), guessed.find_column("name"))
    if "name" in wanted:
        parts = [wanted["name"]]
    elif plain and not wanted.keys() & set(NAME_PARTS):
        parts = [plain]
    elif not parts and len(columns) == 1:
        parts = columns
    if not parts:
        raise ColumnsUnknown(file=file.name, columns=", ".join(columns))
    cells = [_texts(table, part) for part in parts]
    return [" ".join(filter(None, row)) for row in zip(*cells, strict=True)]


def _texts(table: pa.Table, column: str) -> list[str]:
    return [(value or "").strip() for value in table.column(column).to_pylist()]


def read_table(file: Path) -> pa.Table:
    """Read a table, every cell as text; raises TableMissing and TableUnreadable."""
    ending = file.suffix.lower()
    kind = "Arrow IPC" if ending in ARROW else "Parquet" if ending in PARQUET else "CSV"
    try:
        if kind == "Parquet":
            table = pyarrow.parquet.read_table(file)
        elif kind == "Arrow IPC":
            table = pyarrow.feather.read_table(file)
        else:
            table = _read_csv(file.read_bytes())
        cells = [pc.cast(column, pa.string()) for column in table.columns]
    except OSError as error:
        if error.errno is None:
            raise TableUnreadable(file=file.name, kind=kind) from error
        raise TableMissing(file=file.name, why=error.strerror) from error
    except pa.ArrowException as error:
        raise TableUnreadable(file=file.name, kind=kind) from error
    names = [name.strip() for name in table.column_names]
    again = [place for place, name in enumerate(names) if name in names[:place]]
    for place in again:
        names[place] += f" ({place + 1})"
    return pa.table(cells, names=names)


def _read_csv(data: bytes) -> pa.Table:
    text, problems = decode(data)
    for problem in problems:
        remark(problem.sentence(_), "yellow")
    text = text.removeprefix("\ufeff")
    broken: list[int] = []

    def note(row: pyarrow.csv.InvalidRow) -> str:
        broken.append(row.number or 0)
        return "skip"

    head = text[: text.find("\n")] if "\n" in text else text
    delimiter = find_delimiter(text)
    reading = pyarrow.csv.ReadOptions(use_threads=False, block_size=1 << 26)
    parsing = pyarrow.csv.ParseOptions(
        delimiter=delimiter, newlines_in_values='"' in text, invalid_row_handler=note
    )
    columns: list[str] = next(csv.reader([head.rstrip("\r")], delimiter=delimiter), [])
    converting = pyarrow.csv.ConvertOptions(
        column_types={column: pa.string() for column in columns}, strings_can_be_null=False
    )
    table = pyarrow.csv.read_csv(pa.BufferReader(text.encode()), reading, parsing, converting)
    if broken:
        remark(
            _("{count} rows have too many or too few cells and were left out: rows {rows}.").format(
                count=len(broken), rows=", ".join(map(str, broken[:10]))
            ),
            "yellow",
        )
    return table


def write_table(table: pa.Table, file: Path) -> None:
    """Write a table in the form that the file's ending says; raises TableMissing."""
    ending = file.suffix.lower()
    try:
        if ending in PARQUET:
            pyarrow.parquet.write_table(table, file)
        elif ending in ARROW:
            pyarrow.feather.write_feather(table, file, compression="uncompressed")
        else:
            with file.open("w", encoding="utf-8", newline="") as stream:
                write_rows(table, stream)
    except OSError as error:
        raise TableMissing(file=file.name, why=error.strerror or str(error)) from error


def write_rows(table: pa.Table, stream: TextIO) -> None:
    """Write a table as CSV; cells that a spreadsheet would compute are made text."""
    writer = csv.writer(stream)
    writer.writerow(table.column_names)
    columns = (column.to_pylist() for column in table.columns)
    writer.writerows(zip(*columns, strict=True))
