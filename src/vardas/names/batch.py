"""Names compared by the batch: arrays in, arrays out."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from vardas.names.alignment import EVIDENCE, Scratch, gather, scratch
from vardas.names.alphabet import Alphabet, alphabet
from vardas.names.compiled import kernel
from vardas.names.given import knowledge, specials
from vardas.names.parts import Parts, find_parts
from vardas.names.reading import Words, read
from vardas.names.scoring import FACTORS, Points, closeness, points, sort_into_bins, weigh


def prepare(texts: Sequence[str]) -> tuple[Words, Parts]:
    """The words and parts of names, ready for the kernels."""
    words = read(texts)
    return words, find_parts(words, knowledge(), alphabet(), specials())


def find_bins(one: Sequence[str], other: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The bins of all factors for the pairs (one[0], other[0]), (one[1], other[1]) …"""
    bins = np.zeros((len(one), len(FACTORS)), dtype=np.uint8)
    words, parts = prepare(one)
    others, other_parts = prepare(other)
    evidence = np.zeros(len(EVIDENCE), dtype=np.float32)
    _bins(words, parts, others, other_parts, alphabet(), scratch(), evidence, bins)
    return bins


def score_pairs(one: Sequence[str], other: Sequence[str]) -> npt.NDArray[np.float32]:
    """The scores of the pairs (one[0], other[0]), (one[1], other[1]) …, between 0 and 1."""
    return rank_pairs(one, other)[0]


def rank_pairs(
    one: Sequence[str], other: Sequence[str]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """The scores of the pairs (one[0], other[0]), (one[1], other[1]) …, and their nearness.

    A score is between 0 and 1; nearness puts pairs of one question in order (see `closeness`).
    Raises ValueError when there are more of one than of the other.
    """
    if len(one) != len(other):
        raise ValueError(f"{len(one)} names on one side and {len(other)} on the other")
    words, parts = prepare(one)
    others, other_parts = prepare(other)
    total = np.zeros((2, len(one)), dtype=np.float32)
    evidence = np.zeros(len(EVIDENCE), dtype=np.float32)
    bins = np.zeros(len(FACTORS), dtype=np.uint8)
    known, room = points(), scratch()
    _score(words, parts, others, other_parts, alphabet(), known, room, evidence, bins, total)
    return (1 / (1 + np.exp(-total[0]))).astype(np.float32), total[1]


@kernel
def _bins(
    words: Words,
    parts: Parts,
    others: Words,
    other_parts: Parts,
    order: Alphabet,
    room: Scratch,
    evidence: npt.NDArray[np.float32],
    bins: npt.NDArray[np.uint8],
) -> None:
    for pair in range(bins.shape[0]):
        gather(words, parts, pair, others, other_parts, pair, order, room, evidence)
        sort_into_bins(evidence, bins[pair])


@kernel
def _score(
    words: Words,
    parts: Parts,
    others: Words,
    other_parts: Parts,
    order: Alphabet,
    known: Points,
    room: Scratch,
    evidence: npt.NDArray[np.float32],
    bins: npt.NDArray[np.uint8],
    total: npt.NDArray[np.float32],
) -> None:
    for pair in range(total.shape[1]):
        gather(words, parts, pair, others, other_parts, pair, order, room, evidence)
        sort_into_bins(evidence, bins)
        total[0, pair] = weigh(bins, known)
        total[1, pair] = total[0, pair] + closeness(evidence, bins, known)
