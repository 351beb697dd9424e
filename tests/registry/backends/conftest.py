"""An encrypted file of the test's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.registry.backends.opened import make_wrapper
from vardas.registry.backends.sqlcipher.base import DatabaseWrapper


@pytest.fixture(autouse=True)
def let_connect(django_db_blocker: Any) -> Iterator[None]:
    """These tests open files of their own beside the suite's database."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is."""
    return tmp_path / "x.db"


@pytest.fixture
def wrapper(path: Path) -> Iterator[DatabaseWrapper]:
    """A connection to it, closed afterwards."""
    made = make_wrapper(path)
    yield made
    made.close()
