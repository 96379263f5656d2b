"""The façade: the whole way from an article to every actor's stance toward each other actor.

article -> segment -> find_actors -> attribute -> candidate_pairs -> classify -> pool -> ArticleStances
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.actors import Cast, find_actors
from model.aggregate import label_of
from model.answer import Answer, joined_text
from model.artifact import Payload, read_version
from model.attribution import Nominal, attribute
from model.candidates import Candidate, candidate_pairs
from model.classifier import Floats
from model.errors import ArticleError
from model.features import analyse
from model.manifest import Manifest
from model.pairs import read_pair
from model.records import (
    Article,
    ArticleStances,
    Contribution,
    KnownActor,
    ModelInfo,
    PairRecord,
    PairStance,
    Probabilities,
)
from model.segmentation import Segmented, segment

TOP_FEATURES = 8
"""How many features an explanation names; the others are added up into one line."""


class StanceScorer:
    """Scores articles and pairs with one model version. Stateless after loading, so threads may share it.

    Examples
    --------
    >>> scorer = StanceScorer.load(Registry(home).current())                      # doctest: +SKIP
    >>> scorer.score(Article("Norway condemned Belarus.")).stances[0].label       # doctest: +SKIP
    'oppose'
    """

    def __init__(self, manifest: Manifest, payload: Payload) -> None:
        self.manifest = manifest
        self.info = ModelInfo(manifest.name, manifest.version)
        self._classifier = payload.classifier
        self._lexicon = payload.lexicon
        self._gazetteer = payload.gazetteer

    @classmethod
    def load(cls, folder: Path) -> StanceScorer:
        """Loads a version folder. Raises ArtifactError subclasses where it cannot be trusted or read."""
        return cls(*read_version(folder))

    def score(self, article: Article, *, min_confidence: float = 0.0, explain: bool = False) -> ArticleStances:
        """Every actor's stance toward each other actor.

        Pairs whose confidence is below `min_confidence` (0 to 1) are left out; `explain` adds each evidence
        sentence's features. Raises ArticleError where the text is empty.
        """
        if not article.text.strip():
            raise ArticleError("text", "is empty; send the article's text")
        text, offset = joined_text(article)
        segmented = segment(text)
        known = (
            *article.actors,
            *(KnownActor(name, type="topic") for name in article.targets if name.strip()),
        )
        cast = find_actors(segmented, self._gazetteer, self._lexicon, known, article.detect_actors)
        candidates = self._candidates(segmented, cast)
        judged = list(zip(candidates, self._judge(candidates), strict=True))
        answer = Answer(article, segmented, cast, offset, self._reasons if explain else None)
        return answer.build(self.info, judged, min_confidence)

    def classify(self, records: Sequence[PairRecord]) -> list[PairStance]:
        """The stance of each record's holder toward its target. Raises RecordError for a malformed record."""
        terms = [analyse(read_pair(record, self._lexicon), self._lexicon) for record in records]
        results = []
        for record, row in zip(records, self._classifier.predict_proba(terms), strict=True):
            p = _probabilities(row)
            results.append(PairStance(record.id, label_of(p), round(p.support - p.oppose, 4), p))
        return results

    def _candidates(self, segmented: Segmented, cast: Cast) -> list[Candidate]:
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
        return list(candidate_pairs(segmented, cast, speeches, self._lexicon.premodifiers))

    def _judge(self, candidates: Sequence[Candidate]) -> list[Probabilities]:
        terms = [analyse(candidate.pair, self._lexicon) for candidate in candidates]
        return [_probabilities(row) for row in self._classifier.predict_proba(terms)]

    def _reasons(self, candidate: Candidate) -> tuple[Contribution, ...]:
        return self._classifier.explain(analyse(candidate.pair, self._lexicon)).top(TOP_FEATURES)


def _probabilities(row: Floats) -> Probabilities:
    return Probabilities(*(float(value) for value in row))
