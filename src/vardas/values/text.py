"""Text (provisional)."""

import unicodedata


def clean(text: str) -> str:
    """Bring to normal form C and strip."""
    return unicodedata.normalize("NFC", text).strip()
