"""The operating point: offsets added to log-probabilities where one label must be named. Probabilities stay as they are."""

from __future__ import annotations

from typing import Literal

import numpy as np

from model.classifier import NEUTRAL, OPPOSE, SUPPORT, Floats, Ints, Triple, decide

Objective = Literal["accuracy", "macro"]
_STEPS = (0.2, 0.05, 0.01)
_REACH = 10
_SWEEPS = 10


def fit_offsets(probabilities: Floats, truth: Ints, objective: Objective) -> Triple:
    """Offsets under which `truth` is met best, from probabilities of shape (n, 3) of models that have not seen the records.

    "accuracy" needs none: the likeliest label is right most often. "macro" maximises macro-F1 by coordinate search: oppose
    and support in turn, in ever finer steps, as long as that gains; neutral stays 0. The same data give the same offsets.
    """
    if objective == "accuracy":
        return (0.0, 0.0, 0.0)
    best: Triple = (0.0, 0.0, 0.0)
    reached = macro_f1(decide(probabilities, best), truth)
    for step in _STEPS:
        for _ in range(_SWEEPS):
            before = reached
            for label in (OPPOSE, SUPPORT):
                base = best
                for move in sorted(range(-_REACH, _REACH + 1), key=abs):
                    shifted = [*base]
                    shifted[label] = round(base[label] + move * step, 6)
                    tried = (shifted[OPPOSE], shifted[NEUTRAL], shifted[SUPPORT])
                    found = macro_f1(decide(probabilities, tried), truth)
                    if found > reached:
                        best, reached = tried, found
            if reached == before:
                break
    return best


def crossed_answers(probabilities: Floats, truth: Ints, objective: Objective, halves: Ints) -> Ints:
    """The labels named, as places in `LABELS`, when those of each half are named under offsets fitted on the other half
    (`halves` is 0 or 1 for each record): what the operating point is worth on records that did not choose it."""
    answers = np.zeros(len(truth), dtype=np.int64)
    for half in (0, 1):
        offsets = fit_offsets(probabilities[halves != half], truth[halves != half], objective)
        answers[halves == half] = decide(probabilities[halves == half], offsets)
    return answers


def macro_f1(answers: Ints, truth: Ints) -> float:
    """The mean F1 of the labels that occur in `truth`."""
    cells = np.bincount(truth * 3 + answers, minlength=9).reshape(3, 3)
    occurs = cells.sum(axis=1) > 0
    f1 = 2 * cells.diagonal() / np.maximum(1, cells.sum(axis=0) + cells.sum(axis=1))
    return float(f1[occurs].mean()) if occurs.any() else 0.0
