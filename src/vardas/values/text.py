"""Text as written: brought to one form, searched for what hides in it, shown without harm.

Law: nothing is taken out. What is dangerous is pointed out and made visible.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from vardas.errors import Problem
from vardas.values.scripts import find_foreign_letters, script_of

__all__ = ["LONGEST", "clean", "find_hazards", "script_of", "show"]

LONGEST = 1_000
"""Characters a name or another short text has at most."""

_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb"
# Unicode Technical Report 36 and CVE-2021-42574: text that is not in the order it is read.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200e\u200f\u2060-\u2065"
    "\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f"
)
_JOINERS = "\u200c\u200d"
# Halves of characters, and characters that mean something in one typeface only.
_BROKEN = "\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"

_SHOWN = re.compile(f"[{_CONTROLS}{_TURNING}{_INVISIBLE}{_JOINERS}{_BROKEN}]")
_KINDS = {
    "control_character": re.compile(f"(?![\t\n\r])[{_CONTROLS}]"),
    "direction_mark": re.compile(f"[{_TURNING}]"),
    # Joiners are part of the spelling after a letter of Arabic script and of the scripts of
    # India: Persian names need them.
    "invisible_character": re.compile(
        f"[{_INVISIBLE}]|(?<![\u0620-\u06ff\u0750-\u077f\u0900-\u0dff])[{_JOINERS}]"
    ),
    "lost_character": re.compile(f"[{_BROKEN}\ufffd]"),
}
MESSAGES = {
    "too_long": (
        "The text has {length} characters, more than the {longest} that belong here. See whether"
        " something else got into it."
    ),
    "control_character": (
        "The text holds a control character ({characters}). Look at the source and write the text"
        " again without it."
    ),
    "direction_mark": (
        "The text holds characters that turn the order of what is shown ({characters}), so that it"
        " reads as something else. Look at the source and write the text again without them."
    ),
    "invisible_character": (
        "The text holds characters nobody can see ({characters}): a search will not find it. Write"
        " the text again without them."
    ),
    "lost_character": (
        "A character of the text was lost before it came here ({characters}). Look it up in the"
        " source."
    ),
    "mixed_scripts": (
        "In “{word}” {letters} is of another script ({foreign} among {script}) and looks the same:"
        " a search will not find it. Write the word in one script."
    ),
}


def clean(text: str) -> str:
    """Bring to normal form C and strip the ends; everything else stays as written."""
    return unicodedata.normalize("NFC", text).strip()


def show(text: str) -> str:
    """Return the text with every invisible or reordering character named: ␀, ⟨U+202E⟩.

    Line feeds and tabs are named too (␊, ␉): the result stands on one line, safe for a terminal.
    """
    return text if text.isascii() and text.isprintable() else _SHOWN.sub(_name, text)


def _name(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def find_hazards(text: str, *, longest: int = LONGEST) -> tuple[Problem, ...]:
    """Point out what hides in a text: control, reordering and invisible characters, letters of
    one script among those of another that look like them, and a text too long to be a name.

    Tabs and line ends are no hazard.
    """
    return tuple(_find(text, longest))


def _find(text: str, longest: int) -> Iterator[Problem]:
    if len(text) > longest:
        yield _problem("too_long", length=len(text), longest=longest)
    if text.isascii() and text.isprintable():
        return
    for code, form in _KINDS.items():
        if found := dict.fromkeys(form.findall(text)):
            named = " ".join(f"U+{ord(character):04X}" for character in list(found)[:10])
            yield _problem(code, characters=named)
    for word, letters, foreign, script in find_foreign_letters(text)[:10]:
        yield _problem(
            "mixed_scripts", word=word[:100], letters=letters[:20], foreign=foreign, script=script
        )


def _problem(code: str, **fields: str | int) -> Problem:
    return Problem(code, MESSAGES[code], fields)
