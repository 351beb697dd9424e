"""A station whose clock ticks by itself and whose random bytes repeat from run to run."""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from vardas.keys.signing import SigningKey
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.station import Station

MEMBER = UUID(int=7)


class Clock:
    """Wall time that moves on by a second whenever it is read."""

    def __init__(self) -> None:
        self.now = datetime(2025, 9, 12, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def make_station(seed: int = 1) -> Station:
    """Make a station that is the same for the same seed."""
    source = random.Random(seed)
    return Station(SigningKey(source.randbytes(32)), Clock(), source.randbytes)


@pytest.fixture
def station(db: None) -> Station:
    """One station on an empty registry."""
    rebuild()
    return make_station()
