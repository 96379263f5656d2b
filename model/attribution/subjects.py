"""Who the subject of a reporting verb is, read without a parser: what stands right before the verb, or behind it.

Over brackets and appositions, to the head of the noun phrase. "A spokesman for X" and "X's lawyers" speak for X; another noun
("analysts", "X's supporters") means somebody whom the text does not name; a pronoun whoever was speaking.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from model.attribution.text import Text
from model.closed_classes import FUNCTION_WORDS, POSSESSIVE_PRONOUNS, PREPOSITIONS
from model.segmentation import Sentence

Known = Literal["named", "unnamed", "carried"]
"""Whose words they are: a nominal's, somebody's whom the text does not name, or of whoever was speaking."""

DETERMINERS = POSSESSIVE_PRONOUNS | frozenset("a an the this that these those any no every each some".split())
PRONOUNS = frozenset("he she they it i we you who which".split())
REACH = 30
"""Tokens that a noun phrase with its insertions may take."""


class Subject(NamedTuple):
    """`nominal` is the number of a nominal where `known` is named; `document`: it is its statement or letter that speaks."""

    nominal: int | None
    known: Known
    document: bool = False


class Subjects:
    """Finds subjects in the sentences of a text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.words = text.words
        self.lexicon = text.lexicon

    def first_of(self, sentence: Sentence, before: int) -> int | None:
        """The first nominal of a sentence that no preposition governs, if it ends before token `before`."""
        n = self.text.nominal_from(sentence.first)
        while n < len(self.text.nominals) and self.text.nominals[n].last <= before:
            if not self._governor(n, sentence) and self.text.word(self.text.nominals[n].last) != "'s":
                return n
            n += 1
        return None

    def ending_at(self, k: int, sentence: Sentence, reach: int) -> Subject:
        """Who the noun phrase is that ends before token `k`."""
        word = self.text.word(k - 1, sentence.first)
        if not word or reach <= 0 or self.text.quoted[k - 1]:
            return Subject(None, "carried")
        n = self.text.ending_at.get(k)
        if n is not None:
            return self._nominal(n, sentence, reach)
        if word == ")":
            opened = self._opening(k - 1, "(", sentence)
            return self.ending_at(opened, sentence, reach - 1) if opened is not None else Subject(None, "unnamed")
        if word == ",":
            n = self.head_before(k - 1, sentence)
            if n is not None:
                return Subject(n, "named")
            return Subject(None, "carried")
        if word in PRONOUNS:
            antecedent = k - 2 if self.text.word(k - 2, sentence.first) == "," else k - 1
            n = self.text.ending_at.get(antecedent) if word in {"who", "which"} else None
            return Subject(n, "named") if n is not None else Subject(None, "carried")
        return self._noun(k, sentence)

    def _nominal(self, n: int, sentence: Sentence, reach: int) -> Subject:
        """A name right before the verb, unless it is a complement: "officials in X", "a spokesman for X", "Y of X"."""
        governor = self._governor(n, sentence)
        if not governor:
            return Subject(n, "named")
        found = self.ending_at(governor, sentence, reach - 8)
        if found.known == "named":
            return found
        head = self.words[max(sentence.first, governor - 4) : governor]
        if any(word in self.lexicon.mouthpieces for word in head):
            return Subject(n, "named")
        if any(word in self.lexicon.reporting_nouns for word in head):
            return Subject(n, "named", document=True)
        return Subject(None, found.known, found.document)

    def _noun(self, k: int, sentence: Sentence) -> Subject:
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
                return Subject(n, "named", document) if own else Subject(None, "unnamed")
        return Subject(None, "carried" if document else "unnamed", document)

    def _governor(self, n: int, sentence: Sentence) -> int:
        """The token of the preposition that governs nominal `n`, over a determiner, titles and adjectives; 0 if none."""
        first = self.text.nominals[n].first
        for k in range(first - 1, max(sentence.first, first - 5), -1):
            if self.words[k] in PREPOSITIONS:
                return k
            plain = self.words[k] in DETERMINERS or self.text.tokens[k].is_capital or self.words[k] == "."
            if not plain and self.words[k] in FUNCTION_WORDS | {","}:
                return 0
        return 0

    def head_before(self, k: int, sentence: Sentence) -> int | None:
        """Who the insertion belongs to that the comma at `k` closes: X in "X (Mich.), the head of Y,"; the name itself where
        it is the apposition ("its spokesman, X,")."""
        n = self.text.ending_at.get(k)
        if n is not None and self.text.word(self.text.nominals[n].first - 1, sentence.first) == ",":
            return n
        if n is not None and not self._governor(n, sentence) and self.text.nominals[n].person:
            return n
        nearest = None
        for m in range(k - 1, max(sentence.first, k - REACH), -1):
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

    def titled(self, n: int) -> int:
        """The person that nominal `n` is part of the title of ("House Speaker X", "Oslo Mayor X"); else `n`."""
        nominals = self.text.nominals
        while n + 1 < len(nominals) and not nominals[n].person and nominals[n + 1].first - nominals[n].last <= 4:
            between = self.text.tokens[nominals[n].last : nominals[n + 1].first]
            if not all(token.is_capital or token.text == "." for token in between):
                break
            n += 1
        return n

    def apposed(self, n: int, sentence: Sentence) -> int | None:
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

    def behind(self, gap: list[str], n: int) -> int | None:
        """Who speaks in "said a spokesman for X" (X) and "said a critic of X" (somebody)."""
        at = next((k for k, word in enumerate(gap) if word in PREPOSITIONS), None)
        if at is None or self.text.nominals[n].first == 0:
            return n
        return n if any(word in self.lexicon.mouthpieces for word in gap[:at]) else None
