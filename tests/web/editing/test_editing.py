"""Every record can be added, read, corrected, withdrawn, brought back; nothing typed is lost."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.test import Client

from tests.web.conftest import Made
from vardas.actions.facts import add_facts
from vardas.actions.plan import Grounds
from vardas.registry import opening
from vardas.registry.reading import read_record
from vardas.registry.records.models import RECORD_TYPES, Event, Person, Place, Source
from vardas.registry.tables.ledger import Commit
from vardas.registry.tables.member import Member

NOWHERE = UUID(int=5)
KINDS = [model.kind for model in RECORD_TYPES if model.kind != "listing"]
STATED = {"grounds-certainty": "stated"}


def post(client: Client, path: str, **fields: str):
    return client.post(path, {**STATED, **fields})


def find_statement(record: UUID, field: str, number: int = 0) -> UUID:
    file = read_record(record)
    assert file is not None
    return [claim.id for claim in file.history if claim.say.field == field][number]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form_that_asks_how_we_know(
    signed_in: Client, member: Member, kind: str
) -> None:
    page = signed_in.get(f"/add/{kind}/").content.decode()
    assert "How do we know?" in page
    assert 'name="grounds-source"' in page
    answer = post(signed_in, f"/add/{kind}/")
    assert answer.status_code == 200
    assert "Fill in at least one field" in answer.content.decode()
    assert not Commit.objects.exists()


@pytest.mark.parametrize("kind", ["listing", "dragon"])
def test_what_cannot_be_added_by_hand_has_no_form(
    signed_in: Client, member: Member, kind: str
) -> None:
    assert signed_in.get(f"/add/{kind}/").status_code == 404


def test_a_person_with_a_source_that_is_new(signed_in: Client, member: Member) -> None:
    fields = {"name_text": "Ana Kukul", "name_language": "be", "birth_date": "12.03.1985"}
    sourced = {"grounds-source": "Letter of an aunt", "grounds-words": "our Ana, born in March"}
    answer = post(signed_in, "/add/person/", **fields, **sourced)
    page = answer.content.decode()
    assert "a new one: “Letter of an aunt”" in page
    assert 'value="Ana Kukul"' in page
    assert not Commit.objects.exists()
    answer = post(
        signed_in, "/add/person/", **fields, **sourced, **{"grounds-source-chosen": "new:source"}
    )
    person, source = Person.objects.get(), Source.objects.get()
    assert answer["Location"] == f"/people/{person.pk}/"
    assert (person.caption, person.birth_date) == ("Ana Kukul", "1985-03-12")
    assert source.title == "Letter of an aunt"
    file = read_record(person.pk)
    assert file is not None
    assert {claim.say.source for claim in file.history} == {source.pk}
    assert file.history[0].say.quote == {"text": "our Ana, born in March"}


def test_a_known_name_is_taken_at_once(signed_in: Client, made: Made) -> None:
    post(signed_in, "/add/event/", title="A crossing", place="kamienny loh")
    assert Event.objects.get(title="A crossing").place == made["place"]
    assert Place.objects.count() == 1


def test_part_of_a_name_is_a_question_and_a_chosen_answer_holds(
    signed_in: Client, made: Made
) -> None:
    answer = post(signed_in, "/add/event/", title="A crossing", place="Kamienny")
    page = answer.content.decode()
    assert "Choose which one is meant" in page
    assert f'value="{made["place"]}"' in page
    post(
        signed_in, "/add/event/", title="A crossing", place="Kamienny",
        **{"place-chosen": str(made["place"])},
    )  # fmt: skip
    assert Event.objects.get(title="A crossing").place == made["place"]


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("Nowhere at all", ""),
        ("x", str(NOWHERE)),
        ("x", "new:dragon"),
        ("", "new:place"),
        ("a\x00b", ""),
        ("x" * 2000, ""),
        ("a\x00b", "new:place"),
    ],
)
def test_a_reference_that_is_none_writes_nothing(
    signed_in: Client, made: Made, typed: str, chosen: str
) -> None:
    before = Commit.objects.count()
    fields = {"place": typed, "place-chosen": chosen}
    answer = post(signed_in, "/add/event/", **fields)
    assert answer.status_code == 200
    assert Commit.objects.count() == before


def test_a_reference_of_another_kind_is_none(signed_in: Client, made: Made) -> None:
    before = Commit.objects.count()
    fields = {"place": str(made["person"]), "place-chosen": str(made["person"])}
    answer = post(signed_in, "/add/event/", title="A crossing", **fields)
    assert answer.status_code == 200
    assert Commit.objects.count() == before


def test_where_the_fact_is_refused_the_new_source_is_not_made_either(
    signed_in: Client, member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vardas.actions import facts
    from vardas.registry.records.fields import ValueRefused

    def refuse(*args: object) -> None:
        raise ValueRefused(field="x", reason="y")

    genuine = facts.add_record

    def add(station, member, kind, *rest):
        return genuine(station, member, kind, *rest) if kind == "source" else refuse()

    monkeypatch.setattr(facts, "add_record", add)
    answer = post(
        signed_in, "/add/person/", name_text="Ana Kukul",
        **{"grounds-source": "A letter", "grounds-source-chosen": "new:source"},
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing was saved" in page
    assert 'value="Ana Kukul"' in page
    assert not Source.objects.exists()


DATES = {
    "11.09.2025": "2025-09-11",
    "11 September 2025": "2025-09-11",
    "11 верасня 2025": "2025-09-11",
    "11 сентября 2025": "2025-09-11",
    "2025-09-11": "2025-09-11",
    "2025-09": "2025-09",
    "September 2025": "2025-09",
    "09.2025": "2025-09",
    "2025": "2025",
    "about 2020": "2020~",
    "1990s": "199X",
    "11/09/2025": "2025-09-11",
}


@pytest.mark.parametrize(("written", "edtf"), DATES.items(), ids=DATES.keys())
def test_a_date_as_a_person_writes_it(
    signed_in: Client, member: Member, written: str, edtf: str
) -> None:
    post(signed_in, "/add/event/", title="x", when=written)
    assert Event.objects.get().when == edtf


WRONG = {
    "a day that is none": ({"birth_date": "31.02.1985"}, "has no day 31"),
    "no date": ({"birth_date": "long ago, you know"}, "could not be read"),
    "NUL in a name": ({"name_text": "A\x00na"}, "Null characters"),
    "NUL in a date": ({"birth_date": "19\x0085"}, "Null characters"),
    "a choice that is none": ({"sex": "dragon"}, "valid choice"),
    "a certainty that is none": ({"name_text": "A", "grounds-certainty": "sure"}, "valid choice"),
    "a number without its kind": ({"identifier_value": "1024"}, "at least one character"),
}


@pytest.mark.parametrize(("fields", "words"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    signed_in: Client, member: Member, fields: dict[str, str], words: str
) -> None:
    answer = post(signed_in, "/add/person/", **{"note": "typed before", **fields})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page
    assert "Everything you wrote is still here" in page
    assert "typed before" in page
    assert not Commit.objects.exists()


HUGE = {"-1": "greater than or equal", "9" * 20: "less than or equal", "9" * 6000: "whole number"}


@pytest.mark.parametrize(("number", "words"), HUGE.items(), ids=["-1", "9e20", "9e6000"])
def test_a_count_of_more_people_than_there_are(
    signed_in: Client, member: Member, number: str, words: str
) -> None:
    answer = post(signed_in, "/add/event/", count_number=number, count_of="expelled")
    assert words in answer.content.decode()
    assert not Commit.objects.exists()


def test_a_huge_text_is_taken_and_a_turning_one_is_shown_harmlessly(
    signed_in: Client, member: Member
) -> None:
    post(signed_in, "/add/person/", name_text="Ana \u202eluk", note="x" * 200_000)
    person = Person.objects.get()
    assert len(person.note[0]) == 200_000
    history = signed_in.get(f"/records/{person.pk}/history/").content.decode()
    assert "\u202e" not in history


def test_something_about_an_event_leads_back_to_it(signed_in: Client, made: Made) -> None:
    path = f"/add/involvement/?event={made['event']}"
    assert "Expulsion by bus" in signed_in.get(path).content.decode()
    answer = post(
        signed_in, path, event="Expulsion by bus",
        **{"event-chosen": str(made["event"]), "person": "Alaksandr Prykladny", "role": "expelled"},
    )  # fmt: skip
    assert answer.status_code in (200, 302)
    if answer.status_code == 302:
        assert answer["Location"] == f"/events/{made['event']}/"


@pytest.mark.parametrize("key", ["x", str(NOWHERE), "a\x00b"])
def test_a_prefilled_reference_that_is_none_does_no_harm(
    signed_in: Client, member: Member, key: str
) -> None:
    answer = signed_in.get("/add/involvement/", {"event": key, "source": key})
    assert answer.status_code == 200


def test_a_fact_is_added_beside_the_others(signed_in: Client, made: Made) -> None:
    path = f"/records/{made['person']}/add/birth_date/"
    page = signed_in.get(path).content.decode()
    assert "Said so far" in page
    assert post(signed_in, path, birth_date="").status_code == 200
    answer = post(signed_in, path, birth_date="1962")
    assert answer["Location"] == f"/people/{made['person']}/"
    file = read_record(made["person"])
    assert file is not None
    assert [claim.value for claim in file.fields["birth_date"].live] == [
        "1960", "1962", "1961-03-02",
    ]  # fmt: skip


def test_a_correction_keeps_the_place_in_the_text_while_the_words_stay(
    signed_in: Client, made: Made
) -> None:
    statement = find_statement(made["person"], "birth_date")
    path = f"/statements/{statement}/correct/"
    assert 'value="1960"' in signed_in.get(path).content.decode()
    words = "The bus carried Alaksandr Prykladny"
    fields = {
        "birth_date": "1959",
        "grounds-source": "Made-up newspaper, 12 September",
        "grounds-source-chosen": str(made["paper"]),
        "grounds-words": words,
    }
    answer = post(signed_in, path, **fields)
    assert answer.status_code == 200  # no reason given
    assert 'value="1959"' in answer.content.decode()
    post(signed_in, path, **fields, why="a digit was misread")
    file = read_record(made["person"])
    assert file is not None
    new = next(claim for claim in file.history if claim.value == "1959")
    assert new.say.quote == {"text": words, "at": [0, 35]}
    assert file.row["birth_date"] == "1959"


def test_a_fact_is_withdrawn_and_brought_back(signed_in: Client, made: Made) -> None:
    statement = find_statement(made["person"], "name")
    path = f"/statements/{statement}/retract/"
    assert signed_in.get(path).status_code == 200
    assert post(signed_in, path, why=" ").status_code == 200
    post(signed_in, path, why="another person")
    assert Person.objects.get(pk=made["person"]).caption == "Alaksandr Prykladny"
    page = signed_in.get(f"/statements/{statement}/").content.decode()
    assert "another person" in page
    assert signed_in.get(f"/statements/{statement}/restore/").status_code == 200
    post(signed_in, f"/statements/{statement}/restore/")
    assert Person.objects.get(pk=made["person"]).caption == "Аляксандр Прыкладны"
    again = signed_in.get(f"/statements/{statement}/restore/")
    assert again["Location"] == f"/records/{made['person']}/history/"


def test_a_record_is_withdrawn_whole(signed_in: Client, made: Made) -> None:
    answer = post(signed_in, f"/records/{made['place']}/withdraw/", why="entered twice")
    assert answer["Location"] == f"/records/{made['place']}/history/"
    page = signed_in.get(f"/records/{made['place']}/").content.decode()
    assert "Everything said about this was withdrawn" in page
    assert "<s>" in signed_in.get(f"/records/{made['place']}/history/").content.decode()
    # there is nothing left to withdraw: said in words
    answer = post(signed_in, f"/records/{made['place']}/withdraw/", why="again")
    assert answer.status_code == 200
    assert "nothing was saved" in answer.content.decode()


def test_a_value_is_shown_first(signed_in: Client, made: Made) -> None:
    statement = find_statement(made["person"], "birth_date", 1)
    path = f"/statements/{statement}/prefer/"
    assert "says nothing about who is right" in signed_in.get(path).content.decode()
    post(signed_in, path)
    assert Person.objects.get(pk=made["person"]).birth_date == "1961-03-02"


def test_the_history_shows_everything_and_who(signed_in: Client, made: Made) -> None:
    page = signed_in.get(f"/records/{made['person']}/history/").content.decode()
    for words in ("beekeeper", "somebody else was meant", "Nadzeya", "withdrawn", "1961"):
        assert words in page


def test_one_fact_with_its_grounds_and_its_proof(signed_in: Client, made: Made) -> None:
    statement = find_statement(made["person"], "name")
    page = signed_in.get(f"/statements/{statement}/").content.decode()
    for words in ("Made-up newspaper", "The bus carried", "stated as a fact", "Nadzeya"):
        assert words in page
    assert f"/sources/{made['paper']}/#s-{statement}" in page
    proof = signed_in.get(f"/statements/{statement}/proof/")
    assert json.loads(proof.content)
    assert str(statement) in proof["Content-Disposition"]


def test_rooms_show_their_own_kinds(signed_in: Client, made: Made) -> None:
    for kind, room in (("person", "people"), ("event", "events"), ("paper", "sources")):
        answer = signed_in.get(f"/records/{made[kind]}/")
        assert answer["Location"] == f"/{room}/{made[kind]}/"
    for kind in ("place", "involvement", "question"):
        assert signed_in.get(f"/records/{made[kind]}/").status_code == 200


PATHS = [
    f"/records/{NOWHERE}/", f"/records/{NOWHERE}/history/", f"/records/{NOWHERE}/withdraw/",
    f"/records/{NOWHERE}/add/name/", f"/statements/{NOWHERE}/", f"/statements/{NOWHERE}/correct/",
    f"/statements/{NOWHERE}/retract/", f"/statements/{NOWHERE}/restore/",
    f"/statements/{NOWHERE}/prefer/", f"/statements/{NOWHERE}/proof/", "/records/x/",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_unknown_ids(signed_in: Client, member: Member, path: str) -> None:
    assert signed_in.get(path).status_code == 404
    assert post(signed_in, path, why="x").status_code in (404, 405)


@pytest.mark.parametrize("field", ["shoe_size", "caption", "id"])
def test_unknown_fields(signed_in: Client, made: Made, field: str) -> None:
    assert signed_in.get(f"/records/{made['person']}/add/{field}/").status_code == 404


def test_signed_out_nobody_sees_or_writes(client: Client, made: Made) -> None:
    before = Commit.objects.count()
    for path in (
        "/add/person/",
        f"/records/{made['place']}/",
        f"/records/{made['place']}/history/",
    ):
        assert client.get(path).status_code == 302
        assert post(client, path, name_text="x").status_code == 302
    assert Commit.objects.count() == before


def test_no_title_of_a_page_names_anybody(signed_in: Client, made: Made) -> None:
    statement = find_statement(made["person"], "name")
    record = f"/records/{made['person']}"
    for path in (f"{record}/history/", f"{record}/add/name/", f"/statements/{statement}/",
                 f"/statements/{statement}/correct/", f"/statements/{statement}/retract/",
                 f"/records/{made['place']}/"):  # fmt: skip
        title = signed_in.get(path).content.decode().split("<title>")[1].split("</title>")[0]
        assert "Prykladny" not in title
        assert "Kamienny" not in title
        assert title.endswith("· Vardas")


def test_rare_fields_open_where_something_stands_in_them(signed_in: Client, member: Member) -> None:
    closed = '<details class="rare"><summary>'
    opened = '<details class="rare" open><summary>'
    assert closed in signed_in.get("/add/person/").content.decode()
    typed = post(signed_in, "/add/person/", birth_date="31.02.1985", identifier_value="1024")
    assert opened in typed.content.decode()
    plain = post(signed_in, "/add/person/", birth_date="31.02.1985")
    assert closed in plain.content.decode()
    assert 'class="rare"' not in signed_in.get("/add/question/").content.decode()


def test_the_exact_words_are_read_from_the_text_where_only_their_place_is_known(
    signed_in: Client, made: Made
) -> None:
    grounds = Grounds(made["paper"], {"at": [4, 7]})
    outcome = add_facts(
        opening.current().station, UUID(int=7), made["person"], [("note", "x")], grounds
    )
    page = signed_in.get(f"/statements/{outcome.statements[0]}/").content.decode()
    assert "<q><bdi>bus</bdi></q>" in page


def test_a_place_in_one_text_is_not_taken_for_a_place_in_another(
    signed_in: Client, made: Made
) -> None:
    statement = find_statement(made["person"], "birth_date")
    post(
        signed_in,
        f"/statements/{statement}/correct/",
        birth_date="1959",
        why="the letter says otherwise",
        **{
            "grounds-source": "Letter of a relative",
            "grounds-source-chosen": str(made["letter"]),
            "grounds-words": "The bus carried Alaksandr Prykladny",
        },
    )
    file = read_record(made["person"])
    assert file is not None
    new = next(claim for claim in file.history if claim.value == "1959")
    assert new.say.source == made["letter"]
    assert new.say.quote == {"text": "The bus carried Alaksandr Prykladny"}
