"""Finds in a text the names of people who did not agree to be named, in any script and spelling.

Names are compared by their sounds (``vardas.names``): Статкевича is found where only Statkevich is
known. Where it is not certain who is meant, the text counts as naming them: what is held back can
be written anew, what has left cannot be called back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from vardas.names.alphabet import alphabet, letters
from vardas.names.batch import prepare
from vardas.names.parts import GIVEN, PARTICLE, PATRONYMIC, SHORT

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[-/.](?=[^\W_]))*")
_SHORTEST = 3
"""Sounds of a word that can give anybody away by itself."""
_STEM = 5
"""Sounds of a word that is also found with another ending."""
_ENDING = 3
"""Sounds that an ending may add, as in Statkevičiumi."""
_BONES = 4
"""Consonants of a word that is also found with other vowels: Придуманной and Prydumanaja."""
_NUMBER = 5
"""Characters of an identifier that is looked for."""
_AT_ONCE = 20_000

Sounds = bytes

_ORDER = alphabet()
_VOWEL = tuple(bool(one) for one in _ORDER.vowel)
_CLASSES = tuple(
    0 if vowel else int(_ORDER.bone[coarse])
    for vowel, coarse in zip(_VOWEL, _ORDER.coarse, strict=True)
)
_V = _CLASSES[letters().index("v")]


@dataclass(frozen=True)
class _Word:
    """One word of a name: its readings, and whether it says by itself who is meant."""

    readings: frozenset[Sounds]
    is_telling: bool


class HiddenNames:
    """The names that must not leave, and those that may, ready to be looked for in texts."""

    def __init__(
        self,
        hidden: Iterable[str],
        cleared: Iterable[str] = (),
        listed: Iterable[str] = (),
        known: Iterable[str] = (),
        numbers: Iterable[str] = (),
    ) -> None:
        """``hidden`` are names of people of the registry who did not agree, ``cleared`` of those
        who did, ``listed`` names in rows of lists that nobody has yet said to be anybody.

        ``known`` are words that mean something else, such as names of places: they are not taken
        for a name that is merely like them. ``numbers`` are identifiers of people.
        """
        self._known = {
            reading
            for _, words in _read_names(list(known))
            for w in words
            for reading in w.readings
        }
        self._numbers = {_squeeze(number) for number in numbers if len(_squeeze(number)) >= _NUMBER}
        self._telling: set[Sounds] = set()
        self._stems: defaultdict[Sounds, set[int]] = defaultdict(set)
        self._bones: set[Sounds] = set()
        self._pairs: set[tuple[Sounds, Sounds]] = set()
        self._soundless: list[str] = []
        free: set[Sounds] = set()
        self._free_pairs: set[tuple[Sounds, Sounds]] = set()
        for _, words in _read_names(list(cleared)):
            free.update(reading for word in words for reading in word.readings)
            self._free_pairs.update(_pair_up(words))
        for text, words in _read_names(list(hidden)):
            self._take(text, words, set())
            self._free_pairs.difference_update(_pair_up(words))
        for text, words in _read_names(list(listed)):
            self._take(text, words, free)

    def _take(self, text: str, words: Sequence[_Word], free: set[Sounds]) -> None:
        # Ким is a given name and a surname: where every word could be given, each may tell.
        is_unclear = not any(word.is_telling for word in words)
        if not words and _fold(text):
            self._soundless.append(_fold(text))
        for word in words:
            if not (word.is_telling or is_unclear):
                continue
            for reading in word.readings - free:
                self._telling.add(reading)
                bones = _find_bones(reading)
                if len(bones) >= _BONES:
                    self._bones.add(bones)
                if len(reading) >= _STEM:
                    self._stems[reading[: max(_STEM - 1, len(reading) - 2)]].add(len(reading))
        self._pairs.update(_pair_up(words))

    def are_in(self, value: Any) -> bool:
        """Say whether any text within a value names one of the hidden people."""
        return any(self._are_in_text(text) for text in _texts_of(value))

    def _are_in_text(self, text: str) -> bool:
        if self._numbers and not self._numbers.isdisjoint(map(_squeeze, _TOKEN.findall(text))):
            return True
        if self._soundless and any(name in _fold(text) for name in self._soundless):
            return True
        written = _WORD.findall(text)
        if not written:
            return False
        readings = [
            frozenset(reading for word in words for reading in word.readings)
            for _, words in _read_names(written)
        ]
        is_free = self._find_free(readings)
        before: frozenset[Sounds] = frozenset()
        has_capitals = any(not word[0].islower() for word in written)
        for word, found, free in zip(written, readings, is_free, strict=True):
            is_name = not (word[0].islower() and has_capitals)
            if not free:
                # In a text with capitals a short word without one is no name: “but” is not Mr But.
                exact = found & self._telling
                if exact and (is_name or max(map(len, exact)) >= _STEM):
                    return True
                if is_name and not found & self._known and any(map(self._is_like, found)):
                    return True
            pairs = {(one, other) for one in before for other in found}
            if pairs & self._pairs and not pairs & self._free_pairs:
                return True
            before = found
        return False

    def _find_free(self, readings: Sequence[frozenset[Sounds]]) -> list[bool]:
        """Find the words that are two words of the name of somebody who agreed."""
        free = [False] * len(readings)
        for at in range(len(readings) - 1):
            pairs = {(one, other) for one in readings[at] for other in readings[at + 1]}
            if pairs & self._free_pairs:
                free[at] = free[at + 1] = True
        return free

    def _is_like(self, reading: Sounds) -> bool:
        """Say whether a word with a capital is a hidden one with another ending or other vowels."""
        bones = _find_bones(reading)
        if any(
            bones[:cut] in self._bones for cut in range(max(_BONES, len(bones) - 2), len(bones) + 1)
        ):
            return True
        return any(
            len(reading) <= length + _ENDING
            for cut in range(_STEM - 1, len(reading) + 1)
            for length in self._stems.get(reading[:cut], ())
        )


def _find_bones(reading: Sounds) -> Sounds:
    """Return the consonants of a word in rough classes; в that may have become ў or u is left."""
    bones = bytearray()
    for sound, after in zip(reading, (*reading[1:], 0), strict=True):
        kind = _CLASSES[sound]
        if not kind or (kind == _V and not _VOWEL[after]):
            continue
        if not bones or bones[-1] != kind:
            bones.append(kind)
    return bytes(bones)


def _fold(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().split())


def _squeeze(number: str) -> str:
    return "".join(sign for sign in normalize("NFKC", number).casefold() if sign.isalnum())


def _texts_of(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for part in value.values():
                yield from _texts_of(part)
        case list() | tuple():
            for part in value:
                yield from _texts_of(part)


def _pair_up(words: Sequence[_Word]) -> Iterator[tuple[Sounds, Sounds]]:
    """Yield the readings of any two words of a name, in both orders."""
    for at, one in enumerate(words):
        for other in words[at + 1 :]:
            for left in one.readings:
                for right in other.readings:
                    yield left, right
                    yield right, left


def _read_names(texts: Sequence[str]) -> Iterator[tuple[str, list[_Word]]]:
    """Read names into their words, one list for each text."""
    for start in range(0, len(texts), _AT_ONCE):
        batch = texts[start : start + _AT_ONCE]
        words, parts = prepare(batch)
        for name in range(len(batch)):
            found = []
            for word in range(int(words.first[name]), int(words.first[name + 1])):
                readings = frozenset(
                    bytes(words.sounds[word, form, : words.length[word, form]])
                    for form in range(words.sounds.shape[1])
                    if words.length[word, form] >= _SHORTEST
                )
                role = int(parts.role[word])
                if readings and role not in (SHORT, PARTICLE):
                    found.append(_Word(readings, role not in (GIVEN, PATRONYMIC)))
            yield batch[name], found
