"""Describes the machine without naming it."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

from sqlcipher3 import dbapi2


def describe_machine() -> list[tuple[str, str]]:
    """Return what the figures depend on."""
    return [
        ("processor", f"{_find_processor()}, {os.cpu_count()} cores"),
        ("memory", f"{_find_memory():.0f} GB"),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("Python", platform.python_version()),
        ("Django", version("django")),
        ("SQLCipher", _find_cipher()),
        ("cryptography", version("cryptography")),
        ("msgspec", version("msgspec")),
    ]


def _find_processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _find_memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _find_cipher() -> str:
    database = dbapi2.connect(":memory:")
    (cipher,) = database.execute("PRAGMA cipher_version").fetchone()
    return f"{cipher}, SQLite {dbapi2.sqlite_version}"
