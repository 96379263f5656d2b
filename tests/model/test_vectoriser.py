"""The matrix: scikit-learn's TF-IDF to the last digit that matters, by vocabulary or hashed, however it is chunked."""

from __future__ import annotations

import pickle
from operator import itemgetter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from model import counting
from model.classifier import OPPOSE, SUPPORT, StanceClassifier
from model.counting import count_terms, in_chunks
from model.features import Block, Terms
from model.records import LABELS
from model.vectoriser import Vectoriser, collect

BLOCKS = (Block("a"), Block("b", weight=0.5, min_df=1, idf=False, normalise=False), Block("c", weight=2.0, min_df=3))
WORDS = st.lists(st.sampled_from(["blame", "praise", "left of TARGET: met", "é ß", "0", ""]), max_size=8)
PAIRS = st.lists(st.fixed_dictionaries({"a": WORDS, "b": WORDS, "c": WORDS}), min_size=1, max_size=30)
KINDS = pytest.mark.parametrize("hash_bits", [None, 12])


def learned(
    terms: list[Terms], hash_bits: int | None, blocks: tuple[Block, ...] = BLOCKS
) -> tuple[Vectoriser, sparse.csr_matrix]:
    collection = collect((count_terms(part, blocks, hash_bits) for part in in_chunks(terms)), blocks, hash_bits)
    return collection.vectoriser, collection.matrix()


@given(PAIRS)
@settings(deadline=None)
def test_values_are_those_of_scikit_learn(terms: list[Terms]) -> None:
    vectoriser, matrix = learned(terms, None)
    for b, block in enumerate(BLOCKS):
        own = matrix[:, vectoriser.block_of == b].toarray()
        reference = TfidfVectorizer(
            analyzer=itemgetter(block.name),
            min_df=block.min_df,
            sublinear_tf=True,
            use_idf=block.idf,
            norm="l2" if block.normalise else None,
        )
        try:
            expected = reference.fit_transform(terms).toarray() * block.weight
        except ValueError:  # no term is frequent enough
            assert own.shape[1] == 0
            continue
        places = [vectoriser.features(one_term(block.name, word)) for word in reference.get_feature_names_out()]
        first = np.searchsorted(vectoriser.block_of, b)
        columns = [next(iter(place)) - first for place in places]
        assert np.allclose(own[:, columns], expected, atol=1e-6)
        assert own.shape == expected.shape


def one_term(block: str, word: str) -> Terms:
    return {name: [word] if name == block else [] for name in "abc"}


@given(PAIRS, st.integers(1, 7), st.sampled_from([None, 3, 12]))
@settings(deadline=None)
def test_chunks_leave_no_trace_and_unseen_pairs_are_read_alike(
    terms: list[Terms], size: int, hash_bits: int | None
) -> None:
    _, whole = learned(terms, hash_bits)
    parts = (count_terms(terms[i : i + size], BLOCKS, hash_bits) for i in range(0, len(terms), size))
    collection = collect(parts, BLOCKS, hash_bits)
    matrix = collection.matrix()
    again = collection.vectoriser.transform(terms)
    assert matrix.dtype == again.dtype == np.float32
    assert (again != matrix).nnz == 0
    assert np.allclose(np.sort(matrix.toarray()), np.sort(whole.toarray()), atol=1e-6)


@given(PAIRS, st.integers(0, 2**30))
@settings(deadline=None)
def test_a_fold_is_weighed_as_if_the_others_were_not_there(terms: list[Terms], seed: int) -> None:
    inside = np.random.default_rng(seed).random(len(terms)) < 0.7
    inside[0] = True
    collection = collect((count_terms(part, BLOCKS) for part in in_chunks(terms)), BLOCKS)
    fold = collection.matrix(inside)
    alone, matrix = learned([pair for pair, chosen in zip(terms, inside, strict=True) if chosen], None)
    assert np.allclose(np.sort(fold[inside].toarray())[:, fold.shape[1] - matrix.shape[1] :], np.sort(matrix.toarray()))
    expected = alone.transform(terms)
    assert np.allclose(sparse.linalg.norm(fold, axis=1), sparse.linalg.norm(expected, axis=1), atol=1e-6)
    assert (collection.part(np.arange(len(terms))).matrix(inside) != fold).nnz == 0


