"""Which records must stay on one side of a split: those of one sentence, and those of sentences that are nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from training.corpus import LabelledPair
from training.curation.masking import skeletons
from training.curation.nearness import near_duplicates

Ints = NDArray[np.int64]

NEAR_DUPLICATE_LIMIT = 100_000
"""Sentences up to which near-duplicates are looked for: their index takes 8 kB and half a millisecond a sentence."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """`group_of` numbers each record's group; `described` says what made them."""

    group_of: Ints
    described: str


def grouped(records: Sequence[LabelledPair], limit: int = NEAR_DUPLICATE_LIMIT) -> Grouping:
    """Groups by normalised sentence, joined where sentences without names and numbers share 60% of their word 3-grams
    (MinHash, Broder 1997). Beyond `limit` distinct sentences, near-duplicates are not joined."""
    names = {name: number for number, name in enumerate(dict.fromkeys(record.group for record in records))}
    group_of = np.array([names[record.group] for record in records], dtype=np.int64)
    if len(names) > limit:
        return Grouping(
            group_of, f"sentence alone: with more than {limit} sentences near-duplicates take too much memory"
        )
    sentences = skeletons(records)
    pairs = list(near_duplicates([sentence.words for sentence in sentences]))
    owners = np.array([names[sentence.first.group] for sentence in sentences])
    left, right = (owners[[pair[end] for pair in pairs]] if pairs else np.zeros(0, np.int64) for end in (0, 1))
    links = sparse.coo_matrix((np.ones(len(pairs)), (left, right)), shape=(len(names), len(names)))
    _, joined = connected_components(links, directed=False)
    return Grouping(joined.astype(np.int64)[group_of], f"sentence and near-duplicates: {len(pairs)} pairs joined")
