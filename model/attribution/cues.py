"""Cues of speech in a sentence: a reporting verb outside quotations, "according to", or the colon after a name.

The speaker of a verb is its subject, read without a parser: what stands right before it (or behind it, where verb and subject are
inverted), over auxiliaries, days, brackets and appositions. "A spokesman for X" and "X's lawyers" speak for X; another noun
before the verb ("analysts", "X's supporters") means somebody whom the text does not name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.attribution.text import Text
from model.closed_classes import BE_FORMS, CALENDAR, FUNCTION_WORDS, POSSESSIVE_PRONOUNS, PREPOSITIONS
from model.segmentation import Sentence
from model.tokens import DOUBLE_QUOTES, SINGLE_QUOTES

Subject = Literal["named", "unnamed", "carried"]
"""Whose words they are: a nominal's, somebody's whom the text does not name, or of whoever was speaking (a pronoun)."""

_MARKS = DOUBLE_QUOTES | SINGLE_QUOTES
_AUXILIARIES = frozenset(
    "has have had will would can could may might must should does do did not n't never also then later earlier again "
    "further meanwhile repeatedly now still once even just first previously however too".split()
)
_TIMES = CALENDAR | frozenset(
    "today yesterday tomorrow tonight morning afternoon evening night week month year weekend last this late early on".split()
)
_DETERMINERS = POSSESSIVE_PRONOUNS | frozenset("a an the this that these those any no every each some".split())
_PRONOUNS = frozenset("he she they it i we you who which".split())
_CLAUSE_MARKS = BE_FORMS - {"'s"} | frozenset(
    "that will would can could may might must should has have had does do did not n't who".split()
)
_ADDRESSING = frozenset("told tells tell telling".split())
_REACH = 30
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
    subject: Subject
    trailing: bool
    document: bool = False
    clausal: bool = True


class Cues:
    """Finds the cues of sentences."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.words = text.words
        self.lexicon = text.lexicon

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
        if before in BE_FORMS or before in _DETERMINERS or before in PREPOSITIONS:
            return False
        if word.endswith("ed") or word in self.lexicon.past_forms:
            return True
        if word.endswith("ing"):
            return word in self.lexicon.saying and (before == "," or before in _MARKS)
        opened = i - 1 in self.text.named or before in _PRONOUNS | _AUXILIARIES | _MARKS | {"", ",", ")", "and", "but"}
        if self.lexicon.connotations.word_class(word) == "n" or not opened:
            plural = before.endswith("s") and before not in FUNCTION_WORDS and not word.endswith("s")
            return (opened or plural) and (after in {"that", ",", ":"} or after in _MARKS or after in _PRONOUNS)
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
        subject: Subject,
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
            and self._head_before(i - 1, sentence) is not None
            and self._speech_before(i, sentence) is False
        ):
            return None
        if before and before != "," and before not in _MARKS:
            return None
        n = self.text.nominal_from(i + 1)
        if n < len(self.text.nominals) and self.text.nominals[n].first < min(sentence.last, i + 8):
            gap = self.words[i + 1 : self.text.nominals[n].first]
            named = self._apposed(n, sentence)
            if named is not None and gap[-1:] != [","]:
                return self._cue(i, i + 1, named, "named", True)
            if gap[-1:] == [","] and self.text.nominals[n].person and len(gap) > 1:
                gap = gap[:-1]
            if not any(w in {",", "that", ".", "to", ":"} or w in _MARKS for w in gap):
                owner = self._behind(gap, n)
                return self._cue(i, i + 1, owner, "named" if owner is not None else "unnamed", True)
        after = self.text.word(i + 1)
        if (
            (before in _MARKS or before == ",")
            and i + 1 < sentence.last
            and after not in _PRONOUNS | {"that", ",", ":", "to"}
        ):
            if after.isalpha() and not after.endswith("ly") and after not in PREPOSITIONS and after not in _TIMES:
                return Cue(i, i + 1, None, "unnamed", True)
        return None

    def _apposed(self, n: int, sentence: Sentence) -> int | None:
        """Who is named behind the owner `n`: X in "his spokesman, X" and "Kenya's envoy, X"."""
        owner = self.text.nominals[n]
        if self.words[owner.first] not in POSSESSIVE_PRONOUNS and self.text.word(owner.last) != "'s":
            return None
        if n + 1 < len(self.text.nominals) and self.text.nominals[n + 1].first < min(sentence.last, owner.last + 8):
            following = self.text.nominals[n + 1]
            gap = self.words[owner.last : following.first]
            if (
                following.person
                and (gap[-1:] == [","] or self.text.tokens[following.first - 1].is_word)
                and gap.count(",") <= 1
            ):
                return n + 1
        return None

    def _behind(self, gap: list[str], n: int) -> int | None:
        """Who speaks in "said a spokesman for X" (X) and "said a critic of X" (somebody)."""
        at = next((k for k, word in enumerate(gap) if word in PREPOSITIONS), None)
        if at is None or self.text.nominals[n].first == 0:
            return n
        return n if any(word in self.lexicon.mouthpieces for word in gap[:at]) else None

    def _speech_before(self, i: int, sentence: Sentence) -> bool:
        """Whether a quotation ends not far before token `i` in its sentence."""
        return any(self.text.quoted[max(sentence.first, i - _QUOTED_SUBJECT) : i])

    def _subject(self, i: int, sentence: Sentence, earlier: list[Cue]) -> tuple[int | None, Subject, bool]:
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
        return self._ending_at(k, sentence, _REACH)

    def _shared(self, k: int, sentence: Sentence, earlier: list[Cue]) -> tuple[int | None, Subject, bool]:
        """The subject of a verb that shares it with one before: that of the last cue, or of the sentence."""
        if earlier:
            return earlier[-1].speaker, earlier[-1].subject, earlier[-1].document
        n = self.subject_of(sentence, k)
        return (n, "named", False) if n is not None else (None, "carried", False)

    def subject_of(self, sentence: Sentence, before: int) -> int | None:
        """The first nominal of a sentence that no preposition governs, if it ends before token `before`."""
        n = self.text.nominal_from(sentence.first)
        while n < len(self.text.nominals) and self.text.nominals[n].last <= before:
            if not self._governor(n, sentence) and self.text.word(self.text.nominals[n].last) != "'s":
                return n
            n += 1
        return None

    def _ending_at(self, k: int, sentence: Sentence, reach: int) -> tuple[int | None, Subject, bool]:
        """Who the noun phrase is that ends before token `k`."""
        word = self.text.word(k - 1, sentence.first)
        if not word or reach <= 0 or self.text.quoted[k - 1]:
            return None, "carried", False
        n = self.text.ending_at.get(k)
        if n is not None:
            return self._nominal(n, sentence, reach)
        if word == ")":
            opened = self._opening(k - 1, "(", sentence)
            return self._ending_at(opened, sentence, reach - 1) if opened is not None else (None, "unnamed", False)
        if word == ",":
            n = self._head_before(k - 1, sentence)
            if n is not None:
                return n, "named", False
            return None, "carried", False
        if word in _PRONOUNS:
            antecedent = k - 2 if self.text.word(k - 2, sentence.first) == "," else k - 1
            n = self.text.ending_at.get(antecedent) if word in {"who", "which"} else None
            return (n, "named", False) if n is not None else (None, "carried", False)
        return self._noun(k, sentence)

    def _nominal(self, n: int, sentence: Sentence, reach: int) -> tuple[int | None, Subject, bool]:
        """A name right before the verb, unless it is a complement: "officials in X", "a spokesman for X", "Y of X"."""
        governor = self._governor(n, sentence)
        if not governor:
            return n, "named", False
        owner, subject, document = self._ending_at(governor, sentence, reach - 8)
        if subject == "named":
            return owner, subject, document
        head = self.words[max(sentence.first, governor - 4) : governor]
        if any(word in self.lexicon.mouthpieces for word in head):
            return n, "named", False
        if any(word in self.lexicon.reporting_nouns for word in head):
            return n, "named", True
        return None, subject, document

    def _noun(self, k: int, sentence: Sentence) -> tuple[int | None, Subject, bool]:
        """A noun before the verb: "X's spokesman", "the X campaign", "a statement"; otherwise somebody unnamed."""
        head = self.words[k - 1]
        document = head in self.lexicon.reporting_nouns
        speaks_for = document or head in self.lexicon.mouthpieces
        for m in range(k - 1, max(sentence.first, k - 6), -1):
            if self.words[m] in PREPOSITIONS or self.words[m] in {",", "and", ";"}:
                break
            n = self.text.ending_at.get(m)
            if n is not None:
                own = speaks_for or (self.words[m] != "'s" and not self.text.nominals[n].person)
                return (n, "named", document) if own else (None, "unnamed", False)
        return None, "carried" if document else "unnamed", document

    def _governor(self, n: int, sentence: Sentence) -> int:
        """The token of the preposition that governs nominal `n`, over a determiner, titles and adjectives; 0 if none."""
        first = self.text.nominals[n].first
        for k in range(first - 1, max(sentence.first, first - 5), -1):
            if self.words[k] in PREPOSITIONS:
                return k
            plain = self.words[k] in _DETERMINERS or self.text.tokens[k].is_capital or self.words[k] == "."
            if not plain and self.words[k] in FUNCTION_WORDS | {","}:
                return 0
        return 0

    def _head_before(self, k: int, sentence: Sentence) -> int | None:
        """Who the insertion belongs to that the comma at `k` closes: X in "X (Mich.), the head of Y,"; the name itself where
        it is the apposition ("its spokesman, X,")."""
        n = self.text.ending_at.get(k)
        if n is not None and self.text.word(self.text.nominals[n].first - 1, sentence.first) == ",":
            return n
        if n is not None and not self._governor(n, sentence) and self.text.nominals[n].person:
            return n
        nearest = None
        for m in range(k - 1, max(sentence.first, k - _REACH), -1):
            if self.text.quoted[m] or (
                self.words[m] in {";", "."} and self.text.tokens[m].end < self.text.tokens[m + 1].start
            ):
                break
            if self.words[m] not in {",", "("}:
                continue
            at = self._opening(m - 1, "(", sentence) if self.text.word(m - 1, sentence.first) == ")" else m
            found = self.text.ending_at.get(at) if at is not None else None
            if found is not None and self.text.nominals[found].person and not self._governor(found, sentence):
                return found
            nearest = found if nearest is None else nearest
        return nearest if nearest is not None else n

    def _opening(self, k: int, mark: str, sentence: Sentence) -> int | None:
        """Where the bracket opens that closes at `k`."""
        for m in range(k - 1, max(sentence.first - 1, k - 12), -1):
            if self.words[m] == mark:
                return m
        return None

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
        if after[0] in {"that", ":"} or after[0] in _PRONOUNS or after[0] in _DETERMINERS or i + 1 in self.text.named:
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
