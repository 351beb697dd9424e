"""Run every test: the quick, the slow, then those that use a database again on PostgreSQL.

    python -m tools.suite            what `make test` runs

A missing program costs the tests that need it and one loud line; with CI=true or VARDAS_NO_SKIP=1
it is a failure. The last line counts all runs together.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from tools.postgresql import run_server
from tools.programs import NO_CHROMIUM, NO_POSTGRESQL, Missing, find_chromium, find_postgresql
from tools.strictness import is_skip_refused

NOTHING_CHOSEN = 5  # pytest's exit status where no test has the asked-for markers


@dataclass(frozen=True)
class Stage:
    """One run of pytest: its title, the markers it chooses, and what its environment adds."""

    title: str
    markers: str
    environment: Mapping[str, str]


@dataclass(frozen=True)
class Count:
    """How many tests passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.passed + other.passed,
            self.failed + other.failed,
            self.skipped + other.skipped,
        )

    def __str__(self) -> str:
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


EMBEDDED = {"VARDAS_TEST_DATABASE": "sqlcipher"}
QUICK = Stage("quick tests, embedded database", "not slow and not browser", EMBEDDED)
SLOW = Stage("slow tests and browser, embedded database", "slow or browser", EMBEDDED)


def choose_server_stage(url: str) -> Stage:
    """Return the stage that repeats what uses a database on the server at this URL."""
    return Stage(
        "database tests again, PostgreSQL",
        "database and not browser",
        {"VARDAS_TEST_DATABASE": "postgresql", "VARDAS_TEST_POSTGRESQL": url},
    )


def run_stage(stage: Stage) -> tuple[Count, bool]:
    """Run pytest once; return what it counted and whether it ended well."""
    print(f"\n=== {stage.title} ===", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        command = [
            *(sys.executable, "-m", "pytest"),
            *("-m", stage.markers),
            *("--numprocesses", str(min(os.cpu_count() or 1, 4))),
            *("--dist", "loadfile"),
            f"--junit-xml={report}",
        ]
        ended = subprocess.run(command, env=os.environ | stage.environment, check=False)
        count = read_count(report) if report.exists() else Count()
    return count, ended.returncode in (0, NOTHING_CHOSEN)


def read_count(report: Path) -> Count:
    """Count the tests in a report that pytest wrote as JUnit XML."""
    total = Count()
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own file
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        total += Count(tests - failed - skipped, failed, skipped)
    return total


def find_missing() -> list[Missing]:
    """Return the outside programs that are not here."""
    missing = []
    if find_chromium() is None:
        missing.append(NO_CHROMIUM)
    if find_postgresql() is None:
        missing.append(NO_POSTGRESQL)
    return missing


def run_all() -> tuple[Count, bool]:
    """Run all stages that can be run here; return the sum and whether all ended well."""
    results = [run_stage(QUICK), run_stage(SLOW)]
    if programs := find_postgresql():
        with run_server(programs) as url:
            results.append(run_stage(choose_server_stage(url)))
    total = sum((count for count, _ in results), Count())
    return total, all(well for _, well in results)


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is ended, too
    missing = find_missing()
    for program in missing:
        print(f"!!! {program}", flush=True)
    if missing and is_skip_refused():
        return 1
    total, well = run_all()
    if not total.passed:
        print("No test was run.")
        well = False
    print()
    for program in missing:
        print(f"!!! SKIPPED. {program}")
    print(total)
    return 0 if well and not total.failed else 1


if __name__ == "__main__":
    sys.exit(main())
