"""Opens a list by what its bytes are, whatever its name says."""

from __future__ import annotations

import io
import zipfile

from vardas.errors import Problem
from vardas.imports.delimited import read_delimited
from vardas.imports.table import DamagedFile, EmptyTable, FileTooLarge, Limits, NotATable, Table
from vardas.imports.workbook import read_workbook

_BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls or .doc)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
)
_HTML = (b"<!doctype html", b"<html", b"<?xml", b"<table")


def open_table(
    data: bytes, file_name: str, *, sheet: str | None = None, limits: Limits | None = None
) -> Table:
    """Open a list from its bytes; a name that says something else becomes a note.

    Raises FileTooLarge, NotATable, SuspiciousFile, DamagedFile, CellTooLarge, EmptyTable and the
    like, each with a sentence that says what to do next.
    """
    limits = limits or Limits()
    if len(data) > limits.file:
        raise FileTooLarge(limit=limits.file // 1_000_000)
    if not data.strip():
        raise EmptyTable
    for beginning, looks_like in _BEGINNINGS:
        if data.startswith(beginning):
            raise NotATable(looks_like=looks_like)
    if data[:512].lstrip().lower().startswith(_HTML):
        raise NotATable(looks_like="a web page or XML")
    if data.startswith(b"PK"):
        kind = _name_package(data)
        table = read_workbook(data, limits, sheet)
    else:
        kind = "csv"
        table = read_delimited(data, limits)
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    if ending in ("csv", "tsv", "txt", "xlsx", "xlsm", "ods") and not _fits(ending, kind):
        note = Problem(
            "name_says_otherwise",
            "The name ends in .{ending}, but the file is {kind}. It was read as what it is.",
            {"ending": ending, "kind": kind.upper()},
        )
        return Table(table.columns, table.rows, (*table.notes, note))
    return table


def _fits(ending: str, kind: str) -> bool:
    return kind == {"tsv": "csv", "txt": "csv", "xlsm": "xlsx"}.get(ending, ending)


def _name_package(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names:
                return "xlsx"
            if "word/document.xml" in names:
                raise NotATable(looks_like="a text document (DOCX)")
            if "mimetype" in names:
                kind = archive.open("mimetype").read(200)
                if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                    return "ods"
                raise NotATable(looks_like="an OpenDocument file that is no spreadsheet")
    except zipfile.BadZipFile as error:
        raise DamagedFile from error
    raise NotATable(looks_like="a packed folder (ZIP)")
