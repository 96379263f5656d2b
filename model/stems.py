"""Stems: one key for all inflections of an English word."""

from __future__ import annotations

from functools import lru_cache

import snowballstemmer

from model.closed_classes import FUNCTION_WORDS

_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter2) stem of a lower-case English word; placeholders and function words stay."""
    if word.isupper() or word in FUNCTION_WORDS:
        return word
    return str(_stemmer.stemWord(word))
