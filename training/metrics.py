"""How good predictions are, with 95% bootstrap intervals over sentences (not records: those of one depend)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from model.direction import NEUTRAL, OPPOSE, SUPPORT
from model.records import LABELS, Label
from training.bootstrap import Bootstrap, Floats, Interval, Ints
from training.coverage import Covered, abstention_limit, coverage

ECE_BINS = 15


@dataclass(frozen=True, slots=True)
class Report:
    """How probabilities and the labels chosen by them compare with the truth.

    `accuracy` (micro-F1) and `macro_f1` over the labels that occur; `polarity_*` among truly non-neutral records by the
    likelier of the two signs; `average_precision` by signed label, of the ranking by its probability; `calibration_error`
    of the likeliest label (15 bins); `brier`, the squared error summed over the labels, 0 to 2; `confusion` counts records
    by true and then by answered label; `coverage` by limit of confidence, and the limit that training would propose.
    """

    records: int
    sentences: int
    accuracy: Interval
    macro_f1: Interval
    polarity_accuracy: Interval
    polarity_macro_f1: Interval
    average_precision: dict[str, Interval]
    calibration_error: Interval
    brier: Interval
    majority_accuracy: float
    confusion: dict[str, dict[str, int]]
    by_label: dict[str, dict[str, float]]
    by_tag: dict[str, dict[str, float]]
    coverage: tuple[Covered, ...]
    abstain_below: float | None

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values, rounded to four places."""
        rounded: dict[str, Any] = plain(asdict(self))
        return rounded


def evaluate(
    labels: Sequence[Label],
    probabilities: Floats,
    groups: Sequence[str],
    tags: Sequence[Sequence[str]],
    seed: int = 0,
    answers: Ints | None = None,
) -> Report:
    """Compares probabilities of shape (n, 3), columns as in LABELS, with the true labels.

    `answers` numbers the labels that were chosen, shape (n,), where they are not simply the likeliest.
    """
    truth = np.array([LABELS.index(label) for label in labels])
    guess = probabilities.argmax(axis=1) if answers is None else answers
    confidence = probabilities[np.arange(len(truth)), guess]
    draws = Bootstrap(groups, seed)
    accuracy, macro_f1 = classification(truth, guess, len(LABELS), draws)
    polarity_accuracy, polarity_macro_f1 = _polarity(truth, probabilities, draws)
    table = np.bincount(truth * len(LABELS) + guess, minlength=9).reshape(3, 3)
    return Report(
        records=len(truth),
        sentences=draws.sentences,
        accuracy=accuracy,
        macro_f1=macro_f1,
        polarity_accuracy=polarity_accuracy,
        polarity_macro_f1=polarity_macro_f1,
        average_precision={
            label: draws.of_weights(_Ranking(truth == number, probabilities[:, number]).average_precision)
            for number, label in enumerate(LABELS)
            if number != NEUTRAL
        },
        calibration_error=draws.of_sums(_calibration_error, _calibration_bins(truth, probabilities, ECE_BINS)),
        brier=draws.of_sums(_mean, _with_count(((probabilities - np.eye(len(LABELS))[truth]) ** 2).sum(axis=1))),
        majority_accuracy=float(np.bincount(truth).max() / len(truth)),
        confusion={
            label: dict(zip(LABELS, map(int, row), strict=True)) for label, row in zip(LABELS, table, strict=True)
        },
        by_label=_by_label(table),
        by_tag=_by_tag(truth, guess, tags),
        coverage=coverage(truth, guess, confidence),
        abstain_below=abstention_limit(truth, guess, confidence),
    )


def classification(truth: Ints, guess: Ints, classes: int, draws: Bootstrap) -> tuple[Interval, Interval]:
    """Accuracy (micro-F1), and macro-F1 over the classes that occur in `truth`."""
    cells = np.eye(classes * classes)[truth * classes + guess]
    present = np.unique(truth)

    def macro(sums: Floats) -> float:
        table = sums.reshape(classes, classes)
        both = table.sum(axis=0) + table.sum(axis=1)
        return float(np.mean([2 * table[c, c] / both[c] if both[c] else 0.0 for c in present]))

    return (
        draws.of_sums(lambda sums: float(sums.reshape(classes, classes).trace() / sums.sum()), cells),
        draws.of_sums(macro, cells),
    )


