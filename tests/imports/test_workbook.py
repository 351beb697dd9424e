"""XLSX and ODS: every cell as a person would have typed it, and nothing that floods the memory."""

from __future__ import annotations

import tracemalloc
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.imports.files import write_ods, write_raw_ods, write_raw_xlsx, write_xlsx
from vardas.imports import faults
from vardas.imports.opening import open_table
from vardas.imports.table import Limits
from vardas.imports.workbook import list_sheets, write_cell

# What a program writes into a cell, and what comes out of both formats.
CELLS: list[tuple[str, Any, str]] = [
    ("a number kept as text", "001", "001"),
    ("a long number kept as text", "12345678901234567890", "12345678901234567890"),
    ("a whole number", 1985, "1985"),
    ("a float that is whole", 3.0, "3"),
    ("a float", 2.5, "2.5"),
    ("a date", date(1985, 3, 12), "1985-03-12"),
    ("a moment", datetime(2025, 9, 11, 14, 30), "2025-09-11 14:30"),  # noqa: DTZ001
    ("true", True, "TRUE"),
    ("false", False, "FALSE"),
    ("a name in Cyrillic", "Вольга Выдуманая", "Вольга Выдуманая"),
    ("a line break", "Art. 341\nArt. 285", "Art. 341\nArt. 285"),
    ("an override", "abc\u202edef", "abc\u202edef"),
]


@pytest.mark.parametrize(("value", "text"), [case[1:] for case in CELLS], ids=[c[0] for c in CELLS])
@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_cell_reads_as_it_was_typed(write: Any, value: Any, text: str) -> None:
    table = open_table(write([["Name", "Cell"], ["Ana", value]]), "list.xlsx")
    assert table.rows[0].cells == ("Ana", text)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (time(14, 30), "14:30:00"),
        (datetime(2025, 9, 11, 14, 30, 5), "2025-09-11 14:30:05"),  # noqa: DTZ001
        (timedelta(hours=30, minutes=5), "30:05:00"),
        (1e20, "1e+20"),
        (float("nan"), "nan"),
        (None, ""),
    ],
)
def test_rarer_cells(cell: Any, text: str) -> None:
    assert write_cell(cell) == text


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_rows_keep_the_numbers_of_the_sheet(write: Any) -> None:
    table = open_table(write([["Name", "Born"], ["Ana", 1990], ["", ""], ["Ola", 1991]]), "l.ods")
    assert [row.number for row in table.rows] == [2, 4]
    assert "empty_rows" in [note.code for note in table.notes]


def test_a_formula_comes_in_as_what_it_shows_and_never_as_itself() -> None:
    sheet = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c>'
        b'<c r="B1" t="inlineStr"><is><t>Born</t></is></c></row>'
        b'<row r="2"><c r="A2" t="str"><f>UPPER("ana")</f><v>ANA</v></c>'
        b'<c r="B2"><f>1900+90</f><v>1990</v></c></row>'
    )
    assert open_table(write_raw_xlsx(sheet), "list.xlsx").rows[0].cells == ("ANA", "1990")


def test_the_first_sheet_with_anything_is_read_and_the_others_are_named() -> None:
    data = write_xlsx([], {"People": [["Name"], ["Ana"]], "More": [["Name"], ["Ola"]]})
    table = open_table(data, "list.xlsx")
    assert table.rows[0].cells == ("Ana",)
    assert table.notes[0].fields == {"count": 3, "sheet": "People"}
    assert open_table(data, "list.xlsx", sheet="More").rows[0].cells == ("Ola",)
    assert list_sheets(data, Limits()) == ["Sheet", "People", "More"]
    with pytest.raises(faults.NoSuchSheet):
        open_table(data, "list.xlsx", sheet="Less")


def test_errors_of_the_spreadsheet_are_counted() -> None:
    sheet = (
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
        b'<row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c></row>'
        b'<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row>'
    )
    codes = [note.code for note in open_table(write_raw_xlsx(sheet), "list.xlsx").notes]
    assert "error_cells" in codes


def test_a_workbook_that_unpacks_to_a_thousand_times_its_size_is_refused_in_flat_memory() -> None:
    bomb = write_raw_xlsx(b'<row r="1"><c r="A1"><v>' + b"1" * 300_000_000 + b"</v></c></row>")
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    try:
        with pytest.raises(faults.SuspiciousFile, match="would unpack"):
            open_table(bomb, "list.xlsx")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 20_000_000


FAR = {
    "the last cell there is": (
        b'<row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "far below in a wide table": (
        b'<row r="1"><c r="A1"><v>1</v></c><c r="ZZ1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    ),
}


@pytest.mark.parametrize("sheet", FAR.values(), ids=FAR.keys())
def test_a_stray_cell_far_away_is_refused_before_it_fills_the_memory(sheet: bytes) -> None:
    with pytest.raises(faults.TooManyCells, match="stray cell"):
        open_table(write_raw_xlsx(sheet), "list.xlsx")


def test_a_sheet_repeated_a_hundred_million_times_is_refused() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    rows = (
        f"<table:table-row>{cell}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="100000000">{cell}</table:table-row>'
    )
    with pytest.raises(faults.TooManyCells):
        open_table(write_raw_ods(rows), "list.ods")


def test_the_empty_rows_that_libreoffice_adds_at_the_end_are_nothing() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}</table:table-row>"
    tail = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    table = open_table(write_raw_ods(row + row + tail), "list.ods")
    assert [row.cells for row in table.rows] == [("x",)]


@pytest.mark.parametrize("write", [write_xlsx, write_ods])
def test_a_workbook_cut_short_is_damaged(write: Any) -> None:
    data = write([["Name"], ["Ana"]])
    with pytest.raises(faults.DamagedFile, match="damaged"):
        open_table(data[: len(data) // 2], "list.xlsx")


def test_one_cell_of_a_workbook_may_be_too_large() -> None:
    with pytest.raises(faults.CellTooLarge, match="Row 2, column 2"):
        open_table(
            write_xlsx([["Name", "Note"], ["Ana", "x" * 2000]]),
            "list.xlsx",
            limits=Limits(cell=1000),
        )
