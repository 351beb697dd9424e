"""Writes what was counted once the last test of the matrix has run."""

from collections.abc import Iterator

import pytest

from tests.web.access.tally import write_tally


@pytest.fixture(scope="session", autouse=True)
def tally() -> Iterator[None]:
    yield
    write_tally()
