"""Chinese characters in names: foreign by sound, Chinese in pinyin, Japanese by table."""

import re
from functools import cache
from typing import NamedTuple

from anyascii import anyascii

from vardas.names.knowledge import rows

VOWELS = frozenset("aeiouy")
CHINESE_CONSONANTS = frozenset("德克")
"""Characters for bare consonants with which Chinese given names begin as well."""


class _Han(NamedTuple):
    foreign: dict[str, tuple[str, str]]
    """A character → the sound it usually writes in a foreign name, and another."""

    foreign_only: frozenset[str]
    """Those of them that are rare in Chinese given names."""

    settled: dict[str, list[str]]
    """Foreign names whose form is a tradition → their Latin forms."""

    joined: re.Pattern[str]
    """Those of them that papers write without a mark before the next word."""

    surnames: dict[str, tuple[str, ...]]
    japanese_surnames: dict[str, str]
    japanese_given: dict[str, str]
    respelling: dict[tuple[str, str], list[tuple[str, str]]]
    """(System, "start" or "end" of a syllable) → pinyin and what the system writes."""


@cache
def _han() -> _Han:
    sounds = {}
    foreign_only: set[str] = set()
    for row in rows("scripts/han.csv"):
        foreign_only.update(row["characters"])
        for character in row["characters"] + row["chinese_too"]:
            sounds[character] = (row["sound"], row["other"] or row["sound"])
    settled = {}
    joined = []
    for row in rows("scripts/han_words.csv"):
        for word in row["characters"].split():
            settled[word] = row["name"].split()
            if row["joined"]:
                joined.append(word)
    joined.sort(key=len, reverse=True)
    surnames = {
        surname: (row["pinyin"], *row["elsewhere"].split())
        for row in rows("scripts/han_surnames.csv")
        for surname in row["surname"].split()
    }
    respelling: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows("scripts/pinyin.csv"):
        spellings = respelling.setdefault((row["system"], row["part"]), [])
        spellings.append((row["pinyin"], row["spelling"]))
    return _Han(
        sounds,
        frozenset(foreign_only),
        settled,
        re.compile(f"({'|'.join(joined)})"),
        surnames,
        _by_characters("scripts/japanese_surnames.csv"),
        _by_characters("scripts/japanese_given.csv"),
        respelling,
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
        cyrillic = _respell([usual], "palladius")
        return [*settled, usual, *elsewhere[:1], *sounds, cyrillic, *elsewhere[1:]]
    if japanese:
        return [*japanese, pinyin]
    if len(token) <= 2 and not han.foreign_only.issuperset(token) and not settled:
        return [pinyin, *(_respell(syllables, system) for system in ("palladius", "wade_giles"))]
    return [*settled, foreign, other, pinyin]


def _respell(syllables: list[str], system: str) -> str:
    """Pinyin `syllables` as one word of another `system`."""
    respelling = _han().respelling
    word = ""
    for syllable in syllables:
        for pinyin, other in respelling[system, "start"]:
            if syllable.startswith(pinyin):
                syllable = other + syllable.removeprefix(pinyin)
                break
        for pinyin, other in respelling[system, "end"]:
            if syllable.endswith(pinyin):
                syllable = syllable.removesuffix(pinyin) + other
                break
        word += syllable
    return word


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
            sure = cut == 2 or len(given) == 1 or not han.foreign_only.issuperset(given)
            if sure and (_has_vowel(given[0]) or given[0] in CHINESE_CONSONANTS):
                return [surname, given]
    parts = [part for part in han.joined.split(word) if part]
    return parts if all(_has_vowel(part[0]) for part in parts[1:]) else [word]


def _has_vowel(character: str) -> bool:
    return not VOWELS.isdisjoint(_han().foreign.get(character, "a")[0])
