"""The room of events: the list, the series of releases, one event."""

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import MEMBER, Made
from tests.web.people.test_people import read
from vardas.actions.case.loading import DEMO_CASE, load_case
from vardas.actions.facts import add_record, retract_record
from vardas.actions.plan import Grounds
from vardas.registry.opening import current
from vardas.registry.reading import read_record
from vardas.registry.records.models import Event
from vardas.web.events.dossier import load_dossier

Keys = Mapping[str, UUID]


@pytest.fixture
def case(signed_in: Client) -> Keys:
    return load_case(current().station, MEMBER, DEMO_CASE).keys


def test_the_first_thing_is_the_count(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/events/{case['expulsion']}/")
    content = page[page.index("Release and expulsion of 52 political prisoners") :]
    assert content.startswith(
        "Release and expulsion of 52 political prisoners"
        " 52 claimed 2 named 50 not yet named 52 or 51 crossed the border 1 or 4 refused to leave"
    )


def test_every_number_leads_to_those_behind_it(signed_in: Client, case: Keys) -> None:
    event = case["expulsion"]
    page = signed_in.get(f"/events/{event}/").content.decode()
    assert f'href="/people/?event={event}&amp;who=named"' in page
    assert f'href="/people/?event={event}&amp;who=unnamed"' in page
    assert 'id="claimed"' in page
    assert 'id="claimed-crossed"' in page


def test_six_steps_in_order_with_what_is_known_and_what_is_not(
    signed_in: Client, case: Keys
) -> None:
    file = read_record(case["expulsion"])
    assert file is not None
    steps = load_dossier(file).steps
    wanted = ["custody", "notice", "transport", "crossing", "reception", "press-conference"]
    assert [step.item.id for step in steps] == [case[key] for key in wanted]
    page = read(signed_in, f"/events/{case['expulsion']}/")
    places = [page.index(step.item.caption) for step in steps]
    assert places == sorted(places)
    assert "Not known: Was given a choice · Papers · Escorted by" in page
    assert "Present: Prison officers of Belarus" in page


def test_what_two_sources_say_alike_stands_once_with_both(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/events/{case['expulsion']}/")
    start = page.index("To where")
    said = page[start : page.index("Condition", start)]
    assert said.startswith("To where Lithuania source : VisaVerge")
    assert said.count("source :") == 2
    assert said.replace("Belarus to Lithuania", "").count("Lithuania") == 1


def test_accounts_stand_side_by_side_with_their_speakers(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/events/{case['expulsion']}/")
    for words in (
        "Svyatlana Tsikhanouskaya calls it It was forced deportation",
        "Belarusian government calls it goodwill gesture",
        "reads it as",
        "has not said",
    ):
        assert words in page


def test_what_it_answers_to_and_what_answers_to_it(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/events/{case['expulsion']}/")
    assert "Meeting of a United States envoy and Lukashenko in Minsk" in page
    assert "United States eases sanctions on Belavia" in page


def test_the_series_has_every_release_in_order(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, "/events/timeline/")
    assert page.index("Release and expulsion of the June group") < page.index(
        "Release and expulsion of 52 political prisoners"
    )
    assert "14 or 15 claimed · 3 named · 11 not yet named" in page
    assert "52 claimed · 2 named · 50 not yet named" in page
    assert "stayed in Belarus" in page


def test_the_list_shows_kinds_and_counts(signed_in: Client, made: Made) -> None:
    page = read(signed_in, "/events/")
    assert "Expulsion by bus" in page
    assert "1,052 or 1,051 claimed · 1 named · 1,051 not yet named" in page
    assert "Expulsion by bus" not in read(signed_in, "/events/?kind=pardon")
    assert "Expulsion by bus" in read(signed_in, "/events/?kind=expulsion")
    assert "Expulsion by bus" in read(signed_in, "/events/?kind=nonsense")


def test_empty_states_say_what_to_do(signed_in: Client) -> None:
    assert "There are no events yet." in read(signed_in, "/events/")
    assert "No release with a number is recorded yet." in read(signed_in, "/events/timeline/")


def test_an_event_of_which_only_a_little_is_known(signed_in: Client) -> None:
    facts = [("type", "release")]
    event = add_record(current().station, MEMBER, "event", facts, Grounds()).records[0]
    page = read(signed_in, f"/events/{event}/")
    assert "An event without a title" in page
    assert "claimed" not in page


def test_an_event_that_is_part_of_itself_does_not_turn_in_a_circle(signed_in: Client) -> None:
    station = current().station
    event = add_record(station, MEMBER, "event", [("title", "A ring")], Grounds()).records[0]
    facts = [
        ("title", "Inside"),
        ("part_of", str(event)),
        ("count", {"number": 3, "of": "released"}),
    ]
    inner = add_record(station, MEMBER, "event", facts, Grounds()).records[0]
    from vardas.actions.facts import add_facts

    add_facts(station, MEMBER, event, [("part_of", str(inner))], Grounds())
    assert "A ring" in read(signed_in, f"/events/{inner}/")


def test_a_withdrawn_event_is_still_shown(signed_in: Client, made: Made) -> None:
    retract_record(current().station, MEMBER, made["event"], "entered twice")
    assert "Everything said about this was withdrawn." in read(
        signed_in, f"/events/{made['event']}/"
    )


def test_no_title_stands_in_the_browser_title(signed_in: Client, made: Made) -> None:
    page = signed_in.get(f"/events/{made['event']}/").content.decode()
    assert "<title>Event · Vardas</title>" in page


def test_another_kind_goes_to_its_own_room(signed_in: Client, made: Made) -> None:
    response = signed_in.get(f"/events/{made['person']}/")
    assert response.status_code == 302
    assert response["Location"] == f"/people/{made['person']}/"
    assert signed_in.get(f"/events/{uuid4()}/").status_code == 404


def test_every_event_of_the_case_has_its_page(signed_in: Client, case: Keys) -> None:
    for pk in Event.objects.values_list("pk", flat=True):
        assert signed_in.get(f"/events/{pk}/").status_code == 200


PAGES = {
    "list": ("/events/", 32),
    "series": ("/events/timeline/", 32),
    "event": ("/events/{expulsion}/", 60),
}


@pytest.mark.parametrize(("address", "most"), PAGES.values(), ids=PAGES)
def test_the_number_of_queries_is_small(
    signed_in: Client, case: Keys, address: str, most: int
) -> None:
    with CaptureQueriesContext(connection) as queries:
        read(signed_in, address.format(**case))
    assert len(queries) <= most
