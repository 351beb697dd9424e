"""Fits the points of the names engine on labelled pairs: `python -m tools.fit_names PAIRS.csv`.

Reads the columns name_a, name_b, label, pid_a; writes `knowledge/points.csv` and prints what the
points reach on people they were not fitted on (five folds by person). Logistic regression with a
ridge, by Newton's method: the same pairs always give the same file.
"""

import csv
import sys
import zlib
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vardas.names.batch import find_bins
from vardas.names.scoring import BINS, FACTORS

RIDGE = 6.0

# What we know and the pairs show too seldom to teach: two full forms of one script are two given
# names however alike they sound, and a man's name is not a woman's. Added to what was fitted.
KNOWN = {
    **{("given", number): -4.0 for number in range(19, 25)},
    **{("sex", number): -1.5 for number in range(1, 12, 2)},
}
FOLDS = 5
TARGET = Path(__file__).parent.parent / "src/vardas/names/knowledge/points.csv"
HEAD = """\
# Points for and against "the same person", by factor and bin (see scoring.py); 0 is a score of one
# half.
# Fitted by tools/fit_names.py on labelled pairs of names; `seen` is how many pairs fell into the
# bin.
factor,bin,points,seen
"""

Floats = npt.NDArray[np.float64]


def fit(bins: npt.NDArray[np.uint8], same: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    """The points of every bin that occurs, as (places, points), the last one being the start."""
    places = np.arange(len(FACTORS)) * BINS + bins.astype(np.int64)
    used, inverse = np.unique(places, return_inverse=True)
    inverse = inverse.reshape(places.shape)
    size = used.size + 1
    ridge = np.append(np.full(used.size, RIDGE), 1e-3)
    weights = np.zeros(size)
    rows = np.hstack([inverse, np.full((len(same), 1), used.size)])
    dense = np.zeros((len(same), size), dtype=np.float32)
    dense[np.arange(len(same))[:, None], rows] = 1
    for _ in range(25):
        chance = 1 / (1 + np.exp(-(dense @ weights)))
        slope = dense.T @ (same - chance) - ridge * weights
        spread = (dense * (chance * (1 - chance))[:, None]).T @ dense
        curve = spread.astype(np.float64) + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    weights[:-1] += [KNOWN.get(name_bin(int(place)), 0.0) for place in used]
    return used, weights


def name_bin(place: int) -> tuple[str, int]:
    """The factor and the number of a bin."""
    factor, number = divmod(place, BINS)
    return FACTORS[factor], number


def score(bins: npt.NDArray[np.uint8], used: npt.NDArray[np.int64], weights: Floats) -> Floats:
    """The scores that fitted points give; a bin never seen counts nothing."""
    table = np.zeros(len(FACTORS) * BINS)
    table[used] = weights[:-1]
    total = table[np.arange(len(FACTORS)) * BINS + bins.astype(np.int64)].sum(axis=1) + weights[-1]
    chance: Floats = 1 / (1 + np.exp(-total))
    return chance


def main(path: str) -> None:
    with open(path, encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    bins = find_bins([row["name_a"] for row in listed], [row["name_b"] for row in listed])
    same = np.array([float(row["label"]) for row in listed])
    fold = np.array([zlib.crc32(row["pid_a"].encode()) % FOLDS for row in listed])
    unseen = np.zeros(len(listed))
    for turn in range(FOLDS):
        unseen[fold == turn] = score(
            bins[fold == turn], *fit(bins[fold != turn], same[fold != turn])
        )
    found = unseen >= 0.5
    hits = float(same[found].sum())
    print(f"people not fitted on: F1 {2 * hits / (found.sum() + same.sum()):.4f} at 0.5")
    used, weights = fit(bins, same)
    seen = np.bincount(
        (np.arange(len(FACTORS)) * BINS + bins.astype(np.int64)).ravel(),
        minlength=len(FACTORS) * BINS,
    )
    with TARGET.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        out.write(f"start,0,{weights[-1]:.3f},{len(listed)}\n")
        for place, value in zip(used, weights[:-1], strict=True):
            factor, number = name_bin(int(place))
            out.write(f"{factor!r},{number},{value:.3f},{seen[place]}\n".replace("'", '"'))


if __name__ == "__main__":
    main(sys.argv[1])
