"""Evidence weighed: points for and against "the same person", and the probability they add up to.

Each factor sorts its part of the evidence into bins, each bin has points (the logarithm of odds),
and the points of all factors are added: the weights of evidence of Fellegi and Sunter (A Theory for
Record Linkage, 1969) with factors allowed to speak together. `knowledge/points.csv` holds them;
`tools/fit_names.py` fits them on labelled pairs. At 0 points the score is 0.5.
"""

from functools import cache
from math import exp
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.compiled import kernel
from vardas.names.knowledge import rows

FACTORS = (
    "given",
    "surname",
    "least word",
    "matched words",
    "father",
    "left words",
    "left weight",
    "sex",
    "whole name",
    "mean of words",
    "rarity",
    "length",
    "far script",
    "far script, mean",
    "given with surname",
    "given with whole",
    "given with left",
    "given with father",
    "surname with father",
    "second word",
    "initials",
)
BINS = 128

FINE = np.array(
    [0.3, 0.45, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.84, 0.88, 0.91, 0.94, 0.965, 0.985],
    dtype=np.float32,
)
MIDDLE = FINE[::2].copy()
ROUGH = FINE[::3].copy()
GIVEN_CUTS = np.array([0.55, 0.65, 0.75, 0.85, 0.93], dtype=np.float32)
WEIGHT_CUTS = np.array([0.1, 1, 2, 3, 4, 5, 6, 8, 10, 14], dtype=np.float32)
LENGTH_CUTS = np.array([2, 3, 4, 5, 6, 7, 9], dtype=np.float32)


class Points(NamedTuple):
    """The points of every bin of every factor."""

    table: npt.NDArray[np.float32]
    start: float


@cache
def points() -> Points:
    """The fitted points, loaded once."""
    table = np.zeros((len(FACTORS), BINS), dtype=np.float32)
    start = 0.0
    for row in rows("points.csv"):
        if row["factor"] == "start":
            start = float(row["points"])
        else:
            table[FACTORS.index(row["factor"]), int(row["bin"])] = float(row["points"])
    return Points(table, start)


def probability(total: float) -> float:
    """The score of so many points, between 0 and 1."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


@kernel
def _bin(value: float, cuts: npt.NDArray[np.float32]) -> int:
    place = 0
    while place < cuts.size and value >= cuts[place]:
        place += 1
    return place


@kernel
def sort_into_bins(evidence: npt.NDArray[np.float32], bins: npt.NDArray[np.uint8]) -> None:
    """Writes the bin of every factor of `FACTORS`, from the evidence that `alignment` gathers."""
    given, state = _given_bin(evidence)
    father, father_state = _father_bin(evidence)
    surname = evidence[6]
    left = int(min(evidence[15], 2.0)) * 4 + int(min(evidence[16], 3.0))
    bins[0] = given
    bins[1] = _bin(surname, FINE)
    bins[2] = _bin(evidence[7], FINE)
    bins[3] = int(min(evidence[8], 4.0)) * 5 + int(min(evidence[21], 4.0))
    bins[4] = father
    bins[5] = left
    bins[6] = _bin(evidence[17], WEIGHT_CUTS)
    bins[7] = state * 2 + int(evidence[18])
    bins[8] = _bin(evidence[19], FINE)
    bins[9] = _bin(evidence[20], FINE)
    bins[10] = int(evidence[10])
    bins[11] = _bin(evidence[9], LENGTH_CUTS)
    bins[12] = int(evidence[23]) * 10 + _bin(evidence[19], MIDDLE)
    bins[13] = int(evidence[23]) * 10 + _bin(evidence[20], MIDDLE)
    bins[14] = state * 16 + (8 if left > 0 else 0) + _bin(surname, MIDDLE)
    bins[15] = state * 8 + _bin(evidence[19], MIDDLE)
    bins[16] = state * 12 + left
    bins[17] = (state * 6 + father_state) * 2 + (surname >= 0.94)
    bins[18] = _bin(surname, ROUGH) * 6 + father_state
    bins[19] = _bin(evidence[25], MIDDLE)
    bins[20] = int(min(evidence[24], 4.0)) * 6 + state


@kernel
def _given_bin(evidence: npt.NDArray[np.float32]) -> tuple[int, int]:
    """The bin of the given names, and the state: kin, alike, initial, absent, different,
    certainly different."""
    sound = _bin(evidence[2], GIVEN_CUTS)
    if evidence[1] > 0:
        return (7 if evidence[2] > 0.9 else 6), 0
    if evidence[3] > 0 and evidence[0] == 0:
        return 16, 2
    if evidence[4] >= 1 and evidence[0] == 0:
        return (18 if evidence[4] > 1 else 17), 3
    if evidence[5] > 1:
        return 19 + sound, 5
    if evidence[5] > 0:
        return 8 + sound, 4
    return sound, 1


@kernel
def _father_bin(evidence: npt.NDArray[np.float32]) -> tuple[int, int]:
    """The bin of the patronymics, and the state: kin, different, absent, alike, unlike, none."""
    if evidence[12] > 0:
        return 20, 0
    if evidence[14] > 0:
        return 10 + _bin(evidence[11], MIDDLE), 1
    if evidence[13] > 0:
        return 21, 2
    if evidence[11] > 0:
        alike = _bin(evidence[11], MIDDLE)
        return alike, 3 if alike >= 5 else 4
    return 22, 5


@kernel
def weigh(bins: npt.NDArray[np.uint8], known: Points) -> float:
    """The points of a pair whose factors fell into these bins."""
    total = known.start
    for factor in range(bins.size):
        total += known.table[factor, bins[factor]]
    return total


FATHER_FACTORS = (4, 17, 18)
"""The factors in which patronymics have a say."""


@kernel
def closeness(
    evidence: npt.NDArray[np.float32], bins: npt.NDArray[np.uint8], known: Points
) -> float:
    """What puts one of several likely names before another, to be added to the points.

    The points tell the same person from another; many spellings of a registry are past that
    question, and then the one that is written most alike comes first: by sound, with the fewest
    words over. What patronymics weigh among pairs is taken back and put in the plain order of the
    one that was asked for, none, one on one side only, another one. Weights rounded from a softmax
    over the candidates of development queries.
    """
    near = (
        evidence[2]
        + 1.8 * evidence[6]
        + 1.5 * evidence[7]
        - 0.9 * evidence[16]
        + 0.9 * evidence[20]
        - 0.3 * evidence[13]
    )
    for factor in FATHER_FACTORS:
        near -= known.table[factor, bins[factor]]
    if evidence[12] > 0:
        near += 2.5
    elif evidence[14] > 0:
        near -= 4.0 * (1.0 - evidence[11])
    elif evidence[11] > 0:
        near += 4.0 * evidence[11] - 2.0
    return float(near)
