"""Backups: consistent, encrypted, whole or not there, and restored as a station of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Vardas

pytestmark = pytest.mark.slow


@pytest.fixture
def backup(vardas: Vardas, tmp_path: Path) -> Path:
    file = tmp_path / "station.backup"
    ended = vardas("backup", file)
    assert ended.status == 0, ended.err
    return file


def restore(backup: Path, tmp_path: Path, name: str = "restored") -> tuple[Vardas, int, str]:
    there = Vardas(tmp_path / name, tmp_path)
    ended = there("restore", backup)
    return there, ended.status, ended.err


def test_a_backup_brings_everything_back(vardas: Vardas, backup: Path, tmp_path: Path) -> None:
    there, status, err = restore(backup, tmp_path)

    assert status == 0, err
    before, after = vardas("status", "--json").data, there("status", "--json").data
    assert after["records"] == before["records"]
    assert after["statements"] == before["statements"]
    assert after["members"] == before["members"]
    assert there("verify", "--thorough").status == 0


def test_a_restored_station_signs_as_another_one(
    vardas: Vardas, backup: Path, tmp_path: Path
) -> None:
    there, _, _ = restore(backup, tmp_path)

    names = {vardas("status", "--json").data["station"], there("status", "--json").data["station"]}
    assert len(names) == 2


def test_a_backup_can_be_read_by_nobody(backup: Path) -> None:
    data = backup.read_bytes()

    for word in (b"Made Up", b"Tester", b"female", b"made up for the tests"):
        assert word not in data
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_leaves_nothing_else_beside_it(backup: Path, tmp_path: Path) -> None:
    assert {file.name for file in tmp_path.iterdir()} == {
        "station",
        "station.backup",
        "passphrase",
        "tmp",
    }
    assert not list((tmp_path / "tmp").iterdir())


def test_an_existing_file_is_never_overwritten(vardas: Vardas, tmp_path: Path) -> None:
    file = tmp_path / "precious"
    file.write_text("something else")

    assert vardas("backup", file).status == 2
    assert file.read_text() == "something else"


def test_a_restore_leaves_an_existing_station_alone(vardas: Vardas, backup: Path) -> None:
    before = {file.name: file.read_bytes() for file in vardas.folder.iterdir()}

    assert vardas("restore", backup).status == 2
    assert {file.name: file.read_bytes() for file in vardas.folder.iterdir()} == before


def test_a_restore_with_a_wrong_passphrase_makes_nothing(backup: Path, tmp_path: Path) -> None:
    there = Vardas(tmp_path / "restored", tmp_path)

    ended = there("restore", backup, passphrase="not the right one")

    assert ended.status == 2
    assert not there.folder.exists()


@pytest.mark.parametrize("place", [0.0, 0.001, 0.003, 0.3, 0.9])
def test_a_damaged_backup_is_refused(backup: Path, tmp_path: Path, place: float) -> None:
    data = bytearray(backup.read_bytes())
    at = int(len(data) * place) + 40
    data[at] ^= 0x20
    backup.write_bytes(data)

    there, status, err = restore(backup, tmp_path)

    assert status == 1
    assert "backup" in err or "key file" in err
    assert not (there.folder / "station.json").exists()
    assert not (there.folder / "vardas.db").exists()


def test_a_backup_that_was_cut_short_is_refused(backup: Path, tmp_path: Path) -> None:
    os.truncate(backup, backup.stat().st_size // 2)

    _, status, err = restore(backup, tmp_path)

    assert status == 1
    assert "damaged" in err


@pytest.mark.parametrize("data", [b"", b"hello", bytes(10_000), b"PK\x03\x04" + bytes(600)])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(data)

    _, status, err = restore(file, tmp_path)

    assert status == 1
    assert "not a backup" in err


def test_a_backup_taken_while_others_write_is_of_one_moment(vardas: Vardas, tmp_path: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITE.format(folder=str(vardas.folder))],
        env=vardas.environment(),
        stdout=subprocess.PIPE,
    )
    try:
        assert writer.stdout is not None
        writer.stdout.readline()  # it writes now
        ended = vardas("backup", tmp_path / "busy.backup")
    finally:
        writer.kill()
        writer.communicate()

    assert ended.status == 0, ended.err
    there, status, err = restore(tmp_path / "busy.backup", tmp_path)
    assert status == 0, err
    assert there("status", "--json").data["commits"] > 6


_WRITE = """
from pathlib import Path
from vardas.registry.opening import open_station, unlock
opened = open_station(unlock(Path({folder!r}), "made up for the tests"))
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
for number in range(100_000):
    add_record(opened.station, opened.keys.member, "person",
        [("name", {{"text": f"More {{number}}"}})], Grounds())
    print(number, flush=True)
"""
