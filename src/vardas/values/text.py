"""Text as people write it: cleaned without losing anything, its hazards named, shown harmlessly."""

from __future__ import annotations

import re
import unicodedata

from vardas.errors import Problem

LONGEST = 10_000
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e")
_KEPT_CONTROLS = frozenset("\t\n\r")
_SCRIPTS = (
    ("LATIN", "Latn"),
    ("CYRILLIC", "Cyrl"),
    ("GREEK", "Grek"),
    ("ARABIC", "Arab"),
    ("HEBREW", "Hebr"),
    ("GEORGIAN", "Geor"),
    ("ARMENIAN", "Armn"),
    ("CJK", "Hani"),
    ("HIRAGANA", "Jpan"),
    ("KATAKANA", "Jpan"),
    ("HANGUL", "Kore"),
    ("DEVANAGARI", "Deva"),
    ("THAI", "Thai"),
    ("TIBETAN", "Tibt"),
)
_WORD = re.compile(r"[^\W\d_]+")


def clean(text: str) -> str:
    """Bring text to normal form C and strip the space around it; everything else stays."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text).strip()


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script most letters are in; ``Zyyy`` where there is none."""
    if text.isascii():
        return "Latn" if any(letter.isalpha() for letter in text) else "Zyyy"
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            script = _script_of_letter(letter)
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else "Zyyy"


def find_hazards(text: str) -> tuple[Problem, ...]:
    """Name what makes text look other than it is; nothing is taken out.

    Control characters, marks that turn the direction of writing, invisible characters, letters of
    two scripts in one word, and excessive length.
    """
    if len(text) <= LONGEST and text.isascii() and text.isprintable():
        return ()
    found: list[Problem] = []
    letters = set(text)
    controls = {
        letter
        for letter in letters - _KEPT_CONTROLS
        if unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn")
    }
    if controls:
        found.append(
            Problem(
                "control_character", "There are control characters in it: {shown}.", _list(controls)
            )
        )
    if letters & _BIDI:
        found.append(
            Problem(
                "direction_mark",
                "There are marks in it that turn the direction of writing: {shown}. It may read"
                " differently from what it says.",
                _list(letters & _BIDI),
            )
        )
    if letters & _ZERO_WIDTH:
        found.append(
            Problem(
                "invisible_character",
                "There are invisible characters in it: {shown}.",
                _list(letters & _ZERO_WIDTH),
            )
        )
    mixed = [word for word in _WORD.findall(text) if _is_mixed(word)]
    if mixed:
        found.append(
            Problem(
                "mixed_scripts",
                "The word “{word}” mixes letters of two scripts that look alike.",
                {"word": mixed[0][:100]},
            )
        )
    if len(text) > LONGEST:
        found.append(Problem("too_long", "It is {length} characters long.", {"length": len(text)}))
    return tuple(found)


def show(text: str) -> str:
    """Make invisible and turning characters visible, so that a page shows what is there."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_show_letter(letter) for letter in text)


def _show_letter(letter: str) -> str:
    if letter in _KEPT_CONTROLS or letter.isprintable():
        return f"⟨U+{ord(letter):04X}⟩" if letter in _BIDI or letter in _ZERO_WIDTH else letter
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if letter in _BIDI or letter in _ZERO_WIDTH or unicodedata.category(letter).startswith("C"):
        return f"⟨U+{code:04X}⟩"
    return letter


def _script_of_letter(letter: str) -> str:
    if letter.isascii():
        return "Latn"
    name = unicodedata.name(letter, "")
    return next((code for start, code in _SCRIPTS if name.startswith(start)), "Zyyy")


def _is_mixed(word: str) -> bool:
    scripts = {_script_of_letter(letter) for letter in word} - {"Zyyy"}
    return len(scripts & {"Latn", "Cyrl", "Grek", "Armn"}) > 1


def _list(letters: set[str] | frozenset[str]) -> dict[str, str | int]:
    return {"shown": ", ".join(f"U+{ord(letter):04X}" for letter in sorted(letters))[:200]}
