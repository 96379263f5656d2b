"""TF-IDF blocks and one logistic regression: the calibrated stance of a pair, with its exact reasons.

The decision value of a class is linear in the features, so what each feature contributes, plus the intercept, is
exactly the decision. Probabilities are the softmax of decisions over a temperature (Guo et al., "On calibration of
modern neural networks", ICML 2017), which training fits on sentences the regression has not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.utils.validation import check_is_fitted

from model.features import BLOCKS, Block, Terms
from model.records import LABELS, Contribution, Label

Floats = NDArray[np.float64]
OPPOSE, NEUTRAL, SUPPORT = range(3)


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
            shown.append(Contribution(f"{len(rest)} further features", "rest", sum(c.weight for c in rest)))
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

    Attributes
    ----------
    blocks_ : the blocks that have a vocabulary in the training data
    vectorisers_ : list of TfidfVectorizer, one for each of them
    regression_ : LogisticRegression with `coef_` of shape (3, n_features), classes in the order of `LABELS`
    classes_ : ndarray of shape (3,)

    Examples
    --------
    >>> classifier = StanceClassifier(C=2.0).fit(terms, labels)         # doctest: +SKIP
    >>> classifier.predict_proba(terms)[0]                              # doctest: +SKIP
    array([0.91, 0.07, 0.02])
    """

    def __init__(self, blocks: tuple[Block, ...] = BLOCKS, C: float = 1.0, temperature: float = 1.0) -> None:
        self.blocks = blocks
        self.C = C
        self.temperature = temperature

    def fit(
        self, terms: Sequence[Terms], labels: Sequence[Label], sample_weight: Sequence[float] | None = None
    ) -> StanceClassifier:
        """Learns vocabulary, document frequencies and weights. Raises ValueError unless all three labels occur."""
        if set(labels) != set(LABELS):
            raise ValueError(f"training needs records of all three labels {LABELS}; found {sorted(set(labels))}")
        self.blocks_ = tuple(block for block in self.blocks if _has_vocabulary(block, terms))
        self.vectorisers_ = [self._vectoriser(block) for block in self.blocks_]
        matrices = [
            vectoriser.fit_transform(terms) * block.weight
            for block, vectoriser in zip(self.blocks_, self.vectorisers_, strict=True)
        ]
        order = np.array([LABELS.index(label) for label in labels])
        self.regression_ = LogisticRegression(C=self.C, max_iter=2000)
        self.regression_.fit(sparse.hstack(matrices, format="csr"), order, sample_weight=sample_weight)
        self.classes_ = np.array(LABELS)
        return self

    @staticmethod
    def _vectoriser(block: Block) -> TfidfVectorizer:
        return TfidfVectorizer(
            analyzer=itemgetter(block.name),
            min_df=block.min_df,
            sublinear_tf=True,
            use_idf=block.idf,
            norm="l2" if block.normalise else None,
        )

    def _matrix(self, terms: Sequence[Terms]) -> sparse.csr_matrix:
        check_is_fitted(self, "regression_")
        matrices = [
            vectoriser.transform(terms) * block.weight
            for block, vectoriser in zip(self.blocks_, self.vectorisers_, strict=True)
        ]
        return sparse.csr_matrix(sparse.hstack(matrices, format="csr"))

    def decision_function(self, terms: Sequence[Terms]) -> Floats:
        """Decision values of shape (n, 3), before calibration."""
        if not len(terms):
            return np.zeros((0, len(LABELS)))
        decisions: Floats = self.regression_.decision_function(self._matrix(terms))
        return decisions

    def predict_proba(self, terms: Sequence[Terms]) -> Floats:
        """Calibrated probabilities of shape (n, 3), columns in the order of `LABELS`; rows sum to 1."""
        probabilities: Floats = softmax(self.decision_function(terms) / self.temperature, axis=1)
        return probabilities

    def predict(self, terms: Sequence[Terms]) -> NDArray[Any]:
        """The likeliest label of each pair."""
        labels: NDArray[Any] = self.classes_[self.decision_function(terms).argmax(axis=1)]
        return labels

    def explain(self, terms: Terms) -> Reasons:
        """What every feature of the pair adds to support against oppose."""
        row = self._matrix([terms])
        direction = self.regression_.coef_[SUPPORT] - self.regression_.coef_[OPPOSE]
        intercept = float(self.regression_.intercept_[SUPPORT] - self.regression_.intercept_[OPPOSE])
        names, blocks = self._feature_names()
        contributions = tuple(
            Contribution(str(names[j]), blocks[j], float(value * direction[j]))
            for j, value in zip(row.indices, row.data, strict=True)
            if value * direction[j] != 0.0
        )
        return Reasons(intercept, contributions)

    def _feature_names(self) -> tuple[list[str], list[str]]:
        if not hasattr(self, "_names"):
            names: list[str] = []
            blocks: list[str] = []
            for block, vectoriser in zip(self.blocks_, self.vectorisers_, strict=True):
                own = vectoriser.get_feature_names_out()
                names.extend(own)
                blocks.extend([block.name] * len(own))
            self._names = (names, blocks)
        return self._names

    def __getstate__(self) -> dict[str, Any]:
        state = dict(super().__getstate__())
        state.pop("_names", None)
        return state


def _has_vocabulary(block: Block, terms: Sequence[Terms]) -> bool:
    """Whether any term of the block stands in at least `min_df` pairs; a corpus without contexts has none there."""
    frequency: Counter[str] = Counter()
    for pair in terms:
        frequency.update(set(pair[block.name]))
        if frequency and max(frequency[term] for term in pair[block.name] or [""]) >= block.min_df:
            return True
    return False
