"""Which records must stay on one side of a split: those of one sentence, and those of sentences that are nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import DisjointSet

from training.corpus import LabelledPair
from training.curation.masking import skeletons
from training.curation.nearness import candidates, nearly_same

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grouping:
    """`group_of` numbers each record's group; `described` says what made them."""

    group_of: Ints
    described: str


def grouped(records: Sequence[LabelledPair]) -> Grouping:
    """Groups by normalised sentence, joined where sentences without names and numbers share 60% of their word 3-grams
    (MinHash, Broder 1997)."""
    names = {name: number for number, name in enumerate(dict.fromkeys(record.group for record in records))}
    sentences = skeletons(records)
    texts = [sentence.words for sentence in sentences]
    owners = [names[sentence.first.group] for sentence in sentences]
    groups = DisjointSet(range(len(names)))
    joins = 0
    for a, b in candidates(texts):
        if not groups.connected(owners[a], owners[b]) and nearly_same(texts[a], texts[b]):
            groups.merge(owners[a], owners[b])
            joins += 1
    numbers = {root: number for number, root in enumerate(dict.fromkeys(groups[name] for name in range(len(names))))}
    group_of = np.array([numbers[groups[names[record.group]]] for record in records], dtype=np.int64)
    return Grouping(group_of, f"sentence and near-duplicates: {joins} of {len(names)} sentences joined to another")
