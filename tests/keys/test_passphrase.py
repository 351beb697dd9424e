"""Passphrases and boxes: the right one opens, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vardas.keys import passphrase
from vardas.keys.passphrase import (
    BadCosts,
    Costs,
    TooLittleMemory,
    WrongPassphrase,
    close_box,
    derive_key,
    derive_subkey,
    open_box,
)

CHEAP = Costs(memory=64, passes=1, lanes=1)
SALT = b"s" * 16
KEY, NONCE = b"k" * 32, b"n" * 12


def test_every_part_of_the_costs_and_the_salt_counts() -> None:
    made = {
        derive_key("password", salt, costs)
        for salt in (SALT, b"t" * 16)
        for costs in (CHEAP, Costs(64, 2, 1), Costs(64, 1, 2), Costs(72, 1, 1))
    }
    assert len(made) == 8
    assert {len(key) for key in made} == {32}


def test_the_same_words_on_any_keyboard_give_the_same_key() -> None:
    assert derive_key("café Ångström", SALT, CHEAP) == derive_key("café Ångström", SALT, CHEAP)
    assert derive_key("слова", SALT, CHEAP) != derive_key("Слова", SALT, CHEAP)


@settings(max_examples=20)
@given(st.text(st.characters(), max_size=10))
def test_any_passphrase_gives_a_key(words: str) -> None:
    assert len(derive_key(words, SALT, CHEAP)) == 32
    assert len(derive_key(words + "\udcff", SALT, CHEAP)) == 32


@pytest.mark.parametrize(
    "costs",
    [
        Costs(0, 1, 1),
        Costs(7, 1, 1),
        Costs(-1, 1, 1),
        Costs(2**23, 1, 1),
        Costs(2**40, 1, 1),
        Costs(64, 0, 1),
        Costs(64, 2**40, 1),
        Costs(64, 1, 0),
        Costs(2**20, 1, 65),
    ],
)
def test_costs_that_nobody_can_pay_are_refused(costs: Costs) -> None:
    with pytest.raises(BadCosts):
        derive_key("words", SALT, costs)


def test_too_little_memory_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, **options: object) -> None:
            pass

        def derive(self, words: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(passphrase, "Argon2id", Full)
    with pytest.raises(TooLittleMemory, match="256 MiB"):
        derive_key("words", SALT, Costs())


def test_a_box_opens_with_its_key_and_context_only() -> None:
    box = close_box(KEY, NONCE, b"the seed", b"signing")
    assert open_box(KEY, box, b"signing") == b"the seed"
    for key, sealed, context in [
        (b"x" * 32, box, b"signing"),
        (KEY, box, b"database"),
        (KEY, box[:-1], b"signing"),
        (KEY, b"", b"signing"),
        (KEY, box[:11], b"signing"),
        (KEY, bytes([box[0] ^ 1]) + box[1:], b"signing"),
        (KEY, box[:-1] + bytes([box[-1] ^ 1]), b"signing"),
    ]:
        with pytest.raises(WrongPassphrase):
            open_box(key, sealed, context)


def test_a_nonce_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="12 bytes"):
        close_box(KEY, b"short", b"x", b"")


def test_subkeys_differ_by_purpose_and_say_nothing_of_the_key() -> None:
    made = {derive_subkey(KEY, purpose) for purpose in ("database", "cookies", "")}
    assert len(made) == 3
    assert KEY not in made
