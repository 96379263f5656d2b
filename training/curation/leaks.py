"""What of one set stands in another already: sentences, near-duplicates of them, and what knowing them by heart is worth.

A figure measured on B says nothing of what a model can do where B's sentences stand in A, which it was trained on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from model.records import Label, PairEnd
from training.corpus import LabelledPair, plain_words
from training.curation.nearness import NearIndex

PairKey = tuple[str, str | None, str | None]


class Kind(StrEnum):
    """How a record of B is touched by A."""

    SAME_LABEL = "same pair, same label"
    OTHER_LABEL = "same pair, other label"
    OTHER_PAIR = "same sentence, other pair"
    NEAR = "near-duplicate"


@dataclass(frozen=True, slots=True)
class Leak:
    """A record of B, and the record of A that it is known from."""

    kind: Kind
    record: LabelledPair
    known: LabelledPair


@dataclass(frozen=True, slots=True)
class Leaks:
    """`records` and `sentences` count B. `memoriser` is the accuracy, on all of B, of answering each pair with its commonest
    label in A, and others with A's commonest label; `memoriser_on_known` on the pairs that A holds (None: there are none);
    `majority` that of always answering A's commonest label."""

    records: int
    sentences: int
    leaks: tuple[Leak, ...]
    memoriser: float
    memoriser_on_known: float | None
    majority: float

    @property
    def leaked_sentences(self) -> int:
        """Sentences of B that stand in A."""
        return len({leak.record.group for leak in self.leaks if leak.kind is not Kind.NEAR})

    @property
    def near_sentences(self) -> int:
        """Sentences of B that only a near-duplicate of stands in A."""
        return len({leak.record.group for leak in self.leaks if leak.kind is Kind.NEAR})

    def counts(self) -> dict[Kind, dict[Label, int]]:
        """Records of B by kind of leak and by their label."""
        counts: dict[Kind, Counter[Label]] = {kind: Counter() for kind in Kind}
        for leak in self.leaks:
            counts[leak.kind][leak.record.label] += 1
        return {kind: dict(labels) for kind, labels in counts.items()}

    def examples(self, each: int) -> list[Leak]:
        """The first `each` of every kind, one a sentence."""
        shown: dict[Kind, dict[str, Leak]] = {kind: {} for kind in Kind}
        for leak in self.leaks:
            if len(shown[leak.kind]) < each:
                shown[leak.kind].setdefault(leak.record.group, leak)
        return [leak for of_kind in shown.values() for leak in of_kind.values()]


def find_leaks(a: Sequence[LabelledPair], b: Sequence[LabelledPair]) -> Leaks:
    """What of `b` stands in `a`. Sentences meet by `group` (words alone, lower case), pairs by the words of their ends; a
    near-duplicate has a Jaccard similarity of 0.6 or more of word 3-grams. Neither may be empty."""
    first: dict[str, LabelledPair] = {}
    pairs: dict[PairKey, list[LabelledPair]] = defaultdict(list)
    for record in a:
        first.setdefault(record.group, record)
        pairs[_key(record)].append(record)
    near = _near(list(first.values()), {r.group: r for r in b if r.group not in first}.values())
    leaks = []
    for record in b:
        same = pairs.get(_key(record))
        if same:
            agreeing = next((known for known in same if known.label == record.label), None)
            kind = Kind.SAME_LABEL if agreeing else Kind.OTHER_LABEL
            leaks.append(Leak(kind, record, agreeing or same[0]))
        elif record.group in first:
            leaks.append(Leak(Kind.OTHER_PAIR, record, first[record.group]))
        elif record.group in near:
            leaks.append(Leak(Kind.NEAR, record, near[record.group]))
    majority = _commonest(a)
    right = [record.label == (_commonest(pairs[key]) if (key := _key(record)) in pairs else majority) for record in b]
    known = [hit for hit, record in zip(right, b, strict=True) if _key(record) in pairs]
    return Leaks(
        len(b),
        len({record.group for record in b}),
        tuple(leaks),
        sum(right) / len(b),
        sum(known) / len(known) if known else None,
        sum(record.label == majority for record in b) / len(b),
    )


def clean(b: Sequence[LabelledPair], leaks: Leaks, strict: bool) -> list[LabelledPair]:
    """The records of `b` whose sentence does not stand in A; if `strict`, nor a near-duplicate of it."""
    leaked = {leak.record.group for leak in leaks.leaks if strict or leak.kind is not Kind.NEAR}
    return [record for record in b if record.group not in leaked]


def _near(a: Sequence[LabelledPair], b: Iterable[LabelledPair]) -> dict[str, LabelledPair]:
    """By group of B's sentences, the first near-duplicate in A."""
    index = NearIndex()
    for record in a:
        index.add(plain_words(record.pair.text))
    found = ((record.group, index.near(plain_words(record.pair.text))) for record in b)
    return {group: a[places[0]] for group, places in found if places}


def _key(record: LabelledPair) -> PairKey:
    pair = record.pair
    return record.group, _words(pair.holder, pair.text), _words(pair.target, pair.text)


def _words(end: PairEnd | None, text: str) -> str | None:
    """The words of an end, None for the narrator."""
    if end is None:
        return None
    return " ".join(plain_words(text[end.start : end.end] if end.start is not None else end.name or ""))


def _commonest(records: Sequence[LabelledPair]) -> Label:
    return Counter(record.label for record in records).most_common(1)[0][0]
