"""Runs one measurement in a process of its own, so that time and memory are its own.

``python -m bench.measuring WHAT FOLDER`` opens the station and prints the figures as JSON. The
memory is the most the process ever held, the 256 MiB for opening with a passphrase among it.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from vardas.cli.demo import PASSPHRASE
from vardas.registry.opening import Opened, open_station, unlock


def measure(what: str, folder: Path, *more: str) -> dict[str, Any]:
    """Run a measurement in a fresh process and return its figures."""
    command = [sys.executable, "-m", "bench.measuring", what, str(folder), *more]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(ended.stdout)
    return figures


def _ignore(stage: str, done: int, total: int) -> None:
    """Report to nobody."""


def verify(opened: Opened) -> dict[str, Any]:
    """Verify everything; the station has to hold."""
    from vardas.registry.verification import verify_database

    found = verify_database(opened.station.name, _ignore)
    if not found.holds:
        raise RuntimeError(found.findings[0])
    return {"commits": found.ledger.commits, "statements": found.ledger.statements}


def rebuild(opened: Opened) -> dict[str, Any]:
    """Make all disposable tables anew."""
    from vardas.registry.fold import rebuild as rebuilding

    return {"records": rebuilding.rebuild(_ignore)}


def pages(opened: Opened, *rounds: str) -> dict[str, Any]:
    """Ask for every kind of page."""
    from bench.pages import ask_pages

    return ask_pages(opened, int(rounds[0]))


def first_rows(opened: Opened) -> dict[str, Any]:
    """Ask for the first page of the newest list's rows."""
    from bench.pages import ask_first_rows

    return ask_first_rows(opened)


def public_site(opened: Opened, people: str, folder: str, languages: str) -> dict[str, Any]:
    """Write the public list of made-up people; what the station itself holds plays no part."""
    from bench.public_site import write_made_up_site

    return write_made_up_site(int(people), Path(folder), tuple(languages.split(",")))


MEASUREMENTS = {
    "verify": verify,
    "rebuild": rebuild,
    "pages": pages,
    "first_rows": first_rows,
    "public_site": public_site,
}


def main() -> None:
    """Open the station, measure, print."""
    what, folder, *more = sys.argv[1:]
    opened = open_station(unlock(Path(folder), PASSPHRASE))
    began, worked = time.perf_counter(), time.process_time()
    figures = MEASUREMENTS[what](opened, *more)
    figures["seconds"] = round(time.perf_counter() - began, 2)
    figures["processor"] = round(time.process_time() - worked, 2)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures["peak_mb"] = round(peak * 1024 / 1e6)
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
