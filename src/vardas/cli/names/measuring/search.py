"""Questions to an index: how often the right person comes first, how long it takes, how much room.

Runs in a process of its own, so that the memory is the index's own:
``python -m vardas.cli.names.measuring.search REGISTRY.arrow QUESTIONS.json LIST.arrow``
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc

from vardas.cli.names.measuring.figures import percentile
from vardas.cli.names.measuring.registry import (
    Questions,
    Registry,
    fill_up,
    keep,
    make_list,
)

LIMIT = 5
BATCH = 20_000
LIST = 10
"""A list is as long as the registry divided by this: 100,000 names against a million."""

THREADS = 2


def measure_search(registry: Registry, questions: Questions, size: int) -> dict[str, Any]:
    """Measure an index of this size, filled up with invented names; 0 is the registry as it is.

    The invented are no namesakes of those asked for; how it is with namesakes stands beside.
    """
    if not size:
        return _measure(registry, questions, len(registry.ids) // LIST)
    held = fill_up(registry, size, questions.names)
    figures = _measure(held, questions, len(held.ids) // LIST)
    crowd = fill_up(registry, size, questions.names, namesakes=True)
    if crowd.names != registry.names:
        recall = _measure(crowd, questions, 0)["recall"]
        figures["recall_among_namesakes"] = {
            part: recall[part] for part in ("overall", "by_slice") if part in recall
        }
    return figures


def _measure(held: Registry, questions: Questions, length: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="vardas-names-") as place:
        files = [Path(place) / name for name in ("registry.arrow", "questions.json", "list.arrow")]
        keep(held, files[0])
        asked = {"names": questions.names, "persons": questions.persons, "parts": questions.parts}
        files[1].write_text(json.dumps(asked))
        batch = make_list(questions, held, length)
        keep(Registry(tuple(batch["id"].to_pylist()), tuple(batch["name"].to_pylist())), files[2])
        del batch
        command = [sys.executable, "-m", __name__, *map(str, files)]
        ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(ended.stdout)
    return figures


def weigh_ranks(ranks: Sequence[int], questions: Questions, known: set[str]) -> dict[str, Any]:
    """Return recall@1 and recall@5, overall and by part; rank 0 is "not found".

    Questions whose person the registry has not are counted apart: no answer to them is right.
    """
    held = [place for place, person in enumerate(questions.persons) if person in known]
    found: dict[str, Any] = {
        "questions": len(questions.persons),
        "person_not_in_registry": len(questions.persons) - len(held),
        "overall": _recall([ranks[place] for place in held]),
    }
    for name, column in questions.parts.items():
        parts: dict[str, list[int]] = {}
        for place in held:
            if column[place]:
                parts.setdefault(column[place], []).append(ranks[place])
        found[f"by_{name}"] = {part: _recall(parts[part]) for part in sorted(parts)}
    return found


def _recall(ranks: Sequence[int]) -> dict[str, Any]:
    count = max(1, len(ranks))
    return {
        "questions": len(ranks),
        "recall@1": round(sum(rank == 1 for rank in ranks) / count, 4),
        "recall@5": round(sum(1 <= rank <= LIMIT for rank in ranks) / count, 4),
    }


def ask(registry: Registry, questions: Questions, batch: pa.RecordBatch) -> dict[str, Any]:
    """Build an index, ask every question by itself, then the whole list at once."""
    from vardas.names.index import NameIndex

    _warm()
    before = _resident()
    began = time.perf_counter()
    index = NameIndex()
    index.add(registry.ids, registry.names)
    index.query("Адам Няма", LIMIT)
    built = time.perf_counter() - began
    after = _resident()
    ranks, times = [], []
    for name, person in zip(questions.names, questions.persons, strict=True):
        began = time.perf_counter()
        found = index.query(name, LIMIT)
        times.append((time.perf_counter() - began) * 1000)
        ranks.append(next((rank for rank, one in enumerate(found, 1) if one.id == person), 0))
    asked_peak = _peak()
    began = time.perf_counter()
    matched = sum(
        index.match(batch.slice(start, BATCH), 1, THREADS).num_rows
        for start in range(0, batch.num_rows, BATCH)
    )
    taken = time.perf_counter() - began
    began = time.perf_counter()
    index.add(["added"], ["Няма Такога"])
    index.query("Няма Такога", 1)
    added = time.perf_counter() - began
    return {
        "size": len(registry.ids),
        "recall": weigh_ranks(ranks, questions, set(registry.ids)),
        "milliseconds_per_query": {
            "p50": round(percentile(times, 50), 2),
            "p95": round(percentile(times, 95), 2),
            "p99": round(percentile(times, 99), 2),
            "most": round(max(times, default=0.0), 2),
        },
        "build_seconds": round(built, 2),
        "add_one_and_find_it_seconds": round(added, 3),
        "memory_mb": {
            "index_and_registry": after - before,
            "peak_with_queries": asked_peak,
            "peak_with_list": _peak(),
        },
        "list": {
            "names": batch.num_rows,
            "seconds": round(taken, 2),
            "names_per_second": round(batch.num_rows / taken) if taken else None,
            "threads": THREADS,
            "with_match": matched,
        },
    }


def _warm() -> None:
    """Compile every kernel, on other names, before anything is timed."""
    from vardas.names.index import NameIndex

    index = NameIndex()
    index.add(["a", "b"], ["Адам Нямашэвіч", "Ewa Nowakówna"])
    index.query("Adam Niamaševič", LIMIT)
    index.match(
        pa.record_batch([pa.array(["a"]), pa.array(["Adam N"])], names=["id", "name"]), 1, THREADS
    )


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def _resident() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return _peak()
    return round(pages * resource.getpagesize() / 1e6)


def _read(file: str) -> pa.RecordBatch:
    with pa.ipc.open_file(file) as reader:
        return reader.get_batch(0)


def main() -> None:
    """Read the files, measure, print JSON."""
    registry, questions, list_ = sys.argv[1:]
    batch = _read(registry)
    held = Registry(tuple(batch["id"].to_pylist()), tuple(batch["name"].to_pylist()))
    asked = json.loads(Path(questions).read_text())
    figures = ask(held, Questions(asked["names"], asked["persons"], asked["parts"]), _read(list_))
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
