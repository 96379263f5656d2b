"""From evidence to pair to actor.

Each sentence that speaks to a pair has a voice for the side it leans to:

    r = w * P(side) / (w * P(side) + P(neutral)),  w = 2

which is above one half where the classifier thinks that side at least half as likely as neutral: the pairs of an article are
chosen because something stands between them, so they show a stance more often than those the classifier was trained on. A
sentence below one half speaks with a quarter of its voice. Sentences of one side strengthen each other as independent witnesses
(noisy-or, Pearl 1988), so agreeing evidence never lowers |score|; the two sides then compete:

    s = 1 - prod(1 - trust_i * voice_i)  over sentences for support,   o likewise against
    P(support) = s - s*o/2,   P(oppose) = o - s*o/2,   P(neutral) = (1 - s) * (1 - o)

so that score = P(support) - P(oppose) = s - o. The constants were chosen on articles of SEESAW's train and valid parts and on our
own (benchmarks/articles.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.records import LABELS, ActorLabel, Label, Probabilities

STANCE_ODDS = 2.0
"""How much more often a pair of an article shows a stance than one that the classifier learnt from, as odds."""
NEUTRAL_VOICE = 0.25
LABEL_THRESHOLD = 0.15
PORTRAYAL_THRESHOLD = 0.5
SUM_THRESHOLD = 0.5
MIXED_SHARE = 0.5


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
        voice = odds / (odds + p.neutral)
        return sign * self.trust * (voice if voice > 0.5 else NEUTRAL_VOICE * voice)


def pool(witnesses: Iterable[Witness]) -> Probabilities:
    """The probabilities of a pair from all its sentences; no witness gives certain neutrality."""
    without_support = without_oppose = 1.0
    for witness in witnesses:
        if witness.voice > 0:
            without_support *= 1 - witness.voice
        else:
            without_oppose *= 1 + witness.voice
    s, o = 1 - without_support, 1 - without_oppose
    return Probabilities(oppose=o - s * o / 2, neutral=(1 - s) * (1 - o), support=s - s * o / 2)


def pair_label(probabilities: Probabilities) -> Label:
    """The label of a pooled pair: the likeliest, but neutral where the two sides all but balance."""
    if abs(probabilities.support - probabilities.oppose) < LABEL_THRESHOLD:
        return "neutral"
    return label_of(probabilities)


def label_of(probabilities: Probabilities) -> Label:
    """The likeliest label; a tie is neutral."""
    values = {label: getattr(probabilities, label) for label in LABELS}
    best = max(LABELS, key=lambda label: (values[label], label == "neutral"))
    return best


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
