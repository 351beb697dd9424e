"""Consents and disclosures: what is asked, and that the desk can read what limits an answer."""

import pytest

from vardas.registry.records.consent import OWN_WAYS, PURPOSES, WAYS, Purpose
from vardas.registry.records.disclosure import GROUNDS
from vardas.registry.records.models import Consent, Disclosure
from vardas.registry.records.visibility import Visibility

LIMITS = (
    "person", "purpose", "answer", "given_on", "until", "recipients", "instead_of", "withdrawn_on",
)  # fmt: skip


def test_every_purpose_has_words_and_can_be_disclosed_for() -> None:
    assert set(PURPOSES) == set(Purpose) < set(GROUNDS)
    assert set(WAYS) > OWN_WAYS


@pytest.mark.parametrize("name", LIMITS)
def test_the_desk_sees_whatever_limits_an_answer(name: str) -> None:
    fact = Consent.fact(name)
    assert fact
    assert fact.visibility == Visibility.DESK


def test_nothing_of_a_disclosure_may_be_published() -> None:
    assert {fact.visibility for fact in Disclosure.facts()} == {Visibility.CASE, Visibility.DESK}


def test_a_disclosure_is_called_by_its_title_or_by_who_got_it() -> None:
    assert Disclosure.make_caption({"title": "The list", "recipient": "a court"}) == "The list"
    assert Disclosure.make_caption({"title": None, "recipient": "a court"}) == "a court"
