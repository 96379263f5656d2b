"""Fits and calibrates a classifier on labelled pairs, and predicts each pair from folds that never saw its sentence.

counts of all records -> folds by sentence -> out-of-fold decisions -> calibration -> fit on everything

Every fit reads the same counts. A fold's matrix has their document frequencies among the records the fold may see; the others
weigh 0 in its fit, so no rows are copied.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.model_selection import StratifiedGroupKFold

from model.classifier import Floats, Ints, Linear, StanceClassifier, regress
from model.records import LABELS, Label
from model.vectoriser import Bools, Collection
from training.calibration import Calibration, calibrate
from training.corpus import LabelledPair
from training.errors import TooFewRecords, UnusableSettings
from training.grouping import grouped
from training.matrix import Progress, silent
from training.settings import Settings

FOLDS = 5
_ROWS_AT_ONCE = 8192


@dataclass(frozen=True, slots=True)
class Fitted:
    """A classifier fitted on all records, with calibrated out-of-fold probabilities of each of them, shape (n, 3).

    `folds` has the fold of each record, `measured` those that calibrate and are measured; `grouping` says in words which
    records were kept on one side of a fold.
    """

    classifier: StanceClassifier
    out_of_fold: Floats
    folds: Ints
    measured: Bools
    calibration: Calibration
    grouping: str


def fit(
    records: Sequence[LabelledPair],
    collection: Collection,
    settings: Settings,
    seed: int = 0,
    jobs: int = 1,
    progress: Progress = silent,
) -> Fitted:
    """Fits on all rows of `collection`, one for each record; calibrates on grouped out-of-fold decisions.

    `jobs` folds are fitted at a time, by threads that share the counts. Raises TooFewRecords where the records cannot be
    parted into folds by sentence that hold all labels, UnusableSettings where a source that is weighed does not occur.
    """
    truth = np.array([LABELS.index(record.label) for record in records])
    weights = record_weights(records, settings)
    measured = measured_records(records, settings)
    grouping = grouped(records)
    folds = parted(truth, grouping.group_of, seed)
    work = (delayed(held_out)(collection, truth, settings.C, weights, folds == fold) for fold in range(FOLDS))
    decisions = np.zeros((len(records), len(LABELS)))
    start: Linear | None = None
    for fold, (found, line) in enumerate(Parallel(n_jobs=jobs, prefer="threads", return_as="generator")(work)):
        decisions[folds == fold] = found
        if settings.warm_start:
            start = _added(start, line)
        progress("cross-validate", fold + 1, FOLDS + 1)
    calibration = calibrate(decisions[measured], truth[measured], settings.calibration, halves=folds[measured] % 2)
    probabilities = calibration.probabilities(decisions)
    classifier = StanceClassifier(
        blocks=collection.vectoriser.blocks,
        C=settings.C,
        temperature=calibration.temperature,
        scales=calibration.scales,
        biases=calibration.biases,
        hash_bits=settings.hash_bits,
    )
    classifier.adopt(collection.vectoriser, regress(collection.matrix(), truth, settings.C, weights, start))
    progress("cross-validate", FOLDS + 1, FOLDS + 1)
    return Fitted(classifier, probabilities, folds, measured, calibration, grouping.described)


def held_out(
    collection: Collection,
    truth: Ints,
    C: float,
    weights: Floats,
    outside: Bools,
    block_weights: Sequence[float] | None = None,
) -> tuple[Floats, Linear]:
    """The decisions on the records outside, of a regression that knows neither their labels nor their terms; and it."""
    matrix = collection.matrix(~outside, block_weights)
    if block_weights is not None and 0 in block_weights:
        matrix = matrix.copy()
        matrix.eliminate_zeros()
    line = regress(matrix, truth, C, np.where(outside, 0.0, weights))
    return decisions_of(matrix, np.flatnonzero(outside), line), line


def decisions_of(matrix: sparse.csr_matrix, rows: Ints, line: Linear) -> Floats:
    """The decisions on some rows, shape (len(rows), 3); copies few of them at a time."""
    coefficients, intercepts = line
    parts = [rows[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows), _ROWS_AT_ONCE)]
    return np.concatenate([matrix[part] @ coefficients.T + intercepts for part in parts])


def _added(start: Linear | None, line: Linear) -> Linear:
    """The mean of the folds' coefficients and intercepts, fold by fold. No fold's result depends on it."""
    share = tuple(part / FOLDS for part in line)
    return (share[0], share[1]) if start is None else (start[0] + share[0], start[1] + share[1])


def parted(truth: Ints, group_of: Ints, seed: int, folds: int = FOLDS) -> Ints:
    """The fold of each record, 0 to `folds` − 1: groups stay together, labels are spread evenly. Raises TooFewRecords."""
    for number, label in enumerate(LABELS):
        sentences = len(set(group_of[truth == number].tolist()))
        if sentences < folds:
            raise TooFewRecords(
                f"too few records to train on: {label} has {sentences} sentences, at least {folds} are needed for "
                "cross-validation (sentences that are nearly the same count once); add records, or train together with "
                "seeds/sentences"
            )
    fold_of = np.zeros(len(truth), dtype=np.int64)
    splitter = StratifiedGroupKFold(n_splits=folds, shuffle=True, random_state=seed)
    for fold, (_, outside) in enumerate(splitter.split(np.zeros(len(truth)), truth, group_of)):
        fold_of[outside] = fold
    return fold_of


def measured_records(records: Sequence[LabelledPair], settings: Settings) -> Bools:
    """Which records are of the source that the model is to be right on; all where none is named. Raises UnusableSettings."""
    source = settings.measured_on
    measured = np.array([source is None or record.source == source for record in records])
    if not measured.any():
        raise UnusableSettings(
            f"no record has the source {source} to measure on; the sources are "
            f"{', '.join(sorted({record.source for record in records}))}"
        )
    return measured


def record_weights(records: Sequence[LabelledPair], settings: Settings) -> Floats:
    """What each record counts: its source's weight, times what brings the two signs nearer to each other."""
    sources = {record.source for record in records}
    unknown = sorted(set(settings.source_weights) - sources)
    if unknown:
        raise UnusableSettings(
            f"no record has the source {', '.join(unknown)}; the sources are {', '.join(sorted(sources))}"
        )
    by_source = [settings.source_weights.get(record.source, 1.0) for record in records]
    return np.array(by_source) * balance_signs([record.label for record in records], by_source)


def balance_signs(labels: Sequence[Label], weights: Sequence[float] | None = None) -> list[float]:
    """Weights that bring support and oppose half-way (by the geometric mean) to counting alike in all: the commoner sign
    stays the better guess where nothing is known, but no answer to every doubt. Neutral records weigh 1. `weights` are what
    the records count before."""
    counts = dict.fromkeys(LABELS, 0.0)
    for label, weight in zip(labels, weights or [1.0] * len(labels), strict=True):
        counts[label] += weight
    signed = (counts["oppose"] + counts["support"]) / 2
    return [1.0 if label == "neutral" else math.sqrt(signed / counts[label]) for label in labels]
