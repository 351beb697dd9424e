"""``vardas publish``: two members, a folder replaced as a whole, nothing without approval."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import PASSPHRASE, Vardas

pytestmark = pytest.mark.slow

SECOND = "made up for another member"

AGREE = """
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
from vardas.registry.records.models import Person
for person in Person.objects.filter(caption__in={names!r}):
    add_record(opened.station, opened.keys.member, "consent", [
        ("person", str(person.pk)), ("purpose", "say_arrived"), ("answer", {answer!r}),
        ("how", "spoken"), ("given_on", {day!r})], Grounds())
"""


MAKE_PUBLISHER = """
from vardas.registry.tables.member import Member
Member.objects.filter(name="Second").update(roles=["publisher"])
"""


@pytest.fixture
def agreed(vardas: Vardas) -> Vardas:
    """Two of five agreed to the public list, and there is a second member."""
    names = ["Made Up 1", "Made Up 2"]
    vardas.python(AGREE.format(names=names, answer="yes", day="2025-09-12"))
    words = vardas.scratch / "second"
    words.write_text(SECOND + "\n")
    added = vardas("member", "add", "Second", "--new-passphrase-file", words)
    assert added.status == 0, added.err
    refused = vardas("publish", passphrase=SECOND)
    assert refused.status == 2
    assert "roles do not let you" in refused.err
    vardas.python(MAKE_PUBLISHER)
    return vardas


def text_of(folder: Path) -> str:
    return "\n".join(
        path.read_text(errors="replace") for path in sorted(folder.rglob("*")) if path.is_file()
    )


def test_from_nothing_to_a_site_and_back(agreed: Vardas, tmp_path: Path) -> None:
    seen = agreed("publish", "--json")
    assert seen.data["leaves"]["person"] == 2
    assert seen.data["stays"]["not_asked"] == 3
    site = tmp_path / "site"
    early = agreed("publish", "--out", site)
    assert early.status == 2
    assert "--propose" in early.err
    assert not site.exists()
    number = agreed("publish", "--propose", "--json").data["publication"]
    own = agreed("publish", "--approve", number)
    assert own.status == 2
    assert "second member" in own.err
    assert agreed("publish", "--out", site).status == 2
    second = agreed("publish", "--approve", number, passphrase=SECOND)
    assert second.status == 0, second.err
    written = agreed("publish", "--out", site, "--json")
    assert written.status == 0, written.err
    assert (written.data["people"], written.data["gone"]) == (2, 0)
    text = text_of(site)
    assert "Made Up 1" in text
    assert "Made Up 2" in text
    assert not [n for n in (0, 3, 4) if f"Made Up {n}" in text]

    facts = tmp_path / "facts"
    told = agreed("publish", "--facts", facts, "--json")
    assert told.status == 0, told.err
    assert sorted(told.data["files"]) == ["facts.html", "facts.pdf", "facts.txt"]
    assert (facts / "facts.txt").read_text().startswith("Facts in plain terms")
    assert agreed("publish", "--facts", facts, "--propose").status == 2

    agreed.python(AGREE.format(names=["Made Up 1"], answer="no", day="2025-09-20"))
    again = agreed("publish", "--out", site, "--json")
    assert again.status == 0, again.err
    assert again.data["people"] == 1
    assert again.data["gone"] > 0
    assert "Made Up 1" not in text_of(site)
    assert sorted(path.name for path in tmp_path.iterdir() if "site" in path.name) == ["site"]
    assert agreed("verify").status == 0


def test_a_folder_with_other_files_is_left_alone(agreed: Vardas, tmp_path: Path) -> None:
    number = agreed("publish", "--propose", "--json").data["publication"]
    agreed("publish", "--approve", number, passphrase=SECOND)
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine")
    before = agreed("status", "--json").data["commits"]
    refused = agreed("publish", "--out", other)
    assert refused.status == 2
    assert (other / "letter.txt").read_text() == "mine"
    assert agreed("status", "--json").data["commits"] == before


def test_the_only_member_is_told_that_two_are_needed(vardas: Vardas) -> None:
    assert vardas("publish", "--propose").status == 2  # nobody agreed
    vardas.python(AGREE.format(names=["Made Up 1"], answer="yes", day="2025-09-12"))
    proposed = vardas("publish", "--propose", "--json")
    refused = vardas("publish", "--approve", proposed.data["publication"], passphrase=PASSPHRASE)
    assert refused.status == 2
    assert "only member" in refused.err
    assert vardas("publish", "--propose", "--out", "x").status == 2


def test_what_it_says_names_nobody(agreed: Vardas) -> None:
    told = agreed("publish")
    assert told.status == 0
    assert "Made Up" not in told.out + told.err
    assert "has not been asked" in told.out
