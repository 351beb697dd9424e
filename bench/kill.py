"""Kills a writing process again and again, and looks whether anything acknowledged was lost.

``python -m bench.kill --rounds 500`` makes a station of its own. In every round a fresh process
opens the database (which repairs what the last kill left), checks that all commits acknowledged so
far are there, and commits until SIGKILL hits it at a random moment. What it acknowledged is what it
could still write into a pipe. At the end ``vardas verify --thorough`` has to find nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.made_up import SEED, MadeUp
from vardas.actions.station import create_station
from vardas.cli.demo import MEMBER, PASSPHRASE

LONGEST = 0.6
"""Seconds that a process lives at most: long enough for opening and a few commits."""
LARGEST = 40
"""People in a commit at most; 400 statements."""
LOST = 3


@dataclass(frozen=True)
class Outcome:
    """What so many kills did."""

    rounds: int
    acknowledged: int
    lost: int
    holds: bool
    seconds: float


def kill_repeatedly(folder: Path, rounds: int, seed: int = SEED) -> Outcome:
    """Make a station in the folder and kill its writers; returns what was lost."""
    began = time.monotonic()
    opened = create_station(folder, MEMBER, PASSPHRASE, is_demo=True)
    from django.db import connections

    _commit_once(opened, seed)
    connections.close_all()  # a database must not be open across a fork
    chance = random.Random(seed)
    acknowledged: list[str] = []
    lost = 0
    for number in range(rounds):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _write(opened, acknowledged, writing, seed + number)
        os.close(writing)
        time.sleep(chance.random() * LONGEST)
        os.kill(child, signal.SIGKILL)
        acknowledged += _read_all(reading)
        _, status = os.waitpid(child, 0)
        lost += os.WIFEXITED(status) and os.WEXITSTATUS(status) == LOST
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) != LOST:
            raise RuntimeError(f"the writer of round {number} failed by itself")
    lost += len(_find_missing(acknowledged))
    connections.close_all()
    return Outcome(
        rounds, len(acknowledged), lost, _holds(folder), round(time.monotonic() - began, 1)
    )


def _commit_once(opened: Any, seed: int) -> None:
    """Load all that writing needs before the first fork: no writer lives long enough to do it."""
    from vardas.ledger.statement import Act
    from vardas.registry.writing import write_commit

    statements = MadeUp(seed).statements(1)
    write_commit(opened.station, Act(str(opened.keys.member), "bench"), statements)


def _write(opened: Any, acknowledged: list[str], pipe: int, seed: int) -> None:
    """Commit until killed; never returns."""
    try:
        from vardas.ledger.statement import Act
        from vardas.registry.writing import write_commit

        if _find_missing(acknowledged):
            os._exit(LOST)
        chance = random.Random(seed)
        made_up = MadeUp(seed)
        act = Act(str(opened.keys.member), "bench")
        while True:
            statements = list(made_up.statements(chance.randint(1, LARGEST)))
            signed = write_commit(opened.station, act, statements)
            os.write(pipe, f"{signed.id}\n".encode())
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)


def _read_all(pipe: int) -> list[str]:
    with os.fdopen(pipe, "rb") as stream:
        data = stream.read()
    return [line.decode() for line in data.split(b"\n")[:-1]]


def _find_missing(identifiers: list[str]) -> set[str]:
    from vardas.registry.tables.ledger import Commit

    return set(identifiers) - set(Commit.objects.values_list("identifier", flat=True))


def _holds(folder: Path) -> bool:
    command = [sys.executable, "-c", "from vardas.cli.main import run; run()"]
    command += ["verify", "--thorough", "--station", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.stderr.write(ended.stdout + ended.stderr)
    return ended.returncode == 0


def main() -> int:
    """Run from the command line; exit status 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vardas-kill-") as place:
        outcome = kill_repeatedly(Path(place) / "station", options.rounds, options.seed)
    sys.stdout.write(json.dumps(asdict(outcome)) + "\n")
    return int(bool(outcome.lost) or not outcome.holds)


if __name__ == "__main__":
    sys.exit(main())
