"""What is wrong with a corpus. Each check reads all records and yields findings with file and line.

`check` runs those that hold for any corpus; `check_targets` those that a corpus's own targets.yaml asks for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict

from model.records import LABELS, PairEnd
from training.corpus import LabelledPair, group_of
from training.curation.masking import Skeleton, skeletons
from training.curation.nearness import near_duplicates
from training.curation.phenomena import PHENOMENA
from training.curation.statistics import NARRATOR, actor_names, count_words, describe
from training.curation.targets import FILE, Targets

SKELETON_LIMIT = 2
NEAR_DUPLICATE_SHARE = 0.01
ACTOR_LEAK_LIMIT = 0.02
LEAK_FOLDS = 5
LEAK_MIN_RECORDS = 200
_ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend. `line` is None where it is about the corpus as a whole."""

    path: Path
    line: int | None
    check: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line or 0}: {self.check}: {self.message}"


def check(records: Sequence[LabelledPair]) -> list[Finding]:
    """Every finding of the checks that hold for any corpus, in the order of `CHECKS`."""
    return [finding for one in CHECKS for finding in one(records)]


def check_mentions(records: Sequence[LabelledPair]) -> Iterator[Finding]:
    """A mention is whole words, without article, possessive ending or white space at its ends."""
    for record in records:
        for field, end in (("holder", record.pair.holder), ("target", record.pair.target)):
            complaint = _mention_complaint(record.pair.text, end)
            if complaint:
                yield _at(record, "mention", f"{field} {complaint}")


def _mention_complaint(text: str, end: PairEnd | None) -> str | None:
    if end is None or end.start is None or end.end is None:
        return None
    mention = text[end.start : end.end]
    if mention != mention.strip():
        return f"{mention!r} has white space at an end"
    if mention.lower().startswith(_ARTICLES):
        return f"{mention!r} begins with an article; leave it out"
    if mention.endswith(("'s", "’s")):
        return f"{mention!r} ends with a possessive; leave it out"
    if text[end.start - 1 : end.start].isalnum() or text[end.end : end.end + 1].isalnum():
        return f"{mention!r} is cut out of a longer word"
    return None


def check_duplicates(records: Sequence[LabelledPair]) -> Iterator[Finding]:
    """No pair is labelled twice, and texts that differ only in names, numbers or punctuation agree in their labels."""
    seen: dict[tuple[object, ...], LabelledPair] = {}
    for record in records:
        pair = record.pair
        key = (pair.text, pair.context, pair.holder, pair.target)
        if key in seen:
            yield _at(record, "duplicate", f"the same pair stands at {_place(seen[key])}")
            continue
        seen[key] = record
        roles = ("roles", _with_roles(record), group_of(pair.context))
        earlier = seen.setdefault(roles, record)
        if earlier.label != record.label:
            yield _at(
                record, "consistency", f"is {record.label}, but {_place(earlier)} reads alike and is {earlier.label}"
            )


def _with_roles(record: LabelledPair) -> str:
    """The sentence with its two ends replaced by their roles."""
    text = record.pair.text
    ends = [(end, role) for end, role in ((record.pair.holder, "HOLDER"), (record.pair.target, "TARGET")) if end]
    names = [role + (end.name or "") for end, role in ends if end.start is None]
    spans = sorted(((end.start, end.end, role) for end, role in ends if end.start is not None), reverse=True)
    for start, stop, role in spans:
        text = f"{text[:start]} {role} {text[stop:]}"
    return group_of(" ".join([text, *names, "" if record.pair.holder else NARRATOR]))


def check_skeletons(records: Sequence[LabelledPair]) -> Iterator[Finding]:
    """No sentence is a frame filled with other names: a skeleton stands at most twice."""
    by_words: dict[tuple[str, ...], list[Skeleton]] = defaultdict(list)
    for skeleton in skeletons(records):
        by_words[skeleton.words].append(skeleton)
    for same in by_words.values():
        for extra in same[SKELETON_LIMIT:]:
            yield _at(extra.first, "skeleton", f"has the words of {_place(same[0].first)} with other names; rewrite it")


