"""The file of a backup as bytes: what is put in comes out, and nothing else is taken."""

import io
import random
import tarfile
from pathlib import Path
from uuid import UUID

import pytest

from vardas.actions.archive import (
    HEADER_NAME,
    BackupDamaged,
    BackupOfOtherVersion,
    NotABackup,
    check_archive,
    open_archive,
    write_archive,
)
from vardas.errors import VardasError
from vardas.keys.passphrase import Costs
from vardas.registry.keyfile import DATABASE_NAME, encode_key_file, make_key_file

CONTENT = random.Random(3).randbytes(30_000)
COSTS = Costs(memory=64, passes=1, lanes=1)
KEYS = encode_key_file(
    make_key_file(UUID(int=1), "made up for the tests", random.Random(1).randbytes, costs=COSTS)
)


def write(folder: Path) -> Path:
    content, path = folder / "content", folder / "backup"
    content.write_bytes(CONTENT)
    with path.open("wb") as stream:
        write_archive(stream, "ab" * 32, "2025-09-12T08:00:00+00:00", KEYS, content, DATABASE_NAME)
    return path


def read(path: Path) -> bytes:
    target = io.BytesIO()
    with open_archive(path) as archive:
        archive.extract_content(target)
    return target.getvalue()


def rewrite(path: Path, change: dict[str, bytes | None]) -> None:
    """Write the archive anew with parts changed (or, with None, left out)."""
    with tarfile.open(path) as old:
        parts = {member.name: old.extractfile(member).read() for member in old}  # type: ignore[union-attr]
    with tarfile.open(path, "w") as new:
        for name, data in {**parts, **change}.items():
            if data is not None:
                member = tarfile.TarInfo(name)
                member.size = len(data)
                new.addfile(member, io.BytesIO(data))


def test_what_is_put_in_comes_out(tmp_path: Path) -> None:
    path = write(tmp_path)

    assert read(path) == CONTENT
    check_archive(path)
    with open_archive(path) as archive:
        assert archive.header.station == "ab" * 32
        assert encode_key_file(archive.key_file) == KEYS


@pytest.mark.parametrize(
    "change",
    [
        {DATABASE_NAME: CONTENT[:-1] + b"x"},
        {DATABASE_NAME: CONTENT[:-1]},
        {DATABASE_NAME: None},
        {"station.json": KEYS + b" "},
        {"station.json": None},
        {HEADER_NAME: b"{}"},
        {HEADER_NAME: b"{"},
    ],
    ids=str,
)
def test_a_changed_part_is_found(tmp_path: Path, change: dict[str, bytes | None]) -> None:
    path = write(tmp_path)
    rewrite(path, change)
    with pytest.raises(BackupDamaged):
        read(path)


def test_a_later_format_is_named(tmp_path: Path) -> None:
    path = write(tmp_path)
    rewrite(path, {HEADER_NAME: b'{"v":2}'})
    with pytest.raises(BackupOfOtherVersion):
        read(path)


def test_no_path_and_no_link_leads_out_of_it(tmp_path: Path) -> None:
    path = write(tmp_path)
    with tarfile.open(path, "w") as archive:
        link = tarfile.TarInfo(HEADER_NAME)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises((NotABackup, BackupDamaged)):
        read(path)


@pytest.mark.parametrize("seed", range(150))
def test_any_flipped_bit_that_matters_is_found(tmp_path: Path, seed: int) -> None:
    """What a flip leaves readable is the same to the byte: only padding may change unnoticed."""
    path, chance = write(tmp_path), random.Random(seed)
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    try:
        with open_archive(path) as archive:
            target = io.BytesIO()
            archive.extract_content(target)
            same = encode_key_file(archive.key_file) == KEYS and target.getvalue() == CONTENT
    except VardasError:
        return
    assert same
