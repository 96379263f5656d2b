"""What is kept when answers that are not sure enough are withheld, and how good it is."""

from __future__ import annotations

import numpy as np
import pytest

from training.coverage import CONFIDENCES, abstention_limit, coverage

TRUTH = np.array([2, 0, 1, 2])
ANSWERS = np.array([2, 2, 1, 1])
CONFIDENCE = np.array([0.9, 0.6, 0.96, 0.35])


def test_coverage_counts_as_by_hand() -> None:
    rows = {row.confidence: row for row in coverage(TRUTH, ANSWERS, CONFIDENCE)}
    assert tuple(rows) == CONFIDENCES
    every, half, surest = rows[0.34], rows[0.5], rows[0.95]
    assert (every.coverage, every.precision, every.signed_coverage, every.signed_precision) == (1, 0.5, 0.5, 0.5)
    assert (half.coverage, half.precision) == (0.75, pytest.approx(2 / 3))
    assert (surest.coverage, surest.precision, surest.signed_coverage, surest.signed_precision) == (0.25, 1, 0, None)


def test_the_limit_is_the_lowest_that_is_precise_enough() -> None:
    confidence = np.linspace(0.4, 0.9, 100)
    truth, answers = np.where(confidence < 0.6, 0, 2), np.full(100, 2)
    limit = abstention_limit(truth, answers, confidence, wanted=0.8)
    assert limit is not None
    kept = confidence >= limit
    assert (truth == answers)[kept].mean() >= 0.8
    below = confidence >= confidence[confidence < limit].max()
    assert (truth == answers)[below].mean() < 0.8


def test_a_few_lucky_answers_prove_nothing() -> None:
    confidence = np.linspace(0.4, 0.9, 100)
    truth, answers = np.where(confidence < 0.85, 0, 2), np.full(100, 2)
    assert abstention_limit(truth, answers, confidence) is None
    assert abstention_limit(truth, np.ones(100, dtype=int), confidence) is None


def test_answers_of_equal_confidence_are_kept_or_withheld_together() -> None:
    truth, answers = np.array([2] * 40 + [0] * 40), np.full(80, 2)
    assert abstention_limit(truth, answers, np.full(80, 0.7)) is None
    assert abstention_limit(truth, answers, np.array([0.8] * 40 + [0.7] * 40)) == 0.8
