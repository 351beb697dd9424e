"""Making a station, once and whole."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import Vardas, wait_until

pytestmark = pytest.mark.slow


def list_names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()} - {"station.lock"}


def test_init_makes_a_folder_that_only_its_owner_can_read(empty: Vardas) -> None:
    ended = empty("init", "--member", "Anna")

    assert ended.status == 0
    assert str(empty.folder) in ended.out
    assert list_names(empty.folder) == {"station.json", "vardas.db"}
    assert empty.folder.stat().st_mode & 0o777 == 0o700
    for file in empty.folder.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file.name
    assert [member["name"] for member in empty("member", "list", "--json").data] == ["Anna"]


def test_init_leaves_a_station_that_is_there_as_it_was(vardas: Vardas) -> None:
    before = {file.name: file.read_bytes() for file in vardas.folder.iterdir()}

    ended = vardas("init", "--member", "Anna")

    assert ended.status == 2
    assert "already holds a station" in ended.err
    assert {file.name: file.read_bytes() for file in vardas.folder.iterdir()} == before


def test_a_database_without_its_key_file_is_never_overwritten(vardas: Vardas) -> None:
    (vardas.folder / "station.json").unlink()
    before = (vardas.folder / "vardas.db").read_bytes()

    assert vardas("init", "--member", "Anna").status == 2
    assert (vardas.folder / "vardas.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "passphrase", "words"),
    [
        (("--member", "Anna"), "short", "at least 12 characters"),
        (("--member", "Anna"), None, "Nobody is here to be asked"),
        ((), "made up for the tests", "Nobody is here to be asked"),
        (("--member", " "), "made up for the tests", "needs a name"),
        (("--member", "x" * 151), "made up for the tests", "needs a name"),
        (
            ("--member", "Anna", "--database", "nonsense"),
            "made up for the tests",
            "database's address looks like",
        ),
        (
            ("--member", "Anna", "--database", "postgresql://a:b@127.0.0.1:1/c"),
            "made up for the tests",
            "does not answer",
        ),
        (("--member", "Anna", "--passphrase-file", "nowhere"), None, "cannot be read"),
    ],
)
def test_what_init_refuses_leaves_nothing_behind(
    empty: Vardas, arguments: tuple[str, ...], passphrase: str | None, words: str
) -> None:
    ended = empty("init", *arguments, passphrase=passphrase)

    assert ended.status == 2
    assert words in ended.err
    assert not (empty.folder / "vardas.db").exists()
    assert not (empty.folder / "station.json").exists()


def test_a_making_that_was_killed_is_told_and_made_anew(empty: Vardas) -> None:
    process = subprocess.Popen(
        empty.command("init", "--member", "Anna"),
        env=empty.environment(),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until((empty.folder / "station.json.unfinished").exists)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    told = empty("status")
    assert told.status == 2
    assert "interrupted" in told.err
    assert empty("init", "--member", "Anna").status == 0
    assert list_names(empty.folder) == {"station.json", "vardas.db"}
