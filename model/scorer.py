"""The façade: the whole way from an article to every actor's stance toward each other actor.

article -> segment -> find_actors -> attribute -> candidate_pairs -> classify -> pool -> ArticleStances
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from model.actors import Cast, Recogniser, find_actors, recognise
from model.actors.first_person import with_first_persons
from model.answer import Answer, joined_text
from model.artifact import Payload, read_version
from model.attribution import Nominal, Speech, attribute
from model.candidates import Candidate, candidate_pairs
from model.classifier import Floats, Reasons, decide
from model.direction import both_ways, two_way
from model.errors import ArticleError, NoAbstentionLimit
from model.explanation import Explanation, by_block, in_log_odds, log_odds
from model.features import Terms, analyse
from model.manifest import Manifest
from model.pairs import read_pair
from model.records import (
    LABELS,
    Article,
    ArticleStances,
    Contribution,
    KnownActor,
    Label,
    ModelInfo,
    PairRecord,
    PairStance,
    Probabilities,
)
from model.segmentation import Segmented, segment_article

TOP_FEATURES = 8
"""How many features an explanation names; the others are added up into one line."""
PART = 256
"""Pairs whose terms are in memory at a time."""


class _Decided(NamedTuple):
    """Probabilities of shape (n, 3), and what the other direction added to the log-odds of support against oppose."""

    probabilities: Floats
    shifts: Floats


class StanceScorer:
    """Scores articles and pairs with one model version. Stateless after loading, so threads may share it.

    Examples
    --------
    >>> scorer = StanceScorer.load(Registry(home).current())                      # doctest: +SKIP
    >>> scorer.score(Article("Norway condemned Belarus.")).stances[0].label       # doctest: +SKIP
    'oppose'
    """

    def __init__(self, manifest: Manifest, payload: Payload, recogniser: Recogniser = recognise) -> None:
        self.manifest = manifest
        self.info = ModelInfo(manifest.name, manifest.version)
        self._classifier = payload.classifier
        self._lexicon = payload.lexicon
        self._gazetteer = payload.gazetteer
        self._direction = payload.direction
        self._recogniser = recogniser

    @classmethod
    def load(cls, folder: Path, recogniser: Recogniser = recognise) -> StanceScorer:
        """Loads a version folder. `recogniser` finds the actors. Raises ArtifactError subclasses where the version cannot
        be trusted or read."""
        return cls(*read_version(folder), recogniser)

    def score(self, article: Article, *, min_confidence: float = 0.0, explain: bool = False) -> ArticleStances:
        """Every actor's stance toward each other actor.

        Pairs whose confidence is below `min_confidence` (0 to 1) are left out; `explain` adds each evidence
        sentence's features. Raises ArticleError where the text is empty.
        """
        if not article.text.strip():
            raise ArticleError("text", "is empty; send the article's text")
        text, offset = joined_text(article)
        segmented = segment_article(text)
        known = (
            *article.actors,
            *(KnownActor(target.name, target.aliases, "topic") for target in article.targets),
        )
        cast = find_actors(segmented, self._gazetteer, self._lexicon, known, article.detect_actors, self._recogniser)
        speeches = self._speeches(segmented, cast)
        cast = with_first_persons(cast, speeches, segmented)
        candidates = list(candidate_pairs(segmented, cast, speeches, self._lexicon.premodifiers))
        ends = (None if c.holder is None else (c.sentence, c.holder, c.target) for c in candidates)
        decided = self._decide((analyse(c.pair, self._lexicon) for c in candidates), two_way(ends))
        judged = [
            (candidate, _probabilities(row)) for candidate, row in zip(candidates, decided.probabilities, strict=True)
        ]
        shift = {id(candidate): shift for candidate, shift in zip(candidates, decided.shifts, strict=True)}

        def reasons(candidate: Candidate) -> tuple[Contribution, ...]:
            terms = analyse(candidate.pair, self._lexicon)
            return self._reasons(terms, shift[id(candidate)]).top(TOP_FEATURES)

        answer = Answer(article, segmented, cast, offset, reasons if explain else None)
        return answer.build(self.info, judged, min_confidence)

    def classify(self, records: Sequence[PairRecord]) -> list[PairStance]:
        """The stance of each record's holder toward its target; two that ask for both directions of a pair are decided
        together. Raises RecordError for a malformed record."""
        decided = self._decide(map(self._terms, records), both_ways(records))
        labels = self._labels(decided.probabilities)
        results = []
        for record, label, row in zip(records, labels, decided.probabilities, strict=True):
            p = _probabilities(row)
            results.append(PairStance(record.id, label, round(p.support - p.oppose, 4), p))
        return results

    def abstain_below(self) -> float:
        """The confidence below which training advises to abstain. Raises NoAbstentionLimit where it found none."""
        limit: float | None = self.manifest.parameters["abstain_below"]
        if limit is None:
            raise NoAbstentionLimit(
                f"{self.info.version} was never sure enough in training to tell from which confidence on to answer; "
                "give a number from 0 to 1"
            )
        return limit

    def explain(self, records: Sequence[PairRecord]) -> list[Explanation]:
        """Why `classify` answers as it does. Raises RecordError for a malformed record."""
        terms = [self._terms(record) for record in records]
        decided = self._decide(terms, both_ways(records))
        decisions = self._classifier.decision_function(terms)
        labels = self._labels(decided.probabilities)
        explanations = []
        for n, record in enumerate(records):
            p = _probabilities(decided.probabilities[n])
            blocks = by_block(self._reasons(terms[n], decided.shifts[n]))
            total = math.fsum(part.weight for block in blocks for part in block.contributions)
            oppose, neutral, support = (float(value) for value in decisions[n])
            explanations.append(Explanation(record.id, labels[n], p, (oppose, neutral, support), total, blocks))
        return explanations

    def _labels(self, probabilities: Floats) -> list[Label]:
        """The labels named at the model's operating point."""
        return [LABELS[place] for place in decide(probabilities, self._classifier.offsets)]

    def _terms(self, record: PairRecord) -> Terms:
        return analyse(read_pair(record, self._lexicon), self._lexicon)

    def _decide(self, terms: Iterable[Terms], reverses: Sequence[tuple[int, int]]) -> _Decided:
        """Probabilities of every pair. Terms are read a part at a time, so that memory holds no more of them."""
        waiting = iter(terms)
        parts = iter(lambda: list(islice(waiting, PART)), [])
        alone = np.concatenate([np.zeros((0, len(LABELS))), *map(self._classifier.predict_proba, parts)])
        together = self._direction.refine(alone, reverses)
        return _Decided(together, log_odds(together) - log_odds(alone))

    def _speeches(self, segmented: Segmented, cast: Cast) -> list[Speech]:
        """Who speaks what; speakers are numbers of actors."""
        nominals = [
            Nominal(
                m.first,
                m.last,
                channel=cast.actors[m.actor].type == "source" or not m.participates,
                person=cast.actors[m.actor].type == "person",
            )
            for m in cast.mentions
        ]
        speeches = attribute(segmented, nominals, self._lexicon)
        return [s if s.speaker is None else replace(s, speaker=cast.mentions[s.speaker].actor) for s in speeches]

    def _reasons(self, terms: Terms, shift: float) -> Reasons:
        return in_log_odds(self._classifier.explain(terms), self._classifier.temperature, shift)


def _probabilities(row: Floats) -> Probabilities:
    return Probabilities(*(float(value) for value in row))
