"""What each word of a name is: given name, patronymic, surname, initial or particle.

The order of the words is not trusted. A given name is known by its family, a patronymic by its
ending and by the given name it is made from, a particle by the list; what is left is a surname.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import Alphabet, letters
from vardas.names.compiled import kernel, maker, signed
from vardas.names.given import (
    ABJAD_SALT,
    FAMILIES,
    FEMALE,
    FILIATION,
    KEY,
    MALE,
    Endings,
    Knowledge,
    coarse_key,
    hash_key,
    look_up,
    variants_of,
)
from vardas.names.reading import ABJAD, BEFORE_COMMA, FAR, FORMS, INITIAL, STEMMED, Words

SURNAME, GIVEN, PATRONYMIC, SHORT, PARTICLE = 0, 1, 2, 3, 4
"""The roles; SHORT is an initial."""


SOFT, VOWEL_I = letters().index("j"), letters().index("i")


class Parts(NamedTuple):
    """What is known about the words of a batch."""

    role: npt.NDArray[np.uint8]
    families: npt.NDArray[np.int32]
    """[word, place] → families of given names the word belongs to, 0 where none."""

    full: npt.NDArray[np.uint8]
    """[word] → which of the families have the word as a full form, a bit each."""

    father: npt.NDArray[np.int32]
    """[word, place] → families the father's name belongs to, for what ends like a patronymic."""

    sex: npt.NDArray[np.uint8]
    """[word] → MALE, FEMALE, both or 0: what the word says as a surname; and as a patronymic, times
    4.
    """

    weight: npt.NDArray[np.float32]
    """[word, form] → sum of the prices of its sounds: how much there is to compare."""

    rank: npt.NDArray[np.uint8]
    """[word] → 1 among the commonest surnames, 2, 3 common, 4 not listed."""

    opening: npt.NDArray[np.uint64]
    """[word] → the coarse sounds its initial may be, a bit each."""

    bearer: npt.NDArray[np.uint8]
    """[name] → MALE, FEMALE, both or 0."""


@maker
def find_parts(
    words: Words, known: Knowledge, order: Alphabet, specials: npt.NDArray[np.uint8]
) -> Parts:
    """The parts of all names of the batch; adds stems without a case ending as the third form."""
    count = words.sounds.shape[0]
    names = words.first.size - 1
    role = np.zeros(count, dtype=np.uint8)
    families = np.zeros((count, FAMILIES), dtype=np.int32)
    father = np.zeros((count, FAMILIES), dtype=np.int32)
    sex = np.zeros(count, dtype=np.uint8)
    weight = np.zeros((count, FORMS), dtype=np.float32)
    rank = np.full(count, 4, dtype=np.uint8)
    bearer = np.zeros(names, dtype=np.uint8)
    opening = np.zeros(count, dtype=np.uint64)
    ending = np.zeros(count, dtype=np.int8)
    full = np.zeros(count, dtype=np.uint8)
    weak = np.zeros(count, dtype=np.uint8)
    key = np.zeros(KEY, dtype=np.uint8)
    # A list repeats its words: each is looked up once.
    size = 16
    while size < 2 * count:
        size *= 2
    seen = np.full(size, -1, dtype=np.int32)
    parts = Parts(role, families, full, father, sex, weight, rank, opening, bearer)
    _fill(words, parts, known, order, specials, key, seen, weak, ending)
    return parts