def calibration_error(truth: Ints, probabilities: Floats, bins: int = ECE_BINS) -> float:
    """Expected calibration error (Guo et al. 2017): mean |accuracy - confidence| over equal bins of confidence."""
    return _calibration_error(_calibration_bins(truth, probabilities, bins).sum(axis=0))


def _calibration_bins(truth: Ints, probabilities: Floats, bins: int) -> Floats:
    """A row for each record: 1, and right minus confidence, in the columns of its bin."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    rows = np.zeros((len(truth), bins, 2))
    rows[np.arange(len(truth)), which, 0] = 1.0
    rows[np.arange(len(truth)), which, 1] = right - confidence
    return rows.reshape(len(truth), 2 * bins)


def _calibration_error(sums: Floats) -> float:
    bins = sums.reshape(-1, 2)
    return float(np.abs(bins[:, 1]).sum() / bins[:, 0].sum())


def _polarity(truth: Ints, probabilities: Floats, draws: Bootstrap) -> tuple[Interval, Interval]:
    """Of the records with an attitude, how many get the right sign when a sign must be given."""
    signed = truth != NEUTRAL
    guess = np.where(probabilities[:, SUPPORT] > probabilities[:, OPPOSE], SUPPORT, OPPOSE)
    cells = np.zeros((len(truth), 4))
    cells[np.flatnonzero(signed), truth[signed] // 2 * 2 + guess[signed] // 2] = 1.0
    present = np.unique(truth[signed] // 2)

    def accuracy(sums: Floats) -> float:
        return float((sums[0] + sums[3]) / sums.sum()) if sums.any() else 0.0

    def macro(sums: Floats) -> float:
        table = sums.reshape(2, 2)
        both = table.sum(axis=0) + table.sum(axis=1)
        return float(np.mean([2 * table[c, c] / both[c] if both[c] else 0.0 for c in present])) if len(present) else 0.0

    return draws.of_sums(accuracy, cells), draws.of_sums(macro, cells)


class _Ranking:
    """Records from the highest score to the lowest; sorted once, weighed anew for every resample."""

    def __init__(self, positive: Ints, scores: Floats) -> None:
        self.order = np.argsort(-scores, kind="stable")
        self.positive = positive[self.order].astype(np.float64)
        ranked = scores[self.order]
        self.ends = np.flatnonzero(np.append(ranked[1:] < ranked[:-1], True))

    def average_precision(self, weights: Floats) -> float:
        """Precision at each score, weighed by the recall gained there (as scikit-learn's average_precision_score)."""
        drawn = weights[self.order]
        hits = np.cumsum(drawn * self.positive)[self.ends]
        answered = np.cumsum(drawn)[self.ends]
        if not hits[-1]:
            return 0.0
        precision = hits / np.maximum(answered, 1.0)
        return float((np.diff(hits, prepend=0.0) * precision).sum() / hits[-1])


def _with_count(values: Floats) -> Floats:
    return np.stack([values, np.ones(len(values))], axis=1)


def _mean(sums: Floats) -> float:
    return float(sums[0] / sums[1])


def _by_label(table: Ints) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {}
    for number, label in enumerate(LABELS):
        hits, answered, true = table[number, number], table[:, number].sum(), table[number].sum()
        rows[label] = {
            "precision": float(hits / answered) if answered else 0.0,
            "recall": float(hits / true) if true else 0.0,
            "f1": float(2 * hits / (answered + true)) if answered + true else 0.0,
            "records": int(true),
        }
    return rows


def _by_tag(truth: Ints, guess: Ints, tags: Sequence[Sequence[str]]) -> dict[str, dict[str, float]]:
    rows: dict[str, list[bool]] = defaultdict(list)
    for i, names in enumerate(tags):
        for name in names:
            rows[name].append(bool(truth[i] == guess[i]))
    return {name: {"accuracy": float(np.mean(right)), "records": len(right)} for name, right in sorted(rows.items())}


def plain(value: Any) -> Any:
    """Numbers rounded to four places, whatever they stand in."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return round(float(value), 4) if isinstance(value, float) else value
