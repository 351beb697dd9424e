"""How far two words are apart in sound: an edit distance with the prices of the alphabet."""

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import SWAP, Alphabet
from vardas.names.compiled import kernel
from vardas.names.parts import Parts
from vardas.names.reading import ABJAD, FORMS, Words

FIRST = 1.4
"""A difference in the first sound counts this much more: it is the one that hands and ears get
right.
"""

UNWRITTEN = 0.25
"""Vowels cost this share where one side comes from a script that does not write them."""

FLOOR = 0.3
"""How much less alike two words are than this is never asked."""

ADDS = 3
"""The row of working room that holds the prices of the other word's sounds."""

LEAST = 2.0
"""Words shorter than two consonants are judged as if they were so long: Ли and Цой differ."""


@kernel
def distance(
    one: npt.NDArray[np.uint8],
    size_one: int,
    other: npt.NDArray[np.uint8],
    size_other: int,
    order: Alphabet,
    vowels: float,
    limit: float,
    rows: npt.NDArray[np.float32],
) -> float:
    """The cheapest way to read `one` as `other` (Damerau–Levenshtein, optimal string alignment).

    `rows` is room for four rows of the table; `vowels` the share of its price at which a vowel
    may stand on one side only. Gives up with a price above `limit` once nothing cheaper is
    possible.
    """
    before, last, now = 0, 1, 2
    rows[last, 0] = 0
    for j in range(size_other):
        price = order.drop[other[j]]
        if order.vowel[other[j]]:
            price *= vowels
        if j == 0:
            price *= FIRST
        rows[last, j + 1] = rows[last, j] + price
        rows[ADDS, j] = price
    rows[ADDS, 0] /= FIRST
    for i in range(size_one):
        sound = one[i]
        drop = order.drop[sound]
        if order.vowel[sound]:
            drop *= vowels
        if i == 0:
            drop *= FIRST
        left = rows[last, 0] + drop
        rows[now, 0] = left
        corner = rows[last, 0]
        cheapest = left
        for j in range(size_other):
            heard = other[j]
            price = order.read[sound, heard]
            if i == 0 and j == 0:
                price *= FIRST
            above = rows[last, j + 1]
            best = min(corner + price, above + drop, left + rows[ADDS, j])
            if i > 0 and j > 0 and sound == other[j - 1] and heard == one[i - 1]:
                best = min(best, rows[before, j - 1] + SWAP)
            rows[now, j + 1] = best
            corner = above
            left = best
            cheapest = min(cheapest, best)
        # A swap may still start from the row before; its price is no more than the limit allows.
        if cheapest > limit + SWAP:
            return float(cheapest)
        before, last, now = last, now, before
    return float(rows[last, size_other])


@kernel
def weigh_sounds(sounds: npt.NDArray[np.uint8], size: int, order: Alphabet, vowels: float) -> float:
    """The price of all sounds together, vowels at the given share."""
    total = np.float32(0)
    for at in range(size):
        price = order.drop[sounds[at]]
        if order.vowel[sounds[at]]:
            price *= vowels
        total += price
    return float(total)


@kernel
def likeness(
    words: Words,
    parts: Parts,
    one: int,
    others: Words,
    other_parts: Parts,
    other: int,
    order: Alphabet,
    floor: float,
    rows: npt.NDArray[np.float32],
) -> float:
    """How alike two words sound in their best readings: 1 the same sounds, 0 nothing in common.

    Whoever asks does not care how much less alike than `floor` they are.
    """
    best = 0.0
    unwritten = (words.flags[one] | others.flags[other]) & ABJAD
    vowels = UNWRITTEN if unwritten else 1.0
    for form in range(FORMS):
        size_one = words.length[one, form]
        if size_one == 0:
            continue
        for other_form in range(FORMS):
            size_other = others.length[other, other_form]
            if size_other == 0:
                continue
            own, foreign = parts.weight[one, form], other_parts.weight[other, other_form]
            if unwritten:
                own = weigh_sounds(words.sounds[one, form], size_one, order, vowels)
                foreign = weigh_sounds(others.sounds[other, other_form], size_other, order, vowels)
            weight = max(own, foreign, LEAST)
            # What is longer on one side has to be dropped at least: no need to count it out.
            if 1.0 - (weight - min(own, foreign)) / weight <= max(best, floor) and weight > LEAST:
                continue
            apart = distance(
                words.sounds[one, form],
                size_one,
                others.sounds[other, other_form],
                size_other,
                order,
                vowels,
                (1.0 - max(best, floor)) * weight,
                rows,
            )
            if form == FORMS - 1 or other_form == FORMS - 1:
                apart += 0.12
            alike = 1.0 - apart / weight
            if alike > best:
                best = alike
    return best
