"""Finds the names on a shelf that resemble a name."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.alignment import EVIDENCE, Scratch, gather, share_family, share_father
from vardas.names.alphabet import Alphabet
from vardas.names.compiled import kernel, maker
from vardas.names.distance import likeness
from vardas.names.given import FAMILIES, KEY
from vardas.names.keys import KEYS, find_keys
from vardas.names.parts import PARTICLE, SHORT, Parts
from vardas.names.reading import FORMS, WIDTH, WORD_LIMIT, Words
from vardas.names.scoring import FACTORS, Points, closeness, sort_into_bins, weigh
from vardas.names.shelf import Shelf

LIKE = 0.62
"""Words less alike than this are not followed to their names."""

BUCKET = 20_000
"""Words with one key that are looked at; the rest of a larger bucket is left."""

CLOSER = 0.75

MATCHES = 1_500
"""Words followed for one word of a question; after half as many only those closer than CLOSER."""

CROWD = 5_000
"""A word that more names hold than this is looked for among the names found by rarer words …"""

ENOUGH = 150
"""… where those are more than this many."""

POSTS = 400_000
"""Names touched for one question."""

JUDGED = 64
"""Names compared in full for one question."""


class Desk(NamedTuple):
    """Working room for questions to one shelf; one thread uses it at a time."""

    seen: npt.NDArray[np.int32]
    """[word] → number of the question's word that looked at it last."""

    total: npt.NDArray[np.float32]
    """[name] → weight of what it shares with the question."""

    last: npt.NDArray[np.int32]
    """[name] → number of the question's word that added to it last."""

    touched: npt.NDArray[np.int32]
    mark: npt.NDArray[np.float32]
    """[word] → what a name earns for it, while one word of the question is looked for."""

    match: npt.NDArray[np.int32]
    alike: npt.NDArray[np.float32]
    key: npt.NDArray[np.uint8]
    bones: npt.NDArray[np.uint8]
    keys: npt.NDArray[np.uint64]


class Memory(NamedTuple):
    """What was found for the words of a list, so that a word that comes again is not looked for."""

    number: npt.NDArray[np.int32]
    """[word of the list] → its number among the distinct words; empty where nothing is kept."""

    start: npt.NDArray[np.int64]
    """[number] → place of its first match, -1 before it was looked for."""

    matches: npt.NDArray[np.int32]
    posts: npt.NDArray[np.int64]
    match: npt.NDArray[np.int32]
    alike: npt.NDArray[np.float32]
    used: npt.NDArray[np.int64]


def no_memory() -> Memory:
    """Memory for a single question: none."""
    return remember(np.zeros(0, dtype=np.int32), 0)


def remember(number: npt.NDArray[np.int32], room: int = 20_000_000) -> Memory:
    """Fresh memory for a list whose words have these numbers, with room for so many matches."""
    distinct = int(number.max()) + 1 if number.size else 0
    return Memory(
        number,
        np.full(distinct, -1, dtype=np.int64),
        np.zeros(distinct, dtype=np.int32),
        np.zeros(distinct, dtype=np.int64),
        np.zeros(room, dtype=np.int32),
        np.zeros(room, dtype=np.float32),
        np.zeros(1, dtype=np.int64),
    )


def desk(shelf: Shelf) -> Desk:
    """Fresh working room for a shelf."""
    words, names = len(shelf.words.flags), len(shelf.first) - 1
    return Desk(
        np.zeros(words, dtype=np.int32),
        np.zeros(names, dtype=np.float32),
        np.zeros(names, dtype=np.int32),
        np.zeros(names, dtype=np.int32),
        np.zeros(words, dtype=np.float32),
        np.zeros(WORD_LIMIT * MATCHES, dtype=np.int32),
        np.zeros(WORD_LIMIT * MATCHES, dtype=np.float32),
        np.zeros(KEY, dtype=np.uint8),
        np.zeros(KEY, dtype=np.uint8),
        np.zeros(KEYS, dtype=np.uint64),
    )


