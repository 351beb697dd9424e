"""Names as a database keeps them: words as bytes, with the keys they are found by.

The bytes are those of one version of the engine (see `version.py`); an index of another version is
built anew from the texts, which are the only thing in it that is not derived.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vardas.names.alignment import Scratch, scratch, share_family, share_father
from vardas.names.alphabet import Alphabet, alphabet
from vardas.names.batch import prepare
from vardas.names.compiled import kernel
from vardas.names.distance import likeness
from vardas.names.finding import LIKE
from vardas.names.given import FAMILIES, KEY, specials
from vardas.names.keys import KEYS, find_keys
from vardas.names.parts import PARTICLE, SHORT, Parts
from vardas.names.reading import BEFORE_COMMA, FORMS, JOINED, WIDTH, Words
from vardas.names.shelf import COARSE_WIDTH, coarse_rows

_LAYOUT = np.dtype(
    [
        ("sounds", np.uint8, (FORMS, WIDTH)),
        ("length", np.uint8, (FORMS,)),
        ("flags", np.uint16),
        ("families", np.int32, (FAMILIES,)),
        ("full", np.uint8),
        ("father", np.int32, (FAMILIES,)),
        ("sex", np.uint8),
        ("weight", np.float32, (FORMS,)),
        ("rank", np.uint8),
        ("opening", np.uint64),
    ]
)


@dataclass(frozen=True)
class StoredWord:
    """One word of a name: its bytes, its keys (64 bits, signed) and its first coarse sounds."""

    data: bytes
    keys: tuple[int, ...]
    prefix: bytes


def take_apart(texts: Sequence[str]) -> list[list[StoredWord]]:
    """The words of each of these names, without particles and initials."""
    words, parts = prepare(texts)
    packed = _pack(words, parts)
    prefixes = coarse_rows(words, COARSE_WIDTH)
    known: dict[bytes, StoredWord] = {}
    taken: list[list[StoredWord]] = []
    for name in range(len(texts)):
        held = []
        for word in range(int(words.first[name]), int(words.first[name + 1])):
            if parts.role[word] in (PARTICLE, SHORT):
                continue
            data = packed[word].tobytes()
            if data not in known:
                prefix = prefixes[word].tobytes().rstrip(b"\0")
                known[data] = StoredWord(data, _keys_of(words, parts, word, True), prefix)
            held.append(known[data])
        taken.append(list(dict.fromkeys(held)))
    return taken


def ask_keys(text: str, gaps: bool) -> list[tuple[int, ...]]:
    """The keys of each word of `text`; `gaps` allows for one consonant more or less."""
    words, parts = prepare([text])
    return [_keys_of(words, parts, word, gaps) for word in range(int(words.first[1]))]


def resemble(text: str, stored: Sequence[bytes]) -> npt.NDArray[np.float32]:
    """[word of `text`, place in `stored`] → how alike they are, 0 where less than `LIKE`."""
    words, parts = prepare([text])
    alike = np.zeros((int(words.first[1]), len(stored)), dtype=np.float32)
    if stored and len(alike):
        others, other_parts = _unpack(stored)
        _resemble(words, parts, others, other_parts, alphabet(), scratch(), alike)
    return alike


def prefixes_of(text: str) -> list[bytes]:
    """The first coarse sounds of each word of `text`."""
    words, _ = prepare([text])
    return [row.tobytes().rstrip(b"\0") for row in coarse_rows(words, COARSE_WIDTH)]


def _keys_of(words: Words, parts: Parts, word: int, gaps: bool) -> tuple[int, ...]:
    out = np.zeros(KEYS, dtype=np.uint64)
    room = np.zeros((2, KEY), dtype=np.uint8)
    count = find_keys(words, parts, word, alphabet(), specials(), room[0], room[1], gaps, out)
    return tuple(out[:count].view(np.int64).tolist())


def _pack(words: Words, parts: Parts) -> npt.NDArray[np.void]:
    packed = np.zeros(len(words.flags), dtype=_LAYOUT)
    packed["sounds"], packed["length"] = words.sounds, words.length
    # Where a word stood in its name says nothing about the word.
    packed["flags"] = words.flags & ~np.uint16(JOINED | BEFORE_COMMA)
    for field in ("families", "full", "father", "sex", "weight", "rank", "opening"):
        packed[field] = getattr(parts, field)
    return packed


def _unpack(stored: Sequence[bytes]) -> tuple[Words, Parts]:
    packed = np.frombuffer(b"".join(stored), dtype=_LAYOUT)
    column = {name: np.ascontiguousarray(packed[name]) for name in _LAYOUT.names or ()}
    count = len(packed)
    words = Words(
        np.arange(count + 1, dtype=np.int32),
        column["sounds"],
        column["length"],
        column["flags"],
        np.zeros((0, 2), dtype=np.int32),
    )
    parts = Parts(
        role=np.zeros(count, dtype=np.uint8),
        families=column["families"],
        full=column["full"],
        father=column["father"],
        sex=column["sex"],
        weight=column["weight"],
        rank=column["rank"],
        opening=column["opening"],
        bearer=np.zeros(0, dtype=np.uint8),
    )
    return words, parts


@kernel
def _resemble(
    words: Words,
    parts: Parts,
    others: Words,
    other_parts: Parts,
    order: Alphabet,
    room: Scratch,
    alike: npt.NDArray[np.float32],
) -> None:
    for word in range(alike.shape[0]):
        if parts.role[word] in (PARTICLE, SHORT):
            continue
        for other in range(alike.shape[1]):
            best = likeness(words, parts, word, others, other_parts, other, order, LIKE, room.rows)
            kin = share_family(
                parts.families[word],
                parts.full[word],
                other_parts.families[other],
                other_parts.full[other],
            )
            if kin == 2 or share_father(parts.father[word], other_parts.father[other]):
                best = max(best, 0.97)
            elif kin == 1:
                best = max(best, 0.8)
            if best >= LIKE:
                alike[word, other] = best
