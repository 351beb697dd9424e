"""The committed figures are those of the present engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vardas.cli.names.measuring.digest import engine_digest

DOCS = Path(__file__).parents[2] / "docs"


def read_report() -> Any:
    return json.loads((DOCS / "names_report.json").read_text(encoding="utf-8"))


def test_the_report_is_of_this_engine() -> None:
    assert read_report()["engine"] == engine_digest(), (
        "The names engine or its knowledge has changed: run `make bench-names` and keep its report."
    )


def test_the_page_is_made_of_the_report() -> None:
    from bench.names import list_goals
    from bench.names_pages import write_page

    report = read_report()
    page = (DOCS / "names_report.md").read_text(encoding="utf-8")
    assert page == write_page(report, list_goals(report)), "run `python -m bench.names --pages`"


def test_the_report_has_what_was_promised() -> None:
    report = read_report()
    overall = report["pairs"]["overall"]
    assert overall["f1_at_threshold_0.5"] >= 0.98
    assert overall["recall_at_precision_0.99"] >= 0.96
    assert [found["size"] for found in report["search"]["sizes"]] == [10_000, 100_000, 1_000_000]
