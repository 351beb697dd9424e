"""Every word of ours goes through the catalogue, and a language is offered once it is there."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.web.conftest import BACKEND, PASSPHRASE, Made
from tests.web.shell.pseudo import bracketed, find_untranslated
from vardas.registry.reading import find_captions, read_record
from vardas.registry.tables.member import Member

PLACES = {
    "start": "/",
    "all missing": "/open/missing/",
    "all gaps": "/open/gaps/",
    "all contested": "/open/contested/",
    "all questions": "/open/questions/",
    "all entries": "/open/entries/",
    "search": "/search/",
    "nothing here": "/no-such-page/",
    "people": "/people/",
    "person": "/people/{person}/",
    "missing person": "/people/{missing}/",
    "events": "/events/",
    "timeline": "/events/timeline/",
    "event": "/events/{event}/",
    "sources": "/sources/",
    "source": "/sources/{paper}/",
    "new source": "/sources/new/",
    "place": "/records/{place}/",
    "involvement": "/records/{involvement}/",
    "history": "/records/{person}/history/",
    "add a person": "/add/person/",
    "add an event": "/add/event/",
    "add an involvement": "/add/involvement/",
    "add a fact": "/records/{person}/add/birth_date/",
    "statement": "/statements/{statement}/",
    "correct": "/statements/{statement}/correct/",
    "withdraw": "/statements/{statement}/retract/",
    "prefer": "/statements/{statement}/prefer/",
    "lists": "/lists/",
    "new list": "/lists/new/",
}


@pytest.mark.parametrize("path", PLACES.values(), ids=PLACES)
def test_pages_say_nothing_outside_the_catalogue(signed_in: Client, made: Made, path: str) -> None:
    file = read_record(made["person"])
    assert file is not None
    statement = file.fields["birth_date"].live[1].id
    signed_in.post("/search/", {"words": "Прыкладны"})
    with bracketed():
        response = signed_in.get(path.format(**made, statement=statement))
    assert response.status_code == (404 if "no-such" in path else 200)
    words = [caption for _kind, caption in find_captions(made.values()).values() if caption]
    assert find_untranslated(response.content.decode(), words) == []


@pytest.mark.parametrize("passphrase", ["", "wrong on purpose", PASSPHRASE])
def test_signing_in_says_nothing_outside_the_catalogue(
    key_file: None, client: Client, passphrase: str
) -> None:
    with bracketed():
        response = client.post("/sign-in/", {"name": "x", "passphrase": passphrase})
    assert find_untranslated(response.content.decode()) == []


def test_refusals_say_nothing_outside_the_catalogue(member: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member, BACKEND)
    with bracketed():
        response = client.post("/search/")
    assert find_untranslated(response.content.decode()) == []


class TestTheTestItself:
    """It finds what was forgotten, and only that."""

    @pytest.mark.parametrize(
        "page",
        [
            "<p>Forgotten</p>",
            "<p>⟦Said⟧ and forgotten</p>",
            '<input placeholder="Forgotten">',
            "<p>⟦Said⟧ <b>forgotten</b></p>",
            "<title>Forgotten · Vardas</title>",
        ],
    )
    def test_finds(self, page: str) -> None:
        assert find_untranslated(page)

    @pytest.mark.parametrize(
        "page",
        [
            "<p>⟦Said⟧ 12 · 5</p>",
            "<p>⟦<b>52</b> claimed⟧</p>",
            "<p>⟦with <bdi>Анна</bdi> in it⟧</p>",
            "<p>⟦one ⟦in⟧ another⟧</p>",
            "<p><bdi>Анна</bdi></p><script>let forgotten;</script>",
            "<title>⟦Said⟧ · Vardas</title>",
            '<p class="forgotten" id="too">5</p>',
        ],
    )
    def test_passes(self, page: str) -> None:
        assert find_untranslated(page) == []


def test_only_translated_languages_are_offered() -> None:
    for code, _name in settings.LANGUAGES:
        folder = Path(settings.LOCALE_PATHS[0], code, "LC_MESSAGES")
        assert code == "en" or (folder / "django.mo").exists()


def test_a_browser_in_another_language_gets_no_patchwork(signed_in: Client) -> None:
    if len(settings.LANGUAGES) == 1:
        response = signed_in.get("/", headers={"accept-language": "ru"})
        assert response.headers["Content-Language"] == "en"


def test_the_language_is_chosen_where_there_are_several(signed_in: Client) -> None:
    assert "/language/" not in signed_in.get("/").content.decode()
    with override_settings(LANGUAGES=[("en", "English"), ("lt", "Lithuanian")]):
        page = signed_in.get("/").content.decode()
        assert 'value="lt"' in page
        answer = signed_in.post("/language/", {"language": "lt", "next": "/search/"})
        assert answer.url == "/search/"
        assert '<html lang="lt"' in signed_in.get("/").content.decode()


def test_the_language_can_be_chosen_before_signing_in(member: Member, client: Client) -> None:
    with override_settings(LANGUAGES=[("en", "English"), ("lt", "Lithuanian")]):
        assert 'value="lt"' in client.get("/sign-in/").content.decode()
        client.post("/language/", {"language": "lt", "next": "https://elsewhere.example/"})
        assert '<html lang="lt"' in client.get("/sign-in/").content.decode()
