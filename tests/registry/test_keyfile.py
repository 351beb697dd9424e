"""The key file: who can open a station, and what of it may be damaged."""

import json
import os
import random
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from vardas.keys.passphrase import Costs, WrongPassphrase
from vardas.registry.keyfile import (
    FILE_NAME,
    UNFINISHED_NAME,
    KeyFile,
    KeyFileDamaged,
    NoStation,
    OtherVersion,
    PassphraseTooShort,
    StationUnfinished,
    decode_key_file,
    encode_key_file,
    make_key_file,
    open_key_file,
    read_address,
    read_key_file,
    remove_address,
    remove_slot,
    renew_signing_key,
    set_address,
    set_passphrase,
    write_key_file,
)

CHEAP = Costs(memory=64, passes=1, lanes=1)
ANNA, BORYS = UUID(int=1), UUID(int=2)
WORDS, OTHER_WORDS = "made up for the tests", "другія словы, зусім іншыя"
ADDRESS = "postgresql://vardas:secret@db.example.org/vardas"


def make(seed: int = 1, **more: object) -> tuple[KeyFile, random.Random]:
    source = random.Random(seed)
    return make_key_file(ANNA, WORDS, source.randbytes, costs=CHEAP, **more), source  # type: ignore[arg-type]


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    file, _ = make()

    write_key_file(tmp_path, file)

    read = read_key_file(tmp_path)
    assert read.slots == file.slots
    assert open_key_file(read, WORDS).master == open_key_file(file, WORDS).master
    assert [entry.name for entry in tmp_path.iterdir()] == [FILE_NAME]
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


def test_each_member_opens_the_same_station_with_words_of_their_own() -> None:
    file, source = make()
    keys = open_key_file(file, WORDS)

    file = set_passphrase(file, keys, BORYS, OTHER_WORDS, source.randbytes, costs=CHEAP)

    assert open_key_file(file, OTHER_WORDS).master == keys.master
    assert open_key_file(file, OTHER_WORDS).member == BORYS
    assert open_key_file(file, WORDS).member == ANNA
    assert open_key_file(file, WORDS, ANNA).signing.station == keys.signing.station
    with pytest.raises(WrongPassphrase):
        open_key_file(file, WORDS, BORYS)


def test_a_changed_passphrase_replaces_the_old_one() -> None:
    file, source = make()
    keys = open_key_file(file, WORDS)

    file = set_passphrase(file, keys, ANNA, OTHER_WORDS, source.randbytes, costs=CHEAP)

    assert len(file.slots) == 1
    assert open_key_file(file, OTHER_WORDS).master == keys.master
    with pytest.raises(WrongPassphrase):
        open_key_file(file, WORDS)


def test_a_removed_slot_opens_no_longer_and_the_last_one_stays() -> None:
    file, source = make()
    keys = open_key_file(file, WORDS)
    both = set_passphrase(file, keys, BORYS, OTHER_WORDS, source.randbytes, costs=CHEAP)

    with pytest.raises(WrongPassphrase):
        open_key_file(remove_slot(both, BORYS), OTHER_WORDS)
    assert remove_slot(file, ANNA) == file


@pytest.mark.parametrize("words", ["", "short", "elevenchars"])
def test_a_short_passphrase_is_refused(words: str) -> None:
    with pytest.raises(PassphraseTooShort) as refused:
        make_key_file(ANNA, words, random.Random(1).randbytes, costs=CHEAP)
    assert "12" in refused.value.sentence()


def test_nothing_secret_stands_in_the_file() -> None:
    file, _ = make(database=ADDRESS)
    keys = open_key_file(file, WORDS)

    written = encode_key_file(file)

    secrets = (keys.master, keys.signing.seed(), keys.database)
    for secret in (WORDS.encode(), b"secret", b"example.org", *secrets):
        assert secret not in written
        assert secret.hex().encode() not in written
    assert WORDS not in repr(keys)
    assert keys.master.hex() not in repr(keys)


def test_only_a_demo_station_carries_its_passphrase() -> None:
    assert make()[0].demo_passphrase == ""
    assert make(is_demo=True)[0].demo_passphrase == WORDS


def test_the_address_of_a_server_is_closed_changed_and_left_out() -> None:
    file, source = make(database=ADDRESS)
    keys = open_key_file(file, WORDS)

    assert read_address(file, keys) == ADDRESS
    assert read_address(set_address(file, keys, "x", source.randbytes), keys) == "x"
    assert read_address(set_address(file, keys, "", source.randbytes), keys) == ""
    assert read_address(remove_address(file), keys) == ""


def test_a_renewed_signing_key_is_another_station_with_the_same_database() -> None:
    file, source = make()
    keys = open_key_file(file, WORDS)

    renewed, changed = renew_signing_key(file, keys, source.randbytes)

    again = open_key_file(renewed, WORDS)
    assert again.signing.station == changed.signing.station != keys.signing.station
    assert again.master == keys.master


def test_every_changed_character_is_found() -> None:
    written = encode_key_file(make(database=ADDRESS)[0]).decode()
    found = 0
    for at, letter in enumerate(written):
        if letter.isspace():
            continue
        changed = written[:at] + ("1" if letter != "1" else "2") + written[at + 1 :]
        with pytest.raises((KeyFileDamaged, OtherVersion)):
            decode_key_file(changed.encode())
        found += 1
    assert found > 500


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"{}", b'{"v":1}', b"\xff\xfe", b"[" * 100_000, b'{"v":"1"}'],
)
def test_what_is_no_key_file_is_damaged(data: bytes) -> None:
    with pytest.raises(KeyFileDamaged):
        decode_key_file(data)


def test_another_format_is_named() -> None:
    data = json.loads(encode_key_file(make()[0])) | {"v": 7}

    with pytest.raises(OtherVersion) as refused:
        decode_key_file(json.dumps(data).encode())
    assert "format 7" in refused.value.sentence()


def test_a_folder_without_a_station(tmp_path: Path) -> None:
    with pytest.raises(NoStation):
        read_key_file(tmp_path)
    with pytest.raises(NoStation):
        read_key_file(tmp_path / "absent")
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(NoStation):
        read_key_file(file)


def test_a_station_that_is_still_being_made(tmp_path: Path) -> None:
    write_key_file(tmp_path, make()[0], UNFINISHED_NAME)

    with pytest.raises(StationUnfinished):
        read_key_file(tmp_path)
    assert read_key_file(tmp_path, UNFINISHED_NAME).slots


def test_a_file_from_before_members_had_keys_still_opens() -> None:
    file = make_key_file(UUID(int=1), "a lantern at the border", os.urandom, costs=Costs(64, 1, 1))
    (slot,) = file.slots
    old = msgspec.structs.replace(slot, own="", public="", recovery="")
    data = encode_key_file(msgspec.structs.replace(file, slots=(old,)))
    assert b'"own"' not in data
    assert b'"recovery"' not in data
    keys = open_key_file(decode_key_file(data), "a lantern at the border")
    assert keys.own is None
    renewed = set_passphrase(
        decode_key_file(data), keys, keys.member, "seven boats on the lake", os.urandom
    )
    assert open_key_file(renewed, "seven boats on the lake").own is not None
