"""The stance lexicon as inference needs it: surface forms, ready to be matched.

It is data made from `seeds/lexicon` when a model is trained, and travels inside the model's artifact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from model.phrases import PhraseTable

PartOfSpeech = Literal["verb", "noun", "adjective"]
Form = Literal["base", "present", "gerund", "past", "participle", "noun", "adjective"]
Holder = Literal["subject", "object", "both", "author"]
Category = Literal[
    "agree", "support", "concede", "cooperate", "aid", "retreat",
    "request", "accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
]  # fmt: skip
Operator = Literal["negator", "neutraliser", "reverser", "hedge", "conditional", "double_positive"]

FUNCTION_WORDS = frozenset(
    (
        "a an the of to in on at by for from with over against about into onto under after before between "
        "among and or but nor that which who whom whose what when where while as if than then so because "
        "since until through during without within toward towards upon per via it its he him his she her they "
        "them their we us our i me my you your is are was were be been being am has have had having do does "
        "did will would can could may might shall should must not n't 's no never this these those there all "
        "any some both each other more most also only just even"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "of to in on at by for from with over against about into onto under after before between among "
        "through during without within toward towards upon per via near outside inside across around behind "
        "beyond despite including regarding concerning amid alongside"
    ).split()
)


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
    """All word lists. Phrases are tuples of lower-case tokens; `predicates` pairs them with a form."""

    predicates: tuple[tuple[tuple[str, ...], Predicate, Form], ...]
    positive: frozenset[str]
    negative: frozenset[str]
    subject_portrayal: tuple[tuple[tuple[str, ...], int], ...]
    operators: tuple[tuple[tuple[str, ...], Operator], ...]
    reporting: dict[str, int]
    reporting_nouns: frozenset[str]
    according_to: tuple[tuple[str, ...], ...]
    premodifiers: Premodifiers

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
        return frozenset(words | self.positive | self.negative | set(self.reporting) | FUNCTION_WORDS)
