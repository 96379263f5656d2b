"""Calibration makes probabilities come true; the operating point moves labels only."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import softmax

from model.classifier import decide
from training.calibration import calibrate, fit_vector, log_loss
from training.metrics import calibration_error
from training.operating import crossed_answers, fit_offsets, macro_f1

RNG = np.random.default_rng(5)
DECISIONS = RNG.normal(size=(4000, 3)) * [1.0, 0.5, 1.5] + [-1.0, 1.0, -1.0]


def drawn(decisions: np.ndarray) -> np.ndarray:
    """Labels as the softmax of the decisions has them."""
    sums = softmax(decisions, axis=1).cumsum(axis=1)
    return (np.random.default_rng(7).random((len(decisions), 1)) > sums).sum(axis=1)


TRUTH = drawn(DECISIONS)
HALVES = np.arange(4000) % 2


def test_vector_scaling_finds_what_was_done_to_each_class() -> None:
    distorted = (DECISIONS - [0.3, 0.0, -0.3]) / [0.5, 1.0, 2.0]
    scales, biases = fit_vector(distorted, TRUTH)
    assert scales == pytest.approx((0.5, 1.0, 2.0), rel=0.15)
    assert biases == pytest.approx((0.3, 0.0, -0.3), abs=0.1)


@pytest.mark.parametrize("kind", ["temperature", "vector", "auto"])
def test_too_sure_decisions_are_mended(kind: str) -> None:
    calibration = calibrate(DECISIONS * 3, TRUTH, kind, HALVES)  # type: ignore[arg-type]
    assert calibration_error(TRUTH, calibration.probabilities(DECISIONS * 3)) < 0.03
    assert calibration_error(TRUTH, softmax(DECISIONS * 3, axis=1)) > 0.1


def test_auto_takes_what_does_better_on_the_other_half() -> None:
    assert calibrate((DECISIONS - [1, 0, -1]) / [0.5, 1, 2], TRUTH, "auto", HALVES).kind == "vector"
    few = np.arange(60)
    noise = np.random.default_rng(1).normal(size=(60, 3))
    assert calibrate(noise, TRUTH[few], "auto", HALVES[few]).kind in ("temperature", "vector")


def test_macro_offsets_raise_macro_f1_and_accuracy_needs_none() -> None:
    probabilities = softmax(DECISIONS, axis=1)
    offsets = fit_offsets(probabilities, TRUTH, "macro")
    likeliest = probabilities.argmax(axis=1)
    assert macro_f1(decide(probabilities, offsets), TRUTH) > macro_f1(likeliest, TRUTH) + 0.02
    assert fit_offsets(probabilities, TRUTH, "accuracy") == (0.0, 0.0, 0.0)
    assert np.array_equal(crossed_answers(probabilities, TRUTH, "accuracy", HALVES), likeliest)


ROWS = st.lists(st.tuples(*[st.floats(0, 1)] * 3, st.integers(0, 2)), min_size=3, max_size=40)


@given(ROWS)
def test_offsets_never_do_worse_and_repeat(rows: list[tuple[float, float, float, int]]) -> None:
    probabilities = softmax(np.array([row[:3] for row in rows]), axis=1)
    truth = np.array([row[3] for row in rows])
    offsets = fit_offsets(probabilities, truth, "macro")
    assert macro_f1(decide(probabilities, offsets), truth) >= macro_f1(decide(probabilities, (0, 0, 0)), truth)
    assert offsets == fit_offsets(probabilities, truth, "macro")
    assert offsets[1] == 0


def test_log_loss_of_certainty_is_finite() -> None:
    assert log_loss(np.array([[1.0, 0.0, 0.0]]), np.array([0])) == 0
    assert np.isfinite(log_loss(np.array([[1.0, 0.0, 0.0]]), np.array([2])))
