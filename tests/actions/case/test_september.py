"""The demo case says what the article and the compiled reference say, no more and no less."""

import csv
import re
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from vardas.actions.case.loading import DEMO_CASE, open_case
from vardas.actions.case.reading import Case, CaseFact
from vardas.registry.records.involvement import SUBJECT_ROLES


@pytest.fixture(scope="module")
def case() -> Case:
    return open_case(DEMO_CASE)


def select(case: Case, record: str, field: str) -> list[CaseFact]:
    return [fact for fact in case.facts if (fact.record, fact.field) == (record, field)]


def gather(case: Case, kind: str) -> dict[str, dict[str, list[Any]]]:
    """Return the values of all records of a kind, by record and field."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for fact in case.facts:
        if fact.kind == kind:
            found[fact.record][fact.field].append(fact.value)
    return found


def find_people(case: Case, event: str, roles: frozenset[str]) -> set[str]:
    return {
        person
        for involvement in gather(case, "involvement").values()
        if event in involvement["event"] and roles & set(involvement["role"])
        for person in involvement["person"]
    }


def count(case: Case, event: str, of: str) -> set[int]:
    return {fact.value["number"] for fact in select(case, event, "count") if fact.value["of"] == of}


def test_52_claimed_two_named(case: Case) -> None:
    assert count(case, "expulsion", "released") == {52}
    assert count(case, "expulsion", "expelled") == {52}
    named = find_people(case, "expulsion", SUBJECT_ROLES - {"refused"})
    assert named == {"losik", "tsimashchuk"}


def test_52_is_claimed_by_several(case: Case) -> None:
    claims = [f for f in select(case, "expulsion", "count") if f.value["number"] == 52]
    assert len({(fact.grounds.source, fact.grounds.by) for fact in claims}) >= 4


def test_statkevich_refused_and_nobody_else_is_named_so(case: Case) -> None:
    assert find_people(case, "expulsion", frozenset({"refused"})) == {"statkevich"}
    role = [
        fact
        for fact in case.facts
        if fact.field == "role" and fact.value == "refused" and fact.grounds.certainty == "doubtful"
    ]
    assert role, "the article writes “reportedly”"


def test_the_six_steps_stand_in_order(case: Case) -> None:
    events = gather(case, "event")
    steps = {
        values["step"][0]: values["type"][0]
        for values in events.values()
        if "expulsion" in values["part_of"] and values["step"]
    }
    assert [steps[number] for number in sorted(steps)] == [
        "transfer",
        "notice",
        "transport",
        "crossing",
        "reception",
        "press_conference",
    ]
    assert sorted(steps) == [1, 2, 3, 4, 5, 6]


def test_every_step_has_somebody_in_it(case: Case) -> None:
    present = Counter(
        event for values in gather(case, "involvement").values() for event in values["event"]
    )
    steps = [key for key, values in gather(case, "event").items() if values["step"]]
    assert [step for step in steps if not present[step]] == []


CONTESTED = {
    ("expulsion", "crossed"): {51, 52},
    ("expulsion", "refused"): {1, 4},
    ("expulsion", "citizens of Poland"): {2, 3},
    ("expulsion", "remaining"): {1000, 1300},
    ("june", "released"): {14, 15},
    ("june", "remaining"): {1000, 1100, 1150},
    ("december-2024", "pardons in a row"): {6, 7},
    ("december-2024", "pardoned so far"): {178, 189},
    ("january-2025", "pardoned so far"): {230, 232},
    ("december-2025-ukraine", "expelled"): {109, 114},
}


@pytest.mark.parametrize(("where", "numbers"), CONTESTED.items(), ids=str)
def test_numbers_that_contradict(case: Case, where: tuple[str, str], numbers: set[int]) -> None:
    assert count(case, *where) == numbers


def test_only_meant_fields_contradict(case: Case) -> None:
    values: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for fact in case.facts:
        values[fact.record, fact.field].append(fact)
    contested = {
        place
        for place, facts in values.items()
        if facts[0].declared.is_contested([fact.value for fact in facts])
    }
    assert contested == {
        *((event, "count") for event, _ in CONTESTED),
        ("minsk-meeting", "when"),
        ("home", "when"),
        ("nuhfer-release", "when"),
        ("two-priests", "when"),
        ("november-2025", "when"),
        ("tsikhanouski", "birth_date"),
    }


def test_foreigners_by_country_are_as_many_as_the_foreigners(case: Case) -> None:
    smallest: dict[str, int] = {}
    for fact in select(case, "expulsion", "count"):
        if fact.value["of"].startswith("citizens of "):
            of = fact.value["of"]
            smallest[of] = min(fact.value["number"], smallest.get(of, fact.value["number"]))
    assert {sum(smallest.values())} == count(case, "expulsion", "foreigners") == {14}


def test_accounts_stand_side_by_side(case: Case) -> None:
    accounts = [a for a in gather(case, "account").values() if a["about"] == ["expulsion"]]
    words = {account["words"][0]: account["speaker"] for account in accounts if account["words"]}
    assert words["It was forced deportation"] == ["tsikhanouskaya"]
    assert words["goodwill gesture"] == ["belarus-government"]
    assert words["not pardons but forced exile"] == ["muiznieks"]
    silent = Counter(a["speaker"][0] for a in accounts if a["type"] == ["silence"])
    assert silent == {"belarus-government": 1, "us-government": 2}


def test_every_account_question_and_event_is_about_something(case: Case) -> None:
    for kind, field in (("account", "about"), ("question", "about"), ("event", "type")):
        records = gather(case, kind)
        assert [key for key, values in records.items() if not values[field]] == []


def test_every_page_is_known_through_a_reference(case: Case) -> None:
    alone = {
        key
        for key, values in gather(case, "source").items()
        if values["type"] not in (["reference"], ["own_knowledge"]) and not values["part_of"]
    }
    assert alone == {"article"}


def test_what_nobody_checked_is_doubtful(case: Case) -> None:
    own = [
        fact
        for fact in case.facts
        if fact.grounds.source == "own-knowledge" and fact.kind != "source"
    ]
    assert own
    assert {fact.grounds.certainty for fact in own} == {"doubtful"}


def test_no_words_of_the_article_but_those_spoken(case: Case) -> None:
    """Facts from the article carry places, not words."""
    assert [f.place for f in case.facts if f.grounds.source == "article" and f.grounds.words] == []


# With ../shared at hand: the article itself and the references.


@pytest.fixture(scope="module")
def article(shared_folder: Path) -> str:
    return (shared_folder / "seed" / "article.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def shared_folder() -> Path:
    return Path(__file__).parents[4] / "shared"


def read_words(case: Case, article: str) -> list[tuple[CaseFact, str]]:
    return [
        (fact, article[slice(*fact.grounds.at)])
        for fact in case.facts
        if fact.grounds.source == "article" and fact.grounds.at
    ]


@pytest.mark.shared
def test_the_digest_is_that_of_the_article(case: Case, shared_folder: Path) -> None:
    digest = sha256((shared_folder / "seed" / "article.txt").read_bytes()).hexdigest()
    assert [fact.value for fact in select(case, "article", "digest")] == [digest]


@pytest.mark.shared
def test_every_place_is_whole_words_inside_the_article(case: Case, article: str) -> None:
    places = read_words(case, article)
    assert len(places) > 300
    for fact, words in places:
        start, end = fact.grounds.at or (0, 0)
        around = article[start - 1 : start] + article[end : end + 1]
        assert end <= len(article), fact.place
        assert words == words.strip(), fact.place
        assert len(words) < 120 or fact.field == "website", fact.place
        assert "\n" not in words, fact.place
        assert not re.search(r"[^\W_]", around), (fact.place, words)


@pytest.mark.shared
def test_names_are_spelled_as_the_article_spells_them(case: Case, article: str) -> None:
    names = [
        (fact.value["text"], words)
        for fact, words in read_words(case, article)
        if fact.kind == "person" and fact.field == "name"
    ]
    assert len(names) == 6
    assert all(name == words for name, words in names)


@pytest.mark.shared
def test_numbers_stand_at_their_places(case: Case, article: str) -> None:
    numbers = [
        (str(fact.value["number"]), words)
        for fact, words in read_words(case, article)
        if fact.field == "count"
    ]
    assert Counter(number for number, _ in numbers) == {"52": 4, "1": 1}
    assert all(words == number for number, words in numbers if number == "52")
    assert all(words.endswith(" one") for number, words in numbers if number == "1")


AT = [
    ("expulsion", "when", "September 11, 2025"),
    ("expulsion", "type", "expelled"),
    ("transport", "when", "Thursday"),
    ("press-conference", "place", "Vilnius"),
    ("minsk-meeting", "when", "24 hours"),
    ("minsk-meeting", "place", "Minsk"),
    ("refusal", "type", "reportedly"),
    ("refusal", "description", "since"),
    ("june", "condition", "return"),
    ("border", "name", "Lithuanian border"),
    ("article", "publisher", "VisaVerge.com"),
]


@pytest.mark.shared
@pytest.mark.parametrize(("record", "field", "expected"), AT)
def test_words_at_a_place(case: Case, article: str, record: str, field: str, expected: str) -> None:
    words = [
        words
        for fact, words in read_words(case, article)
        if (fact.record, fact.field) == (record, field)
    ]
    assert words
    assert expected in words[0]


@pytest.mark.shared
def test_spoken_words_are_exact(case: Case, article: str) -> None:
    spoken = [
        (fact.value, words)
        for fact, words in read_words(case, article)
        if fact.kind == "account" and fact.field == "words"
    ]
    assert len(spoken) == 3
    assert all(value == words for value, words in spoken)


@pytest.mark.shared
def test_no_long_run_of_the_article_is_in_the_case(article: str) -> None:
    """Our own words: no seven words in a row of the article stand in the files."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", re.sub(r"https?://\S+", "", text.casefold()))
        return set(zip(*(words[offset:] for offset in range(7)), strict=False))

    written = "\n".join(path.read_text() for path in sorted(DEMO_CASE.glob("*.toml")))
    assert runs(written) & runs(article) == set()


@pytest.mark.shared
def test_every_spelling_of_those_in_the_case_is_there(case: Case, shared_folder: Path) -> None:
    people = gather(case, "person")
    with (shared_folder / "data/names/person_name_variants.csv").open(encoding="utf-8") as file:
        rows = [(row["person_key"], row["form"]) for row in csv.DictReader(file)]
    missing = [
        (key, form)
        for key, form in rows
        if key in people and form not in {name["text"] for name in people[key]["name"]}
    ]
    assert missing == []
    assert {key for key, _ in rows} - people.keys() == {"sapelka", "chapiuk"}


@pytest.mark.shared
def test_every_release_of_the_reference_is_an_event(case: Case, shared_folder: Path) -> None:
    with (shared_folder / "data/reference/belarus_releases.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    series: dict[str, set[int]] = {}
    for values in gather(case, "event").values():
        if "series" in values["part_of"]:
            for date in values["when"]:
                series.setdefault(date, set()).update(one["number"] for one in values["count"])
    for row in rows:
        assert row["date"] in series, row["id"]
        if row["number_official"]:
            assert int(row["number_official"]) in series[row["date"]], row["id"]
