"""Misspelt names: words that differ in one letter, or two where they are long, found without comparing all with all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

_ONE_SLIP = 6
_TWO_SLIPS = 10


def near_misses(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of words that are likely one word spelt in two ways: at least six letters long with one letter put in, left
    out, changed or moved by one place; from ten letters on, with two. First letters are equal. Each pair comes once."""
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for word in dict.fromkeys(words):
        for skeleton in _skeletons(word):
            by_skeleton[skeleton].append(word)
    seen = set()
    for alike in by_skeleton.values():
        for a, b in combinations(alike, 2):
            if (a, b) not in seen and abs(len(a) - len(b)) <= _slips(a, b) and _distance(a, b) <= _slips(a, b):
                seen.add((a, b))
                yield a, b


def _slips(a: str, b: str) -> int:
    return 2 if min(len(a), len(b)) >= _TWO_SLIPS else 1


def _skeletons(word: str) -> set[str]:
    """The word, and what is left of it when as many letters as may be wrong are left out, never the first."""
    if len(word) < _ONE_SLIP:
        return set()
    left = {word}
    for _ in range(2 if len(word) >= _TWO_SLIPS else 1):
        left |= {w[:k] + w[k + 1 :] for w in left for k in range(1, len(w))}
    return left


def _distance(a: str, b: str) -> int:
    """Letters put in, left out, changed, or swapped with their neighbour, to get from one word to the other."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row = row, [i]
        for j, y in enumerate(b, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x != y))
            if before and i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before = last
    return row[-1]