@given(PAIRS)
@settings(deadline=None)
def test_hashed_rows_are_as_long_as_others(terms: list[Terms]) -> None:
    blocks = tuple(Block(block.name, block.weight, 1, block.idf) for block in BLOCKS)
    norms = [sparse.linalg.norm(learned(terms, bits, blocks)[1], axis=1) for bits in (None, 4)]
    assert np.allclose(*norms, atol=1e-6)


@KINDS
def test_a_vectoriser_survives_pickling(hash_bits: int | None) -> None:
    terms = [{"a": ["x", "y"], "b": ["z"], "c": []}] * 3
    vectoriser, matrix = learned(terms, hash_bits)
    again = pickle.loads(pickle.dumps(vectoriser))
    assert (again.transform(terms) != matrix).nnz == 0
    assert again.features(terms[0]) == vectoriser.features(terms[0])


@KINDS
def test_nothing_and_the_unknown_have_rows_too(hash_bits: int | None) -> None:
    vectoriser, _ = learned([{"a": ["x"], "b": [], "c": []}] * 3, hash_bits)
    assert vectoriser.transform([]).shape == (0, vectoriser.width)
    assert vectoriser.transform([{"a": ["never met"], "b": [], "c": []}]).nnz == 0


def test_rows_beyond_one_chunk_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = [{"a": [f"w{i % 7}"] * (1 + i % 3), "b": [], "c": ["x"]} for i in range(40)]
    whole = learned(terms, None)[1].toarray()
    monkeypatch.setattr(counting, "CHUNK", 6)
    monkeypatch.setattr("model.vectoriser.CHUNK", 6)
    assert np.array_equal(learned(terms, None)[1].toarray(), whole)


@KINDS
def test_reasons_name_every_feature_and_add_up(hash_bits: int | None) -> None:
    words = {"oppose": "blame", "neutral": "meet", "support": "praise"}
    terms = [{"a": [words[label], "shared"], "b": [words[label]], "c": []} for label in LABELS * 4]
    classifier = StanceClassifier(BLOCKS, scales=(1.5, 1.0, 0.5), biases=(0.1, 0.0, -0.2), hash_bits=hash_bits).fit(
        terms, LABELS * 4
    )
    reasons = classifier.explain(terms[0])
    decision = classifier.decision_function(terms[:1])[0]
    total = reasons.intercept + sum(c.weight for c in reasons.contributions)
    assert total == pytest.approx(decision[SUPPORT] - decision[OPPOSE], abs=1e-12)
    assert {(c.block, c.feature) for c in reasons.contributions} >= {("a", "blame"), ("b", "blame")}


def test_terms_that_share_a_column_are_named_together() -> None:
    words = [f"w{i}" for i in range(9)]
    vectoriser, _ = learned([{"a": words, "b": [], "c": []}] * 2, 3)
    names = [name for block, name in vectoriser.features({"a": words, "b": [], "c": []}).values()]
    assert any(name.endswith(" (shared)") and " / " in name for name in names)
    assert sum(name.count("w") for name in names) == len(words)


def test_offsets_move_the_label_and_not_the_probabilities() -> None:
    terms = [{"a": [label], "b": [], "c": []} for label in LABELS * 4]
    plain = StanceClassifier(BLOCKS).fit(terms, LABELS * 4)
    shifted = StanceClassifier(BLOCKS, offsets=(0.0, 9.0, 0.0)).fit(terms, LABELS * 4)
    assert np.array_equal(plain.predict_proba(terms), shifted.predict_proba(terms))
    assert list(plain.predict(terms[:3])) == list(LABELS)
    assert set(shifted.predict(terms)) == {"neutral"}
