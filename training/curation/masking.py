"""Sentences without their actors and numbers, so that the same frame with other names is seen to be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from model.pairs import name_runs
from model.segmentation import segment
from training.corpus import LabelledPair

ACTOR = "X"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A distinct sentence: its record that comes first, and its masked words in lower case without punctuation."""

    first: LabelledPair
    words: tuple[str, ...]


def skeletons(records: Iterable[LabelledPair]) -> list[Skeleton]:
    """One for each distinct sentence, in corpus order. Every marked mention and every run of capitals is masked."""
    by_text: dict[str, list[LabelledPair]] = defaultdict(list)
    for record in records:
        by_text[record.pair.text].append(record)
    return [Skeleton(same[0], _masked(text, same)) for text, same in by_text.items()]


def _masked(text: str, records: Iterable[LabelledPair]) -> tuple[str, ...]:
    tokens = segment(text).tokens
    hidden = {i for first, last in name_runs(tokens) for i in range(first, last)}
    for record in records:
        for end in (record.pair.holder, record.pair.target):
            if end is not None and end.start is not None and end.end is not None:
                hidden |= {i for i, t in enumerate(tokens) if t.start < end.end and t.end > end.start}
    words: list[str] = []
    for i, token in enumerate(tokens):
        if i in hidden:
            if words[-1:] != [ACTOR]:
                words.append(ACTOR)
        elif token.text[0].isdigit():
            words.append("0")
        elif token.is_word:
            words.append(token.lower)
    return tuple(words)
