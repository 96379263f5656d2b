"""TF-IDF blocks and one logistic regression: the calibrated stance of a pair, with its exact reasons.

The decision value of a class is linear in the features, so what each feature contributes, plus the intercept, is
exactly the decision. Probabilities are the softmax of decisions over a temperature (Guo et al., "On calibration of
modern neural networks", ICML 2017), or of decisions that each class scales and shifts for itself (vector scaling, ibid.);
training fits either on sentences the regression has not seen. Where one label must be named, offsets are added to the
log-probabilities first: they move the operating point and leave the probabilities as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from model.counting import count_terms, in_chunks
from model.direction import logarithms
from model.features import BLOCKS, Block, Terms
from model.records import LABELS, Contribution, Label
from model.vectoriser import Vectoriser, collect

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Triple = tuple[float, float, float]
"""One number for each of `LABELS`."""

OPPOSE, NEUTRAL, SUPPORT = range(3)
NEWTON_ROWS = 50_000
"""Rows up to which Newton's method is at least as fast as stochastic gradients."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why support rather than oppose: `intercept` plus all weights is the difference of the two decisions."""

    intercept: float
    contributions: tuple[Contribution, ...]

    def top(self, count: int) -> tuple[Contribution, ...]:
        """The `count` strongest, then what all others add up to, then the intercept: the sum stays exact."""
        ranked = sorted(self.contributions, key=lambda c: (-abs(c.weight), c.block, c.feature))
        rest = ranked[count:]
        shown = ranked[:count]
        if rest:
            shown.append(Contribution(f"{len(rest)} further features", "rest", math.fsum(c.weight for c in rest)))
        shown.append(Contribution("intercept", "intercept", self.intercept))
        return tuple(shown)


class StanceClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Multinomial logistic regression over concatenated TF-IDF blocks.

    Parameters
    ----------
    blocks : tuple of Block, default=model.features.BLOCKS
        Which blocks to use, with weight and minimum document frequency.
    C : float, default=1.0
        Inverse strength of the L2 penalty, above 0.
    temperature : float, default=1.0
        Divides decision values before the softmax; above 1 softens. Set by calibration, not learned by `fit`.
    scales, biases : three floats each, default all 1 and all 0
        Vector scaling: what each class's decision value is multiplied by, and then raised by. Set by calibration.
    offsets : three floats, default all 0
        Added to the log-probabilities where `predict` names one label. Set by the operating point.
    hash_bits : int or None, default=None
        None gives every term a column; a number gives each block 2**hash_bits columns, which bounds memory.

    Attributes
    ----------
    vectoriser_ : Vectoriser, from terms to a row of features
    coef_ : ndarray of shape (3, n_features), classes in the order of `LABELS`
    intercept_, classes_ : ndarrays of shape (3,)

    Examples
    --------
    >>> classifier = StanceClassifier(C=2.0).fit(terms, labels)         # doctest: +SKIP
    >>> classifier.predict_proba(terms)[0]                              # doctest: +SKIP
    array([0.91, 0.07, 0.02])
    """

    def __init__(
        self,
        blocks: tuple[Block, ...] = BLOCKS,
        C: float = 1.0,
        temperature: float = 1.0,
        scales: Triple = (1.0, 1.0, 1.0),
        biases: Triple = (0.0, 0.0, 0.0),
        offsets: Triple = (0.0, 0.0, 0.0),
        hash_bits: int | None = None,
    ) -> None:
        self.blocks = blocks
        self.C = C
        self.temperature = temperature
        self.scales = scales
        self.biases = biases
        self.offsets = offsets
        self.hash_bits = hash_bits

    def fit(
        self, terms: Sequence[Terms], labels: Sequence[Label], sample_weight: Sequence[float] | None = None
    ) -> StanceClassifier:
        """Learns vocabulary, document frequencies and weights. Raises ValueError unless all three labels occur."""
        if set(labels) != set(LABELS):
            raise ValueError(f"training needs records of all three labels {LABELS}; found {sorted(set(labels))}")
        counts = (count_terms(chunk, self.blocks, self.hash_bits) for chunk in in_chunks(terms))
        collection = collect(counts, self.blocks, self.hash_bits)
        truth = np.array([LABELS.index(label) for label in labels])
        weights = None if sample_weight is None else np.asarray(sample_weight, dtype=np.float64)
        return self.adopt(collection.vectoriser, regress(collection.matrix(), truth, self.C, weights))

    def adopt(self, vectoriser: Vectoriser, line: Linear) -> StanceClassifier:
        """Takes over what was learned elsewhere, as `fit` would have learned it; returns itself."""
        self.vectoriser_ = vectoriser
        self.coef_, self.intercept_ = line
        self.classes_ = np.array(LABELS)
        return self

    def decision_function(self, terms: Sequence[Terms]) -> Floats:
        """Decision values of shape (n, 3), each class's scaled and shifted but not yet divided by the temperature."""
        check_is_fitted(self, "coef_")
        matrix = self.vectoriser_.transform(terms).astype(np.float64)
        decisions: Floats = (matrix @ self.coef_.T + self.intercept_) * self.scales + self.biases
        return decisions

    def predict_proba(self, terms: Sequence[Terms]) -> Floats:
        """Calibrated probabilities of shape (n, 3), columns in the order of `LABELS`; rows sum to 1."""
        probabilities: Floats = softmax(self.decision_function(terms) / self.temperature, axis=1)
        return probabilities

    def predict(self, terms: Sequence[Terms]) -> NDArray[Any]:
        """The label of each pair at the operating point; the likeliest where `offsets` are zero."""
        labels: NDArray[Any] = self.classes_[decide(self.predict_proba(terms), self.offsets)]
        return labels

    def explain(self, terms: Terms) -> Reasons:
        """What every feature of the pair adds to support against oppose."""
        check_is_fitted(self, "coef_")
        row = self.vectoriser_.transform([terms])
        support, oppose = self.scales[SUPPORT], self.scales[OPPOSE]
        direction = self.coef_[SUPPORT, row.indices] * support - self.coef_[OPPOSE, row.indices] * oppose
        intercept = self.intercept_[SUPPORT] * support - self.intercept_[OPPOSE] * oppose
        bias = self.biases[SUPPORT] - self.biases[OPPOSE]
        features = self.vectoriser_.features(terms)
        contributions = tuple(
            Contribution(features[column][1], features[column][0], weight)
            for column, weight in zip(row.indices.tolist(), (row.data * direction).tolist(), strict=True)
            if weight != 0.0
        )
        return Reasons(float(intercept + bias), contributions)


