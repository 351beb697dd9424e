"""Check uv.lock: packages come from the public index only, and none needs a compiler.

A lock made beside a private mirror, or with a package that has no wheel for Debian 12 as it
comes, would work here and nowhere else.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import parse_wheel_filename

INDEX = "https://pypi.org/simple"
FILE_HOST = "files.pythonhosted.org"
OURSELVES = {"editable": "."}

# Debian 12 and 13 as they come: their Python, and no glibc symbol newer than theirs.
PLATFORMS = {"Debian 12": ((3, 11), 36), "Debian 13": ((3, 13), 41)}


def find_foreign_sources(lock: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence for everything that does not come from the public index."""
    for package in lock["package"]:
        name, source = package["name"], package["source"]
        if source != OURSELVES and source != {"registry": INDEX}:
            yield f"{name} comes from {source}, not from {INDEX}."
        for file in _list_files(package):
            address = urlsplit(file.get("url", ""))
            if (address.scheme, address.netloc) != ("https", FILE_HOST):
                yield f"{name}: {file} is not a file on {FILE_HOST}."


def find_missing_wheels(
    lock: Mapping[str, Any], system: str, version: tuple[int, int], glibc: int
) -> Iterator[str]:
    """Yield a sentence for every package that this system would have to compile."""
    tags = _list_tags(version, glibc)
    for package in lock["package"]:
        if package["source"] == OURSELVES:
            continue
        wheels = [file["url"].rsplit("/", 1)[1] for file in package.get("wheels", ())]
        if not any(tags & parse_wheel_filename(wheel)[3] for wheel in wheels):
            yield f"{package['name']} {package['version']} has no wheel for {system}."


def _list_files(package: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    files = list(package.get("wheels", ()))
    return [*files, package["sdist"]] if "sdist" in package else files


def _list_tags(version: tuple[int, int], glibc: int) -> frozenset[Tag]:
    platforms = [f"manylinux_2_{minor}_x86_64" for minor in range(5, glibc + 1)]
    platforms += ["manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64"]
    return frozenset(
        {
            *cpython_tags(version, platforms=platforms),
            *compatible_tags(version, f"cp{version[0]}{version[1]}", platforms=platforms),
        }
    )


def check_lock(path: Path) -> list[str]:
    """Return every fault of this lock as a sentence."""
    lock = tomllib.loads(path.read_text(encoding="utf-8"))
    faults = list(find_foreign_sources(lock))
    for system, (version, glibc) in PLATFORMS.items():
        faults += find_missing_wheels(lock, system, version, glibc)
    return faults


def main() -> int:
    faults = check_lock(Path("uv.lock"))
    print(*faults or ["uv.lock: public index only, and a wheel for everything."], sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
