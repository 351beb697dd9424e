"""The settings of a made-up station, on the database that VARDAS_TEST_DATABASE names."""

import os
import tempfile
from pathlib import Path
from uuid import UUID

from vardas.keys.signing import SigningKey
from vardas.registry import opening
from vardas.registry.keyfile import KeyFile, Keys, set_address
from vardas.registry.station import Station

_folder = Path(tempfile.mkdtemp(prefix="vardas-tests-"))
_keys = Keys(b"m" * 32, SigningKey(b"s" * 32), UUID(int=7))
_database = (
    os.environ["VARDAS_TEST_POSTGRESQL"]
    if os.environ.get("VARDAS_TEST_DATABASE") == "postgresql"
    else ""
)
_file = set_address(KeyFile("vardas-station", 1, (), ""), _keys, _database, os.urandom)
opening.adopt(
    opening.Opened(_folder, _file, _keys, Station(_keys.signing, opening.read_clock, os.urandom))
)

from vardas.settings import *  # noqa: E402, F403
from vardas.settings import DATABASES, LOOPBACK  # noqa: E402

globals().update(LOOPBACK)
if not _database:
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.db")}
