"""TF-IDF: what a term that stands f times in a pair, and in d of n pairs, is worth there.

    (1 + ln f) * (1 + ln((1 + n) / (1 + d)))

as in scikit-learn's TfidfVectorizer with sublinear_tf and smooth_idf. A block's values of a pair are then brought to length 1
(L2) and multiplied by the block's weight; `Block.idf` and `Block.normalise` switch their part off. Terms that stand in fewer
than the block's `min_df` pairs are worth nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.counting import Int32s
from model.features import Block

Float32s = NDArray[np.float32]
Floats = NDArray[np.float64]


def inverse_frequency(frequency: NDArray[np.int64], pairs: int, blocks: Sequence[Block], block_of: Int32s) -> Floats:
    """The second factor of every column, from the number of pairs it stands in, of all `pairs`; 0 where that is too few.

    `block_of` is the place in `blocks` of each column.
    """
    least = np.array([max(1, block.min_df) for block in blocks])[block_of]
    used = np.array([block.idf for block in blocks])[block_of]
    idf = np.where(used, np.log((1 + pairs) / (1 + frequency)) + 1, 1.0)
    worth: Floats = np.where(frequency >= least, idf, 0.0)
    return worth


class Weigher:
    """Turns counts into values, for columns of known block and inverse frequency."""

    def __init__(self, blocks: Sequence[Block], block_of: Int32s, idf: Floats) -> None:
        self._block_of = block_of
        self._idf = idf
        self._weights = np.array([block.weight for block in blocks])
        self._normalised = np.array([block.normalise for block in blocks])

    def __call__(self, ends: NDArray[Any], columns: Int32s, counts: NDArray[Any]) -> Float32s:
        """The values of a compressed sparse matrix with these row ends, columns and counts."""
        blocks = self._block_of[columns]
        values = (1 + np.log(counts.astype(np.float64))) * self._idf[columns]
        segments = np.repeat(np.arange(len(ends) - 1) * len(self._weights), np.diff(ends)) + blocks
        lengths = np.sqrt(np.bincount(segments, values**2, minlength=1))
        length = np.where(self._normalised[blocks], lengths[segments], 1.0)
        weighed: Float32s = (values * self._weights[blocks] / np.where(length > 0, length, 1.0)).astype(np.float32)
        return weighed
