"""The demo case through insight: what its pages are to say first."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.insight.conftest import Keys
from tests.registry.conftest import MEMBER
from vardas.actions.facts import add_record
from vardas.actions.plan import Grounds
from vardas.insight.counting import count_events
from vardas.insight.leafing import find_initials, list_involved, list_named, list_people
from vardas.insight.loading import find_standings
from vardas.insight.open_matters import find_missing, find_open_matters
from vardas.insight.standing import Standing
from vardas.insight.summary import summarise
from vardas.insight.timeline import load_series
from vardas.registry.station import Station

REFUSED_ON = date(2025, 9, 12)
LATER = date(2026, 3, 20)


def stand(person: UUID, day: date, *, then: bool = False) -> tuple[Standing, str]:
    standing = find_standings([person], day, as_known_then=then)[person]
    summary = summarise(standing)
    return standing, summary.template % summary.fields


def test_statkevich_refused_and_was_not_seen_since(case: Keys) -> None:
    standing, sentence = stand(case["statkevich"], REFUSED_ON, then=True)
    assert sentence == "Refused to leave (2025-09-11), not seen since."
    assert (standing.liberty.value, standing.movement.value) == ("unknown", "inside")
    assert standing.contact is not None
    assert standing.contact.days == (1, 1)
    assert [missing.id for missing in find_missing(REFUSED_ON)] == [case["statkevich"]]


def test_what_was_written_about_that_september_in_february_was_not_known_then(case: Keys) -> None:
    then, _sentence = stand(case["statkevich"], date(2025, 10, 15), then=True)
    assert case["home"] in {part.happening.id for part in then.later}
    assert "free" not in {other.value for other in then.liberty.others}
    now, _sentence = stand(case["statkevich"], date(2025, 10, 15))
    assert "free" in {now.liberty.value, *(other.value for other in now.liberty.others)}


def test_statkevich_is_home_in_march(case: Keys) -> None:
    standing, sentence = stand(case["statkevich"], LATER)
    assert sentence == "At home, in the country."
    assert (standing.liberty.value, standing.right.value) == ("free", "not_left")
    assert find_missing(LATER) == []


@pytest.mark.parametrize("person", ["tsikhanouski", "losik", "tsimashchuk"])
def test_the_expelled_are_free_abroad_and_barred(case: Keys, person: str) -> None:
    standing, sentence = stand(case[person], LATER)
    assert sentence == "Free, but abroad (Lithuania) and barred from returning."
    assert standing.right.words


def test_nobody_is_free_before_their_release(case: Keys) -> None:
    standing, _sentence = stand(case["tsikhanouski"], date(2025, 6, 20))
    assert standing.liberty.value == "unknown"
    assert not standing.liberty.evidence


def test_52_claimed_2_named_50_not_yet_named(case: Keys) -> None:
    count = count_events({case["expulsion"]: "expulsion"})[case["expulsion"]]
    assert count.headline is not None
    assert count.headline.shown.number == 52
    assert count.named == {case["losik"], case["tsimashchuk"]}
    assert count.gap == 50
    crossed = next(group for group in count.others if group.of == "crossed")
    assert {number for number, _bound in crossed.numbers} == {51, 52}
    assert crossed in count.conflicts


def test_a_named_person_who_refused_is_not_counted_but_involved(case: Keys) -> None:
    named = set(list_named(case["expulsion"]).values_list("pk", flat=True))
    involved = set(list_involved(case["expulsion"]).values_list("pk", flat=True))
    assert named == {case["losik"], case["tsimashchuk"]}
    assert case["statkevich"] in involved - named
    refused = list_involved(case["expulsion"], "refused").values_list("pk", flat=True)
    assert list(refused) == [case["statkevich"]]


def test_14_or_15_in_june(case: Keys) -> None:
    count = count_events({case["june"]: "expulsion"})[case["june"]]
    assert count.headline is not None
    assert [number for number, _bound in count.headline.numbers] == [14, 15]
    assert (len(count.named), count.gap) == (3, 11)


def test_the_series_stands_in_order_with_trigger_and_destination(case: Keys) -> None:
    series = load_series()
    whens = [release.item.when.order for release in series]
    assert whens == sorted(whens)
    assert len(series) == 21
    september = next(release for release in series if release.item.id == case["expulsion"])
    assert case["minsk-meeting"] in {trigger.id for trigger in september.triggers}
    assert case["belavia-eased"] in {answer.id for answer in september.answers}
    assert september.item.destination == "Lithuania"
    december = next(release for release in series if release.item.id == case["december-2025"])
    assert [part.destination for part in december.parts] == ["Ukraine", "Lithuania"]


def test_open_matters_have_totals_and_links(case: Keys) -> None:
    open_matters = find_open_matters(REFUSED_ON, shown=3)
    assert open_matters.missing_total == 1
    assert case["expulsion"] in {gap.item.id for gap in find_open_matters(LATER).gaps}
    assert len(open_matters.contested) == 3 < open_matters.contested_total
    assert len(open_matters.questions) == 3 < open_matters.questions_total
    assert not open_matters.is_empty


def test_an_empty_registry_has_nothing_open(station: Station) -> None:
    assert find_open_matters(LATER).is_empty
    assert load_series() == []
    assert find_initials() == []


def test_letters_lead_through_all_people(station: Station) -> None:
    for name in ("Ана", "ана-мария", "Zofia", "«Ёжик»", "42"):
        add_record(station, MEMBER, "person", [("name", {"text": name})], Grounds())
    assert find_initials() == ["Z", "А", "Ё"]
    assert [person.caption for person in list_people("А")] == ["Ана", "ана-мария"]
    assert list_people().count() == 5


def test_standing_of_many_takes_no_more_queries_than_of_one(case: Keys) -> None:
    people = [case[key] for key in ("losik", "tsikhanouski", "karnei", "kuznechyk", "bialiatski")]
    with CaptureQueriesContext(connection) as one:
        find_standings(people[:1], LATER)
    with CaptureQueriesContext(connection) as many:
        find_standings(people, LATER)
    assert len(many) <= len(one) + 1
