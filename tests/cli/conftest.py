"""A station per test, copied from one that is made once: making one takes seconds."""

import shutil
from pathlib import Path

import pytest

from tests.cli.command import PASSPHRASE, Vardas

FACTS = """
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
for number in range({count}):
    add_record(opened.station, opened.keys.member, "person",
        [("name", {{"text": f"Made Up {{number}}"}}), ("sex", "female")], Grounds())
"""

CHEAPER = f"""
from vardas.keys.passphrase import Costs
from vardas.registry.keyfile import set_passphrase, write_key_file
costs = Costs(memory=64, passes=1, lanes=1)
file = set_passphrase(opened.file, opened.keys, opened.keys.member, {PASSPHRASE!r},
    opened.station.random, costs=costs)
write_key_file(opened.folder, file)
"""
"""Every command opens the station anew; at the costs of real life that is most of a test's time."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a station with five people in it."""
    place = tmp_path_factory.mktemp("made")
    vardas = Vardas(place / "station", place)
    ended = vardas("init", "--member", "Tester")
    assert ended.status == 0, ended.err
    vardas.python(FACTS.format(count=5))
    vardas.python(CHEAPER)
    return vardas.folder


@pytest.fixture
def vardas(made: Path, tmp_path: Path) -> Vardas:
    """The command on a station of one's own."""
    shutil.copytree(made, tmp_path / "station")
    return Vardas(tmp_path / "station", tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Vardas:
    """The command on a folder that is not there yet."""
    return Vardas(tmp_path / "station", tmp_path)
