"""Both directions of a pair, judged together: distributions, whichever way round the pair is named."""

from __future__ import annotations

import io
from dataclasses import replace

import joblib
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.direction import FIVE_CLASSES, NEUTRAL, OPPOSE, SUPPORT, Direction, Floats, both_ways, logarithms, two_way
from model.records import PairEnd, PairRecord

NUMBERS = st.floats(-6, 6, allow_nan=False)
PROBABILITIES = st.lists(
    st.tuples(*[st.floats(0, 1)] * 3).filter(lambda row: sum(row) > 0.01), min_size=2, max_size=8
).map(lambda rows: np.array([np.array(row) / sum(row) for row in rows]))
SWAPPED = [0, 2, 1, 4, 3]


@st.composite
def directions(draw: st.DrawFn) -> Direction:
    upper = np.triu(np.array(draw(st.lists(NUMBERS, min_size=9, max_size=9))).reshape(3, 3))
    return Direction(upper + np.triu(upper, 1).T)


@given(directions(), PROBABILITIES)
def test_swapping_the_ends_swaps_the_answer_exactly(direction: Direction, rows: Floats) -> None:
    there, back = logarithms(rows), logarithms(rows[::-1])
    assert np.array_equal(direction.joint(there, back), direction.joint(back, there).transpose(0, 2, 1))
    assert all(
        np.array_equal(one, other)
        for one, other in zip(direction.marginals(there, back), direction.marginals(back, there)[::-1], strict=True)
    )
    assert np.array_equal(direction.five_classes(there, back), direction.five_classes(back, there)[:, SWAPPED])


@given(directions(), PROBABILITIES)
def test_everything_is_a_distribution(direction: Direction, rows: Floats) -> None:
    there, back = logarithms(rows), logarithms(rows[::-1])
    joint = direction.joint(there, back)
    assert (joint >= 0).all()
    assert np.allclose(joint.sum(axis=(1, 2)), 1)
    for marginal in (*direction.marginals(there, back), direction.five_classes(there, back)):
        assert np.allclose(marginal.sum(axis=1), 1)
        assert (marginal >= 0).all()


@given(PROBABILITIES)
def test_without_a_potential_the_directions_are_independent(rows: Floats) -> None:
    there, back = Direction().marginals(logarithms(rows), logarithms(rows[::-1]))
    assert np.allclose(there, rows)
    assert np.allclose(back, rows[::-1])
    assert np.array_equal(Direction().refine(rows, [(0, 1)]), rows)


def test_five_classes_are_the_outcomes_with_one_sign_at_most() -> None:
    there, back = np.array([[0.1, 0.2, 0.7]]), np.array([[0.3, 0.6, 0.1]])
    product = there[0][:, None] * back[0][None, :]
    wanted = np.array(
        [
            product[NEUTRAL, NEUTRAL],
            product[SUPPORT, NEUTRAL],
            product[NEUTRAL, SUPPORT],
            product[OPPOSE, NEUTRAL],
            product[NEUTRAL, OPPOSE],
        ]
    )
    found = Direction().five_classes(np.log(there), np.log(back))
    assert found.shape == (1, len(FIVE_CLASSES))
    assert found[0] == pytest.approx(wanted / wanted.sum())


def test_impossible_outcomes_stay_finite() -> None:
    certain = np.log(np.array([[1.0, 1e-320, 0.0]]), where=[[True, True, False]], out=np.full((1, 3), -np.inf))
    assert np.isfinite(Direction().five_classes(certain, certain)).all()
    assert np.isfinite(Direction().joint(certain, certain)).all()


def test_a_taste_for_mutual_feelings_lets_the_sure_direction_pull_the_other() -> None:
    rows = np.array([[0.3, 0.4, 0.3], [0.05, 0.05, 0.9], [0.2, 0.6, 0.2]])
    refined = Direction(np.diag([1.0, 0.0, 1.0])).refine(rows, [(0, 1)])
    assert refined[0, SUPPORT] > rows[0, SUPPORT]
    assert refined[0, OPPOSE] < rows[0, OPPOSE]
    assert np.array_equal(refined[2], rows[2])


def test_pairs_meet_their_reverse_in_the_same_sentence_once() -> None:
    pairs = [
        (1, "a", "b"),
        (1, "b", "a"),
        (2, "b", "a"),
        (1, "a", "b"),
        None,
        (1, "b", "a"),
        (2, "c", "c"),
        (2, "c", "c"),
    ]
    assert two_way(pairs) == [(0, 1), (3, 5)]


def test_records_meet_by_text_context_and_swapped_ends() -> None:
    togo, mali = PairEnd(0, 4), PairEnd(9, 13)
    there, back = PairRecord("1", "Togo met Mali.", togo, mali), PairRecord("2", "Togo met Mali.", mali, togo)
    narrated, later = replace(there, holder=None), replace(back, context="They had quarrelled.")
    assert both_ways([there, narrated, later, there, back]) == [(0, 4)]


def test_a_potential_must_be_symmetric() -> None:
    with pytest.raises(ValueError, match="symmetric"):
        Direction(np.arange(9.0).reshape(3, 3))
    with pytest.raises(ValueError, match="shape"):
        Direction(np.zeros((2, 2)))


def test_it_travels_in_a_model_file() -> None:
    stream = io.BytesIO()
    joblib.dump(Direction(np.diag([1.0, 2.0, 3.0])), stream)
    stream.seek(0)
    assert np.array_equal(joblib.load(stream).potential, np.diag([1.0, 2.0, 3.0]))
