"""Why a pair is judged as it is: what every feature adds to the log-odds of support against oppose.

    log-odds = log P(support) - log P(oppose) = intercept + every feature's weight (+ the other direction)

The classifier's decision is linear and its calibration scales it, so the sum is exact. Where the reverse of the
pair was judged too (model.direction), one more line says what that added.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from model.classifier import Reasons
from model.direction import OPPOSE, SUPPORT, Floats, logarithms
from model.records import Contribution, Label, Probabilities

OTHER_DIRECTION = "the other direction"


@dataclass(frozen=True, slots=True)
class BlockSum:
    """A feature block: what its features add together, and each of them, strongest first."""

    name: str
    weight: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A judged pair with all its reasons. `decisions` are the classifier's values for `LABELS`, not yet divided by the
    temperature, before the other direction is heard; `log_odds` is the sum of the `blocks`, strongest first."""

    id: str | None
    label: Label
    probabilities: Probabilities
    decisions: tuple[float, float, float]
    log_odds: float
    blocks: tuple[BlockSum, ...]


def log_odds(probabilities: Floats) -> Floats:
    """log P(support) - log P(oppose) of probabilities of shape (n, 3)."""
    rows = logarithms(probabilities)
    odds: Floats = rows[:, SUPPORT] - rows[:, OPPOSE]
    return odds


def in_log_odds(reasons: Reasons, temperature: float, shift: float) -> Reasons:
    """The classifier's reasons as parts of the calibrated log-odds; `shift` is what the other direction adds, 0 where
    there is none."""
    parts = [Contribution(c.feature, c.block, c.weight / temperature) for c in reasons.contributions]
    if shift:
        parts.append(Contribution(OTHER_DIRECTION, "direction", shift))
    return Reasons(reasons.intercept / temperature, tuple(parts))


def by_block(reasons: Reasons) -> tuple[BlockSum, ...]:
    """Every contribution and the intercept, grouped by block; blocks and features strongest first."""
    groups: dict[str, list[Contribution]] = defaultdict(list)
    for part in (*reasons.contributions, Contribution("intercept", "intercept", reasons.intercept)):
        groups[part.block].append(part)
    sums = [
        BlockSum(
            name,
            float(np.sum([part.weight for part in parts])),
            tuple(sorted(parts, key=lambda part: (-abs(part.weight), part.feature))),
        )
        for name, parts in groups.items()
    ]
    return tuple(sorted(sums, key=lambda block: (-abs(block.weight), block.name)))
