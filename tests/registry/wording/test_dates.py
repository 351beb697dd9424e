"""EDTF dates in words."""

import pytest
from django.utils import translation

from vardas.registry.wording.dates import say_date

SAID = {
    "2025-09-11": "11 September 2025",
    "2025-09": "September 2025",
    "2025": "2025",
    "1991-06-XX": "June 1991",
    "1991-XX": "1991",
    "1991-XX-XX": "1991",
    "202X": "the 2020s",
    "19XX": "between 1900 and 1999",
    "2020~": "about 2020",
    "2025-09-11?": "perhaps 11 September 2025",
    "2025-09%": "perhaps about September 2025",
    "2025-22": "summer 2025",
    "2025-09-11T04:30:00Z": "11 September 2025, 04:30 UTC",
    "2025-09-11T04:30": "11 September 2025, 04:30",
    "2025-09-11T04:30:00+03:00": "11 September 2025, 04:30 (UTC+03:00)",
    "2020/2021-05": "from 2020 to May 2021",
    "2020/..": "since 2020",
    "2020/": "from 2020, until when is not known",
    "../2021": "until 2021",
    "/2021": "until 2021, since when is not known",
    "[2020..2021]": "between 2020 and 2021",
    "[2020..]": "2020 or later",
    "[..2021]": "2021 or earlier",
    "[2020,2022]": "2020 or 2022",
    "[2020,2021,2023]": "2020, 2021 or 2023",
    "{2020,2021}": "2020 and 2021",
}
AS_WRITTEN = [
    "2025-13-40",
    "2025-02-30",
    "Y17E7",
    "2004-06~-11",
    "the spring after the war",
    "2025-XX-11",
    "{2020..2022}",
    "[]",
    "/",
    "..",
    "٢٠٢٥-٠٩-١١",
]


@pytest.mark.parametrize(("written", "said"), SAID.items(), ids=SAID)
def test_says_a_date(written: str, said: str) -> None:
    assert say_date(written) == said


@pytest.mark.parametrize("written", AS_WRITTEN)
def test_shows_what_it_cannot_say_as_written(written: str) -> None:
    assert say_date(written) == written


def test_says_months_in_the_readers_language() -> None:
    with translation.override("lt"):
        assert "rugsėjo" in say_date("2025-09-11")


def test_says_nothing_for_no_date() -> None:
    assert say_date(None) == "" == say_date("")
