"""From the terms of a pair to a row of numbers: TF-IDF blocks side by side, as float32.

A term that stands f times in a pair, and in d of n pairs, is worth (1 + ln f) * (1 + ln((1 + n) / (1 + d))): scikit-learn's
TfidfVectorizer with sublinear_tf and smooth_idf. A block's values of a pair are then brought to length 1 (L2) and multiplied
by the block's weight; `Block.idf` and `Block.normalise` switch their part off. Terms that stand in fewer than the block's
`min_df` pairs are dropped. When terms are hashed, all of this holds for columns.

`learn` reads the counts of all pairs once and builds the matrix in place: its peak is the matrix itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from model.counting import CHUNK, Counts, Hashing, Vocabulary, in_chunks
from model.features import Block, Terms

Int32s = NDArray[np.int32]
Float32s = NDArray[np.float32]
Floats = NDArray[np.float64]


class Vectoriser:
    """What `learn` learned: the column of every term and what it weighs.

    Attributes
    ----------
    blocks : the blocks, in the order of their columns
    ranges : first column of each block, and the number of all columns: len(blocks) + 1 numbers
    """

    def __init__(self, blocks: Sequence[Block], table: Vocabulary | Hashing, idf: Floats) -> None:
        self.blocks = tuple(blocks)
        self._table = table
        self._idf = idf
        self._block_of = table.blocks
        self.ranges = np.searchsorted(self._block_of, np.arange(len(blocks) + 1))

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._idf)

    def transform(self, terms: Sequence[Terms]) -> sparse.csr_matrix:
        """The matrix of shape (len(terms), width)."""
        parts = [self._part(chunk) for chunk in in_chunks(terms)]
        if len(parts) == 1:
            return parts[0]
        empty = sparse.csr_matrix((0, self.width), dtype=np.float32)
        return sparse.csr_matrix(sparse.vstack(parts, format="csr")) if parts else empty

    def _part(self, terms: Sequence[Terms]) -> sparse.csr_matrix:
        rows, columns = [], []
        for b, block in enumerate(self.blocks):
            rows.append(np.repeat(np.arange(len(terms)), [len(pair[block.name]) for pair in terms]))
            columns.append(self._table.place(b, [word for pair in terms for word in pair[block.name]]))
        row, column = np.concatenate(rows), np.concatenate(columns)
        known = column >= 0
        ones = np.ones(int(known.sum()), np.float32)
        counts = sparse.csr_matrix((ones, (row[known], column[known])), shape=(len(terms), self.width))
        counts.data = self.weigh(counts.indptr, counts.indices, counts.data)
        return counts

    def weigh(self, ends: NDArray[Any], columns: Int32s, counts: Float32s) -> Float32s:
        """The values of the counts of a compressed sparse matrix with these rows and columns."""
        rows = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
        blocks = self._block_of[columns]
        values = (1 + np.log(counts.astype(np.float64))) * self._idf[columns]
        segments = rows * len(self.blocks) + blocks
        lengths = np.sqrt(np.bincount(segments, values**2, minlength=1))
        scale = np.array([block.weight for block in self.blocks])[blocks]
        normalised = np.array([block.normalise for block in self.blocks])[blocks]
        weighed: Float32s = (values * scale / np.where(normalised, lengths[segments], 1.0)).astype(np.float32)
        return weighed

    def features(self, terms: Terms) -> dict[int, tuple[str, str]]:
        """Block and name of every column in which the pair has a value; terms that share a column are named together."""
        found: dict[int, tuple[str, list[str]]] = {}
        for b, block in enumerate(self.blocks):
            words = list(dict.fromkeys(terms[block.name]))
            for word, column in zip(words, self._table.place(b, words).tolist(), strict=True):
                if column >= 0:
                    found.setdefault(column, (block.name, []))[1].append(word)
        return {
            column: (block, words[0] if len(words) == 1 else " / ".join(words) + " (shared)")
            for column, (block, words) in found.items()
        }


def learn(
    counts: Iterable[Counts], blocks: Sequence[Block], hash_bits: int | None = None
) -> tuple[Vectoriser, sparse.csr_matrix]:
    """The vectoriser of all pairs counted, and their matrix of shape (n, vectoriser.width)."""
    table = Vocabulary(len(blocks)) if hash_bits is None else Hashing(len(blocks), hash_bits)
    ends, columns, values = _Growing(np.int64), _Growing(np.int32), _Growing(np.float32)
    ends.append(np.zeros(1, np.int64))
    frequency = np.zeros(0, np.int64)
    for part in counts:
        found = table.columns_of(part)[part.matrix.indices]
        own = np.bincount(found, minlength=len(frequency))
        own[: len(frequency)] += frequency
        frequency = own
        ends.append(part.matrix.indptr[1:] + np.int64(len(columns)))
        columns.append(found)
        values.append(part.matrix.data)
    vectoriser, new = _settle(table, frequency, blocks, pairs=len(ends) - 1)
    _weigh_in_place(vectoriser, new, ends.whole(), columns, values)
    row_ends = ends.whole().astype(np.int32 if len(columns) < 2**31 else np.int64)
    matrix = sparse.csr_matrix((values.whole(), columns.whole(), row_ends), shape=(len(ends) - 1, vectoriser.width))
    return vectoriser, matrix


def _settle(
    table: Vocabulary | Hashing, frequency: NDArray[np.int64], blocks: Sequence[Block], pairs: int
) -> tuple[Vectoriser, Int32s]:
    """Drops what is rare; the final column of each provisional one, −1 for those dropped."""
    block_of = table.blocks
    frequency = np.pad(frequency, (0, len(block_of) - len(frequency)))
    least = np.array([max(1, block.min_df) for block in blocks])
    kept = np.flatnonzero(frequency >= least[block_of])
    kept = kept[np.argsort(block_of[kept], kind="stable")]
    new = np.full(len(block_of), -1, np.int32)
    new[kept] = np.arange(len(kept), dtype=np.int32)
    table.keep(new)
    idf = np.log((1 + pairs) / (1 + frequency[kept])) + 1
    used = np.array([block.idf for block in blocks])[block_of[kept]]
    return Vectoriser(blocks, table, np.where(used, idf, 1.0)), new


def _weigh_in_place(
    vectoriser: Vectoriser, new: Int32s, ends: NDArray[np.int64], columns: _Growing, values: _Growing
) -> None:
    """Renumbers columns and turns counts into values, a chunk of rows at a time, moving what is kept to the front."""
    column, value = columns.whole(), values.whole()
    written, start = 0, 0
    for first in range(0, len(ends) - 1, CHUNK):
        own = ends[first : first + CHUNK + 1]
        stop = int(own[-1])
        found = new[column[start:stop]]
        rows = np.repeat(np.arange(len(own) - 1), np.diff(own[1:], prepend=start))
        kept = found >= 0
        lengths = np.bincount(rows[kept], minlength=len(own) - 1)
        part = sparse.csr_matrix(
            (value[start:stop][kept], found[kept], np.concatenate(([0], np.cumsum(lengths)))),
            shape=(len(own) - 1, vectoriser.width),
        )
        part.sort_indices()
        end = written + part.nnz
        column[written:end] = part.indices
        value[written:end] = vectoriser.weigh(part.indptr, part.indices, part.data)
        own[1:] = written + part.indptr[1:]
        written, start = end, stop
    columns.cut(written)
    values.cut(written)


class _Growing:
    """An array that grows at its end. Large ones grow in place: the system moves pages, not numbers."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._room: NDArray[Any] = np.empty(1024, kind)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def append(self, more: NDArray[Any]) -> None:
        length = self._length + len(more)
        if length > len(self._room):
            self._room.resize(max(length, len(self._room) * 9 // 8), refcheck=False)
        self._room[self._length : length] = more
        self._length = length

    def cut(self, length: int) -> None:
        self._length = length

    def whole(self) -> NDArray[Any]:
        return self._room[: self._length]
