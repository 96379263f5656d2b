"""Who speaks: every stretch of speech, direct or indirect, with the mention that it belongs to.

A *cue* is a reporting verb outside quotations, or "according to", or the colon after a name. Its speaker is the
mention that is its subject; its content is the quotations of its sentence and the clause it governs. What no cue of
its own claims (a floating quotation, a paragraph that goes on quoting) belongs to whoever spoke last. Media outlets
are channels: they pass speech on and never speak. A document ("the readout stated") speaks for the person whose
words the paragraph was giving, or else for its issuer.

Follows the cue-content-source scheme of Pareti, "PARC 3.0: A corpus of attribution relations" (LREC 2016).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from model.closed_classes import FUNCTION_WORDS
from model.lexicon import Lexicon
from model.segmentation import Quotation, Segmented, Sentence

BE_FORMS = frozenset("is are was were be been being am 's 're".split())
_ASIDE = frozenset("also then later earlier again further meanwhile repeatedly has have had was and who which".split())
_MAX_SUBJECT_GAP = 25
_SCARE_QUOTE_TOKENS = 3


@dataclass(frozen=True, slots=True)
class Nominal:
    """A span of tokens that could speak. `channel` marks a media outlet, `person` a human being."""

    first: int
    last: int
    channel: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Speech:
    """Tokens `first:last` are spoken by nominal number `speaker` (None: unknown)."""

    first: int
    last: int
    speaker: int | None
    kind: Literal["direct", "indirect"]


@dataclass(frozen=True, slots=True)
class _Cue:
    """`begins` is where content after the cue begins; `clausal` is false for a verb such as "mock", which quotes but
    governs a clause only before or with "that"."""

    at: int
    begins: int
    speaker: int | None
    trailing: bool
    document: bool
    clausal: bool = True


def attribute(segmented: Segmented, nominals: Sequence[Nominal], lexicon: Lexicon) -> list[Speech]:
    """The speeches of a text, in reading order. `nominals` must be sorted and must not overlap."""
    return _Attribution(segmented, nominals, lexicon).run()


def innermost(speeches: Sequence[Speech], token: int) -> Speech | None:
    """The shortest speech that holds `token`, or None."""
    holding = [s for s in speeches if s.first <= token < s.last]
    return min(holding, key=lambda s: s.last - s.first) if holding else None


class _Attribution:
    def __init__(self, segmented: Segmented, nominals: Sequence[Nominal], lexicon: Lexicon) -> None:
        self.segmented = segmented
        self.tokens = segmented.tokens
        self.nominals = nominals
        self.starts = [n.first for n in nominals]
        self.lexicon = lexicon
        self.words = [t.lower for t in segmented.tokens]
        self.named = {i for n in nominals for i in range(n.first, n.last)}
        self.quoted = [False] * len(self.tokens)
        for q in segmented.quotations:
            for i in range(q.first, q.last):
                self.quoted[i] = True

    def run(self) -> list[Speech]:
        speeches: list[Speech] = []
        cues_of = [self._cues(s) for s in self.segmented.sentences]
        quotations_of = self._quotations_by_sentence()
        last: int | None = None
        last_paragraph = -2
        claimed: dict[int, int | None] = {}
        for number, sentence in enumerate(self.segmented.sentences):
            if sentence.paragraph > last_paragraph + 1:
                last = None
            cues = cues_of[number]
            for q in quotations_of[number]:
                quotation = self.segmented.quotations[q]
                if q not in claimed:
                    claimed[q] = self._speaker_of(
                        quotation, number, cues_of, last, sentence.paragraph == last_paragraph
                    )
                    is_speech = self._is_speech(quotation, any(cue.clausal for cue in cues))
                    if is_speech:
                        speeches.append(Speech(quotation.first, quotation.last, claimed[q], "direct"))
                        if claimed[q] is not None:
                            last, last_paragraph = claimed[q], sentence.paragraph
            for cue in cues:
                content = self._content(sentence, cue)
                speaker = last if cue.document and last is not None else cue.speaker
                if content and speaker is not None:
                    speeches.append(Speech(*content, speaker, "indirect"))
                if speaker is not None:
                    last, last_paragraph = speaker, sentence.paragraph
            if not cues and not quotations_of[number]:
                subject = self._subject_person(sentence)
                last, last_paragraph = (subject, sentence.paragraph) if subject is not None else (last, last_paragraph)
        return sorted(speeches, key=lambda s: (s.first, -s.last))

    def _quotations_by_sentence(self) -> list[list[int]]:
        """Each quotation's number under every sentence that holds a part of it."""
        sentences = self.segmented.sentences
        by_sentence: list[list[int]] = [[] for _ in sentences]
        starts = [s.first for s in sentences]
        for number, quotation in enumerate(self.segmented.quotations):
            i = max(0, bisect_right(starts, quotation.first) - 1)
            while i < len(sentences) and sentences[i].first < quotation.last:
                by_sentence[i].append(number)
                i += 1
        return by_sentence

    def _is_speech(self, quotation: Quotation, has_cue: bool) -> bool:
        """Scare quotes and quoted titles are no speech of their own."""
        if has_cue or quotation.last - quotation.first > _SCARE_QUOTE_TOKENS + 1:
            return True
        return self.words[quotation.last - 1] in {",", ".", "!", "?"}

    def _speaker_of(
        self,
        quotation: Quotation,
        number: int,
        cues_of: list[list[_Cue]],
        last: int | None,
        same_paragraph: bool,
    ) -> int | None:
        sentences = self.segmented.sentences
        end = number
        while end + 1 < len(sentences) and sentences[end + 1].first < quotation.last:
            end += 1
        own = [cue for i in range(number, end + 1) for cue in cues_of[i]]
        if not own and end + 1 < len(sentences) and quotation.closed:
            following = sentences[end + 1]
            if following.paragraph == sentences[end].paragraph:
                own = [
                    c
                    for c in cues_of[end + 1]
                    if c.at - following.first <= 6 and self.words[quotation.last - 1] in "?!"
                ]
        if own:
            nearest = min(own, key=lambda c: min(abs(c.at - quotation.first), abs(c.at - quotation.last)))
            if nearest.document and last is not None and same_paragraph:
                return last
            if nearest.speaker is not None:
                return nearest.speaker
        return last

    def _cues(self, sentence: Sentence) -> list[_Cue]:
        cues = []
        for i in range(sentence.first, sentence.last):
            if self.quoted[i] or i in self.named:
                continue
            if self.words[i] in self.lexicon.reporting and not self._passive_or_infinitive(i, sentence):
                cue = self._verb_cue(i, sentence)
            elif match := self.lexicon.according_table.match(self.words, i):
                cue = self._according_cue(i, match[0], sentence)
            elif self.words[i] == ":" and (n := self._nominal_ending_at(i)) is not None:
                cue = _Cue(i, i + 1, n, False, False) if self._opens(n, sentence) else None
            else:
                continue
            if cue is not None:
                cues.append(cue)
        return cues

    def _passive_or_infinitive(self, i: int, sentence: Sentence) -> bool:
        before = self.words[i - 1] if i > sentence.first else ""
        return before in BE_FORMS or before in {"to", "the", "a", "an", "his", "her", "their", "its"}

    def _verb_cue(self, i: int, sentence: Sentence) -> _Cue | None:
        before = self._subject_before(i, sentence)
        inverted = i == sentence.first or self.words[i - 1] in {",", "”", '"', "’", "'", "»"}
        if inverted and not self._ends_apposition(before, i):
            after = self._subject_after(i, sentence)
            if after is not None:
                return self._cue(i, after, True, i + 1)
        if before is None:
            return None
        trailing = self._is_trailing(i, before, sentence)
        return self._cue(i, before, trailing, self.nominals[before].last)

    def _ends_apposition(self, nominal: int | None, i: int) -> bool:
        """As in "Its spokesman, X, told …": the comma before the verb closes what the one before X opened."""
        if nominal is None or self.nominals[nominal].last != i - 1 or self.nominals[nominal].first == 0:
            return False
        return self.words[i - 1] == "," == self.words[self.nominals[nominal].first - 1]

    def _cue(self, at: int, nominal: int, trailing: bool, gap_from: int) -> _Cue:
        document = any(w in self.lexicon.reporting_nouns for w in self.words[gap_from:at]) if gap_from < at else False
        clausal = (
            trailing or self.words[at] not in self.lexicon.predicate_table or "that" in self.words[at + 1 : at + 2]
        )
        speaker = None if self.nominals[nominal].channel else nominal
        return _Cue(at, at + 1, speaker, trailing, document, clausal)

    def _subject_before(self, i: int, sentence: Sentence) -> int | None:
        """The nearest nominal left of the verb that is its subject, over adverbs, titles and appositions."""
        n = bisect_left(self.starts, i) - 1
        while n >= 0 and self.nominals[n].first >= sentence.first and i - self.nominals[n].last <= _MAX_SUBJECT_GAP:
            gap = self.words[self.nominals[n].last : i]
            if any(self.quoted[self.nominals[n].first : i]):
                return None
            if self._bridges(gap):
                before = self.words[self.nominals[n].first - 1] if self.nominals[n].first > sentence.first else ""
                if before in {"of", "in", "at", "for", "from", "to", "with", "by", "on"} and gap and n > 0:
                    earlier = self.nominals[n - 1]
                    if earlier.first >= sentence.first and self.nominals[n].first - earlier.last <= 6:
                        n -= 1
                        continue
                return n
            n -= 1
        return None

    def _bridges(self, gap: list[str]) -> bool:
        """True where the words between a subject and its verb can stand there: nothing, or a closed insertion."""
        if not gap or gap == [","]:
            return True
        if gap[0] == "," and gap[-1] == "," and len(gap) > 1:
            return True
        if gap[0] == "(" and ")" in gap:
            return True
        content = [w for w in gap if w not in _ASIDE and not w.endswith("ly")]
        if any(w in self.lexicon.reporting or w in {",", ";", ":", "that"} for w in content):
            return False
        return len(content) <= 4

    def _subject_after(self, i: int, sentence: Sentence) -> int | None:
        n = bisect_left(self.starts, i + 1)
        if n < len(self.nominals) and self.nominals[n].first < min(sentence.last, i + 7):
            gap = self.words[i + 1 : self.nominals[n].first]
            if not any(w in {",", "that", ".", "to"} for w in gap):
                return n
        return None

    def _is_trailing(self, i: int, subject: int, sentence: Sentence) -> bool:
        """As in "…, Peskov said on Tuesday.": the content stands before the speaker."""
        if self.words[i] in self.lexicon.predicate_table:
            return False
        first = self.nominals[subject].first
        while first > sentence.first and self.words[first - 1] not in {",", "”", '"', "’", "»", "—", "–"}:
            first -= 1
            if self.words[first] in {"and", "but", "while", "as", "when"}:
                return False
            if self.nominals[subject].first - first > 6:
                return False
        return first - 1 > sentence.first + 2 and sentence.last - i <= 12 and "that" not in self.words[i : i + 2]

    def _according_cue(self, i: int, after: int, sentence: Sentence) -> _Cue | None:
        n = bisect_left(self.starts, after)
        if n >= len(self.nominals) or self.nominals[n].first >= min(sentence.last, after + 8):
            return None
        tail = self.words[self.nominals[n].last : self.nominals[n].last + 3]
        document = any(w in self.lexicon.reporting_nouns for w in tail)
        channel = self.nominals[n].channel
        return _Cue(i, self.nominals[n].last, None if channel else n, i > sentence.first + 1, document)

    def _opens(self, n: int, sentence: Sentence) -> bool:
        """Whether only a title stands before the nominal in its sentence."""
        before = self.tokens[sentence.first : self.nominals[n].first]
        return len(before) <= 4 and all(t.is_capital or not t.is_word or t.lower == "the" for t in before)

    def _nominal_ending_at(self, i: int) -> int | None:
        n = bisect_left(self.starts, i) - 1
        return n if n >= 0 and self.nominals[n].last == i else None

    def _content(self, sentence: Sentence, cue: _Cue) -> tuple[int, int] | None:
        """The governed clause outside quotation marks: before a trailing cue, else after it."""
        if not cue.clausal:
            return None
        first, last = (sentence.first, cue.at) if cue.trailing else (cue.begins, sentence.last)
        if cue.trailing:
            while last > first and self.words[last - 1] not in {",", "—", "–"}:
                last -= 1
        unquoted = [i for i in range(first, last) if not self.quoted[i] and self.tokens[i].is_word]
        return (first, last) if len(unquoted) >= 2 else None

    def _subject_person(self, sentence: Sentence) -> int | None:
        """The first person a sentence names: whom a floating quotation after it belongs to."""
        n = bisect_left(self.starts, sentence.first)
        while n < len(self.nominals) and self.nominals[n].first < sentence.last:
            words = self.words[sentence.first : self.nominals[n].first]
            if self.nominals[n].person and all(w not in FUNCTION_WORDS or w in {"the", "a"} for w in words):
                return n
            n += 1
        return None
