"""The file of a backup: a tar of what the folder of a station holds, all of it encrypted.

First ``vardas-backup.json`` (what it is, and the size and SHA-256 of what follows), then the key
file ``station.json``, then ``vardas.db``, the encrypted database, or ``ledger.sealed``, an
encrypted export of a station that keeps its data on a database server. Anything else is refused.
"""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec

from vardas.errors import DataError, StateError
from vardas.registry.keyfile import DATABASE_NAME, FILE_NAME, KeyFile, decode_key_file

FORMAT = "vardas-backup"
HEADER_NAME = "vardas-backup.json"
LEDGER_NAME = "ledger.sealed"
PURPOSE = "backup"
"""What the key of a sealed ledger is derived for."""
_LARGEST_TEXT = 1_000_000
_CHUNK = 1 << 20


class NotABackup(DataError):
    """The file is none of ours."""

    code = "not_a_backup"
    message = "This file is not a backup of Vardas. Name the file that “vardas backup” wrote."


class BackupDamaged(DataError):
    """The file began as a backup and is not whole."""

    code = "backup_damaged"
    message = (
        "This backup is damaged ({place}), and nothing was restored from it. Use another copy of"
        " it, or an older one."
    )


class BackupOfOtherVersion(StateError):
    """The backup is of a later format."""

    code = "backup_of_other_version"
    message = "This backup is of format {found}; this program reads format 1. Update Vardas."


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file in the backup."""

    size: int
    sha256: str


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands first in a backup. It names no one."""

    format: str
    v: int
    station: str
    made: str
    files: dict[str, Entry]
    check: str = ""
    """SHA-256 over this header with an empty ``check``."""


def write_archive(
    stream: IO[bytes], station: str, made: str, key_file: bytes, content: Path, name: str
) -> None:
    """Write the archive; ``content`` is put in under ``name``."""
    with content.open("rb") as source:
        entries = {
            FILE_NAME: Entry(len(key_file), sha256(key_file).hexdigest()),
            name: Entry(content.stat().st_size, _digest(source)),
        }
        described = Header(FORMAT, 1, station, made, entries)
        header = msgspec.json.encode(
            msgspec.structs.replace(described, check=_digest_header(described))
        )
        with tarfile.open(fileobj=stream, mode="w:", format=tarfile.PAX_FORMAT) as archive:
            for part, data in ((HEADER_NAME, header), (FILE_NAME, key_file)):
                archive.addfile(_describe(part, len(data)), io.BytesIO(data))
            source.seek(0)
            archive.addfile(_describe(name, entries[name].size), source)


class Archive:
    """A backup being read; its parts are checked against the header as they are taken out."""

    def __init__(self, archive: tarfile.TarFile, header: Header, key_file: KeyFile) -> None:
        self._archive = archive
        self.header = header
        self.key_file = key_file

    @property
    def content_name(self) -> str:
        """The name of the part that holds the data."""
        return DATABASE_NAME if DATABASE_NAME in self.header.files else LEDGER_NAME

    def extract_content(self, target: IO[bytes]) -> None:
        """Copy the data out; raises BackupDamaged."""
        for chunk in _read_part(self._archive, self.content_name, self.header.files):
            target.write(chunk)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a backup; raises NotABackup, BackupDamaged, BackupOfOtherVersion, KeyFileDamaged."""
    with path.open("rb") as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r:") as archive:
                header = _read_header(archive)
                key_file = b"".join(_read_part(archive, FILE_NAME, header.files))
                yield Archive(archive, header, decode_key_file(key_file))
        except (tarfile.TarError, EOFError) as error:
            raise NotABackup from error


def check_archive(path: Path) -> None:
    """Read a backup to its end; raises what :func:`open_archive` and reading it raise."""
    with open_archive(path) as archive, open(os.devnull, "wb") as nowhere:
        archive.extract_content(nowhere)


def _read_header(archive: tarfile.TarFile) -> Header:
    member = archive.next()
    if member is None or member.name != HEADER_NAME or member.size > _LARGEST_TEXT:
        raise NotABackup
    if not member.isreg():
        raise NotABackup
    source = archive.extractfile(member)
    try:
        data = source.read() if source else b""
        version = msgspec.json.decode(data).get("v")
        if type(version) is int and version != 1:
            raise BackupOfOtherVersion(found=version)
        header = msgspec.json.decode(data, type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError, AttributeError) as error:
        raise BackupDamaged(place=HEADER_NAME) from error
    contents = set(header.files) - {FILE_NAME}
    whole = header.format == FORMAT and header.check == _digest_header(header)
    if not whole or contents not in ({DATABASE_NAME}, {LEDGER_NAME}):
        raise BackupDamaged(place=HEADER_NAME)
    return header


def _read_part(archive: tarfile.TarFile, name: str, files: Mapping[str, Entry]) -> Iterator[bytes]:
    expected = files.get(name)
    try:
        member = archive.next()
        source = archive.extractfile(member) if member and member.isreg() else None
    except tarfile.TarError as error:
        raise BackupDamaged(place=name) from error
    if member is None or source is None or expected is None or member.name != name:
        raise BackupDamaged(place=name)
    if member.size != expected.size or (name == FILE_NAME and member.size > _LARGEST_TEXT):
        raise BackupDamaged(place=name)
    digest = sha256()
    try:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            yield chunk
    except tarfile.TarError as error:
        raise BackupDamaged(place=name) from error
    if digest.hexdigest() != expected.sha256:
        raise BackupDamaged(place=name)


def _describe(name: str, size: int) -> tarfile.TarInfo:
    described = tarfile.TarInfo(name)
    described.size, described.mode = size, 0o600
    return described


def _digest_header(header: Header) -> str:
    return sha256(msgspec.json.encode(msgspec.structs.replace(header, check=""))).hexdigest()


def _digest(source: IO[bytes]) -> str:
    digest = sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
