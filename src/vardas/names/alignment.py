"""Which word of one name answers to which word of the other, and the evidence that gives.

The evidence of a pair is a row of numbers (`EVIDENCE` names them); `scoring.py` turns it into a
probability and `comparison.py` into sentences.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import Alphabet
from vardas.names.compiled import kernel
from vardas.names.distance import FLOOR, LEAST, distance, likeness, weigh_sounds
from vardas.names.parts import GIVEN, PARTICLE, PATRONYMIC, SHORT, Parts
from vardas.names.reading import FAR, IN_CYRILLIC, WIDTH, WORD_LIMIT, Words

EVIDENCE = (
    "given_alike",  # best likeness of given names, family counts as 1
    "given_family",  # a family is shared
    "given_sound",  # likeness by sound alone
    "given_initial",  # an initial stands for it
    "given_absent",  # one side has none
    "given_differ",  # both known, no family shared
    "surname_alike",  # best likeness of surnames
    "surname_least",  # least likeness among the words matched
    "surname_words",  # matched words that are no given name
    "surname_weight",  # how much there was to compare
    "surname_rank",
    "father_alike",
    "father_family",
    "father_absent",  # on one side only
    "father_differ",
    "left_one",  # words without answer on the side with fewer such
    "left_other",
    "left_weight",
    "sex_differs",
    "whole_alike",
    "mean_alike",
    "fewest_words",
    "most_words",
    "far",
    "initials",
    "second_alike",
)

ROOM = WORD_LIMIT


class Scratch(NamedTuple):
    """Working room of one thread."""

    alike: npt.NDArray[np.float32]
    sound: npt.NDArray[np.float32]
    kin: npt.NDArray[np.uint8]
    answer: npt.NDArray[np.int8]
    answered: npt.NDArray[np.int8]
    rows: npt.NDArray[np.float32]
    whole: npt.NDArray[np.uint8]
    key: npt.NDArray[np.uint8]


def scratch() -> Scratch:
    """Fresh working room."""
    return Scratch(
        np.zeros((ROOM, ROOM), dtype=np.float32),
        np.zeros((ROOM, ROOM), dtype=np.float32),
        np.zeros((ROOM, ROOM), dtype=np.uint8),
        np.zeros(ROOM, dtype=np.int8),
        np.zeros(ROOM, dtype=np.int8),
        np.zeros((4, WIDTH * 5), dtype=np.float32),
        np.zeros((2, WIDTH * 4), dtype=np.uint8),
        np.zeros(32, dtype=np.uint8),
    )


KIN, CALLED, APART, CERTAIN = 1, 2, 4, 8
"""Of two words: same family of given names; one is the initial of the other; both given and no
family shared.
"""

ENDING = 2.7
"""The price of the sounds of -ович."""

CROSSED = 0.9
"""A given name and a surname less alike than this are two words, not two spellings."""

ANSWER = 0.55
"""Words less alike than this do not answer to each other."""


@kernel
def share_family(
    one: npt.NDArray[np.int32], full: int, other: npt.NDArray[np.int32], other_full: int
) -> int:
    """2 when the words are of one family and one of them is a full form there, 1 when both are
    short.

    Яна is short for Марьяна and so is Маша, and yet the two are different names.
    """
    best = 0
    for place in range(one.size):
        if one[place] == 0:
            break
        for there in range(other.size):
            if other[there] == one[place]:
                if (full >> place) & 1 or (other_full >> there) & 1:
                    return 2
                best = 1
    return best


@kernel
def share_father(one: npt.NDArray[np.int32], other: npt.NDArray[np.int32]) -> bool:
    """Whether two patronymics can be made from names of one family."""
    for place in range(one.size):
        for there in range(other.size):
            if one[place] > 0 and other[there] == one[place]:
                return True
    return False


@kernel
def weigh_words(
    words: Words,
    parts: Parts,
    one: int,
    others: Words,
    other_parts: Parts,
    other: int,
    order: Alphabet,
    rows: npt.NDArray[np.float32],
) -> tuple[float, int, float]:
    """How much two words answer to each other, in what way, and how alike they sound."""
    role, other_role = parts.role[one], other_parts.role[other]
    if role == SHORT or other_role == SHORT:
        if not parts.opening[one] & other_parts.opening[other]:
            return 0.0, 0, 0.0
        # Most initials are of given names, so a given name is answered before a surname.
        return (0.6 if role == GIVEN or other_role == GIVEN else 0.57), CALLED, 0.0
    alike = likeness(words, parts, one, others, other_parts, other, order, FLOOR, rows)
    sound = alike
    if (role == PATRONYMIC) != (other_role == PATRONYMIC):
        return (alike - 0.3 if alike < 0.97 else alike - 0.1), 0, sound
    if role == PATRONYMIC:
        if share_father(parts.father[one], other_parts.father[other]):
            return max(alike, 0.97), KIN, sound
        # The ending is common to all patronymics; what differs is to be seen against the rest.
        weight = max(parts.weight[one, 0], other_parts.weight[other, 0])
        alike = max(0.0, 1.0 - (1.0 - alike) * weight / max(weight - ENDING, LEAST))
        if parts.father[one, 0] > 0 and other_parts.father[other, 0] > 0:
            return alike, APART, sound
        return alike, 0, sound
    if role == GIVEN or other_role == GIVEN:
        kin = share_family(
            parts.families[one],
            parts.full[one],
            other_parts.families[other],
            other_parts.full[other],
        )
        if kin == 2:
            return max(alike, 0.97), KIN, sound
        if kin == 1:
            return max(alike, 0.8), 0, sound
    far = (words.flags[one] | others.flags[other]) & FAR
    if role == GIVEN and other_role == GIVEN and not far:
        # Two full forms in one script are two names: Виктор and Виктория, Мария and Марина.
        same_script = (words.flags[one] ^ others.flags[other]) & IN_CYRILLIC == 0
        if same_script and parts.full[one] > 0 and other_parts.full[other] > 0:
            return alike, APART | CERTAIN, sound
        return alike, APART, sound
    if role != other_role and alike < CROSSED:
        # Иван is no spelling of Иванов.
        return alike - 0.15, 0, sound
    return alike, 0, sound


@kernel
def align(
    words: Words,
    parts: Parts,
    name: int,
    others: Words,
    other_parts: Parts,
    other: int,
    order: Alphabet,
    room: Scratch,
) -> None:
    """Fills `room.answer` and `room.answered`: for each word the place of its answer, or -1."""
    first, end = words.first[name], words.first[name + 1]
    begin, stop = others.first[other], others.first[other + 1]
    for i in range(end - first):
        room.answer[i] = -1
        for j in range(stop - begin):
            if parts.role[first + i] == PARTICLE or other_parts.role[begin + j] == PARTICLE:
                room.alike[i, j] = -1
                room.kin[i, j] = 0
                continue
            alike, kin, sound = weigh_words(
                words, parts, first + i, others, other_parts, begin + j, order, room.rows
            )
            room.sound[i, j] = sound
            room.alike[i, j] = alike
            room.kin[i, j] = kin
    for j in range(stop - begin):
        room.answered[j] = -1
    while True:
        best = np.float32(ANSWER)
        at, there = -1, -1
        for i in range(end - first):
            if room.answer[i] >= 0:
                continue
            for j in range(stop - begin):
                if room.answered[j] < 0 and room.alike[i, j] > best:
                    best = room.alike[i, j]
                    at, there = i, j
        if at < 0:
            return
        room.answer[at] = there
        room.answered[there] = at


@kernel
def _append(
    words: Words, parts: Parts, word: int, skip_father: bool, out: npt.NDArray[np.uint8], count: int
) -> int:
    """Appends the sounds of a word to `out`, unless it is to be skipped."""
    if parts.role[word] == PARTICLE or (skip_father and parts.role[word] == PATRONYMIC):
        return count
    for at in range(words.length[word, 0]):
        if count < out.size:
            out[count] = words.sounds[word, 0, at]
            count += 1
    return count


@kernel
def write_whole(
    words: Words,
    parts: Parts,
    first: int,
    end: int,
    others: Words,
    other_parts: Parts,
    begin: int,
    stop: int,
    skip_father: bool,
    room: Scratch,
) -> tuple[int, int]:
    """Writes both names in one row of sounds each, the words of the other in the order of this one.

    What has no answer stands where the first word without one stands, so that Abd al-Rahman and
    Abdulrahman are seen side by side. Returns how many sounds there are of each.
    """
    size_one, size_other = 0, 0
    waiting = True
    for i in range(end - first):
        size_one = _append(words, parts, first + i, skip_father, room.whole[0], size_one)
        if room.answer[i] >= 0:
            size_other = _append(
                others, other_parts, begin + room.answer[i], skip_father, room.whole[1], size_other
            )
        elif waiting:
            waiting = False
            for j in range(stop - begin):
                if room.answered[j] < 0:
                    size_other = _append(
                        others, other_parts, begin + j, skip_father, room.whole[1], size_other
                    )
    if waiting:
        for j in range(stop - begin):
            if room.answered[j] < 0:
                size_other = _append(
                    others, other_parts, begin + j, skip_father, room.whole[1], size_other
                )
    return size_one, size_other


@kernel
def gather(
    words: Words,
    parts: Parts,
    name: int,
    others: Words,
    other_parts: Parts,
    other: int,
    order: Alphabet,
    room: Scratch,
    out: npt.NDArray[np.float32],
) -> None:
    """Writes the evidence of a pair of names into `out`, in the order of `EVIDENCE`."""
    align(words, parts, name, others, other_parts, other, order, room)
    first, end = words.first[name], words.first[name + 1]
    begin, stop = others.first[other], others.first[other + 1]
    out[:] = 0
    given_one, given_other, father_one, father_other, initials = 0, 0, 0, 0, 0
    left_one, left_other = 0, 0
    left_weight = np.float32(0)
    count_one, count_other = 0, 0
    far = 0
    for i in range(end - first):
        role = parts.role[first + i]
        far |= words.flags[first + i] & FAR
        if role == PARTICLE:
            continue
        count_one += 1
        given_one += role == GIVEN
        father_one += role == PATRONYMIC
        initials += role == SHORT
        if room.answer[i] < 0 and role != PATRONYMIC:
            left_one += 1
            left_weight += parts.weight[first + i, 0]
    for j in range(stop - begin):
        role = other_parts.role[begin + j]
        far |= others.flags[begin + j] & FAR
        if role == PARTICLE:
            continue
        count_other += 1
        given_other += role == GIVEN
        father_other += role == PATRONYMIC
        initials += role == SHORT
        if room.answered[j] < 0 and role != PATRONYMIC:
            left_other += 1
            left_weight += other_parts.weight[begin + j, 0]
    total = np.float32(0)
    mass = np.float32(0)
    surname_words = 0
    best_surname, least, second = np.float32(0), np.float32(1), np.float32(0)
    given = False
    for i in range(end - first):
        j = room.answer[i]
        if j < 0:
            continue
        one, there = first + i, begin + j
        alike = room.alike[i, j]
        kin = room.kin[i, j]
        role, other_role = parts.role[one], other_parts.role[there]
        weight = max(parts.weight[one, 0], other_parts.weight[there, 0])
        total += alike * weight
        mass += weight
        if role == PATRONYMIC and other_role == PATRONYMIC:
            out[11] = alike
            out[12] = kin == KIN
            out[14] = kin == APART
        elif role == SHORT or other_role == SHORT:
            out[3] += 1
        elif (
            (role == GIVEN or other_role == GIVEN)
            and (not given or kin == KIN)
            and not (role == PATRONYMIC or other_role == PATRONYMIC)
            and (
                kin == KIN
                or (role == GIVEN and other_role == GIVEN)
                or surname_words > 0
                or end - first > 1
            )
        ):
            if given:
                surname_words += 1
                second = max(second, np.float32(alike))
                least = min(least, alike)
            else:
                given = True
                out[0] = alike
                out[1] = kin == KIN
                out[2] = room.sound[i, j]
                out[5] = 2 if kin & CERTAIN else 1 if kin & APART else 0
        else:
            surname_words += 1
            least = min(least, alike)
            if alike > best_surname:
                best_surname = alike
                out[9] = weight
                out[10] = max(parts.rank[one], other_parts.rank[there])
    if not given and given_one > 0 and given_other > 0:
        # Nothing answered: how far apart the given names are.
        out[5] = 1
        for i in range(end - first):
            if parts.role[first + i] == GIVEN and room.answer[i] < 0:
                for j in range(stop - begin):
                    if other_parts.role[begin + j] == GIVEN and room.answered[j] < 0:
                        out[0] = max(out[0], room.alike[i, j])
                        out[2] = max(out[2], room.alike[i, j])
    out[4] = (given_one == 0) + (given_other == 0)
    out[6] = best_surname
    out[7] = least if surname_words > 0 else 0
    out[8] = surname_words
    out[25] = second
    if father_one > 0 and father_other > 0:
        if out[11] == 0:
            for i in range(end - first):
                for j in range(stop - begin):
                    fathers = parts.role[first + i] == PATRONYMIC
                    if fathers and other_parts.role[begin + j] == PATRONYMIC:
                        out[11] = max(out[11], room.alike[i, j])
                        out[14] = 1
    else:
        out[13] = (father_one > 0) + (father_other > 0)
    out[15] = min(left_one, left_other)
    out[16] = max(left_one, left_other)
    out[17] = left_weight
    sexes = parts.bearer[name] | other_parts.bearer[other]
    out[18] = sexes == 3 and parts.bearer[name] != 3 and other_parts.bearer[other] != 3
    skip = (father_one > 0) != (father_other > 0)
    size_one, size_other = write_whole(
        words, parts, first, end, others, other_parts, begin, stop, skip, room
    )
    if size_one > 0 and size_other > 0:
        mass_one = weigh_sounds(room.whole[0], size_one, order, 1.0)
        mass_other = weigh_sounds(room.whole[1], size_other, order, 1.0)
        longest = max(mass_one, mass_other, LEAST)
        limit = (1.0 - FLOOR) * longest
        apart = distance(
            room.whole[0], size_one, room.whole[1], size_other, order, 1.0, limit, room.rows
        )
        out[19] = max(0.0, 1.0 - apart / longest)
    out[20] = total / mass if mass > 0 else 0
    out[21] = min(count_one, count_other)
    out[22] = max(count_one, count_other)
    out[23] = far > 0
    out[24] = initials
