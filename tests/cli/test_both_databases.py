"""The life of a station from making to restoring, on the embedded database and on a server."""

import os
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.cli.command import PASSPHRASE, Vardas
from tests.cli.conftest import FACTS

pytestmark = [pytest.mark.slow, pytest.mark.database]


@pytest.fixture
def place_database() -> Callable[[], list[str]]:
    """Make an empty database on the server under test and name it as options; or no options."""

    def place() -> list[str]:
        if os.environ.get("VARDAS_TEST_DATABASE") != "postgresql":
            return []
        server = os.environ["VARDAS_TEST_POSTGRESQL"]
        name = f"cli_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return ["--database", f"{server.rpartition('/')[0]}/{name}"]

    return place


def test_a_station_is_made_used_backed_up_and_restored(
    tmp_path: Path, place_database: Callable[[], list[str]]
) -> None:
    vardas = Vardas(tmp_path / "station", tmp_path)
    options = place_database()
    made = vardas("init", "--member", "Tester", *options)
    assert made.status == 0, made.err
    vardas.python(FACTS.format(count=5))
    assert vardas("member", "list").status == 0
    assert vardas("rebuild").status == 0
    assert vardas("verify", "--thorough").out == "All 5 commits and 10 statements hold.\n"

    backup = tmp_path / "station.backup"
    written = vardas("backup", backup)
    assert written.status == 0, written.err
    for word in (b"Made Up", b"Tester", PASSPHRASE.encode(), b"postgresql://"):
        assert word not in backup.read_bytes()
        assert word not in (vardas.folder / "station.json").read_bytes()

    there = Vardas(tmp_path / "restored", tmp_path)
    restored = there("restore", backup, *place_database())
    assert restored.status == 0, restored.err
    status = there("status", "--json").data
    assert (status["statements"], status["members"]) == (10, 1)
    assert status["records"] == vardas("status", "--json").data["records"]
    there.python(FACTS.format(count=1))
    assert there("verify").out == "All 7 commits and 12 statements hold.\n"

    if options:
        again = Vardas(tmp_path / "again", tmp_path)("init", "--member", "Tester", *options)
        assert again.status == 2
        assert "already holds tables" in again.err
