"""Figures that must be right before anybody trusts the others."""

from __future__ import annotations

import json

import numpy as np
import pytest
from sklearn.metrics import accuracy_score, average_precision_score, confusion_matrix, f1_score

from model.records import LABELS, Label
from training.calibration import fit_temperature
from training.metrics import calibration_error, evaluate

TRUTH: list[Label] = ["oppose", "neutral", "support", "neutral"]
PROBABILITIES = np.array([[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.5, 0.1, 0.4], [0.1, 0.8, 0.1]])


def test_a_report_counts_as_by_hand() -> None:
    report = evaluate(TRUTH, PROBABILITIES, ["a", "a", "b", "c"], [["x"], ["x"], ["y"], []])
    assert report.accuracy.value == 0.75
    assert report.polarity_accuracy.value == 0.5
    assert report.majority_accuracy == 0.5
    assert report.macro_f1.value == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert report.sentences == 3
    assert report.by_label["support"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "records": 1}
    assert report.by_tag == {"x": {"accuracy": 1.0, "records": 2}, "y": {"accuracy": 0.0, "records": 1}}
    assert report.accuracy.low <= report.accuracy.value <= report.accuracy.high


def test_the_further_figures_are_those_of_scikit_learn() -> None:
    rng = np.random.default_rng(2)
    probabilities = rng.dirichlet([1, 1, 1], 300).round(2)
    truth = rng.integers(3, size=300)
    report = evaluate([LABELS[t] for t in truth], probabilities, [str(n) for n in range(300)], [[]] * 300)
    guess = probabilities.argmax(axis=1)
    assert report.accuracy.value == pytest.approx(accuracy_score(truth, guess))
    assert report.macro_f1.value == pytest.approx(f1_score(truth, guess, average="macro"))
    assert [list(row.values()) for row in report.confusion.values()] == confusion_matrix(truth, guess).tolist()
    for number in (0, 2):
        wanted = average_precision_score(truth == number, probabilities[:, number])
        assert report.average_precision[LABELS[number]].value == pytest.approx(wanted)
    signed = truth != 1
    sign = np.where(probabilities[:, 2] > probabilities[:, 0], 2, 0)
    assert report.polarity_accuracy.value == pytest.approx(accuracy_score(truth[signed], sign[signed]))
    assert report.polarity_macro_f1.value == pytest.approx(f1_score(truth[signed], sign[signed], average="macro"))
    assert report.brier.value == pytest.approx(((probabilities - np.eye(3)[truth]) ** 2).sum(axis=1).mean())


def test_labels_that_do_not_occur_count_for_nothing() -> None:
    report = evaluate(["oppose", "support"], np.array([[0.8, 0.1, 0.1], [0.1, 0.1, 0.8]]), ["a", "b"], [[], []])
    assert report.macro_f1.value == 1.0


def test_labels_chosen_otherwise_are_measured_as_chosen() -> None:
    report = evaluate(TRUTH, PROBABILITIES, ["a", "b", "c", "d"], [[]] * 4, answers=np.array([0, 1, 2, 1]))
    assert report.accuracy.value == 1.0
    assert report.calibration_error == evaluate(TRUTH, PROBABILITIES, ["a", "b", "c", "d"], [[]] * 4).calibration_error


def test_a_report_is_plain_json() -> None:
    report = evaluate(TRUTH, PROBABILITIES, ["a", "b", "c", "d"], [[]] * 4).to_dict()
    assert json.loads(json.dumps(report, allow_nan=False)) == report
    assert report["coverage"][0]["confidence"] == 0.34


def test_the_same_seed_gives_the_same_interval() -> None:
    groups, tags = ["a", "b", "c", "d"], [[], [], [], []]
    assert evaluate(TRUTH, PROBABILITIES, groups, tags, 3) == evaluate(TRUTH, PROBABILITIES, groups, tags, 3)


def test_sure_and_right_is_calibrated_sure_and_wrong_is_not() -> None:
    sure = np.array([[1.0, 0.0, 0.0]] * 4)
    assert calibration_error(np.zeros(4, dtype=int), sure) == 0
    assert calibration_error(np.full(4, 2), sure) == 1


def test_temperature_softens_what_is_too_sure() -> None:
    rng = np.random.default_rng(0)
    truth = rng.integers(3, size=600)
    honest = np.eye(3)[truth] * 1.5 + rng.normal(size=(600, 3))
    assert fit_temperature(honest * 4, truth) == pytest.approx(4 * fit_temperature(honest, truth), rel=0.05)
