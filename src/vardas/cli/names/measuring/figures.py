"""Figures of scores beside labels: how right a matcher is, overall and in its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Labels = npt.NDArray[np.bool_]

HALF = 0.5
RECALL, PRECISION = 0.95, 0.99


def weigh_scores(scores: Scores, same: Labels) -> dict[str, Any]:
    """Return F1, precision at recall 0.95 and recall at precision 0.99 over all pairs.

    Pairs with equal scores are taken together, so that their order decides nothing. A figure that
    needs both labels is None where one is missing.
    """
    found: dict[str, Any] = {"pairs": len(same), "same": int(same.sum())}
    if not same.any() or same.all():
        return found | judge(scores, same, HALF)
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(same[order])
    ends = np.flatnonzero(np.append(np.diff(ranked) != 0, True))
    right, taken = hits[ends], ends + 1
    precision, recall = right / taken, right / same.sum()
    harmonic = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(harmonic.argmax())
    return (
        found
        | judge(scores, same, HALF)
        | {
            "f1_at_best_threshold": _round(harmonic[best]),
            "best_threshold": _round(ranked[ends[best]]),
            f"precision_at_recall_{RECALL}": _most(precision[recall >= RECALL]),
            f"recall_at_precision_{PRECISION}": _most(recall[precision >= PRECISION]),
        }
    )


def judge(scores: Scores, same: Labels, threshold: float) -> dict[str, Any]:
    """Return F1, precision and recall of "same at this threshold and above"."""
    said = scores >= threshold
    right = int((said & same).sum())
    precision = right / said.sum() if said.any() else 0.0
    recall = right / same.sum() if same.any() else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    figures = {"f1": f1, "precision": precision, "recall": recall}
    if not same.any() or same.all():
        figures = {"right": float((said == same).mean()) if len(same) else 0.0}
    return {f"{name}_at_threshold_{threshold}": _round(value) for name, value in figures.items()}


def weigh_parts(scores: Scores, same: Labels, parts: Sequence[str]) -> dict[str, Any]:
    """Return the same figures for every part (slice, kind, script); "" is left out."""
    return _by_part(parts, lambda held: weigh_scores(scores[held], same[held]))


def weigh_kinds(scores: Scores, same: Labels, kinds: Sequence[str], best: float) -> dict[str, Any]:
    """Return the figures by kind; most have one label, and the share that is judged right."""

    def weigh(held: npt.NDArray[np.bool_]) -> dict[str, Any]:
        figures = weigh_scores(scores[held], same[held])
        if figures["same"] in (0, figures["pairs"]):
            figures["right_at_best_threshold"] = _round(
                float(((scores[held] >= best) == same[held]).mean())
            )
        return figures

    return _by_part(kinds, weigh)


def calibrate(scores: Scores, same: Labels) -> dict[str, Any]:
    """Return, for every tenth of the scale, how many pairs scored there are the same.

    ``error`` is the mean distance between a score and the share that is the same (the expected
    calibration error), over all tenths, by their pairs.
    """
    places = np.clip((scores * 10).astype(int), 0, 9)
    tenths, error = [], 0.0
    for tenth in range(10):
        held = places == tenth
        count = int(held.sum())
        row: dict[str, Any] = {"from": tenth / 10, "to": (tenth + 1) / 10, "pairs": count}
        row["same"] = int(same[held].sum())
        row["share"] = _round(same[held].mean()) if count else None
        row["mean_score"] = _round(scores[held].mean()) if count else None
        tenths.append(row)
        if count:
            error += abs(same[held].mean() - scores[held].mean()) * count / len(same)
    return {"tenths": tenths, "error": _round(error)}


def weigh_all(scores: Scores, same: Labels, columns: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return everything there is to say about these scores; columns are slice, script, kind …"""
    overall = weigh_scores(scores, same)
    by: dict[str, Any] = {
        f"by_{name}": weigh_parts(scores, same, column)
        for name, column in columns.items()
        if name != "kind"
    }
    if "kind" in columns:
        best = overall.get("best_threshold", HALF)
        by["by_kind"] = weigh_kinds(scores, same, columns["kind"], best)
    return {"overall": overall} | by


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the value that so many percent of them do not exceed."""
    return float(np.percentile(values, percent)) if len(values) else 0.0


def _by_part(
    parts: Sequence[str], weigh: Callable[[npt.NDArray[np.bool_]], dict[str, Any]]
) -> dict[str, Any]:
    column = np.array(parts)
    return {part: weigh(column == part) for part in sorted(set(parts)) if part}


def _most(values: npt.NDArray[np.float64]) -> float | None:
    return _round(values.max()) if len(values) else None


def _round(value: float) -> float:
    return round(float(value), 4)
