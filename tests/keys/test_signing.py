"""Ed25519, against the vectors of RFC 8032, and keys that nobody should trust."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vardas.keys.signing import SigningKey, is_weak, verify_signature

# RFC 8032, section 7.1: seed, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), VECTORS)
def test_the_vectors_of_rfc_8032(seed: str, public: str, message: str, signature: str) -> None:
    key = SigningKey(bytes.fromhex(seed))
    assert key.station == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert key.seed().hex() == seed
    parts = [bytes.fromhex(text) for text in (public, signature, message)]
    assert verify_signature(*parts)


@given(st.integers(0, 64 * 8 - 1))
def test_a_flipped_bit_of_a_signature_is_found(bit: int) -> None:
    key = SigningKey(b"k" * 32)
    signature = bytearray(key.sign(b"message"))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verify_signature(key.public, bytes(signature), b"message")


ORDER = 2**252 + 27742317777372353535851937790883648493


def test_a_signature_has_no_second_form() -> None:
    key = SigningKey(b"k" * 32)
    signature = key.sign(b"message")
    s = int.from_bytes(signature[32:], "little") + ORDER
    assert not verify_signature(key.public, signature[:32] + s.to_bytes(32, "little"), b"message")


SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
]


@pytest.mark.parametrize("text", SMALL_ORDER)
def test_a_key_under_which_anybody_can_sign_signs_nothing(text: str) -> None:
    public = bytes.fromhex(text)
    neutral = b"\1" + bytes(31)
    messages = [b"%d" % n for n in range(40)]
    assert is_weak(public)
    assert not any(verify_signature(public, neutral + bytes(32), message) for message in messages)


@pytest.mark.parametrize(
    ("public", "signature"), [(b"", b""), (bytes(31), bytes(64)), (b"k" * 33, b"")]
)
def test_what_is_malformed_is_no_signature(public: bytes, signature: bytes) -> None:
    assert not verify_signature(public, signature, b"")


def test_a_key_does_not_show_itself() -> None:
    key = SigningKey(b"k" * 32)
    assert key.seed().hex() not in f"{key!r} {key} {vars(key)}"
    with pytest.raises(ValueError, match="32"):
        SigningKey(b"short")
