"""Written names read into words of sounds, a whole batch at once.

`read(texts)` is the only entry. It never refuses: what is not a name (digits, signs, emoji) has no
words; of a text beyond 400 characters the first 400 are read, so that time stays linear.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.compiled import kernel, maker
from vardas.names.farscripts import read_far, split_far
from vardas.names.letters import (
    CODES,
    CYRILLIC,
    DIGIT,
    HYPHEN,
    LATIN,
    LETTER,
    PERIOD,
    SEPARATOR,
    SILENT,
    Letters,
    letters,
)

FORMS = 3
"""Readings kept of one word: the usual one, the other one, the stem without a Baltic ending."""

WIDTH = 24
"""Sounds kept of one word."""

TEXT_LIMIT = 400
"""Characters read of one name."""

WORD_LIMIT = 12
"""Words read of one name."""

# What is known of a word by itself.
INITIAL, JOINED, MIXED, DIGITS, FAR, STEMMED, ABJAD, BEFORE_COMMA, IN_CYRILLIC = (
    1, 2, 4, 8, 16, 32, 64, 128, 256,
)  # fmt: skip

_BREAK = "\x1e"
_FAR_WORD, _FAR_OTHER, _FAR_ABJAD = "\ue000", "\ue001", "\ue002"
_abjad = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_stuck = re.compile("(?<=[а-яёіў])(?=[А-ЯЁІЎ])")
# All blocks whose letters are in the table of letters, and the signs between them; the rest is far.
_far_letters = (
    "[^\x00-\u024f\u0259\u02b0-\u036f\u0370-\u052f\u0531-\u058f\u10a0-\u10ff"
    "\u1e00-\u2bff\ufb00-\ufb06\ufe00-\ufe0f\ufe20-\ufe2f]+"
)
_far = re.compile(f"{_far_letters}(?:[ '\u00b7-]+{_far_letters})*")


class Words(NamedTuple):
    """The words of a batch of names, one row a word."""

    first: npt.NDArray[np.int32]
    """[name] → its first word; one entry more than there are names."""

    sounds: npt.NDArray[np.uint8]
    """[word, form, place] → sound."""

    length: npt.NDArray[np.uint8]
    """[word, form] → sounds in it; 0 where there is no such form."""

    flags: npt.NDArray[np.uint16]
    """[word] → INITIAL | JOINED (by a hyphen to the next) | MIXED (scripts) | DIGITS | FAR (of a
    script
    that farscripts spells) | STEMMED | ABJAD (of a script without vowels)
    | BEFORE_COMMA | IN_CYRILLIC (letters)."""

    place: npt.NDArray[np.int32]
    """[word, (start, end)] → characters of the cleaned text of its name."""


def clean(text: str) -> str:
    """`text` in the one normal form and case that is read, at most 400 characters of it.

    Compatibility forms are resolved (full-width letters, ligatures), case is dropped, dashes and
    apostrophes of all kinds become one, and words of far scripts are spelled in Latin letters.
    """
    text = _stuck.sub(" ", unicodedata.normalize("NFKC", text[:TEXT_LIMIT])).lower()[:TEXT_LIMIT]
    text = text.replace(_BREAK, " ")
    if not text.isascii():
        text = _plain_signs(text)
        if _far.search(text):
            text = _far.sub(_spell_far, text)
    return text


def _plain_signs(text: str) -> str:
    for sign in "‐‑‒–—―−":
        text = text.replace(sign, "-")
    for sign in "\ufe20\ufe21\ufe22\ufe23":
        text = text.replace(sign, "")
    for sign in "‘’‛′“”„":
        text = text.replace(sign, "'")
    for sign in (_FAR_WORD, _FAR_OTHER, _FAR_ABJAD):
        text = text.replace(sign, " ")
    return text


def _spell_far(found: re.Match[str]) -> str:
    return " " + " ".join(_spelled(word) for word in split_far(found.group())) + " "


@lru_cache(maxsize=1 << 16)
def _spelled(word: str) -> str:
    # Emoji and signs of far blocks separate words, as spaces do.
    if not any(character.isalpha() for character in word):
        return ""
    spelt = [reading for reading in read_far(word) if reading]
    mark = _FAR_ABJAD if _abjad.match(word) else _FAR_WORD
    return mark + _FAR_OTHER.join(spelt[:FORMS]) if spelt else ""


def join(texts: Sequence[str]) -> str:
    """The cleaned texts as one, each ended by a break."""
    whole = _BREAK.join(texts)
    simple = len(whole) < (TEXT_LIMIT + 1) * len(texts) and whole.count(_BREAK) == len(texts) - 1
    if simple and max(map(len, texts), default=0) <= TEXT_LIMIT:
        # One pass over the batch costs a tenth of one call for each name.
        if not unicodedata.is_normalized("NFKC", whole):
            whole = unicodedata.normalize("NFKC", whole)
        whole = _stuck.sub(" ", whole).lower()
        if not whole.isascii():
            whole = _far.sub(_spell_far, _plain_signs(whole))
        return whole + _BREAK
    return "".join(clean(text) + _BREAK for text in texts)


def read(texts: Sequence[str]) -> Words:
    """The words of `texts`, any texts, in their order."""
    whole = join(texts) if texts else ""
    codes = np.frombuffer(whole.encode("utf-32-le", "replace"), dtype=np.uint32)
    return _read(codes, len(texts), letters())


@maker
def _read(codes: npt.NDArray[np.uint32], names: int, table: Letters) -> Words:
    first = np.zeros(names + 1, dtype=np.int32)
    room = codes.size // 2 + names + 1
    place = np.zeros((room, 2), dtype=np.int32)
    spans = np.zeros((room, 2), dtype=np.int32)
    flags = np.zeros(room, dtype=np.uint16)
    count = _find_words(codes, table, first, place, spans, flags)
    words = np.zeros((count, FORMS, WIDTH), dtype=np.uint8)
    length = np.zeros((count, FORMS), dtype=np.uint8)
    buffer = np.zeros(TEXT_LIMIT * 8, dtype=np.uint32)
    _read_words(codes, place, buffer, words, length, flags, table)
    return Words(first, words, length, flags[:count].copy(), spans[:count].copy())


@kernel
def _find_words(
    codes: npt.NDArray[np.uint32],
    table: Letters,
    first: npt.NDArray[np.int32],
    place: npt.NDArray[np.int32],
    spans: npt.NDArray[np.int32],
    joined: npt.NDArray[np.uint16],
) -> int:
    """Notes where the words stand, in all the text and in their name; how many there are."""
    count = 0
    name = 0
    name_start = 0
    comma = -1
    start = -1
    has_letter = False
    for at in range(codes.size):
        code = codes[at]
        kind = SEPARATOR
        if code < CODES:
            kind = table.kind[code]
        inside = 0xE000 <= code <= 0xE002
        inside = inside or kind in (LETTER, SILENT, DIGIT)
        if inside:
            if start < 0:
                start = at
                has_letter = False
            has_letter = has_letter or kind == LETTER
        elif start >= 0:
            if has_letter and count - first[name] < WORD_LIMIT:
                place[count, 0] = start
                place[count, 1] = at
                if kind == HYPHEN:
                    joined[count] = JOINED
                elif kind == PERIOD and at - start <= 2:
                    joined[count] = INITIAL
                count += 1
            start = -1
        if code == 0x2C and comma < 0:
            comma = count
        if code == 0x1E:
            # "Surname, Given Father's": what stands before the first comma is the surname.
            if 0 < comma - first[name] <= 2 and comma < count:
                for word in range(first[name], comma):
                    joined[word] |= BEFORE_COMMA
            comma = -1
            for word in range(first[name], count):
                spans[word, 0] = place[word, 0] - name_start
                spans[word, 1] = place[word, 1] - name_start
            name_start = at + 1
            name += 1
            first[name] = count
    return count


@kernel
def _read_words(
    codes: npt.NDArray[np.uint32],
    place: npt.NDArray[np.int32],
    buffer: npt.NDArray[np.uint32],
    words: npt.NDArray[np.uint8],
    length: npt.NDArray[np.uint8],
    flags: npt.NDArray[np.uint16],
    table: Letters,
) -> None:
    for word in range(words.shape[0]):
        start, end = place[word, 0], place[word, 1]
        _read_word(codes, start, end, buffer, words[word], length[word], flags, word, table)


@kernel
def _read_word(
    codes: npt.NDArray[np.uint32],
    start: int,
    end: int,
    buffer: npt.NDArray[np.uint32],
    sounds: npt.NDArray[np.uint8],
    length: npt.NDArray[np.uint8],
    flags: npt.NDArray[np.uint16],
    word: int,
    table: Letters,
) -> None:
    if codes[start] == 0xE000 or codes[start] == 0xE002:
        flags[word] |= FAR
        if codes[start] == 0xE002:
            flags[word] |= ABJAD
        form = 0
        begin = start + 1
        for at in range(start + 1, end + 1):
            if at == end or codes[at] == 0xE001:
                if form < FORMS:
                    length[form] = _fold(codes[begin:at], at - begin, 0, sounds[form], table)[0]
                form += 1
                begin = at + 1
        return
    latin = 0
    cyrillic = 0
    digits = 0
    size = 0
    for at in range(start, end):
        code = codes[at]
        if table.kind[code] == SILENT or size >= buffer.size:
            continue
        if table.kind[code] == DIGIT:
            digits += 1
        elif table.script[code] == LATIN:
            latin += 1
        elif table.script[code] == CYRILLIC:
            cyrillic += 1
        buffer[size] = code
        size += 1
    if digits > 0 or (latin > 0 and cyrillic > 0):
        if digits > 0:
            flags[word] |= DIGITS
        if latin > 0 and cyrillic > 0:
            flags[word] |= MIXED
        # The script that alone can have written all of it; of two such, the one with more letters.
        strangers = 0
        for at in range(size):
            latin_only = table.script[buffer[at]] == LATIN and not table.to_cyrillic[buffer[at]]
            strangers += latin_only
            strangers -= table.script[buffer[at]] == CYRILLIC and not table.to_latin[buffer[at]]
        is_cyrillic = strangers < 0 or (strangers == 0 and cyrillic >= latin)
        is_cyrillic = is_cyrillic and cyrillic > 0
        wrong = LATIN if is_cyrillic else CYRILLIC
        kept = 0
        for at in range(size):
            code = buffer[at]
            if table.kind[code] == DIGIT or table.script[code] == wrong:
                other = table.to_cyrillic[code] if is_cyrillic else table.to_latin[code]
                if other:
                    code = other
                elif table.kind[code] == DIGIT:
                    continue
            buffer[kept] = code
            kept += 1
        size = kept
    if cyrillic > latin:
        flags[word] |= IN_CYRILLIC
    if size == 1:
        flags[word] |= INITIAL
    count, differs = _fold(buffer, size, 0, sounds[0], table)
    length[0] = count
    if differs:
        length[1] = _fold(buffer, size, 1, sounds[1], table)[0]


@kernel
def _fold(
    codes: npt.NDArray[np.uint32],
    size: int,
    reading: int,
    out: npt.NDArray[np.uint8],
    table: Letters,
) -> tuple[int, bool]:
    """Writes the sounds of the letters to `out`; how many, and whether another reading differs."""
    count = 0
    differs = False
    at = 0
    while at < size:
        node = 0
        best = 0
        after = at + 1
        ahead = at
        while ahead < size and codes[ahead] < CODES:
            number = table.number[codes[ahead]]
            if number == 0:
                break
            node = table.child[node, number]
            if node == 0:
                break
            ahead += 1
            if table.known[node]:
                best = node
                after = ahead
        if best > 0:
            differs = differs or table.differs[best]
            for place in range(table.sounds.shape[2]):
                sound = table.sounds[best, reading, place]
                if sound == 0:
                    break
                # A doubled letter is one sound: Аляксандр, Анна, Philipp.
                if count < out.size and (count == 0 or out[count - 1] != sound):
                    out[count] = sound
                    count += 1
        at = after
    return count, differs


def show_words(text: str, words: Words, name: int) -> list[str]:
    """The words of `text`, which was read as name number `name` of `words`, as written."""
    plain = _stuck.sub(" ", unicodedata.normalize("NFKC", text[:TEXT_LIMIT]))
    plain = _plain_signs(plain).replace(_BREAK, " ")
    cleaned = clean(text)
    same_places = plain.lower() == cleaned and len(plain) == len(cleaned)
    far = [word for found in _far.finditer(plain) for word in split_far(found.group())]
    spelt = iter([word for word in far if _spelled(word)])
    shown = []
    for word in range(int(words.first[name]), int(words.first[name + 1])):
        start, end = (int(place) for place in words.place[word])
        if words.flags[word] & FAR:
            shown.append(next(spelt, ""))
        else:
            shown.append(plain[start:end] if same_places else cleaned[start:end].capitalize())
    return shown
