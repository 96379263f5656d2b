"""Texts that are nearly the same: Jaccard similarity of word 3-grams.

Candidates come from MinHash with banding (Broder 1997), which may miss a pair near the limit; each is verified.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def near_duplicates(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in `texts` (word sequences) that are near-duplicates, the earlier place first."""
    index = NearIndex()
    for place, words in enumerate(texts):
        for earlier in index.near(words):
            yield earlier, place
        index.add(words)


def _grams(words: Sequence[str]) -> set[str]:
    return {" ".join(words[i : i + _GRAM]) for i in range(max(1, len(words) - _GRAM + 1))}


def _sketch(grams: set[str]) -> MinHash:
    sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update_batch([gram.encode() for gram in sorted(grams)])
    return sketch


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b)