@maker
def find(
    words: Words,
    parts: Parts,
    name: int,
    stamp: int,
    shelf: Shelf,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    known: Points,
    room: Scratch,
    work: Desk,
    memory: Memory,
    found: npt.NDArray[np.int32],
    points: npt.NDArray[np.float32],
    nearness: npt.NDArray[np.float32],
) -> int:
    """Writes the names of the shelf that resemble name number `name`, best first.

    Each with its points and with its nearness, which is what they are put in order by.

    `stamp` is the number of questions' words already put to this desk; `found` has as much room as
    names are wanted. Returns how many were found.
    """
    first, end = words.first[name], words.first[name + 1]
    count = np.zeros(end - first, dtype=np.int64)
    posts = np.zeros(end - first, dtype=np.int64)
    for word in range(first, end):
        place = word - first
        if parts.role[word] == PARTICLE or parts.role[word] == SHORT:
            continue
        at = place * MATCHES
        number = memory.number[word] if memory.number.size else -1
        if number >= 0 and memory.start[number] >= 0:
            begin = memory.start[number]
            count[place], posts[place] = memory.matches[number], memory.posts[number]
            work.match[at : at + count[place]] = memory.match[begin : begin + count[place]]
            work.alike[at : at + count[place]] = memory.alike[begin : begin + count[place]]
            continue
        count[place], posts[place] = _match_words(
            words, parts, word, stamp + place + 1, shelf, order, specials, room, work, at
        )
        begin = memory.used[0]
        if number >= 0 and begin + count[place] <= memory.match.size:
            memory.match[begin : begin + count[place]] = work.match[at : at + count[place]]
            memory.alike[begin : begin + count[place]] = work.alike[at : at + count[place]]
            memory.start[number] = begin
            memory.matches[number], memory.posts[number] = count[place], posts[place]
            memory.used[0] = begin + count[place]
    touched = 0
    # The rarest word first: what it finds is what the common words are then looked for in.
    for place in np.argsort(posts):
        stamp_now = stamp + place + 1
        if count[place] and posts[place] > CROWD and touched > ENOUGH:
            _mark_touched(shelf, work, place * MATCHES, count[place], touched, stamp_now)
        elif count[place]:
            touched = _follow(shelf, work, place * MATCHES, count[place], touched, stamp_now)
    found_count = _judge(
        words, parts, name, shelf, order, known, room, work, touched, found, points, nearness
    )
    for at in range(touched):
        work.total[work.touched[at]] = 0
    return found_count


@kernel
def _gain(shelf: Shelf, match: int, alike: float) -> float:
    """What a name earns for a word: more for one that is alike, and for one that few names hold."""
    held = shelf.posted[match + 1] - shelf.posted[match]
    rarity = np.log(1.0 + (shelf.first.size - 1) / (1.0 + held))
    return float(alike * alike * alike * rarity)


@maker
def _follow(shelf: Shelf, work: Desk, start: int, count: int, touched: int, stamp: int) -> int:
    """Gives the names that hold the matched words their due; the likest word of a name counts."""
    posts = 0
    for place in np.argsort(-work.alike[start : start + count]):
        match = work.match[start + place]
        begin, end = shelf.posted[match], shelf.posted[match + 1]
        if posts > 0 and posts + end - begin > POSTS:
            continue
        posts += end - begin
        gain = np.float32(_gain(shelf, match, work.alike[start + place]))
        for at in range(begin, end):
            one = shelf.post[at]
            if work.last[one] == stamp:
                continue
            work.last[one] = stamp
            if work.total[one] == 0:
                work.touched[touched] = one
                touched += 1
            work.total[one] += gain
    return touched


@kernel
def _mark_touched(
    shelf: Shelf, work: Desk, start: int, count: int, touched: int, stamp: int
) -> None:
    """Gives the names found so far their due for one more word, which too many names hold to
    follow.
    """
    for at in range(start, start + count):
        work.mark[work.match[at]] = _gain(shelf, work.match[at], work.alike[at])
    for at in range(touched):
        one = work.touched[at]
        best = np.float32(0)
        for place in range(shelf.first[one], shelf.first[one + 1]):
            best = max(best, work.mark[shelf.word[place]])
        work.total[one] += best
    for at in range(start, start + count):
        work.mark[work.match[at]] = 0


