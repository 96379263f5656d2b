"""95% bootstrap intervals over sentences: records of one sentence depend on each other, so sentences are drawn, not records.

Every figure here is a function of sums over records (of hits, of cells of a confusion matrix, of squared errors). Their sums by
sentence are made once, and a resample is one product of how often each sentence was drawn with them (Efron 1979).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RESAMPLES = 500


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure between 0 and 1 with its 95% interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"


class Bootstrap:
    """Draws of sentences, the same for every figure so that figures can be compared.

    `groups` tells which sentence each record belongs to. The same seed gives the same draws.
    """

    def __init__(self, groups: Sequence[str], seed: int = 0, resamples: int = RESAMPLES) -> None:
        names, self.group_of = np.unique(list(groups), return_inverse=True)
        self.sentences = len(names)
        self._seed = seed
        self._resamples = resamples

    def of_sums(self, figure: Callable[[Floats], float], statistics: Floats) -> Interval:
        """`figure` of the column sums of `statistics`, which has a row for each record."""
        sums = np.zeros((self.sentences, statistics.shape[1]))
        np.add.at(sums, self.group_of, statistics)
        values = [figure(drawn @ sums) for drawn in self._draws()]
        return _interval(figure(statistics.sum(axis=0)), values)

    def of_weights(self, figure: Callable[[Floats], float]) -> Interval:
        """`figure` of how often each record was drawn: for figures that are no function of sums, such as ranks."""
        values = [figure(drawn[self.group_of]) for drawn in self._draws()]
        return _interval(figure(np.ones(len(self.group_of))), values)

    def _draws(self) -> Iterator[Floats]:
        """How often each sentence is drawn, one array after the other."""
        rng = np.random.default_rng(self._seed)
        n = self.sentences
        return (np.bincount(rng.integers(n, size=n), minlength=n).astype(np.float64) for _ in range(self._resamples))


def _interval(value: float, values: Sequence[float]) -> Interval:
    low, high = np.quantile(values, (0.025, 0.975))
    return Interval(float(value), float(low), float(high))
