"""Which sounds the letters of each script stand for, as a tree that a kernel walks.

The readings are in `knowledge/letters.csv`; the longest group of letters wins (shch before sh).
"""

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vardas.names.alphabet import letters as sounds_in_order
from vardas.names.knowledge import rows

CODES = 0x2000
"""Code points below this can be letters of our own table; the rest of the world comes through
farscripts.
"""

LONGEST = 3
"""The most sounds that one group of letters stands for."""

SEPARATOR, LETTER, SILENT, HYPHEN, DIGIT, PERIOD = range(6)
"""What a character is to the reader of names; SILENT is a mark or an apostrophe."""

LATIN, CYRILLIC, OTHER = range(3)


class Letters(NamedTuple):
    """The tree of letter groups and what single characters are, as arrays for the kernels."""

    kind: npt.NDArray[np.uint8]
    """[code point] → SEPARATOR … PERIOD."""

    number: npt.NDArray[np.uint16]
    """[code point] → number of the letter in the tree, 0 when it is none."""

    script: npt.NDArray[np.uint8]
    """[code point] → LATIN, CYRILLIC or OTHER."""

    child: npt.NDArray[np.int32]
    """[node, letter number] → node, or 0."""

    sounds: npt.NDArray[np.uint8]
    """[node, reading, place] → sound; reading 0 is the usual one, 1 the other one."""

    known: npt.NDArray[np.bool_]
    """[node] → whether a group of letters ends here."""

    differs: npt.NDArray[np.bool_]
    """[node] → whether there is another reading."""

    to_cyrillic: npt.NDArray[np.uint16]
    """[code point] → the Cyrillic letter or 0 that a Latin letter or a digit is mistaken for."""

    to_latin: npt.NDArray[np.uint16]


APOSTROPHES = "'`´ʹʺʼʻʽˈ՚"
HYPHENS = "-\u058a"


@cache
def letters() -> Letters:
    """The table of letters, loaded once."""
    order = sounds_in_order()
    groups: dict[str, tuple[str, str]] = {}
    for row in rows("letters.csv"):
        groups[row["letters"]] = (row["sounds"], row["alternate"])
    single = sorted({letter for group in groups for letter in group})
    number = np.zeros(CODES, dtype=np.uint16)
    for place, letter in enumerate(single):
        number[ord(letter)] = place + 1
    kind, script = _characters(number)
    children: list[dict[int, int]] = [{}]
    ends: dict[int, tuple[str, str]] = {}
    for group, readings in groups.items():
        node = 0
        for letter in group:
            node = children[node].setdefault(int(number[ord(letter)]), len(children))
            if node == len(children):
                children.append({})
        ends[node] = readings
    child = np.zeros((len(children), len(single) + 1), dtype=np.int32)
    sounds = np.zeros((len(children), 2, LONGEST), dtype=np.uint8)
    known = np.zeros(len(children), dtype=np.bool_)
    differs = np.zeros(len(children), dtype=np.bool_)
    for node, below in enumerate(children):
        for letter_number, target in below.items():
            child[node, letter_number] = target
    for node, (usual, other) in ends.items():
        known[node] = True
        differs[node] = bool(other)
        for reading, text in enumerate((usual, other or usual)):
            for place, sound in enumerate(text):
                sounds[node, reading, place] = order.index(sound)
    to_cyrillic, to_latin = _lookalikes()
    return Letters(kind, number, script, child, sounds, known, differs, to_cyrillic, to_latin)


def _characters(
    number: npt.NDArray[np.uint16],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    kind = np.zeros(CODES, dtype=np.uint8)
    script = np.full(CODES, OTHER, dtype=np.uint8)
    for code in range(CODES):
        character = chr(code)
        if not number[code] and character.isalpha():
            # A letter with a sign that no language of the table uses is read as its base letter.
            base = unicodedata.normalize("NFD", character)[0]
            number[code] = number[ord(base)] if ord(base) < CODES else 0
        if character in APOSTROPHES or unicodedata.category(character) in ("Mn", "Lm", "Cf"):
            kind[code] = SILENT
        elif number[code]:
            kind[code] = LETTER
        elif character in HYPHENS:
            kind[code] = HYPHEN
        elif character.isdigit():
            kind[code] = DIGIT
        elif character == ".":
            kind[code] = PERIOD
        if character.isalpha() and (code < 0x250 or 0x1E00 <= code < 0x1F00):
            script[code] = LATIN
        elif 0x400 <= code < 0x530:
            script[code] = CYRILLIC
    return kind, script


def _lookalikes() -> tuple[npt.NDArray[np.uint16], npt.NDArray[np.uint16]]:
    to_cyrillic = np.zeros(CODES, dtype=np.uint16)
    to_latin = np.zeros(CODES, dtype=np.uint16)
    for row in rows("lookalikes.csv"):
        latin, cyrillic, digit = row["latin"], row["cyrillic"], row["digit"]
        if cyrillic:
            to_cyrillic[ord(latin)] = ord(cyrillic)
            to_latin[ord(cyrillic)] = to_latin[ord(cyrillic)] or ord(latin)
        if digit:
            to_cyrillic[ord(digit)] = ord(cyrillic or latin)
            to_latin[ord(digit)] = ord(latin)
    return to_cyrillic, to_latin
