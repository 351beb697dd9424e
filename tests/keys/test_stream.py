"""Sealed streams: any length, and nothing of them changed, moved, repeated or left out."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.keys.stream import MAGIC, PIECE, SALT_LENGTH, SealedStreamDamaged, Sealer, open_stream

KEY, SALT = b"k" * 32, b"s" * SALT_LENGTH
HEAD = len(MAGIC) + SALT_LENGTH
SEALED_PIECE = PIECE + 16


def seal(*chunks: bytes) -> bytes:
    target = io.BytesIO()
    with Sealer(KEY, SALT, target) as sealer:
        for chunk in chunks:
            sealer.write(chunk)
    return target.getvalue()


def unseal(data: bytes, key: bytes = KEY) -> bytes:
    return b"".join(open_stream(key, io.BytesIO(data)))


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7])
def test_every_length_comes_back(length: int) -> None:
    data = random.Random(length).randbytes(length)
    assert unseal(seal(data)) == data


@given(st.lists(st.binary(max_size=200)))
def test_it_does_not_matter_how_it_is_cut(chunks: list[bytes]) -> None:
    assert unseal(seal(*chunks)) == b"".join(chunks)
    assert seal(*chunks) == seal(b"".join(chunks))


WHOLE = seal(bytes(3 * PIECE + 5))
PIECES = [WHOLE[HEAD:][at : at + SEALED_PIECE] for at in range(0, len(WHOLE) - HEAD, SEALED_PIECE)]
DAMAGED = {
    "nothing": b"",
    "another file": b"something else entirely" * 10,
    "only the beginning": WHOLE[:HEAD],
    "cut within a piece": WHOLE[:-1],
    "the last piece missing": WHOLE[:HEAD] + b"".join(PIECES[:-1]),
    "a piece missing": WHOLE[:HEAD] + PIECES[0] + PIECES[2] + PIECES[3],
    "two pieces exchanged": WHOLE[:HEAD] + PIECES[1] + PIECES[0] + PIECES[2] + PIECES[3],
    "a piece twice": WHOLE[:HEAD] + PIECES[0] + b"".join(PIECES),
    "something after the end": WHOLE + b"x",
    "the salt changed": WHOLE[: HEAD - 1] + b"t" + WHOLE[HEAD:],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damage_is_found(name: str) -> None:
    with pytest.raises(SealedStreamDamaged):
        unseal(DAMAGED[name])


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 7))
def test_any_flipped_bit_is_found(at: int, bit: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= 1 << bit
    with pytest.raises(SealedStreamDamaged):
        unseal(bytes(changed))


def test_another_key_opens_nothing() -> None:
    with pytest.raises(SealedStreamDamaged):
        unseal(WHOLE, b"x" * 32)


def test_a_stream_left_by_an_error_has_no_end() -> None:
    target = io.BytesIO()
    sealer = Sealer(KEY, SALT, target)
    sealer.write(bytes(2 * PIECE))
    with pytest.raises(ZeroDivisionError), sealer:
        raise ZeroDivisionError
    with pytest.raises(SealedStreamDamaged):
        unseal(target.getvalue())


def test_a_salt_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="16"):
        Sealer(KEY, b"short", io.BytesIO())
