"""Cues of speech in a sentence: a reporting verb outside quotations, "according to", or the colon after a name."""

from __future__ import annotations

from dataclasses import dataclass

from model.attribution.subjects import DETERMINERS, PRONOUNS, REACH, Known, Subject, Subjects
from model.attribution.text import Text
from model.closed_classes import BE_FORMS, CALENDAR, FUNCTION_WORDS, PREPOSITIONS
from model.segmentation import Sentence
from model.tokens import DOUBLE_QUOTES, SINGLE_QUOTES

_MARKS = DOUBLE_QUOTES | SINGLE_QUOTES
_AUXILIARIES = frozenset(
    "has have had will would can could may might must should does do did not n't never also then later earlier again "
    "further meanwhile repeatedly now still once even just first previously however too".split()
)
_TIMES = CALENDAR | frozenset(
    "today yesterday tomorrow tonight morning afternoon evening night week month year weekend last this late early on".split()
)
_CLAUSE_MARKS = BE_FORMS - {"'s"} | frozenset(
    "that will would can could may might must should has have had does do did not n't who".split()
)
_ADDRESSING = frozenset("told tells tell telling".split())
_QUOTED_SUBJECT = 12
"""Tokens that a subject and its insertions take between a quotation and the verb."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at token `at`. Content behind it begins at `begins`; `trailing` content stands before it. `speaker` is the number
    of a nominal where `subject` is named and no channel. A `document` ("X's statement said") may go on with another's
    speech. `clausal` is false where the verb quotes but governs no clause: "mock" without "that", or a verb whose quotation is done."""

    at: int
    begins: int
    speaker: int | None
    subject: Known
    trailing: bool
    document: bool = False
    clausal: bool = True


