"""The key file of a station's folder: who can open it, and with what.

``station.json`` holds one slot per member (salt, costs, and the station's key closed under what the
member's passphrase gives), and the signing key and the database server's address closed under the
station's key. It holds no name: whoever finds the folder learns how many members there are. A demo
station carries its public passphrase. A digest over all of it tells damage from a wrong passphrase.

While a station is being made the file has another name (:data:`UNFINISHED_NAME`): a folder that
holds that one was left half made, and nobody has ever worked in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from vardas.errors import DataError, InputError, StateError
from vardas.keys.passphrase import (
    Costs,
    WrongPassphrase,
    close_box,
    derive_key,
    derive_subkey,
    open_box,
)
from vardas.keys.sealing import SEED_LENGTH, OpeningKey
from vardas.keys.shares import SharesDoNotFit
from vardas.keys.signing import SigningKey

FORMAT = "vardas-station"
FILE_NAME = "station.json"
UNFINISHED_NAME = "station.json.unfinished"
DATABASE_NAME = "vardas.db"
SHORTEST_PASSPHRASE = 12


class NoStation(InputError):
    """The folder holds no station."""

    code = "no_station"
    message = (
        "There is no station in this folder. Make one with “vardas init --station FOLDER”, or name"
        " the right folder with --station or VARDAS_STATION."
    )


class StationExists(InputError):
    """The folder already holds a station."""

    code = "station_exists"
    message = (
        "This folder already holds a station; it was left as it is. Choose an empty folder, or"
        " open this one with “vardas serve --station FOLDER”."
    )


class KeyFileDamaged(DataError):
    """The key file cannot be read."""

    code = "key_file_damaged"
    message = (
        "The key file “station.json” is damaged. Bring it back from a backup with “vardas restore”;"
        " without it nobody can open the database."
    )


class StationUnfinished(StateError):
    """The making of the station was interrupted."""

    code = "station_unfinished"
    message = (
        "The making of this station was interrupted before anything could be entered. Run the same"
        " command (“vardas init”, “vardas restore” or “vardas demo”) again: it starts anew."
    )


class OtherVersion(StateError):
    """The station was made by another version of Vardas."""

    code = "other_version"
    message = "This station is of format {found}; this program reads format 1. Update Vardas."


class PassphraseTooShort(InputError):
    """The new passphrase is too easy to guess."""

    code = "passphrase_too_short"
    message = "A passphrase needs at least {shortest} characters: four or five words are good."


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One member's way in: the station's key, closed under the member's passphrase.

    ``own`` is the seed of the member's own key, closed in the same way, and ``public`` its public
    half: what is sealed is opened with that key, and nobody else's passphrase gives it. Both are
    empty in slots made before there were seals; what is empty is left out, so that the digest of
    such a file still holds.
    """

    member: UUID
    salt: str
    memory: int
    passes: int
    lanes: int
    box: str
    own: str = ""
    public: str = ""
    recovery: str = ""
    """The station's key and the member's own, closed under what two of three shares give."""


class KeyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in ``station.json``."""

    format: str
    v: int
    slots: tuple[Slot, ...]
    signing: str
    database: str = ""
    """The address of a PostgreSQL database, closed; empty for the encrypted file in the folder."""
    demo_passphrase: str = ""
    check: str = ""
    """SHA-256 over this file with an empty ``check``."""


@dataclass(frozen=True)
class Keys:
    """An opened key file: what only a member's passphrase gives. Never shown when printed."""

    master: bytes
    signing: SigningKey
    member: UUID
    own: OpeningKey | None = None
    """The member's own key; None where the slot was made before there were seals."""

    def __repr__(self) -> str:
        return "Keys(…)"

    @property
    def database(self) -> bytes:
        """The raw key of the database file."""
        return derive_subkey(self.master, "database")


