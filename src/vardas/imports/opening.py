"""Opens a list by what its bytes are, whatever its name says."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from vardas.errors import Problem
from vardas.imports.delimited import read_delimited
from vardas.imports.faults import DamagedFile, EmptyTable, FileTooLarge, NotATable
from vardas.imports.followthemoney import (
    is_followthemoney,
    is_statement_table,
    read_followthemoney,
    read_statement_table,
)
from vardas.imports.pfif import is_pfif, read_pfif
from vardas.imports.table import Limits, Table
from vardas.imports.workbook import read_workbook

_BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"RIFF", "a picture or a recording"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls or .doc), or one locked with a password"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"7z\xbc\xaf", "a packed file (7z)"),
    (b"BZh", "a packed file (bzip2)"),
    (b"\xfd7zXZ", "a packed file (xz)"),
    (b"Rar!", "a packed file (RAR)"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"SQLite format 3", "a database"),
    (b"-----BEGIN", "a key or an encrypted file"),
    (b"age-encryption.org", "an encrypted file"),
)
# Beginnings that a list in plain text may have too: a first heading “BMI”, or “MZ”.
_ALSO_LETTERS = (b"BM", b"MZ", b"BZh", b"ID3")
_HTML = (b"<!doctype html", b"<html", b"<?xml", b"<table")
_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*[\[{])')
_ENDINGS = {"tsv": "csv", "txt": "csv", "tab": "csv", "xlsm": "xlsx"}
_KNOWN_ENDINGS = ("csv", "xlsx", "ods", "xls", "doc", "docx", "pdf", "html", "htm", "json", "zip")


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
    if not data or data.isspace():
        raise EmptyTable
    if is_pfif(data):
        return read_pfif(data, limits)
    if is_followthemoney(data):
        return read_followthemoney(data, limits)
    _refuse_others(data)
    if data.startswith(b"PK\x03\x04"):
        kind = _name_package(data)
        table = read_workbook(data, limits, sheet)
    else:
        kind = "csv"
        table = read_delimited(data, limits)
        if is_statement_table(table):
            table = read_statement_table(table, limits)
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    ending_kind = _ENDINGS.get(ending, ending)
    if ending_kind in _KNOWN_ENDINGS and ending_kind != kind:
        note = Problem(
            "name_says_otherwise",
            "The name ends in .{ending}, but the file is {kind}. It was read as what it is.",
            {"ending": ending, "kind": kind.upper()},
        )
        return replace(table, notes=(*table.notes, note))
    return table


def _refuse_others(data: bytes) -> None:
    for beginning, looks_like in _BEGINNINGS:
        if data.startswith(beginning) and (
            beginning not in _ALSO_LETTERS or b"\x00" in data[:4096]
        ):
            raise NotATable(looks_like=looks_like)
    start = data[:512].removeprefix(b"\xef\xbb\xbf")
    if start.lstrip().lower().startswith(_HTML):
        raise NotATable(looks_like="a web page or XML")
    if _JSON.match(start):
        raise NotATable(looks_like="JSON")


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
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as error:
        raise DamagedFile from error
    raise NotATable(looks_like="a packed folder (ZIP)")
