"""Fits and calibrates a classifier on labelled pairs, and predicts each pair from folds that never saw its sentence."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.model_selection import StratifiedGroupKFold

from model.classifier import Floats, StanceClassifier
from model.errors import RecordError
from model.features import Terms, analyse
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import LABELS, Label
from training.corpus import LabelledPair
from training.errors import CorpusError, TooFewRecords

Ints = NDArray[np.int64]
Progress = Callable[[str, int, int], None]
"""Called with the step's name, how much of it is done, and how much there is."""

FOLDS = 5


def silent(step: str, done: int, total: int) -> None:
    """The Progress that shows nothing."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A classifier fitted on all records, with calibrated out-of-fold probabilities of each of them, shape (n, 3)."""

    classifier: StanceClassifier
    out_of_fold: Floats


def analyse_all(records: Sequence[LabelledPair], lexicon: Lexicon, progress: Progress = silent) -> list[Terms]:
    """The feature terms of every record. Raises CorpusError naming the record that cannot be read."""
    terms = []
    for number, record in enumerate(records, 1):
        try:
            terms.append(analyse(read_pair(record.pair, lexicon), lexicon))
        except RecordError as error:
            raise CorpusError(record.path, record.line, str(error)) from error
        if number % 50 == 0 or number == len(records):
            progress("read sentences", number, len(records))
    return terms


def fit(
    records: Sequence[LabelledPair],
    terms: Sequence[Terms],
    classifier: StanceClassifier,
    seed: int,
    progress: Progress,
) -> Fitted:
    """Fits `classifier` on all records, its temperature on grouped out-of-fold decisions.

    Raises TooFewRecords where they cannot be parted into folds by sentence that hold all labels.
    """
    labels = [record.label for record in records]
    groups = np.array([record.group for record in records])
    order = np.array([LABELS.index(label) for label in labels])
    folds = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=seed)
    decisions = np.zeros((len(records), len(LABELS)))
    _check_size(order, groups)
    parts = list(folds.split(np.zeros(len(records)), order, groups))
    for number, (inside, outside) in enumerate(parts, 1):
        part = StanceClassifier(classifier.blocks, classifier.C)
        inner = [labels[i] for i in inside]
        part.fit([terms[i] for i in inside], inner, balance_signs(inner))
        decisions[outside] = part.decision_function([terms[i] for i in outside])
        progress("cross-validate", number, len(parts) + 1)
    temperature = fit_temperature(decisions, order)
    final = StanceClassifier(classifier.blocks, classifier.C, temperature).fit(terms, labels, balance_signs(labels))
    progress("cross-validate", len(parts) + 1, len(parts) + 1)
    return Fitted(final, softmax(decisions / temperature, axis=1))


def balance_signs(labels: Sequence[Label]) -> list[float]:
    """Weights that bring support and oppose half-way (by the geometric mean) to counting alike in all: the commoner sign
    stays the better guess where nothing is known, but no answer to every doubt. Neutral records weigh 1."""
    counts = Counter(labels)
    signed = (counts["oppose"] + counts["support"]) / 2
    return [1.0 if label == "neutral" else math.sqrt(signed / counts[label]) for label in labels]


def _check_size(order: Ints, groups: NDArray[np.str_]) -> None:
    """Every label needs sentences for every fold."""
    for number, label in enumerate(LABELS):
        sentences = len(set(groups[order == number]))
        if sentences < FOLDS:
            raise TooFewRecords(
                f"too few records to train on: {label} has {sentences} sentences, at least {FOLDS} are needed for "
                "cross-validation; add records, or train together with seeds/sentences"
            )


def fit_temperature(decisions: Floats, truth: Ints) -> float:
    """The temperature that makes `truth` likeliest (Guo et al. 2017), between 0.2 and 5."""

    def loss(log_temperature: float) -> float:
        rows = log_softmax(decisions / np.exp(log_temperature), axis=1)
        return float(-rows[np.arange(len(truth)), truth].mean())

    found = minimize_scalar(loss, bounds=(np.log(0.2), np.log(5.0)), method="bounded")
    return float(np.exp(found.x))