def decide(probabilities: Floats, offsets: Triple) -> Ints:
    """Which label to name for probabilities of shape (n, 3), as places in `LABELS`: the likeliest once `offsets` are added
    to the log-probabilities; a tie is neutral."""
    scores = logarithms(probabilities) + offsets
    neutral_first = np.array([NEUTRAL, OPPOSE, SUPPORT])
    places: Ints = neutral_first[scores[:, neutral_first].argmax(axis=1)]
    return places


Linear = tuple[Floats, Floats]
"""Coefficients of shape (3, n_features) and intercepts of shape (3,) of a linear decision."""


def regress(
    matrix: sparse.csr_matrix, truth: Ints, C: float, weights: Floats | None = None, start: Linear | None = None
) -> Linear:
    """Multinomial logistic regression of `truth` (places in `LABELS`) on the rows of `matrix`.

    A row of weight 0 is as good as absent. `start` is where the search begins, zero by default. Up to `NEWTON_ROWS` rows the
    solver is Newton's with conjugate gradients, beyond it stochastic average gradient (Schmidt, Le Roux & Bach, "Minimizing
    finite sums with the stochastic average gradient", 2017), always in the same order. Each comes nearer to the optimum there
    than L-BFGS at its default tolerance in less than a fifth of the time, and neither keeps a history of gradients, which
    would be the largest thing in memory where terms are hashed.
    """
    few = matrix.shape[0] <= NEWTON_ROWS
    regression = LogisticRegression(
        C=C,
        solver="newton-cg" if few else "sag",
        tol=1e-4 if few else 1e-3,
        max_iter=300,
        random_state=0,
        warm_start=start is not None,
    )
    if start is not None:
        regression.coef_, regression.intercept_ = (np.asarray(part, matrix.dtype) for part in start)
        regression.classes_ = np.arange(len(LABELS))
    regression.fit(matrix, truth, sample_weight=weights)
    return np.asfortranarray(regression.coef_, dtype=np.float64), regression.intercept_.astype(np.float64)
