"""CSV as it comes: encodings, separators, quotation marks, and what is wrong with the rows."""

from __future__ import annotations

import tracemalloc

import pytest

from tests.imports.files import write_csv
from vardas.imports import faults
from vardas.imports.opening import open_table
from vardas.imports.table import Limits, Table

ROWS = [
    ["Імя", "Дата нараджэння", "Месца"],
    ["Аляксандр Прыкладны", "12.03.1985", "Мінск"],
    ["Вольга Выдуманая", "1990", "Гродна"],
    ["Наталля Неіснуючая", "", "Ваўкавыск"],
] + [[f"Прозвішча {number}", str(1950 + number), "Магілёў"] for number in range(20)]


def read(text: str, name: str = "list.csv", limits: Limits | None = None) -> Table:
    return open_table(text.encode(), name, limits=limits)


def cells(table: Table) -> list[list[str]]:
    return [list(table.columns), *(list(row.cells) for row in table.rows)]


def codes(table: Table) -> list[str]:
    return [note.code for note in table.notes]


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("utf-16", []),
        ("utf-16-le", ["encoding_guessed"]),
        ("utf-16-be", ["encoding_guessed"]),
        ("cp1251", ["encoding_guessed"]),
    ],
)
def test_every_encoding_gives_the_same_cells(encoding: str, notes: list[str]) -> None:
    table = open_table(write_csv(ROWS, encoding=encoding), "list.csv")
    assert cells(table) == ROWS
    assert codes(table) == notes


def test_what_was_guessed_about_the_letters_is_named() -> None:
    table = open_table(write_csv(ROWS, encoding="cp1251"), "list.csv")
    assert table.notes[0].fields == {"encoding": "cp1251"}


def test_a_letter_outside_the_encoding_guessed_does_not_stop_the_list() -> None:
    table = open_table(write_csv(ROWS, encoding="cp1251") + b"\r\nA\x98B,1,2", "list.csv")
    assert len(table.rows) == len(ROWS)
    assert codes(table) == ["encoding_guessed"]


