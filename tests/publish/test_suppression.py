"""Small numbers stay, and nothing else that is told gives them away."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.publish.suppression import SMALLEST, Sum, is_small, suppress

CASES = {
    "large enough": ({"a": 5, "b": 9}, {"a": 5, "b": 9}),
    "nobody may be told": ({"a": 0, "b": 7}, {"a": 0, "b": 7}),
    "small ones stay": ({"a": 1, "b": 4, "c": 5}, {"a": None, "b": None, "c": 5}),
}


@pytest.mark.parametrize(("numbers", "shown"), CASES.values(), ids=CASES.keys())
def test_numbers(numbers: dict[str, int], shown: dict[str, int | None]) -> None:
    assert suppress(numbers) == shown


def test_a_second_part_stays_with_the_only_small_one() -> None:
    numbers = {"all": 52, "men": 48, "women": 4}
    assert suppress(numbers, [Sum("all", ("men", "women"))]) == {
        "all": 52,
        "men": None,
        "women": None,
    }


def test_the_sum_stays_where_everybody_can_count_the_rest() -> None:
    numbers = {"known": 52, "published": 50, "staying": 2}
    shown = suppress(numbers, [Sum("known", ("published", "staying"))], ["published"])
    assert shown == {"known": None, "published": 50, "staying": None}


def _possible(
    numbers: dict[str, int], shown: dict[str, int | None], parts: tuple[str, ...]
) -> list[dict[str, int]]:
    """Every way in which the open numbers could be, for whoever knows the sum."""
    highest = max(numbers.values())
    ranges = [range(highest + 1) if shown[key] is None else [shown[key]] for key in (*parts, "all")]
    return [
        dict(zip((*parts, "all"), values, strict=True))
        for values in product(*ranges)
        if sum(values[:-1]) == values[-1]  # type: ignore[arg-type, type-var]
    ]


@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_no_small_number_can_be_computed_back(values: list[int]) -> None:
    parts = tuple("abcd"[: len(values)])
    numbers = dict(zip(parts, values, strict=True)) | {"all": sum(values)}
    shown = suppress(numbers, [Sum("all", parts)])
    assert all(shown[key] is None for key in numbers if is_small(numbers[key]))
    possible = _possible(numbers, shown, parts)
    for key in numbers:
        if is_small(numbers[key]):
            assert len({one[key] for one in possible}) > 1, (key, shown)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=6))
def test_what_is_told_is_true(values: list[int]) -> None:
    parts = tuple(map(str, range(len(values))))
    numbers = dict(zip(parts, values, strict=True)) | {"all": sum(values)}
    for key, number in suppress(numbers, [Sum("all", parts)]).items():
        assert number is None or number == numbers[key]
    if not any(map(is_small, numbers.values())):
        assert suppress(numbers, [Sum("all", parts)]) == numbers
    assert SMALLEST == 5
