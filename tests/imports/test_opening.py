"""A file is what its bytes are, whatever its name says; anything else is refused in words."""

from __future__ import annotations

import sqlite3
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.files import pack, write_csv, write_ods, write_xlsx
from vardas.errors import VardasError
from vardas.imports import faults
from vardas.imports.opening import open_table

ROWS = [["Name", "Born"], ["Ana Kukul", "1990"], ["Ola Prykladnaya", "1991"]]


def make_database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE people (name)")
    data = connection.serialize()
    connection.close()
    return data


OTHERS = {
    "a PDF": (b"%PDF-1.7\n1 0 obj\n", "a PDF"),
    "a PNG": (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
    "a JPEG": (b"\xff\xd8\xff\xe0" + bytes(50), "a picture"),
    "a bitmap": (b"BM" + bytes(50), "a picture"),
    "a ZIP": (pack({"people.csv": b"Name\nAna\n"}), "ZIP"),
    "a DOCX": (pack({"word/document.xml": b"<w/>"}), "DOCX"),
    "an ODT": (pack({"mimetype": b"application/vnd.oasis.opendocument.text"}), "no spreadsheet"),
    "an XLS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "old Office file"),
    "HTML": (b"<!DOCTYPE html><html><table></table></html>", "a web page"),
    "HTML with a mark": (b"\xef\xbb\xbf<html><table></table></html>", "a web page"),
    "SQLite": (make_database(), "a database"),
    "JSON": (b'[{"name": "Ana"},\n {"name": "Ola"}]', "JSON"),
    "gzip": (b"\x1f\x8b\x08" + bytes(20), "packed"),
    "a program": (b"\x7fELF\x02" + bytes(50), "a program"),
    "something else": (bytes(range(256)) * 4, "not text"),
}


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx", "list.ods", "list"])
@pytest.mark.parametrize(("data", "words"), OTHERS.values(), ids=OTHERS.keys())
def test_what_is_no_list_is_called_what_it_is(data: bytes, words: str, name: str) -> None:
    with pytest.raises(faults.NotATable) as caught:
        open_table(data, name)
    assert words in caught.value.sentence()
    assert "CSV, XLSX or ODS" in caught.value.sentence()


WRONG_NAMES = {
    "a CSV called XLSX": (write_csv(ROWS), "list.xlsx", "CSV"),
    "an XLSX called CSV": (write_xlsx(ROWS), "list.csv", "XLSX"),
    "an ODS called XLSX": (write_ods(ROWS), "list.XLSX", "ODS"),
    "a CSV called PDF": (write_csv(ROWS), "list.pdf", "CSV"),
}


@pytest.mark.parametrize(("data", "name", "kind"), WRONG_NAMES.values(), ids=WRONG_NAMES.keys())
def test_a_list_under_a_wrong_name_is_read_and_the_name_is_noted(
    data: bytes, name: str, kind: str
) -> None:
    table = open_table(data, name)
    assert [list(row.cells) for row in table.rows] == ROWS[1:]
    (note,) = (note for note in table.notes if note.code == "name_says_otherwise")
    assert note.fields["kind"] == kind


@pytest.mark.parametrize("name", ["list.csv", "list.tsv", "list.txt", "list", "спіс.CSV"])
def test_a_name_that_fits_is_no_note(name: str) -> None:
    assert open_table(write_csv(ROWS), name).notes == ()


def test_a_heading_that_begins_like_a_picture_is_a_heading() -> None:
    assert open_table(b"BMI,Name\n20,Ana\n", "list.csv").columns == ("BMI", "Name")


def test_nothing_of_the_content_stands_in_a_refusal() -> None:
    with pytest.raises(VardasError) as caught:
        open_table(b"%PDF-1.7 Ana Kukul", "list.csv")
    assert "Kukul" not in f"{caught.value!r} {caught.value} {caught.value.fields}"


BEGINNINGS = [b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", b'a,b\n"', b"sep=;\n"]


@given(start=st.sampled_from(BEGINNINGS), data=st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_clear_refusal(start: bytes, data: bytes) -> None:
    with suppress(VardasError):
        table = open_table(start + data, "list.csv")
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


@given(data=st.binary(max_size=60), place=st.integers(0, 5000))
def test_a_workbook_with_bytes_exchanged_is_read_or_refused(data: bytes, place: int) -> None:
    whole = bytearray(WRONG_NAMES["an XLSX called CSV"][0])
    whole[place : place + len(data)] = data
    with suppress(VardasError):
        open_table(bytes(whole), "list.xlsx")
