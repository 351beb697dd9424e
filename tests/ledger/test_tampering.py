"""Random damage: no flipped bit goes unseen, by either verifier."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tests.ledger.independent import check, find_fault, verify_both
from tests.ledger.simulation import make_small, make_three
from tests.vectors.make import FOLDER
from vardas.ledger.exchange import verify_export

FLIPS = 10_000


def flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def split(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True) if b"\r" not in data else _split_at_line_feeds(data)


def _split_at_line_feeds(data: bytes) -> list[bytes]:
    # A file is read by line feeds alone; splitlines would also cut at a carriage return.
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]


@pytest.mark.slow
def test_ten_thousand_random_bit_flips_are_all_found() -> None:
    export = b"".join(make_small().export())
    whole = verify_export(split(export))
    assert (whole.holds, whole.erased, whole.withheld) == (True, 1, 1)
    bits = random.Random(11).sample(range(len(export) * 8), FLIPS)
    codes: Counter[str] = Counter()
    for bit in bits:
        lines = split(flip(export, bit))
        verdict = verify_export(lines)
        assert not verdict.holds, f"bit {bit}"
        assert not check(lines)["holds"], f"bit {bit}"
        codes[verdict.findings[0].code] += 1
    assert codes.keys() >= {"damaged", "bad_signature", "wrong_root", "bad_checkpoint"}


@pytest.mark.slow
def test_every_bit_of_a_small_export_counts() -> None:
    export = (FOLDER / "valid/one-commit.jsonl").read_bytes()
    for bit in range(len(export) * 8):
        lines = split(flip(export, bit))
        assert not verify_export(lines).holds, f"bit {bit}"
        assert not check(lines)["holds"], f"bit {bit}"


def test_every_flipped_bit_of_a_proof_is_found() -> None:
    proof = (FOLDER / "proofs/valid/leaf-3-of-7.json").read_bytes()
    for bit in range(0, len(proof) * 8, 3):
        assert find_fault(flip(proof, bit)), f"bit {bit}"


def test_damage_of_any_kind_ends_in_a_finding_and_alike() -> None:
    """Lines lost, doubled, moved, cut or joined: never an exception, and never two opinions."""
    source = random.Random(5)
    lines = make_three()[0].export()
    for _ in range(600):
        damaged = list(lines)
        for _ in range(source.randint(1, 3)):
            at = source.randrange(len(damaged))
            match source.randrange(5):
                case 0:
                    del damaged[at]
                case 1:
                    damaged.insert(source.randrange(len(damaged)), damaged[at])
                case 2:
                    other = source.randrange(len(damaged))
                    damaged[at], damaged[other] = damaged[other], damaged[at]
                case 3:
                    damaged[at] = damaged[at][: source.randrange(len(damaged[at]))]
                case _:
                    noise = source.randbytes(source.randint(1, 4))
                    cut = source.randrange(len(damaged[at]))
                    damaged[at] = damaged[at][:cut] + noise + damaged[at][cut + len(noise) :]
            if not damaged:
                break
        damaged = split(b"".join(damaged))
        verdict, _ = verify_both(damaged)
        assert not verdict.holds or damaged == lines
