"""From evidence to pair to actor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.aggregate import STANCE_ODDS, Witness, pair_label, pool, portray, summarise
from model.records import Probabilities


@st.composite
def probabilities(draw: st.DrawFn) -> Probabilities:
    parts = [draw(st.floats(0.001, 1)) for _ in range(3)]
    total = sum(parts)
    return Probabilities(*(part / total for part in parts))


witnesses = st.builds(Witness, probabilities(), st.floats(0, 1))


@given(st.lists(witnesses, max_size=8))
def test_pooled_probabilities_are_a_distribution(several: list[Witness]) -> None:
    p = pool(several)
    assert min(p.oppose, p.neutral, p.support) >= -1e-12
    assert abs(p.oppose + p.neutral + p.support - 1) < 1e-9


@given(st.lists(witnesses, max_size=8), witnesses)
def test_agreeing_evidence_never_lowers_the_score(several: list[Witness], further: Witness) -> None:
    before = pool(several)
    after = pool([*several, further])
    score_before, score_after = before.support - before.oppose, after.support - after.oppose
    if further.voice > 0:
        assert score_after >= score_before - 1e-12
    else:
        assert score_after <= score_before + 1e-12


@given(probabilities())
def test_a_single_trusted_sentence_shows_a_stance_that_is_half_as_likely_as_none(p: Probabilities) -> None:
    side = max(p.oppose, p.support)
    if abs(p.oppose - p.support) > 1e-6 and abs(STANCE_ODDS * side - p.neutral) > 1e-6:
        shown = "support" if p.support > p.oppose else "oppose"
        assert pair_label(pool([Witness(p, 1.0)])) == (shown if STANCE_ODDS * side > p.neutral else "neutral")


def test_no_evidence_is_neutral() -> None:
    assert pool([]) == Probabilities(oppose=0.0, neutral=1.0, support=0.0)


def test_both_signs_in_force_are_mixed() -> None:
    assert summarise([0.8, -0.8]) == (0.0, "mixed")


def test_weak_scores_are_neutral_and_strong_ones_lead() -> None:
    assert summarise([0.05, -0.02])[1] == "neutral"
    assert summarise([-0.9, 0.1, -0.7])[1] == "oppose"


def test_one_sentence_decides_how_an_actor_is_portrayed() -> None:
    faint = [Witness(Probabilities(oppose=0.05, neutral=0.6, support=0.35), 1.0)] * 5
    harsh = Witness(Probabilities(oppose=0.8, neutral=0.15, support=0.05), 1.0)
    assert portray(faint) == (0.3, "neutral")
    assert portray([*faint, harsh]) == (-0.75, "oppose")
    assert portray([]) == (0.0, "neutral")


@pytest.mark.parametrize("side", [Probabilities(0.0, 0.01, 0.99), Probabilities(0.99, 0.01, 0.0)])
def test_thousands_of_sentences_of_one_side_are_no_error(side: Probabilities) -> None:
    pooled = pool([Witness(side, 1.0)] * 5000)
    assert pooled.oppose + pooled.neutral + pooled.support == pytest.approx(1)
    assert max(pooled.oppose, pooled.support) > 0.9
