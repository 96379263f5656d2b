"""How much is answered, and how well, when answers that are not sure enough are withheld.

An answer's confidence is the probability of its label. `standpoint classify --min-confidence` marks answers below a limit as
abstained; for articles `min_confidence` leaves such stances out. The limit that training proposes, `abstain_below`, is the
lowest at which the signed answers (support or oppose) are as precise as wanted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.direction import NEUTRAL
from training.bootstrap import Floats, Ints

CONFIDENCES = (0.34, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
WANTED_PRECISION = 0.8
LEAST_ANSWERS = 30
"""A limit is proposed only where at least so many signed answers stand above it: fewer prove nothing."""


@dataclass(frozen=True, slots=True)
class Covered:
    """What a limit of `confidence` keeps: the share of pairs still answered, and of them the share that is right; the
    share of pairs answered with a sign, and of them the share that is right. None where nothing is answered."""

    confidence: float
    coverage: float
    precision: float | None
    signed_coverage: float
    signed_precision: float | None


def coverage(truth: Ints, answers: Ints, confidence: Floats) -> tuple[Covered, ...]:
    """A row for each limit in `CONFIDENCES`. `truth` and `answers` number labels, shape (n,), as in LABELS."""
    right, signed = truth == answers, answers != NEUTRAL
    rows = []
    for limit in CONFIDENCES:
        kept = confidence >= limit
        sure = kept & signed
        rows.append(
            Covered(limit, float(kept.mean()), _share(right[kept]), float(sure.mean()), _share(right[sure])),
        )
    return tuple(rows)


def abstention_limit(
    truth: Ints, answers: Ints, confidence: Floats, wanted: float = WANTED_PRECISION, least: int = LEAST_ANSWERS
) -> float | None:
    """The lowest confidence from which on at least `least` signed answers are right in a share of `wanted` or more, or None
    where there is none."""
    signed = answers != NEUTRAL
    order = np.argsort(-confidence[signed], kind="stable")
    sure = confidence[signed][order]
    right = np.cumsum((truth == answers)[signed][order])
    counts = np.arange(1, len(sure) + 1)
    complete = np.append(sure[1:] < sure[:-1], True) if len(sure) else np.zeros(0, dtype=bool)
    reached = complete & (counts >= least) & (right >= wanted * counts)
    return float(sure[reached].min()) if reached.any() else None


def _share(right: Ints) -> float | None:
    return float(right.mean()) if len(right) else None
