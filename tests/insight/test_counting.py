"""A count is not a list: numbers claimed beside people named, as a table."""

from uuid import UUID

import pytest

from vardas.insight.counting import CountClaim, count_event

ANA, BELA, CIRYL = UUID(int=1), UUID(int=2), UUID(int=3)


def claim(
    number: int, of: str = "released", *, bound: str = "", certainty: str = "stated"
) -> CountClaim:
    return CountClaim(UUID(int=number), number, of, bound, certainty=certainty)


NAMED = {
    "nobody": ([], set()),
    "released and crossed is one person": ([(ANA, "released"), (ANA, "crossed")], {ANA}),
    "pardoned, but refused": ([(ANA, "pardoned"), (ANA, "refused"), (BELA, "expelled")], {BELA}),
    "turned back": ([(ANA, "crossed"), (ANA, "turned_back")], set()),
    "others present": ([(ANA, "received"), (BELA, "medic"), (CIRYL, "speaker")], {ANA}),
}


@pytest.mark.parametrize(("roles", "named"), NAMED.values(), ids=NAMED)
def test_who_is_named(roles: list[tuple[UUID, str]], named: set[UUID]) -> None:
    assert count_event("expulsion", [claim(52)], roles).named == named


HEADLINES = {
    "an expulsion means those expelled": ("expulsion", ["released", "expelled"], "expelled"),
    "or those released": ("expulsion", ["crossed", "released"], "released"),
    "a pardon means those pardoned": ("pardon", ["women", "released", "pardoned"], "pardoned"),
    "another kind takes what there is": ("meeting", ["foreigners", "detained"], "detained"),
    "a part of the people is never all of them": ("pardon", ["women", "men"], None),
}


@pytest.mark.parametrize(("kind", "of", "expected"), HEADLINES.values(), ids=HEADLINES)
def test_which_number_is_the_one(kind: str, of: list[str], expected: str | None) -> None:
    count = count_event(kind, [claim(10, one) for one in of], [])
    assert (count.headline.of if count.headline else None) == expected


def test_the_gap_is_what_is_shown_first_less_those_named() -> None:
    roles = [(ANA, "released"), (BELA, "released")]
    assert count_event("release", [claim(14), claim(15)], roles).gap == 12
    assert count_event("release", [claim(1)], roles).gap == -1
    assert count_event("release", [], roles).gap is None


def test_different_numbers_are_a_conflict_and_all_stay() -> None:
    count = count_event("release", [claim(14), claim(14), claim(15), claim(8, "women")], [])
    assert count.headline is not None
    assert count.headline.numbers == ((14, ""), (15, ""))
    assert [group.of for group in count.conflicts] == ["released"]


def test_a_number_denied_is_not_claimed() -> None:
    count = count_event("release", [claim(14, certainty="denied"), claim(15)], [])
    assert count.headline is not None
    assert count.headline.numbers == ((15, ""),)
    assert not count.conflicts


def test_a_bound_stands_only_where_nobody_claims_the_number_itself() -> None:
    loose = count_event("release", [claim(1, bound="at least"), claim(4)], [])
    firm = count_event("release", [claim(1, bound="at least"), claim(1), claim(4)], [])
    assert loose.headline is not None
    assert firm.headline is not None
    assert loose.headline.numbers == ((1, "at least"), (4, ""))
    assert firm.headline.numbers == ((1, ""), (4, ""))


def test_doubt_is_kept_unless_somebody_states_the_number() -> None:
    doubtful = count_event("release", [claim(14, certainty="doubtful")], [])
    assert doubtful.headline is not None
    assert doubtful.headline.is_doubtful
