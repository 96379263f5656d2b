"""Whether a text is English, told by how many of its words are English function words."""

from __future__ import annotations

from collections.abc import Sequence

from model.closed_classes import FUNCTION_WORDS
from model.tokens import Token

_FEW = 20
_ENGLISH_SHARE = 0.18


def looks_english(tokens: Sequence[Token]) -> bool:
    """True for English, and for texts of fewer than 20 words, which tell too little.

    In English news about 40% of the words are function words; in texts of other languages under 10% look like one.
    """
    words = [t.lower for t in tokens if t.is_word][:2000]
    return len(words) < _FEW or sum(w in FUNCTION_WORDS for w in words) >= _ENGLISH_SHARE * len(words)