def check_near_duplicates(records: Sequence[LabelledPair]) -> Iterator[Finding]:
    """Fewer than 1% of sentences have another with Jaccard similarity 0.6 or more of masked word 3-grams."""
    sentences = skeletons(records)
    pairs = list(near_duplicates([s.words for s in sentences]))
    if len({i for pair in pairs for i in pair}) <= NEAR_DUPLICATE_SHARE * len(sentences):
        return
    for a, b in pairs:
        yield _at(sentences[b].first, "near-duplicate", f"is nearly {_place(sentences[a].first)}; rewrite one of them")


def check_actor_leak(records: Sequence[LabelledPair]) -> Iterator[Finding]:
    """Who the actors are must not tell the label: an actor-only model stays within 2 points of the majority."""
    if len(records) < LEAK_MIN_RECORDS:
        return
    accuracy, majority = actor_leak(records)
    if accuracy > majority + ACTOR_LEAK_LIMIT:
        message = (
            f"a model that sees only the two names is right in {accuracy:.1%}, the majority label in {majority:.1%}"
        )
        yield Finding(records[0].path.parent, None, "actor-leak", f"{message}; vary who opposes and who supports whom")


def actor_leak(records: Sequence[LabelledPair]) -> tuple[float, float]:
    """Accuracy of a logistic regression on holder and target names alone, cross-validated by sentence, and of the
    majority label."""
    names = [actor_names(record) for record in records]
    features = CountVectorizer(analyzer=lambda pair: (f"holder {pair[0]}", f"target {pair[1]}")).fit_transform(names)
    labels = np.array([LABELS.index(record.label) for record in records])
    groups = np.array([record.group for record in records])
    folds = StratifiedGroupKFold(n_splits=LEAK_FOLDS, shuffle=True, random_state=0)
    guess = cross_val_predict(LogisticRegression(max_iter=1000), features, labels, groups=groups, cv=folds)
    return float((guess == labels).mean()), float(np.bincount(labels).max() / len(labels))


CHECKS: tuple[Callable[[Sequence[LabelledPair]], Iterator[Finding]], ...] = (
    check_mentions,
    check_duplicates,
    check_skeletons,
    check_near_duplicates,
    check_actor_leak,
)


def check_targets(records: Sequence[LabelledPair], targets: Targets, folder: Path) -> Iterator[Finding]:
    """What the corpus promises and does not keep."""
    found = describe(records)
    path = folder / FILE
    counts = {
        "records": (found.records, targets.records),
        "sentences": (found.sentences, targets.sentences),
        "topics": (len(found.topics), targets.topics),
        "narrator_records": (sum(found.narrator.values()), targets.narrator_records),
        "context_cue_records": (sum(found.context_cue.values()), targets.context_cue_records),
        "cue_lemmas": (len(found.cue_lemmas), targets.cue_lemmas),
    }
    for name, (count, least) in counts.items():
        if count < least:
            yield Finding(path, None, "target", f"{name}: {count}, promised {least}")
    for phenomenon in PHENOMENA.values():
        count = found.tags.get(phenomenon, 0)
        if count < targets.records_per_phenomenon:
            yield Finding(path, None, "target", f"{phenomenon}: {count}, promised {targets.records_per_phenomenon}")
    for label, (low, high) in targets.labels.items():
        share = found.labels.get(label, 0) / max(1, found.records)
        if not low <= share <= high:
            yield Finding(path, None, "target", f"{label}: {share:.1%} of labels, promised {low:.0%} to {high:.0%}")
    if targets.words is not None:
        yield from _lengths(records, *targets.words)


def _lengths(records: Sequence[LabelledPair], low: int, high: int) -> Iterator[Finding]:
    for before, record in pairwise([None, *records]):
        assert record is not None
        if before is not None and before.pair.text == record.pair.text:
            continue
        words = count_words(record.pair.text)
        if not low <= words <= high:
            yield _at(record, "length", f"has {words} words, promised {low} to {high}")


def _at(record: LabelledPair, name: str, message: str) -> Finding:
    return Finding(record.path, record.line, name, message)


def _place(record: LabelledPair) -> str:
    return f"{record.path.name}:{record.line}"
