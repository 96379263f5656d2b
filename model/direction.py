"""Both directions of a pair judged together: what p holds toward q tells something of what q holds toward p.

Each direction has its own probabilities from the classifier. The joint decision over the nine outcomes (a there, b back)
is a pairwise log-linear model (Lafferty, McCallum & Pereira, "Conditional random fields", ICML 2001) with one potential:

    P(a, b)  ~  P(a there) * P(b back) * exp(potential[a, b])

`potential` is symmetric, so naming the pair the other way round gives the same answer the other way round, exactly. Zero
makes the two directions independent, as they are where training met no pair in both directions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.records import LABELS, PairRecord

Floats = NDArray[np.float64]
OPPOSE, NEUTRAL, SUPPORT = range(3)
FIVE_CLASSES = ("neutral", "p supports q", "q supports p", "p opposes q", "q opposes p")
_FIVE = ((NEUTRAL, NEUTRAL), (SUPPORT, NEUTRAL), (NEUTRAL, SUPPORT), (OPPOSE, NEUTRAL), (NEUTRAL, OPPOSE))
_LEAST = np.log(np.finfo(np.float64).tiny)

Directed = tuple[Hashable, Hashable, Hashable]
"""Where a pair is judged (a sentence), its holder and its target."""


def _zero() -> Floats:
    return np.zeros((len(LABELS), len(LABELS)))


@dataclass(frozen=True, eq=False)
class Direction:
    """The joint decision. `potential` has shape (3, 3), rows and columns in the order of `LABELS`.

    Raises ValueError where `potential` has another shape or is not symmetric.

    Examples
    --------
    >>> import numpy as np
    >>> unsure, supports = np.log([[0.3, 0.4, 0.3]]), np.log([[0.1, 0.1, 0.8]])
    >>> there, back = Direction().marginals(unsure, supports)
    >>> there.round(2).tolist()
    [[0.3, 0.4, 0.3]]
    >>> there, back = Direction(np.diag([0.0, 0.0, 1.0])).marginals(unsure, supports)
    >>> there.round(2).tolist()
    [[0.21, 0.28, 0.5]]
    """

    potential: Floats = field(default_factory=_zero)

    def __post_init__(self) -> None:
        if self.potential.shape != (len(LABELS), len(LABELS)) or not np.array_equal(self.potential, self.potential.T):
            raise ValueError(f"the potential must be a symmetric matrix of shape (3, 3), not {self.potential!r}")

    def joint(self, there: Floats, back: Floats) -> Floats:
        """P(a there, b back) of shape (n, 3, 3) from class log-probabilities of both directions, shape (n, 3) each."""
        scores = self._scores(there, back)
        weights = np.exp(scores - scores.max(axis=(1, 2), keepdims=True))
        # Added up so that swapping the directions adds the same numbers in the same order: the swap is exact.
        mirrored = weights + weights.transpose(0, 2, 1)
        total = weights[:, 0, 0] + weights[:, 1, 1] + weights[:, 2, 2]
        total = total + mirrored[:, 0, 1] + mirrored[:, 0, 2] + mirrored[:, 1, 2]
        joint: Floats = weights / total[:, None, None]
        return joint

    def marginals(self, there: Floats, back: Floats) -> tuple[Floats, Floats]:
        """The probabilities of each direction, shape (n, 3) each, once the other is known as far as it is."""
        joint = self.joint(there, back)
        return (
            joint[:, :, 0] + joint[:, :, 1] + joint[:, :, 2],
            joint[:, 0, :] + joint[:, 1, :] + joint[:, 2, :],
        )

    def five_classes(self, there: Floats, back: Floats) -> Floats:
        """The outcomes with one sign at most, shape (n, 5) in the order of `FIVE_CLASSES`; rows sum to 1."""
        scores = self._scores(there, back)
        five = np.stack([scores[:, a, b] for a, b in _FIVE], axis=1)
        weights = np.exp(five - five.max(axis=1, keepdims=True))
        total = weights[:, 0] + (weights[:, 1] + weights[:, 2]) + (weights[:, 3] + weights[:, 4])
        likely: Floats = weights / total[:, None]
        return likely

    def _scores(self, there: Floats, back: Floats) -> Floats:
        """Unnormalised log-probabilities of the nine outcomes; what is impossible stays finite."""
        scores: Floats = np.maximum(there, _LEAST)[:, :, None] + np.maximum(back, _LEAST)[:, None, :] + self.potential
        return scores

    def refine(self, probabilities: Floats, both_ways: Iterable[tuple[int, int]]) -> Floats:
        """`probabilities` of shape (n, 3) with the marginals in place of the rows in `both_ways` (see `two_way`)."""
        places = np.array(list(both_ways), dtype=np.intp).reshape(-1, 2)
        refined: Floats = probabilities.copy()
        if len(places) and self.potential.any():
            rows = logarithms(probabilities)
            there, back = self.marginals(rows[places[:, 0]], rows[places[:, 1]])
            refined[places[:, 0]], refined[places[:, 1]] = there, back
        return refined


def logarithms(probabilities: Floats) -> Floats:
    """Logarithms of probabilities, with one for zero that is far below all others but finite."""
    logs: Floats = np.log(np.maximum(probabilities, np.finfo(np.float64).tiny))
    return logs


def two_way(pairs: Iterable[Directed | None]) -> list[tuple[int, int]]:
    """Places of pairs that are judged in both directions, the earlier place first; each place occurs once at most.

    None is a pair without a reverse, the narrator's. Where a pair stands several times, the first meets the first reverse.
    """
    waiting: dict[Directed, list[int]] = defaultdict(list)
    found = []
    for place, pair in enumerate(pairs):
        if pair is None or pair[1] == pair[2]:
            continue
        where, holder, target = pair
        if waiting[where, target, holder]:
            found.append((waiting[where, target, holder].pop(0), place))
        else:
            waiting[pair].append(place)
    return sorted(found)


def both_ways(records: Sequence[PairRecord]) -> list[tuple[int, int]]:
    """Places of records that ask for the same text and context with holder and target swapped, each once at most."""
    return two_way(None if r.holder is None else ((r.text, r.context), r.holder, r.target) for r in records)
