"""Small numbers stay: fewer than five people at one place and day could be recognised.

Leaving one number of a sum open is not enough, because the others and the sum give it away. So a
second one is left open with it, or the sum (complementary suppression; Hundepool and others,
Statistical Disclosure Control, Wiley 2012, chapter 4). Pure: numbers in, numbers out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

SMALLEST = 5
"""The smallest number of people that may be told; none at all may be told too."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Sum(Generic[Key]):
    """A number and the numbers that add up to it: whoever knows all but one knows that one."""

    total: Key
    parts: tuple[Key, ...]


def is_small(number: int) -> bool:
    """Say whether a number of people is too small to be told."""
    return 0 < number < SMALLEST


def suppress(
    numbers: Mapping[Key, int], sums: Sequence[Sum[Key]] = (), fixed: Iterable[Key] = ()
) -> dict[Key, int | None]:
    """Leave open what is too small, and what would give such a number away.

    ``fixed`` are numbers that everybody can count for themselves, such as the names on a page:
    they are told in any case and hide nothing. A sum whose open parts are together too small, or
    that has a single open part, gets another part left open, the smallest first; where there is
    none, the total is left open.
    """
    known = set(fixed)
    open_ = {key for key, number in numbers.items() if is_small(number) and key not in known}
    changed = True
    while changed:
        changed = False
        for one in sums:
            another = _find_another(one, numbers, open_, known)
            if another is not None:
                open_.add(another)
                changed = True
    return {key: None if key in open_ else number for key, number in numbers.items()}


def _find_another(
    one: Sum[Key], numbers: Mapping[Key, int], open_: set[Key], known: set[Key]
) -> Key | None:
    """Return the number to leave open next, so that this sum gives nothing small away."""
    if one.total in open_:
        # The parts add up to it: an open total is given away unless one of them is open too.
        if any(part in open_ for part in one.parts):
            return None
    else:
        hidden = [part for part in one.parts if part in open_]
        if not hidden or (len(hidden) > 1 and sum(numbers[part] for part in hidden) >= SMALLEST):
            return None
    free = [key for key in one.parts if key not in open_ and key not in known and numbers[key]]
    if free:
        return min(free, key=lambda key: (numbers[key], str(key)))
    return None if one.total in open_ or one.total in known else one.total
