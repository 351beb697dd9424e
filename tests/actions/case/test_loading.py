"""The demo case, loaded: one commit, and the registry shows what the case says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.registry.conftest import MEMBER, make_station
from vardas.actions.case.loading import DEMO_CASE, LoadedCase, load_case
from vardas.actions.case.reading import CaseRefused
from vardas.actions.sources import add_source
from vardas.insight.loading import find_standings
from vardas.insight.summary import summarise
from vardas.registry.fold.rebuild import rebuild
from vardas.registry.reading import RecordFile, read_record
from vardas.registry.records.models import Account, Event, Involvement, Person, Source
from vardas.registry.station import Station
from vardas.registry.tables.ledger import Commit

SMALL = b"""
[case]
title = "A made-up case"
source = "letter"
[source.letter]
title = "A letter"
[organization.neighbours]
name = { text = "The neighbours", language = "en" }
[person.ona]
note = { value = "Sings.", at = [3, 9], words = "sings", by = "neighbours", certainty = "doubtful" }
"""


@pytest.fixture
def station(db: None) -> Station:
    rebuild()
    return make_station()


@pytest.fixture
def loaded(station: Station) -> LoadedCase:
    return load_case(station, MEMBER, DEMO_CASE)


def read(loaded: LoadedCase, key: str) -> RecordFile:
    file = read_record(loaded.keys[key])
    assert file is not None
    return file


def test_a_fact_carries_its_grounds(station: Station) -> None:
    loaded = load_case(station, MEMBER, SMALL)
    (claim,) = read(loaded, "ona").fields["note"].live
    assert claim.say.source == loaded.keys["letter"]
    assert claim.say.quote == {"text": "sings", "at": [3, 9]}
    assert claim.say.said_by == str(loaded.keys["neighbours"])
    assert claim.say.certainty == "doubtful"


def test_a_refused_case_leaves_nothing(station: Station) -> None:
    with pytest.raises(CaseRefused):
        load_case(station, MEMBER, SMALL + b"height = 170")
    assert not Commit.objects.exists()


def test_loading_is_one_commit_with_the_title_as_reason(loaded: LoadedCase) -> None:
    assert [commit.identifier for commit in Commit.objects.all()] == [loaded.commit]
    origin = read(loaded, "expulsion").history[0].origin
    assert origin.action == "load_case"
    assert origin.why == "The expulsion of 11 September 2025"
    assert origin.member == str(MEMBER)


def test_52_claimed_2_named_50_not_yet_named(loaded: LoadedCase) -> None:
    expulsion = Event.objects.get(pk=loaded.keys["expulsion"])
    claimed = {one["number"] for one in expulsion.count if one["of"] in ("released", "expelled")}
    named = Involvement.objects.filter(
        event=expulsion.pk, role__in=("released", "expelled", "crossed"), person__isnull=False
    )
    people = set(named.values_list("person", flat=True))
    assert claimed == {52}
    assert people == {loaded.keys["losik"], loaded.keys["tsimashchuk"]}
    assert max(claimed) - len(people) == 50


def test_contradictions_stay_contested(loaded: LoadedCase) -> None:
    contested = {
        key: set(read(loaded, key).row["contested"])
        for key in ("expulsion", "june", "minsk-meeting", "home", "tsikhanouski", "statkevich")
    }
    assert contested == {
        "expulsion": {"count"},
        "june": {"count"},
        "minsk-meeting": {"when"},
        "home": {"when"},
        "tsikhanouski": {"birth_date"},
        "statkevich": set(),
    }


def test_statkevich_by_date(loaded: LoadedCase) -> None:
    involved = Involvement.objects.filter(person=loaded.keys["statkevich"])
    roles = {row.event: row.role for row in involved}
    events = Event.objects.filter(pk__in=roles).order_by("when_from", "step")
    told: list[tuple[Any, Any]] = [(event.type, roles[event.pk]) for event in events]
    assert set(told[:3]) >= {("expulsion", "refused"), ("refusal", "refused")}
    assert told[-1] == ("return_home", "released")


STOOD = {
    ("statkevich", date(2025, 9, 12)): "Refused to leave (2025-09-11), not seen since.",
    ("statkevich", date(2026, 2, 1)): "Held: Prison hospital at Kalyadzichy.",
    ("statkevich", date(2026, 3, 1)): "At home, in the country.",
    ("losik", date(2025, 9, 12)): "Free, but abroad (Lithuania) and barred from returning.",
    ("tsikhanouski", date(2025, 7, 1)): "Free, but abroad (Lithuania) and barred from returning.",
    ("kuznechyk", date(2025, 3, 1)): (
        "Free, abroad (Lithuania). Whether they may return is not known."
    ),
}


def test_where_people_stood(loaded: LoadedCase) -> None:
    for (key, day), expected in STOOD.items():
        person = loaded.keys[key]
        summary = summarise(find_standings([person], day)[person])
        assert summary.template % summary.fields == expected, (key, day)


def test_the_name_of_the_article_is_shown_first(loaded: LoadedCase) -> None:
    statkevich = Person.objects.get(pk=loaded.keys["statkevich"])
    assert statkevich.caption == "Mikalay Statkevich"
    assert "Mikalajus Statkevičius" in {name["text"] for name in statkevich.name}


def test_spoken_words_have_their_speakers(loaded: LoadedCase) -> None:
    account = Account.objects.get(words="It was forced deportation")
    assert account.speaker == loaded.keys["tsikhanouskaya"]
    assert account.about == loaded.keys["expulsion"]


@pytest.mark.shared
def test_the_article_added_later_finds_its_source(
    loaded: LoadedCase, station: Station, shared: Path
) -> None:
    data = (shared / "seed" / "article.txt").read_bytes()
    added = add_source(station, MEMBER, {"title": "The article"}, data)
    article = Source.objects.get(pk=loaded.keys["article"])
    assert added.source == article.pk
    assert added.was_known
    assert added.has_new_text
    assert article.text == data.decode()
    assert "title" not in article.contested
