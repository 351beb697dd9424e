"""Members come, go and change their passphrases."""

import random
from pathlib import Path
from uuid import UUID

import pytest

from vardas.actions.members import (
    LastMember,
    NameTaken,
    NoSuchMember,
    add_member,
    change_passphrase,
    find_member,
    suspend_member,
)
from vardas.actions.station import NameMissing
from vardas.keys.passphrase import Costs, WrongPassphrase
from vardas.registry import keyfile
from vardas.registry.keyfile import (
    PassphraseTooShort,
    make_key_file,
    open_key_file,
    read_key_file,
    write_key_file,
)
from vardas.registry.opening import Opened, read_clock, unlock
from vardas.registry.tables.member import Member

pytestmark = pytest.mark.django_db

ANNA = UUID(int=1)
WORDS, OTHER_WORDS = "made up for the tests", "something else entirely"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A station's folder with Anna as its member; a passphrase costs nothing here."""
    cheap = Costs(memory=64, passes=1, lanes=1)
    monkeypatch.setattr(keyfile, "Costs", lambda *costs: Costs(*costs) if costs else cheap)
    file = make_key_file(ANNA, WORDS, random.Random(1).randbytes)
    write_key_file(tmp_path, file)
    Member.objects.create(id=ANNA, name="Anna", joined=read_clock())
    return unlock(tmp_path, WORDS)


def opens(opened: Opened, words: str) -> UUID:
    return open_key_file(read_key_file(opened.folder), words).member


def test_a_new_member_opens_the_station_with_words_of_their_own(opened: Opened) -> None:
    member = add_member(opened, "  Borys   B. ", OTHER_WORDS)

    assert member.name == "Borys B."
    assert find_member("Borys B.") == member
    assert opens(opened, OTHER_WORDS) == member.id
    assert opens(opened, WORDS) == ANNA


def test_a_name_is_given_once(opened: Opened) -> None:
    with pytest.raises(NameTaken):
        add_member(opened, "Anna", OTHER_WORDS)
    with pytest.raises(WrongPassphrase):
        opens(opened, OTHER_WORDS)


def test_a_member_who_could_not_be_added_is_not_there(opened: Opened) -> None:
    with pytest.raises(PassphraseTooShort):
        add_member(opened, "Borys", "short")
    with pytest.raises(NameMissing):
        add_member(opened, " ", OTHER_WORDS)
    assert Member.objects.count() == 1


def test_a_changed_passphrase(opened: Opened) -> None:
    change_passphrase(opened, find_member("Anna"), OTHER_WORDS)

    assert opens(opened, OTHER_WORDS) == ANNA
    with pytest.raises(WrongPassphrase):
        opens(opened, WORDS)


def test_a_suspended_member_opens_nothing_until_given_a_passphrase(opened: Opened) -> None:
    member = add_member(opened, "Borys", OTHER_WORDS)

    suspend_member(opened, member)

    assert not find_member("Borys").is_active
    with pytest.raises(WrongPassphrase):
        opens(opened, OTHER_WORDS)

    change_passphrase(opened, member, OTHER_WORDS)
    assert find_member("Borys").is_active
    assert opens(opened, OTHER_WORDS) == member.id


def test_the_last_member_stays(opened: Opened) -> None:
    with pytest.raises(LastMember):
        suspend_member(opened, find_member("Anna"))
    assert opens(opened, WORDS) == ANNA
    assert find_member("Anna").is_active


def test_nobody_of_that_name(opened: Opened) -> None:
    with pytest.raises(NoSuchMember):
        find_member("Nobody")


def test_a_new_passphrase_ends_the_sessions_of_the_old_one(opened: Opened) -> None:
    member = add_member(opened, "Bela", WORDS)
    before = Member.objects.get(pk=member.pk).get_session_auth_hash()
    change_passphrase(opened, member, OTHER_WORDS)
    assert Member.objects.get(pk=member.pk).get_session_auth_hash() != before
