"""Opening a station's keys, and the one station that a process has open."""

import random
from pathlib import Path
from uuid import UUID

import pytest

from vardas.keys.passphrase import Costs, WrongPassphrase
from vardas.registry import opening
from vardas.registry.keyfile import make_key_file, write_key_file
from vardas.registry.opening import Opened, StationNotOpen, adopt, current, read_clock, unlock

WORDS = "made up for the tests"
ADDRESS = "postgresql://vardas:secret@db.example.org/vardas"


def make(folder: Path, **more: object) -> Path:
    costs = Costs(memory=64, passes=1, lanes=1)
    file = make_key_file(UUID(int=1), WORDS, random.Random(1).randbytes, costs=costs, **more)  # type: ignore[arg-type]
    write_key_file(folder, file)
    return folder


def test_unlocking_gives_all_that_the_ledger_needs(tmp_path: Path) -> None:
    opened = unlock(make(tmp_path), WORDS)

    assert opened.keys.member == UUID(int=1)
    assert opened.station.name == opened.keys.signing.station
    assert opened.station.clock().tzinfo is not None
    assert len(opened.station.random(8)) == 8
    assert opened.database_path == tmp_path / "vardas.db"
    assert opened.address == ""
    assert not opened.is_demo


def test_a_demo_and_a_station_on_a_server_say_so(tmp_path: Path) -> None:
    assert unlock(make(tmp_path, is_demo=True), WORDS).is_demo
    assert unlock(make(tmp_path, database=ADDRESS), WORDS).address == ADDRESS


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(make(tmp_path), "something else entirely")


def test_a_process_has_one_station(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_current", None)
    with pytest.raises(StationNotOpen):
        current()

    opened = unlock(make(tmp_path), WORDS)
    adopt(opened)

    assert current() is opened


def test_an_opened_station_shows_no_key_when_printed(tmp_path: Path) -> None:
    opened: Opened = unlock(make(tmp_path), WORDS)

    for secret in (opened.keys.master, opened.keys.database, opened.keys.signing.seed()):
        assert secret.hex() not in repr(opened)
        assert repr(secret)[2:-1] not in repr(opened)


def test_the_clock_is_in_utc() -> None:
    assert read_clock().utcoffset() is not None
    assert read_clock().utcoffset().total_seconds() == 0  # type: ignore[union-attr]