class Cues:
    """Finds the cues of sentences."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.words = text.words
        self.lexicon = text.lexicon
        self.subjects = Subjects(text)

    def of(self, sentence: Sentence) -> list[Cue]:
        """The cues of a sentence in reading order."""
        cues: list[Cue] = []
        for i in range(sentence.first, sentence.last):
            if self.text.quoted[i] or i in self.text.named:
                continue
            if self.words[i] in self.lexicon.reporting:
                cue = self._verb(i, sentence, cues) if self._is_verb(i, sentence) else None
            elif self.words[i] == ":":
                cue = self._colon(i, sentence)
            else:
                match = self.lexicon.according_table.match(self.words, i)
                cue = self._according(i, match[0], sentence) if match else None
            if cue is not None:
                cues.append(cue)
        return cues

    def _is_verb(self, i: int, sentence: Sentence) -> bool:
        """Tells "X claims that" and "X claimed" from "the claims", "an email account", "State Department"."""
        word, after = self.words[i], self.text.word(i + 1)
        k = i
        while self.text.word(k - 1, sentence.first) in {"not", "n't", "never"} or self.text.word(
            k - 1, sentence.first
        ).endswith("ly"):
            k -= 1
        before = self.text.word(k - 1, sentence.first)
        if self.text.tokens[i].is_capital and i > sentence.first and before not in _MARKS:
            return False
        if before in BE_FORMS or before in DETERMINERS or before in PREPOSITIONS:
            return False
        if word.endswith("ed") or word in self.lexicon.past_forms:
            return True
        if word.endswith("ing"):
            return word in self.lexicon.saying and (before == "," or before in _MARKS)
        opened = i - 1 in self.text.named or before in PRONOUNS | _AUXILIARIES | _MARKS | {"", ",", ")", "and", "but"}
        if self.lexicon.connotations.word_class(word) == "n" or not opened:
            plural = before.endswith("s") and before not in FUNCTION_WORDS and not word.endswith("s")
            return (opened or plural) and (after in {"that", ",", ":"} or after in _MARKS or after in PRONOUNS)
        return opened

    def _verb(self, i: int, sentence: Sentence, earlier: list[Cue]) -> Cue | None:
        before = self.text.word(i - 1, sentence.first)
        if (
            not before or before == "," or before in _MARKS or self.text.ending_at.get(i - 1) is not None
        ) and not self.words[i].endswith("ing"):
            inverted = self._inverted(i, sentence)
            if inverted is not None:
                return inverted
        speaker, subject, document = self._subject(i, sentence, earlier)
        trailing = self._is_trailing(i, sentence)
        return self._cue(i, i + 1, speaker, subject, trailing, document, trailing or self._is_clausal(i, sentence))

    def _is_clausal(self, i: int, sentence: Sentence) -> bool:
        """Whether the verb governs a clause of its own: with "that", or bare behind a verb of saying that has quoted nothing."""
        if "that" in self.words[i + 1 : min(sentence.last, i + 8)]:
            return True
        saying = self.words[i] in self.lexicon.saying and self.words[i] not in self.lexicon.predicate_table
        return saying and not self._speech_before(i, sentence) and self._governs_clause(i, sentence)

    def _cue(
        self,
        at: int,
        begins: int,
        speaker: int | None,
        subject: Known,
        trailing: bool,
        document: bool = False,
        clausal: bool = True,
    ) -> Cue:
        """A channel passes on what somebody says whom nobody names, or what was being said."""
        if speaker is not None and self.text.nominals[speaker].channel:
            speaker, subject = None, "carried"
        return Cue(at, begins, speaker, subject, trailing, document, clausal)

    def _inverted(self, i: int, sentence: Sentence) -> Cue | None:
        """As in "…," said X: the subject behind the verb, unless a comma before the verb closes an insertion behind it."""
        before = self.text.word(i - 1, sentence.first)
        if (
            before == ","
            and self.subjects.head_before(i - 1, sentence) is not None
            and self._speech_before(i, sentence) is False
        ):
            return None
        if before and before != "," and before not in _MARKS:
            return None
        n = self.subjects.titled(self.text.nominal_from(i + 1))
        if n < len(self.text.nominals) and self.text.nominals[n].first < min(sentence.last, i + 8):
            gap = self.words[i + 1 : self.text.nominals[n].first]
            named = self.subjects.apposed(n, sentence)
            if named is not None and gap[-1:] != [","]:
                return self._cue(i, i + 1, named, "named", True)
            if gap[-1:] == [","] and self.text.nominals[n].person and len(gap) > 1:
                gap = gap[:-1]
            if not any(w in {",", "that", ".", "to", ":"} or w in _MARKS for w in gap):
                owner = self.subjects.behind(gap, n)
                return self._cue(i, i + 1, owner, "named" if owner is not None else "unnamed", True)
        after = self.text.word(i + 1)
        if (
            (before in _MARKS or before == ",")
            and i + 1 < sentence.last
            and after not in PRONOUNS | {"that", ",", ":", "to"}
        ):
            if after.isalpha() and not after.endswith("ly") and after not in PREPOSITIONS and after not in _TIMES:
                return Cue(i, i + 1, None, "unnamed", True)
        return None

    def _speech_before(self, i: int, sentence: Sentence) -> bool:
        """Whether a quotation ends not far before token `i` in its sentence."""
        return any(self.text.quoted[max(sentence.first, i - _QUOTED_SUBJECT) : i])

    def _subject(self, i: int, sentence: Sentence, earlier: list[Cue]) -> Subject:
        """Whose words the verb at `i` reports, from what stands before it; and whether a document says them."""
        k = i
        while k > sentence.first and (self.words[k - 1] in _AUXILIARIES or self.words[k - 1].endswith("ly")):
            k -= 1
        if self.text.word(k - 1, sentence.first) in {"and", "but", "then"} or (
            self.words[i].endswith("ing") and self.text.word(k - 1, sentence.first) in _MARKS | {","}
        ):
            return self._shared(k - 1, sentence, earlier)
        while k > sentence.first and k - 1 not in self.text.named and self.words[k - 1] in _TIMES:
            k -= 1
        return self.subjects.ending_at(k, sentence, REACH)

    def _shared(self, k: int, sentence: Sentence, earlier: list[Cue]) -> Subject:
        """The subject of a verb that shares it with one before: that of the last cue, or of the sentence."""
        if earlier:
            return Subject(earlier[-1].speaker, earlier[-1].subject, earlier[-1].document)
        n = self.subjects.first_of(sentence, k)
        return Subject(n, "named") if n is not None else Subject(None, "carried")

    def _is_trailing(self, i: int, sentence: Sentence) -> bool:
        """As in "…, X said on Tuesday.": the content stands before speaker and verb."""
        if self.words[i] in self.lexicon.predicate_table or self._governs_clause(i, sentence):
            return False
        first = i
        while (
            first > sentence.first
            and self.words[first - 1] not in {",", "—", "–"}
            and self.words[first - 1] not in _MARKS
        ):
            first -= 1
            if self.words[first] in {"and", "but", "while", "as", "when", "after", "before", "because", "if", "who"}:
                return False
        return first - sentence.first > 3 and self.words[first - 1] not in _MARKS

    def _governs_clause(self, i: int, sentence: Sentence) -> bool:
        """Whether a clause follows the verb, over whom it tells, where and when."""
        after = self.words[i + 1 : sentence.last]
        if not after:
            return False
        if after[0] in {"that", ":"} or after[0] in PRONOUNS or after[0] in DETERMINERS or i + 1 in self.text.named:
            return self.words[i] not in _ADDRESSING or any(w in _CLAUSE_MARKS for w in after)
        capital = self.text.tokens[i + 1].is_capital and after[0] not in CALENDAR
        return capital or any(w in _CLAUSE_MARKS for w in after)

    def _according(self, i: int, after: int, sentence: Sentence) -> Cue | None:
        n = self.text.nominal_from(after)
        trailing = i > sentence.first + 1
        if n >= len(self.text.nominals) or self.text.nominals[n].first >= min(sentence.last, after + 8):
            return Cue(i, after, None, "unnamed", trailing)
        nominal = self.text.nominals[n]
        gap, tail = self.words[after : nominal.first], self.words[nominal.last : nominal.last + 3]
        if "," in gap:
            return Cue(i, after, None, "unnamed", trailing)
        document = any(w in self.lexicon.reporting_nouns for w in [*gap, *tail])
        return self._cue(i, nominal.last, n, "named", trailing, document)

    def _colon(self, i: int, sentence: Sentence) -> Cue | None:
        """As in "X: …", where only a title stands before the name."""
        n = self.text.ending_at.get(i)
        if n is None:
            return None
        before = self.text.tokens[sentence.first : self.text.nominals[n].first]
        if len(before) > 4 or not all(t.is_capital or not t.is_word or t.lower == "the" for t in before):
            return None
        return self._cue(i, i + 1, n, "named", False)
