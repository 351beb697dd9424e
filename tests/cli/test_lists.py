"""``vardas import`` and ``vardas source add``."""

from pathlib import Path

import pytest

from tests.cli.command import Vardas

pytestmark = pytest.mark.slow

LIST = """name,birth date,prison,remark
Made Up Again,1954-02-29,colony 1,x
Борис Выдуманный,03.04.1961,colony 2,
"""


@pytest.fixture
def given(tmp_path: Path) -> Path:
    file = tmp_path / "given.csv"
    file.write_text(LIST)
    return file


def test_a_list_comes_in_whole_and_is_taken_back_whole(vardas: Vardas, given: Path) -> None:
    brought = vardas("import", given, "--json", "--title", "A made-up list")
    assert brought.status == 0, brought.err
    assert brought.data["rows"] == 2
    assert brought.data["problems"] >= 1
    records = vardas("status", "--json").data["records"]
    assert (records["listing"], records["person"]) == (2, 5)

    taken = vardas("import", "--undo", brought.data["source"], "--why", "a trial", "--json")

    assert taken.status == 0, taken.err
    assert vardas("status", "--json").data["records"]["listing"] == 0
    assert vardas("verify").status == 0


def test_it_shows_how_it_reads_and_writes_nothing_unasked(vardas: Vardas, given: Path) -> None:
    seen = vardas("import", given, "--preview")
    assert seen.status == 0
    assert "birth_date" in seen.err
    assert "row 2" in seen.err

    refused = vardas("import", given)

    assert refused.status == 2
    assert "--yes" in refused.err
    assert vardas("status", "--json").data["commits"] == 5


def test_a_column_can_be_said_to_be_something_else_and_is_remembered(
    vardas: Vardas, given: Path
) -> None:
    said = vardas("import", given, "--json", "--column", "remark=note", "--column", "prison=")
    assert said.status == 0, said.err

    again = vardas("import", given, "--preview", "--json")

    fields = {part["column"]: part["field"] for part in again.data["columns"]}
    assert fields == {"name": "name", "birth date": "birth_date", "prison": "", "remark": "note"}


@pytest.mark.parametrize("answer", ["nowhere=note", "name=nothing", "name", "name=cells"])
def test_a_column_or_field_that_is_not_there(vardas: Vardas, given: Path, answer: str) -> None:
    ended = vardas("import", given, "--yes", "--column", answer)

    assert ended.status == 2
    assert answer in ended.err


def test_what_is_no_list_is_refused(vardas: Vardas, tmp_path: Path) -> None:
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    assert vardas("import", picture, "--yes").status == 1
    assert vardas("import", tmp_path / "absent.csv", "--yes").status == 2
    assert vardas("import").status == 2


def test_a_source_gets_its_text_once(vardas: Vardas, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Made-up words of a made-up article.\n")
    facts = ("--title", "Made up", "--type", "article", "--published", "2025-09-12")

    first = vardas("source", "add", file, *facts, "--json")
    assert first.status == 0, first.err
    again = vardas("source", "add", file, *facts, "--json")

    assert again.data["source"] == first.data["source"]
    assert (first.data["known"], again.data["known"]) == (False, True)
    assert vardas("status", "--json").data["records"]["source"] == 1


def test_a_source_that_cannot_be(vardas: Vardas, tmp_path: Path) -> None:
    file = tmp_path / "bytes"
    file.write_bytes(b"\xff\xfe\x00")

    for arguments, words in (
        ((file, "--title", "x"), "plain text"),
        (("--title", "x", "--type", "nonsense"), "What it is"),
        (("--title", "x", "--published", "not a date"), "Published"),
        ((), "needs a title"),
        ((tmp_path / "absent",), "cannot be read"),
        (("--source", "01993b2e-7c00-7000-8000-000000000000"), "no source with this number"),
    ):
        ended = vardas("source", "add", *arguments)
        assert ended.status == 2, arguments
        assert words in ended.err, ended.err


STATEMENTS = """{"entity_id": "a", "prop": "name", "schema": "Person", "value": "Ana Kukul"}
{"entity_id": "a", "prop": "gender", "schema": "Person", "value": "female"}
{"entity_id": "b", "canonical_id": "a", "prop": "name", "schema": "Person", "value": "Anna"}
"""
PEOPLE = """<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4"><pfif:person>
<pfif:person_record_id>example.org/1</pfif:person_record_id>
<pfif:expiry_date>2001-01-01T00:00:00Z</pfif:expiry_date>
<pfif:full_name>Ana Kukul</pfif:full_name></pfif:person></pfif:pfif>
"""


@pytest.mark.parametrize(
    ("text", "rows", "words"),
    [
        pytest.param(STATEMENTS, 2, "not merged", id="FollowTheMoney"),
        pytest.param(PEOPLE, 1, "expired on 2001-01-01", id="PFIF"),
    ],
)
def test_other_formats_come_in_by_what_they_are(
    vardas: Vardas, tmp_path: Path, text: str, rows: int, words: str
) -> None:
    file = tmp_path / "handed.over"
    file.write_text(text)
    seen = vardas("import", file, "--preview")
    assert words in seen.err.replace("\n", " ")
    before = vardas("status", "--json").data["records"]

    brought = vardas("import", file, "--json")

    assert brought.status == 0, brought.err
    assert (brought.data["rows"], brought.data["problems"]) == (rows, 1)
    after = vardas("status", "--json").data["records"]
    assert after["listing"] == before.get("listing", 0) + rows
    assert after["person"] == before["person"]
