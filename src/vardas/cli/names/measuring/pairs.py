"""Labelled pairs: read, scored and weighed."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vardas.cli.names.measuring.figures import Labels, calibrate, weigh_all
from vardas.cli.names.measuring.invented import invent
from vardas.cli.names.tables import read_table
from vardas.errors import InputError

SAME = frozenset({"1", "1.0", "true", "same", "yes", "match"})
DIFFERENT = frozenset({"0", "0.0", "false", "different", "no"})
PARTS = ("slice", "kind", "script", "synthetic")
RUNS = 5
WARM_NAMES = 2_000


class PairsUnreadable(InputError):
    """The table lacks what a labelled pair needs."""

    code = "name_pairs_unreadable"
    message = "{file} has no columns name_a, name_b and label; it has: {columns}."


class LabelUnknown(InputError):
    """A label is neither same nor different."""

    code = "name_label_unknown"
    message = "{file}, row {row}: the label is neither 1 (same person) nor 0. Correct it."


@dataclass(frozen=True)
class Pairs:
    """Labelled pairs, and the columns that sort them into parts."""

    ones: tuple[str, ...]
    others: tuple[str, ...]
    same: Labels
    parts: Mapping[str, Sequence[str]]


def read_pairs(file: Path) -> Pairs:
    """Read labelled pairs; only name_a, name_b and label have to be there.

    Raises PairsUnreadable and LabelUnknown, and what ``read_table`` raises.
    """
    table = read_table(file)
    columns = table.column_names
    if not {"name_a", "name_b", "label"} <= set(columns):
        raise PairsUnreadable(file=file.name, columns=", ".join(columns))
    labels = [(label or "").strip().lower() for label in table.column("label").to_pylist()]
    for row, label in enumerate(labels, start=2):
        if label not in SAME and label not in DIFFERENT:
            raise LabelUnknown(file=file.name, row=row)
    parts = {
        part: [value or "" for value in table.column(part).to_pylist()]
        for part in PARTS
        if part in columns
    }
    return Pairs(
        tuple(name or "" for name in table.column("name_a").to_pylist()),
        tuple(name or "" for name in table.column("name_b").to_pylist()),
        np.array([label in SAME for label in labels], dtype=np.bool_),
        parts,
    )


def measure_pairs(pairs: Pairs, runs: int = RUNS) -> dict[str, Any]:
    """Score all pairs several times on one core and weigh the scores."""
    from vardas.names.batch import score_pairs

    warm = invent(2 * WARM_NAMES, seed=3)
    with one_core() as is_bound:
        score_pairs(warm[:WARM_NAMES], warm[WARM_NAMES:])
        rates, worked = [], []
        for _run in range(runs):
            began, begun = time.perf_counter(), time.process_time()
            scores = score_pairs(pairs.ones, pairs.others)
            rates.append(len(pairs.ones) / (time.perf_counter() - began))
            worked.append(len(pairs.ones) / (time.process_time() - begun))
    speed = {
        "pairs_per_second": round(statistics.median(rates)),
        "pairs_per_second_of_processor_time": round(statistics.median(worked)),
        "first_run_pairs_per_second": round(rates[0]),
        "runs": runs,
        "cores": 1 if is_bound else None,
        "what": "one core, from two texts to a score; median of the runs; warmed on other names",
    }
    exact = scores.astype(np.float64)
    return (
        weigh_all(exact, pairs.same, pairs.parts)
        | {"calibration": calibrate(exact, pairs.same)}
        | {"speed": speed}
    )


@contextmanager
def one_core() -> Iterator[bool]:
    """Keep this process on one core meanwhile; gives whether the system can do that."""
    try:
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {max(before)})
    except (AttributeError, OSError):
        yield False
        return
    try:
        yield True
    finally:
        os.sched_setaffinity(0, before)
