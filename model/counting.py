"""Counting the terms of pairs, chunk by chunk, so that no more than a chunk of them is ever in memory.

    count_terms     terms -> Counts     stateless: any process may count any chunk
    Vocabulary      a column for every term, numbered as the terms come
    Hashing         2**bits columns for every block; terms that meet in one share it (Weinberger et al., "Feature
                    hashing for large scale multitask learning", ICML 2009)

Vocabulary and Hashing answer the same three questions: which columns are these counts, which columns are these terms of
one pair, and of which block is each column.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction import FeatureHasher

from model.features import Block, Terms

Int32s = NDArray[np.int32]

CHUNK = 512
"""Pairs counted at a time."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each term stands in each of some pairs: float32, one row a pair, block after block.

    With a vocabulary there is a column for each of `names`, which lists the terms of every block; when hashed there are no
    names, and 2**bits columns for every block.
    """

    matrix: sparse.csr_matrix
    names: tuple[tuple[str, ...], ...] = ()


def in_chunks(terms: Sequence[Terms]) -> Iterator[Sequence[Terms]]:
    """Parts of `terms`, in order, of `CHUNK` pairs or fewer."""
    return (terms[start : start + CHUNK] for start in range(0, len(terms), CHUNK))


def count_terms(terms: Sequence[Terms], blocks: Sequence[Block], hash_bits: int | None = None) -> Counts:
    """The counts of a chunk of pairs; at least one pair."""
    if hash_bits is not None:
        hasher = _hasher(hash_bits)
        hashed = [hasher.transform(pair[block.name] for pair in terms) for block in blocks]
        return Counts(sparse.csr_matrix(sparse.hstack(hashed, format="csr")))
    counted = [_count_words([pair[block.name] for pair in terms]) for block in blocks]
    matrix = sparse.hstack([part for part, _ in counted], format="csr", dtype=np.float32)
    return Counts(sparse.csr_matrix(matrix), tuple(names for _, names in counted))


def _hasher(bits: int) -> FeatureHasher:
    return FeatureHasher(2**bits, input_type="string", alternate_sign=False, dtype=np.float32)


def _count_words(rows: Sequence[Sequence[str]]) -> tuple[sparse.csr_matrix, tuple[str, ...]]:
    places: dict[str, int] = {}
    columns = [places.setdefault(word, len(places)) for word in chain.from_iterable(rows)]
    ends = np.cumsum([0, *map(len, rows)])
    ones = np.ones(len(columns), np.float32)
    matrix = sparse.csr_matrix((ones, np.array(columns, np.int32), ends), shape=(len(rows), len(places)))
    matrix.sum_duplicates()
    return matrix, tuple(places)


class Vocabulary:
    """A column for every term of every block."""

    def __init__(self, blocks: int) -> None:
        self._columns: list[dict[str, int]] = [{} for _ in range(blocks)]
        self._blocks: list[int] = []

    @property
    def blocks(self) -> Int32s:
        """The block of each column."""
        return np.array(self._blocks, np.int32)

    def columns_of(self, counts: Counts) -> Int32s:
        """The column here of each column of `counts`; terms not met before get the next ones."""
        columns: list[int] = []
        for block, (known, names) in enumerate(zip(self._columns, counts.names, strict=True)):
            for name in names:
                column = known.get(name)
                if column is None:
                    column = known[name] = len(self._blocks)
                    self._blocks.append(block)
                columns.append(column)
        return np.array(columns, np.int32)

    def keep(self, new: Int32s) -> None:
        """Renumbers the columns: column i becomes `new[i]`, or is forgotten where that is negative."""
        self._columns = [
            {name: int(new[column]) for name, column in known.items() if new[column] >= 0} for known in self._columns
        ]
        blocks = {column: block for block, known in enumerate(self._columns) for column in known.values()}
        self._blocks = [blocks[column] for column in range(len(blocks))]

    def place(self, block: int, words: Sequence[str]) -> Int32s:
        """The column of each word of a block; −1 where it is unknown."""
        known = self._columns[block]
        return np.array([known.get(word, -1) for word in words], np.int32)

    def __getstate__(self) -> dict[str, Any]:
        """The words as bytes of their own: joblib's unpickler is Python, and slow on many small objects."""
        return {"columns": pickle.dumps(self._columns, protocol=5), "blocks": self.blocks}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._columns = pickle.loads(state["columns"])
        self._blocks = state["blocks"].tolist()


class Hashing:
    """The same number of columns for every block, shared by terms whose hashes agree."""

    def __init__(self, blocks: int, bits: int) -> None:
        self.bits = bits
        self._column = np.arange(blocks << bits, dtype=np.int32)
        self._hasher = _hasher(bits)

    @property
    def blocks(self) -> Int32s:
        """The block of each column."""
        blocks: Int32s = (np.flatnonzero(self._column >= 0) >> self.bits).astype(np.int32)
        return blocks

    def columns_of(self, counts: Counts) -> Int32s:
        """The column here of each column of `counts`."""
        return self._column

    def keep(self, new: Int32s) -> None:
        """Renumbers the columns: column i becomes `new[i]`, or is empty from now on where that is negative."""
        self._column = new

    def place(self, block: int, words: Sequence[str]) -> Int32s:
        """The column of each word of a block; −1 where that was empty in training."""
        if not words:
            return np.zeros(0, np.int32)
        hashed = self._hasher.transform([word] for word in words).indices
        columns: Int32s = self._column[hashed + (block << self.bits)]
        return columns
