"""docs/format/ledger.md says what is so: its example is a vector, its codes are all there are."""

import json
import re
from pathlib import Path

from tests.vectors.make import FOLDER
from vardas.ledger.canonical import LARGEST, LEVELS
from vardas.ledger.moment import LAST
from vardas.ledger.statement import Act, Erase, Prefer, Retract, Say
from vardas.ledger.verdict import MESSAGES

DOCUMENT = Path(__file__).parents[2] / "docs/format/ledger.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


def read_blocks(language: str) -> list[str]:
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return [body for name, body in blocks if name == language]


def test_the_example_is_the_vector() -> None:
    (example,) = read_blocks("json")
    assert example.encode() == (FOLDER / "valid/one-commit.jsonl").read_bytes()


def test_the_steps_of_the_example_are_right() -> None:
    parts = json.loads((FOLDER / "parts.json").read_bytes())
    leaves, rest = read_blocks("")[-2:]
    assert re.findall("[0-9a-f]{64}", leaves) == [leaf["hash"] for leaf in parts["leaves"]]
    assert re.findall("[0-9a-f]{64}", rest) == [*parts["roots"][1:], parts["id"]]
    assert f"`{parts['leaves'][0]['salt']}`" in TEXT
    assert f"{len(parts['leaves'][0]['leaf'].encode())} bytes of the first leaf" in TEXT
    assert f"{len(parts['header'].encode())} bytes of the header" in TEXT


def test_every_code_is_explained_and_no_other() -> None:
    rules = TEXT[TEXT.index("## 8.") : TEXT.index("## 9.")]
    named = {code for code in re.findall("`([a-z]+(?:_[a-z]+)*)`", rules) if "_" in code}
    single = {code for code in MESSAGES if "_" not in code}
    assert named - {"foreign_station"} | single == MESSAGES.keys()
    assert all(f"`{code}`" in rules for code in single)


def test_every_member_of_every_verb_is_explained() -> None:
    table = TEXT[TEXT.index("## 2.") : TEXT.index("### Effect")]
    for verb in (Act, Say, Retract, Prefer, Erase):
        assert f"`{verb.__struct_config__.tag}`" in table
        for member in verb.__struct_fields__:
            assert f"`{member}`" in table, (verb, member)


def test_the_limits_are_those_of_the_code() -> None:
    assert LARGEST == 2**53 - 1
    assert f"at most {LEVELS} levels deep" in TEXT
    assert f"at most\n{LAST}" in TEXT
