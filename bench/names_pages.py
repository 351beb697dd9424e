"""The report on the names engine as a page, made of its JSON and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bench.report import Row

_HEAD = """# The names engine in figures

Made by `python -m bench.names` from `docs/names_report.json`; not to be corrected by hand. What the
engine does, and how to correct it, stands in [names.md](names.md).

"""
_NOTES = """
## How it was measured

- The pairs and queries are development data that is not part of this repository: real spellings
  of people in public life from several sources, some made by rule (`syn:`). Most pairs of different
  people are hard on purpose, and about one label in a hundred is wrong.
- The points of the engine are fitted on all of these pairs. “People unseen” are the same pairs
  scored with points fitted on the other four fifths of the people. The tables of knowledge were
  corrected with these pairs at hand, so names from elsewhere may do a little worse still.
- Pairs per second: one core, from two texts to a score, kernels compiled and warmed on other names,
  median of five runs over the same pairs.
- A registry is filled up to its size with invented names (`vardas.cli.names.measuring.invented`),
  none of which shares given name and surname with a name of the registry or of the queries,
  patronymics left aside: “Oleg Morozov” alone cannot be told among the many of them. How it is
  where such namesakes are among the invented, and only the whole name differs, stands beside.
- How often the right person comes first depends on who else is there. The others, asked the same,
  are the measure of how hard these registries are.
- Queries are asked one after another. The index is alone in its process; the memory is the most
  that process ever held, its Python and libraries, the names and the answers among it.
- The list is the queries, then persons of the registry in Latin letters, then strangers; matched
  with two threads.
- The others are given the same pairs, and a sample of the queries as large as the table says. Their
  trigrams see romanised lower-case names.
"""


def write_page(report: Mapping[str, Any], goals: Sequence[Row]) -> str:
    """Return the page of a report."""
    machine = [f"- {name}: {value}" for name, value in report["machine"].items()]
    parts = [
        _HEAD,
        f"Measured on {report['measured']}, engine `{report['engine'][:16]}…`:\n\n",
        "\n".join(machine) + "\n\n",
        _table(
            ("what", "goal", "figure", "reached"),
            ((row.what, row.goal, row.figure, row.answer) for row in goals),
        ),
        _pairs(report["pairs"]),
        _search(report["search"]["sizes"]),
        _NOTES,
        _say_when(report),
    ]
    return "".join(parts)


def _say_when(report: Mapping[str, Any]) -> str:
    if "peers_measured" not in report:
        return "- All of it was measured in one run.\n"
    return (
        f"- The others were measured in a run of their own, on {report['peers_measured']}, on this"
        " machine:\n  they do not change with this engine.\n"
    )


def _pairs(pairs: Mapping[str, Any]) -> str:
    rows = [("**this engine**", pairs["overall"], pairs["speed"]["pairs_per_second"])]
    rows.append(("this engine, people unseen", pairs["unseen"]["overall"], ""))
    for name, peer in pairs.get("peers", {}).items():
        rows.append((name, peer.get("overall", {}), peer.get("pairs_per_second", "not measured")))
    parts = [(f"slice {name}", found, "") for name, found in pairs["by_slice"].items()]
    parts += [(f"script {name}", found, "") for name, found in pairs.get("by_script", {}).items()]
    kinds = [
        (kind, found["pairs"], found["right_at_threshold_0.5"])
        for kind, found in pairs["by_kind"].items()
        if "right_at_threshold_0.5" in found
    ]
    return "".join(
        (
            "\n## Pairs\n\n",
            _weighed([*rows, *parts]),
            "\nKinds of pairs have one label only; the share that is judged right at 0.5:\n\n",
            _table(("kind", "pairs", "right"), kinds),
            "\nCalibration, error "
            f"{pairs['calibration']['error']} (people unseen"
            f" {pairs['unseen']['calibration']['error']}):\n\n",
            _calibration(pairs),
        )
    )


def _weighed(rows: Iterable[tuple[str, Mapping[str, Any], Any]]) -> str:
    columns = (
        "f1_at_threshold_0.5",
        "f1_at_best_threshold",
        "precision_at_recall_0.95",
        "recall_at_precision_0.99",
    )
    headings = ("F1 at 0.5", "F1 at best", "precision at recall 0.95", "recall at precision 0.99")
    return _table(
        ("what", *headings, "pairs/s"),
        ((name, *(found.get(one, "") for one in columns), speed) for name, found, speed in rows),
    )


def _calibration(pairs: Mapping[str, Any]) -> str:
    both = zip(
        pairs["calibration"]["tenths"], pairs["unseen"]["calibration"]["tenths"], strict=True
    )
    return _table(
        ("score", "pairs", "the same", "share", "share, people unseen"),
        (
            (f"{one['from']} to {one['to']}", one["pairs"], one["same"], one["share"], two["share"])
            for one, two in both
        ),
    )


def _search(sizes: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for found in sizes:
        size = f"{found['size']:,}"
        overall, times = found["recall"]["overall"], found["milliseconds_per_query"]
        figures = (overall["recall@1"], overall["recall@5"], times["p50"], times["p95"])
        rows.append((size, "**this engine**", *figures, found["build_seconds"]))
        if crowd := found.get("recall_among_namesakes", {}).get("overall"):
            figures = (crowd["recall@1"], crowd["recall@5"], "", "")
            rows.append((size, "this engine, among namesakes", *figures, ""))
        for name, peer in found.get("peers", {}).items():
            if "sample" not in peer:
                rows.append((size, name, peer["not_measured"], "", "", "", ""))
                continue
            times = peer["milliseconds_per_query"]
            figures = (peer["recall@1"], peer["recall@5"], times["p50"], times["p95"])
            what = f"{name} ({peer['sample']} queries)"
            rows.append((size, what, *figures, peer["build_seconds"]))
    lists = [
        (
            f"{found['list']['names']:,} against {found['size']:,}",
            f"{found['list']['seconds']} s",
            f"{found['memory_mb']['index_and_registry']:,} MB",
            f"{found['memory_mb']['peak_with_list']:,} MB",
        )
        for found in sizes
    ]
    return "".join(
        (
            "\n## Search\n\n",
            _table(
                ("names", "what", "recall@1", "recall@5", "p50, ms", "p95, ms", "built in, s"), rows
            ),
            "\nrecall@1 (recall@5) by slice and kind of query:\n\n",
            _parts(sizes),
            "\nLists, and memory:\n\n",
            _table(("list", "time", "index", "most memory"), lists),
        )
    )


def _parts(sizes: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for by in ("by_slice", "by_kind"):
        for part, first in sizes[0]["recall"].get(by, {}).items():
            found = [size["recall"][by][part] for size in sizes]
            cells = (f"{one['recall@1']} ({one['recall@5']})" for one in found)
            rows.append((part, first["questions"], *cells))
    return _table(("part", "queries", *(f"{size['size']:,}" for size in sizes)), rows)


def _table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else str(value)
