"""The room of people: the list, the people behind a figure, one person."""

from collections.abc import Mapping
from html import unescape
from re import sub
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conftest import MEMBER, Made
from vardas.actions.case.loading import DEMO_CASE, load_case
from vardas.actions.facts import add_record, retract_record
from vardas.actions.plan import Grounds
from vardas.registry.opening import current

Keys = Mapping[str, UUID]


@pytest.fixture
def case(signed_in: Client) -> Keys:
    return load_case(current().station, MEMBER, DEMO_CASE).keys


def read(client: Client, address: str) -> str:
    """Get a page as a reader sees it: its text, in one line."""
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(sub("<[^>]+>", " ", response.content.decode())).split())


def test_the_list_says_of_everybody_where_they_stand(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, "/people/")
    assert "Mikalay Statkevich" in page
    assert "Mikola Statkevich · " not in page  # what stands between spellings is no text
    assert "Mikola Statkevich" in page
    assert "Free, but abroad (Lithuania) and barred from returning." in page


def test_a_letter_shows_its_people_only(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, "/people/?letter=S")
    assert "Syarhey Tsikhanouski" in page
    assert "Ihar Losik" not in page


def test_the_people_behind_two_named(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/people/?event={case['expulsion']}&who=named")
    assert "Ihar Losik" in page
    assert "Alena Tsimashchuk" in page
    assert "Statkevich" not in page


def test_the_50_not_yet_named_are_explained(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/people/?event={case['expulsion']}&who=unnamed")
    assert "52 people are claimed; 2 are named here." in page
    assert "Who are the other 50 of the 52?" in page
    assert "The people who crossed" in page


def test_who_is_not_accounted_for(signed_in: Client, made: Made) -> None:
    page = read(signed_in, "/people/?who=missing")
    assert "Вольга Выдуманая" in page
    assert "Аляксандр Прыкладны" not in page
    assert "Refused to leave (11 September 2025), not seen since." in page


@pytest.mark.parametrize("event", ["nonsense", str(UUID(int=99))])
def test_an_event_that_is_not_here_is_not_found(signed_in: Client, event: str) -> None:
    assert signed_in.get(f"/people/?event={event}").status_code == 404


def test_empty_states_say_what_to_do(signed_in: Client) -> None:
    assert "Add the first one by name, or import a list" in read(signed_in, "/people/")
    assert "Everybody we know of is accounted for." in read(signed_in, "/people/?who=missing")


def test_statkevich_on_the_day_after(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/people/{case['statkevich']}/?on=2025-09-12")
    assert "Refused to leave (11 September 2025), not seen since." in page
    assert "Where this person stood on 12 September 2025" in page
    assert "Published only later" in page


def test_statkevich_after_he_came_home(signed_in: Client, case: Keys) -> None:
    page = read(signed_in, f"/people/{case['statkevich']}/?on=2026-03-20")
    assert "At home, in the country." in page


def test_a_person_has_everything_with_its_source(signed_in: Client, made: Made) -> None:
    page = read(signed_in, f"/people/{made['person']}/")
    assert "Аляксандр Прыкладны" in page
    assert "Alaksandr Prykladny" in page
    assert "1960" in page
    assert "2 March 1961" in page
    assert "Sources contradict each other" in page
    assert "Made-up newspaper, 12 September" in page
    assert "beekeeper" not in page
    assert read(signed_in, f"/people/{made['missing']}/").count("Where has she been since?") == 1


@pytest.mark.parametrize("on", ["", "yesterday", "2025-02-30", "٢٠٢٥-٠٩-١٢"])
def test_a_day_that_is_none_is_today(signed_in: Client, made: Made, on: str) -> None:
    page = read(signed_in, f"/people/{made['person']}/?on={on}")
    assert "Where this person stands" in page


def test_no_name_stands_in_the_title(signed_in: Client, made: Made) -> None:
    page = signed_in.get(f"/people/{made['person']}/").content.decode()
    assert "<title>Person · Vardas</title>" in page


def test_a_name_turns_nothing_and_runs_nothing(signed_in: Client) -> None:
    evil = "<script>alert(1)</script>\u202eeman"
    person = add_record(
        current().station,
        MEMBER,
        "person",
        [("name", {"text": evil, "language": '"x"'})],
        Grounds(),
    ).records[0]
    for address in ("/people/", f"/people/{person}/"):
        page = signed_in.get(address).content.decode()
        assert "<script>alert" not in page
        assert "\u202e" not in page


def test_a_withdrawn_person_is_still_shown(signed_in: Client, made: Made) -> None:
    retract_record(current().station, MEMBER, made["person"], "entered twice")
    assert signed_in.get(f"/people/{made['person']}/").status_code == 200


def test_another_kind_goes_to_its_own_room(signed_in: Client, made: Made) -> None:
    response = signed_in.get(f"/people/{made['event']}/")
    assert response.status_code == 302
    assert response["Location"] == f"/events/{made['event']}/"
    assert signed_in.get(f"/people/{uuid4()}/").status_code == 404


PAGES = {
    "list": ("/people/", 32),
    "missing": ("/people/?who=missing", 40),
    "named": ("/people/?event={expulsion}&who=named", 32),
    "unnamed": ("/people/?event={expulsion}&who=unnamed", 60),
    "person": ("/people/{statkevich}/", 60),
    "on a day": ("/people/{statkevich}/?on=2025-09-12", 60),
}


@pytest.mark.parametrize(("address", "most"), PAGES.values(), ids=PAGES)
def test_the_number_of_queries_is_small(
    signed_in: Client, case: Keys, address: str, most: int
) -> None:
    with CaptureQueriesContext(connection) as queries:
        read(signed_in, address.format(**case))
    assert len(queries) <= most


def test_more_people_need_no_more_queries(signed_in: Client, case: Keys) -> None:
    with CaptureQueriesContext(connection) as few:
        read(signed_in, "/people/?letter=M")
    with CaptureQueriesContext(connection) as many:
        read(signed_in, "/people/")
    assert len(many) <= len(few) + 3  # the letters, and a level more of places
