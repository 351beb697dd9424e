"""Which script a text is written in, and letters of one script that pass for those of another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

COMMON = "Zyyy"
"""ISO 15924 for text of no one script: digits, signs, nothing."""

# The first word of a letter's Unicode name says its script.
_NAMED = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "GREEK": "Grek",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "HEBREW": "Hebr",
    "ARABIC": "Arab",
    "CJK": "Hani",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
    "HANGUL": "Kore",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
    "DEVANAGARI": "Deva",
    "SYRIAC": "Syrc",
    "ETHIOPIC": "Ethi",
    "MONGOLIAN": "Mong",
}
_WIDTHS = ("FULLWIDTH ", "HALFWIDTH ")

# Letters drawn alike in common typefaces, by the Latin letter they pass for (after Unicode
# Technical Standard 39, confusables). Two letters look alike where they pass for the same one.
_PASSES_FOR = {
    "Cyrl": dict(
        zip(
            "аеорсухіјѕһԁԛԝкӏїёАВЕКМНОРСТУХІЈЅԚԜҮЇЁ",
            "aeopcyxijshdqwklïëABEKMHOPCTYXIJSQWYÏË",
            strict=True,
        )
    ),
    "Grek": dict(zip("αοριυνγκΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aopiuvykABEZHIKMNOPTYX", strict=True)),
    "Armn": dict(zip("օոսհզցյՕՏԼՍ", "onuhqgjOSLU", strict=True)),
}
_LATIN_MODELS = {model for table in _PASSES_FOR.values() for model in table.values()}
_MODEL = {
    **{letter: model for table in _PASSES_FOR.values() for letter, model in table.items()},
    **{model: model for model in _LATIN_MODELS},
}
_MODELS = {
    "Latn": _LATIN_MODELS,
    **{script: set(table.values()) for script, table in _PASSES_FOR.items()},
}
_WORD = re.compile(r"[^\W\d_]{2,}")


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str:
    if not letter.isalpha():
        return COMMON
    name = unicodedata.name(letter, "")
    for width in _WIDTHS:
        name = name.removeprefix(width)
    return _NAMED.get(name.partition(" ")[0], COMMON)


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script most letters are of; Zyyy where there is none.

    Of two scripts with as many letters each, the one that comes first.
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else COMMON
    counts = Counter(map(_script_of_letter, text))
    del counts[COMMON]
    return counts.most_common(1)[0][0] if counts else COMMON


def find_foreign_letters(text: str) -> list[tuple[str, str, str, str]]:
    """Find words of two scripts in which letters of one pass for letters of the other.

    Returns for each such word: the word, its foreign letters, their script, the word's script.
    A mixture nobody can mistake, such as “Zвук”, is left alone.
    """
    if text.isascii():
        return []
    return [found for word in _WORD.findall(text) if (found := _read_word(word))]


def _read_word(word: str) -> tuple[str, str, str, str] | None:
    counts = Counter(map(_script_of_letter, word))
    scripts = [script for script, _count in counts.most_common() if script in _MODELS]
    if len(scripts) < 2:
        return None
    of_word, *others = scripts
    for foreign in others:
        if letters := _alike(word, foreign, of_word):
            return word, letters, foreign, of_word
    # “Cepгeй”: four Latin letters of six, all of which pass for Cyrillic.
    for foreign in others:
        letters = _alike(word, of_word, foreign)
        if len(letters) == len({letter for letter in word if _script_of_letter(letter) == of_word}):
            return word, letters, of_word, foreign
    return None


def _alike(word: str, script: str, other: str) -> str:
    """Return the letters of one script in the word that pass for letters of the other."""
    letters = dict.fromkeys(letter for letter in word if _script_of_letter(letter) == script)
    return "".join(letter for letter in letters if _MODEL.get(letter) in _MODELS[other])