def test_an_odd_number_of_bytes_is_no_text_of_two_bytes() -> None:
    with pytest.raises(faults.NotATable, match="damaged encoding"):
        open_table("Name,Born\nAna,1990\n".encode("utf-16") + b"\x00", "list.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end(delimiter: str, end: str) -> None:
    assert cells(open_table(write_csv(ROWS, delimiter, end=end), "list.csv")) == ROWS


def test_commas_inside_cells_do_not_hide_semicolons() -> None:
    table = read("Name;About\nAna, B;x, y\nOla, C;u, v\nIda, D;q, r\n")
    assert table.columns == ("Name", "About")
    assert table.rows[0].cells == ("Ana, B", "x, y")


def test_the_hint_of_excel_is_followed_and_is_no_row() -> None:
    table = read("sep=;\nName;Born\nAna, of Minsk;1990\n")
    assert table.columns == ("Name", "Born")
    assert (table.rows[0].number, table.rows[0].cells) == (3, ("Ana, of Minsk", "1990"))


def test_a_quoted_line_break_stays_in_its_cell_and_rows_are_counted_as_a_spreadsheet_does() -> None:
    table = read('Name,Articles\nAna,"Art. 341\nArt. 285"\nOla,"a ""word"", quoted"\n')
    assert [row.cells for row in table.rows] == [
        ("Ana", "Art. 341\nArt. 285"),
        ("Ola", 'a "word", quoted'),
    ]
    assert [row.number for row in table.rows] == [2, 3]
    assert [row.problems for row in table.rows] == [(), ()]


def test_ragged_rows_are_kept_with_a_problem_at_their_place() -> None:
    table = read("Name,Born,Place\nAna,1990\nOla,1991,Minsk,more,still\nIda,1992,Brest\n")
    assert table.columns == ("Name", "Born", "Place", "column 4", "column 5")
    assert [row.cells for row in table.rows] == [
        ("Ana", "1990", "", "", ""),
        ("Ola", "1991", "Minsk", "more", "still"),
        ("Ida", "1992", "Brest", "", ""),
    ]
    assert [[(p.code, p.place) for p in row.problems] for row in table.rows] == [
        [("row_too_short", "row 2")],
        [("row_too_long", "row 3")],
        [],
    ]


def test_empty_rows_are_counted_and_do_not_shift_the_numbers() -> None:
    table = read("Name,Born\n\n,\nAna,1990\n\n")
    assert [(row.number, row.cells) for row in table.rows] == [(4, ("Ana", "1990"))]
    assert [(note.code, note.fields) for note in table.notes] == [("empty_rows", {"count": 2})]


def test_repeated_and_missing_headings_get_a_number() -> None:
    table = read("Name,Date,Date,,Date\nAna,1,2,3,4\n")
    assert table.columns == ("Name", "Date", "Date (3)", "column 4", "Date (5)")
    assert codes(table) == ["repeated_headings", "empty_headings"]


def test_a_heading_that_is_called_like_a_made_up_one_keeps_its_name() -> None:
    table = read("Name,column 3,,x\nAna,1,2,3\n")
    assert len(set(table.columns)) == len(table.columns) == 4


def test_a_title_above_the_headings_is_no_heading() -> None:
    table = read("People of 2025\n\nName,Born,Place\nAna,1990,Minsk\n")
    assert table.columns == ("Name", "Born", "Place")
    assert table.notes[0].code == "title_line"
    assert table.notes[0].fields["text"] == "People of 2025"


def test_a_list_without_headings_loses_no_row() -> None:
    table = read("Ana,1990-01-02,https://a.example\nOla,1991-01-02,https://b.example\n")
    assert table.columns == ("column 1", "column 2", "column 3")
    assert [row.cells[0] for row in table.rows] == ["Ana", "Ola"]
    assert codes(table) == ["no_headings"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Name,Born\n", "Name,Born\n,\n", "\ufeff", '""\n'], ids=repr
)
def test_without_a_row_there_is_no_list(text: str) -> None:
    with pytest.raises(faults.EmptyTable, match="no row"):
        read(text)


def test_a_mark_that_is_never_closed_swallows_nothing() -> None:
    table = read('Name,Born\nAna,1990\n"Ola,1991\nIda,1992\nUla,1993\n')
    assert [row.cells for row in table.rows] == [
        ("Ana", "1990"),
        ('"Ola', "1991"),
        ("Ida", "1992"),
        ("Ula", "1993"),
    ]
    assert [(p.code, p.place) for row in table.rows for p in row.problems] == [
        ("quote_not_closed", "row 3")
    ]


def test_a_mark_that_is_closed_by_a_later_one_is_pointed_out() -> None:
    table = read('Name,Born,Place\n"Ana,1990,Minsk\nOla,1991,Brest\n"Ida",1992,Pinsk\nU,1,2\n')
    swallowed = [(p.code, p.place) for row in table.rows for p in row.problems]
    assert ("rows_in_a_cell", "row 2, column 1") in swallowed
    assert "Ola,1991,Brest" in table.rows[0].cells[0]


def test_a_mark_never_closed_in_a_long_list_is_pointed_out_at_its_row() -> None:
    rows = [f"Name {number},19{number % 90 + 10}" for number in range(30_000)]
    rows[10] = '"Name 10,1920'
    table = read("\n".join(["Name,Born", *rows]))
    assert len(table.rows) == 30_000
    assert [(p.code, p.place) for row in table.rows for p in row.problems] == [
        ("quote_not_closed", "row 12")
    ]


def test_marks_left_open_everywhere_are_refused_with_a_way_out() -> None:
    rows = "".join(f'"Name {number},x\n' + f"Name,{'y' * 900}\n" * 80 for number in range(120))
    with pytest.raises(faults.UnclosedQuotes, match="XLSX or ODS"):
        read("Name,Note\n" + rows, limits=Limits(cell=1000))


def test_one_cell_of_a_hundred_megabytes_is_refused_at_its_place() -> None:
    data = b"Name,Born\nAna,1990\n" + b"a" * 100_000_000 + b",1991\n"
    with pytest.raises(faults.CellTooLarge, match="Row 3"):
        open_table(data, "list.csv", limits=Limits(file=200_000_000))
    with pytest.raises(faults.FileTooLarge, match="64 megabytes"):
        open_table(data, "list.csv")


def test_a_cell_that_is_the_whole_file_needs_no_more_than_a_few_times_its_size() -> None:
    size = 20_000_000
    data = b"Name,Born\nAna,1990\n" + b"a" * size + b",1991\n"
    tracemalloc.start()
    try:
        with pytest.raises(faults.CellTooLarge):
            open_table(data, "list.csv")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * size


def test_a_cell_just_too_large_is_named_with_its_column() -> None:
    with pytest.raises(faults.CellTooLarge, match="Row 2, column 2"):
        read("Name,Note\nAna," + "x" * 11 + "\n", limits=Limits(cell=10))


@pytest.mark.parametrize(
    ("text", "limits", "fault"),
    [
        ("a,b,c\n1,2,3\n", Limits(columns=2), faults.TooManyColumns),
        ("a,b\n1,2\n3,4\n", Limits(rows=1), faults.TooManyRows),
        ("a,b\n1,2\n", Limits(file=5), faults.FileTooLarge),
    ],
)
def test_more_than_a_list_may_have(text: str, limits: Limits, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        read(text, limits=limits)


def test_control_characters_and_overrides_stay_as_written() -> None:
    written = "Ana\u202e\x00\x07\u200bKukul"
    assert read(f"Name,Born\n{written},1990\n").rows[0].cells == (written, "1990")
