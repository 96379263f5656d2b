"""How far each judged sentence counts for a pair: whose words it gives, how directly, and whether the text has moved on.

    trust = 1, times 0.85 where a pronoun or role noun was resolved or the speaker carried over, times 0.7 for the body
    that a representative speaks for, times 0.3 where a later sentence says that things have changed

A speaker who merely reports that another stands for or against the target ("X said Y had accused Z") is no witness of its own
stance: the other's explains the words away. Of several readings of one sentence only the strongest counts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from model.actors import Cast
from model.aggregate import Witness
from model.candidates import Candidate
from model.records import Probabilities
from model.segmentation import Segmented

Judged = tuple[Candidate, Probabilities]
Claim = tuple[Judged, float]
"""A judged candidate and how far it is trusted for a pair (0 to 1)."""
Key = tuple[int | None, int]
"""Holder (None: the narrator) and target, as numbers of actors."""

RESOLVED_TRUST = 0.85
REPRESENTED_TRUST = 0.7
OUTDATED_TRUST = 0.3
_REPORTED = 0.5
"""From which |score| on another holder's stance explains the speaker's words away."""
_TURNS = (
    ("no", "longer"),
    ("not", "any", "more"),
    ("changed", "his", "mind"),
    ("changed", "her", "mind"),
    ("changed", "its", "mind"),
    ("changed", "course"),
    ("has", "since"),
    ("have", "since"),
    ("but", "now"),
    ("these", "days"),
    ("turned", "against"),
    ("reversed", "course"),
    ("reversed", "himself"),
    ("reversed", "herself"),
    ("reversed", "itself"),
)
_OPENS_TURN = frozenset({"now", "today"})


def claims_by_pair(judged: Sequence[Judged], cast: Cast, segmented: Segmented) -> dict[Key, list[Claim]]:
    """What speaks to each pair: a candidate to its own, and to that of the body its holder represents."""
    reports = _mere_reports(judged)
    claims: dict[Key, list[Claim]] = defaultdict(list)
    for one in judged:
        if id(one[0]) not in reports:
            for key, trust in _claims(one[0], cast):
                claims[key].append((one, trust))
    return {key: _latest(_strongest(of_pair), segmented) for key, of_pair in claims.items()}


def _claims(candidate: Candidate, cast: Cast) -> Iterable[tuple[Key, float]]:
    carried = candidate.distance is None and candidate.holder is not None
    trust = 1.0 if candidate.direct and not carried else RESOLVED_TRUST
    yield (candidate.holder, candidate.target), trust
    if candidate.holder is not None:
        holder = cast.actors[candidate.holder]
        if holder.represents and holder.affiliation is not None and holder.affiliation != candidate.target:
            yield (holder.affiliation, candidate.target), trust * REPRESENTED_TRUST


def _mere_reports(judged: Sequence[Judged]) -> set[int]:
    """Candidates whose holder only tells of another's stance of the same sign toward the target."""
    by_target: dict[tuple[int, int], list[Judged]] = defaultdict(list)
    for one in judged:
        if one[0].holder is not None:
            by_target[one[0].sentence, one[0].target].append(one)
    found = set()
    for together in by_target.values():
        for candidate, p in together:
            if candidate.speaker != candidate.holder:
                continue
            for other, q in together:
                told = _score(q)
                if (
                    other.holder not in (candidate.holder, None)
                    and other.distance is not None
                    and abs(told) >= max(_REPORTED, 0.8 * abs(_score(p)))
                    and told * _score(p) > 0
                ):
                    found.add(id(candidate))
    return found


def _strongest(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a sentence, in reading order."""
    best: dict[int, Claim] = {}
    for claim in claims:
        sentence = claim[0][0].sentence
        if sentence not in best or abs(_voice(claim)) > abs(_voice(best[sentence])):
            best[sentence] = claim
    return [best[sentence] for sentence in sorted(best)]


def _latest(claims: Sequence[Claim], segmented: Segmented) -> list[Claim]:
    """The claims, those less trusted that a later sentence of the other sign says are over."""
    signs = [int(math.copysign(1, score)) if (score := _score(judged[1])) else 0 for judged, _ in claims]
    if not {1, -1} <= set(signs):
        return list(claims)
    weighed: list[Claim] = []
    turns = {1: 0, 0: 0, -1: 0}
    for (judged, trust), sign in zip(reversed(claims), reversed(signs), strict=True):
        outdated = turns[-sign] if sign else 0
        weighed.append((judged, trust * OUTDATED_TRUST**outdated))
        if sign and _turns(segmented, judged[0].sentence):
            turns[sign] += 1
    return weighed[::-1]


def _turns(segmented: Segmented, number: int) -> bool:
    """Whether a sentence says that things were otherwise before."""
    sentence = segmented.sentences[number]
    words = [token.lower for token in segmented.tokens[sentence.first : sentence.last]]
    if words and words[0] in _OPENS_TURN:
        return True
    return any(tuple(words[i : i + len(turn)]) == turn for turn in _TURNS for i in range(len(words)))


def _score(p: Probabilities) -> float:
    return p.support - p.oppose


def _voice(claim: Claim) -> float:
    return Witness(claim[0][1], claim[1]).voice
