"""PFIF as a list: people and notes are rows, what has expired is shown, bombs are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.errors import VardasError
from vardas.imports import faults
from vardas.imports.columns import map_table
from vardas.imports.observe import Observation, observe_rows
from vardas.imports.opening import open_table

TODAY = date(2025, 9, 20)
START = '<?xml version="1.0" encoding="UTF-8"?>\n'
PERSON = """<pfif:person>
  <pfif:person_record_id>example.org/1</pfif:person_record_id>
  <pfif:expiry_date>{expiry}</pfif:expiry_date>
  <pfif:full_name>Ana Kukul</pfif:full_name>
  <pfif:alternate_names>Ганна Кукуль\nAnna K.</pfif:alternate_names>
  <pfif:sex>female</pfif:sex>
  <pfif:date_of_birth>1980-05</pfif:date_of_birth>
  <pfif:home_city>Nowhere</pfif:home_city>
  <pfif:note>
    <pfif:note_record_id>example.org/n1</pfif:note_record_id>
    <pfif:status>believed_alive</pfif:status>
    <pfif:text>Seen at the border.</pfif:text>
  </pfif:note>
</pfif:person>"""
NOTE = """<pfif:note>
  <pfif:note_record_id>example.org/n2</pfif:note_record_id>
  <pfif:person_record_id>example.org/1</pfif:person_record_id>
  <pfif:linked_person_record_id>example.org/2</pfif:linked_person_record_id>
  <pfif:text>The same person.</pfif:text>
</pfif:note>"""


def wrap(inside: str, version: str = "1.4") -> bytes:
    space = f"http://zesty.ca/pfif/{version}"
    return f'{START}<pfif:pfif xmlns:pfif="{space}">{inside}</pfif:pfif>'.encode()


def observe(data: bytes) -> list[Observation]:
    table = open_table(data, "people.xml")
    return list(observe_rows(table.columns, table.rows, map_table(table, TODAY), today=TODAY))


def codes(observation: Observation) -> list[str]:
    return [problem.code for problem in observation.problems]


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
def test_people_and_notes_are_rows(version: str) -> None:
    person, inner, note = observe(
        wrap(PERSON.format(expiry="2026-01-01T00:00:00Z") + NOTE, version)
    )
    assert [name["text"] for name in person.values["name"]] == [
        "Ana Kukul", "Ганна Кукуль", "Anna K.",
    ]  # fmt: skip
    assert (person.values["sex"], person.values["birth_date"]) == ("female", "1980-05")
    assert person.values["list_id"] == inner.values["list_id"] == note.values["list_id"]
    assert person.cells["home_city"] == "Nowhere"
    assert inner.values["note"] == ["Seen at the border."]
    assert inner.values["status"] == "believed_alive"
    assert note.cells["note linked_person_record_id"] == "example.org/2"
    assert [codes(row) for row in (person, inner, note)] == [[], [], []]


EXPIRIES = {
    "later": ("2026-01-01T00:00:00Z", []),
    "tomorrow": ("2025-09-21T00:00:00Z", []),
    "today": ("2025-09-20T00:00:00Z", ["expired"]),
    "long ago": ("2024-01-01T00:00:00Z", ["expired"]),
    "no date": ("soon", ["expiry_not_read"]),
}


@pytest.mark.parametrize(("expiry", "expected"), EXPIRIES.values(), ids=EXPIRIES.keys())
def test_what_has_expired_is_shown_and_kept(expiry: str, expected: list[str]) -> None:
    person, *_notes = observe(wrap(PERSON.format(expiry=expiry)))
    assert codes(person) == expected
    assert person.cells["full_name"] == "Ana Kukul"
    assert all(problem.place == "row 1" for problem in person.problems)


def test_what_is_not_pfif_is_kept_with_a_problem() -> None:
    other = "<other><part>Words</part></other>"
    twice = (
        "<pfif:person><pfif:sex kind='x'>male</pfif:sex><pfif:sex>other</pfif:sex></pfif:person>"
    )
    first, second = observe(wrap(other + twice))
    assert codes(first) == ["unknown_record"]
    assert "Words" in first.cells.values()
    assert codes(second) == ["field_repeated"]
    assert (second.cells["sex"], second.cells["sex (2)"]) == ("male", "other")
    assert second.cells["sex @kind"] == "x"


BOMB = "".join(f'<!ENTITY {name} "{"&" + last + ";" if last else "lol"}">' * 1
               for name, last in zip("abc", ["", "a", "b"], strict=True))  # fmt: skip
UNSAFE = {
    "a bomb": f"<!DOCTYPE x [{BOMB}]>",
    "a file": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
    "a document type": '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
}


@pytest.mark.parametrize("head", UNSAFE.values(), ids=UNSAFE.keys())
def test_entities_and_document_types_are_refused(head: str) -> None:
    data = wrap(PERSON.format(expiry="2026-01-01")).decode().replace(START, START + head)
    with pytest.raises(faults.UnsafeXML):
        observe(data.encode())


def test_damaged_xml_is_called_so() -> None:
    with pytest.raises(faults.DamagedFile):
        observe(wrap(PERSON)[:-20])


def test_another_root_is_no_list() -> None:
    with pytest.raises(faults.NotATable):
        observe(b'<feed xmlns:pfif="http://zesty.ca/pfif/1.4"><pfif:person/></feed>')


def test_no_record_is_no_list() -> None:
    with pytest.raises(faults.EmptyTable):
        observe(wrap(""))


@given(inside=st.text(max_size=100), place=st.integers(0, 400))
def test_any_text_within_is_rows_or_a_clear_refusal(inside: str, place: int) -> None:
    whole = wrap(PERSON.format(expiry="2026-01-01")).decode()
    data = (whole[:place] + inside + whole[place:]).encode()
    try:
        rows = observe(data)
    except VardasError:
        return
    assert rows
