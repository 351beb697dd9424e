"""Searching: what is found, how it is shown, and that the words stay out of addresses."""

import re

import pytest
from django.test import Client

Made = dict[str, object]


def find(client: Client, words: str) -> str:
    response = client.post("/search/", {"words": words})
    assert response.status_code == 302
    assert response.url == "/search/"
    return client.get("/search/").content.decode()


FOUND = {
    "a name in its own script": ("Прыкладны", "person"),
    "a part of a name": ("прыкл", "person"),
    "another spelling": ("prykladny", "person"),
    "capitals in Cyrillic": ("ПРЫКЛАДНЫ", "person"),
    "both names in the other order": ("Прыкладны Аляксандр", "person"),
    "an event": ("expulsion", "event"),
    "a place": ("kamienny", "place"),
    "words of a source": ("deportation", "paper"),
    "a question": ("where has she", "question"),
}


@pytest.mark.parametrize(("words", "key"), FOUND.values(), ids=FOUND)
def test_finds(signed_in: Client, made: Made, words: str, key: str) -> None:
    assert f'/{made[key]}/"' in find(signed_in, words)


def test_marks_what_was_looked_for(signed_in: Client, made: Made) -> None:
    page = find(signed_in, "прыкл")
    assert "<mark>Прыкладны</mark>" in page
    assert "Alaksandr Prykladny" in page


def test_the_words_stay_in_the_box_to_be_changed(signed_in: Client, made: Made) -> None:
    assert 'name="words" value="Прык &quot;x"' in find(signed_in, 'Прык "x')
    assert 'name="words" value=' not in signed_in.get("/").content.decode()


def test_groups_by_kind_with_people_first(signed_in: Client, made: Made) -> None:
    page = find(signed_in, "prykladny")
    assert re.findall(r'id="found-(\w+)"', page) == ["person", "source"]


def test_nothing_found_says_what_to_try(signed_in: Client, made: Made) -> None:
    page = find(signed_in, "nobodyatall")
    assert "Nothing found." in page
    assert "another spelling" in page


@pytest.mark.parametrize("words", ["", "   ", '"', "* OR (", "'; --", "\x00", "«»", "a" * 5000])
def test_takes_whatever_is_typed(signed_in: Client, made: Made, words: str) -> None:
    assert "<h1>" in find(signed_in, words)


def test_words_are_shown_harmlessly(signed_in: Client, made: Made) -> None:
    page = find(signed_in, "<script>alert(1)</script>\u202e")
    assert "<script>alert" not in page
    assert "⟨U+202E⟩" in page


def test_words_are_of_one_session_alone(signed_in: Client, made: Made) -> None:
    find(signed_in, "Прыкладны")
    signed_in.post("/sign-out/")
    from vardas.registry.tables.member import Member

    signed_in.force_login(Member.objects.get(), "vardas.web.members.backend.PassphraseBackend")
    assert "Прыкладны" not in signed_in.get("/search/").content.decode()


def test_one_kind_is_shown_page_by_page(signed_in: Client, made: Made) -> None:
    find(signed_in, "prykladny")
    page = signed_in.get("/search/", {"kind": "person"}).content.decode()
    assert re.findall(r'id="found-(\w+)"', page) == ["person"]
    for number in ["2", "999", "-1", "x", "9" * 30]:
        answer = signed_in.get("/search/", {"kind": "person", "page": number})
        assert answer.status_code == 200
    assert signed_in.get("/search/", {"kind": "nonsense"}).status_code == 200


def test_suggests_while_typing(signed_in: Client, made: Made) -> None:
    response = signed_in.post("/search/suggestions/", {"words": "прык"})
    assert f'/people/{made["person"]}/"' in response.content.decode()
    assert "<html" not in response.content.decode()
    assert signed_in.get("/search/suggestions/").status_code == 405


def test_a_form_is_needed(member: object) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member, "vardas.web.members.backend.PassphraseBackend")  # type: ignore[arg-type]
    assert client.post("/search/suggestions/", {"words": "a"}).status_code == 403
