"""A case file is read into facts with their grounds, and refused with the place that is wrong."""

from pathlib import Path

import pytest

from vardas.actions.case.loading import NoCaseHere, open_case
from vardas.actions.case.reading import Case, CaseRefused, Grounds, read_case

HEAD = """
[case]
title = "A made-up case"
source = "letter"

[source.letter]
title = "A letter"
"""

WHOLE = (
    HEAD
    + """
[source.leaflet]
title = "A leaflet"

[organization.neighbours]
name = { text = "The neighbours", language = "en", at = [3, 8] }

[person.ona]
default = { at = [10, 13], by = "neighbours" }
name = [
    { text = "Ona Pavyzdė" },
    { text = "Она", script = "Cyrl", source = "leaflet", certainty = "doubtful" },
]
occupation = ["baker", { value = "singer", words = "she sings" }]

[event.walk]
title = "A walk"
count = { number = 3, of = "crossed" }

[[event.walk.who]]
person = "ona"
role = "crossed"
family_told = false

[[question]]
text = "Where to?"
about = "walk"
"""
)


def read(text: str) -> Case:
    return read_case({"case.toml": text.encode()})


@pytest.fixture(scope="module")
def case() -> Case:
    return read(WHOLE)


def facts_of(case: Case, record: str) -> list[tuple[str, object]]:
    return [(fact.field, fact.value) for fact in case.facts if fact.record == record]


def grounds_of(case: Case, record: str) -> list[Grounds]:
    return [fact.grounds for fact in case.facts if fact.record == record]


def test_records_keep_their_keys_and_kinds(case: Case) -> None:
    assert case.title == "A made-up case"
    assert case.records == {
        "letter": "source",
        "leaflet": "source",
        "neighbours": "organization",
        "ona": "person",
        "walk": "event",
        "case.toml, event walk, who 1": "involvement",
        "case.toml, question 1": "question",
    }


def test_values_are_those_written(case: Case) -> None:
    assert facts_of(case, "ona") == [
        ("name", {"text": "Ona Pavyzdė"}),
        ("name", {"text": "Она", "script": "Cyrl"}),
        ("occupation", "baker"),
        ("occupation", "singer"),
    ]


def test_who_is_an_involvement_in_its_event(case: Case) -> None:
    assert facts_of(case, "case.toml, event walk, who 1") == [
        ("event", "walk"),
        ("person", "ona"),
        ("role", "crossed"),
        ("family_told", False),
    ]


def test_grounds_come_from_the_fact_then_the_record_then_the_file(case: Case) -> None:
    assert grounds_of(case, "ona") == [
        Grounds("letter", (10, 13), by="neighbours"),
        Grounds("leaflet", certainty="doubtful"),
        Grounds("letter", (10, 13), by="neighbours"),
        Grounds("letter", words="she sings", by="neighbours"),
    ]
    assert grounds_of(case, "walk") == [Grounds("letter")] * 2


REFUSED = {
    "not toml": ("[case", "case.toml"),
    "no title": ('[source.letter]\ntitle = { value = "x", source = "letter" }', "case.toml"),
    "unknown part of the head": ('[case]\nname = "x"', "case.toml, case"),
    "unknown kind": (HEAD + '[animal.cat]\nname = "Tom"', "case.toml, animal"),
    "unknown field": (HEAD + "[person.ona]\nheight = 170", "case.toml, person ona, height"),
    "unknown part of a fact": (
        HEAD + '[event.walk]\ntitle = { value = "A walk", page = 3 }',
        "case.toml, event walk, title",
    ),
    "no value": (HEAD + "[event.walk]\ntitle = { at = [1, 2] }", "case.toml, event walk, title"),
    "unknown grounds": (
        HEAD + '[event.walk]\ndefault = { page = 3 }\ntitle = "A walk"',
        "case.toml, event walk, default",
    ),
    "unknown certainty": (
        HEAD + '[event.walk]\ntitle = { value = "A walk", certainty = "perhaps" }',
        "case.toml, event walk, title",
    ),
    "empty place": (
        HEAD + '[event.walk]\ntitle = { value = "A walk", at = [4, 4] }',
        "case.toml, event walk, title",
    ),
    "place that is no pair": (
        HEAD + '[event.walk]\ntitle = { value = "A walk", at = "4-5" }',
        "case.toml, event walk, title",
    ),
    "refused value": (HEAD + '[event.walk]\ntype = "stroll"', "case.toml, event walk, type"),
    "second of several": (
        HEAD + '[event.walk]\ncount = [{ number = 1, of = "x" }, { number = "two", of = "x" }]',
        "case.toml, event walk, count 2",
    ),
    "no source": ('[case]\ntitle = "x"\n[person.ona]\nnote = "x"', "case.toml, person ona, note"),
    "unknown record": (HEAD + '[event.walk]\nplace = "nowhere"', "case.toml, event walk, place"),
    "record of another kind": (
        HEAD + '[event.walk]\nplace = "letter"',
        "case.toml, event walk, place",
    ),
    "claimant of another kind": (
        HEAD + '[event.walk]\ntitle = { value = "A walk", by = "letter" }',
        "case.toml, event walk, title",
    ),
    "key used twice": (
        HEAD + '[event.letter]\ntitle = "A walk"',
        "case.toml, event letter, title",
    ),
    "record that is no table": (HEAD + '[event]\nwalk = "A walk"', "case.toml, event walk"),
    "kind that is no table": ("event = 3\n", "case.toml, event"),
}


@pytest.mark.parametrize(("text", "place"), REFUSED.values(), ids=REFUSED.keys())
def test_refuses_and_names_the_place(text: str, place: str) -> None:
    with pytest.raises(CaseRefused) as refusal:
        read(text)
    assert refusal.value.fields["place"] == place


def test_several_files_are_one_case(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_text(HEAD)
    (tmp_path / "2.toml").write_text('[person.ona]\nnote = { value = "x", source = "letter" }')
    assert open_case(tmp_path).records == {"letter": "source", "ona": "person"}


def test_a_folder_without_case_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoCaseHere):
        open_case(tmp_path)
    with pytest.raises(NoCaseHere):
        open_case(tmp_path / "absent.toml")


def test_the_example_of_the_page_is_a_case() -> None:
    page = (Path(__file__).parents[3] / "docs" / "case.md").read_text(encoding="utf-8")
    example = page.split("```toml")[1].split("```")[0]
    case = read(example)
    assert set(case.records.values()) == {"source", "person", "event", "involvement", "question"}