def read_key_file(folder: Path, name: str = FILE_NAME) -> KeyFile:
    """Read the key file; raises NoStation, StationUnfinished, KeyFileDamaged or OtherVersion."""
    try:
        data = (folder / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        if name == FILE_NAME and (folder / UNFINISHED_NAME).exists():
            raise StationUnfinished from error
        raise NoStation from error
    return decode_key_file(data)


def decode_key_file(data: bytes) -> KeyFile:
    """Read the bytes of a key file; raises KeyFileDamaged or OtherVersion."""
    try:
        version = msgspec.json.decode(data).get("v")
        if type(version) is int and version != 1:
            raise OtherVersion(found=version)
        file = msgspec.json.decode(data, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError, AttributeError, RecursionError) as error:
        raise KeyFileDamaged from error
    if file.format != FORMAT or file.check != _digest(file) or not file.slots:
        raise KeyFileDamaged
    return file


def encode_key_file(file: KeyFile) -> bytes:
    """Write a key file as bytes, with its digest."""
    whole = _changed(file, check=_digest(file))
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def write_key_file(folder: Path, file: KeyFile, name: str = FILE_NAME) -> None:
    """Replace the key file in one step: after a kill either the old or the new one is there."""
    fresh = folder / f".{name}.new"
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(encode_key_file(file))
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(folder / name)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Let what was renamed in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_key_file(
    member: UUID,
    passphrase: str,
    random: Callable[[int], bytes],
    *,
    database: str = "",
    is_demo: bool = False,
    costs: Costs | None = None,
) -> KeyFile:
    """Make fresh keys and close them under the first member's passphrase."""
    master = random(32)
    address = close_box(master, random(12), database.encode(), b"database").hex()
    return KeyFile(
        FORMAT,
        1,
        (_make_slot(member, passphrase, master, random, costs or Costs()),),
        _close_signing(SigningKey(random(32)), master, random),
        address if database else "",
        passphrase if is_demo else "",
    )


def open_key_file(file: KeyFile, passphrase: str, member: UUID | None = None) -> Keys:
    """Open with a member's passphrase, or with whichever slot it fits; raises WrongPassphrase."""
    for slot in file.slots:
        if member is None or slot.member == member:
            try:
                master, own = _open_slot(slot, passphrase)
            except WrongPassphrase:
                continue
            signing = SigningKey(_open(master, file.signing, b"signing"))
            return Keys(master, signing, slot.member, own)
    raise WrongPassphrase


def read_address(file: KeyFile, keys: Keys) -> str:
    """Return the address of the database server, with its password; empty where there is none."""
    return _open(keys.master, file.database, b"database").decode() if file.database else ""


def set_address(
    file: KeyFile, keys: Keys, database: str, random: Callable[[int], bytes]
) -> KeyFile:
    """Let the station use this database server, or with no address the file in its folder."""
    box = close_box(keys.master, random(12), database.encode(), b"database").hex()
    return _changed(file, database=box if database else "")


def set_passphrase(
    file: KeyFile,
    keys: Keys,
    member: UUID,
    passphrase: str,
    random: Callable[[int], bytes],
    *,
    own: OpeningKey | None = None,
    costs: Costs | None = None,
) -> KeyFile:
    """Give a member, new or not, this passphrase; raises PassphraseTooShort.

    Without their ``own`` key they get a fresh one, which opens nothing that was sealed before.
    """
    slot = _make_slot(member, passphrase, keys.master, random, costs or Costs(), own)
    former = next((old for old in file.slots if old.member == member), None)
    if former and former.public == slot.public:
        slot = msgspec.structs.replace(slot, recovery=former.recovery)
    others = tuple(old for old in file.slots if old.member != member)
    return _changed(file, slots=(*others, slot))


def close_recovery(
    file: KeyFile, keys: Keys, secret: bytes, random: Callable[[int], bytes]
) -> KeyFile:
    """Let a secret open the slot of whoever opened the file, beside their passphrase.

    Raises KeyFileDamaged where the slot was made before members had keys of their own.
    """
    if keys.own is None:
        raise KeyFileDamaged
    content = keys.master + keys.own.seed()
    box = close_box(_recovery_key(secret), random(12), content, _recovery_context(keys.member))
    slots = tuple(
        msgspec.structs.replace(slot, recovery=box.hex()) if slot.member == keys.member else slot
        for slot in file.slots
    )
    return _changed(file, slots=slots)


def open_recovery(file: KeyFile, secret: bytes) -> Keys:
    """Open with what the shares gave; raises SharesDoNotFit where no slot knows it."""
    for slot in file.slots:
        if not slot.recovery:
            continue
        try:
            content = open_box(
                _recovery_key(secret), _unhex(slot.recovery), _recovery_context(slot.member)
            )
        except WrongPassphrase:
            continue
        signing = SigningKey(_open(content[:32], file.signing, b"signing"))
        return Keys(content[:32], signing, slot.member, OpeningKey(content[32:]))
    raise SharesDoNotFit


def _recovery_key(secret: bytes) -> bytes:
    return derive_subkey(secret, "recovery")


def _recovery_context(member: UUID) -> bytes:
    return b"recovery/" + member.bytes


def remove_slot(file: KeyFile, member: UUID) -> KeyFile:
    """Take a member's way in away; the last one stays, or nobody could open the station."""
    others = tuple(slot for slot in file.slots if slot.member != member)
    return _changed(file, slots=others) if others else file


def renew_signing_key(
    file: KeyFile, keys: Keys, random: Callable[[int], bytes]
) -> tuple[KeyFile, Keys]:
    """Give the station a new signing key: what a restored backup needs, or it would fork."""
    signing = SigningKey(random(32))
    file = _changed(file, signing=_close_signing(signing, keys.master, random))
    return file, replace(keys, signing=signing)


def remove_address(file: KeyFile) -> KeyFile:
    """Leave the database server's address out, as in a backup."""
    return _changed(file, database="")


def _changed(file: KeyFile, **parts: Any) -> KeyFile:
    changed: KeyFile = msgspec.structs.replace(file, **parts)
    return changed


def _make_slot(
    member: UUID,
    passphrase: str,
    master: bytes,
    random: Callable[[int], bytes],
    costs: Costs,
    own: OpeningKey | None = None,
) -> Slot:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(shortest=SHORTEST_PASSPHRASE)
    salt = random(16)
    key = derive_key(passphrase, salt, costs)
    box = close_box(key, random(12), master, b"slot/" + member.bytes)
    own = own or OpeningKey(random(SEED_LENGTH))
    own_box = close_box(key, random(12), own.seed(), b"own/" + member.bytes)
    return Slot(
        member,
        salt.hex(),
        costs.memory,
        costs.passes,
        costs.lanes,
        box.hex(),
        own_box.hex(),
        own.public.hex(),
    )


def _open_slot(slot: Slot, passphrase: str) -> tuple[bytes, OpeningKey | None]:
    costs = Costs(slot.memory, slot.passes, slot.lanes)
    salt, box = _unhex(slot.salt), _unhex(slot.box)
    try:
        key = derive_key(passphrase, salt, costs)
    except ValueError as error:
        raise KeyFileDamaged from error
    master = open_box(key, box, b"slot/" + slot.member.bytes)
    if not slot.own:
        return master, None
    return master, OpeningKey(open_box(key, _unhex(slot.own), b"own/" + slot.member.bytes))


def _open(master: bytes, box: str, context: bytes) -> bytes:
    try:
        return open_box(master, _unhex(box), context)
    except WrongPassphrase as error:
        raise KeyFileDamaged from error  # the passphrase was right: it opened the slot


def _digest(file: KeyFile) -> str:
    return sha256(msgspec.json.encode(_changed(file, check=""))).hexdigest()


def _close_signing(key: SigningKey, master: bytes, random: Callable[[int], bytes]) -> str:
    return close_box(master, random(12), key.seed(), b"signing").hex()


def _unhex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError as error:
        raise KeyFileDamaged from error
