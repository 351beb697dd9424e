"""Programs from outside Python that tests use: where they are, and how to get them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Missing:
    """A program that is not here, what goes untested without it, and the command that gets it."""

    name: str
    untested: str
    command: str

    def __str__(self) -> str:
        return f"{self.name} is missing: {self.untested}. To get it: {self.command}"


NO_CHROMIUM = Missing("Chromium", "no page is tested in a browser", "apt-get install chromium")
NO_POSTGRESQL = Missing(
    "PostgreSQL", "no test runs on the server database", "apt-get install postgresql"
)


def find_chromium() -> Path | None:
    """Return the installed Chromium, or None."""
    for name in CHROMIUM_NAMES:
        if found := shutil.which(name):
            return Path(found)
    return None


def find_postgresql() -> Path | None:
    """Return the folder of the newest installed PostgreSQL server's programs, or None.

    Debian keeps them off the PATH, one folder for each major version.
    """
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest_first = sorted(versions, key=lambda path: int(path.parts[-3]), reverse=True)
    if newest_first:
        return newest_first[0].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return None