@kernel
def _fill(
    words: Words,
    parts: Parts,
    known: Knowledge,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    key: npt.NDArray[np.uint8],
    seen: npt.NDArray[np.int32],
    weak: npt.NDArray[np.uint8],
    ending: npt.NDArray[np.int8],
) -> None:
    role, families, full, father, sex, weight, rank, opening, bearer = parts
    for word in range(role.size):
        twin = _find_twin(words, word, seen)
        if twin >= 0:
            words.length[word, FORMS - 1] = words.length[twin, FORMS - 1]
            for at in range(words.length[word, FORMS - 1]):
                words.sounds[word, FORMS - 1, at] = words.sounds[twin, FORMS - 1, at]
            for place in range(FAMILIES):
                families[word, place] = families[twin, place]
                father[word, place] = father[twin, place]
            words.flags[word] |= words.flags[twin] & STEMMED
            full[word] = full[twin]
            sex[word] = sex[twin]
            rank[word] = rank[twin]
            weak[word] = weak[twin]
            ending[word] = ending[twin]
            opening[word] = opening[twin]
            for form in range(FORMS):
                weight[word, form] = weight[twin, form]
            continue
        ending[word] = _know_word(
            word, words, known, order, specials, key, families, father, sex, rank, weak, full
        )
        opening[word] = _find_opening(word, words, known, order, specials, families, father)
        for form in range(FORMS):
            total = np.float32(0)
            for at in range(words.length[word, form]):
                total += order.drop[words.sounds[word, form, at]]
            weight[word, form] = total
    for name in range(bearer.size):
        _find_roles(words, name, families, weak, ending, role)
        bearer[name] = _find_bearer(words, name, role, sex, known, families)


@kernel
def _find_twin(words: Words, word: int, seen: npt.NDArray[np.int32]) -> int:
    """An earlier word with the same sounds in its first two readings, or -1; notes the word if new.

    The last reading is the stem where `_add_stem` has made one; far words have none made.
    """
    mask = seen.size - 1
    value = np.uint64(words.flags[word] & (INITIAL | FAR))
    for at in range(words.length[word, 0]):
        value = (value ^ np.uint64(words.sounds[word, 0, at])) * np.uint64(0x100000001B3)
    place = np.int64((value ^ (value >> np.uint64(29))) & np.uint64(mask))
    while seen[place] >= 0:
        twin = seen[place]
        same = (words.flags[word] ^ words.flags[twin]) & (INITIAL | FAR | ABJAD) == 0
        for form in range(FORMS - 1):
            same = same and words.length[word, form] == words.length[twin, form]
            if same:
                for at in range(words.length[word, form]):
                    same = same and words.sounds[word, form, at] == words.sounds[twin, form, at]
        if same and not words.flags[word] & FAR:
            return signed(twin)
        place = (place + 1) & mask
    seen[place] = word
    return -1


@kernel
def _find_opening(
    word: int,
    words: Words,
    known: Knowledge,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    families: npt.NDArray[np.int32],
    father: npt.NDArray[np.int32],
) -> np.uint64:
    """What the initial of a word may be: М. or Н. for Мікалай."""
    bits = np.uint64(0)
    one = np.uint64(1)
    glide, soft, latin_ch, latin_c, hard_x, ts, latin_h, _, _, y, _, _ = specials
    for form in range(FORMS - 1):
        if words.length[word, form] == 0:
            break
        sound = words.sounds[word, form, 0]
        bits |= one << np.uint64(order.coarse[sound])
        if (sound in (glide, soft, y)) and words.length[word, form] > 1:
            bits |= one << np.uint64(glide)
            bits |= one << np.uint64(order.coarse[words.sounds[word, form, 1]])
        elif sound in (latin_ch, latin_h):
            bits |= one << np.uint64(order.coarse[hard_x])
        elif sound == latin_c:
            bits |= one << np.uint64(order.coarse[ts])
    bits &= ~one
    for place in range(FAMILIES):
        bits |= known.opening[families[word, place]] | known.opening[father[word, place]]
    return bits


@kernel
def _find_ending(key: npt.NDArray[np.uint8], size: int, endings: Endings, start: int) -> int:
    """The first ending from row `start` on that the key ends with, or -1."""
    if size == 0 or not endings.last[key[size - 1]]:
        return -1
    for row in range(start, endings.length.size):
        length = endings.length[row]
        if size < length or key[size - 1] != endings.sounds[row, length - 1]:
            continue
        at = 0
        while at < length and key[size - length + at] == endings.sounds[row, at]:
            at += 1
        if at == length:
            return row
    return -1


