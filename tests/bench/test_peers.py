"""What is not installed is said, and a peer's script is a program of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from vardas.cli.names.measuring import peers
from vardas.cli.names.measuring.pairs import Pairs

PAIRS = Pairs(
    ("Адам Няма", "Ewa Nowak"),
    ("Adam Niama", "Jan Kowal"),
    np.array([True, False]),
    {"kind": ["xlang", "easy"]},
)


def test_a_peer_that_is_not_installed_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(peers, "PYTHON", tmp_path / "python")

    found = peers.measure_peers_on_pairs(PAIRS)

    assert set(found) == set(peers.COMPARING)
    assert all("make bench-peers" in one["not_measured"] for one in found.values())


def test_a_peer_that_fails_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(peers, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(peers, "SCRIPTS", tmp_path)
    (tmp_path / "compare.py").write_text("raise SystemExit('it is not here')\n")

    found = peers.measure_peers_on_pairs(PAIRS)

    assert found["nomenklatura logic-v2"] == {"not_measured": "it is not here"}


def test_scores_of_a_peer_are_weighed_like_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answer = {"scores": [0.9, 0.1], "seconds": 0.5, "version": "made-up 1"}
    monkeypatch.setattr(peers, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(peers, "SCRIPTS", tmp_path)
    (tmp_path / "compare.py").write_text(f"print({json.dumps(json.dumps(answer))})\n")

    found = peers.measure_peers_on_pairs(PAIRS)["rapidfuzz token_set, raw text"]

    assert found["pairs_per_second"] == 4
    assert found["sample"] == 2
    assert found["overall"]["f1_at_threshold_0.5"] == 1


def test_databases_answer_over_a_pipe() -> None:
    asked = {
        "ids": ["1", "2"],
        "names": ["adam niama", "ewa nowak"],
        "queries": ["adam niamas", "x"],
        "persons": ["1", "2"],
    }
    code = (
        "import json, sys; from bench.peers.search import measure;"
        "print(json.dumps(measure('SQLite FTS5 trigram', json.load(sys.stdin))))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(asked),
        cwd=peers.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert (found["sample"], found["recall@1"]) == (2, 0.5)
