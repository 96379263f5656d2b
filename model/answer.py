"""Puts the answer together: judged pairs into stances with their evidence, and actors with their summaries.

Where a person speaks for a body ("Israel's envoy"), what the person holds is also held by the body (model.evidence).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from model.actors import Cast, CastMention
from model.aggregate import Witness, pair_label, pool, portray, summarise
from model.candidates import Candidate
from model.evidence import Claim, Judged, claims_by_pair
from model.language import looks_english
from model.records import (
    Actor,
    Article,
    ArticleStances,
    Contribution,
    Evidence,
    Held,
    Mention,
    ModelInfo,
    Part,
    Portrayal,
    Probabilities,
    Received,
    Stance,
)
from model.salience import saliences
from model.segmentation import Segmented

MAX_EVIDENCE = 5
NEUTRAL_DISTANCE = 15
"""Two actors that are further apart than this, with no attitude shown, are no pair at all."""
_TITLE_GAP = "\n\n"


def joined_text(article: Article) -> tuple[str, int]:
    """Title and text as one text, and the offset at which the text begins in it."""
    title = (article.title or "").strip()
    if not title or article.text.lstrip().startswith(title):
        return article.text, 0
    return title + _TITLE_GAP + article.text, len(title) + len(_TITLE_GAP)


class Answer:
    """Builds the ArticleStances of one article. `reasons` gives a candidate's explanation, None leaves it out."""

    def __init__(
        self,
        article: Article,
        segmented: Segmented,
        cast: Cast,
        offset: int,
        reasons: Callable[[Candidate], tuple[Contribution, ...]] | None,
    ) -> None:
        self.article = article
        self.segmented = segmented
        self.cast = cast
        self.offset = offset
        self.reasons = reasons
        self.mentions_of: list[list[CastMention]] = [[] for _ in cast.actors]
        for mention in cast.mentions:
            self.mentions_of[mention.actor].append(mention)

    def build(self, info: ModelInfo, judged: Sequence[Judged], min_confidence: float) -> ArticleStances:
        """The answer; stances below `min_confidence` are left out of it and of the actors' summaries."""
        pairs = claims_by_pair(judged, self.cast, self.segmented)
        salience = saliences(self.cast, self.segmented)
        order = sorted(range(len(self.cast.actors)), key=lambda n: (-salience[n], self._first_mention(n)))
        ids = {actor: f"a{rank}" for rank, actor in enumerate(order, 1)}
        stances, portrayals = [], {}
        for (holder, target), claims in pairs.items():
            probabilities = pool(Witness(one[1], trust) for one, trust in claims)
            if holder is None:
                portrayals[target] = Portrayal(*portray(Witness(one[1], trust) for one, trust in claims))
                continue
            stance = self._stance(ids, holder, target, probabilities, claims)
            if stance is not None and stance.confidence >= min_confidence:
                stances.append(stance)
        stances.sort(key=lambda s: (s.label == "neutral", -abs(s.score), s.holder, s.target))
        held: dict[str, list[float]] = defaultdict(list)
        received: dict[str, list[float]] = defaultdict(list)
        for s in stances:
            held[s.holder].append(s.score)
            received[s.target].append(s.score)
        actors = tuple(
            self._actor(n, ids, salience[n], held[ids[n]], received[ids[n]], portrayals.get(n)) for n in order
        )
        english = looks_english(self.segmented.tokens)
        return ArticleStances(
            self.article.id,
            "en" if english else "und",
            info,
            actors,
            tuple(stances),
            () if english else ("the text does not look like English, the only language this model reads",),
        )

    def _stance(
        self,
        ids: dict[int, str],
        holder: int,
        target: int,
        probabilities: Probabilities,
        claims: Sequence[Claim],
    ) -> Stance | None:
        label = pair_label(probabilities)
        if label == "neutral" and not any(_is_close(one[0]) and one[0].holder == holder for one, _ in claims):
            return None
        score = probabilities.support - probabilities.oppose
        sign = {"support": 1.0, "oppose": -1.0, "neutral": 0.0}[label]

        def relevance(claim: Claim) -> float:
            p = claim[0][1]
            return (p.support - p.oppose) * sign * claim[1] if sign else p.neutral

        ranked = sorted(claims, key=relevance, reverse=True)
        shown = [claim for claim in ranked if relevance(claim) > 0][:MAX_EVIDENCE] if sign else ranked[:1]
        confidence = getattr(probabilities, label)
        return Stance(
            ids[holder],
            ids[target],
            label,
            round(score, 4),
            round(confidence, 4),
            _rounded(probabilities),
            tuple(self._evidence(one, ids) for one, _ in shown),
        )

    def _evidence(self, judged: Judged, ids: dict[int, str]) -> Evidence:
        candidate, p = judged
        sentence = self.segmented.sentences[candidate.sentence]
        start, end = self.segmented.span(sentence.first, sentence.last)
        part, shift = self._part(start)
        return Evidence(
            start - shift,
            end - shift,
            self.segmented.text[start:end],
            round(p.support - p.oppose, 4),
            candidate.speech,
            None if candidate.speaker is None else ids[candidate.speaker],
            part,
            self.reasons(candidate) if self.reasons else (),
        )

    def _part(self, start: int) -> tuple[Part, int]:
        return ("text", self.offset) if start >= self.offset else ("title", 0)

    def _actor(
        self,
        n: int,
        ids: dict[int, str],
        salience: float,
        held: Sequence[float],
        received: Sequence[float],
        portrayal: Portrayal | None,
    ) -> Actor:
        actor = self.cast.actors[n]
        return Actor(
            ids[n],
            actor.name,
            actor.type,
            actor.country,
            None if actor.affiliation is None else ids[actor.affiliation],
            tuple(actor.aliases),
            round(salience, 4),
            tuple(self._mention(m) for m in self.mentions_of[n]),
            Held(*summarise(held), targets=len(held)) if held else None,
            Received(*summarise(received), holders=len(received)) if received else None,
            portrayal,
        )

    def _mention(self, mention: CastMention) -> Mention:
        start, end = self.segmented.span(mention.first, mention.last)
        part, shift = self._part(start)
        return Mention(start - shift, end - shift, mention.kind, part, mention.resolved_by)

    def _first_mention(self, n: int) -> int:
        return self.mentions_of[n][0].first if self.mentions_of[n] else len(self.segmented.tokens)


def _is_close(candidate: Candidate) -> bool:
    return candidate.distance is not None and candidate.distance <= NEUTRAL_DISTANCE


def _rounded(p: Probabilities) -> Probabilities:
    return Probabilities(round(p.oppose, 4), round(p.neutral, 4), round(p.support, 4))
