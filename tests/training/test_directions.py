"""How the directions of a pair hang together is learnt from pairs labelled both ways."""

from __future__ import annotations

import numpy as np
import pytest

from model.direction import NEUTRAL, OPPOSE, SUPPORT, Direction, both_ways, logarithms
from model.records import LABELS, Label, PairEnd, PairRecord
from training.directions import fit_direction

FLAT = np.array([0.3, 0.4, 0.3])


def pairs(count: int, labels: list[tuple[Label, Label]]) -> tuple[list[PairRecord], list[Label]]:
    """`count` sentences, each asked in both directions, labelled in turn as `labels` say."""
    records, answers = [], []
    for n in range(count):
        for holder, target, label in ((0, 9, labels[n % len(labels)][0]), (9, 0, labels[n % len(labels)][1])):
            ends = PairEnd(holder, holder + 4), PairEnd(target, target + 4)
            records.append(PairRecord(None, f"Togo met Mali {n} times.", *ends))
            answers.append(label)
    return records, answers


def test_mutual_labels_are_learnt_and_one_sided_ones_too() -> None:
    records, labels = pairs(200, [("support", "support"), ("oppose", "oppose"), ("neutral", "neutral")])
    mutual = fit_direction(records, labels, np.tile(FLAT, (len(records), 1)))
    records, labels = pairs(200, [("support", "neutral"), ("neutral", "oppose"), ("neutral", "neutral")])
    one_sided = fit_direction(records, labels, np.tile(FLAT, (len(records), 1)))
    signed = np.array([[0.05, 0.05, 0.9]])
    for direction, grows in ((mutual, True), (one_sided, False)):
        back = direction.marginals(logarithms(FLAT[None]), logarithms(signed))[0][0]
        assert (back[SUPPORT] > FLAT[SUPPORT]) == grows
    assert mutual.potential[SUPPORT, OPPOSE] < mutual.potential[SUPPORT, SUPPORT]


def test_what_is_learnt_makes_two_signs_as_frequent_as_they_are() -> None:
    records, labels = pairs(3000, [("support", "support"), ("oppose", "neutral"), ("neutral", "neutral")])
    direction = fit_direction(records, labels, np.tile(FLAT, (len(records), 1)))
    joint = direction.joint(logarithms(FLAT[None]), logarithms(FLAT[None]))[0]
    assert joint[SUPPORT, SUPPORT] == pytest.approx(1 / 3, abs=0.01)
    assert joint[OPPOSE, OPPOSE] == pytest.approx(0, abs=0.01)
    assert joint[SUPPORT, OPPOSE] == pytest.approx(0, abs=0.01)


def test_how_often_the_corpus_is_neutral_is_not_learnt() -> None:
    rows = np.random.default_rng(0).dirichlet([1.0, 2.0, 1.0], 400)
    records, labels = pairs(200, [("support", "neutral"), ("neutral", "oppose")])
    direction = fit_direction(records, labels, rows)
    there, back = logarithms(rows[::2]), logarithms(rows[1::2])
    assert not direction.potential[NEUTRAL].any()
    assert np.allclose(direction.five_classes(there, back), Direction().five_classes(there, back))


def test_independent_labels_leave_the_answer_as_it_is() -> None:
    rng = np.random.default_rng(0)
    rows = rng.dirichlet([1.0, 2.0, 1.0], 8000)
    records, _ = pairs(4000, [("neutral", "neutral")])
    labels = [LABELS[rng.choice(3, p=row)] for row in rows]
    refined = fit_direction(records, labels, rows).refine(rows, both_ways(records))
    assert np.abs(refined - rows).max() < 0.06


def test_no_pair_in_both_directions_gives_independence() -> None:
    records, labels = pairs(5, [("support", "oppose")])
    direction = fit_direction(records[::2], labels[::2], np.tile(FLAT, (5, 1)))
    assert np.array_equal(direction.potential, Direction().potential)