@kernel
def _know_word(
    word: int,
    words: Words,
    known: Knowledge,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    key: npt.NDArray[np.uint8],
    families: npt.NDArray[np.int32],
    father: npt.NDArray[np.int32],
    sex: npt.NDArray[np.uint8],
    rank: npt.NDArray[np.uint8],
    weak: npt.NDArray[np.uint8],
    full: npt.NDArray[np.uint8],
) -> int:
    """Fills in what is known of one word; 3 is a sure patronymic, 2 a likely one, 1 perhaps one."""
    length = words.length[word, 0]
    if length == 0:
        return 0
    exact = -1
    if not words.flags[word] & INITIAL:
        exact = look_up(known.particles, hash_key(words.sounds[word, 0], length))
    if exact >= 0:
        return -signed(known.particles.values[exact, 0])
    patronymic = 0
    size = coarse_key(words.sounds[word, 0], length, 0, order, specials, key)
    row = _find_ending(key, size, known.surnames, 0)
    if row >= 0 and size > known.surnames.length[row] + 1:
        sex[word] = known.surnames.sex[row]
    if words.flags[word] & INITIAL:
        return 0
    _add_stem(word, words, known, key, size)
    salt = ABJAD_SALT if words.flags[word] & ABJAD else np.uint64(0)
    # Maria is Мария before it is Марья: the i of ia is soft where that is nobody's name.
    turn = 1 if _reads_soft_i(words, word) else 0
    for step in range(FORMS):
        form = (turn - step) % 2 if step < 2 else step
        length = words.length[word, form]
        if length == 0:
            continue
        for variant in range(variants_of(words.sounds[word, form], length, specials)):
            size = coarse_key(words.sounds[word, form], length, variant, order, specials, key)
            row = look_up(known.given, hash_key(key, size) ^ salt)
            if row >= 0 and families[word, 0] == 0:
                for place in range(FAMILIES):
                    families[word, place] = abs(known.given.values[row, place])
                    full[word] |= (known.given.values[row, place] > 0) << place
                # A short form, or one that needs an ending taken off, may as well be a surname.
                if known.given.values[row, 0] < 0 or form == FORMS - 1:
                    weak[word] = 1
            if variant == 0 and form == 0:
                row = look_up(known.common, hash_key(key, size))
                if row >= 0:
                    rank[word] = known.common.values[row, 0]
            if patronymic == 0 and form < 2 and variant < 2:
                patronymic = _know_father(word, known, order, key, size, father, sex)
    return patronymic


@kernel
def _know_father(
    word: int,
    known: Knowledge,
    order: Alphabet,
    key: npt.NDArray[np.uint8],
    size: int,
    father: npt.NDArray[np.int32],
    sex: npt.NDArray[np.uint8],
) -> int:
    ending = -1
    while True:
        ending = _find_ending(key, size, known.patronymics, ending + 1)
        if ending < 0:
            return 0
        stem = size - known.patronymics.length[ending]
        if stem < 2:
            continue
        row = -1
        while stem >= 2:
            row = look_up(known.stems, hash_key(key, stem))
            if row >= 0 or not order.vowel[key[stem - 1]]:
                break
            stem -= 1
        if row >= 0:
            for place in range(FAMILIES):
                father[word, place] = known.stems.values[row, place]
        sex[word] |= known.patronymics.sex[ending] << 2
        if known.patronymics.sure[ending]:
            return 3
        return 2 if row >= 0 else 1


@kernel
def _reads_soft_i(words: Words, word: int) -> bool:
    """Whether the two readings of a word differ in an i that softens the sound before it."""
    if words.length[word, 1] != words.length[word, 0]:
        return False
    for at in range(words.length[word, 0]):
        if words.sounds[word, 0, at] != words.sounds[word, 1, at]:
            return bool(words.sounds[word, 0, at] == SOFT and words.sounds[word, 1, at] == VOWEL_I)
    return False


