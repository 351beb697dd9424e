"""Asked on one page, read in one line, taken back with what had already left."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.conftest import MEMBER, Made
from vardas.actions.consent import Answer, Manner, take_consents
from vardas.actions.disclosing import Leaving, record_disclosure
from vardas.actions.facts import add_facts
from vardas.actions.plan import Grounds
from vardas.registry import opening
from vardas.registry.consent_wordings.reading import read_wording
from vardas.registry.permission import Permission
from vardas.registry.records.consent import Purpose
from vardas.registry.records.models import Consent, Source
from vardas.web.permissions import say_permissions

HOW = {"wording": "en", "how": "spoken", "language": "be", "given_on": "2025-09-12"}


@pytest.fixture
def person(made: Made) -> UUID:
    return made["person"]


def page(name: str, person: UUID) -> str:
    return reverse(f"consent:{name}", args=[person])


def say_yes(person: UUID, *purposes: str, recipients: tuple[str, ...] = ()) -> None:
    answers = [Answer(purpose, "yes", recipients=recipients) for purpose in purposes]
    manner = Manner("spoken", "be", read_wording().reference)
    take_consents(opening.current().station, MEMBER, person, answers, manner)


def let_out(person: UUID, purpose: str, recipient: str, title: str) -> None:
    when = datetime(2025, 9, 20, 12, tzinfo=UTC)
    leaving = Leaving(purpose, recipient, "json", [person], 1, when, title=title)
    record_disclosure(opening.current().station, MEMBER, leaving)


def read(response: Any) -> str:
    assert response.status_code == 200
    return str(response.content.decode())


def test_the_page_of_a_person_says_that_nobody_asked(signed_in: Client, person: UUID) -> None:
    shown = read(signed_in.get(reverse("people:person", args=[person])))
    assert "Not asked yet: nothing may be told to anybody, and nothing published." in shown
    assert page("person", person) in shown


def test_the_questions_are_answered_in_one_form(signed_in: Client, person: UUID) -> None:
    shown = read(signed_in.get(page("ask", person)))
    wording = read_wording()
    assert wording.opening[0] in shown
    assert all(ask in shown for ask, _means in wording.questions.values())
    answers = {
        "tell_relative": "yes",
        "share_lawyer": "yes",
        "share_lawyer-recipients": "Example & Partners\n\n Ms Example ",
        "share_lawyer-until": "31.12.2099",
        "publish_story": "no",
    }
    response = signed_in.post(page("ask", person), {**HOW, **answers})
    assert response.status_code == 302
    assert Consent.objects.count() == 3
    lawyer = Consent.objects.get(purpose="share_lawyer")
    assert lawyer.recipients == ["Example & Partners", "Ms Example"]
    assert (lawyer.until, lawyer.wording, lawyer.language) == (
        "2099-12-31", wording.reference, "be",
    )  # fmt: skip
    line = (
        "May be told to relatives and a lawyer (only Example &amp; Partners and Ms Example)."
        " Nothing may be published."
    )
    assert line in read(signed_in.get(page("person", person)))
    assert line in read(signed_in.get(reverse("people:person", args=[person])))
    assert "&amp;amp;" not in read(signed_in.get(page("ask", person)))


def test_it_is_read_out_in_another_language_and_remembered(signed_in: Client, person: UUID) -> None:
    russian = read_wording("ru")
    shown = read(signed_in.get(page("ask", person) + "?language=ru"))
    assert russian.title in shown
    assert 'lang="ru">не сейчас</span> · not asked now' in shown.replace("\n", "")
    assert 'class="spoken"' not in read(signed_in.get(page("ask", person)))
    signed_in.post(page("ask", person), {**HOW, "wording": "ru", "keep_file": "yes"})
    assert Consent.objects.get().wording == russian.reference
    assert read_wording().title in read(signed_in.get(page("ask", person) + "?language=tlh"))


def test_the_words_that_were_read_out_are_found_again(signed_in: Client, person: UUID) -> None:
    say_yes(person, "keep_file")
    address = reverse("consent:wording", args=[read_wording().reference])
    assert address in read(signed_in.get(page("person", person)))
    assert read_wording().opening[0] in read(signed_in.get(address))
    unknown = reverse("consent:wording", args=["desk-0.en 0000"])
    assert signed_in.get(unknown).status_code == 404


def test_the_language_spoken_is_never_guessed_to_be_english(
    signed_in: Client, person: UUID
) -> None:
    answers = {**HOW, "keep_file": "yes", "language": ""}
    assert "This was not saved yet." in read(signed_in.post(page("ask", person), answers))
    shown = read(signed_in.get(page("ask", person) + "?language=be"))
    assert '<option value="be" selected>' in shown
    assert '<option value="en" selected>' not in read(signed_in.get(page("ask", person)))


def test_a_list_that_still_names_who_took_back_is_to_be_published_anew(
    signed_in: Client, person: UUID
) -> None:
    say_yes(person, "say_arrived")
    let_out(person, "say_arrived", "public", "The first list")
    words = "the latest that was published still names them"
    assert words not in read(signed_in.get(page("person", person)))
    signed_in.post(page("withdraw", person), {"purpose": "say_arrived"})
    assert words in read(signed_in.get(page("person", person)))
    let_out(UUID(int=5), "say_arrived", "public", "The second list")
    assert words not in read(signed_in.get(page("person", person)))


def test_a_story_that_left_with_the_list_counts_as_left_and_as_public(
    signed_in: Client, person: UUID
) -> None:
    say_yes(person, "say_arrived", "publish_story")
    words = "the latest that was published still names them"
    when = opening.read_clock()
    leaving = Leaving("say_arrived", "public", "site", [person], 1, when, title="The list")
    record_disclosure(opening.current().station, MEMBER, leaving)
    assert words not in read(signed_in.get(page("person", person)))
    done = signed_in.post(page("withdraw", person), {"purpose": "publish_story"}, follow=True)
    assert "Tell the person what had already left" in read(done)
    shown = read(done)
    assert f"{words}: publish their story." in " ".join(shown.split())


def test_a_story_that_was_never_allowed_is_not_said_to_be_public(
    signed_in: Client, person: UUID
) -> None:
    manner = Manner("spoken", "be", read_wording().reference, "2025-09-01")
    answers = [Answer("say_arrived", "yes"), Answer("publish_story", "no")]
    take_consents(opening.current().station, MEMBER, person, answers, manner)
    let_out(person, "say_arrived", "public", "The first list")
    assert "still names them" not in read(signed_in.get(page("person", person)))


def test_a_contested_answer_is_shown_to_everybody_it_may_be_about(
    signed_in: Client, made: Made, person: UUID
) -> None:
    say_yes(person, "keep_file")
    answer = Consent.objects.get()
    other = [("person", str(made["missing"]))]
    add_facts(opening.current().station, MEMBER, answer.pk, other, Grounds())
    for one in (person, made["missing"]):
        shown = read(signed_in.get(page("person", one)))
        assert reverse("editing:record", args=[answer.pk]) in shown
        assert "Does not want us to keep a file." in shown


def test_somebody_else_decides_with_a_reason_and_a_paper(signed_in: Client, person: UUID) -> None:
    other = {
        **HOW,
        "keep_file": "yes",
        "how": "by_guardian",
        "given_by": "a grandmother",
        "decided_for": "child",
    }
    shown = read(signed_in.post(page("ask", person), other))
    assert "Say who decided." in shown
    assert "a grandmother" in shown
    assert not Consent.objects.exists()
    whole = {
        **other,
        "decided_why": "nine years old",
        "evidence": "Signed sheet 4",
        "evidence-chosen": "new:source",
    }
    assert signed_in.post(page("ask", person), whole).status_code == 302
    kept = Consent.objects.get()
    assert Source.objects.get(pk=kept.evidence).title == "Signed sheet 4"
    shown = read(signed_in.get(page("person", person)))
    assert "a grandmother" in shown
    assert "nine years old" in shown


WRONG = {
    "nothing answered": ({}, "No question was answered"),
    "no such answer": ({"keep_file": "perhaps"}, "Select a valid choice"),
    "no date": ({"keep_file": "yes", "given_on": "soon"}, "given_on"),
    "tomorrow": ({"keep_file": "yes", "given_on": "2099-01-01"}, "that day has not come"),
    "an end that is no date": ({"keep_file": "yes", "keep_file-until": "later"}, "keep_file-until"),
}


@pytest.mark.parametrize(("answers", "words"), WRONG.values(), ids=WRONG)
def test_what_does_not_fit_is_said_and_nothing_saved(
    signed_in: Client, person: UUID, answers: dict[str, str], words: str
) -> None:
    shown = read(signed_in.post(page("ask", person), {**HOW, **answers}))
    assert "This was not saved yet." in shown
    assert words in shown
    assert not Consent.objects.exists()


def test_taking_back_shows_what_has_left_and_counts_at_once(
    signed_in: Client, person: UUID
) -> None:
    say_yes(person, "publish_story", "tell_relative")
    let_out(person, "publish_story", "public", "The list of September")
    shown = read(signed_in.get(page("withdraw", person)))
    assert "The list of September" in shown
    assert "cannot be called back" in shown
    assert "Nothing has left for this, as far as is recorded." in shown
    done = signed_in.post(page("withdraw", person), {"purpose": ["publish_story"]}, follow=True)
    shown = read(done)
    assert "Taken back, from now on. Tell the person what had already left" in shown
    assert "May be told to relatives. Nothing may be published." in shown
    assert "The list of September" in shown
    shown = read(signed_in.get(page("withdraw", person)))
    assert "The list of September" not in shown


def test_taking_back_nothing_is_said(signed_in: Client, person: UUID) -> None:
    say_yes(person, "publish_story")
    shown = read(signed_in.post(page("withdraw", person), {"purpose": "sell"}, follow=True))
    assert "There is no yes to take back." in shown
    signed_in.post(page("withdraw", person), {"purpose": "publish_story", "why": "afraid"})
    assert Consent.objects.get().withdrawn_why == "afraid"
    assert "There is no yes to take back." in read(signed_in.get(page("withdraw", person)))


def test_the_sheet_has_every_question_in_its_language(signed_in: Client, person: UUID) -> None:
    shown = read(signed_in.get(page("sheet", person) + "?language=ru"))
    russian = read_wording("ru")
    assert all(ask in shown for ask, _means in russian.questions.values())
    assert russian.labels["signature"] in shown
    assert russian.reference in shown


@pytest.mark.parametrize("name", ["person", "ask", "withdraw", "sheet"])
def test_only_people_are_asked_and_only_by_members(
    signed_in: Client, made: Made, name: str
) -> None:
    assert signed_in.get(page(name, made["event"])).status_code == 404
    assert signed_in.get(page(name, UUID(int=9))).status_code == 404
    assert Client().get(page(name, made["person"])).status_code == 302


def test_no_address_and_no_title_names_anybody(signed_in: Client, person: UUID) -> None:
    for name in ("person", "ask", "withdraw", "sheet"):
        title = read(signed_in.get(page(name, person))).partition("</title>")[0]
        assert "Прыкладны" not in title


LINES: dict[str, tuple[dict[str, str], str]] = {
    "nothing at all": (
        {"publish_story": "no"},
        "Nothing may be told to anybody. Nothing may be published.",
    ),
    "everything published": (
        {"say_arrived": "yes", "publish_story": "yes", "publish_photo": "yes"},
        "Nothing may be told to anybody."
        " May be published: that they arrived, their story and a photograph.",
    ),
    "no file": (
        {"keep_file": "withdrawn", "share_medic": "yes", "un_or_court": "ended"},
        "Does not want us to keep a file. May be told to a doctor. Nothing may be published."
        " An answer has ended: ask again.",
    ),
}


@pytest.mark.parametrize(("states", "line"), LINES.values(), ids=LINES)
def test_the_line(states: dict[str, Any], line: str) -> None:
    found = {
        purpose.value: Permission(purpose, states.get(purpose, "not_asked")) for purpose in Purpose
    }
    assert say_permissions(found) == line
