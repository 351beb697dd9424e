"""Hangul in names: Korean names as their bearers spell them, foreign ones by their sounds."""

from functools import cache
from typing import NamedTuple

from vardas.names.knowledge import rows

_FIRST, _VOWELS, _ENDS = 0xAC00, 21, 28
_RIEUL_START, _RIEUL_END = 5, 8


class _Hangul(NamedTuple):
    starts: list[tuple[str, ...]]
    vowels: list[tuple[str, ...]]
    ends: list[tuple[str, ...]]
    whole: dict[str, tuple[str, ...]]
    surnames: dict[str, tuple[str, str, str]]
    given: dict[str, tuple[str, str, str]]


@cache
def _hangul() -> _Hangul:
    letters = rows("scripts/hangul.csv")
    places: dict[str, list[tuple[str, ...]]] = {"start": [], "vowel": [], "end": [("", "", "")]}
    whole: dict[str, tuple[str, ...]] = {}
    for row in letters:
        sounds = (row["sound"], row["other"], row["third"])
        if row["place"] == "whole":
            whole[row["letter"]] = sounds
        else:
            places[row["place"]].append(sounds)
    names: dict[str, dict[str, tuple[str, str, str]]] = {"surname": {}, "given": {}}
    for row in rows("scripts/hangul_names.csv"):
        # A Latin j is also read as y, a dzh is not.
        english, mccune, other = (
            row[column].replace("j", "dzh") for column in ("english", "mccune", "other")
        )
        names[row["part"]][row["syllable"]] = (english, mccune, other)
    # Most surnames are also syllables of given names.
    names["given"] = names["surname"] | names["given"]
    return _Hangul(
        places["start"], places["vowel"], places["end"], whole, names["surname"], names["given"]
    )


def read_hangul(token: str) -> list[str]:
    """The readings of a word of hangul, best first."""
    hangul = _hangul()
    if token in hangul.surnames:
        return list(hangul.surnames[token])
    korean = [hangul.given[syllable] for syllable in token if syllable in hangul.given]
    foreign = [_spell_foreign(token, column) for column in (0, 1, 2)]
    if len(korean) == len(token) <= 2:
        usual = ["".join(syllable[column] for syllable in korean) for column in (0, 1)]
        return [*usual, *foreign]
    return foreign


def _spell_foreign(token: str, column: int) -> str:
    hangul = _hangul()
    spelt = ""
    end = 0
    for syllable in token:
        number = ord(syllable) - _FIRST
        if not 0 <= number < 19 * _VOWELS * _ENDS:
            end = 0
            continue
        after = end
        start, vowel, end = number // (_VOWELS * _ENDS), number // _ENDS % _VOWELS, number % _ENDS
        if syllable in hangul.whole:
            spelt += hangul.whole[syllable][column]
            continue
        # ㄹㄹ is how an l between vowels is written.
        double = start == _RIEUL_START and after == _RIEUL_END
        spelt += "" if double else hangul.starts[start][column]
        spelt += hangul.vowels[vowel][column] + hangul.ends[end][column]
    for plain, soft in (("sy", "sh"), ("dzhy", "dzh"), ("chy", "ch")):
        spelt = spelt.replace(plain, soft)
    return spelt


def split_hangul(word: str) -> list[str]:
    """Surname and syllables of the given name of a Korean name without a space, or the word whole.

    The syllables stand alone because Latin and Cyrillic lists write them with a space, a hyphen or
    together.
    """
    hangul = _hangul()
    for cut in (2, 1):
        surname, given = word[:cut], word[cut:]
        if surname in hangul.surnames and 0 < len(given) <= 2 and hangul.given.keys() >= set(given):
            return [surname, *given]
    return [word]
