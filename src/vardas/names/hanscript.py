"""Chinese characters in names: foreign by sound, Chinese in pinyin, Japanese by table."""

import re
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from vardas.names.knowledge import rows

VOWELS = frozenset("aeiouy")


class _Han(NamedTuple):
    foreign: dict[str, tuple[str, str]]
    """A character → the sound it usually writes in a foreign name, and another."""

    foreign_only: frozenset[str]
    """Those of them that are rare in Chinese given names."""

    settled: dict[str, list[str]]
    """Foreign names whose form is a tradition → their Latin forms."""

    settled_words: re.Pattern[str]
    surnames: dict[str, tuple[str, ...]]
    japanese_surnames: dict[str, str]
    japanese_given: dict[str, str]
    starts: tuple[tuple[str, str], ...]
    ends: tuple[tuple[str, str], ...]


@cache
def _han() -> _Han:
    sounds = {}
    foreign_only = set()
    for row in rows("scripts/han.csv"):
        foreign_only.update(row["characters"])
        for character in row["characters"] + row["chinese_too"]:
            sounds[character] = (row["sound"], row["other"] or row["sound"])
    settled = {
        word: row["name"].split()
        for row in rows("scripts/han_words.csv")
        for word in row["characters"].split()
    }
    long_words = sorted((word for word in settled if len(word) > 1), key=len, reverse=True)
    surnames = {
        surname: (row["pinyin"], *row["elsewhere"].split())
        for row in rows("scripts/han_surnames.csv")
        for surname in row["surname"].split()
    }
    syllables: dict[str, list[tuple[str, str]]] = {"start": [], "end": []}
    for row in rows("scripts/wade_giles.csv"):
        syllables[row["part"]].append((row["pinyin"], row["wade_giles"]))
    return _Han(
        sounds,
        frozenset(foreign_only),
        settled,
        re.compile(f"({'|'.join(long_words)})"),
        surnames,
        _by_characters("scripts/japanese_surnames.csv"),
        _by_characters("scripts/japanese_given.csv"),
        tuple(syllables["start"]),
        tuple(syllables["end"]),
    )


def _by_characters(path: str) -> dict[str, str]:
    return {name: row["reading"] for row in rows(path) for name in row["characters"].split()}


def read_han(token: str) -> list[str]:
    """The readings of a word of Chinese characters, best first; more of them than are kept."""
    han = _han()
    syllables = [anyascii(character).lower() for character in token]
    pinyin = "".join(syllables)
    foreign, other = (
        "".join(
            han.foreign[character][column] if character in han.foreign else syllable
            for character, syllable in zip(token, syllables, strict=True)
        )
        for column in (0, 1)
    )
    settled = han.settled.get(token, [])
    japanese = [
        names[token] for names in (han.japanese_surnames, han.japanese_given) if token in names
    ]
    if token in han.surnames:
        usual, *elsewhere = han.surnames[token]
        sounds = [foreign] if token in han.foreign else []
        return [*settled, usual, *elsewhere[:1], *sounds, *elsewhere[1:]]
    if japanese:
        return [*japanese, pinyin]
    if len(token) <= 2 and not han.foreign_only.issuperset(token) and not settled:
        return [pinyin, "".join(map(_spell_wade_giles, syllables)), foreign]
    return [*settled, foreign, other, pinyin]


def _spell_wade_giles(syllable: str) -> str:
    han = _han()
    for pinyin, other in han.starts:
        if syllable.startswith(pinyin):
            syllable = other + syllable.removeprefix(pinyin)
            break
    for pinyin, other in han.ends:
        if syllable.endswith(pinyin):
            return syllable.removesuffix(pinyin) + other
    return syllable


def split_han(word: str) -> list[str]:
    """The words of a name in Chinese characters that stands without any space or mark.

    A Chinese or Japanese name is cut after its surname, but not when all the rest is rare in such
    names: 马克龙 is Macron. A foreign one is cut around names of settled form, as in Malaysia.
    """
    han = _han()
    for cut in (3, 2, 1):
        surname, given = word[:cut], word[cut:]
        if surname in han.japanese_surnames and 0 < len(given) <= 3:
            known = given in han.japanese_given and (cut > 1 or len(given) > 1)
            if known or (cut > 1 and not han.foreign_only.issuperset(given)):
                return [surname, given]
    if word in han.settled:
        return [word]
    for cut in (2, 1):
        surname, given = word[:cut], word[cut:]
        if surname in han.surnames and 0 < len(given) <= 2:
            chinese = cut == 2 or not han.foreign_only.issuperset(given)
            if chinese or (len(given) == 1 and _has_vowel(given)):
                return [surname, given]
    parts = [part for part in han.settled_words.split(word) if part]
    if all(len(part) > 1 and _has_vowel(part[0]) for part in parts[1:]) and len(parts[0]) > 1:
        return parts
    return [word]


def _has_vowel(character: str) -> bool:
    return not VOWELS.isdisjoint(_han().foreign.get(character, "a")[0])
