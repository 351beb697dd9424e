"""Back in with two shares: the station, and the seals that were held."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import pytest

from vardas.actions.recovery import make_shares, recover_member
from vardas.keys.passphrase import Costs, WrongPassphrase
from vardas.keys.shares import SharesDoNotFit
from vardas.registry.keyfile import (
    FILE_NAME,
    PassphraseTooShort,
    make_key_file,
    open_key_file,
    read_key_file,
    set_passphrase,
    write_key_file,
)

ONE, OTHER = UUID(int=1), UUID(int=2)
OLD, NEW = "a lantern at the border", "seven boats on the lake"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A station of two members, whose passphrases cost next to nothing."""
    monkeypatch.setattr(
        "vardas.registry.keyfile.Costs", lambda *costs: Costs(*(costs or (64, 1, 1)))
    )
    file = make_key_file(ONE, OLD, os.urandom)
    keys = open_key_file(file, OLD)
    write_key_file(tmp_path, set_passphrase(file, keys, OTHER, "another's own words", os.urandom))
    return tmp_path


def test_two_shares_bring_back_the_station_and_the_own_key(folder: Path) -> None:
    before = open_key_file(read_key_file(folder), OLD)
    shares = make_shares(folder, ONE, OLD, os.urandom)
    assert recover_member(folder, shares[1:], NEW, os.urandom) == ONE
    after = open_key_file(read_key_file(folder), NEW, ONE)
    assert after.master == before.master
    assert after.own is not None
    assert before.own is not None
    assert after.own.public == before.own.public
    with pytest.raises(WrongPassphrase):
        open_key_file(read_key_file(folder), OLD, ONE)
    assert open_key_file(read_key_file(folder), "another's own words").member == OTHER


def test_shares_outlive_a_change_of_passphrase_and_end_with_new_ones(folder: Path) -> None:
    first = make_shares(folder, ONE, OLD, os.urandom)
    recover_member(folder, first[:2], NEW, os.urandom)
    recover_member(folder, first[1:], OLD, os.urandom)
    second = make_shares(folder, ONE, OLD, os.urandom)
    for shares in (first[:2], [first[0], second[1]], second[:1]):
        with pytest.raises(SharesDoNotFit):
            recover_member(folder, shares, NEW, os.urandom)
    assert recover_member(folder, second[:2], NEW, os.urandom) == ONE


def test_shares_are_made_by_who_knows_the_passphrase(folder: Path) -> None:
    with pytest.raises(WrongPassphrase):
        make_shares(folder, OTHER, OLD, os.urandom)


def test_a_short_passphrase_changes_nothing(folder: Path) -> None:
    shares = make_shares(folder, ONE, OLD, os.urandom)
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(PassphraseTooShort):
        recover_member(folder, shares[:2], "short", os.urandom)
    assert (folder / FILE_NAME).read_bytes() == before


def test_no_share_stands_in_the_folder(folder: Path) -> None:
    shares = make_shares(folder, ONE, OLD, os.urandom)
    text = (folder / FILE_NAME).read_text()
    assert not [word for share in shares for word in share.split() if f" {word} " in text]
