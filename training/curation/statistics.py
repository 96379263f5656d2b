"""What is in a corpus: counts by label, holder, tag, topic, style and length, and the variety of its cues and actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from model.closed_classes import FUNCTION_WORDS
from model.records import PairEnd
from model.stems import stem
from model.tokens import tokenise
from training.corpus import LabelledPair

NARRATOR = "the narrator"


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of records unless named otherwise. `words` are the lengths of the distinct sentences."""

    records: int
    sentences: int
    labels: dict[str, int]
    narrator: dict[str, int]
    context_cue: dict[str, int]
    tags: dict[str, int]
    topics: dict[str, int]
    styles: dict[str, int]
    actors: dict[str, int]
    cue_lemmas: frozenset[str]
    words: tuple[int, ...]

    def word_quantiles(self) -> tuple[int, int, int, int, int]:
        """Shortest, first quartile, median, third quartile and longest sentence in words."""
        low, q1, median, q3, high = (int(q) for q in np.quantile(self.words, (0, 0.25, 0.5, 0.75, 1)))
        return low, q1, median, q3, high


def describe(records: Sequence[LabelledPair]) -> Statistics:
    """Counts everything once."""
    texts = {record.pair.text for record in records}
    tags = Counter(tag for record in records for tag in record.tags)
    return Statistics(
        records=len(records),
        sentences=len(texts),
        labels=_labels(records),
        narrator=_labels(record for record in records if record.pair.holder is None),
        context_cue=_labels(record for record in records if record.context_cues and not record.cues),
        tags={tag: n for tag, n in tags.most_common() if ":" not in tag},
        topics=_named(tags, "topic:"),
        styles=_named(tags, "style:"),
        actors=dict(Counter(name for record in records for name in actor_names(record)).most_common()),
        cue_lemmas=frozenset(lemma for record in records for lemma in cue_lemmas(record)),
        words=tuple(sorted(count_words(text) for text in texts)),
    )


def count_words(text: str) -> int:
    """Words and numbers; a clitic is part of its word."""
    return sum(token.text[0].isalnum() for token in tokenise(text))


def cue_lemmas(record: LabelledPair) -> set[str]:
    """Stems of the content words in the marked cues of a record (Porter2: praise, praised and praising are one)."""
    pieces = [record.pair.text[a:b] for a, b in record.cues]
    pieces += [record.pair.context[a:b] for a, b in record.context_cues]
    return {
        stem(token.lower)
        for piece in pieces
        for token in tokenise(piece)
        if token.is_word and len(token.lower) > 2 and token.lower not in FUNCTION_WORDS
    }


def actor_names(record: LabelledPair) -> tuple[str, str]:
    """Holder and target as the text writes them, lower case."""
    return _name(record, record.pair.holder), _name(record, record.pair.target)


def _name(record: LabelledPair, end: PairEnd | None) -> str:
    if end is None:
        return NARRATOR
    return (record.pair.text[end.start : end.end] if end.start is not None else end.name or "").lower()


def _labels(records: Iterable[LabelledPair]) -> dict[str, int]:
    return dict(Counter(str(record.label) for record in records).most_common())


def _named(tags: Counter[str], prefix: str) -> dict[str, int]:
    return {tag.removeprefix(prefix): n for tag, n in tags.most_common() if tag.startswith(prefix)}
