"""From evidence to pair to actor.

The strongest sentence tells that there is a stance, all sentences together tell which. A sentence has a voice for the side it
leans to:

    r = trust * w * P(side) / (w * P(side) + P(neutral)),  w = 2

above one half where the classifier thinks that side at least half as likely as neutral: the pairs of an article are chosen
because something stands between them, so they show a stance more often than those the classifier learnt from. With

    lean = sum of trust * log((P(support) + e) / (P(oppose) + e)),  e = 0.03
    d    = the strongest voice for the side of the lean
    P(support) = d * logistic(lean),   P(oppose) = d * (1 - logistic(lean)),   P(neutral) = 1 - d

a pair is neutral where d is below one half. Evidence for a side never lowers the score toward that side, and evidence against it
never raises it. The constants were chosen on articles of SEESAW's train and valid parts and on our own (decision 19).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.records import ActorLabel, Label, Probabilities

STANCE_ODDS = 2.0
"""How much more often a pair of an article shows a stance than one that the classifier learnt from, as odds."""
LEAN_FLOOR = 0.03
"""Added to probabilities before their logarithm, so that no sentence outweighs three plain ones of the other side."""
PORTRAYAL_THRESHOLD = 0.5
SUM_THRESHOLD = 0.5
MIXED_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Witness:
    """One sentence's calibrated probabilities, and how far it is trusted (0 to 1)."""

    probabilities: Probabilities
    trust: float

    @property
    def voice(self) -> float:
        """What the sentence says for support (positive) or against (negative), -1 to 1."""
        p = self.probabilities
        side, sign = (p.support, 1.0) if p.support > p.oppose else (p.oppose, -1.0)
        if p.oppose == p.support:
            return 0.0
        odds = STANCE_ODDS * side
        return sign * self.trust * odds / (odds + p.neutral)

    @property
    def lean(self) -> float:
        """Log-odds of support against oppose, as far as the sentence is trusted."""
        p = self.probabilities
        return self.trust * math.log((p.support + LEAN_FLOOR) / (p.oppose + LEAN_FLOOR))


def pool(witnesses: Iterable[Witness]) -> Probabilities:
    """The probabilities of a pair from all its sentences; no witness gives certain neutrality."""
    heard = list(witnesses)
    lean = math.fsum(witness.lean for witness in heard)
    shown = max((witness.voice if lean > 0 else -witness.voice for witness in heard), default=0.0)
    shown = max(shown, 0.0)
    support = (1 + math.tanh(lean / 2)) / 2
    return Probabilities(oppose=shown * (1 - support), neutral=1 - shown, support=shown * support)


def pair_label(probabilities: Probabilities) -> Label:
    """The label of a pooled pair: the likelier side, if any stance is as likely as none."""
    if probabilities.neutral > 0.5 or probabilities.support == probabilities.oppose:
        return "neutral"
    return "support" if probabilities.support > probabilities.oppose else "oppose"


def portray(witnesses: Iterable[Witness]) -> tuple[float, Label]:
    """Score and label of the light in which the text shows an actor: that of the sentence which shows it most strongly. News
    tells mostly facts, so many faint sentences make no judgement."""
    scores = [w.trust * (w.probabilities.support - w.probabilities.oppose) for w in witnesses]
    strongest = max(scores, key=abs, default=0.0)
    if abs(strongest) < PORTRAYAL_THRESHOLD:
        return round(strongest, 4), "neutral"
    return round(strongest, 4), "support" if strongest > 0 else "oppose"


def summarise(scores: Sequence[float]) -> tuple[float, ActorLabel]:
    """Score and label over several pairs. Scores weigh by their own strength; the label goes with what all add up to, and is
    "mixed" where both signs are in force."""
    support = sum(s for s in scores if s > 0)
    oppose = -sum(s for s in scores if s < 0)
    strength = support + oppose
    score = round(sum(s * abs(s) for s in scores) / strength, 4) if strength else 0.0
    if min(support, oppose) > MIXED_SHARE * max(support, oppose) and strength >= 2 * SUM_THRESHOLD:
        return score, "mixed"
    if abs(support - oppose) < SUM_THRESHOLD:
        return score, "neutral"
    return score, "support" if support > oppose else "oppose"
