"""What all tests share: the marker of those that need a database, and where shared data lies."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.registry.access.holding import Pairs, make_seals
from vardas.registry.opening import read_clock
from vardas.registry.records.visibility import Visibility

settings.register_profile("quick", max_examples=50, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("VARDAS_TEST_PROFILE", "quick"))

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session", autouse=True)
def remove_station_folder() -> Iterator[None]:
    """Leave nothing of the made-up station behind."""
    yield
    from vardas.registry import opening

    shutil.rmtree(opening.current().folder, ignore_errors=True)


@pytest.fixture
def holder(db: None) -> dict[Visibility, Pairs]:
    """All four seals of the station, with their private keys."""
    return make_seals(os.urandom, read_clock())


@pytest.fixture
def shared() -> Path:
    """The folder with real lists and the founding article; absent on most machines."""
    if not SHARED.exists():
        pytest.skip("needs ../shared")
    return SHARED
