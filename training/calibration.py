"""Calibration: what is done to decision values so that probabilities come true, fitted on records the model did not see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax, softmax

from model.classifier import Floats, Ints, Triple

Kind = Literal["temperature", "vector"]
_SCALES = (0.1, 10.0)
_BIASES = (-5.0, 5.0)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probabilities are the softmax of (decision * scales + biases) / temperature; the parameters of StanceClassifier."""

    kind: Kind
    temperature: float = 1.0
    scales: Triple = (1.0, 1.0, 1.0)
    biases: Triple = (0.0, 0.0, 0.0)

    def probabilities(self, decisions: Floats) -> Floats:
        """Calibrated probabilities of decisions of shape (n, 3)."""
        calibrated: Floats = softmax((decisions * self.scales + self.biases) / self.temperature, axis=1)
        return calibrated


def calibrate(decisions: Floats, truth: Ints, kind: Kind | Literal["auto"], halves: Ints) -> Calibration:
    """The calibration of that kind. With "auto", the kind whose log-loss is lower when it is fitted on the records of one
    half (`halves` is 0 or 1 for each) and measured on the other, both ways; temperature where a half is empty."""
    if kind == "auto" and len(set(halves.tolist())) < 2:
        kind = "temperature"
    if kind != "auto":
        return _FIT[kind](decisions, truth)
    best = min(_FIT, key=lambda name: _crossed_loss(decisions, truth, name, halves))
    return _FIT[best](decisions, truth)


def log_loss(probabilities: Floats, truth: Ints) -> float:
    """Mean of −ln P(true label), in nats."""
    likely = probabilities[np.arange(len(truth)), truth]
    return float(-np.log(np.maximum(likely, np.finfo(np.float64).tiny)).mean())


def _crossed_loss(decisions: Floats, truth: Ints, kind: Kind, halves: Ints) -> float:
    total = 0.0
    for half in (0, 1):
        fitted = _FIT[kind](decisions[halves != half], truth[halves != half])
        measured = halves == half
        total += log_loss(fitted.probabilities(decisions[measured]), truth[measured]) * measured.mean()
    return total


def fit_temperature(decisions: Floats, truth: Ints) -> float:
    """The temperature that makes `truth` likeliest (Guo et al. 2017), between 0.2 and 5."""

    def loss(log_temperature: float) -> float:
        rows = log_softmax(decisions / np.exp(log_temperature), axis=1)
        return float(-rows[np.arange(len(truth)), truth].mean())

    found = minimize_scalar(loss, bounds=(np.log(0.2), np.log(5.0)), method="bounded")
    return float(np.exp(found.x))


def fit_vector(decisions: Floats, truth: Ints) -> tuple[Triple, Triple]:
    """Scales and biases of the classes that make `truth` likeliest (vector scaling, Guo et al. 2017); biases sum to 0."""
    hits = np.eye(decisions.shape[1])[truth]

    def loss(values: Floats) -> tuple[float, Floats]:
        rows = log_softmax(decisions * values[:3] + values[3:], axis=1)
        slopes = (np.exp(rows) - hits) / len(truth)
        value = -(rows * hits).sum() / len(truth)
        return float(value), np.concatenate([(slopes * decisions).sum(axis=0), slopes.sum(axis=0)])

    start = np.array([1.0, 1.0, 1.0, 0.0, 0.0, 0.0])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[_SCALES] * 3 + [_BIASES] * 3)
    scales, biases = found.x[:3], found.x[3:] - found.x[3:].mean()
    return _triple(scales), _triple(biases)


def _triple(values: Floats) -> Triple:
    first, second, third = (float(value) for value in values)
    return first, second, third


def _by_temperature(decisions: Floats, truth: Ints) -> Calibration:
    return Calibration("temperature", temperature=fit_temperature(decisions, truth))


def _by_vector(decisions: Floats, truth: Ints) -> Calibration:
    scales, biases = fit_vector(decisions, truth)
    return Calibration("vector", scales=scales, biases=biases)


_FIT: dict[Kind, Callable[[Floats, Ints], Calibration]] = {"temperature": _by_temperature, "vector": _by_vector}
