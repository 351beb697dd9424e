"""A few rounds of the kills that ``make bench`` does 500 of."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def test_no_acknowledged_commit_is_lost_by_a_kill() -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")}
    ended = subprocess.run(
        [sys.executable, "-m", "bench.kill", "--rounds", "5", "--seed", "7"],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    outcome = json.loads(ended.stdout)
    assert outcome["rounds"] == 5
    assert outcome["acknowledged"] > 0
    assert outcome["lost"] == 0
    assert outcome["holds"] is True
