"""Writes a backup of the opened station: one file, consistent, encrypted, checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import msgspec

from vardas.actions.archive import LEDGER_NAME, PURPOSE, check_archive, write_archive
from vardas.actions.export import FileExists, write_file, write_ledger
from vardas.keys.passphrase import derive_subkey
from vardas.keys.stream import SALT_LENGTH, Sealer
from vardas.registry.copying import copy_database
from vardas.registry.fold.folding import Progress, ignore_progress
from vardas.registry.keyfile import (
    DATABASE_NAME,
    encode_key_file,
    read_key_file,
    remove_address,
)
from vardas.registry.opening import Opened
from vardas.registry.tables.ledger import Commit
from vardas.registry.tables.member import Member
from vardas.registry.tables.setting import SavedMapping


@dataclass(frozen=True)
class WrittenBackup:
    """What was written."""

    size: int
    commits: int


def write_backup(opened: Opened, path: Path, progress: Progress = ignore_progress) -> WrittenBackup:
    """Write a backup that appears whole or not at all, and read it back.

    Works while others write: it holds what was there at one moment. Raises FileExists, OSError,
    DatabaseDamaged.
    """
    if path.exists():
        raise FileExists
    name = LEDGER_NAME if opened.address else DATABASE_NAME
    content = path.with_name(f".{path.name}.{name}.new")
    content.unlink(missing_ok=True)
    try:
        if opened.address:
            with open(_create(content), "wb") as stream:
                _seal_ledger(opened, stream, progress)
        else:
            os.close(_create(content))
            copy_database(content, opened.keys.database, progress)
        file = remove_address(read_key_file(opened.folder))
        made = opened.station.clock().isoformat(timespec="seconds")
        with write_file(path) as stream:
            write_archive(stream, opened.station.name, made, encode_key_file(file), content, name)
    finally:
        content.unlink(missing_ok=True)
    check_archive(path)
    return WrittenBackup(path.stat().st_size, Commit.objects.count())


def _create(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _seal_ledger(opened: Opened, stream: IO[bytes], progress: Progress) -> None:
    key = derive_subkey(opened.keys.master, PURPOSE)
    with Sealer(key, opened.station.random(SALT_LENGTH), stream) as sealer:
        sealer.write(msgspec.json.encode(dict(_read_tables())) + b"\n")
        write_ledger(opened.station, sealer, progress)


def _read_tables() -> Iterator[tuple[str, Any]]:
    """Read what the station keeps beside the ledger and cannot make anew."""
    members = Member.objects.order_by("pk")
    yield "members", list(members.values("id", "name", "is_active", "joined"))
    mappings = SavedMapping.objects.order_by("pk")
    yield "mappings", list(mappings.values("fingerprint", "mapping", "saved"))