@kernel
def _add_stem(
    word: int, words: Words, known: Knowledge, key: npt.NDArray[np.uint8], size: int
) -> None:
    """The word without a Baltic ending as its last form: Statkevičius is Statkevič."""
    if words.flags[word] & (STEMMED | FAR):
        return
    row = _find_ending(key, size, known.cases, 0)
    while row >= 0 and size < known.cases.length[row] + 2:
        row = _find_ending(key, size, known.cases, row + 1)
    if row < 0:
        return
    end = words.length[word, 0] - known.cases.length[row] + known.cases.keep[row]
    for at in range(end):
        words.sounds[word, FORMS - 1, at] = words.sounds[word, 0, at]
    words.length[word, FORMS - 1] = end
    words.flags[word] |= STEMMED


@kernel
def _find_roles(
    words: Words,
    name: int,
    families: npt.NDArray[np.int32],
    weak: npt.NDArray[np.uint8],
    ending: npt.NDArray[np.int8],
    role: npt.NDArray[np.uint8],
) -> None:
    first, end = words.first[name], words.first[name + 1]
    plain = 0
    named = 0
    for word in range(first, end):
        named += ending[word] >= 0 and not words.flags[word] & INITIAL
    for word in range(first, end):
        # Van and Pan are names too: they are passed over only where enough of a name is left.
        if ending[word] < 0 and named >= 2:
            inner = first < word < end - 1
            if -ending[word] != FILIATION or inner or word == end - 1:
                role[word] = PARTICLE
                if -ending[word] == FILIATION and word - 1 > first and word == end - 1:
                    role[word - 1] = PATRONYMIC
                continue
        plain += not words.flags[word] & INITIAL
    chosen = -1
    best = 0
    for word in range(first, end):
        if role[word] == PATRONYMIC:
            chosen, best = word, 9
        if role[word] == PARTICLE or ending[word] <= 0 or words.flags[word] & BEFORE_COMMA:
            continue
        # What only women's patronymics end like is one, wherever it stands. The men's kind is of
        # surnames too (Стефанович): it needs a third word, and mostly follows the given name.
        after = word > first and families[word - 1, 0] > 0 and ending[word - 1] <= 0
        worth = ending[word] * 2 + after
        if plain >= (2 if ending[word] == 3 else 3) and worth > best:
            chosen, best = word, worth
    if chosen >= 0:
        role[chosen] = PATRONYMIC
    sure = False
    for word in range(first, end):
        if families[word, 0] > 0 and weak[word] == 0 and role[word] == SURNAME:
            sure = sure or not words.flags[word] & BEFORE_COMMA
    for word in range(first, end):
        if role[word] == PARTICLE or role[word] == PATRONYMIC:
            continue
        if words.flags[word] & INITIAL:
            role[word] = SHORT
        elif words.flags[word] & BEFORE_COMMA or (sure and weak[word]):
            continue
        elif families[word, 0] > 0:
            role[word] = GIVEN


@kernel
def _find_bearer(
    words: Words,
    name: int,
    role: npt.NDArray[np.uint8],
    sex: npt.NDArray[np.uint8],
    known: Knowledge,
    families: npt.NDArray[np.int32],
) -> int:
    """The sex that the words of a name agree on, or 0 where they say nothing or quarrel."""
    seen = 0
    for word in range(words.first[name], words.first[name + 1]):
        says = 0
        if words.flags[word] & FAR:
            continue
        if role[word] == GIVEN:
            for place in range(FAMILIES):
                if families[word, place] > 0:
                    says |= signed(known.sex[families[word, place]])
        elif role[word] == PATRONYMIC:
            says = signed(sex[word]) >> 2
        elif role[word] == SURNAME:
            says = signed(sex[word]) & 3
        if says in (MALE, FEMALE):
            seen |= says
    return 0 if seen == (MALE | FEMALE) else seen
