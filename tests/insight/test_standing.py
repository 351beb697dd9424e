"""Where a person stands: the rules as a table of lives."""

from datetime import date
from itertools import permutations

import pytest

from tests.insight.lives import tell
from vardas.insight.happenings import Part
from vardas.insight.huridocs import code_standing
from vardas.insight.standing import find_standing
from vardas.insight.summary import summarise

TODAY = date(2026, 6, 1)

DETAINED = "2020-12-10 detention detained"
EXPELLED = "2025-09-11 expulsion expelled to Lithuania if no way back"

ANSWERS: dict[str, tuple[tuple[str, ...], tuple[str, str, str]]] = {
    "nothing is known": ((), ("unknown", "unknown", "unknown")),
    "held": ((DETAINED,), ("held", "inside", "not_left")),
    "released, and stays": (
        (DETAINED, "2024-08-16 pardon pardoned"),
        ("free", "inside", "not_left"),
    ),
    "expelled under a condition": ((DETAINED, EXPELLED), ("free", "abroad", "barred")),
    "expelled without one": (
        (DETAINED, "2025-09-11 expulsion expelled to Lithuania"),
        ("free", "abroad", "unknown"),
    ),
    "released abroad under a condition": (
        (DETAINED, "2025-06-21 release released to Lithuania if no way back"),
        ("free", "abroad", "barred"),
    ),
    "a condition at home bars nobody from returning": (
        (DETAINED, "2024-12-09 pardon released to Belarus if watched by the police"),
        ("free", "inside", "not_left"),
    ),
    "some of those released stayed": (
        ("2026-03-19 pardon released to Lithuania some_stayed",),
        ("free", "unknown", "unknown"),
    ),
    "released in an expulsion that names no destination": (
        ("2025-12-13 expulsion released",),
        ("free", "abroad", "unknown"),
    ),
    "refused": (
        (DETAINED, "2025-09-11 expulsion refused if no way back"),
        ("unknown", "inside", "not_left"),
    ),
    "pardoned and refused in one event": (
        ("2025-09-11 expulsion pardoned", "2025-09-11 expulsion refused again"),
        ("unknown", "inside", "not_left"),
    ),
    "refused, then back in custody": (
        (DETAINED, "2025-09-11 expulsion refused", "2025-09-11 return_to_custody held"),
        ("held", "inside", "not_left"),
    ),
    "a step of the whole tells more than the whole": (
        ("2025-09-11 expulsion expelled to Lithuania", "2025-09-11 refusal refused step 3"),
        ("unknown", "inside", "not_left"),
    ),
    "home again from abroad": (
        (DETAINED, EXPELLED, "2026-01-05 return_home released"),
        ("free", "inside", "not_left"),
    ),
    "seen abroad": (
        (DETAINED, "2025-09-12 press_conference speaker in Lithuania"),
        ("held", "abroad", "unknown"),
    ),
    "an event that is still to come": (
        (DETAINED, "2026-09-11 release released"),
        ("held", "inside", "not_left"),
    ),
    "taking part in a meeting says nothing of liberty": (
        ("2025-09-11 meeting negotiator",),
        ("unknown", "unknown", "unknown"),
    ),
    "an event without a date is put first": (
        ("- detention detained", "2024-08-16 release released"),
        ("free", "inside", "not_left"),
    ),
}


