"""Real lists: the traps in their dates are found, and everything else is read."""

import csv
from datetime import date
from pathlib import Path

from vardas.values.dates import ReadDate, read_date

TODAY = date(2026, 1, 15)


def _read(lists: Path, name: str, column: str) -> list[tuple[str, ReadDate]]:
    with (lists / name).open(encoding="utf-8-sig", newline="") as file:
        cells = [row[column] for row in csv.DictReader(file)]
    return [(cell, read_date(cell, today=TODAY)) for cell in cells if cell]


def test_the_traps_are_refused_with_their_reasons(shared: Path) -> None:
    read = _read(shared / "data" / "lists", "china_political_prisoners.csv", "Date of Birth")
    refused = {cell: result.problems[0].code for cell, result in read if result.date is None}
    codes = ["date_not_read", "looks_like_serial", "no_such_day"]
    assert sorted(refused.values()) == codes
    assert all(result.date.text == cell for cell, result in read if result.date)


def test_dots_are_read_without_a_note(shared: Path) -> None:
    read = _read(shared / "data" / "lists", "ovdinfo_detention_events_2013.csv", "date")
    assert len(read) == 235
    assert all(result.date and result.date.precision == "day" for _cell, result in read)
    assert not any(result.problems for _cell, result in read)
