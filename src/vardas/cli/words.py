"""The terminal's language: gettext without Django, which is not set up before a station is open."""

from __future__ import annotations

from gettext import translation
from pathlib import Path

import vardas

_catalogue = translation("django", localedir=Path(vardas.__file__).parent / "locale", fallback=True)


def _(text: str) -> str:
    """Return the text in the language of the terminal."""
    return _catalogue.gettext(text) if text else ""
