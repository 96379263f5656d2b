"""The classifier: exact reasons, calibrated distributions, the same result for the same data."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.base import clone

from model.classifier import OPPOSE, SUPPORT, StanceClassifier, regress
from model.features import BLOCKS, Terms, analyse
from model.lexicon import Lexicon
from model.pairs import read_pair
from model.records import LABELS, Label, PairEnd, PairRecord

SENTENCES: list[tuple[str, Label]] = [
    ("Norway condemned Latvia.", "oppose"),
    ("Norway denounced Latvia.", "oppose"),
    ("Norway praised Latvia.", "support"),
    ("Norway thanked Latvia.", "support"),
    ("Norway met Latvia.", "neutral"),
    ("Norway phoned Latvia.", "neutral"),
] * 3


@pytest.fixture(scope="module")
def terms(lexicon: Lexicon) -> list[Terms]:
    return [
        analyse(
            read_pair(PairRecord(None, text, PairEnd(0, 6), PairEnd(len(text) - 7, len(text) - 1)), lexicon), lexicon
        )
        for text, _ in SENTENCES
    ]


@pytest.fixture(scope="module")
def classifier(terms: list[Terms]) -> StanceClassifier:
    return StanceClassifier(temperature=1.7).fit(terms, [label for _, label in SENTENCES])


def test_reasons_sum_to_the_decision(classifier: StanceClassifier, terms: list[Terms]) -> None:
    decisions = classifier.decision_function(terms)
    for one, decision in zip(terms, decisions, strict=True):
        reasons = classifier.explain(one)
        total = reasons.intercept + sum(c.weight for c in reasons.contributions)
        assert total == pytest.approx(decision[SUPPORT] - decision[OPPOSE], abs=1e-9)


@pytest.mark.parametrize("count", [0, 1, 5, 10_000])
def test_however_many_reasons_are_shown_their_sum_is_exact(
    classifier: StanceClassifier, terms: list[Terms], count: int
) -> None:
    decision = classifier.decision_function(terms[:1])[0]
    shown = classifier.explain(terms[0]).top(count)
    assert sum(c.weight for c in shown) == pytest.approx(decision[SUPPORT] - decision[OPPOSE], abs=1e-9)
    assert shown[-1].block == "intercept"


def test_reasons_name_known_blocks(classifier: StanceClassifier, terms: list[Terms]) -> None:
    blocks = {c.block for c in classifier.explain(terms[0]).contributions}
    assert blocks <= {block.name for block in BLOCKS}
    assert "frames" in blocks


def test_probabilities_are_distributions_softened_by_temperature(
    classifier: StanceClassifier, terms: list[Terms]
) -> None:
    p = classifier.predict_proba(terms)
    assert p.shape == (len(SENTENCES), 3)
    assert np.allclose(p.sum(axis=1), 1)
    sharper = clone(classifier).set_params(temperature=1.0).fit(terms, [label for _, label in SENTENCES])
    assert (sharper.predict_proba(terms).max(axis=1) > p.max(axis=1)).all()


def test_what_was_taught_is_known(classifier: StanceClassifier, terms: list[Terms]) -> None:
    assert list(classifier.predict(terms)) == [label for _, label in SENTENCES]
    assert tuple(classifier.classes_) == LABELS


def test_the_same_data_give_the_same_model(classifier: StanceClassifier, terms: list[Terms]) -> None:
    again = clone(classifier).fit(terms, [label for _, label in SENTENCES])
    assert np.array_equal(again.decision_function(terms), classifier.decision_function(terms))


def test_nothing_to_classify_gives_nothing(classifier: StanceClassifier) -> None:
    assert classifier.predict_proba([]).shape == (0, 3)


def test_all_labels_are_needed(terms: list[Terms]) -> None:
    with pytest.raises(ValueError, match="all three labels"):
        StanceClassifier().fit(terms[:2], ["oppose", "oppose"])


def test_both_solvers_come_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    matrix = sparse.random_array((6000, 40), density=0.2, rng=rng, format="csr", dtype=np.float32)
    truth = (matrix.toarray() @ rng.normal(size=(40, 3))).argmax(axis=1)
    weights = np.where(np.arange(6000) < 5000, 1.0, 0.0)
    newton = regress(matrix, truth, 1.0, weights)
    alone = regress(matrix[:5000], truth[:5000], 1.0)
    monkeypatch.setattr("model.classifier.NEWTON_ROWS", 0)
    gradient = regress(matrix, truth, 1.0, weights)
    for coefficients, intercepts in (alone, gradient):
        assert np.allclose(coefficients, newton[0], atol=0.05)
        assert np.allclose(intercepts, newton[1], atol=0.05)
