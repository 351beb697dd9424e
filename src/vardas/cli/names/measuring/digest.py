"""What the engine is: a digest over its code and its knowledge.

A report carries it, so that figures of another engine are told from those of this one.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path


def engine_digest() -> str:
    """Return SHA-256 over the code of ``vardas.names`` and everything in its knowledge."""
    folder = Path(str(files("vardas.names")))
    digest = sha256()
    for file in sorted([*folder.glob("*.py"), *(folder / "knowledge").rglob("*.*")]):
        if "__pycache__" in file.parts or not file.is_file():
            continue
        data = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
