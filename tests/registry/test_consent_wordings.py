"""What is read out at the desk: whole in every language, and never changed once published."""

import pytest

from vardas.registry.consent_wordings.reading import (
    CURRENT,
    UnknownWording,
    find_languages,
    find_wording,
    read_wording,
)
from vardas.registry.records.consent import Purpose

PUBLISHED = {
    "en": "15ebd14f4fa3a84442c3252393d7ae5f51f2ec705a6a67af64f4dbafd128d14f",
    "be": "bb9c65097ec8f0119eb1d03c1ba651d31895e7603c6964711d036da4c381f294",
    "ru": "1308fb24f51ccf2d2238bf95fc4456f32e31ffe45729b6840f39a1e67a2669ee",
}
"""Language → the hash of the version that people have agreed to: a change needs a new version."""


def test_english_stands_first_and_every_language_is_listed_here() -> None:
    assert find_languages() == list(PUBLISHED)


@pytest.mark.parametrize("language", PUBLISHED)
def test_a_wording_is_whole_and_as_published(language: str) -> None:
    wording = read_wording(language)
    english = read_wording()
    assert (wording.version, wording.language) == (CURRENT, language)
    assert set(wording.questions) == set(Purpose)
    assert all(ask.endswith("?") and means for ask, means in wording.questions.values())
    assert len(wording.opening) == len(english.opening)
    assert len(wording.closing) == len(english.closing)
    assert wording.labels.keys() == english.labels.keys()
    assert wording.digest == PUBLISHED[language]


def test_a_consent_finds_the_very_words_again() -> None:
    wording = read_wording("ru")
    assert find_wording(wording.reference) is wording
    assert find_wording(f"{CURRENT}.ru 0000000000000000") is None
    assert find_wording("../../secret") is None


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownWording):
        read_wording("tlh")
