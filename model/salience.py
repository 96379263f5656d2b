"""How much of an article's attention each actor has.

A mention counts more the earlier its sentence; one that merely places or modifies ("the Senate race") counts a tenth. Readers hold
persons and parties, who act and speak, for more central than the bodies, states and regions they belong to, those above all whom
the text introduces by office or party, and media outlets hardly for actors at all: the weights were chosen on articles of SEESAW's
train part, whose annotators listed the actors that matter.
"""

from __future__ import annotations

import math

from model.actors import Cast
from model.records import ActorType
from model.segmentation import Segmented

_WEIGHT: dict[ActorType, float] = {"person": 1.0, "party": 1.0, "topic": 1.0, "source": 0.1}
_BODY = 0.35
_INTRODUCED = 1.5
_MODIFYING = 0.1


def saliences(cast: Cast, segmented: Segmented) -> list[float]:
    """Each actor's share, in the order of `cast.actors`; they sum to 1 where anybody is mentioned."""
    weights = [0.0] * len(cast.actors)
    sentence, sentences = 0, segmented.sentences
    for mention in cast.mentions:
        while sentence + 1 < len(sentences) and sentences[sentence + 1].first <= mention.first:
            sentence += 1
        weights[mention.actor] += (1.0 if mention.participates else _MODIFYING) * (1 + 1 / math.sqrt(1 + sentence))
    for n, actor in enumerate(cast.actors):
        weights[n] *= _WEIGHT.get(actor.type, _BODY) * (_INTRODUCED if actor.affiliation is not None else 1.0)
    total = sum(weights)
    return [weight / total if total else 0.0 for weight in weights]
