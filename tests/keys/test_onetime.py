"""Codes as RFC 6238 computes them, good once, with a clock that may be half a minute off."""

import pytest

from vardas.keys.onetime import (
    SECRET_LENGTH,
    STEP,
    digest_code,
    find_step,
    write_address,
    write_secret,
)

SECRET = b"12345678901234567890"
RFC_6238 = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}


@pytest.mark.parametrize(("seconds", "code"), RFC_6238.items())
def test_the_codes_of_the_standard_fit(seconds: int, code: str) -> None:
    assert find_step(SECRET, code, seconds, -1) == seconds // STEP
    assert find_step(SECRET, f" {code[:3]} {code[3:]} ", seconds, -1) == seconds // STEP


@pytest.mark.parametrize(
    ("drift", "fits"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_the_clock_may_be_one_step_off(drift: int, fits: bool) -> None:
    seconds = 1234567890
    found = find_step(SECRET, RFC_6238[seconds], seconds + drift * STEP, -1)
    assert (found is not None) is fits


def test_a_code_is_good_once() -> None:
    step = find_step(SECRET, "005924", 1234567890, -1)
    assert step is not None
    assert find_step(SECRET, "005924", 1234567890, step) is None


@pytest.mark.parametrize("code", ["", "00592", "0059240", "abcdef", "٠٠٥٩٢٤", "²05924", "-05924"])
def test_what_is_no_code_fits_never(code: str) -> None:
    assert find_step(SECRET, code, 1234567890, -1) is None


def test_a_secret_is_written_to_be_typed_and_to_be_read_by_an_app() -> None:
    assert write_secret(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert "secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" in write_address(SECRET, "x y")
    assert len(SECRET) == SECRET_LENGTH


def test_a_spare_code_is_the_same_however_it_is_typed() -> None:
    assert digest_code(b"k" * 32, "ABCD efgh") == digest_code(b"k" * 32, " abcdefgh ")
    assert digest_code(b"k" * 32, "abcdefgh") != digest_code(b"j" * 32, "abcdefgh")
