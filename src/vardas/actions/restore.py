"""Makes a station out of a backup, in a folder of its own and with a signing key of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from vardas.actions.archive import LEDGER_NAME, PURPOSE, Archive, BackupDamaged, open_archive
from vardas.actions.station import (
    DatabaseNotEmpty,
    check_address,
    finish_station,
    prepare_database,
    refuse_existing,
    remove_unfinished,
)
from vardas.errors import InputError
from vardas.keys.passphrase import derive_subkey
from vardas.keys.stream import open_stream
from vardas.ledger.checkpoint import read_checkpoint
from vardas.ledger.commit import SaltedLeaf, SignedHeader
from vardas.ledger.exchange import Closing, Part, Signed, read_parts
from vardas.ledger.statement import Act
from vardas.registry.keyfile import (
    UNFINISHED_NAME,
    KeyFile,
    Keys,
    open_key_file,
    renew_signing_key,
    set_address,
    write_key_file,
)
from vardas.registry.lock import hold
from vardas.registry.opening import Opened, open_station, read_clock
from vardas.registry.station import Station

if TYPE_CHECKING:
    from vardas.registry.fold.folding import Progress
    from vardas.registry.verification import StationVerdict


class NotForAServer(InputError):
    """A copy of an embedded database cannot be put into a server."""

    code = "not_for_a_server"
    message = "This backup is of a station that keeps its own data: restore it without --database."


@dataclass(frozen=True)
class Restored:
    """The restored station, open, and what its verification found."""

    opened: Opened
    made: str
    """When the backup was made."""
    verdict: StationVerdict


def restore_station(
    path: Path,
    folder: Path,
    passphrase: Callable[[KeyFile], str],
    progress: Progress,
    *,
    database: str = "",
    random: Callable[[int], bytes] = os.urandom,
) -> Restored:
    """Restore a backup and verify what is in it.

    The station gets a new signing key: were the original still at work, two stations would sign as
    one. Until all is done the folder counts as unfinished; on any failure nothing is left in it.
    Raises StationExists, WrongPassphrase, NotABackup, BackupDamaged, NotForAServer.
    """
    check_address(database)
    refuse_existing(folder)
    with open_archive(path) as archive:
        keys = open_key_file(archive.key_file, passphrase(archive.key_file))
        if database and archive.content_name != LEDGER_NAME:
            raise NotForAServer
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with hold(folder):
            refuse_existing(folder)
            remove_unfinished(folder)
            try:
                return _restore(archive, folder, keys, progress, database, random)
            except BaseException:
                remove_unfinished(folder)
                raise


def _restore(
    archive: Archive,
    folder: Path,
    keys: Keys,
    progress: Progress,
    database: str,
    random: Callable[[int], bytes],
) -> Restored:
    file = set_address(archive.key_file, keys, database, random)
    file, keys = renew_signing_key(file, keys, random)
    write_key_file(folder, file, UNFINISHED_NAME)
    opened = Opened(folder, file, keys, Station(keys.signing, read_clock, random))
    content = folder / f".{archive.content_name}.restored"
    is_copy = archive.content_name != LEDGER_NAME
    target = opened.database_path if is_copy else content
    try:
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            archive.extract_content(stream)
            stream.flush()
            os.fsync(stream.fileno())
        open_station(opened)
        if is_copy:
            _bring_up_to_date(progress)
        else:
            _receive_ledger(opened, content)
    finally:
        content.unlink(missing_ok=True)
    from django.contrib.sessions.models import Session

    from vardas.registry.verification import verify_database
    from vardas.registry.writing import write_commit

    verdict = verify_database(archive.header.station, progress)
    Session.objects.all().delete()  # whoever was signed in there signs in here anew
    # The first commit under the new key: it names the heads of all that was restored.
    write_commit(opened.station, Act(str(keys.member), "restore_station"), ())
    finish_station(folder)
    return Restored(opened, archive.header.made, verdict)


def _bring_up_to_date(progress: Progress) -> None:
    from vardas.registry.fold.rebuild import RegistryOutdated
    from vardas.registry.version import OlderStation, check_version

    try:
        check_version()
    except (OlderStation, RegistryOutdated):
        prepare_database(progress)


def _receive_ledger(opened: Opened, content: Path) -> None:
    from django.db import connection

    from vardas.registry.tables.ledger import SignedHead
    from vardas.registry.tables.member import Member
    from vardas.registry.tables.setting import SavedMapping
    from vardas.registry.writing import receive_commit

    if opened.address and connection.introspection.table_names():
        raise DatabaseNotEmpty
    prepare_database()
    with content.open("rb") as source:
        lines = split_lines(open_stream(derive_subkey(opened.keys.master, PURPOSE), source))
        try:
            tables = msgspec.json.decode(next(lines), type=_Tables)
        except msgspec.DecodeError as error:
            raise BackupDamaged(place=LEDGER_NAME) from error
        Member.objects.bulk_create(Member(**part) for part in tables.members)
        SavedMapping.objects.bulk_create(SavedMapping(**part) for part in tables.mappings)
        for received in gather_commits(read_parts(lines)):
            if isinstance(received, Closing):
                station = read_checkpoint(received.data, received.signature).station
                SignedHead.objects.create(
                    station=station, data=received.data, signature=received.signature
                )
            else:
                receive_commit(*received)


class _Tables(msgspec.Struct):
    members: list[dict[str, Any]]
    mappings: list[dict[str, Any]]


def split_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a stream into lines, each with its line feed."""
    rest = b""
    for chunk in chunks:
        lines = (rest + chunk).split(b"\n")
        rest = lines.pop()
        for line in lines:
            yield line + b"\n"
    if rest:
        yield rest


def gather_commits(
    parts: Iterable[Part],
) -> Iterator[tuple[SignedHeader, list[SaltedLeaf]] | Closing]:
    """Put each header together with its leaves."""
    header: SignedHeader | None = None
    leaves: list[SaltedLeaf] = []
    for part in parts:
        if isinstance(part, SaltedLeaf):
            leaves.append(part)
            continue
        if header is not None:
            yield header, leaves
        header, leaves = (part.header, []) if isinstance(part, Signed) else (None, [])
        if isinstance(part, Closing):
            yield part
    if header is not None:
        yield header, leaves
