"""Learns how the two directions of a pair hang together (model.direction), from pairs that are labelled both ways.

Only what two signs mean for each other is learnt: three numbers, for both opposing, both supporting, and one of each. How
often a pair is neutral differs from corpus to corpus, and a potential that learnt it as well carried the corpus's share of
neutral pairs to every other text (docs/evaluating.md). So where one direction is neutral the potential is 0, and the five
classes, which have one sign at most, are as likely as the two directions alone make them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import logsumexp

from model.direction import OPPOSE, SUPPORT, Direction, Floats, both_ways, logarithms
from model.records import LABELS, Label, PairRecord

PENALTY = 1.0
"""Strength of the L2 penalty on the potential, in pairs: few pairs leave the directions nearly independent."""
_CELLS = ((OPPOSE, OPPOSE), (OPPOSE, SUPPORT), (SUPPORT, SUPPORT))


def fit_direction(pairs: Sequence[PairRecord], labels: Sequence[Label], out_of_fold: Floats) -> Direction:
    """The potential that makes the labels of both directions likeliest, with an L2 penalty of `PENALTY` / 2.

    `out_of_fold` holds calibrated probabilities of shape (n, 3) from models that have not seen the pair's sentence. The
    problem is convex with three unknowns. Without a pair in both directions the two are independent.
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
