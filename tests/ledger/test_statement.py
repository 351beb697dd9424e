"""Leaves: what is written is read again, and what cannot be read says nothing."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.test_canonical import TREES
from vardas.ledger import canonical
from vardas.ledger.moment import LAST
from vardas.ledger.statement import (
    Act,
    Erase,
    Leaf,
    NotAStatementError,
    Prefer,
    Retract,
    Say,
    read_leaf,
    write_leaf,
)

A, B, C = (UUID(f"0199390e-9e0{n}-7000-8000-00000000000a") for n in range(3))

EXAMPLES: dict[str, tuple[Leaf, str]] = {
    "act": (Act("m", "record_arrival"), '{"action":"record_arrival","member":"m","verb":"act"}'),
    "say": (
        Say(A, B, "person", "birth_date", "1991-06-XX"),
        f'{{"field":"birth_date","id":"{A}","kind":"person","record":"{B}","value":"1991-06-XX",'
        '"verb":"say"}',
    ),
    "say with its source": (
        Say(A, B, "person", "name", {"text": "Ева"}, C, {"text": "«Ева»"}, "EV", "doubtful", (C,)),
        f'{{"certainty":"doubtful","field":"name","id":"{A}","kind":"person",'
        f'"quote":{{"text":"«Ева»"}},"record":"{B}","replaces":["{C}"],"said_by":"EV",'
        f'"source":"{C}","value":{{"text":"Ева"}},"verb":"say"}}',
    ),
    "say nothing": (
        Say(A, B, "person", "sex", None),
        f'{{"field":"sex","id":"{A}","kind":"person","record":"{B}","value":null,"verb":"say"}}',
    ),
    "retract": (
        Retract(A, (B,), "another person"),
        f'{{"id":"{A}","ids":["{B}"],"verb":"retract","why":"another person"}}',
    ),
    "prefer": (Prefer(A, (B,)), f'{{"id":"{A}","ids":["{B}"],"verb":"prefer"}}'),
    "erase": (
        Erase(A, (B,), "GDPR 17(1)(b)", ("ab" * 32,)),
        f'{{"basis":"GDPR 17(1)(b)","id":"{A}","ids":["{B}"],"leaves":["{"ab" * 32}"],'
        '"verb":"erase"}',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_leaf_has_these_bytes(name: str) -> None:
    leaf, text = EXAMPLES[name]
    assert write_leaf(leaf) == text.encode()
    assert canonical.is_canonical(text.encode())
    assert read_leaf(text.encode()) == leaf


@given(TREES, st.none() | st.dictionaries(st.text(max_size=3), TREES, max_size=3))
def test_any_value_is_read_as_it_was_written(value: Any, quote: dict[str, Any] | None) -> None:
    said = Say(A, B, "person", "note", value, quote=quote)
    data = write_leaf(said)
    assert canonical.is_canonical(data)
    assert read_leaf(data) == said


def members(**changes: Any) -> bytes:
    said = json.loads(EXAMPLES["say"][1])
    return canonical.encode({**said, **changes})


def test_members_of_a_later_version_are_passed_over() -> None:
    assert read_leaf(members(zeal="of 2030", aim=[1])) == EXAMPLES["say"][0]
    assert read_leaf(members(why_not=None)) == EXAMPLES["say"][0]


def test_a_default_that_is_written_out_is_read() -> None:
    assert read_leaf(members(certainty="stated", source=None, said_by="")) == EXAMPLES["say"][0]


SAY = EXAMPLES["say"][1].encode()
UNREADABLE: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"hello",
    "a list": b"[]",
    "a number": b"1",
    "not UTF-8": SAY.replace(b"1991", b"\xff\xff"),
    "cut off": SAY[:-1],
    "no verb": members(verb=None),
    "an unknown verb": members(verb="doubt"),
    "a space": SAY.replace(b",", b", ", 1),
    "another order": SAY[:-1] + b',"aim":1}',
    "a member twice": SAY.replace(b"{", b'{"field":"name",', 1),
    "a member twice in the value": members(value="?").replace(b'"?"', b'{"a":1,"a":2}'),
    "a fraction": members(value="?").replace(b'"?"', b"1.5"),
    "a number too large": members(value="?").replace(b'"?"', b"9007199254740992"),
    "a very large number": members(value="?").replace(b'"?"', b"9" * 5000),
    "half of a character": members(value="?").replace(b'"?"', b'"\\ud800"'),
    "nested too deeply": members(value="?").replace(b'"?"', b"[" * 65 + b"]" * 65),
    "nested far too deeply": members(value="?").replace(b'"?"', b"[" * 90_000 + b"]" * 90_000),
    "no value": canonical.encode({k: v for k, v in json.loads(SAY).items() if k != "value"}),
    "an id in capitals": members(id=str(A).upper()),
    "an id without hyphens": members(record=B.hex),
    "an id that is none": members(id="first"),
    "an id beyond the calendar": members(id=str(UUID(int=LAST + 1 << 80))),
    "replaces in capitals": members(replaces=[str(C).upper()]),
    "replaces that is no list": members(replaces=str(C)),
    "a certainty that is none": members(certainty="perhaps"),
    "a kind that is a number": members(kind=1),
    "a quote that is text": members(quote="said so"),
    "an erasure without a basis": canonical.encode({"verb": "erase", "id": str(A), "ids": []}),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_says_nothing(name: str) -> None:
    with pytest.raises(NotAStatementError):
        read_leaf(UNREADABLE[name])


@pytest.mark.parametrize(
    "value", [1.5, 2**53, "\ud800", {"\U0001f600": "\ud800"}, {1: 2}, b"x", [[1.5]]]
)
def test_what_has_no_canonical_form_is_not_written(value: Any) -> None:
    with pytest.raises(canonical.NotCanonicalError):
        write_leaf(Say(A, B, "person", "note", value))
    with pytest.raises(canonical.NotCanonicalError):
        write_leaf(Say(A, B, "person", "note", "x", quote={"at": value}))


def test_half_of_a_character_is_not_written_anywhere() -> None:
    with pytest.raises(canonical.NotCanonicalError):
        write_leaf(Retract(A, (B,), "\udc00"))


@given(st.binary(max_size=60) | st.integers(0, len(SAY) * 8 - 1).map(
    lambda bit: SAY[: bit // 8] + bytes([SAY[bit // 8] ^ 1 << bit % 8]) + SAY[bit // 8 + 1 :]
))  # fmt: skip
def test_reading_anything_ends_in_a_leaf_or_our_error(data: bytes) -> None:
    try:
        leaf = read_leaf(data)
    except NotAStatementError:
        return
    assert canonical.is_canonical(data)
    assert read_leaf(write_leaf(leaf)) == leaf
