"""How claims are shown: one value with all who say it, contested ones side by side, evidence."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.web.conftest import Made
from vardas.actions.facts import add_facts, add_record, prefer_statement
from vardas.actions.plan import Grounds
from vardas.registry import opening
from vardas.registry.reading import RecordFile, read_record
from vardas.registry.tables.member import Member
from vardas.web.values import gather_values


def read(record: UUID) -> RecordFile:
    file = read_record(record)
    assert file is not None
    return file


def show(template: str, **context: Any) -> str:
    request = RequestFactory().get("/")
    return Template(template).render(Context({"request": request, **context}))


def show_claims(file: RecordFile, field: str) -> str:
    return show("{% claims group %}", group=file.fields[field], file=file)


def strip(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)).strip()


def add(member: Member, kind: str, *facts: tuple[str, Any], **grounds: Any) -> UUID:
    station = opening.current().station
    return add_record(station, member.id, kind, list(facts), Grounds(**grounds)).records[0]


VALUES: dict[str, tuple[str, tuple[str, Any], str]] = {
    "text": ("person", ("birth_place", "Менск <b>"), "Менск &lt;b&gt;"),
    "text that turns": ("person", ("birth_place", "a\u202eb"), "a⟨U+202E⟩b"),
    "choice": ("person", ("sex", "female"), "female"),
    "date": ("person", ("birth_date", "1991-06-XX"), "June 1991"),
    "number": ("event", ("step", 1200), "1,200"),
    "yes": ("involvement", ("choice_given", True), "yes"),
    "no": ("involvement", ("choice_given", False), "no"),
    "name": (
        "person",
        ("name", {"text": "Волька", "language": "be", "kind": "diminutive"}),
        '<bdi lang="be">Волька</bdi> <span class="name-kind">short form</span>',
    ),
    "name in no language": ("person", ("name", {"text": "Ola", "language": '"><b>'}), "<bdi>Ola<"),
    "identifier": (
        "person",
        ("identifier", {"scheme": "passport", "value": "MP 12"}),
        '<bdi>MP 12</bdi> <span class="name-kind">passport</span>',
    ),
    "count": ("event", ("count", {"number": 52, "of": "released"}), "52</b> released"),
    "count of others": ("event", ("count", {"number": 1, "of": "poets"}), "1</b> poets"),
    "cells": (
        "listing",
        ("cells", {"row": 3, "cells": {"ПІБ": "<i>Ola</i>"}}),
        "<dt>ПІБ</dt><dd><bdi>&lt;i&gt;Ola&lt;/i&gt;</bdi></dd>",
    ),
}


@pytest.mark.parametrize(("kind", "fact", "shown"), VALUES.values(), ids=VALUES)
def test_shows_each_type_of_value(
    member: Member, kind: str, fact: tuple[str, Any], shown: str
) -> None:
    file = read(add(member, kind, fact))
    assert shown in show("{% value claim %}", claim=file.fields[fact[0]].live[0])


def test_a_reference_is_a_link(made: Made) -> None:
    page = show_claims(read(made["event"]), "place")
    assert f'<a href="/records/{made["place"]}/"><bdi>Kamienny Loh</bdi></a>' in page


def test_a_reference_to_what_has_not_arrived_says_so(member: Member) -> None:
    file = read(add(member, "event", ("place", str(uuid4()))))
    assert "not at this station yet" in strip(show_claims(file, "place"))


def test_a_long_text_is_cut(member: Member) -> None:
    file = read(add(member, "source", ("text", "word " * 500)))
    shown = strip(show("{% value claim %}", claim=file.fields["text"].live[0]))
    assert len(shown) < 310
    assert shown.endswith("…")


def test_contested_values_stand_side_by_side(made: Made) -> None:
    page = show_claims(read(made["person"]), "birth_date")
    assert page.count("claim--disputed") == 2
    assert "Sources contradict each other" in page
    assert "1960" in page
    assert "2 March 1961" in page


def test_a_doubtful_value_stays_reported(made: Made) -> None:
    page = strip(show_claims(read(made["person"]), "birth_date"))
    assert "reportedly: 2 March 1961" in page
    assert "reportedly: 1960" not in page


def test_a_denied_value_is_marked(member: Member) -> None:
    file = read(add(member, "person", ("sex", "male"), certainty="denied"))
    page = show_claims(file, "sex")
    assert "claim--denied" in page
    assert "denied: male" in strip(page)


def test_the_same_value_stands_once_with_all_who_say_it(made: Made, member: Member) -> None:
    station = opening.current().station
    add_facts(station, member.id, made["person"], [("birth_date", "1960")], Grounds(made["letter"]))
    values = gather_values(read(made["person"]).fields["birth_date"])
    assert [len(shown.claims) for shown in values] == [2, 1]
    page = show_claims(read(made["person"]), "birth_date")
    assert page.count('class="claim__value"') == 2
    assert page.count('class="evidence"') == 3


def test_a_value_is_as_certain_as_its_firmest_claim(made: Made, member: Member) -> None:
    station = opening.current().station
    facts = [("birth_date", "1961-03-02")]
    add_facts(station, member.id, made["person"], facts, Grounds(certainty="confirmed"))
    values = gather_values(read(made["person"]).fields["birth_date"])
    assert {shown.first.value: shown.certainty for shown in values} == {
        "1960": "stated",
        "1961-03-02": "confirmed",
    }


def test_a_denial_never_joins_those_who_say_so(made: Made, member: Member) -> None:
    station = opening.current().station
    facts = [("birth_date", "1960")]
    add_facts(station, member.id, made["person"], facts, Grounds(certainty="denied"))
    values = gather_values(read(made["person"]).fields["birth_date"])
    assert sorted(shown.certainty for shown in values) == ["denied", "doubtful", "stated"]


def test_numbers_contradict_only_where_they_count_the_same_people(
    made: Made, member: Member
) -> None:
    station = opening.current().station
    facts = [("count", {"number": 14, "of": "foreigners"})]
    add_facts(station, member.id, made["event"], facts, Grounds())
    values = gather_values(read(made["event"]).fields["count"])
    disputed = {shown.first.value["number"]: shown.is_disputed for shown in values}
    assert disputed == {1052: True, 1051: True, 14: False}


def test_evidence_names_source_words_speaker_and_recorder(made: Made) -> None:
    page = show_claims(read(made["person"]), "birth_date")
    words = strip(page)
    assert f'/sources/{made["paper"]}/"' in page
    assert "The bus carried Alaksandr Prykladny" in words
    assert "Who says so: an aunt" in words
    assert "Nadzeya" in words
    for act in ("correct", "retract", "prefer"):
        assert f"/{act}/" in page


def test_words_with_a_place_lead_to_it(made: Made) -> None:
    claim = read(made["person"]).fields["birth_date"].live[0]
    page = show("{% evidence claim %}", claim=claim)
    assert f'/sources/{made["paper"]}/#s-{claim.id}"' in page


def test_the_preferred_value_comes_first_and_the_other_stays(made: Made, member: Member) -> None:
    live = read(made["person"]).fields["birth_date"].live
    prefer_statement(opening.current().station, member.id, live[1].id)
    shown = strip(show_claims(read(made["person"]), "birth_date"))
    assert shown.index("2 March 1961") < shown.index("1960")


def test_a_fact_without_a_source_says_so(member: Member) -> None:
    file = read(add(member, "person", ("sex", "male")))
    assert "no source given" in show_claims(file, "sex")


def test_nothing_is_shown_for_a_field_nobody_spoke_of(made: Made) -> None:
    assert show("{% claims group %}{% values group %}", group=None).strip() == ""


def test_values_stand_in_one_line(made: Made) -> None:
    group = read(made["person"]).fields["birth_date"]
    assert strip(show("{% values group %}", group=group)) == "1960, 2 March 1961"


def test_a_record_without_words_is_named_by_what_it_joins(made: Made) -> None:
    page = strip(show("{% link id %}", id=made["involvement"]))
    assert page == "Аляксандр Прыкладны · expelled · Expulsion by bus"


def test_a_link_to_words_is_words(member: Member) -> None:
    assert show("{% link id %}", id="an aunt <b>") == "<bdi>an aunt &lt;b&gt;</bdi>"


def test_captions_of_a_page_are_fetched_together(
    made: Made, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    file = read(made["person"])
    template = "{% for group in file.fields.values %}{% claims group %}{% endfor %}"
    with django_assert_max_num_queries(14):
        show(template, file=file)
