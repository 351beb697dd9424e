"""Canonical JSON: the RFC 8785 profile without floats.

One value has one sequence of bytes, on every machine: UTF-8, object keys sorted by UTF-16 code
unit, no white space, the shortest escapes. Whole numbers lie within ±(2**53 - 1). Floats, lone
surrogates, keys that are not text and more than 64 levels of nesting are refused.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

from vardas.errors import DataError, InputError

Value: TypeAlias = "bool | int | str | list[Value] | dict[str, Value] | None"

LARGEST = 2**53 - 1
LEVELS = 64
"""How deep lists and objects may lie in each other: far below the stack of any machine."""

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder()


class NotCanonicalError(InputError):
    """The value has no canonical form."""

    code = "not_canonical"
    message = "This value cannot be recorded ({reason}). Write it as text."


class NotJSONError(DataError):
    """The bytes are not JSON."""

    code = "not_json"
    message = "These bytes are not JSON ({reason})."


def encode(value: Value) -> bytes:
    """Write the value as canonical JSON; raises NotCanonicalError for what the profile refuses."""
    astral = check(value)
    try:
        # msgspec sorts keys by code point. That differs from UTF-16 order only for keys beyond the
        # basic plane, so those rare objects are put in order here and written unsorted.
        return msgspec.json.encode(_in_utf16_order(value)) if astral else _encoder.encode(value)
    except UnicodeEncodeError as error:
        raise NotCanonicalError(reason="half of a character") from error


def decode(data: bytes) -> Any:
    """Read JSON as received, canonical or not; raises NotJSONError."""
    try:
        return _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotJSONError(reason="malformed") from error
    except RecursionError as error:
        raise NotJSONError(reason="nested too deeply") from error


def is_canonical(data: bytes) -> bool:
    """Say whether the bytes are exactly what :func:`encode` writes for their value."""
    try:
        return encode(decode(data)) == data
    except (NotJSONError, NotCanonicalError):
        return False


def check(value: object, levels: int = LEVELS) -> bool:
    """Refuse what the profile refuses; say whether any key lies beyond the basic plane.

    Half of a character in a text is left to the encoder. Raises NotCanonicalError.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return False
    if kind is int:
        if not -LARGEST <= value <= LARGEST:  # type: ignore[operator]
            raise NotCanonicalError(reason="a number too large to be exact everywhere")
        return False
    if kind is dict:
        inner = _go_down(levels)
        astral = False
        for key, item in value.items():  # type: ignore[attr-defined]
            if type(key) is not str:
                raise NotCanonicalError(reason="a key that is not text")
            if not key.isascii() and max(key) > "\uffff":
                astral = True
            if type(item) is not str and check(item, inner):
                astral = True
        return astral
    if kind is list or kind is tuple:
        inner = _go_down(levels)
        astral = False
        for item in value:  # type: ignore[attr-defined]
            if type(item) is not str and check(item, inner):
                astral = True
        return astral
    if kind is float:
        raise NotCanonicalError(reason="a number with a fraction")
    raise NotCanonicalError(reason=f"a {kind.__name__}")


def _go_down(levels: int) -> int:
    if levels == 0:
        raise NotCanonicalError(reason="nested too deeply")
    return levels - 1


def _in_utf16_order(value: Any) -> Any:
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return {key: _in_utf16_order(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_in_utf16_order(item) for item in value]
    return value
