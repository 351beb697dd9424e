"""A list on the pages: handed in, its columns named, looked at, brought in, decided, taken back."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.conftest import BACKEND, Made
from vardas.registry import opening
from vardas.registry.records.models import Judgement, Listing, Person, Source
from vardas.registry.tables.member import Member
from vardas.registry.tables.setting import PendingList, SavedMapping

LIST = """Name,Date of birth,Arrested,Prison,Agreement
Ana Kukul,1985-03-12,2021-03-01,IK-4,
Alaksandr Prykladny,1960,2021-03-01,Lithuania,=1+1
"Ola\u202e Kukul",1954-02-29,,FALSE,"\t=карова"
,,,,nobody
"""
NOWHERE = UUID(int=5)


def hand_in(client: Client, text: str | bytes = LIST, name: str = "list.csv", **more: str):
    data = text.encode() if isinstance(text, str) else text
    return client.post("/lists/new/", {"file": SimpleUploadedFile(name, data), **more})


def wait(client: Client, text: str | bytes = LIST, **more: str) -> str:
    """Hand a list in and return the address under which it waits."""
    answer = hand_in(client, text, **more)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def bring_in(client: Client, text: str | bytes = LIST) -> str:
    """Bring a list in and return the address of its rows."""
    answer = client.post(wait(client, text) + "commit/")
    assert answer.status_code == 302
    return answer["Location"]


def decide(client: Client, rows: str, act: str, **more: object):
    return client.post(rows + "decide/", {"act": act, **more}, follow=True)


def find(name: str) -> Listing:
    return Listing.objects.get(caption=name)


def test_a_list_goes_the_whole_way(signed_in: Client, member: Member) -> None:
    assert "No list is in yet" in signed_in.get("/lists/").content.decode()
    waiting = wait(signed_in, title="Our list", published="September 2025")
    assert "Our list" in signed_in.get("/lists/").content.decode()
    page = signed_in.get(waiting).content.decode()
    assert 'value="birth_date" selected' in page
    answer = signed_in.post(
        waiting,
        {"column-0": "name", "column-1": "birth_date", "column-2": "detained_on",
         "column-3": "place", "column-4": "note"},
    )  # fmt: skip
    assert answer["Location"] == waiting + "preview/"
    preview = signed_in.get(waiting + "preview/").content.decode()
    assert "has no day 29" in preview
    assert "Ana Kukul" not in preview
    assert "Ana Kukul" in signed_in.get(waiting + "preview/?show=all").content.decode()
    assert not Listing.objects.exists()
    rows = signed_in.post(waiting + "commit/")["Location"]
    shown = signed_in.get(rows).content.decode()
    assert "Ana Kukul" in shown
    assert "is a state and not a prison" in shown
    source = Source.objects.get(type="list")
    assert (source.title, source.published, source.file_name) == ("Our list", "2025-09", "list.csv")
    assert not PendingList.objects.exists()
    assert SavedMapping.objects.get().mapping[4]["field"] == "note"


def test_the_mapping_is_remembered_for_the_next_list_with_these_headings(
    signed_in: Client, member: Member
) -> None:
    waiting = wait(signed_in)
    signed_in.post(waiting, {"column-0": "name", "column-4": "description"})
    again = wait(signed_in, LIST + "Ida,,,,\n")
    page = signed_in.get(again).content.decode()
    assert page.count('value="description" selected') == 1
    assert 'value="birth_date" selected' not in page


def test_two_columns_cannot_be_the_same(signed_in: Client, member: Member) -> None:
    waiting = wait(signed_in)
    answer = signed_in.post(waiting, {"column-0": "name", "column-1": "name"})
    assert answer.status_code == 200
    assert "Another column is this already" in answer.content.decode()
    assert signed_in.post(waiting, {"column-0": "shoe_size"}).status_code == 200
    assert not SavedMapping.objects.exists()
    both = {"column-0": "name", "column-3": "note", "column-4": "note"}
    assert signed_in.post(waiting, both).status_code == 302


def test_the_same_file_again_is_pointed_out(signed_in: Client, member: Member) -> None:
    bring_in(signed_in)
    assert "The very same file is in already" in signed_in.get(wait(signed_in)).content.decode()


def test_a_list_put_aside_leaves_nothing(signed_in: Client, member: Member) -> None:
    waiting = wait(signed_in)
    signed_in.post(waiting + "cancel/")
    assert not PendingList.objects.exists()
    assert not Listing.objects.exists()
    for path in ("", "preview/"):
        assert signed_in.get(waiting + path).status_code == 404


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"%PDF-1.7", "list.csv", "the file is a PDF"),
        (b"", "list.csv", "empty"),
        (b"Name,Born\n", "list.csv", "There is no row in this file"),
        (b"PK\x03\x04 broken", "list.xlsx", "damaged"),
        (b"Name\n" + b"a" * 150_000, "list.csv", "holds more than"),
    ],
)
def test_what_is_no_list_is_refused_and_what_was_typed_stays(
    signed_in: Client, member: Member, data: bytes, name: str, words: str
) -> None:
    answer = hand_in(signed_in, data, name, title="Typed <b>", published="11.09.2025")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Typed &lt;b&gt;" in page
    assert 'value="11.09.2025"' in page
    assert not PendingList.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "a\x00b"},
        {"title": "x" * 301},
        {"published": "yesterday-ish"},
        {"language": "xx"},
        {"publisher": "x" * 5000},
    ],
)
def test_a_form_that_is_wrong_says_so(
    signed_in: Client, member: Member, fields: dict[str, str]
) -> None:
    answer = hand_in(signed_in, **fields)
    assert answer.status_code == 200
    assert 'class="wrong"' in answer.content.decode()
    assert not PendingList.objects.exists()


def test_a_file_larger_than_the_limit_is_refused(
    signed_in: Client, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vardas.web.uploads.LARGEST", 100_000)
    answer = hand_in(signed_in, b"Name\n" + b"Ana\n" * 100_000)
    assert answer.status_code == 400
    assert "larger than" in answer.content.decode()
    assert not PendingList.objects.exists()


def test_nothing_is_written_to_the_disk(
    signed_in: Client, member: Member, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    opened: list[object] = []
    monkeypatch.setattr(tempfile, "mkstemp", lambda *args, **options: opened.append(args))
    text = LIST + "Ida,,,,\n" * 40_000
    assert len(text) > 2_621_440 / 10
    waiting = wait(signed_in, text * 1)
    signed_in.get(waiting + "preview/")
    assert list(tmp_path.iterdir()) == []
    assert opened == []


def test_the_list_of_another_member_is_not_there(signed_in: Client, member: Member) -> None:
    waiting = wait(signed_in)
    other = Member.objects.create(
        id=UUID(int=8), name="Ina", joined=opening.read_clock(), roles=["documenter"]
    )
    client = Client()
    client.force_login(other, BACKEND)
    assert "list.csv" not in client.get("/lists/").content.decode()
    for path in ("", "preview/"):
        assert client.get(waiting + path).status_code == 404
    for path in ("", "commit/", "cancel/"):
        assert client.post(waiting + path, {}).status_code == 404
    assert PendingList.objects.count() == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", f"/lists/{NOWHERE}/", 404),
        ("get", f"/lists/{NOWHERE}/undo/", 404),
        ("get", f"/lists/{NOWHERE}/rows.csv", 404),
        ("get", f"/lists/waiting/{NOWHERE}/", 404),
        ("get", f"/lists/waiting/{NOWHERE}/preview/", 404),
        ("post", f"/lists/waiting/{NOWHERE}/commit/", 404),
        ("post", f"/lists/waiting/{NOWHERE}/cancel/", 404),
        ("get", f"/lists/waiting/{NOWHERE}/commit/", 405),
        ("get", f"/lists/{NOWHERE}/decide/", 405),
        ("get", f"/lists/waiting/{NOWHERE}/progress/", 302),
        ("get", "/lists/waiting/nothing/", 404),
    ],
)
def test_unknown_ids(
    signed_in: Client, member: Member, method: str, path: str, status: int
) -> None:
    assert getattr(signed_in, method)(path).status_code == status


def test_a_source_that_is_no_list_has_no_rows(signed_in: Client, made: Made) -> None:
    assert signed_in.get(f"/lists/{made['paper']}/").status_code == 404


def test_signed_out_nobody_sees_a_list(client: Client, member: Member) -> None:
    for path in ("/lists/", "/lists/new/", f"/lists/{NOWHERE}/"):
        assert client.get(path).status_code == 302


def test_cells_stand_in_the_order_of_the_file(signed_in: Client, member: Member) -> None:
    rows = bring_in(signed_in)
    page = signed_in.get(rows).content.decode()
    places = [page.index(f">{heading}<") for heading in ("Name", "Date of birth", "Prison")]
    assert places == sorted(places)


def test_an_override_in_a_name_turns_nothing(signed_in: Client, member: Member) -> None:
    waiting = wait(signed_in, 'Name\n"Ola\u202e Kukul"\n"A\x00b"\n')
    for page in (waiting, waiting + "preview/?show=all"):
        assert "\u202e" not in signed_in.get(page).content.decode()
    rows = signed_in.post(waiting + "commit/")["Location"]
    assert "\u202e" not in signed_in.get(rows).content.decode()
    assert "\x00" not in signed_in.get(rows).content.decode()


def test_the_download_has_every_cell_and_no_formula(signed_in: Client, member: Member) -> None:
    rows = bring_in(signed_in)
    answer = signed_in.get(rows + "rows.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == [
        "row", "Name", "Date of birth", "Arrested", "Prison", "Agreement", "problems",
    ]  # fmt: skip
    assert lines[1][:5] == ["2", "Ana Kukul", "1985-03-12", "2021-03-01", "IK-4"]
    assert len(lines) == 5
    assert not [cell for line in lines for cell in line if cell[:1] in ("=", "+", "-", "@", "\t")]
    assert "has no day 29" in lines[3][-1]
    assert "list" not in answer["Content-Disposition"]


def test_a_person_is_made_of_a_row(signed_in: Client, member: Member) -> None:
    rows = bring_in(signed_in)
    answer = decide(signed_in, rows, f"new:{find('Ana Kukul').pk}", back="show=open&page=1")
    assert answer.redirect_chain[0][0] == f"{rows}?show=open&page=1#row-2"
    person = Person.objects.get()
    assert (person.caption, person.birth_date) == ("Ana Kukul", "1985-03-12")
    # once decided, pressing again makes nobody
    decide(signed_in, rows, f"new:{find('Ana Kukul').pk}")
    assert Person.objects.count() == 1


def test_people_are_made_of_ticked_rows(signed_in: Client, member: Member) -> None:
    rows = bring_in(signed_in)
    ticked = [str(find(name).pk) for name in ("Ana Kukul", "Alaksandr Prykladny")]
    answer = decide(signed_in, rows, "new", row=ticked)
    assert "2 new people were made" in answer.content.decode()
    assert Person.objects.count() == 2
    assert "No row was ticked" in decide(signed_in, rows, "new").content.decode()


def test_a_row_that_looks_like_somebody_is_proposed_and_decided(
    signed_in: Client, made: Made
) -> None:
    rows = bring_in(signed_in)
    row, person = find("Alaksandr Prykladny").pk, made["person"]
    assert "Looks like" in signed_in.get(rows).content.decode()
    decide(signed_in, rows, f"answer:{row}:{person}:same")
    judgement = Judgement.objects.get()
    assert (judgement.left, judgement.right, judgement.answer) == (row, person, "same")
    assert "Looks like" not in signed_in.get(rows).content.decode()
    decide(signed_in, rows, f"undo:{judgement.pk}")
    assert not Judgement.objects.exists()
    assert "Looks like" in signed_in.get(rows).content.decode()


def test_the_filters_count_what_they_show(signed_in: Client, member: Member) -> None:
    rows = bring_in(signed_in)
    decide(signed_in, rows, f"new:{find('Ana Kukul').pk}")
    counts = {key: count for key, _label, count in signed_in.get(rows).context["filters"]}
    assert counts == {"": 4, "open": 3, "problems": 2}
    for key, count in counts.items():
        assert len(signed_in.get(f"{rows}?show={key}").context["rows"]) == count
    assert len(signed_in.get(f"{rows}?show=<b>").context["rows"]) == 4


def test_rows_like_nobody_are_made_at_once_and_those_like_somebody_are_not(
    signed_in: Client, made: Made
) -> None:
    rows = bring_in(signed_in, LIST + "Ida Haj,1990,,,\nIda Haj,1991,,,\n")
    bulk = signed_in.get(rows).context["bulk"]
    assert {Listing.objects.get(pk=row).row for row in bulk.unlike} == {2, 4}
    everybody = [str(listing.pk) for listing in Listing.objects.all()]
    before = Person.objects.count()
    decide(signed_in, rows, "unlike", unlike=everybody)
    assert Person.objects.count() == before + 2


def test_rows_with_the_same_name_and_date_are_decided_at_once(
    signed_in: Client, member: Member
) -> None:
    first = bring_in(signed_in)
    decide(signed_in, first, f"new:{find('Ana Kukul').pk}")
    rows = bring_in(signed_in, "Name,Born\nana kukul,1985-03-12\nAna Kukul,1985\n")
    alike = signed_in.get(rows).context["bulk"].alike
    assert len(alike) == 1
    others = Listing.objects.filter(list=UUID(rows.split("/")[2]))
    person = Person.objects.get().pk
    decide(signed_in, rows, "alike", alike=[f"{row.pk}:{person}" for row in others] + ["x", ":"])
    assert Judgement.objects.filter(left__in=others.values("pk")).count() == 1


@pytest.mark.parametrize(
    "act",
    ["", "dance", "new:", "new:x", f"new:{NOWHERE}", "answer", "answer:1:2:3", f"undo:{NOWHERE}",
     "undo:x", f"answer:{NOWHERE}:{NOWHERE}:same", "alike", "unlike", "new:\x00"],
)  # fmt: skip
def test_an_act_that_makes_no_sense_does_nothing(
    signed_in: Client, member: Member, act: str
) -> None:
    rows = bring_in(signed_in)
    answer = decide(signed_in, rows, act, back="https://elsewhere.example/")
    assert answer.status_code == 200
    assert answer.redirect_chain[0][0] == rows
    assert not Person.objects.exists()
    assert not Judgement.objects.exists()


def test_a_row_and_its_answer_must_be_of_this_list(signed_in: Client, made: Made) -> None:
    first = bring_in(signed_in, "Name\nAna Kukul\n")
    row = find("Ana Kukul").pk
    other = bring_in(signed_in, "Name\nIda Haj\n")
    decide(signed_in, other, f"new:{row}")
    decide(signed_in, other, f"answer:{row}:{made['person']}:same")
    assert not Judgement.objects.exists()
    decide(signed_in, first, f"answer:{row}:{made['person']}:same")
    decide(signed_in, other, f"undo:{Judgement.objects.get().pk}")
    assert Judgement.objects.count() == 1


def test_an_answer_about_nobody_is_refused_in_words(signed_in: Client, made: Made) -> None:
    rows = bring_in(signed_in, "Name\nAna Kukul\n")
    answer = decide(signed_in, rows, f"answer:{find('Ana Kukul').pk}:{made['paper']}:same")
    assert "a person on the other" in answer.content.decode()
    assert not Judgement.objects.exists()


def test_an_import_is_taken_back_with_a_reason(signed_in: Client, member: Member) -> None:
    rows = bring_in(signed_in)
    decide(signed_in, rows, f"new:{find('Ana Kukul').pk}")
    assert "1 row was tied" in signed_in.get(rows + "undo/").content.decode()
    assert signed_in.post(rows + "undo/", {"why": ""}).status_code == 200
    assert Listing.objects.count() == 4
    answer = signed_in.post(rows + "undo/", {"why": "the wrong file"}, follow=True)
    assert "taken back" in answer.content.decode()
    assert not Listing.objects.exists()
    assert signed_in.get(rows).status_code == 404
    assert Person.objects.count() == 1


def test_no_title_of_a_page_names_anybody(signed_in: Client, member: Member) -> None:
    rows = bring_in(signed_in)
    waiting = wait(signed_in, title="The Kukul list")
    for path in ("/lists/", "/lists/new/", rows, rows + "undo/", waiting, waiting + "preview/"):
        title = signed_in.get(path).content.decode().split("<title>")[1].split("</title>")[0]
        assert "Kukul" not in title
        assert title.endswith("· Vardas")
