"""What holds for the whole suite: which tests need a database, and when a skip is a failure.

A missing program or a missing ../shared skips the tests that need it. Where VARDAS_NO_SKIP is
set (``.ci/run`` does, by way of CI) nothing may be skipped but tests marked ``shared`` where
there is no ../shared: what is not run there has never been seen to work.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from tools.programs import NO_CHROMIUM, find_chromium
from tools.strictness import is_skip_refused

SHARED = Path(__file__).resolve().parent.parent / "shared"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)  # before -m chooses by marker
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    chromium, shared = find_chromium(), SHARED.is_dir()
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")
        for name in ("browser", "shared"):
            if name in fixtures:
                item.add_marker(name)
        if item.get_closest_marker("browser") and chromium is None:
            item.add_marker(pytest.mark.skip(reason=str(NO_CHROMIUM)))
        if item.get_closest_marker("shared") and not shared:
            item.add_marker(pytest.mark.skip(reason="there is no ../shared beside this checkout"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    exempt = item.get_closest_marker("shared") and not SHARED.is_dir()
    if not exempt:
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: Any) -> None:
    """Turn a skip into a failure that says why; an expected failure stays what it is."""
    if is_skip_refused() and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{reason}\nNothing may be skipped here (CI or VARDAS_NO_SKIP is set)."
