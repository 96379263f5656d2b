"""A segmented text as attribution looks at it: its words, who is named where, and what stands in quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from model.lexicon import Lexicon
from model.segmentation import Segmented


@dataclass(frozen=True, slots=True)
class Nominal:
    """A span of tokens that could speak. `channel` marks a media outlet, `person` a human being."""

    first: int
    last: int
    channel: bool = False
    person: bool = False


class Text:
    """`words` in lower case; `nominals` sorted, without overlap; `quoted` tells for every token whether it is in quotation
    marks."""

    def __init__(self, segmented: Segmented, nominals: Sequence[Nominal], lexicon: Lexicon) -> None:
        self.segmented = segmented
        self.tokens = segmented.tokens
        self.lexicon = lexicon
        self.words = [t.lower for t in segmented.tokens]
        self.nominals = nominals
        self.starts = [n.first for n in nominals]
        self.named = {i for n in nominals for i in range(n.first, n.last)}
        self.ending_at = {n.last: number for number, n in enumerate(nominals)}
        self.quoted = [False] * len(self.tokens)
        for q in segmented.quotations:
            self.quoted[q.first : q.last] = [True] * (q.last - q.first)

    def word(self, i: int, within: int = 0) -> str:
        """The word at `i`, "" before token `within` or behind the end."""
        return self.words[i] if within <= i < len(self.words) else ""

    def nominal_from(self, i: int) -> int:
        """The number of the first nominal that begins at token `i` or behind it; that of nominals if there is none."""
        return bisect_left(self.starts, i)
