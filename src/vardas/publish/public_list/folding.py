"""How a word of a name is folded for the search of the public list, here and in the browser.

Letters are read as sounds by the names engine's own table, vowels dropped and sounds that spellings
exchange put together: Statkevich, Статкевіч and Statkiewicz all become ``stkvc``. What the
script does with a query is this same walk over the same table (static/find.js); a test compares.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import product

from vardas.names.alphabet import alphabet
from vardas.names.alphabet import letters as sounds_in_order
from vardas.names.knowledge import rows

VOWEL = "a"
"""What is left of an opening vowel, whichever it is."""
_HEARD = {"X": "Xx", "K": "Kc", "J": "JG", "w": "wu"}
"""Letters heard in two ways: ch as č or kh, c as k or ts, j as a glide or dž, ў and w as v or u."""
_SIGNS = {"C": "c", "G": "j"}
"""Classes in capitals get letters of their own: some hosts do not tell capitals in file names."""
MOST = 6
"""Readings kept of one word."""


@dataclass(frozen=True)
class Letters:
    """The table that is also written for the script."""

    groups: dict[str, tuple[str, ...]]
    """Group of letters → its readings as sounds; the longest group of letters wins."""
    classes: dict[str, str]
    """Sound → class; a sound without one is dropped."""
    longest: int


@cache
def read_letters() -> Letters:
    """Read the table of the names engine."""
    order, names = alphabet(), sounds_in_order()
    classes = {}
    for number, sound in enumerate(names):
        coarse = int(order.coarse[number])
        if not coarse or sound == "J":
            continue
        kind = names[int(order.bone[coarse])]
        classes[sound] = VOWEL if order.vowel[number] else _SIGNS.get(kind, kind)
    classes["G"] = _SIGNS["G"]
    groups: dict[str, tuple[str, ...]] = {}
    for row in rows("letters.csv"):
        heard: dict[str, None] = {}
        for sounds in (row["sounds"], row["alternate"] or row["sounds"]):
            for one in product(*(_HEARD.get(sound, sound) for sound in sounds)):
                heard["".join(one)] = None
        groups[row["letters"]] = tuple(heard)
    return Letters(groups, classes, max(map(len, groups)))


def normal(text: str) -> str:
    """Bring a text to the form in which words are compared letter by letter."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())


def cut_words(text: str) -> list[str]:
    """Cut a text into words: runs of letters; apostrophes and marks within a word are no end."""
    words, word = [], ""
    for sign in normal(text):
        kind = unicodedata.category(sign)
        if kind[0] == "L" and kind != "Lm":
            word += sign
        elif word and (kind in ("Lm", "Mn", "Cf") or sign in "'`´‘’′"):
            continue
        elif word:
            words.append(word)
            word = ""
    return [*words, word] if word else words


def fold_word(word: str) -> list[str]:
    """Return the classes of sounds of a word, one text for each way to read it.

    Empty for a word of a script that the table does not have.
    """
    table = read_letters()
    readings = [""]
    at = 0
    while at < len(word):
        for size in range(min(table.longest, len(word) - at), 0, -1):
            heard = table.groups.get(word[at : at + size])
            if heard is not None:
                break
        else:
            base = unicodedata.normalize("NFD", word[at])[0]
            heard, size = table.groups.get(base), 1
            if heard is None:
                return []
        readings = list(dict.fromkeys(one + more for one in readings for more in heard))[: MOST * 2]
        at += size
    return list(dict.fromkeys(bones for one in readings if (bones := _strip(one, table))))[:MOST]


def _strip(sounds: str, table: Letters) -> str:
    bones = ""
    for sound in sounds:
        kind = table.classes.get(sound, "")
        if not kind or (kind == VOWEL and bones) or bones.endswith(kind):
            continue
        bones += kind
    return bones
