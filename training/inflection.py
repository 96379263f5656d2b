"""English inflection by rule, with the irregular verbs and doubled consonants that the lexicon lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from model.lexicon import Form

_VOWELS = frozenset("aeiou")
_SIBILANTS = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Inflector:
    """`irregular` maps a verb to its past and past participle; `doubling` verbs double their last consonant."""

    irregular: Mapping[str, tuple[str, str]]
    doubling: frozenset[str]

    def verb(self, lemma: str) -> list[tuple[str, Form]]:
        """All forms of one verb: base, third person, gerund, past and participle.

        >>> [form for form, _ in Inflector({}, frozenset({"rap"})).verb("rap")]
        ['rap', 'raps', 'rapping', 'rapped', 'rapped']
        """
        past, participle = self.irregular.get(lemma, (None, None))
        regular = self._past(lemma)
        return [
            (lemma, "base"),
            (third_person(lemma), "present"),
            (self._gerund(lemma), "gerund"),
            (past or regular, "past"),
            (participle or regular, "participle"),
        ]

    def _gerund(self, lemma: str) -> str:
        if lemma in self.doubling:
            return lemma + lemma[-1] + "ing"
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
            return lemma[:-1] + "ing"
        return lemma + "ing"

    def _past(self, lemma: str) -> str:
        if lemma in self.doubling:
            return lemma + lemma[-1] + "ed"
        if lemma.endswith("e"):
            return lemma + "d"
        if lemma.endswith("y") and len(lemma) > 1 and lemma[-2] not in _VOWELS:
            return lemma[:-1] + "ied"
        return lemma + "ed"


def third_person(word: str) -> str:
    """The third person of a verb, which is also a noun's regular plural: -s, -es or -ies.

    >>> third_person("deny"), third_person("slash"), third_person("back")
    ('denies', 'slashes', 'backs')
    """
    if word in _THIRD_PERSONS:
        return _THIRD_PERSONS[word]
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    if word.endswith(_SIBILANTS) or (word.endswith("o") and len(word) > 2):
        return word + "es"
    return word + "s"


_THIRD_PERSONS = {"be": "is", "have": "has", "do": "does", "go": "goes", "veto": "vetoes"}
