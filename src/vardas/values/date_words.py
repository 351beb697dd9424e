"""What a word in a date means: a month, “about”, a season, or nothing at all."""

from __future__ import annotations

import tomllib
import unicodedata
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
# Languages of neighbours, whose months dateparser knows. All 200 of its languages would take ten
# times as long over each word that is no month, and find months in words of ours.
_OTHERS = [
    "az", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "he", "hu", "hy", "it", "ka", "lv",
    "nb", "nl", "pt", "ro", "sk", "sv", "tr",
]  # fmt: skip


class Meaning(NamedTuple):
    """What a word stands for. ``kind``: month, roman, season, about, perhaps, silent."""

    kind: str
    number: int = 0


@lru_cache(maxsize=4096)
def find_meaning(word: str) -> Meaning | None:
    """Return what a word means in a date in any of our languages; None for a strange word."""
    words = _words()
    plain = word.casefold()
    return words.get(plain) or words.get(fold(plain))


def fold(word: str) -> str:
    """Return the word without case, accents and full stop: “Paź.” is “paz”."""
    marked = unicodedata.normalize("NFKD", word.casefold().rstrip("."))
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


@cache
def suffixes() -> dict[str, frozenset[str]]:
    """Return what stands after the number of a day (``ordinal``) and of a ``decade``."""
    return {kind: frozenset(them) for kind, them in _load("date_words")["suffixes"].items()}


@cache
def _words() -> dict[str, Meaning]:
    found = {word: Meaning("roman", number) for number, word in enumerate(_ROMAN, 1)}
    words = _load("date_words")
    for kind in ("about", "perhaps", "silent"):
        for forms in words[kind].values():
            found.update((_key(form), Meaning(kind)) for form in forms)
    for season, forms in words["seasons"].items():
        found.update((_key(form), Meaning("season", SEASONS[season])) for form in forms)
    for months in _load("months").values():
        for number, forms in enumerate(months, 1):
            found.update((fold(form), Meaning("month", number)) for form in forms.split())
    return found


def _key(form: str) -> str:
    return form if form.endswith(".") else fold(form)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("vardas.values").joinpath(f"{name}.toml").read_text("utf-8"))


@lru_cache(maxsize=1024)
def ask_for_month(word: str) -> int | None:
    """Ask dateparser for the month a word names in another language, and for nothing else.

    The word stands between a day and a year of ours: left alone the library invents both.
    """
    # Loaded where it is needed: few lists name months in a language that is not among ours.
    from dateparser.date import DateDataParser

    parser = DateDataParser(
        languages=_OTHERS,
        settings={
            "DATE_ORDER": "DMY",
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - so that no clock is read
        },
    )
    found = parser.get_date_data(f"15 {word.rstrip('.')} 2001").date_obj
    if found is None or (found.day, found.year) != (15, 2001):
        return None
    return int(found.month)
