"""CSV, XLSX and JSON: what is read back is what was cleared, or the report names it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook

from tests.publish.formats.cases import (
    HOSTILE,
    PERSON,
    clear,
    make_person,
    make_world,
    say,
    texts,
    write,
)
from vardas.ledger import canonical
from vardas.publish.cleared import Cleared
from vardas.publish.formats.rows import HEADINGS, list_figures, list_values
from vardas.publish.formats.text import REPLACEMENT
from vardas.publish.formats.xlsx_file import LONGEST

INEXACT = {"mark_added", "characters_replaced", "cut"}


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[list[str]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = []
    for name in book.sheet_names:
        headings, *others = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert tuple(headings) == HEADINGS
        rows += [[str(cell) for cell in row] for row in others]
    return rows


READERS = {"csv": lambda data: read_csv(data)[1:], "xlsx": read_xlsx}


def check(name: str, cleared: Cleared) -> None:
    """See that every row comes back as it was, but for those that the report names."""
    data, report = write(name, cleared)
    rows = READERS[name](data)
    expected = [*list_values(cleared)]
    assert len(rows) == len(expected) + len(list(list_figures(cleared))) == report.written
    named = {one.statement for one in report.left_out if one.code in INEXACT}
    differing = {
        row.said.statement
        for row, cells in zip(expected, rows, strict=False)
        if list(row.cells) != cells
    }
    assert differing == named


@pytest.mark.parametrize("name", READERS)
def test_the_whole_world_comes_back(name: str) -> None:
    check(name, make_world())


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_comes_back_or_is_named(name: str, text: str) -> None:
    check(name, clear([make_person(text, occupation=[say(text, words=text, said_by=text)])]))


@pytest.mark.parametrize("name", READERS)
@given(text=texts, other=texts)
def test_any_text_comes_back_or_is_named(name: str, text: str, other: str) -> None:
    check(name, clear([make_person(text, other)]))


@pytest.mark.parametrize("text", [HOSTILE["a formula"], HOSTILE["a link"], "-1.5", "=1+1"])
def test_no_cell_of_a_workbook_is_a_formula_a_link_or_a_number(text: str) -> None:
    data, _report = write("xlsx", clear([make_person(text, occupation=text)]))
    parts = zipfile.ZipFile(io.BytesIO(data))
    sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert sheet.count("<c ") == sheet.count('t="s"') > 0
    assert not [name for name in parts.namelist() if "external" in name.lower()]


@pytest.mark.parametrize("start", "=+-@%|")
def test_no_cell_of_a_csv_starts_a_formula(start: str) -> None:
    data, report = write("csv", clear([make_person(f"{start}cmd")]))
    assert f"'{start}cmd".replace("|", "\\|") in {cell for row in read_csv(data) for cell in row}
    assert report.count() == {"mark_added": 1}


def test_a_long_text_is_cut_to_what_a_cell_holds() -> None:
    data, report = write("xlsx", clear([make_person("𐐷" * 20_000)]))
    cut = read_xlsx(data)[0][HEADINGS.index("value")]
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut == "𐐷" * (len(cut) - 1) + "…"
    assert {one.code for one in report.left_out} == {"cut"}


def test_a_full_sheet_is_followed_by_another() -> None:
    data, report = write("xlsx", clear([make_person("a", "b", "c")]), most_rows=3)
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == ["person", "person 2"]
    assert [row[HEADINGS.index("value")] for row in read_xlsx(data)] == ["a", "b", "c"]
    assert report.written == 3


def test_nothing_cleared_is_still_a_workbook() -> None:
    data, report = write("xlsx", clear([]))
    assert read_xlsx(data) == []
    assert report.written == 0


@pytest.mark.parametrize("name", ["csv", "xlsx", "json", "ical", "hxl"])
def test_the_same_records_give_the_same_bytes(name: str) -> None:
    assert write(name, make_world())[0] == write(name, make_world())[0]


def read_json(data: bytes) -> Any:
    assert canonical.is_canonical(data.removesuffix(b"\n"))
    return json.loads(data)


def _sort(parts: Any) -> str:
    return json.dumps(parts, sort_keys=True)


def test_json_holds_everything() -> None:
    cleared = make_world()
    data, report = write("json", cleared)
    whole = read_json(data)
    found = [
        (one["id"], name, value["value"], value["certainty"], value["source"])
        for one in whole["records"]
        for name, field in one["fields"].items()
        for value in field["values"]
    ]
    expected = [
        (
            str(row.record.id),
            row.field.name,
            row.said.value,
            row.said.certainty,
            str(row.said.source) if row.said.source else None,
        )
        for row in list_values(cleared)
    ]
    assert sorted(map(_sort, found)) == sorted(map(_sort, expected))
    assert [one["number"] for one in whole["figures"]] == [60, None, 7]
    assert report.left_out == ()
    assert report.written == len(cleared)


@given(text=texts)
def test_json_holds_any_text_but_half_characters(text: str) -> None:
    data, report = write("json", clear([make_person(text)]))
    value = read_json(data)["records"][0]["fields"]["name"]["values"][0]["value"]["text"]
    assert (value == text) == (report.left_out == ())
    assert len(value) == len(text)
    if value != text:
        assert REPLACEMENT in value
        assert report.left_out[0].record == PERSON
