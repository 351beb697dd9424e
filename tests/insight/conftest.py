"""Insight reads a registry: one with the demo case in it, loaded once for a whole file of tests."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.case.loading import DEMO_CASE, load_case
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.station import Station

Keys = Mapping[str, UUID]
"""The ids of the demo case's records by their keys in its files."""


@pytest.fixture
def station(db: None) -> Station:
    """One station on an empty registry."""
    rebuild()
    return make_station()


@pytest.fixture
def case(station: Station) -> Keys:
    """The demo case, loaded."""
    return load_case(station, MEMBER, DEMO_CASE).keys
