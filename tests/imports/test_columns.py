"""Guessing what the columns of a list hold, and remembering what a person said they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from vardas.imports.columns import Choice, ColumnMapping, fingerprint, guess_mapping, read_mapping
from vardas.imports.table import Row

TODAY = date(2025, 9, 12)


def guess(columns: Sequence[str], *lines: Sequence[str]) -> list[str]:
    rows = [Row(number, tuple(line)) for number, line in enumerate(lines, 2)]
    return [choice.field for choice in guess_mapping(columns, rows, TODAY).choices]


HEADINGS = {
    "English": (
        ["Name", "Date of birth", "Arrested", "Prison", "Articles", "Judge", "Sentence"],
        ["name", "birth_date", "detained_on", "place", "charge", "judge", "sentence"],
    ),
    "Belarusian": (
        ["Імя і прозвішча", "Дата нараджэння", "Дата затрымання", "Калонія", "Артыкул", "Суддзя"],
        ["name", "birth_date", "detained_on", "place", "charge", "judge"],
    ),
    "Russian": (
        ["ФИО", "Дата рождения", "Дата задержания", "Колония", "Статья", "Судья", "Срок"],
        ["name", "birth_date", "detained_on", "place", "charge", "judge", "sentence"],
    ),
    "Ukrainian": (["Прізвище та імʼя", "Дата народження"], ["name", "birth_date"]),
    "Lithuanian": (["Vardas, pavardė", "Gimimo data"], ["name", "birth_date"]),
    "Polish": (["Imię i nazwisko", "Data urodzenia"], ["name", "birth_date"]),
    "parts of a name": (
        ["Фамилия", "Имя", "Отчество"],
        ["surname", "given_name", "patronymic"],
    ),
    "a surname and a name": (["Name", "Surname"], ["given_name", "surname"]),
    "a surname and a whole name": (["Full name", "Surname"], ["name", "surname"]),
    "capitals, accents and underscores": (["NAME", "birth_date", " Płeć "],
                                          ["name", "birth_date", "sex"]),
    "two languages in one": (["Name / Имя", "Born (год рождения)"], ["name", "birth_date"]),
    "of two for one field the plainer": (
        ["region", "description", "description_eng", "place"],
        ["", "description", "", "place"],
    ),
    "a note may stand in several columns": (["Name", "Comment", "Notes"], ["name", "note", "note"]),
    "nothing known": (["agreement", "organizer"], ["", ""]),
}  # fmt: skip


@pytest.mark.parametrize(("columns", "fields"), HEADINGS.values(), ids=HEADINGS.keys())
def test_headings(columns: list[str], fields: list[str]) -> None:
    assert guess(columns) == fields


def test_without_a_known_heading_the_cells_decide() -> None:
    lines = [["Ana", f"https://a.example/{day}", f"{day}.03.2021"] for day in range(1, 6)]
    assert guess(["x", "y", "z"], *lines) == ["", "url", "event_date"]


def test_a_word_where_dates_stand_stays_a_sentence() -> None:
    mapping = guess_mapping(
        ["Name", "Sentence"], [Row(2, ("Ana", "2019-12-07")), Row(3, ("Ola", "life"))], TODAY
    )
    assert mapping.choices[1] == Choice("Sentence", "sentence", "heading")


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (["25.03.2021", "01.02.2021"], ""),
        (["03/25/2021", "02/01/2021"], "MDY"),
        (["44280", "44281", "44282"], "serial"),
        (["1990", "1991"], ""),
    ],
)
def test_how_a_column_writes_its_dates(cells: list[str], form: str) -> None:
    rows = [Row(number, (cell,)) for number, cell in enumerate(cells)]
    assert guess_mapping(["Arrested"], rows, TODAY).choices[0].form == form


def test_a_persons_answer_is_kept_and_read_again() -> None:
    guessed = guess_mapping(["Name", "Born", "X"], [], TODAY)
    chosen = guessed.choose({"Born": "event_date", "X": ""})
    assert [choice.why for choice in chosen.choices] == ["heading", "person", "none"]
    assert read_mapping(chosen.to_json(), ("Name", "Born", "X")) == chosen


def test_the_form_of_dates_is_kept_with_the_answer() -> None:
    mapping = ColumnMapping((Choice("Born", "birth_date", "heading", "MDY"),))
    assert read_mapping(mapping.to_json(), ["Born"]) == mapping
    assert mapping.choose({"Born": "event_date"}).choices[0].form == "MDY"


@pytest.mark.parametrize(
    "kept",
    [None, {}, "name", [1], [{"column": "Name"}], [{"column": "Other", "field": "", "why": ""}]],
    ids=repr,
)
def test_a_mapping_that_does_not_fit_is_none(kept: object) -> None:
    assert read_mapping(kept, ["Name"]) is None


def test_lists_with_the_same_headings_are_recognised() -> None:
    assert fingerprint(["Name", "Date of birth"]) == fingerprint(["NAME ", "date_of_birth"])
    others = [["Date of birth", "Name"], ["Name"], ["Name", "Date of", "birth"]]
    assert len({fingerprint(columns) for columns in [["Name", "Date of birth"], *others]}) == 4
