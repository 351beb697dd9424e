"""A source is known by the digest of its file, and keeps its text to the character."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.plan import NothingPlanned
from vardas.actions.sources import (
    LARGEST_TEXT,
    NotASource,
    NotText,
    TextTooLong,
    add_source,
    read_text,
)
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.reading import read_record
from vardas.registry.records.fields import ValueRefused
from vardas.registry.records.models import Source
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Commit, Leaf

TEXT = "  Першы радок\r\n\u202eдругі\n".encode()


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


def test_a_source_with_its_text(station: Station) -> None:
    added = add_source(station, MEMBER, {"title": "A letter", "type": "letter"}, TEXT)
    row = Source.objects.get(pk=added.source)
    assert (row.title, row.type, row.digest) == ("A letter", "letter", sha256(TEXT).hexdigest())
    assert row.text == TEXT.decode()
    assert (added.was_known, added.has_new_text) == (False, True)
    file = read_record(added.source)
    assert file is not None
    assert {claim.say.source for claim in file.history} == {added.source}


def test_the_same_file_is_the_same_source(station: Station) -> None:
    first = add_source(station, MEMBER, {"title": "A letter"}, TEXT)
    before = Commit.objects.count()
    again = add_source(station, MEMBER, {"title": "Another name for it"}, TEXT)
    assert (again.source, again.was_known, again.has_new_text) == (first.source, True, False)
    assert Source.objects.get().title == "A letter"
    assert Commit.objects.count() == before


def test_what_was_not_known_of_it_is_added(station: Station) -> None:
    add_source(station, MEMBER, {"title": "A letter"}, TEXT)
    add_source(station, MEMBER, {"title": "x", "publisher": "A club"}, TEXT)
    row = Source.objects.get()
    assert (row.title, row.publisher) == ("A letter", "A club")


def test_a_source_gets_its_text_later(station: Station) -> None:
    source = add_source(station, MEMBER, {"title": "A letter"}).source
    added = add_source(station, MEMBER, {}, TEXT, source=source)
    assert (added.source, added.was_known, added.has_new_text) == (source, True, True)
    assert Source.objects.get().text == TEXT.decode()


def test_a_source_that_was_described_with_this_digest_gets_the_text(station: Station) -> None:
    digest = sha256(TEXT).hexdigest()
    source = add_source(station, MEMBER, {"title": "A letter", "digest": digest}).source
    assert add_source(station, MEMBER, {}, TEXT).source == source


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe\x00", NotText),
        (b"a\x00b", NotText),
        (b"x" * (LARGEST_TEXT + 1), TextTooLong),
    ],
    ids=["no UTF-8", "NUL", "too long"],
)
def test_what_is_no_text_is_refused_before_anything_is_written(
    station: Station, data: bytes, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        add_source(station, MEMBER, {"title": "x"}, data)
    assert not Leaf.objects.exists()


def test_text_is_kept_to_the_character() -> None:
    assert read_text(TEXT) == TEXT.decode()
    assert read_text("\ufeffx".encode()) == "\ufeffx"


def test_refusals(station: Station) -> None:
    with pytest.raises(NotASource):
        add_source(station, MEMBER, {}, TEXT, source=UUID(int=5))
    with pytest.raises(ValueRefused):
        add_source(station, MEMBER, {"title": "x", "published": "yesterday-ish"}, TEXT)
    assert not Leaf.objects.exists()


def test_nothing_at_all_is_no_source(station: Station) -> None:
    with pytest.raises(NothingPlanned):
        add_source(station, MEMBER, {"title": ""})