@pytest.mark.parametrize(("lines", "expected"), ANSWERS.values(), ids=ANSWERS)
def test_three_answers(lines: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    found = find_standing(tell(*lines), TODAY)
    assert (found.liberty.value, found.movement.value, found.right.value) == expected
    assert not found.liberty.others


SENTENCES = {
    "nothing": ((), "Nothing is recorded yet about where this person stands."),
    "refused": (
        (DETAINED, "2025-09-11 expulsion refused"),
        "Refused to leave (2025-09-11), not seen since.",
    ),
    "reportedly refused": (
        ("2025-09-11 refusal refused reportedly",),
        "Reportedly refused to leave (2025-09-11), not seen since.",
    ),
    "refused, then missing: the refusal is told": (
        ("2025-09-11 refusal refused", "2025-09-12 disappearance missing"),
        "Refused to leave (2025-09-11), not seen since.",
    ),
    "a doubtful word accounts for nobody": (
        ("2025-09-11 refusal refused", "2025-10-01 contact seen reportedly"),
        "Refused to leave (2025-09-11), not seen since.",
    ),
    "last seen": (("2025-09 last_seen seen",), "Last seen 2025-09, no word since."),
    "disappeared": (
        ("2025-09~ disappearance missing",),
        "Disappeared (2025-09~), no word since.",
    ),
    "free and barred": (
        (DETAINED, EXPELLED),
        "Free, but abroad (Lithuania) and barred from returning.",
    ),
    "free, abroad": (
        ("2025-09-11 expulsion expelled to Lithuania",),
        "Free, abroad (Lithuania). Whether they may return is not known.",
    ),
    "home": (
        (DETAINED, "2025-09-11 expulsion refused", "2026-02-19 return_home released"),
        "At home, in the country.",
    ),
    "reportedly home": (
        ("2026-02-19 return_home released reportedly",),
        "Reportedly at home, in the country.",
    ),
    "held": (("2020-12-10 detention detained in IK-13",), "Held: IK-13."),
    "died": (
        (DETAINED, "2021-05 death died"),
        "Died (2021-05).",
    ),
    "contradiction": (
        ("2025-09 release released", "2025-09-11 return_to_custody held"),
        "Sources disagree: held, or free.",
    ),
    "crossed and refused": (
        ("2025-09-11 expulsion crossed to Lithuania", "2025-09-11 expulsion refused again"),
        "Sources disagree: left the country, or stayed in it.",
    ),
    "bystander": (
        ("2025-09-11 meeting negotiator",),
        "Took part in events; nothing says that they were held.",
    ),
    "only papers are known": (
        ("2025-09~ ill_treatment victim with passport_destroyed", "2025-09-16 statement speaker"),
        "Whether they are held is not recorded. Last heard of: 2025-09-16.",
    ),
}


@pytest.mark.parametrize(("lines", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_one_sentence(lines: tuple[str, ...], expected: str) -> None:
    summary = summarise(find_standing(tell(*lines), TODAY))
    assert summary.template % summary.fields == expected


CODES = {
    "expelled under a condition": ((DETAINED, EXPELLED), ["050102", "050107"]),
    "expelled without one": ((DETAINED, "2025-09-11 expulsion expelled to Lithuania"), []),
    "disappeared": (("2025-09 disappearance missing",), ["030103"]),
    "refused": (("2025-09-11 expulsion refused",), []),
}


@pytest.mark.parametrize(("lines", "codes"), CODES.values(), ids=CODES)
def test_huridocs_codes(lines: tuple[str, ...], codes: list[str]) -> None:
    found = code_standing(find_standing(tell(*lines), TODAY))
    assert [code.number for code in found] == codes


def test_the_order_in_which_parts_are_read_changes_nothing() -> None:
    parts = tell(
        DETAINED,
        "2025-09-11 expulsion refused",
        "2025-09-11 return_to_custody held",
        "[2025-09-11..2026-01-21] transfer held",
    )
    assert len({str(find_standing(mixed, TODAY)) for mixed in permutations(parts)}) == 1


def name_kinds(parts: tuple[Part, ...]) -> list[str]:
    return [part.happening.kind for part in parts]


def test_every_answer_carries_its_evidence() -> None:
    found = find_standing(tell(DETAINED, "2021-03 verdict held", EXPELLED), TODAY)
    assert name_kinds(found.liberty.evidence) == ["expulsion"]
    assert name_kinds(found.right.evidence) == ["expulsion"]
    assert found.right.words == ("no way back",)
    before = find_standing(tell(DETAINED, "2021-03 verdict held", EXPELLED), date(2022, 1, 1))
    assert name_kinds(before.liberty.evidence) == ["detention", "verdict"]
    assert before.liberty.since is before.liberty.evidence[0]


def test_contradictory_evidence_gives_both_with_theirs() -> None:
    parts = tell("2025-09-11 expulsion crossed to Lithuania", "2025-09-11 expulsion refused again")
    movement = find_standing(parts, TODAY).movement
    answers = {movement.value, *(other.value for other in movement.others)}
    assert answers == {"abroad", "inside"}
    assert all(other.evidence for other in movement.others)


def test_dates_that_overlap_leave_the_order_open() -> None:
    parts = tell("2020 release released", "2020-11-05 detention detained")
    liberty = find_standing(parts, TODAY).liberty
    assert liberty.value == "held"
    assert [other.value for other in liberty.others] == ["free"]


def test_a_wide_date_that_may_lie_after_the_day_is_marked() -> None:
    parts = tell("2025 detention detained")
    assert find_standing(parts, date(2025, 6, 1)).liberty.is_date_unsure
    assert not find_standing(parts, date(2026, 1, 1)).liberty.is_date_unsure
    assert find_standing(parts, date(2024, 12, 31)).liberty.value == "unknown"


def test_an_unsure_report_accounts_for_nobody_before_its_end() -> None:
    parts = tell("2025-09-11 refusal refused", "[2025-09-11..2026-01-21] return_to_custody held")
    assert not find_standing(parts, date(2025, 9, 12)).is_accounted_for
    assert find_standing(parts, date(2026, 1, 21)).is_accounted_for


def test_what_became_known_later_is_kept_apart() -> None:
    parts = tell(
        "2025-09-11 refusal refused known 2025-09-12",
        "2025-09-11 return_to_custody held known 2026-02-20",
    )
    day = date(2025, 9, 12)
    then = find_standing(parts, day, as_known_then=True)
    assert then.liberty.value == "unknown"
    assert name_kinds(then.later) == ["return_to_custody"]
    assert find_standing(parts, day).liberty.value == "held"


def test_what_was_published_within_the_week_was_known() -> None:
    parts = tell("2025-09-11 refusal refused known 2025-09-18")
    assert find_standing(parts, date(2025, 9, 11), as_known_then=True).loss
    assert not find_standing(parts, date(2025, 9, 10), as_known_then=True).loss


def test_how_long_ago_the_last_contact_was() -> None:
    contact = find_standing(tell("2026-05 contact seen"), TODAY).contact
    assert contact is not None
    assert contact.days == (1, 31)
    undated = find_standing(tell("- contact seen"), TODAY).contact
    assert undated is not None
    assert undated.days is None


def test_a_return_to_custody_is_no_contact() -> None:
    parts = tell("2025-09-11 refusal refused", "2025-10-01 return_to_custody held")
    contact = find_standing(parts, TODAY).contact
    assert contact is not None
    assert contact.part.happening.kind == "refusal"


@pytest.mark.parametrize("papers", ["none", "certificate", "passport_taken"])
def test_the_latest_word_about_papers_counts(papers: str) -> None:
    parts = tell("2020-12-10 detention - with passport", f"2025-09-11 expulsion - with {papers}")
    assert find_standing(parts, TODAY).papers.value == papers


def test_doubt_is_kept_unless_somebody_states_it() -> None:
    doubtful = tell("2025-09-11 release released reportedly")
    stated = tell("2025-09-11 release released reportedly", "2025-09-12 release released")
    assert find_standing(doubtful, TODAY).liberty.is_doubtful
    assert not find_standing(stated, TODAY).liberty.is_doubtful
