"""Seals: only the holder opens, only in its place, only under the key it was closed with."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.keys.sealing import (
    COMMITMENT_LENGTH,
    PADDED_TO,
    SALT_LENGTH,
    SEED_LENGTH,
    WRAPPED_LENGTH,
    OpeningKey,
    SealBroken,
    close_to,
    close_value,
    open_text,
    open_value,
    seal_text,
)

KEY = OpeningKey(bytes(range(SEED_LENGTH)))
OTHER = OpeningKey(bytes(SEED_LENGTH))
HERE = b"health/person/1"


@given(st.binary(max_size=300))
def test_what_is_sealed_is_opened_by_the_holder(text: bytes) -> None:
    assert open_text(KEY, seal_text(KEY.public, text, HERE, os.urandom), HERE) == text


def test_nobody_else_opens_it_and_nowhere_else() -> None:
    box = seal_text(KEY.public, b"diabetes", HERE, os.urandom)
    for key, place in ((OTHER, HERE), (KEY, b"health/person/2"), (KEY, b"")):
        with pytest.raises(SealBroken):
            open_text(key, box, place)


def test_every_changed_byte_is_found() -> None:
    box = bytearray(seal_text(KEY.public, b"diabetes", HERE, os.urandom))
    for at in [*range(0, WRAPPED_LENGTH, 97), *range(WRAPPED_LENGTH, len(box))]:
        box[at] ^= 1
        with pytest.raises(SealBroken):
            open_text(KEY, bytes(box), HERE)
        box[at] ^= 1
    assert open_text(KEY, bytes(box), HERE) == b"diabetes"


@pytest.mark.parametrize("length", [0, 1, 31, 64, 1000])
def test_a_box_that_is_cut_off_is_broken(length: int) -> None:
    box = seal_text(KEY.public, b"diabetes", HERE, os.urandom)
    with pytest.raises(SealBroken):
        open_text(KEY, box[:length], HERE)


def test_a_box_is_committed_to_its_key() -> None:
    """A box that another key would open too is refused by its commitment, before any decryption."""
    salt, one, other = os.urandom(SALT_LENGTH), os.urandom(32), os.urandom(32)
    box = close_value(one, salt, b"text", HERE)
    swapped = close_value(other, salt, b"text", HERE)
    start, end = SALT_LENGTH, SALT_LENGTH + COMMITMENT_LENGTH
    with pytest.raises(SealBroken):
        open_value(other, box, HERE)
    with pytest.raises(SealBroken):
        open_value(one, swapped[:start] + box[start:end] + swapped[end:], HERE)


def test_lengths_tell_little() -> None:
    lengths = {len(seal_text(KEY.public, bytes(n), HERE, os.urandom)) for n in range(PADDED_TO)}
    assert len(lengths) == 1


def test_the_same_text_is_never_closed_the_same_way() -> None:
    boxes = {seal_text(KEY.public, b"same", HERE, os.urandom) for _ in range(5)}
    assert len(boxes) == 5


def test_keys_of_another_length_are_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        OpeningKey(bytes(32))
    with pytest.raises(ValueError, match="bytes"):
        close_to(b"short", b"x", HERE)


def test_a_key_does_not_show_itself() -> None:
    assert repr(KEY) == "OpeningKey(…)"
    assert KEY.seed().hex() not in repr(vars(KEY)["_key"])


def test_a_seed_gives_the_same_key_anywhere() -> None:
    again = OpeningKey(KEY.seed())
    assert again.public == KEY.public
    assert again.open(close_to(KEY.public, b"x", HERE), HERE) == b"x"
