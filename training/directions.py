"""Learns how the two directions of a pair hang together (model.direction), from pairs that are labelled both ways."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from model.direction import Direction, Floats, both_ways, logarithms
from model.records import LABELS, Label, PairRecord

PENALTY = 1.0
"""Strength of the L2 penalty on the potential, in pairs: few pairs leave the directions nearly independent."""
_CELLS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))


def fit_direction(pairs: Sequence[PairRecord], labels: Sequence[Label], out_of_fold: Floats) -> Direction:
    """The potential that makes the labels of both directions likeliest, with an L2 penalty of `PENALTY` / 2.

    `out_of_fold` holds calibrated probabilities of shape (n, 3) from models that have not seen the pair's sentence. The
    problem is convex with six unknowns. Without a pair in both directions the two are independent.
    """
    places = np.array(both_ways(pairs), dtype=np.intp).reshape(-1, 2)
    if not len(places):
        return Direction()
    order = np.array([LABELS.index(label) for label in labels])
    rows = logarithms(out_of_fold)
    base = rows[places[:, 0]][:, :, None] + rows[places[:, 1]][:, None, :]
    seen = np.zeros((len(LABELS), len(LABELS)))
    np.add.at(seen, (order[places[:, 0]], order[places[:, 1]]), 1.0)

    def loss(cells: Floats) -> tuple[float, Floats]:
        scores = base + _symmetric(cells)
        totals = logsumexp(scores, axis=(1, 2))
        expected = np.exp(scores - totals[:, None, None]).sum(axis=0)
        value = totals.sum() - (seen * _symmetric(cells)).sum() + PENALTY / 2 * (cells**2).sum()
        slope = expected - seen
        gradient = np.array([slope[a, b] if a == b else slope[a, b] + slope[b, a] for a, b in _CELLS])
        return float(value), gradient + PENALTY * cells

    found = minimize(loss, np.zeros(len(_CELLS)), jac=True, method="L-BFGS-B")
    return Direction(_symmetric(found.x))


def _symmetric(cells: NDArray[np.float64]) -> Floats:
    potential = np.zeros((len(LABELS), len(LABELS)))
    for (a, b), value in zip(_CELLS, cells, strict=True):
        potential[a, b] = potential[b, a] = value
    return potential
