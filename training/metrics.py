"""How good predictions are, with 95% bootstrap intervals over sentences (not records: those of one depend)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score, precision_recall_fscore_support

from model.records import LABELS, Label

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RESAMPLES = 500
ECE_BINS = 15


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure between 0 and 1 with its 95% interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{100 * self.value:.1f} [{100 * self.low:.1f}, {100 * self.high:.1f}]"


@dataclass(frozen=True, slots=True)
class Report:
    """Accuracy (micro-F1), macro-F1, polarity accuracy among truly non-neutral records by the likelier of the two
    signs, expected calibration error of the likeliest label (15 bins), and figures by label and tag."""

    records: int
    sentences: int
    accuracy: Interval
    macro_f1: Interval
    polarity_accuracy: Interval
    calibration_error: float
    majority_accuracy: float
    by_label: dict[str, dict[str, float]]
    by_tag: dict[str, dict[str, float]]

    def to_dict(self) -> dict[str, Any]:
        """The report as plain JSON values, rounded to four places."""
        rounded: dict[str, Any] = _rounded(asdict(self))
        return rounded


def evaluate(
    labels: Sequence[Label],
    probabilities: Floats,
    groups: Sequence[str],
    tags: Sequence[Sequence[str]],
    seed: int = 0,
) -> Report:
    """Compares probabilities of shape (n, 3), columns as in LABELS, with the true labels."""
    truth = np.array([LABELS.index(label) for label in labels])
    guess = probabilities.argmax(axis=1)
    members = _members(groups)
    by_label: dict[str, dict[str, float]] = {}
    precision, recall, f1, support = precision_recall_fscore_support(
        truth, guess, labels=range(len(LABELS)), zero_division=0.0
    )
    for i, label in enumerate(LABELS):
        by_label[label] = {
            "precision": precision[i],
            "recall": recall[i],
            "f1": f1[i],
            "records": int(support[i]),
        }
    rng = np.random.default_rng(seed)
    samples = [
        np.concatenate([members[k] for k in rng.integers(len(members), size=len(members))]) for _ in range(RESAMPLES)
    ]
    return Report(
        records=len(truth),
        sentences=len(members),
        accuracy=_interval(_accuracy, truth, probabilities, samples),
        macro_f1=_interval(_macro_f1, truth, probabilities, samples),
        polarity_accuracy=_interval(_polarity, truth, probabilities, samples),
        calibration_error=calibration_error(truth, probabilities),
        majority_accuracy=float(np.bincount(truth).max() / len(truth)),
        by_label=by_label,
        by_tag=_by_tag(truth, guess, tags),
    )


def calibration_error(truth: Ints, probabilities: Floats, bins: int = ECE_BINS) -> float:
    """Expected calibration error (Guo et al. 2017): mean |accuracy - confidence| over equal bins of confidence."""
    confidence = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == truth
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    error = 0.0
    for b in range(bins):
        inside = which == b
        if inside.any():
            error += inside.mean() * abs(right[inside].mean() - confidence[inside].mean())
    return float(error)


def _accuracy(truth: Ints, probabilities: Floats) -> float:
    return float(accuracy_score(truth, probabilities.argmax(axis=1)))


def _macro_f1(truth: Ints, probabilities: Floats) -> float:
    return float(f1_score(truth, probabilities.argmax(axis=1), average="macro", labels=[0, 1, 2], zero_division=0.0))


def _polarity(truth: Ints, probabilities: Floats) -> float:
    """Of the records with an attitude, how many get the right sign when a sign must be given."""
    signed = truth != 1
    if not signed.any():
        return 0.0
    guess = np.where(probabilities[:, 2] > probabilities[:, 0], 2, 0)
    return float((guess[signed] == truth[signed]).mean())


def _interval(figure: Any, truth: Ints, probabilities: Floats, samples: Sequence[Ints]) -> Interval:
    values = sorted(figure(truth[s], probabilities[s]) for s in samples)
    low, high = values[int(0.025 * len(values))], values[int(0.975 * len(values))]
    return Interval(figure(truth, probabilities), low, high)


def _members(groups: Sequence[str]) -> list[Ints]:
    by_group: dict[str, list[int]] = defaultdict(list)
    for i, group in enumerate(groups):
        by_group[group].append(i)
    return [np.array(indices) for indices in by_group.values()]


def _by_tag(truth: Ints, guess: Ints, tags: Sequence[Sequence[str]]) -> dict[str, dict[str, float]]:
    rows: dict[str, list[bool]] = defaultdict(list)
    for i, names in enumerate(tags):
        for name in names:
            rows[name].append(bool(truth[i] == guess[i]))
    return {name: {"accuracy": float(np.mean(right)), "records": len(right)} for name, right in sorted(rows.items())}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(float(value), 4) if isinstance(value, float) else value
