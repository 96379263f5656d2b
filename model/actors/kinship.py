"""Who comes into a text as somebody's relative: "his wife, Ana Reyes", "Ana Reyes, the daughter of X", "his sons Carl and Ned"."""

from __future__ import annotations

from collections.abc import Sequence

from model.actors.cast import Candidate
from model.segmentation import Segmented

_KIN = frozenset(
    "wife husband spouse son sons daughter daughters brother brothers sister sisters father mother widow widower cousin "
    "nephew niece uncle aunt grandson granddaughter stepson stepdaughter son-in-law daughter-in-law fiancée".split()
)
_BEHIND = 4
_TOGETHER = 6


def names_of_kin(candidates: Sequence[Candidate], keys: Sequence[str], segmented: Segmented) -> set[str]:
    """The first names of relatives, folded. `keys` are the candidates' surfaces folded."""
    words = [t.lower for t in segmented.tokens]
    return {
        key.split()[0]
        for candidate, key in zip(candidates, keys, strict=True)
        if key and (_of_kin(words, candidate) or _together(words, candidate))
    }


def _of_kin(words: Sequence[str], candidate: Candidate) -> bool:
    before = words[max(0, candidate.first - 2) : candidate.first]
    behind = words[candidate.last : candidate.last + _BEHIND]
    beside = before[-2:-1] if before[-1:] == [","] else before[-1:]
    apposed = behind[:1] == [","] and behind[1:2] not in (["and"], ["who"])
    return any(word in _KIN for word in beside) or (apposed and any(word in _KIN for word in behind))


def _together(words: Sequence[str], candidate: Candidate) -> bool:
    before = words[max(0, candidate.first - _TOGETHER) : candidate.first]
    return any(word in _KIN and word.endswith("s") for word in before) and "." not in before[-2:]
