"""Which version of the engine this is. Loads nothing of it."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def engine_version() -> str:
    """A digest of the engine and its knowledge: no version reads what another has stored."""
    digest = blake2b(digest_size=16)
    for path, content in sorted(_contents(files("vardas.names"), "")):
        digest.update(path.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _contents(entry, f"{path}{entry.name}/")
        elif entry.name.endswith((".py", ".csv")):
            yield path + entry.name, entry.read_bytes()
