"""Canonical JSON: one value, one sequence of bytes; the reference implementation agrees."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.independent import program
from vardas.ledger import canonical

LARGEST = 2**53 - 1
WHOLE = st.integers(-LARGEST, LARGEST)
TEXT = st.text(max_size=8)
KEYS = TEXT | st.text(st.sampled_from("\U0001f600\uffff\ufb01aб\u20ac\x80"), max_size=3)
TREES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(TREES)
def test_the_reference_writes_the_same_bytes(value: canonical.Value) -> None:
    data = canonical.encode(value)
    assert data == rfc8785.dumps(value)
    assert canonical.decode(data) == value
    assert canonical.is_canonical(data)


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=4))
def test_the_independent_reader_takes_the_same_bytes(value: dict[str, canonical.Value]) -> None:
    data = canonical.encode(value)  # type: ignore[arg-type]
    assert program.read(data.decode()) == value
    loose = json.dumps(value, indent=1).encode()
    assert not canonical.is_canonical(loose)
    assert program.read(loose.decode()) == {}


def test_keys_beyond_the_plane_sort_by_utf_16() -> None:
    written = canonical.encode({"\uffff": 1, "\U0001f600": 2, "a": {"\U0001f600": 1, "\ufb01": 2}})
    assert written == '{"a":{"\U0001f600":1,"\ufb01":2},"\U0001f600":2,"\uffff":1}'.encode()


def nest(levels: int) -> canonical.Value:
    value: canonical.Value = 1
    for _ in range(levels):
        value = [value]
    return value


REFUSED: dict[str, object] = {
    "a fraction": 1.5,
    "a whole float": 1.0,
    "not a number": float("nan"),
    "infinity": float("inf"),
    "too large": LARGEST + 1,
    "too small": -LARGEST - 1,
    "half of a character": "\ud800",
    "half of a character as key": {"\udc00": 1},
    "half of a character beside a key beyond the plane": {"\U0001f600": "\ud800"},
    "a key that is a number": {1: "x"},
    "bytes": b"x",
    "a set": {1},
    "too deep": nest(65),
    "far too deep": nest(5_000),
    "a fraction beside an object with a key beyond the plane": [{"\U0001f600": 1}, 1.5],
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_canonical_form_is_refused(name: str) -> None:
    with pytest.raises(canonical.NotCanonicalError):
        canonical.encode(REFUSED[name])  # type: ignore[arg-type]
    with pytest.raises(canonical.NotCanonicalError):
        canonical.encode({"inner": [REFUSED[name]]})  # type: ignore[list-item]


def test_sixty_four_levels_are_taken_by_all() -> None:
    whole: canonical.Value = {"a": nest(63)}
    data = canonical.encode(whole)
    assert canonical.is_canonical(data)
    assert program.read(data.decode()) == whole
    deeper = b'{"a":' + b"[" * 64 + b"]" * 64 + b"}"
    assert not canonical.is_canonical(deeper)
    assert program.read(deeper.decode()) == {}


NOT_CANONICAL = {
    "space": b'{"a": 1}',
    "order": b'{"b":1,"a":2}',
    "twice": b'{"a":1,"a":1}',
    "escape": b'{"a":"\\u0061"}',
    "capitals in an escape": b'{"a":"\\u001F"}',
    "solidus": b'{"a":"\\/"}',
    "fraction": b'{"a":1.5}',
    "exponent": b'{"a":1e2}',
    "whole float": b'{"a":1.0}',
    "minus nought": b'{"a":-0}',
    "leading nought": b'{"a":01}',
    "plus": b'{"a":+1}',
    "too large": b'{"a":9007199254740992}',
    "very large": b'{"a":' + b"9" * 5000 + b"}",
    "nan": b'{"a":NaN}',
    "half a character": b'{"a":"\\ud800"}',
    "not UTF-8": b'{"a":"\xff"}',
    "overlong UTF-8": b'{"a":"\xc0\x80"}',
    "surrogate in UTF-8": b'{"a":"\xed\xa0\x80"}',
    "byte order mark": b'\xef\xbb\xbf{"a":1}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "raw control character": b'{"a":"\x01"}',
    "more than one": b'{"a":1}{"a":1}',
    "line feed after": b'{"a":1}\n',
    "comment": b'{"a":1}//',
    "nothing": b"",
    "cut off": b'{"a":',
    "deep": b"[" * 200_000,
}


@pytest.mark.parametrize("name", NOT_CANONICAL)
def test_other_bytes_are_not_canonical_for_either_reader(name: str) -> None:
    data = NOT_CANONICAL[name]
    assert not canonical.is_canonical(data)
    with pytest.raises(program.Fault):
        program.read_line(data + b"\n", rf"\{{({program.TEXT}|[^\"])*\}}", "")


@given(st.binary(max_size=40) | st.text(max_size=40).map(lambda t: t.encode(errors="replace")))
def test_reading_anything_ends_in_a_value_or_our_error(data: bytes) -> None:
    with suppress(canonical.NotJSONError):
        canonical.decode(data)
    assert canonical.is_canonical(data) in (True, False)
