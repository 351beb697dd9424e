"""One shelf of an index: a fixed batch of names, sorted so that a name is found by its words.

Distinct words are far fewer than names. Each is kept once, with its keys, and the names it stands
in; a question finds the words that resemble its own first and then the names that hold them.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import alphabet
from vardas.names.batch import prepare
from vardas.names.compiled import kernel, maker
from vardas.names.given import specials
from vardas.names.keys import key_words
from vardas.names.parts import Parts
from vardas.names.reading import BEFORE_COMMA, JOINED, Words

CHUNK = 50_000
"""Names read at once while a shelf is filled; bounds the memory that reading takes."""


class Shelf(NamedTuple):
    """Names by their words, as arrays for the kernels."""

    words: Words
    """The distinct words; `words.first` says nothing here."""

    parts: Parts
    """What each distinct word is by itself; its role stands in `role`, by name."""

    first: npt.NDArray[np.int32]
    """[name] → place of its first word in `word`."""

    word: npt.NDArray[np.int32]
    role: npt.NDArray[np.uint8]
    """[place] → role of that word in that name."""

    bearer: npt.NDArray[np.uint8]
    key: npt.NDArray[np.uint64]
    """All keys, sorted."""

    keyed: npt.NDArray[np.int32]
    """[place of a key] → the word that has it."""

    posted: npt.NDArray[np.int32]
    """[word] → place of its first name in `post`."""

    post: npt.NDArray[np.int32]
    prefix: npt.NDArray[np.int32]
    """The distinct words in the order of their coarse sounds."""

    coarse: npt.NDArray[np.uint8]
    """[word, place] → coarse sounds, for the search by prefix."""


COARSE_WIDTH = 12


def build_shelf(texts: Sequence[str]) -> Shelf:
    """A shelf of these names; name n of the shelf is texts[n]."""
    seen: dict[bytes, int] = {}
    pieces: list[tuple[Words, Parts, npt.NDArray[np.int64]]] = []
    firsts, placed, roles, bearers = [np.zeros(1, dtype=np.int64)], [], [], []
    offset = 0
    for start in range(0, max(len(texts), 1), CHUNK):
        words, parts = prepare(texts[start : start + CHUNK])
        numbers, new = number_words(words, seen)
        pieces.append((words, parts, new))
        firsts.append(words.first[1:].astype(np.int64) + offset)
        offset += int(words.first[-1])
        placed.append(numbers)
        roles.append(parts.role)
        bearers.append(parts.bearer)
    words = _pick_words(pieces)
    parts = _pick_parts(pieces)
    word = np.concatenate(placed)
    first = np.concatenate(firsts).astype(np.int32)
    key, keyed = key_words(words, parts, alphabet(), specials())
    order = np.argsort(key, kind="stable")
    posted, post = _post(first, word, len(seen))
    coarse = _coarse(words)
    return Shelf(
        words=words,
        parts=parts,
        first=first,
        word=word,
        role=np.concatenate(roles),
        bearer=np.concatenate(bearers),
        key=key[order],
        keyed=keyed[order],
        posted=posted,
        post=post,
        prefix=np.lexsort(coarse.T[::-1]).astype(np.int32),
        coarse=coarse,
    )


def number_words(
    words: Words, seen: dict[bytes, int]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int64]]:
    """The number of every word among the distinct ones, and which words of the batch are new."""
    # Two words are one when they sound alike in every reading and carry the same signs.
    rows = np.hstack(
        [
            words.sounds.reshape(len(words.sounds), -1),
            (words.flags & ~np.uint16(JOINED | BEFORE_COMMA))[:, None].view(np.uint8),
        ]
    )
    plain = np.ascontiguousarray(rows).view(np.dtype((np.void, rows.shape[1]))).ravel()
    distinct, index, inverse = np.unique(plain, return_index=True, return_inverse=True)
    numbers = np.zeros(len(distinct), dtype=np.int32)
    new = []
    for place, one in enumerate(distinct):
        raw = one.tobytes()
        number = seen.get(raw)
        if number is None:
            number = seen[raw] = len(seen)
            new.append(index[place])
        numbers[place] = number
    return numbers[inverse.ravel()], np.array(new, dtype=np.int64)


def _pick_words(pieces: list[tuple[Words, Parts, npt.NDArray[np.int64]]]) -> Words:
    sounds = np.concatenate([words.sounds[new] for words, _, new in pieces])
    return Words(
        first=np.arange(len(sounds) + 1, dtype=np.int32),
        sounds=sounds,
        length=np.concatenate([words.length[new] for words, _, new in pieces]),
        flags=np.concatenate([words.flags[new] for words, _, new in pieces]),
        place=np.zeros((0, 2), dtype=np.int32),
    )


def _pick_parts(pieces: list[tuple[Words, Parts, npt.NDArray[np.int64]]]) -> Parts:
    return Parts(
        # What a word is depends on the name it stands in.
        role=np.zeros(sum(len(new) for _, _, new in pieces), dtype=np.uint8),
        families=np.concatenate([parts.families[new] for _, parts, new in pieces]),
        full=np.concatenate([parts.full[new] for _, parts, new in pieces]),
        father=np.concatenate([parts.father[new] for _, parts, new in pieces]),
        sex=np.concatenate([parts.sex[new] for _, parts, new in pieces]),
        weight=np.concatenate([parts.weight[new] for _, parts, new in pieces]),
        rank=np.concatenate([parts.rank[new] for _, parts, new in pieces]),
        opening=np.concatenate([parts.opening[new] for _, parts, new in pieces]),
        bearer=np.zeros(0, dtype=np.uint8),
    )


@maker
def _post(
    first: npt.NDArray[np.int32], word: npt.NDArray[np.int32], count: int
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    posted = np.zeros(count + 1, dtype=np.int32)
    for place in range(word.size):
        posted[word[place] + 1] += 1
    for one in range(count):
        posted[one + 1] += posted[one]
    post = np.zeros(word.size, dtype=np.int32)
    filled = posted[:-1].copy()
    for name in range(first.size - 1):
        for place in range(first[name], first[name + 1]):
            post[filled[word[place]]] = name
            filled[word[place]] += 1
    return posted, post


def _coarse(words: Words) -> npt.NDArray[np.uint8]:
    return coarse_rows(words, COARSE_WIDTH)


def coarse_rows(words: Words, width: int) -> npt.NDArray[np.uint8]:
    """The coarse sounds of every word, `width` of them, filled up with 0."""
    order = alphabet()
    rows = np.zeros((len(words.sounds), width), dtype=np.uint8)
    _write_coarse(words.sounds, words.length, order.coarse, rows)
    return rows


@kernel
def _write_coarse(
    sounds: npt.NDArray[np.uint8],
    length: npt.NDArray[np.uint8],
    coarse: npt.NDArray[np.uint8],
    rows: npt.NDArray[np.uint8],
) -> None:
    for word in range(rows.shape[0]):
        count = 0
        for at in range(length[word, 0]):
            group = coarse[sounds[word, 0, at]]
            if group == 0 or (count > 0 and rows[word, count - 1] == group):
                continue
            if count < rows.shape[1]:
                rows[word, count] = group
                count += 1
