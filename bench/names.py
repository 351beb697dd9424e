"""Measures the names engine on the development data and writes its report.

python -m bench.names             everything; writes docs/names_report.json and docs/names_report.md
python -m bench.names --quick     pairs and 10,000 names, no others; writes nothing
python -m bench.names --ours      everything but the others, whose figures are kept from the report
python -m bench.names --pages     writes docs/names_report.md anew from docs/names_report.json

The report carries the digest of the engine that was measured; a test compares it with the present
one, so that a change to the engine is measured before it is kept.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bench.machine import describe_machine
from bench.names_pages import write_page
from bench.report import Row, print_rows
from tools.fit_names import FOLDS, fit, score
from vardas.cli.names.measuring.figures import calibrate, weigh_scores
from vardas.cli.names.measuring.pairs import read_pairs
from vardas.cli.names.measuring.peers import PYTHON as PEERS
from vardas.cli.names.tables import read_table
from vardas.names.batch import find_bins

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data" / "names"
REPORT = ROOT / "docs" / "names_report.json"
PAGE = ROOT / "docs" / "names_report.md"
SIZES = (10_000, 100_000, 1_000_000)
LEAST_RECALL = {10_000: 0.96, 100_000: 0.95, 1_000_000: 0.93}
MEMORY = 4_000


def measure_names(sizes: Sequence[int], *, peers: bool) -> dict[str, Any]:
    """Run ``vardas names bench`` on the development data, and the points on people unseen."""
    files = {part: SHARED / f"dev_{part}.csv" for part in ("pairs", "registry", "queries")}
    command = [sys.executable, "-c", "from vardas.cli.main import run; run()", "names", "bench"]
    command += [word for part, file in files.items() for word in (f"--{part}", str(file))]
    command += [word for size in sizes for word in ("--size", str(size))]
    ended = subprocess.run(
        [*command, "--peers"] if peers else command,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(ended.stdout)
    kept = ("processor", "memory", "system", "Python")
    found["machine"] = {name: value for name, value in describe_machine() if name in kept}
    found["pairs"]["unseen"] = weigh_unseen(files["pairs"])
    return found


def weigh_unseen(file: Path) -> dict[str, Any]:
    """Weigh points that were fitted on other people: five parts by person, each left out once.

    The points that the engine ships are fitted on all of these pairs; this tells how much of the
    figures comes from that.
    """
    pairs = read_pairs(file)
    bins = find_bins(pairs.ones, pairs.others)
    persons = read_table(file).column("pid_a").to_pylist()
    fold = np.array([zlib.crc32((person or "").encode()) % FOLDS for person in persons])
    same = pairs.same.astype(np.float64)
    scores = np.zeros(len(same))
    for turn in range(FOLDS):
        held = fold == turn
        scores[held] = score(bins[held], *fit(bins[~held], same[~held]))
    return {
        "what": f"points fitted on other people, {FOLDS} parts by person",
        "overall": weigh_scores(scores, pairs.same),
        "calibration": calibrate(scores, pairs.same),
    }


def has_peers() -> bool:
    """Say whether the others are installed here."""
    return PEERS.exists()


def read_report() -> dict[str, Any]:
    """Read the report that was written last."""
    found: dict[str, Any] = json.loads(REPORT.read_text(encoding="utf-8"))
    return found


def keep_peers(report: dict[str, Any], former: dict[str, Any]) -> None:
    """Take the others' figures from a former report: they do not change with this engine."""
    report["peers_measured"] = former.get("peers_measured", former["measured"])
    report["pairs"]["peers"] = former["pairs"].get("peers", {})
    known = {found["size"]: found.get("peers", {}) for found in former["search"]["sizes"]}
    for found in report["search"]["sizes"]:
        found["peers"] = known.get(found["size"], {})


def list_goals(report: dict[str, Any]) -> list[Row]:
    """Return the goals beside the figures of a report."""
    overall, speed = report["pairs"]["overall"], report["pairs"]["speed"]
    rows = [
        _goal("F1 over all pairs, at threshold 0.5", 0.98, overall["f1_at_threshold_0.5"]),
        _goal("recall at precision 0.99", 0.96, overall["recall_at_precision_0.99"]),
        _goal("pairs compared per second, one core", 50_000, speed["pairs_per_second"]),
    ]
    for found in report["search"]["sizes"]:
        size, recall = found["size"], found["recall"]["overall"]["recall@1"]
        rows.append(_goal(f"recall@1 over {size:,} names", LEAST_RECALL.get(size), recall))
        if crowd := found.get("recall_among_namesakes"):
            recall = crowd["overall"]["recall@1"]
            what = f"recall@1 over {size:,} names, namesakes among them"
            rows.append(_goal(what, LEAST_RECALL.get(size), recall))
        if size == max(SIZES):
            taken = found["milliseconds_per_query"]["p95"]
            what = f"one query over {size:,} names, 95 of 100 within"
            rows.append(Row(what, "≤ 10 ms", f"{taken} ms", taken <= 10))
            batch, peak = found["list"], found["memory_mb"]["peak_with_list"]
            rows.append(
                Row(
                    f"a list of {batch['names']:,} against {size:,} names",
                    "≤ 5 min, ≤ 4 GB",
                    f"{batch['seconds'] / 60:.1f} min, {peak / 1000:.1f} GB",
                    batch["seconds"] <= 300 and peak <= MEMORY,
                )
            )
    return rows


def _goal(what: str, least: float | None, figure: float) -> Row:
    goal = "" if least is None else f"≥ {least:,}"
    return Row(what, goal, f"{figure:,}", None if least is None else figure >= least)


def write_pages(report: dict[str, Any]) -> None:
    """Write the report as JSON, and as a page made of it."""
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    PAGE.write_text(write_page(report, list_goals(report)), encoding="utf-8")


def main() -> int:
    """Measure, print the goals, write; exit status 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.names", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--quick", action="store_true", help="little, and write nothing")
    parser.add_argument("--ours", action="store_true", help="keep the others' figures")
    parser.add_argument("--pages", action="store_true", help="only the page anew")
    options = parser.parse_args()
    if options.pages:
        report = read_report()
    elif SHARED.is_dir():
        with_peers = has_peers() and not (options.quick or options.ours)
        report = measure_names(SIZES[:1] if options.quick else SIZES, peers=with_peers)
        if not with_peers and not options.quick:
            keep_peers(report, read_report())
    else:
        sys.stderr.write("The development data is not beside this checkout (../shared).\n")
        return 2
    rows = list_goals(report)
    print_rows(rows)
    if not options.quick:
        write_pages(report)
    return int(any(row.is_kept is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
