"""The shape of a sealed value in a statement; vardas.registry.access.seals opens it."""

from typing import Any

SEALED = "sealed"


def is_sealed(value: Any) -> bool:
    """Say whether this is the value of a statement under a seal."""
    return isinstance(value, dict) and SEALED in value and "box" in value and "key" in value
