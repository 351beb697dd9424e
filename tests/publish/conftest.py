"""A world to publish from, on an empty registry."""

import pytest

from tests.publish.world import World
from tests.registry.conftest import make_station
from vardas.registry.fold.rebuild import rebuild


@pytest.fixture
def world(db: None) -> World:
    rebuild()
    return World(make_station())
