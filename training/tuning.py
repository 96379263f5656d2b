"""Searches C and the weights of the feature blocks by successive halving over groups of records.

Many settings are tried on few sentences, the best third of them on three times as many, and so on (Jamieson & Talwalkar,
"Non-stochastic best arm identification", AISTATS 2016). Sentences are read and counted once; a
setting weighs the counts anew. scikit-learn's HalvingRandomSearchCV draws records where we must draw groups, and
scores folds one by one where calibration and offsets need all of them; hence a loop of our own.

The default settings go through every round, so what is found is no worse than they are on the same folds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from joblib import Parallel, delayed

from model.classifier import Floats, Ints, decide
from model.features import BLOCKS
from model.lexicon import Lexicon
from model.records import LABELS
from model.vectoriser import Bools, Collection
from training.calibration import Calibration, fit_temperature, log_loss
from training.corpus import LabelledPair
from training.engines import Engine
from training.errors import TooFewRecords
from training.fitting import FOLDS, held_out, measured_records, parted, record_weights
from training.grouping import grouped
from training.matrix import Progress, silent, vectorise
from training.operating import fit_offsets, macro_f1
from training.settings import DEFAULT_C, Settings

Objective = Literal["log-loss", "macro"]

KEPT = 3
"""One in so many candidates goes on to the next round, which has so many times the sentences."""
LEAST_RECORDS = 1500
_C_RANGE = (0.02, 5.0)
_OFF, _DEFAULT = 0.15, 0.5
_STRETCH = 1.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """C, and the weight of each of `BLOCKS`; 0 leaves the block out."""

    C: float
    weights: tuple[float, ...]

    def settings(self) -> dict[str, Any]:
        """These as fields of Settings."""
        names = (block.name for block in BLOCKS)
        return {"C": self.C, "block_weights": dict(zip(names, self.weights, strict=True))}

    def differs(self) -> dict[str, float]:
        """The weights that are not the default ones, by block."""
        pairs = zip(BLOCKS, self.weights, strict=True)
        return {block.name: weight for block, weight in pairs if weight != block.weight}


@dataclass(frozen=True, slots=True)
class Trial:
    """A candidate's score on its last round: cross-validated log-loss in nats (lower is better), or macro-F1 with offsets,
    0 to 1 (higher is better). `records` is how many that round used."""

    candidate: Candidate
    round: int
    records: int
    score: float


@dataclass(frozen=True, slots=True)
class Problem:
    """Some of the records, ready to be fitted."""

    collection: Collection
    truth: Ints
    weights: Floats
    measured: Bools
    folds: Ints

    def decisions(self, candidate: Candidate, fold: int) -> Floats:
        """The decisions on one fold of a regression that has not seen it."""
        outside = self.folds == fold
        return held_out(self.collection, self.truth, candidate.C, self.weights, outside, candidate.weights)[0]


def tune(
    records: Sequence[LabelledPair],
    lexicon: Lexicon,
    base: Settings,
    engine: Engine,
    objective: Objective = "log-loss",
    budget: int = 27,
    seed: int = 0,
    progress: Progress = silent,
) -> list[Trial]:
    """The trials, the best of the last round first. The same arguments give the same trials on any engine.

    `base` gives what is not searched. Raises CorpusError, TooFewRecords or UnusableSettings.
    """
    collection = vectorise(records, lexicon, BLOCKS, base.hash_bits, engine.jobs, progress)
    truth = np.array([LABELS.index(record.label) for record in records])
    weights, measured = record_weights(records, base), measured_records(records, base)
    group_of = grouped(records).group_of
    candidates = list(_drawn(budget, seed))
    trials: dict[Candidate, Trial] = {}
    for number, (share, count) in enumerate(rounds(budget, len(records)), 1):
        candidates = candidates[:count]
        rows, folds = _part(truth, group_of, measured, share, seed)
        everything = len(rows) == len(truth)
        part = Problem(
            collection if everything else collection.part(rows), truth[rows], weights[rows], measured[rows], folds
        )
        step = f"round {number}: {len(candidates)} settings, {len(rows)} records"
        for candidate, score in zip(
            candidates, _scores(part, candidates, objective, engine, step, progress), strict=True
        ):
            trials[candidate] = Trial(candidate, number, len(rows), score)
        candidates.sort(key=lambda candidate: _rank(trials[candidate], objective))
        candidates = [default(), *(candidate for candidate in candidates if candidate != default())]
    return sorted(trials.values(), key=lambda trial: _rank(trial, objective))


def _rank(trial: Trial, objective: Objective) -> tuple[int, float]:
    """Trials of later rounds first, then the better score."""
    return -trial.round, -trial.score if objective == "macro" else trial.score


def default() -> Candidate:
    """The default settings."""
    return Candidate(DEFAULT_C, tuple(block.weight for block in BLOCKS))


def rounds(budget: int, records: int) -> list[tuple[float, int]]:
    """Share of the groups, and number of candidates, of each round. Every round has more records than the one before, at
    least `LEAST_RECORDS`; the last has all."""
    counts = [budget]
    while counts[-1] > KEPT:
        counts.append(-(-counts[-1] // KEPT))
    found: list[tuple[float, int]] = []
    for number, count in enumerate(counts, 1):
        share = min(1.0, max(float(KEPT) ** (number - len(counts)), LEAST_RECORDS / records))
        if not found or share > found[-1][0]:
            found.append((share, count))
    return found


def _drawn(budget: int, seed: int) -> Iterator[Candidate]:
    """The default settings, then others at random: C on a logarithmic scale, each block off, as it is, or stretched."""
    rng = np.random.default_rng(seed)
    yield default()
    for _ in range(budget - 1):
        strength = float(np.exp(rng.uniform(*np.log(_C_RANGE))))
        fates, stretches = rng.random(len(BLOCKS)), 2 ** rng.uniform(-_STRETCH, _STRETCH, len(BLOCKS))
        weights = np.select([fates < _OFF, fates < _DEFAULT], [0.0, 1.0], stretches) * default().weights
        if not weights.any():
            weights = np.array(default().weights)
        yield Candidate(float(f"{strength:.3g}"), tuple(float(f"{weight:.3g}") for weight in weights))


def _part(truth: Ints, group_of: Ints, measured: Bools, share: float, seed: int) -> tuple[Ints, Ints]:
    """Rows of a share of the groups, each round's among the next one's, and their folds; all rows where the share holds too
    few of a label, or none that is measured."""
    groups = np.random.default_rng(seed).permutation(group_of.max() + 1)
    chosen = groups[: int(np.ceil(share * len(groups)))]
    rows = np.flatnonzero(np.isin(group_of, chosen))
    if not measured[rows].any():
        rows = np.arange(len(truth))
    try:
        return rows, parted(truth[rows], group_of[rows], seed)
    except TooFewRecords:
        return np.arange(len(truth)), parted(truth, group_of, seed)


def _scores(
    part: Problem, candidates: Sequence[Candidate], objective: Objective, engine: Engine, step: str, progress: Progress
) -> list[float]:
    work = (delayed(Problem.decisions)(part, candidate, fold) for candidate in candidates for fold in range(FOLDS))
    scores: list[float] = []
    decisions = np.zeros((len(part.truth), len(LABELS)))
    with engine.running(part):
        for number, found in enumerate(Parallel(return_as="generator")(work)):
            fold = number % FOLDS
            decisions[part.folds == fold] = found
            if fold == FOLDS - 1:
                scores.append(_score(decisions[part.measured], part.truth[part.measured], objective))
            progress(step, number + 1, len(candidates) * FOLDS)
    return scores


def _score(decisions: Floats, truth: Ints, objective: Objective) -> float:
    calibration = Calibration("temperature", temperature=fit_temperature(decisions, truth))
    probabilities = calibration.probabilities(decisions)
    if objective == "log-loss":
        return log_loss(probabilities, truth)
    return macro_f1(decide(probabilities, fit_offsets(probabilities, truth, "macro")), truth)
