"""Intervals: of the right width, the same for the same seed, over sentences."""

from __future__ import annotations

import numpy as np
import pytest

from training.bootstrap import Bootstrap, Floats


def mean(sums: Floats) -> float:
    return float(sums[0] / sums[1])


def test_the_interval_of_a_mean_is_as_wide_as_theory_says() -> None:
    rng = np.random.default_rng(1)
    hits = (rng.random(4000) < 0.7).astype(float)
    found = Bootstrap([str(n) for n in range(4000)]).of_sums(mean, np.stack([hits, np.ones(4000)], axis=1))
    error = 1.96 * np.sqrt(0.7 * 0.3 / 4000)
    assert found.value == hits.mean()
    assert found.high - found.value == pytest.approx(error, rel=0.2)
    assert found.value - found.low == pytest.approx(error, rel=0.2)


def test_copies_of_a_sentence_do_not_narrow_the_interval() -> None:
    hits = np.array([1.0, 0.0] * 50)
    apart = np.stack([hits, np.ones(100)], axis=1)
    once = Bootstrap([str(n) for n in range(100)]).of_sums(mean, apart)
    copied = Bootstrap([str(n) for n in range(100)] * 20).of_sums(mean, np.tile(apart, (20, 1)))
    assert (copied.low, copied.high) == pytest.approx((once.low, once.high))


def test_sums_and_weights_agree() -> None:
    rng = np.random.default_rng(0)
    values, groups = rng.random(60), [str(n % 17) for n in range(60)]
    draws = Bootstrap(groups, seed=5)
    by_sums = draws.of_sums(mean, np.stack([values, np.ones(60)], axis=1))
    by_weights = draws.of_weights(lambda weights: float((weights * values).sum() / weights.sum()))
    assert (by_sums.value, by_sums.low, by_sums.high) == pytest.approx(
        (by_weights.value, by_weights.low, by_weights.high)
    )


def test_the_same_seed_gives_the_same_draws() -> None:
    rows = np.random.default_rng(0).random((9, 2))
    assert Bootstrap("abcabcabc", 3).of_sums(mean, rows) == Bootstrap("abcabcabc", 3).of_sums(mean, rows)
