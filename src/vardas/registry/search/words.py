"""Cuts text into the words that are indexed and looked for, in any script.

Case, accents and the marks on й, ў, ё do not matter; letters without accents of their own (ł, đ, ø)
go to their base. Scripts written without spaces are cut into single characters, which a query then
asks for side by side, so that a part of a name is found.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 100
"""Characters of a word that count; PostgreSQL takes no word over 2,046 bytes."""
INDEXED = 1_000_000
"""Characters of a text that can be found, about a book of 500 pages."""
_PER_WORD = 8
"""Bytes that PostgreSQL spends on each different word besides its letters."""
READ = 1000
"""Characters of a query that are read."""

_BASE = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
_APOSTROPHES = "'’ʼ`´ʹʺ"
_UNSEEN = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Soft hyphens, joiners and marks of direction: within a word, yet not part of it."""
_ALL_MARKS = [
    chr(number)
    for number in (*range(0x300, 0x3100), *range(0xA000, 0x12000))
    if unicodedata.category(chr(number)).startswith("M")
]
_ACCENTS = "".join(
    mark for mark in _ALL_MARKS if unicodedata.combining(mark) or unicodedata.category(mark) == "Me"
)
_VOWELS = "".join(mark for mark in _ALL_MARKS if mark not in _ACCENTS)
"""Marks that are letters in all but name: the vowels of Devanagari and its kin."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_DROPPED = re.compile(rf"[{_APOSTROPHES}{_UNSEEN}]")
_ACCENT = re.compile(f"[{_ACCENTS}]")
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![_{_UNSPACED}])[\w{_VOWELS}])+")
WRITTEN = re.compile(
    rf"[{_UNSPACED}]|(?:(?![_{_UNSPACED}])[\w{_VOWELS}{_ACCENTS}{_APOSTROPHES}{_UNSEEN}])+"
)
"""A word as it stands in a text, with everything that :func:`cut` takes off it."""
_QUOTES = str.maketrans(dict.fromkeys("“”„«»‟❝❞＂", '"'))
_QUERY = re.compile(r'"([^"]*)"?|([^\s"]+)')


def fold(text: str) -> str:
    """Bring text to the form in which words are compared."""
    plain = unicodedata.normalize("NFKD", _DROPPED.sub("", text).casefold())
    return _ACCENT.sub("", plain).casefold().translate(_BASE)


def cut(text: str) -> list[str]:
    """Cut text into folded words."""
    if text.isascii():  # most of a large list; the same result, several times as fast
        words = _WORD.findall(text.replace("'", "").replace("`", "").lower())
    else:
        words = _WORD.findall(fold(text))
    return [word[:LONGEST] for word in words]


def cut_for_index(text: str, room: int) -> list[str]:
    """Cut a text of any length into words, as long as the different ones fit the room in bytes.

    A server's index holds a megabyte of different words per record, and what is beyond must be
    beyond on both databases.
    """
    words = cut(text[:INDEXED])
    if sum(map(len, words)) * 4 + len(words) * _PER_WORD <= room:
        return words
    seen: set[str] = set()
    for place, word in enumerate(words):
        if word not in seen:
            seen.add(word)
            room -= len(word.encode()) + _PER_WORD
            if room < 0:
                return words[:place]
    return words


@dataclass(frozen=True)
class Term:
    """Words that must stand side by side; the last one may be the beginning of a word."""

    words: tuple[str, ...]
    is_prefix: bool = False


def read_query(query: str) -> list[Term]:
    """Read what a person typed: every word must be there, “quoted words” side by side.

    The last word counts as a beginning while it is being typed. No character is an error.
    """
    read = query[:READ]
    parts = list(_QUERY.finditer(read.translate(_QUOTES)))
    terms: dict[Term, None] = {}
    for number, part in enumerate(parts):
        is_phrase = part[1] is not None
        words = tuple(cut(part[1] if is_phrase else part[2]))
        if words:
            is_last = number == len(parts) - 1 and not is_phrase
            terms[Term(words, is_last and not read[-1:].isspace())] = None
    return list(terms)
