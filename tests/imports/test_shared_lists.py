"""Three real lists: no row is lost, no cell changed, no word for a sentence read as one."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vardas.imports.columns import guess_mapping
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table

TODAY = date(2025, 9, 12)
LISTS = {
    "viasna_2023_sample.csv": 51,
    "china_political_prisoners.csv": 926,
    "ovdinfo_detention_events_2013.csv": 235,
}


def observe(shared: Path, name: str) -> list[Observation]:
    table = open_table((shared / "data" / "lists" / name).read_bytes(), name)
    mapping = guess_mapping(table.columns, table.rows[:50], TODAY)
    return list(observe_rows(table.columns, table.rows, mapping, today=TODAY))


def find(observations: list[Observation], column: str, cell: str) -> list[set[str]]:
    """Return, for each row with this cell, the codes of its problems."""
    return [
        {problem.code for problem in one.problems}
        for one in observations
        if one.cells[column] == cell
    ]


@pytest.mark.parametrize("name", LISTS)
def test_no_row_is_lost_and_no_cell_changed(shared: Path, name: str) -> None:
    path = shared / "data" / "lists" / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == LISTS[name]
    assert [dict(one.cells) for one in observe(shared, name)] == rows


def test_sentences_in_a_word_are_kept_as_written_and_pointed_out(shared: Path) -> None:
    observations = observe(shared, "china_political_prisoners.csv")
    words = Counter(one.cells["Sentence"] for one in observations)
    for word in ("life", "death", "detention", "unknown"):
        rows = find(observations, "Sentence", word)
        assert len(rows) == words[word] > 0
        assert all("sentence_in_a_word" in codes for codes in rows)
    assert all(one.values.get("sentence", "") == one.cells["Sentence"] for one in observations)
