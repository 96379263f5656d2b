"""Explanations: what every feature adds, in parts that make up the log-odds exactly."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.artifact import read_version
from model.direction import Direction
from model.errors import NoAbstentionLimit
from model.explanation import OTHER_DIRECTION, Explanation
from model.records import Article, PairEnd, PairRecord
from model.registry import Registry
from model.scorer import StanceScorer

TEXT = "Togo praised Mali and condemned Benin on Monday."
ENDS = [PairEnd(0, 4), PairEnd(13, 17), PairEnd(32, 37)]
RECORDS = [PairRecord(f"{a}{b}", TEXT, ENDS[a], ENDS[b]) for a in range(3) for b in range(3) if a != b]
MUTUAL = Direction(np.diag([2.0, 0.0, 1.0]))


CALIBRATIONS = [
    {"temperature": 1.7},
    {"scales": (1.3, 0.8, 1.1), "biases": (0.2, -0.5, 0.3), "temperature": 1.0, "offsets": (0.4, 0.0, 0.1)},
]


@pytest.fixture(scope="module", params=[(d, c) for d in (Direction(), MUTUAL) for c in CALIBRATIONS])
def small(small_home: Path, request: pytest.FixtureRequest) -> StanceScorer:
    manifest, payload = read_version(Registry(small_home).current())
    direction, calibration = request.param
    payload.classifier.set_params(**calibration)
    return StanceScorer(manifest, replace(payload, direction=direction))


def parts(explanation: Explanation) -> list[float]:
    return [part.weight for block in explanation.blocks for part in block.contributions]


def test_the_parts_make_up_the_log_odds(small: StanceScorer) -> None:
    for record, explanation, answer in zip(RECORDS, small.explain(RECORDS), small.classify(RECORDS), strict=True):
        assert (explanation.id, explanation.label) == (record.id, answer.label)
        assert explanation.probabilities == answer.probabilities
        odds = math.log(answer.probabilities.support / answer.probabilities.oppose)
        assert math.fsum(parts(explanation)) == pytest.approx(odds, abs=1e-9)
        assert math.fsum(block.weight for block in explanation.blocks) == pytest.approx(odds, abs=1e-9)
        assert explanation.log_odds == pytest.approx(odds, abs=1e-9)


def test_the_strongest_come_first(small: StanceScorer) -> None:
    explanation = small.explain(RECORDS[:1])[0]
    assert [abs(block.weight) for block in explanation.blocks] == sorted(
        (abs(block.weight) for block in explanation.blocks), reverse=True
    )
    assert {"intercept"} <= {block.name for block in explanation.blocks}


def test_the_other_direction_is_a_line_of_its_own_where_it_counts(small_home: Path) -> None:
    manifest, payload = read_version(Registry(small_home).current())
    scorer = StanceScorer(manifest, replace(payload, direction=MUTUAL))
    alone, together = scorer.explain(RECORDS[:1])[0], scorer.explain(RECORDS)[0]
    assert "direction" not in {block.name for block in alone.blocks}
    (line,) = next(block.contributions for block in together.blocks if block.name == "direction")
    assert line.feature == OTHER_DIRECTION
    assert together.log_odds - alone.log_odds == pytest.approx(line.weight, abs=1e-9)
    assert together.decisions == pytest.approx(alone.decisions)


def test_an_article_tells_of_the_other_direction_too(small: StanceScorer) -> None:
    answer = small.score(Article(TEXT), explain=True)
    names = {actor.id: actor.name for actor in answer.actors}
    wanted = {("Togo", "Mali"): 0, ("Togo", "Benin"): 1, ("Mali", "Togo"): 2}
    classified = small.classify(RECORDS)
    for stance in answer.stances:
        place = wanted.get((names[stance.holder], names[stance.target]))
        if place is not None:
            p = classified[place].probabilities
            total = math.fsum(part.weight for part in stance.evidence[0].explanation)
            assert total == pytest.approx(math.log(p.support / p.oppose), abs=1e-9)


def test_nothing_to_explain_gives_nothing(small: StanceScorer) -> None:
    assert small.explain([]) == []
    assert small.classify([]) == []


def test_the_limit_of_abstention_is_the_models_own_or_an_error(small_home: Path) -> None:
    manifest, payload = read_version(Registry(small_home).current())
    for limit in (0.7, None):
        scorer = StanceScorer(replace(manifest, parameters={"abstain_below": limit}), payload)
        if limit is None:
            with pytest.raises(NoAbstentionLimit, match="from 0 to 1"):
                scorer.abstain_below()
        else:
            assert scorer.abstain_below() == limit
