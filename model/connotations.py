"""What words connote: the light they throw, on whom, and the attitude of a doer to whom the deed is done.

Connotation frames (Rashkin, Singh & Choi, ACL 2016) for words and phrases of any class: beside the predicates of the
stance lexicon, which name the plain ways of being for or against somebody, these cover nearly every content word of news.
The ratings are data made from `seeds/lexicon/connotations.tsv` and travel inside a model's artifact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from model.closed_classes import POSSESSIVE_PRONOUNS
from model.phrases import PhraseTable
from model.stems import stem

WordClass = Literal["v", "n", "a", "o", ""]
"""The class in which a word is commonest: verb, noun, adjective, other; "" where it is unknown."""

POSSESSOR = "his"
"""Stands for any possessive in a phrase."""


class Connotation(NamedTuple):
    """Ratings from -3 to 3.

    `light` is thrown on whoever the word is said of, `agent` on the doer, `patient` on whom it is done to; `stance` is the
    doer's attitude to the latter. `field` is the field of meaning ("blame", "law", "success", …).
    """

    word_class: WordClass
    light: float
    agent: float
    patient: float
    stance: float
    field: str

    @property
    def tone(self) -> float:
        """The attitude where there is one, else the light."""
        return self.stance or self.light

    @property
    def sense(self) -> str:
        """Field and sign of the tone, the letter that stands for the word in patterns: "blame-", "contact", "virtue+"."""
        return self.field + sign(self.tone) if self.tone else self.field


def sign(value: float) -> str:
    """ "+", "-" or "0"."""
    return "+" if value > 0 else "-" if value < 0 else "0"


@dataclass(frozen=True)
class Connotations:
    """Ratings of words and of phrases (tuples of lower-case words)."""

    words: dict[str, Connotation]
    phrases: tuple[tuple[tuple[str, ...], Connotation], ...]

    @cached_property
    def _stems(self) -> dict[str, Connotation]:
        """The rating of a stem is that of its shortest word."""
        table: dict[str, Connotation] = {}
        for word in sorted(self.words, key=lambda w: (len(w), w)):
            table.setdefault(stem(word), self.words[word])
        return table

    @cached_property
    def _phrase_table(self) -> PhraseTable[Connotation]:
        return PhraseTable((tuple(_key(word) for word in words), rating) for words, rating in self.phrases)

    def of(self, word: str) -> Connotation | None:
        """The rating of a lower-case word, or of the word that its stem is best known by."""
        return self.words.get(word) or self._stems.get(stem(word))

    def word_class(self, word: str) -> WordClass:
        """The class in which the word is commonest, "" where it is unknown."""
        found = self.of(word)
        return found.word_class if found else ""

    def read(self, words: Sequence[str]) -> list[Connotation | None]:
        """A rating for each word. A phrase's rating stands at its first word where it is a verb or ends with a
        preposition, else at its last, and its other words have none."""
        ratings: list[Connotation | None] = []
        keys = [_key(word) for word in words]
        while (i := len(ratings)) < len(words):
            match = self._phrase_table.match(keys, i)
            if match is None:
                ratings.append(None if words[i].isupper() else self.of(words[i]))
                continue
            end, entries = match
            head = i if entries[0].word_class == "v" or len(words[end - 1]) < 4 else end - 1
            ratings += [entries[0] if k == head else None for k in range(i, end)]
        return ratings


def _key(word: str) -> str:
    return POSSESSOR if word in POSSESSIVE_PRONOUNS or word == "'s" else stem(word)
