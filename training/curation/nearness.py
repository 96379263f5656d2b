"""Texts that are nearly the same: Jaccard similarity of word 3-grams.

Candidates come from MinHash with banding (Broder 1997), which may miss a pair near the limit; each is verified. A whole corpus is
banded in one array, half a kilobyte a text; an index that grows text by text takes sixteen times as much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from datasketch import MinHash, MinHashLSH

NEAR_DUPLICATE_JACCARD = 0.6
_GRAM = 3
_PERMUTATIONS = 128


class NearIndex:
    """Texts, as word sequences, that can be asked for what is nearly the same; they are numbered as they were added."""

    def __init__(self) -> None:
        self._index = MinHashLSH(threshold=NEAR_DUPLICATE_JACCARD, num_perm=_PERMUTATIONS)
        self._grams: list[set[str]] = []

    def add(self, words: Sequence[str]) -> None:
        """Adds a text."""
        grams = _grams(words)
        self._index.insert(len(self._grams), _sketch(grams))
        self._grams.append(grams)

    def near(self, words: Sequence[str]) -> list[int]:
        """Numbers of the texts that are near-duplicates of `words`, the earliest first."""
        own = _grams(words)
        found = sorted(self._index.query(_sketch(own)))
        return [n for n in found if _jaccard(own, self._grams[n]) >= NEAR_DUPLICATE_JACCARD]


def candidates(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `texts` (word sequences) that may be near-duplicates, the earlier place first; a pair may come again."""
    bands = MinHashLSH(threshold=NEAR_DUPLICATE_JACCARD, num_perm=_PERMUTATIONS).hashranges
    signatures = np.zeros((len(texts), _PERMUTATIONS), dtype=np.uint32)
    for place, words in enumerate(texts):
        signatures[place] = _sketch(_grams(words)).hashvalues
    for first, last in bands:
        _, bucket_of, sizes = np.unique(signatures[:, first:last], axis=0, return_inverse=True, return_counts=True)
        places = np.argsort(bucket_of, kind="stable")
        ends = np.cumsum(sizes)
        for end in np.flatnonzero(sizes > 1):
            yield from combinations(places[ends[end] - sizes[end] : ends[end]].tolist(), 2)


def near_duplicates(texts: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Pairs of places in `texts` (word sequences) that are near-duplicates, the earlier place first, in order of the later."""
    found = {pair for pair in candidates(texts) if nearly_same(texts[pair[0]], texts[pair[1]])}
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def nearly_same(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two word sequences are near-duplicates."""
    return _jaccard(_grams(a), _grams(b)) >= NEAR_DUPLICATE_JACCARD


def _grams(words: Sequence[str]) -> set[str]:
    return {" ".join(words[i : i + _GRAM]) for i in range(max(1, len(words) - _GRAM + 1))}


def _sketch(grams: set[str]) -> MinHash:
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update_batch([gram.encode() for gram in sorted(grams)])
    return sketch


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b)
