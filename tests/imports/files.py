"""Makes the files of made-up lists: CSV, XLSX and ODS, whole and broken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import odfdo
import openpyxl

Grid = Sequence[Sequence[Any]]

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def write_csv(
    rows: Grid, delimiter: str = ",", encoding: str = "utf-8", end: str = "\r\n"
) -> bytes:
    """Write a CSV as simple programs do: a mark around a cell only where it is needed."""
    return end.join(delimiter.join(map(str, row)) for row in rows).encode(encoding)


def write_xlsx(rows: Grid, more: Mapping[str, Grid] | None = None) -> bytes:
    """Write a workbook with openpyxl, its sheets in the order given."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for row in rows:
        first.append(list(row))
    for name, others in (more or {}).items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_ods(rows: Grid) -> bytes:
    """Write a spreadsheet with odfdo."""
    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Sheet")
    for row in rows:
        line = odfdo.Row()
        for cell in row:
            line.append_cell(odfdo.Cell(cell))
        table.append_row(line)
    document.body.append(table)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts into a ZIP."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def write_raw_xlsx(sheet: bytes) -> bytes:
    """Write a workbook whose one sheet holds just these rows, in its own XML."""
    return pack(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1"'
                f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ).encode(),
            "xl/workbook.xml": (
                f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
                '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ).encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1"'
                f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": (
                f'<worksheet xmlns="{_SHEET}"><sheetData>'.encode()
                + sheet
                + b"</sheetData></worksheet>"
            ),
        }
    )


def write_raw_ods(rows: str) -> bytes:
    """Write a spreadsheet whose one table holds just these rows, in its own XML."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    return pack(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": (
                f'<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>'
            ).encode(),
            "content.xml": (
                f'<office:document-content xmlns:office="{office}:office:1.0"'
                f' xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0">'
                '<office:body><office:spreadsheet><table:table table:name="S">'
                f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
            ).encode(),
        }
    )
