"""What each word of a name is: given name, patronymic, surname, initial or particle.

The order of the words is not trusted. A given name is known by its family, a patronymic by its
ending and by the given name it is made from, a particle by the list; what is left is a surname.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import Alphabet
from vardas.names.compiled import kernel
from vardas.names.given import (
    FAMILIES,
    FEMALE,
    FILIATION,
    KEY,
    MALE,
    VARIANTS,
    Endings,
    Knowledge,
    coarse_key,
    hash_key,
    look_up,
)
from vardas.names.reading import FAR, FORMS, INITIAL, STEMMED, Words

SURNAME, GIVEN, PATRONYMIC, SHORT, PARTICLE = 0, 1, 2, 3, 4
"""The roles; SHORT is an initial."""


class Parts(NamedTuple):
    """What is known about the words of a batch."""

    role: npt.NDArray[np.uint8]
    families: npt.NDArray[np.int32]
    """[word, place] → families of given names the word belongs to, 0 where none."""

    father: npt.NDArray[np.int32]
    """[word, place] → families the father's name belongs to, for what ends like a patronymic."""

    sex: npt.NDArray[np.uint8]
    """[word] → MALE, FEMALE, both or 0: what this word says of its bearer."""

    weight: npt.NDArray[np.float32]
    """[word, form] → sum of the prices of its sounds: how much there is to compare."""

    rank: npt.NDArray[np.uint8]
    """[word] → 1 among the commonest surnames, 2, 3 common, 4 not listed."""

    bearer: npt.NDArray[np.uint8]
    """[name] → MALE, FEMALE, both or 0."""


@kernel
def find_parts(
    words: Words, known: Knowledge, order: Alphabet, specials: npt.NDArray[np.uint8]
) -> Parts:
    """The parts of all names of the batch. Adds the stem without a case ending as the third form."""
    count = words.sounds.shape[0]
    names = words.first.size - 1
    role = np.zeros(count, dtype=np.uint8)
    families = np.zeros((count, FAMILIES), dtype=np.int32)
    father = np.zeros((count, FAMILIES), dtype=np.int32)
    sex = np.zeros(count, dtype=np.uint8)
    weight = np.zeros((count, FORMS), dtype=np.float32)
    rank = np.full(count, 4, dtype=np.uint8)
    bearer = np.zeros(names, dtype=np.uint8)
    ending = np.zeros(count, dtype=np.int8)
    key = np.zeros(KEY, dtype=np.uint8)
    for word in range(count):
        ending[word] = _know_word(word, words, known, order, specials, key, families, father, sex, rank)
        for form in range(FORMS):
            total = np.float32(0)
            for at in range(words.length[word, form]):
                total += order.drop[words.sounds[word, form, at]]
            weight[word, form] = total
    for name in range(names):
        _find_roles(words, name, known, families, father, ending, role)
        bearer[name] = _find_bearer(words, name, role, sex, known, families)
    return Parts(role, families, father, sex, weight, rank, bearer)


@kernel
def _ends(key: npt.NDArray[np.uint8], size: int, endings: Endings, row: int) -> bool:
    length = endings.length[row]
    if size < length:
        return False
    for at in range(length):
        if key[size - length + at] != endings.sounds[row, at]:
            return False
    return True


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
) -> int:
    """Fills in what is known of one word; 2 for a sure patronymic ending, 1 for a likely one."""
    length = words.length[word, 0]
    if length == 0:
        return 0
    exact = look_up(known.particles, hash_key(words.sounds[word, 0], length))
    if exact >= 0:
        return -known.particles.values[exact, 0]
    patronymic = 0
    size = coarse_key(words.sounds[word, 0], length, 0, order, specials, key)
    for row in range(known.surnames.length.size):
        if size > known.surnames.length[row] + 1 and _ends(key, size, known.surnames, row):
            sex[word] = known.surnames.sex[row]
            break
    if words.flags[word] & INITIAL:
        return 0
    _add_stem(word, words, known, key, size)
    for form in range(FORMS):
        length = words.length[word, form]
        if length == 0:
            continue
        for variant in range(VARIANTS):
            size = coarse_key(words.sounds[word, form], length, variant, order, specials, key)
            row = look_up(known.given, hash_key(key, size))
            if row >= 0 and families[word, 0] == 0:
                families[word] = known.given.values[row]
            if variant == 0 and form == 0:
                row = look_up(known.common, hash_key(key, size))
                if row >= 0:
                    rank[word] = known.common.values[row, 0]
            if patronymic == 0 and form < 2:
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
    for ending in range(known.patronymics.length.size):
        if not _ends(key, size, known.patronymics, ending):
            continue
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
            father[word] = known.stems.values[row]
        if row >= 0 or known.patronymics.sure[ending]:
            sex[word] = known.patronymics.sex[ending]
            return 2 if known.patronymics.sure[ending] else 1
    return 0


@kernel
def _add_stem(
    word: int, words: Words, known: Knowledge, key: npt.NDArray[np.uint8], size: int
) -> None:
    """The word without a Baltic ending as its last form: Statkevičius is Statkevič."""
    if words.flags[word] & (STEMMED | FAR):
        return
    for row in range(known.cases.length.size):
        length = known.cases.length[row]
        if size < length + 2 or not _ends(key, size, known.cases, row):
            continue
        end = words.length[word, 0] - length
        for at in range(end):
            words.sounds[word, FORMS - 1, at] = words.sounds[word, 0, at]
        words.length[word, FORMS - 1] = end
        words.flags[word] |= STEMMED
        return


@kernel
def _find_roles(
    words: Words,
    name: int,
    known: Knowledge,
    families: npt.NDArray[np.int32],
    father: npt.NDArray[np.int32],
    ending: npt.NDArray[np.int8],
    role: npt.NDArray[np.uint8],
) -> None:
    first, end = words.first[name], words.first[name + 1]
    plain = 0
    for word in range(first, end):
        if ending[word] < 0:
            inner = first < word < end - 1
            if -ending[word] != FILIATION or inner or word == end - 1:
                role[word] = PARTICLE
                if -ending[word] == FILIATION and word - 1 > first and word == end - 1:
                    role[word - 1] = PATRONYMIC
                continue
        plain += 1
    chosen = -1
    for word in range(first, end):
        if role[word] == PATRONYMIC:
            chosen = word
    # A word that only women's patronymics end like is one; among several of the men's kind, which are
    # surnames too (Стефанович), the one that follows a given name.
    for word in range(first, end):
        if chosen < 0 and ending[word] == 2 and plain >= 2:
            chosen = word
    if chosen < 0 and plain >= 3:
        for word in range(first, end):
            if ending[word] == 1:
                after_given = word > first and families[word - 1, 0] > 0 and ending[word - 1] <= 0
                if after_given or chosen < 0:
                    better = chosen < 0 or not (
                        chosen > first and families[chosen - 1, 0] > 0 and ending[chosen - 1] <= 0
                    )
                    if better:
                        chosen = word
    if chosen >= 0:
        role[chosen] = PATRONYMIC
    for word in range(first, end):
        if role[word] == PARTICLE or role[word] == PATRONYMIC:
            continue
        if words.flags[word] & INITIAL:
            role[word] = SHORT
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
        if role[word] == GIVEN:
            for place in range(FAMILIES):
                if families[word, place] > 0:
                    says |= known.sex[families[word, place]]
        elif role[word] == PATRONYMIC or role[word] == SURNAME:
            says = sex[word]
        if says == MALE or says == FEMALE:
            seen |= says
    return 0 if seen == (MALE | FEMALE) else seen
