"""A missing program, a skipped test and an empty run are told apart, and counted."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.strictness import is_skip_refused
from tools.suite import Count, read_count

ROOT = Path(__file__).resolve().parents[2]

SAMPLE = """
import pytest

def test_that_passes(): pass
def test_that_skips(): pytest.skip("a program is missing")

@pytest.mark.xfail(reason="known")
def test_that_is_known_to_fail(): raise ValueError

@pytest.mark.shared
def test_that_reads_shared(): pass
"""


def run_sample(folder: Path, **environment: str) -> tuple[int, Count]:
    """Run pytest on the sample under our root conftest, in a folder with no ../shared."""
    checkout = folder / "place" / "checkout"
    checkout.mkdir(parents=True)
    shutil.copy(ROOT / "conftest.py", checkout)
    (checkout / "test_sample.py").write_text(SAMPLE)
    (checkout / "pytest.ini").write_text("[pytest]\nmarkers =\n  shared\n  browser\n  database\n")
    report = checkout / "report.xml"
    inherited = {k: v for k, v in os.environ.items() if k not in ("CI", "VARDAS_NO_SKIP")}
    for name in [name for name in inherited if name.startswith(("PYTEST_", "DJANGO_"))]:
        del inherited[name]
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:django", f"--junit-xml={report}"],
        cwd=checkout,
        env=inherited | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        check=False,
    )
    return ended.returncode, read_count(report)


def test_a_skip_is_a_skip_on_a_persons_own_machine(tmp_path: Path) -> None:
    assert run_sample(tmp_path) == (0, Count(passed=1, skipped=3))


@pytest.mark.parametrize("name", ["CI", "VARDAS_NO_SKIP"])
def test_a_skip_is_a_failure_where_all_must_run(tmp_path: Path, name: str) -> None:
    assert run_sample(tmp_path, **{name: "true"}) == (1, Count(passed=1, failed=1, skipped=2))


@pytest.mark.parametrize(
    ("environment", "refused"),
    [
        ({}, False),
        ({"CI": ""}, False),
        ({"CI": "false"}, False),
        ({"VARDAS_NO_SKIP": "0"}, False),
        ({"CI": "true"}, True),
        ({"VARDAS_NO_SKIP": "1"}, True),
    ],
)
def test_who_refuses_a_skip(environment: dict[str, str], refused: bool) -> None:
    assert is_skip_refused(environment) is refused


def test_the_closing_line_leaves_out_what_did_not_happen() -> None:
    assert str(Count(3, 1)) == "3 passed, 1 failed"
    assert str(Count(3, 1) + Count(0, 0, 2)) == "3 passed, 1 failed, 2 skipped"
