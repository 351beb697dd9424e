"""``vardas member`` and ``vardas passphrase``."""

from pathlib import Path

import pytest

from tests.cli.command import PASSPHRASE, Vardas

pytestmark = pytest.mark.slow

NEW = "something else entirely"


@pytest.fixture
def new(tmp_path: Path) -> tuple[str, Path]:
    file = tmp_path / "new"
    file.write_text(NEW)
    return "--new-passphrase-file", file


def test_a_member_comes_works_and_goes(vardas: Vardas, new: tuple[str, Path]) -> None:
    assert vardas("member", "add", "Borys", *new).status == 0
    listed = vardas("member", "list", "--json", passphrase=NEW).data
    assert [(one["name"], one["active"]) for one in listed] == [("Tester", True), ("Borys", True)]

    assert vardas("member", "suspend", "Borys").status == 0

    refused = vardas("status", passphrase=NEW)
    assert refused.status == 2
    assert "passphrase is not right" in refused.err
    assert "suspended" in vardas("member", "list").out


def test_ones_own_passphrase_is_changed(vardas: Vardas, new: tuple[str, Path]) -> None:
    assert vardas("passphrase", *new).status == 0

    assert vardas("status", passphrase=PASSPHRASE).status == 2
    assert vardas("status", passphrase=NEW).status == 0
    assert vardas("verify", passphrase=NEW).status == 0


def test_the_last_member_cannot_be_suspended(vardas: Vardas) -> None:
    ended = vardas("member", "suspend", "Tester")

    assert ended.status == 2
    assert "last member" in ended.err
    assert vardas("status").status == 0


def test_a_member_who_is_not_there(vardas: Vardas) -> None:
    ended = vardas("member", "suspend", "Nobody")

    assert ended.status == 2
    assert "vardas member list" in ended.err
