"""Encrypted files of the tests' own, outside Django's settings; and what lies in them in truth."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.db import connections

from vardas.registry.backends.sqlcipher.base import DatabaseWrapper

KEY = b"k" * 32
PAGE, SALT, RESERVED = 4096, 16, 80


def make_settings(path: Path, key: bytes = KEY) -> dict[str, Any]:
    """Describe such a file as Django's settings would."""
    description = {
        "ENGINE": "vardas.registry.backends.sqlcipher",
        "NAME": str(path),
        "OPTIONS": {"key": lambda: key},
    }
    settings = connections.configure_settings({"default": description})["default"]
    settings["TIME_ZONE"] = None
    return settings


def make_wrapper(path: Path, key: bytes = KEY) -> DatabaseWrapper:
    """Make a connection to such a file."""
    return DatabaseWrapper(make_settings(path, key), alias="other")


def ask(wrapper: DatabaseWrapper, sql: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    """Run a command and return the rows."""
    with wrapper.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def decrypt_everything(path: Path, key: bytes = KEY) -> bytes:
    """Return all pages of the file and its log in the clear, the free ones and the stale as well.

    SQLCipher 4: a page is AES-256-CBC with its vector and seal at its end; the first one begins
    with a salt. A log is a header of 32 bytes, then pages with 24 bytes before each.
    """
    log = path.with_name(path.name + "-wal")
    pages = [*_cut(path.read_bytes(), 0, 0)]
    if log.exists():
        pages += _cut(log.read_bytes(), 32, 24)
    return b"".join(_decrypt(page, number, key) for number, page in pages)


def _cut(data: bytes, header: int, before: int) -> Iterator[tuple[int, bytes]]:
    for start in range(header, len(data) - before - PAGE + 1, before + PAGE):
        number = start // PAGE + 1 if not before else int.from_bytes(data[start : start + 4])
        yield number, data[start + before : start + before + PAGE]


def _decrypt(page: bytes, number: int, key: bytes) -> bytes:
    begin = SALT if number == 1 else 0
    end = PAGE - RESERVED
    cipher = Cipher(algorithms.AES256(key), modes.CBC(page[end : end + 16]))
    decryptor = cipher.decryptor()
    return decryptor.update(page[begin:end]) + decryptor.finalize()
