"""The stance lexicon as inference needs it: surface forms, ready to be matched.

It is data made from `seeds/lexicon` when a model is trained, and travels inside the model's artifact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from model.closed_classes import FUNCTION_WORDS, PREPOSITIONS
from model.connotations import Connotations
from model.phrases import PhraseTable

PartOfSpeech = Literal["verb", "noun", "adjective"]
Form = Literal["base", "present", "gerund", "past", "participle", "noun", "adjective"]
Holder = Literal["subject", "object", "both", "author"]
Category = Literal[
    "agree", "support", "concede", "cooperate", "aid", "retreat",
    "request", "accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
]  # fmt: skip
Operator = Literal["negator", "neutraliser", "reverser", "hedge", "conditional", "double_positive"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word or phrase by which a holder stands for or against a target.

    `polarity` is 1 (support) or -1 (oppose); `strength` 1 to 3. `holder` says who holds the stance: for verbs and
    adjectives the subject, the object or both; for nouns its author ("X's criticism of Y", "criticism by X"). `category`
    is the event category of PLOVER (Halterman et al. 2023) that the word or deed would be coded as.
    """

    lemma: str
    pos: PartOfSpeech
    polarity: int
    strength: int
    kind: Literal["verbal", "material"]
    category: Category
    holder: Holder
    target_prepositions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Premodifiers:
    """Lower-case words before a name: role `nouns`, their `modifiers`, and the `links` inside them ("of")."""

    nouns: frozenset[str]
    modifiers: frozenset[str]
    links: frozenset[str]

    def holds(self, word: str) -> bool:
        return word in self.nouns or word in self.modifiers


@dataclass(frozen=True)
class Lexicon:
    """All word lists. Phrases are tuples of lower-case tokens; `predicates` pairs them with a form; `saying` are
    the verbs of `reporting` that a bare clause follows; `mouthpieces` speak for somebody ("X's spokesman"); `past_forms` are irregular past tenses and participles."""

    predicates: tuple[tuple[tuple[str, ...], Predicate, Form], ...]
    positive: frozenset[str]
    negative: frozenset[str]
    subject_portrayal: tuple[tuple[tuple[str, ...], int], ...]
    operators: tuple[tuple[tuple[str, ...], Operator], ...]
    reporting: dict[str, int]
    saying: frozenset[str]
    reporting_nouns: frozenset[str]
    mouthpieces: frozenset[str]
    according_to: tuple[tuple[str, ...], ...]
    premodifiers: Premodifiers
    connotations: Connotations
    past_forms: frozenset[str]

    @cached_property
    def predicate_table(self) -> PhraseTable[tuple[Predicate, Form]]:
        return PhraseTable(
            ((words, (predicate, form)) for words, predicate, form in self.predicates),
            gap=2,
            solid=PREPOSITIONS | {"that", "and", "but", "or", "not", "to"},
        )

    @cached_property
    def operator_table(self) -> PhraseTable[Operator]:
        return PhraseTable(self.operators)

    @cached_property
    def portrayal_table(self) -> PhraseTable[int]:
        return PhraseTable(self.subject_portrayal)

    @cached_property
    def according_table(self) -> PhraseTable[bool]:
        return PhraseTable((words, True) for words in self.according_to)

    @cached_property
    def common_words(self) -> frozenset[str]:
        """Every single word the lists hold: lower-case English, so a capital at a sentence's start is no name."""
        words = {w for phrase, _, _ in self.predicates for w in phrase}
        words |= {w for phrase, _ in self.subject_portrayal for w in phrase}
        words |= {w for phrase, _ in self.operators for w in phrase}
        words |= set(self.connotations.words)
        return frozenset(words | self.positive | self.negative | set(self.reporting) | FUNCTION_WORDS)
