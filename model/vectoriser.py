"""From the terms of a pair to a row of numbers: TF-IDF blocks side by side, as float32.

    collect       the counts of all pairs, read once -> Collection
    Collection    counts in 6 bytes each; matrices of them, weighed by all pairs or by those that a fold may see
    Vectoriser    terms -> matrix, for pairs it has not seen; what each column of a pair is called

model.weighing has the formula. When terms are hashed, what it says of terms holds for columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from model.counting import CHUNK, Counts, Hashing, Int32s, Vocabulary, in_chunks
from model.features import Block, Terms
from model.weighing import Floats, Weigher, inverse_frequency

Bools = NDArray[np.bool_]
MOST = np.iinfo(np.uint16).max
"""A term that stands more often in a pair is taken to stand so often."""


class Vectoriser:
    """The column of every term and what it weighs.

    Attributes
    ----------
    blocks : the blocks, in the order of their columns
    block_of : place in `blocks` of each column
    """

    def __init__(self, blocks: Sequence[Block], table: Vocabulary | Hashing, idf: Floats) -> None:
        self.blocks = tuple(blocks)
        self.block_of = table.blocks
        self._table = table
        self._weigher = Weigher(blocks, self.block_of, idf)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.block_of)

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
        counts.data = self._weigher(counts.indptr, counts.indices, np.minimum(counts.data, MOST))
        return counts

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


@dataclass(frozen=True, slots=True)
class Collection:
    """The counts of all pairs, as a compressed sparse matrix: `columns` and `counts` of row i stand at `ends[i]:ends[i + 1]`.

    Matrices made of it share its columns: each costs 4 bytes a count.
    """

    vectoriser: Vectoriser
    ends: NDArray[Any]
    columns: Int32s
    counts: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.ends) - 1

    def matrix(self, inside: Bools | None = None, weights: Sequence[float] | None = None) -> sparse.csr_matrix:
        """All pairs, shape (len(self), vectoriser.width), with document frequencies of the pairs `inside`, so that a term
        that stands in fewer of them than its block asks for is worth nothing; by default all pairs are. `weights` go in
        place of the blocks' own."""
        own = self.vectoriser.blocks
        blocks = own if weights is None else [replace(b, weight=w) for b, w in zip(own, weights, strict=True)]
        pairs = len(self) if inside is None else int(inside.sum())
        idf = inverse_frequency(self._frequency(inside), pairs, blocks, self.vectoriser.block_of)
        weigh = Weigher(blocks, self.vectoriser.block_of, idf)
        values = np.empty(len(self.columns), np.float32)
        for rows in self._parts():
            ends = self.ends[rows]
            own_part = slice(ends[0], ends[-1])
            values[own_part] = weigh(ends, self.columns[own_part], self.counts[own_part])
        return sparse.csr_matrix((values, self.columns, self.ends), shape=(len(self), self.vectoriser.width))

    def part(self, rows: NDArray[np.int64]) -> Collection:
        """Some of the pairs."""
        width = self.vectoriser.width
        chosen = sparse.csr_matrix((self.counts, self.columns, self.ends), shape=(len(self), width))[rows]
        return Collection(self.vectoriser, chosen.indptr, chosen.indices, chosen.data)

    def _frequency(self, inside: Bools | None) -> NDArray[np.int64]:
        """In how many of the pairs inside each column stands."""
        frequency = np.zeros(self.vectoriser.width, np.int64)
        for rows in self._parts():
            ends = self.ends[rows]
            columns = self.columns[ends[0] : ends[-1]]
            if inside is not None:
                columns = columns[np.repeat(inside[rows.start : rows.stop - 1], np.diff(ends))]
            frequency += np.bincount(columns, minlength=len(frequency))
        return frequency

    def _parts(self) -> Iterator[slice]:
        """The ends of a chunk of rows after the other; each begins with the last of the one before."""
        size = 16 * CHUNK
        return (slice(first, min(first + size, len(self)) + 1) for first in range(0, len(self), size))


def collect(counts: Iterable[Counts], blocks: Sequence[Block], hash_bits: int | None = None) -> Collection:
    """Reads all counts once. What is too rare is dropped; the peak of memory is the collection itself."""
    table = Vocabulary(len(blocks)) if hash_bits is None else Hashing(len(blocks), hash_bits)
    ends, columns, numbers = _Growing(np.int64), _Growing(np.int32), _Growing(np.uint16)
    ends.append(np.zeros(1, np.int64))
    frequency = np.zeros(0, np.int64)
    for part in counts:
        found = table.columns_of(part)[part.matrix.indices]
        own = np.bincount(found, minlength=len(frequency))
        own[: len(frequency)] += frequency
        frequency = own
        ends.append(part.matrix.indptr[1:] + np.int64(len(columns)))
        columns.append(found)
        numbers.append(np.minimum(part.matrix.data, MOST))
    vectoriser, new = _settle(table, frequency, blocks, pairs=len(ends) - 1)
    _renumber(new, ends.whole(), columns, numbers)
    last = ends.whole().astype(np.int32 if len(columns) < 2**31 else np.int64)
    return Collection(vectoriser, last, columns.whole(), numbers.whole())


def _settle(
    table: Vocabulary | Hashing, frequency: NDArray[np.int64], blocks: Sequence[Block], pairs: int
) -> tuple[Vectoriser, Int32s]:
    """Drops what is rare; the final column of each provisional one, −1 for those dropped."""
    block_of = table.blocks
    frequency = np.pad(frequency, (0, len(block_of) - len(frequency)))
    idf = inverse_frequency(frequency, pairs, blocks, block_of)
    kept = np.flatnonzero(idf)
    kept = kept[np.argsort(block_of[kept], kind="stable")]
    new = np.full(len(block_of), -1, np.int32)
    new[kept] = np.arange(len(kept), dtype=np.int32)
    table.keep(new)
    return Vectoriser(blocks, table, idf[kept]), new


def _renumber(new: Int32s, ends: NDArray[np.int64], columns: _Growing, counts: _Growing) -> None:
    """Renumbers columns in place, a chunk of rows at a time, and moves what is kept to the front."""
    column, number = columns.whole(), counts.whole()
    written, start = 0, 0
    for first in range(0, len(ends) - 1, CHUNK):
        own = ends[first : first + CHUNK + 1]
        stop = int(own[-1])
        found = new[column[start:stop]]
        rows = np.repeat(np.arange(len(own) - 1), np.diff(own[1:], prepend=start))
        kept = np.flatnonzero(found >= 0)
        kept = kept[np.lexsort((found[kept], rows[kept]))]
        end = written + len(kept)
        number[written:end] = number[start:stop][kept]
        column[written:end] = found[kept]
        own[1:] = written + np.cumsum(np.bincount(rows[kept], minlength=len(own) - 1))
        written, start = end, stop
    columns.cut(written)
    counts.cut(written)


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
