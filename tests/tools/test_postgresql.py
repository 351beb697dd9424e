"""The throw-away server answers, and is gone afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path

import psycopg
import pytest

from tools.postgresql import ServerError, run_server
from tools.programs import NO_POSTGRESQL, find_postgresql


@pytest.fixture
def programs() -> Path:
    found = find_postgresql()
    if found is None:
        pytest.skip(str(NO_POSTGRESQL))
    return found


@pytest.mark.slow
def test_a_server_lives_as_long_as_its_block(programs: Path) -> None:
    with run_server(programs) as url:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            row = connection.execute("SELECT lower('ВЯРТАННЕ'), current_setting('data_directory')")
            lowered, folder = row.fetchone() or ("", "")
        assert lowered == "вяртанне"
    assert not Path(folder).exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=5)


def test_programs_that_do_not_work_are_reported_in_their_own_words() -> None:
    # Not tmp_path: the account that the server runs as could not enter it.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        initdb = Path(folder, "initdb")
        initdb.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 1\n")
        initdb.chmod(0o755)
        with pytest.raises(ServerError, match="no room left"), run_server(Path(folder)):
            pass
