"""Which stretches are speech, and whose: the quotations and clauses that cues claim, and quotations without a cue.

A quotation belongs to the nearest cue of its sentence. Without one, it belongs to the name right behind it, where it is part of a
sentence to that sentence's subject, else (a floating quotation, a paragraph that goes on quoting) to whoever spoke last. A
document ("the readout stated") speaks for the person whose words the paragraph was giving, or else for its issuer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from model.attribution.cues import Cue, Cues
from model.attribution.text import Nominal, Text
from model.closed_classes import FUNCTION_WORDS
from model.lexicon import Lexicon
from model.segmentation import Quotation, Segmented, Sentence

_SCARE_QUOTE_TOKENS = 3
_FOLLOWING_CUE = 6


@dataclass(frozen=True, slots=True)
class Speech:
    """Tokens `first:last` are spoken by nominal number `speaker` (None: unknown)."""

    first: int
    last: int
    speaker: int | None
    kind: Literal["direct", "indirect"]


def attribute(segmented: Segmented, nominals: Sequence[Nominal], lexicon: Lexicon) -> list[Speech]:
    """The speeches of a text, in reading order. `nominals` must be sorted and must not overlap."""
    return _Attribution(Text(segmented, nominals, lexicon)).run()


def innermost(speeches: Sequence[Speech], token: int) -> Speech | None:
    """The shortest speech that holds `token`, or None."""
    holding = [s for s in speeches if s.first <= token < s.last]
    return min(holding, key=lambda s: s.last - s.first) if holding else None


class _Attribution:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.words = text.words
        self.sentences = text.segmented.sentences
        self.quotations = text.segmented.quotations
        self.cues = Cues(text)
        self.cues_of = [self.cues.of(s) for s in self.sentences]
        self.last: int | None = None
        self.last_paragraph = -2

    def run(self) -> list[Speech]:
        speeches: list[Speech] = []
        claimed: set[int] = set()
        quotations_of = self._quotations_by_sentence()
        for number, sentence in enumerate(self.sentences):
            if sentence.paragraph > self.last_paragraph + 1:
                self.last = None
            cues = self.cues_of[number]
            for q in quotations_of[number]:
                if q in claimed:
                    continue
                claimed.add(q)
                quotation = self.quotations[q]
                speaker = self._speaker_of(quotation, number)
                if self._is_speech(quotation, any(cue.clausal for cue in cues)):
                    speeches.append(Speech(quotation.first, quotation.last, speaker, "direct"))
                    if speaker is not None:
                        self._spoke(speaker, sentence)
            for cue in cues:
                content, speaker = self._content(sentence, cue), self._speaker(cue)
                if content and (speaker is not None or cue.subject == "unnamed"):
                    speeches.append(Speech(*content, speaker, "indirect"))
                if speaker is not None:
                    self._spoke(speaker, sentence)
            if not cues and not quotations_of[number]:
                subject = self._subject_person(sentence)
                if subject is not None:
                    self._spoke(subject, sentence)
        return sorted(speeches, key=lambda s: (s.first, -s.last))

    def _spoke(self, speaker: int, sentence: Sentence) -> None:
        self.last, self.last_paragraph = speaker, sentence.paragraph

    def _speaker(self, cue: Cue) -> int | None:
        """The speaker of a cue: of a document or behind a pronoun, whoever was speaking."""
        if cue.document and self.last is not None and self.text.nominals[self.last].person:
            return self.last
        if cue.subject == "carried" and not cue.trailing and cue.speaker is None:
            return self.last if cue.document else None
        return cue.speaker

    def _quotations_by_sentence(self) -> list[list[int]]:
        """Each quotation's number under every sentence that holds a part of it."""
        by_sentence: list[list[int]] = [[] for _ in self.sentences]
        starts = [s.first for s in self.sentences]
        for number, quotation in enumerate(self.quotations):
            i = max(0, bisect_right(starts, quotation.first) - 1)
            while i < len(self.sentences) and self.sentences[i].first < quotation.last:
                by_sentence[i].append(number)
                i += 1
        return by_sentence

    def _is_speech(self, quotation: Quotation, has_cue: bool) -> bool:
        """Scare quotes and quoted titles are no speech of their own."""
        if has_cue or quotation.last - quotation.first > _SCARE_QUOTE_TOKENS + 1:
            return True
        return self.words[quotation.last - 1] in {",", ".", "!", "?"}

    def _speaker_of(self, quotation: Quotation, number: int) -> int | None:
        end = number
        while end + 1 < len(self.sentences) and self.sentences[end + 1].first < quotation.last:
            end += 1
        own = [cue for i in range(number, end + 1) for cue in self.cues_of[i]]
        if not own and end + 1 < len(self.sentences) and quotation.closed:
            own = self._cues_behind(quotation, self.sentences[end].paragraph, end + 1)
        if own:
            nearest = min(own, key=lambda c: min(abs(c.at - quotation.first), abs(c.at - quotation.last)))
            same_paragraph = self.sentences[number].paragraph == self.last_paragraph
            if nearest.document and self.last is not None and same_paragraph:
                return self.last
            if nearest.subject == "unnamed":
                return None
            return nearest.speaker if nearest.speaker is not None else self.last
        return self._without_cue(quotation, self.sentences[number])

    def _cues_behind(self, quotation: Quotation, paragraph: int, number: int) -> list[Cue]:
        """The cue that begins the sentence behind a quoted question or exclamation: "“Why?” he asked."."""
        following = self.sentences[number]
        if following.paragraph != paragraph or self.words[quotation.last - 1] not in "?!":
            return []
        return [cue for cue in self.cues_of[number] if cue.at - following.first <= _FOLLOWING_CUE]

    def _without_cue(self, quotation: Quotation, sentence: Sentence) -> int | None:
        behind = quotation.last + 1
        n = self.text.nominal_from(behind)
        if n < len(self.text.nominals) and self.text.nominals[n].first == behind < sentence.last:
            if self.words[quotation.last - 1] == "," and self.text.nominals[n].person:
                return n
        before = [k for k in range(sentence.first, quotation.first) if self.text.tokens[k].is_word]
        if len(before) >= 2 and not quotation.continues:
            subject = self.cues.subjects.first_of(sentence, quotation.first)
            if subject is not None and not self.text.nominals[subject].channel:
                return subject
        return self.last

    def _content(self, sentence: Sentence, cue: Cue) -> tuple[int, int] | None:
        """The governed clause outside quotation marks: before a trailing cue, else after it."""
        if not cue.clausal:
            return None
        first, last = (sentence.first, cue.at) if cue.trailing else (cue.begins, sentence.last)
        if cue.trailing:
            while last > first and self.words[last - 1] not in {",", "—", "–"}:
                last -= 1
        unquoted = [i for i in range(first, last) if not self.text.quoted[i] and self.text.tokens[i].is_word]
        return (first, last) if len(unquoted) >= 2 else None

    def _subject_person(self, sentence: Sentence) -> int | None:
        """The first person a sentence names: whom a floating quotation after it belongs to."""
        n = self.text.nominal_from(sentence.first)
        while n < len(self.text.nominals) and self.text.nominals[n].first < sentence.last:
            words = self.words[sentence.first : self.text.nominals[n].first]
            if self.text.nominals[n].person and all(w not in FUNCTION_WORDS or w in {"the", "a"} for w in words):
                return n
            n += 1
        return None
