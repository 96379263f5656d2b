"""Whole articles against what a careful reader found in them: the samples of seeds/ and further ones.

Thresholds stand below what was measured (benchmarks/behaviour.md), so that they catch a fall, not a wobble.
"""

from __future__ import annotations

from functools import cache

import pytest

from model.records import Article, ArticleStances
from model.scorer import StanceScorer
from tests.behaviour.expected import FURTHER, SAMPLES, Outcome, article_paths, compare, expectation, find, rate


@cache
def answers(scorer: StanceScorer) -> dict[str, ArticleStances]:
    return {path.stem: scorer.score(Article(path.read_text(encoding="utf-8"))) for path in article_paths()}


@pytest.fixture(scope="module", params=["samples", "further"])
def outcome(request: pytest.FixtureRequest, scorer: StanceScorer) -> Outcome:
    folder = SAMPLES if request.param == "samples" else FURTHER
    total = Outcome()
    for path in sorted(folder.glob("*.txt")):
        total.add(compare(answers(scorer)[path.stem], expectation(path)))
    return total


def test_the_actors_are_found(outcome: Outcome) -> None:
    assert rate(outcome.actors_found, outcome.actors_missed) >= 0.97, outcome.actors_missed


def test_aliases_are_merged(outcome: Outcome) -> None:
    assert rate(outcome.aliases_merged, outcome.aliases_apart) >= 0.95, outcome.aliases_apart


def test_most_affiliations_are_right(outcome: Outcome) -> None:
    assert rate(outcome.affiliations_right, outcome.affiliations_wrong) >= 0.88, outcome.affiliations_wrong


def test_few_things_are_taken_for_actors(outcome: Outcome) -> None:
    assert len(outcome.not_actors) <= 3, outcome.not_actors


def test_known_outlets_hold_no_stance(scorer: StanceScorer) -> None:
    for answer in answers(scorer).values():
        sources = {actor.id for actor in answer.actors if actor.type == "source"}
        assert not sources & {stance.holder for stance in answer.stances}


def test_most_stances_are_found_with_their_sign(outcome: Outcome) -> None:
    assert rate(outcome.signs_right, outcome.signs_missed, outcome.signs_turned) >= 0.55, outcome.signs_missed


def test_few_signs_are_turned(outcome: Outcome) -> None:
    turned = len(outcome.signs_turned)
    assert turned <= 0.15 * (turned + len(outcome.signs_right)), outcome.signs_turned


def test_the_sentence_shown_is_one_that_a_reader_would_show(outcome: Outcome) -> None:
    assert rate(outcome.signs_right, outcome.evidence_wrong) >= 0.85, outcome.evidence_wrong


def test_stances_are_not_reversed_or_invented(outcome: Outcome) -> None:
    assert rate(outcome.absent_right, outcome.absent_wrong) >= 0.88, outcome.absent_wrong


WANTED = [
    ("Dmitry Peskov", "Mahmoud Abbas", "support"),
    ("Mahmoud Abbas", "Vladimir Putin", "support"),
    ("Israel", "Russia", "oppose"),
    ("Gilad Erdan", "Russia", "oppose"),
]


@pytest.mark.parametrize(("holder", "target", "label"), WANTED)
def test_the_gaza_visit_retold(scorer: StanceScorer, holder: str, target: str, label: str) -> None:
    answer = answers(scorer)["gaza-visit"]
    ends = [find(answer, {"name": name, "type": "person"}) for name in (holder, target)]
    assert all(ends), ends
    labels = [s.label for s in answer.stances if [s.holder, s.target] == [end.id for end in ends if end]]
    assert labels == [label]
