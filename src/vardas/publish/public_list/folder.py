"""Writes a site beside the one that stands and then puts it in its place: nothing old stays."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vardas.errors import InputError

MARK = "vardas-site.json"
_MARK_TEXT = {"format": "vardas-public-list", "v": 1}


class FolderNotOurs(InputError):
    """The folder holds something that is no public list of ours."""

    code = "folder_not_ours"
    message = (
        "The folder holds files that are no public list, and they would be removed. Name an empty"
        " folder, or one that a public list was written to before."
    )


class Site:
    """The files of a site that is being written, by their path inside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[Path] = set()
        self.sizes: dict[str, int] = {}

    def write(self, path: str, content: str | bytes) -> None:
        """Write one file."""
        data = content.encode() if isinstance(content, str) else content
        target = self._folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(data)
        self.sizes[path] = len(data)


@contextmanager
def replace_folder(folder: Path) -> Iterator[Site]:
    """Give a fresh folder to write to, which takes the place of ``folder`` when all went well.

    What goes wrong on the way leaves the old site as it was. Raises FolderNotOurs.
    """
    if folder.exists() and not is_ours(folder):
        raise FolderNotOurs
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh, old = (folder.parent / f".{folder.name}.{end}" for end in ("new", "old"))
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir()
    try:
        site = Site(fresh)
        yield site
        site.write(MARK, json.dumps(_MARK_TEXT) + "\n")
        if folder.exists():
            folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    if old.exists():
        shutil.rmtree(old)


def is_ours(folder: Path) -> bool:
    """Say whether a folder is empty or holds a public list."""
    if not folder.is_dir():
        return False
    if not any(folder.iterdir()):
        return True
    try:
        found = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and found.get("format") == _MARK_TEXT["format"]


def list_files(folder: Path) -> set[str]:
    """Return the paths of all files of a site."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
