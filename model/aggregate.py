"""From evidence to pair to actor.

Each sentence that speaks to a pair has a voice for the side it leans to: P(side) / (P(side) + P(neutral)), above one
half exactly where the classifier calls it that side; a sentence judged neutral speaks with a quarter of its voice.
Sentences of one side strengthen each other as independent witnesses (noisy-or, Pearl 1988), so agreeing evidence
never lowers |score|; the two sides then compete:

    s = 1 - prod(1 - trust_i * voice_i)  over sentences for support,   o likewise against
    P(support) = s - s*o/2,   P(oppose) = o - s*o/2,   P(neutral) = (1 - s) * (1 - o)

so that score = P(support) - P(oppose) = s - o.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.records import LABELS, ActorLabel, Label, Probabilities

NEUTRAL_VOICE = 0.25
LABEL_THRESHOLD = 0.15
MIXED_SHARE = 0.35


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
        if side == p.oppose == p.support:
            return 0.0
        voice = sign * side / (side + p.neutral)
        return self.trust * (voice if side > p.neutral else NEUTRAL_VOICE * voice)


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


def summarise(scores: Sequence[float]) -> tuple[float, ActorLabel]:
    """Score and label over several pairs: scores weigh by their own strength; both signs in force are "mixed"."""
    support = sum(s * s for s in scores if s > 0)
    oppose = sum(s * s for s in scores if s < 0)
    strength = sum(abs(s) for s in scores)
    score = (support - oppose) / strength if strength else 0.0
    label: ActorLabel
    if (
        scores
        and min(support, oppose) > MIXED_SHARE * max(support, oppose)
        and max(map(abs, scores)) >= LABEL_THRESHOLD
    ):
        label = "mixed"
    elif abs(score) < LABEL_THRESHOLD:
        label = "neutral"
    else:
        label = "support" if score > 0 else "oppose"
    return round(score, 4), label
