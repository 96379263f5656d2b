"""Measures a published version on labelled pairs that it was not trained on: ordered pairs, and both directions at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from model.artifact import read_version
from model.classifier import decide
from model.direction import FIVE_CLASSES, NEUTRAL, OPPOSE, SUPPORT, both_ways, logarithms
from model.manifest import Manifest
from model.records import LABELS
from training.bootstrap import Bootstrap, Interval, Ints
from training.corpus import LabelledPair
from training.matrix import Progress, analyse_all, silent
from training.metrics import Report, classification, evaluate, plain


@dataclass(frozen=True, slots=True)
class FiveClasses:
    """Unordered pairs that are labelled both ways, with one sign at most: neutral, or support or oppose one way. `pairs`
    were judged, `left_out` have a sign both ways. Micro-F1 is accuracy; macro-F1 is over the classes that occur. The
    `offset_` figures are those at the classifier's operating point, None where it is the likeliest class."""

    pairs: int
    left_out: int
    micro: Interval
    macro: Interval
    offset_micro: Interval | None
    offset_macro: Interval | None


@dataclass(frozen=True, slots=True)
class Part:
    """Figures of some of the records. `five_classes` is None where no pair is labelled both ways."""

    ordered: Report
    five_classes: FiveClasses | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A version on a set: all of it, and the part whose sentences do not stand in the train data (None if none was given,
    or none is left)."""

    manifest: Manifest
    all: Part
    clean: Part | None

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain JSON values, rounded to four places."""
        parts = {"all": self.all, "clean": self.clean}
        figures = {name: None if part is None else plain(asdict(part)) for name, part in parts.items()}
        model = {"name": self.manifest.name, "version": self.manifest.version}
        return {"model": model, "abstain_below": self.manifest.parameters["abstain_below"]} | figures


def evaluate_version(
    folder: Path,
    records: Sequence[LabelledPair],
    train: Sequence[LabelledPair] | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """The version in `folder` on `records`; two that ask for both directions of a pair are decided together, as `standpoint
    classify` does. Raises ArtifactError, or CorpusError for a record that cannot be read."""
    manifest, payload = read_version(folder)
    alone = payload.classifier.predict_proba(analyse_all(records, payload.lexicon, progress))
    reverses = both_ways([record.pair for record in records])
    together = payload.direction.refine(alone, reverses)
    places = np.array(reverses, dtype=np.intp).reshape(-1, 2)
    logs = logarithms(alone)
    there, back = logs[places[:, 0]], logs[places[:, 1]]
    answers = [payload.direction.five_classes(there, back).argmax(axis=1)]
    if any(offsets := payload.classifier.offsets):
        answers.append(payload.direction.five_classes(there + offsets, back + offsets).argmax(axis=1))

    def part(chosen: Ints) -> Part:
        inside = [records[n] for n in chosen]
        kept = np.isin(places[:, 0], chosen)
        ordered = evaluate(
            [r.label for r in inside],
            together[chosen],
            [r.group for r in inside],
            [r.tags for r in inside],
            answers=decide(together[chosen], payload.classifier.offsets),
        )
        return Part(ordered, _five_classes(records, places[kept], [own[kept] for own in answers]))

    known = {record.group for record in train or ()}
    clean = np.array([n for n, record in enumerate(records) if record.group not in known], dtype=np.intp)
    return Evaluation(
        manifest,
        part(np.arange(len(records))),
        part(clean) if train is not None and len(clean) else None,
    )


def _five_classes(records: Sequence[LabelledPair], places: Ints, answers: Sequence[Ints]) -> FiveClasses | None:
    """`places` of both directions, shape (n, 2), and answers by their place in FIVE_CLASSES, shape (n,): the likeliest, and
    those at the operating point where it is another."""
    order = np.array([LABELS.index(record.label) for record in records])
    there, back = order[places[:, 0]], order[places[:, 1]]
    single = (there == NEUTRAL) | (back == NEUTRAL)
    if not single.any():
        return None
    signs = [there == SUPPORT, back == SUPPORT, there == OPPOSE, back == OPPOSE]
    truth = np.select(signs, range(1, len(FIVE_CLASSES)), 0)[single]
    draws = Bootstrap([records[n].group for n in places[single, 0]])
    figures = [classification(truth, own[single], len(FIVE_CLASSES), draws) for own in answers]
    offset = figures[1] if len(figures) > 1 else (None, None)
    return FiveClasses(int(single.sum()), int((~single).sum()), *figures[0], *offset)
