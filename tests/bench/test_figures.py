"""Figures worked out by hand beside those that are computed."""

from __future__ import annotations

import numpy as np
import pytest

from vardas.cli.names.measuring.figures import calibrate, weigh_all, weigh_scores
from vardas.cli.names.measuring.registry import Questions
from vardas.cli.names.measuring.search import weigh_ranks

SCORES = np.array([0.95, 0.9, 0.8, 0.6, 0.4, 0.1])
SAME = np.array([True, True, False, True, True, False])


def test_f1_at_a_half_and_at_the_best_threshold() -> None:
    found = weigh_scores(SCORES, SAME)

    assert found["f1_at_threshold_0.5"] == 0.75  # 3 right of 4 said, 3 found of 4
    assert (found["precision_at_threshold_0.5"], found["recall_at_threshold_0.5"]) == (0.75, 0.75)
    assert found["f1_at_best_threshold"] == round(8 / 9, 4)  # all from 0.4: 4 of 5, and 4 of 4
    assert found["best_threshold"] == 0.4


def test_precision_at_recall_and_recall_at_precision() -> None:
    found = weigh_scores(SCORES, SAME)

    assert found["precision_at_recall_0.95"] == 0.8
    assert found["recall_at_precision_0.99"] == 0.5


def test_equal_scores_are_taken_together() -> None:
    same = np.array([True, False, True, False])

    forward = weigh_scores(np.full(4, 0.7), same)
    backward = weigh_scores(np.full(4, 0.7), same[::-1])

    assert forward == backward
    assert forward["recall_at_precision_0.99"] is None
    assert forward["precision_at_recall_0.95"] == 0.5


@pytest.mark.parametrize(("same", "right"), [(True, 0.6667), (False, 0.3333)])
def test_a_part_with_one_label_says_how_much_is_right(same: bool, right: float) -> None:
    found = weigh_all(SCORES, np.full(6, same), {"kind": ["brothers"] * 6})

    assert found["by_kind"]["brothers"]["right_at_threshold_0.5"] == right
    assert "f1_at_threshold_0.5" not in found["overall"]


def test_parts_hold_their_own_pairs_only() -> None:
    found = weigh_all(SCORES, SAME, {"slice": ["be", "be", "be", "uk", "uk", ""]})

    assert {part: one["pairs"] for part, one in found["by_slice"].items()} == {"be": 3, "uk": 2}


def test_calibration_counts_every_pair_once() -> None:
    found = calibrate(np.array([0.0, 0.05, 0.1, 0.95, 1.0]), np.array([False, True] * 2 + [True]))

    counts = [(one["pairs"], one["same"]) for one in found["tenths"]]
    assert counts[0] == (2, 1)
    assert counts[1] == (1, 0)
    assert counts[9] == (2, 2)
    assert sum(pairs for pairs, _same in counts) == 5


def test_questions_without_an_answer_are_counted_apart() -> None:
    questions = Questions(
        ("a", "b", "c", "d"), ("1", "2", "3", "9"), {"kind": ["x", "x", "y", "y"]}
    )

    found = weigh_ranks([1, 3, 0, 0], questions, {"1", "2", "3"})

    assert found["person_not_in_registry"] == 1
    assert found["overall"] == {"questions": 3, "recall@1": 0.3333, "recall@5": 0.6667}
    assert found["by_kind"]["x"] == {"questions": 2, "recall@1": 0.5, "recall@5": 1.0}
