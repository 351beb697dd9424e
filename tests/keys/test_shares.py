"""Two of three shares bring the secret back; one, or a wrong word, does not."""

import os
from itertools import combinations, permutations

import pytest

from vardas.keys.shares import SharesDoNotFit, join_shares, split_secret

SECRET = bytes(range(16))
SHARES = split_secret(SECRET)


@pytest.mark.parametrize("pair", permutations(range(3), 2))
def test_any_two_bring_it_back_in_any_order(pair: tuple[int, int]) -> None:
    assert join_shares([SHARES[at] for at in pair]) == SECRET


def test_three_do_too_and_capitals_and_spaces_do_not_matter() -> None:
    assert join_shares(SHARES) == SECRET
    assert join_shares([SHARES[0].upper(), f"  {SHARES[1].replace(' ', '   ')}\n"]) == SECRET


def test_each_has_twenty_words() -> None:
    assert {len(share.split()) for share in SHARES} == {20}


@pytest.mark.parametrize(
    "shares",
    [
        [],
        [SHARES[0]],
        [SHARES[0], SHARES[0]],
        [SHARES[0], "not a share"],
        [SHARES[0], SHARES[1].rsplit(" ", 1)[0] + " academic"],
        [SHARES[0], split_secret(SECRET)[1]],
        ["", " "],
    ],
)
def test_what_does_not_fit_is_refused(shares: list[str]) -> None:
    with pytest.raises(SharesDoNotFit):
        join_shares(shares)


def test_a_wrong_word_anywhere_is_found() -> None:
    words = SHARES[1].split()
    for at, word in enumerate(words):
        other = "academic" if word != "academic" else "acid"
        with pytest.raises(SharesDoNotFit):
            join_shares([SHARES[0], " ".join([*words[:at], other, *words[at + 1 :]])])


def test_shares_differ_every_time() -> None:
    assert all(one != other for one, other in combinations([*SHARES, *split_secret(SECRET)], 2))


def test_a_secret_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        split_secret(os.urandom(15))