@kernel
def _match_words(
    words: Words,
    parts: Parts,
    word: int,
    stamp: int,
    shelf: Shelf,
    order: Alphabet,
    specials: npt.NDArray[np.uint8],
    room: Scratch,
    work: Desk,
    start: int,
) -> tuple[int, int]:
    """Notes the words of the shelf that resemble one; how many, and how many names hold them."""
    matches = 0
    posts = 0
    count = find_keys(words, parts, word, order, specials, work.key, work.bones, True, work.keys)
    for at in range(count):
        place = np.searchsorted(shelf.key, work.keys[at])
        stop = min(place + BUCKET, shelf.key.size)
        while place < stop and shelf.key[place] == work.keys[at]:
            other = shelf.keyed[place]
            place += 1
            if work.seen[other] == stamp:
                continue
            work.seen[other] = stamp
            alike = likeness(
                words, parts, word, shelf.words, shelf.parts, other, order, LIKE, room.rows
            )
            kin = share_family(
                parts.families[word],
                parts.full[word],
                shelf.parts.families[other],
                shelf.parts.full[other],
            )
            if kin == 2 or share_father(parts.father[word], shelf.parts.father[other]):
                alike = max(alike, 0.97)
            elif kin == 1:
                alike = max(alike, 0.8)
            # Once there are many, only what is closer than most is taken.
            if matches < MATCHES and alike >= (LIKE if matches < MATCHES // 2 else CLOSER):
                work.match[start + matches] = other
                work.alike[start + matches] = alike
                posts += shelf.posted[other + 1] - shelf.posted[other]
                matches += 1
    return matches, posts


@maker
def _judge(
    words: Words,
    parts: Parts,
    name: int,
    shelf: Shelf,
    order: Alphabet,
    known: Points,
    room: Scratch,
    work: Desk,
    touched: int,
    found: npt.NDArray[np.int32],
    points: npt.NDArray[np.float32],
    nearness: npt.NDArray[np.float32],
) -> int:
    """Compares the most promising names in full, and keeps the best."""
    chosen = work.touched[:touched]
    if touched > JUDGED:
        totals = np.zeros(touched, dtype=np.float32)
        for at in range(touched):
            totals[at] = -work.total[chosen[at]]
        least = np.partition(totals, JUDGED)[JUDGED]
        kept = np.zeros(touched, dtype=np.int32)
        count = 0
        for at in range(touched):
            if totals[at] < least or (totals[at] == least and count < JUDGED):
                kept[count] = chosen[at]
                count += 1
        chosen = kept[:count]
    taken_words, taken_parts = take(shelf, chosen)
    evidence = np.zeros(len(EVIDENCE), dtype=np.float32)
    bins = np.zeros(len(FACTORS), dtype=np.uint8)
    total = np.zeros(chosen.size, dtype=np.float32)
    near = np.zeros(chosen.size, dtype=np.float32)
    for at in range(chosen.size):
        gather(words, parts, name, taken_words, taken_parts, at, order, room, evidence)
        sort_into_bins(evidence, bins)
        total[at] = weigh(bins, known)
        # Between names equally close, the one that shares more and rarer words.
        near[at] = (
            total[at] + closeness(evidence, bins, known) + np.float32(0.01) * work.total[chosen[at]]
        )
    best = np.argsort(-near)
    count = min(found.size, chosen.size)
    for at in range(count):
        found[at] = chosen[best[at]]
        points[at] = total[best[at]]
        nearness[at] = near[best[at]]
    return count


@maker
def take(shelf: Shelf, names: npt.NDArray[np.int32]) -> tuple[Words, Parts]:
    """Some names of a shelf as a batch of their own."""
    count = 0
    for at in range(names.size):
        count += shelf.first[names[at] + 1] - shelf.first[names[at]]
    first = np.zeros(names.size + 1, dtype=np.int32)
    sounds = np.zeros((count, FORMS, WIDTH), dtype=np.uint8)
    length = np.zeros((count, FORMS), dtype=np.uint8)
    flags = np.zeros(count, dtype=np.uint16)
    role = np.zeros(count, dtype=np.uint8)
    families = np.zeros((count, FAMILIES), dtype=np.int32)
    full = np.zeros(count, dtype=np.uint8)
    father = np.zeros((count, FAMILIES), dtype=np.int32)
    sex = np.zeros(count, dtype=np.uint8)
    weight = np.zeros((count, FORMS), dtype=np.float32)
    rank = np.zeros(count, dtype=np.uint8)
    opening = np.zeros(count, dtype=np.uint64)
    bearer = np.zeros(names.size, dtype=np.uint8)
    filled = 0
    for at in range(names.size):
        name = names[at]
        bearer[at] = shelf.bearer[name]
        for place in range(shelf.first[name], shelf.first[name + 1]):
            word = shelf.word[place]
            sounds[filled] = shelf.words.sounds[word]
            length[filled] = shelf.words.length[word]
            flags[filled] = shelf.words.flags[word]
            role[filled] = shelf.role[place]
            families[filled] = shelf.parts.families[word]
            full[filled] = shelf.parts.full[word]
            father[filled] = shelf.parts.father[word]
            sex[filled] = shelf.parts.sex[word]
            weight[filled] = shelf.parts.weight[word]
            rank[filled] = shelf.parts.rank[word]
            opening[filled] = shelf.parts.opening[word]
            filled += 1
        first[at + 1] = filled
    place_of = np.zeros((count, 2), dtype=np.int32)
    taken = Words(first, sounds, length, flags, place_of)
    return taken, Parts(role, families, full, father, sex, weight, rank, opening, bearer)
