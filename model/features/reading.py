"""All that is read of a pair before terms are made of it, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from model.connotations import Connotation, sign
from model.frames import Hit, read_frames
from model.lexicon import Lexicon
from model.pairs import Pair
from model.stems import stem
from model.syntax import Parse, parse
from model.syntax.ways import Steps, chain, labels, shortest_path


class Reading:
    """A pair with stems, places of its ends, predicates, links and connotations, index for index.

    `first` and `last` are the closest holder and target in reading order; where the holder is absent, the target twice.
    """

    def __init__(self, pair: Pair, lexicon: Lexicon) -> None:
        self.pair = pair
        self.items = pair.items
        self.lexicon = lexicon
        self.words = [item.word for item in pair.items]
        self.stems = [stem(word) for word in self.words]
        self.holders = [i for i, item in enumerate(pair.items) if item.role == "HOLDER"]
        self.targets = [i for i, item in enumerate(pair.items) if item.role == "TARGET"]
        self.first, self.last = self._nearest()
        self._chains: dict[int, Steps] = {}

    def _nearest(self) -> tuple[int, int]:
        if not self.targets:
            return (0, max(0, len(self.items) - 1))
        if not self.holders:
            return (self.targets[0], self.targets[0])
        h, t = min(((h, t) for h in self.holders for t in self.targets), key=lambda ends: abs(ends[0] - ends[1]))
        return (min(h, t), max(h, t))

    @property
    def ends(self) -> tuple[tuple[Literal["HOLDER", "TARGET"], list[int]], ...]:
        """Both roles with their places."""
        return (("HOLDER", self.holders), ("TARGET", self.targets))

    @cached_property
    def hits(self) -> list[Hit]:
        return read_frames(self.items, self.lexicon)

    @cached_property
    def parse(self) -> Parse:
        lexicon = self.lexicon
        return parse(self.items, lexicon.connotations.word_class, lexicon.past_forms, lexicon.reporting)

    @cached_property
    def ratings(self) -> list[Connotation | None]:
        return self.lexicon.connotations.read(self.words)

    @cached_property
    def ratings_before(self) -> list[Connotation | None]:
        """Those of the context's words."""
        return self.lexicon.connotations.read(self.pair.context)

    @cached_property
    def labels(self) -> dict[int, list[str]]:
        return labels(self.items, self.parse)

    @cached_property
    def path(self) -> Steps:
        """The shortest way from a holder to a target."""
        return shortest_path(self.items, self.parse)

    def chain(self, i: int) -> Steps:
        """The governors of item `i`."""
        if i not in self._chains:
            self._chains[i] = chain(self.parse, i)
        return self._chains[i]

    def sense(self, i: int) -> str:
        """The role of item `i`, else its word's field of meaning with its sign, "" where it has none; "!" if negated."""
        return self._senses[i]

    @cached_property
    def _senses(self) -> list[str]:
        negated = self.parse.negated
        return [
            item.role or (rating.sense + ("!" if i in negated else "") if rating else "")
            for i, (item, rating) in enumerate(zip(self.items, self.ratings, strict=True))
        ]


def ngrams(words: Sequence[str], low: int, high: int, prefix: str = "") -> list[str]:
    """All runs of `low` to `high` words, joined by spaces."""
    return [prefix + " ".join(words[i : i + n]) for n in range(low, high + 1) for i in range(len(words) - n + 1)]


def repeated(name: str, value: float, most: int = 3) -> list[str]:
    """A term that stands as often as the value is large, with its sign; none for 0."""
    return [f"{name} {sign(value)}"] * min(most, max(1, round(abs(value)))) if value else []
