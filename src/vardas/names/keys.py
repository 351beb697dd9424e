"""The keys under which a word of a name is found: its consonants, less any one of them, and its
families.

Two words that share a key are worth comparing; two that share none are further apart than one
consonant and of no common family. Vowels are not in the keys: they are what spellings change most.
"""

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import Alphabet
from vardas.names.compiled import kernel, maker
from vardas.names.given import FAMILIES, KEY, coarse_key, hash_key, variants_of
from vardas.names.parts import PARTICLE, Parts
from vardas.names.reading import FORMS, INITIAL, Words

KEYS = 40
"""The most keys one word has."""

BONES = 8
"""Consonants kept of a word: what differs after them is left to the comparison."""

FAMILY_SALT = np.uint64(0x9E3779B97F4A7C15)


@kernel
def find_keys(
    words: Words,
    parts: Parts,
    word: int,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    key: npt.NDArray[np.uint8],
    bones: npt.NDArray[np.uint8],
    gaps: bool,
    out: npt.NDArray[np.uint64],
) -> int:
    """Writes the keys of one word into `out` (room for `KEYS`), each once; how many there are.

    Without `gaps` only the families and the whole of the consonants. A particle and an initial
    have no keys.
    """
    if parts.role[word] == PARTICLE or words.flags[word] & INITIAL:
        return 0
    count = 0
    for place in range(FAMILIES):
        family = parts.families[word, place]
        if family > 0:
            count = _add(out, count, np.uint64(family) * FAMILY_SALT | np.uint64(1))
    for form in range(FORMS):
        length = words.length[word, form]
        if length == 0:
            continue
        for variant in range(min(3, variants_of(words.sounds[word, form], length, specials))):
            size = coarse_key(words.sounds[word, form], length, variant, order, specials, key)
            left = _strip(key, size, order, specials, bones)
            count = _add(out, count, hash_key(bones, left))
            if left < 3 or not gaps:
                continue
            # Of three consonants the first stays: two others say too little.
            for gone in range(1 if left == 3 else 0, left):
                for at in range(left - 1):
                    key[at] = bones[at if at < gone else at + 1]
                count = _add(out, count, hash_key(key, left - 1))
    return count


@kernel
def _strip(
    key: npt.NDArray[np.uint8],
    size: int,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    bones: npt.NDArray[np.uint8],
) -> int:
    """The consonants of a coarse key; an opening vowel leaves its mark, whichever it is."""
    count = 0
    for at in range(size):
        sound = key[at]
        if order.vowel[sound] or sound == specials[0]:
            if at > 0:
                continue
            sound = specials[7]
        sound = order.bone[sound]
        if count == BONES:
            break
        if count > 0 and bones[count - 1] == sound:
            continue
        bones[count] = sound
        count += 1
    return count


@kernel
def _add(out: npt.NDArray[np.uint64], count: int, key: np.uint64) -> int:
    for at in range(count):
        if out[at] == key:
            return count
    if count < out.size:
        out[count] = key
        return count + 1
    return count


@maker
def key_words(
    words: Words,
    parts: Parts,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    """All (key, word) of a batch, unsorted."""
    total = words.sounds.shape[0]
    keys = np.zeros(total * 16 + KEYS, dtype=np.uint64)
    owner = np.zeros(total * 16 + KEYS, dtype=np.int32)
    key = np.zeros(KEY, dtype=np.uint8)
    bones = np.zeros(KEY, dtype=np.uint8)
    out = np.zeros(KEYS, dtype=np.uint64)
    filled = 0
    for word in range(total):
        count = find_keys(words, parts, word, order, specials, key, bones, True, out)
        if filled + count > keys.size:
            keys = np.concatenate((keys, np.zeros(keys.size, dtype=np.uint64)))
            owner = np.concatenate((owner, np.zeros(owner.size, dtype=np.int32)))
        for at in range(count):
            keys[filled] = out[at]
            owner[filled] = word
            filled += 1
    return keys[:filled].copy(), owner[:filled].copy()
