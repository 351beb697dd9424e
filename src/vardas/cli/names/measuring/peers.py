"""Others measured on the same names in the same run, where they are installed.

They live in a place of their own (``make bench-peers``) and in the source of Vardas, never in what
is installed: their scripts are run as programs and answer as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

import vardas
from vardas.cli.names.measuring.figures import weigh_all
from vardas.cli.names.measuring.pairs import Pairs
from vardas.cli.names.measuring.registry import Questions, Registry, fill_up, romanise

ROOT = Path(vardas.__file__).parents[2]
SCRIPTS = ROOT / "bench" / "peers"
PYTHON = ROOT / "build" / "peers" / "bin" / "python"
COMPARING = (
    "rapidfuzz token_set, raw text",
    "rapidfuzz WRatio after ICU",
    "nomenklatura logic-v1",
    "nomenklatura logic-v2",
)
PAIRS, QUESTIONS = 30_000, 1_000
SEED = 7
ABSENT = "not installed here: make bench-peers installs it"


def measure_peers_on_pairs(pairs: Pairs) -> dict[str, Any]:
    """Return the figures of each other matcher, or why it was not measured."""
    if not PYTHON.exists() or not SCRIPTS.is_dir():
        return {peer: {"not_measured": ABSENT} for peer in COMPARING}
    places = _sample(len(pairs.ones), PAIRS)
    asked = json.dumps([[pairs.ones[place], pairs.others[place]] for place in places])
    same = pairs.same[places]
    parts = {name: [column[place] for place in places] for name, column in pairs.parts.items()}
    return {peer: _compare(peer, asked, same, parts) for peer in COMPARING}


def _compare(peer: str, asked: str, same: Any, parts: Any) -> dict[str, Any]:
    command = [str(PYTHON), str(SCRIPTS / "compare.py"), peer]
    ended = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if ended.returncode:
        return {"not_measured": _last_line(ended.stderr)}
    answer = json.loads(ended.stdout.splitlines()[-1])
    scores = np.array(answer["scores"], dtype=np.float64)
    return {
        "version": answer["version"],
        "sample": len(scores),
        "pairs_per_second": round(len(scores) / answer["seconds"]),
    } | weigh_all(scores, same, parts)


def measure_peers_on_search(registry: Registry, questions: Questions, size: int) -> dict[str, Any]:
    """Return the figures of the databases' own trigrams on the same names, romanised."""
    if not SCRIPTS.is_dir():
        return {"not_measured": "only in the source of Vardas"}
    held = fill_up(registry, size, questions.names) if size else registry
    places = _sample(len(questions.names), QUESTIONS)
    asked = {
        "ids": held.ids,
        "names": [romanise(name).lower() for name in held.names],
        "queries": [romanise(questions.names[place]).lower() for place in places],
        "persons": [questions.persons[place] for place in places],
    }
    ended = subprocess.run(
        [sys.executable, "-m", "bench.peers.search"],
        input=json.dumps(asked),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        return {"not_measured": _last_line(ended.stderr)}
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _sample(count: int, most: int) -> list[int]:
    """Return so many places at random, in an order that is random too: a part of it is a sample."""
    order: list[int] = np.random.default_rng(SEED).permutation(count)[:most].tolist()
    return order


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it ended without a word"])[-1][:200]
