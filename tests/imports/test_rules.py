"""What cannot well be true within one row: each rule where it speaks and where it is silent."""

from __future__ import annotations

from typing import Any

import pytest

from vardas.imports.rules import check_values
from vardas.values.dates import parse_edtf

DATES = ("birth_date", "death_date", "detained_on", "verdict_on", "appeal_on", "released_on")


def check(values: dict[str, Any]) -> list[tuple[str, str]]:
    dates = {name: parse_edtf(values[name]) for name in DATES if name in values}
    problems = list(check_values(values, dates))
    assert all("{" not in problem.sentence() for problem in problems)
    return [(problem.code, problem.place) for problem in problems]


def name(text: str) -> dict[str, Any]:
    return {"name": [{"text": text}]}


SPEAKS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a verdict before the arrest": (
        {"detained_on": "2021-11-18", "verdict_on": "2021-08-03"},
        [("wrong_order", "verdict_on")],
    ),
    "an arrest before the birth": (
        {"birth_date": "1990", "detained_on": "1989-12-31"},
        [("wrong_order", "detained_on")],
    ),
    "a release before the appeal and the verdict": (
        {"verdict_on": "2021", "appeal_on": "2022", "released_on": "2020"},
        [("wrong_order", "released_on")] * 2,
    ),
    "an arrest after the death": (
        {"death_date": "2020-01", "detained_on": "2020-02-01"},
        [("wrong_order", "death_date")],
    ),
    "an arrest at three": (
        {"birth_date": "2018", "detained_on": "2021"},
        [("unlikely_age", "birth_date")],
    ),
    "an arrest at a hundred and twenty": (
        {"birth_date": "1900", "detained_on": "2021"},
        [("unlikely_age", "birth_date")],
    ),
    "a release on the day of the verdict": (
        {"verdict_on": "2022-12-07", "released_on": "2022-12-07"},
        [("released_at_verdict", "released_on")],
    ),
    "two names": (name("Ana Kukul; Ola Kukul"), [("several_names", "name")]),
    "two judges by a comma": ({"judge": "A. Kukul, B. Haj"}, [("several_judges", "judge")]),
    "two judges by a word": ({"judge": "А. Кукуль и Б. Гай"}, [("several_judges", "judge")]),
    "two judges by a line": ({"judge": "A. Kukul\nB. Haj"}, [("several_judges", "judge")]),
    "a state as a prison": ({"place": "Lithuania"}, [("state_as_place", "place")]),
    "a state in Belarusian": ({"place": "Літва"}, [("state_as_place", "place")]),
    "abroad": ({"place": "за границей"}, [("state_as_place", "place")]),
    "life": ({"sentence": "life"}, [("sentence_in_a_word", "sentence")]),
    "death": ({"sentence": "Death"}, [("sentence_in_a_word", "sentence")]),
    "detention": ({"sentence": "detention"}, [("sentence_in_a_word", "sentence")]),
    "unknown": ({"sentence": "unknown"}, [("sentence_in_a_word", "sentence")]),
    "a term told otherwise": (
        {"description": "sentenced to 4 1/2 years", "decision": "5 years and 6 months"},
        [("terms_differ", "description")],
    ),
    "a regime told otherwise": (
        {"description": "open penal facility", "sentence": "home confinement"},
        [("regimes_differ", "description")],
    ),
}


@pytest.mark.parametrize(("values", "problems"), SPEAKS.values(), ids=SPEAKS.keys())
def test_a_rule_speaks(values: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    assert check(values) == problems


SILENT: dict[str, dict[str, Any]] = {
    "an ordinary life": {
        "birth_date": "1985-03-12", "detained_on": "2021-03-01", "verdict_on": "2021-08-03",
        "appeal_on": "2021-11-01", "released_on": "2024-09-11", "judge": "A. Kukul",
        "place": "IK-4, Homiel", "sentence": "3 years in a penal colony", **name("Ana Kukul"),
    },
    "a verdict in the year of the arrest": {"detained_on": "2021-03-01", "verdict_on": "2021"},
    "all on one day": {"detained_on": "2021-03-01", "verdict_on": "2021-03-01"},
    "an appeal decided after the death": {"death_date": "2021-05", "appeal_on": "2021-09"},
    "a release in the year of the verdict": {"verdict_on": "2022", "released_on": "2022"},
    "a surname before a comma": name("Kukul, Ana"),
    "a prison in a city of a state": {"place": "Vilnius, Lithuania"},
    "the same term in other words": {
        "description": "sentenced to 1 year and 6 months", "decision": "1.5 years",
    },
    "an age is no term": {"description": "a student, 20 years old", "decision": "2 years"},
    "nothing": {},
}  # fmt: skip


@pytest.mark.parametrize("values", SILENT.values(), ids=SILENT.keys())
def test_every_rule_is_silent(values: dict[str, Any]) -> None:
    assert check(values) == []
