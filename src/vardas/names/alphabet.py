"""The small alphabet of sounds, and what it costs to hear one for another.

Every name is folded to these sounds before it is compared. The letters and prices are in
`knowledge/sounds.csv` and `knowledge/prices.csv`; sound 0 is "nothing".
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.knowledge import rows

SWAP = 0.45
"""Two neighbouring sounds exchanged: the commonest slip of a typing hand."""

UNLISTED_CONSONANTS = 1.0
UNLISTED_VOWELS = 0.5
UNLISTED_KINDS = 1.2


class Alphabet(NamedTuple):
    """The sounds in order and their prices, as arrays for the kernels."""

    read: npt.NDArray[np.float32]
    """[sound, sound] → price of reading one for the other."""

    drop: npt.NDArray[np.float32]
    """[sound] → price of the sound standing on one side only."""

    vowel: npt.NDArray[np.bool_]
    coarse: npt.NDArray[np.uint8]
    """[sound] → its class in the keys of given names; 0 drops it."""

    bone: npt.NDArray[np.uint8]
    """[coarse sound] → its class in the keys of the index, which are rougher still."""


COARSE = {
    **dict.fromkeys("eO", "e"),
    **dict.fromkeys("iyY", "i"),
    **dict.fromkeys("vw", "v"),
    **dict.fromkeys("gh", "g"),
    **dict.fromkeys("kqK", "k"),
    **dict.fromkeys("CX", "C"),
    **dict.fromkeys("SQ", "S"),
    **dict.fromkeys("GJ", "G"),
    **dict.fromkeys("nN", "n"),
    **dict.fromkeys("dD", "d"),
}
"""Sounds that romanisations and neighbouring languages exchange all the time share a class."""

BONES = {"c": "t", "S": "s", "Z": "z", "D": "d", "x": "g"}
"""What the index does not tell apart: soft t is ц in Belarusian, and carons get lost."""


@cache
def letters() -> str:
    """The sounds in order: `letters()[n]` is sound n, and `letters()[0]` is a space for nothing."""
    return " " + "".join(row["sound"] for row in rows("sounds.csv"))


@cache
def alphabet() -> Alphabet:
    """The alphabet with its prices, loaded once."""
    order = letters()
    size = len(order)
    drop = np.zeros(size, dtype=np.float32)
    kind = [""] * size
    for row in rows("sounds.csv"):
        place = order.index(row["sound"])
        drop[place] = float(row["drop"])
        kind[place] = row["kind"]
    read = np.full((size, size), UNLISTED_KINDS, dtype=np.float32)
    for one in range(size):
        for other in range(size):
            if kind[one] == kind[other]:
                vowels = kind[one] == "vowel"
                read[one, other] = UNLISTED_VOWELS if vowels else UNLISTED_CONSONANTS
        read[one, one] = 0
    for row in rows("prices.csv"):
        one, other = order.index(row["one"]), order.index(row["other"])
        read[one, other] = read[other, one] = float(row["price"])
    coarse = np.zeros(size, dtype=np.uint8)
    for place, sound in enumerate(order):
        if place and kind[place] != "glide":
            coarse[place] = order.index(COARSE.get(sound, sound))
    coarse[order.index("J")] = order.index("G")
    bone = np.array([order.index(BONES.get(sound, sound)) for sound in order], dtype=np.uint8)
    vowel = np.array([name == "vowel" for name in kind])
    return Alphabet(read, drop, vowel, coarse, bone)
