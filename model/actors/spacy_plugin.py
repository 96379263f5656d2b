"""Actors found by a spaCy pipeline (Honnibal et al. 2020, doi:10.5281/zenodo.1212303): its entities as candidates.

The pipeline may be any that sets entities: a trained model, or rules (an `entity_ruler`). Labels of the usual schemes become
our types, labels that are named like our types stand for them, others are left out. The gazetteer tells what it knows of
an entity: type, country, gender, and that "Moscow" is Russia's capital. spaCy is imported here alone, and when asked for.
"""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import Any, get_args

from model.actors.cast import MENTION_KINDS, Candidate
from model.actors.runs import PLACE_PREPOSITIONS
from model.errors import RecogniserError
from model.gazetteer import Form, Gazetteer, Gender
from model.lexicon import Lexicon
from model.records import ActorType
from model.segmentation import Segmented, Sentence

_TYPES: dict[str, ActorType] = {
    **{str(name).upper(): name for name in get_args(ActorType)},
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "state",
    "NORP": "group",
}
_TITLE_WORDS = 5


class SpacyRecogniser:
    """A loaded pipeline; threads may share it."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        self._lock = threading.Lock()

    @classmethod
    def load(cls, name: str) -> SpacyRecogniser:
        """Loads a pipeline by the name of its package or by its folder. Raises RecogniserError where that fails."""
        try:
            import spacy
        except ImportError:
            raise RecogniserError(
                f"STANDPOINT_ACTORS is spacy:{name}, but spaCy is not installed; run `pip install 'standpoint[spacy]'`"
            ) from None
        try:
            pipeline = spacy.load(name)
        except OSError:
            raise RecogniserError(
                f"STANDPOINT_ACTORS is spacy:{name}, but there is no such pipeline; install it (`python -m spacy download "
                "en_core_web_sm`, say) or give the folder that holds one"
            ) from None
        except (ImportError, TypeError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise RecogniserError(f"spaCy cannot load {name}: {reason}; mend the pipeline, or give another") from None
        if not any("doc.ents" in pipeline.get_pipe_meta(part).assigns for part in pipeline.pipe_names):
            raise RecogniserError(
                f"the spaCy pipeline {name} finds no entities; give one with `ner` or an `entity_ruler`"
            )
        return cls(pipeline)

    def __call__(self, segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon, /) -> list[Candidate]:
        """Candidates in reading order, without overlap; the article is read by paragraphs."""
        reading = _Reading(segmented, gazetteer)
        found: list[Candidate] = []
        for start, end, label in self._entities(segmented):
            candidate = reading.candidate(start, end, label)
            if candidate is not None and (not found or candidate.first >= found[-1].last):
                found.append(candidate)
        return found

    def _entities(self, segmented: Segmented) -> Iterator[tuple[int, int, str]]:
        """Spans in code points of the text with their labels, in order; every sentence is in a text that spaCy reads."""
        spans = []
        for _, sentences in groupby(segmented.sentences, key=lambda s: s.paragraph):
            inside = list(sentences)
            spans.append(segmented.span(inside[0].first, inside[-1].last))
        entities = []
        # A memory zone frees the strings of an article; it allows no other thread.
        with self._lock, self._pipeline.memory_zone():
            documents = self._pipeline.pipe(segmented.text[start:end] for start, end in spans)
            for (start, _), document in zip(spans, documents, strict=True):
                entities += [(start + e.start_char, start + e.end_char, str(e.label_)) for e in document.ents]
        return iter(sorted(entities))


class _Reading:
    """What the article and the gazetteer tell of an entity."""

    def __init__(self, segmented: Segmented, gazetteer: Gazetteer) -> None:
        self.tokens = segmented.tokens
        self.sentences = segmented.sentences
        self.gazetteer = gazetteer
        self.texts = [t.text.replace("’", "'") for t in self.tokens]
        self.lowers = [t.lower for t in self.tokens]
        self._starts = [t.start for t in self.tokens]
        self._sentence_firsts = [s.first for s in self.sentences]

    def candidate(self, start: int, end: int, label: str) -> Candidate | None:
        """The entity at characters `start:end` as a candidate, or None where it is no actor."""
        type = _TYPES.get(label.upper())
        span = self._tokens(start, end)
        if type is None or span is None:
            return None
        first, last, sentence = span
        if type == "person":
            first, titles, gender = self._titled(first, last, sentence)
            gender = gender or self.gazetteer.given_names.get(self.texts[first])
            return Candidate(first, last, "name", "person", gender=gender, titles=titles)
        form = self._form(first, last)
        if form is None:
            noun = self.gazetteer.type_nouns.get(self.lowers[last - 1])
            told = noun if type == "organisation" and noun is not None else type
            acronym = last == first + 1 and self.texts[first].isupper()
            found = Candidate(first, last, "acronym" if acronym else "name", told)
        else:
            entity = self.gazetteer.entities[form.entity]
            found = Candidate(first, last, MENTION_KINDS[form.kind], entity.type, form.entity, entity.country)
        if form is not None and form.kind == "demonym":
            return self._demonym(found, sentence)
        before = self.lowers[first - 1] if first > sentence.first else ""
        if type == "state" and before in PLACE_PREPOSITIONS:
            found.kind, found.participates = "place", False
        elif last < sentence.last and self._is_modifier(last):
            found.participates = False
        return found

    def _tokens(self, start: int, end: int) -> tuple[int, int, Sentence] | None:
        """The whole tokens of the entity inside the sentence in which it begins, without a determiner and a possessive."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if self.tokens[first].end <= start:
            first += 1
        last = bisect_right(self._starts, end - 1)
        n = bisect_right(self._sentence_firsts, first) - 1
        if n < 0 or first >= self.sentences[n].last:
            return None
        sentence = self.sentences[n]
        last = min(last, sentence.last)
        while first < last and (self.lowers[first] in {"the", "a", "an"} or not self.texts[first][0].isalnum()):
            first += 1
        while first < last and (self.lowers[last - 1] == "'s" or not self.texts[last - 1][0].isalnum()):
            last -= 1
        return (first, last, sentence) if first < last else None

    def _form(self, first: int, last: int) -> Form | None:
        match = self.gazetteer.form_table.match(self.texts, first)
        return match[1][0] if match and match[0] == last else None

    def _titled(self, first: int, last: int, sentence: Sentence) -> tuple[int, tuple[str, ...], Gender | None]:
        """Where the name begins, and the titles before it, whether spaCy took them in or not."""
        titles: list[str] = []
        gender: Gender | None = None
        for k in range(max(sentence.first, first - _TITLE_WORDS), last - 1):
            match = self.gazetteer.title_table.match(self.lowers, k)
            if match is None:
                continue
            end = match[0] + (self.texts[match[0]] == "." if match[0] < last else 0)
            if k >= first and end < last:
                first = end
            if end == first:
                titles.append(" ".join(match[1][0].words))
                gender = gender or match[1][0].gender
        return first, tuple(titles), gender

    def _demonym(self, found: Candidate, sentence: Sentence) -> Candidate:
        """ "Turkish officials" and "the Turkish government" mean the state, "Turkish coffee" does not."""
        role = self.gazetteer.role_table.match(self.lowers, found.last) if found.last < sentence.last else None
        body = self.gazetteer.body_table.match(self.lowers, found.last) if found.last < sentence.last else None
        if role is not None and role[1][0].plural and role[0] <= sentence.last:
            found.last = role[0]
        elif body is not None and body[0] <= sentence.last:
            found.last = body[0]
        else:
            found.participates = False
        return found

    def _is_modifier(self, last: int) -> bool:
        joined = self.texts[last] in {"-", "–"} and self.tokens[last].start == self.tokens[last - 1].end
        return joined or self.lowers[last] in self.gazetteer.event_nouns
