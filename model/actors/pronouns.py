"""Whom a pronoun means: what fits it in gender and number is weighed by nearness and part of the sentence; where two weigh
nearly the same, nobody.

The weights follow Lappin & Leass, "An algorithm for pronominal anaphora resolution" (1994); abstaining follows Baldwin,
"CogNIAC" (1997).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.actors.discourse import NOBODY, Discourse, Referent
from model.actors.grammar import Function
from model.closed_classes import FUNCTION_WORDS, PREPOSITIONS
from model.gazetteer import Gender

PERSONAL: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_POSSESSIVE = frozenset({"his", "its", "their", "hers", "theirs"})
_BACK = 3
_BACK_OF_THINGS = 1
_NEAR = 10.0
_PER_SENTENCE = 4.0
_SAME_SENTENCE = 2.0
_BY_FUNCTION: dict[Function, float] = {"subject": 4.0, "object": 2.0, "possessor": 1.0, "other": 0.0}
_FIRST = 1.0
_PARALLEL = 2.0
_SPEAKS_ON = 4.0
_UNKNOWN_GENDER: dict[Gender, float] = {"f": -8.0, "m": -4.0}
_UNKNOWN_GENDER_BESIDE = -4.0
_IN_QUOTES = -4.0
_LEAD = 2.5
"""By so much the best must lead the second best."""
_ENOUGH = 5.0
_SURE = 8.0
_AHEAD = 11.0
"""What a subject weighs that its own sentence names only behind the pronoun."""
_AROUND = 8.0
"""What somebody weighs whom only the words around a quotation name, for a pronoun inside it."""
_OWN_CLAUSE = 3.0
"""What more the subject right before a possessive weighs, or whoever is named right beside it."""
_BESIDE = 3
_OPENERS = PREPOSITIONS | frozenset("although though while when as because since if once".split())
_OF_STATES = frozenset("minister ministry ambassador envoy embassy army parliament president premier".split())
_OF_BODIES = frozenset(
    "chair chairman chairwoman ceo executive founder director shareholders customers headquarters employees profits shares board".split()
)
_OF_EITHER = frozenset("leader spokesman spokeswoman spokesperson chief head".split())
_WEATHER = frozenset(
    "rained rains snowed seems seemed appears appeared emerged turns turned transpired happens happened follows".split()
)
_BE = frozenset({"is", "was", "'s"})
_MODALS = frozenset("will would may might could can should must 'd 'll".split())
_OF_IT = frozenset("that to whether when who how if for what why not because".split())


@dataclass(frozen=True, slots=True)
class Choice:
    """The actor that a pronoun means, NOBODY where none does; `sure` tells that nobody else comes near."""

    actor: int
    sure: bool


class Pronouns:
    """Resolves one pronoun after another; what it finds must be added to the discourse before the next is asked for."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.words = discourse.words

    def personal(self, i: int) -> Choice:
        """Whom "he", "him", "his", "she", "her" at token `i` means."""
        gender = PERSONAL[self.words[i]]
        function = self._function(i)
        barred = self._barred(i, function)
        fitting = [
            (distance, r)
            for distance, r in self.discourse.before(i, _BACK)
            if r.person and not r.plural and self._gender(r) in (gender, "u", None) and r.actor not in barred
        ]
        weights = self._weights(fitting, i, function)
        for ahead, weight in self._ahead(i, gender, barred):
            weights[ahead] = max(weights[ahead], weight)
        for actor in weights:
            if actor >= 0:
                weights[actor] += math.log2(1 + self.discourse.named[actor]) / 2
        enough = {key for key, weight in weights.items() if weight >= _ENOUGH}
        told = {_key(r) for _, r in fitting if self._gender(r) == gender}
        beside = {_key(r) for distance, r in fitting if not distance}
        for key in weights:
            if key not in told and (key < 0 or self.discourse.actors[key].gender != gender):
                weights[key] += _UNKNOWN_GENDER_BESIDE if key in beside else _UNKNOWN_GENDER[gender]
        return _best(weights, enough)

    def neuter(self, i: int) -> Choice:
        """Which state or organisation "it" or "its" means."""
        if self._is_empty(i):
            return Choice(NOBODY, False)
        return self._body(i, plural=False)

    def plural(self, i: int) -> Choice:
        """Which group of people "they", "them" or "their" means."""
        return self._body(i, plural=True)

    def _body(self, i: int, plural: bool) -> Choice:
        function = self._function(i)
        barred = self._barred(i, function)
        fitting = [
            (distance, r)
            for distance, r in self.discourse.before(i, _BACK_OF_THINGS)
            if r.plural == plural and r.actor not in barred and (not r.person or (plural and r.actor == NOBODY))
        ]
        if self._speaks(i):
            fitting = [(d, r) for d, r in fitting if r.actor != NOBODY or r.person or self._may_speak(r)]
        if function == "possessor":
            fitting = [(d, r) for d, r in fitting if self._may_have(r, i)]
        weights = self._weights(fitting, i, function)
        return _best(weights, {key for key, weight in weights.items() if weight >= _ENOUGH})

    def _weights(self, fitting: Sequence[tuple[int, Referent]], i: int, function: Function) -> dict[int, float]:
        """The greatest weight of each, by key."""
        weights: dict[int, float] = defaultdict(lambda: -math.inf)
        for distance, r in fitting:
            weights[_key(r)] = max(weights[_key(r)], self._weight(r, i, distance, function))
        if function == "possessor":
            here = [r for distance, r in fitting if not distance]
            beside = here and i - here[-1].last <= _BESIDE
            nearest = here[-1] if beside else next((r for r in reversed(here) if r.function == "subject"), None)
            if nearest is not None:
                weights[_key(nearest)] += _OWN_CLAUSE
        return weights

    def _gender(self, r: Referent) -> Gender | None:
        return r.gender if r.actor == NOBODY else self.discourse.actors[r.actor].gender

    def _weight(self, r: Referent, i: int, distance: int, function: Function) -> float:
        weight = _NEAR - _PER_SENTENCE * distance + _BY_FUNCTION[r.function] + (0.0 if distance else _SAME_SENTENCE)
        number = self.discourse.sentence_of(r.first)
        assert number is not None
        if r.function == "subject":
            if r.first - self.discourse.sentences[number].first <= 2:
                weight += _FIRST
            if function == "subject":
                weight += _PARALLEL
                if r.speaks and self._speaks(i):
                    weight += _SPEAKS_ON
        if r.quoted is not None and r.quoted != self.discourse.quotation_at[i]:
            weight += _IN_QUOTES
        return weight

    def _function(self, i: int) -> Function:
        word = self.words[i]
        if word in _POSSESSIVE or (word == "her" and not self._is_objective_her(i)):
            return "possessor"
        if word in {"he", "she", "they"}:
            return "subject"
        if word in {"it", "itself"}:
            number = self.discourse.sentence_of(i)
            return "other" if number is None else self.discourse.grammar(number).function(i)
        return "object"

    def _is_objective_her(self, i: int) -> bool:
        following = self.words[i + 1] if i + 1 < len(self.words) else "."
        return not following[0].isalpha() or following in FUNCTION_WORDS

    def _barred(self, i: int, function: Function) -> set[int]:
        """Who cannot be meant: the speaker of the words, and for an object the subject of its own verb."""
        barred: set[int] = set()
        speaker = self.discourse.speaker(self.discourse.quotation_at[i])
        if speaker is not None:
            barred.add(speaker)
        number = self.discourse.sentence_of(i)
        if number is None or function not in ("object", "other") or self.words[i] in _REFLEXIVE:
            return barred
        verb = self.discourse.grammar(number).verb_of(i)
        earlier = [r for distance, r in self.discourse.before(i, 0) if r.function == "subject"]
        if verb is not None:
            subjects = self.discourse.grammar(number).subjects_of(verb)
            own = [r for r in earlier if r.first in subjects or r.last - 1 in subjects]
            earlier = earlier[:1] if self.words[verb].endswith("ing") else own or earlier[-1:]
        else:
            earlier = earlier[-1:]
        return barred | {r.actor for r in earlier if r.actor != NOBODY}

    def _speaks(self, i: int) -> bool:
        number = self.discourse.sentence_of(i)
        verb = None if number is None else self.discourse.grammar(number).verb_of(i)
        return verb is not None and self.words[verb] in self.discourse.lexicon.saying

    def _may_speak(self, r: Referent) -> bool:
        """A thing cannot say anything; people and organisations can."""
        word = self.words[r.last - 1]
        return r.plural or word in self.discourse.kinds or word in self.discourse.plurals

    def _may_have(self, r: Referent, i: int) -> bool:
        """What only states have no organisation has, and the other way round: "its ambassador", "its shareholders"."""
        owned = set(self.words[i + 1 : i + 4])
        if r.actor == NOBODY and owned & (_OF_STATES | _OF_BODIES | _OF_EITHER) and not self._may_speak(r):
            return False
        is_state = r.actor != NOBODY and self.discourse.actors[r.actor].type == "state"
        if owned & _OF_STATES:
            return is_state
        return not (is_state and owned & _OF_BODIES)

    def _ahead(self, i: int, gender: Gender, barred: set[int]) -> Iterator[tuple[int, float]]:
        """Who is named only behind the pronoun: the sentence's subject after its opening ("In his first speech, Dahl …",
        "Although she lost, Reyes …"), and whom the words around a quotation name ("“He lied,” Dahl said of Reyes")."""
        quotation, number = self.discourse.quotation_at[i], self.discourse.sentence_of(i)
        if number is None:
            return
        first = self.discourse.sentences[number].first
        opens = self.words[first] in _OPENERS and "," not in self.words[first:i]
        for r in self.discourse.behind(i):
            if not r.person or r.actor == NOBODY or r.quoted is not None or r.actor in barred:
                continue
            if self._gender(r) not in (gender, "u", None):
                continue
            if quotation is not None:
                yield r.actor, _AROUND
            elif opens and r.function == "subject" and "," in self.words[i : r.first]:
                yield r.actor, _AHEAD
                return

    def _is_empty(self, i: int) -> bool:
        """As in "it rained", "it is unclear whether", "make it harder to"."""
        if self.words[i] != "it":
            return False
        following = self.words[i + 1 : i + 9]
        if any(word in _WEATHER for word in following[:2]):
            return True
        if any(word in _BE for word in following[:1]):
            return True
        if following[:1] and following[0] in _MODALS and "be" in following[1:3]:
            return any(word in _OF_IT for word in following[2:])
        return i > 0 and self.words[i - 1] in {"make", "makes", "made", "find", "found", "making", "finds"}


def _key(r: Referent) -> int:
    """The number of an actor; of what is none, a negative number of its own."""
    return r.actor if r.actor != NOBODY else -2 - r.first


def _best(weights: dict[int, float], enough: set[int]) -> Choice:
    if not weights:
        return Choice(NOBODY, False)
    ranked = sorted(weights.items(), key=lambda pair: -pair[1])
    (best, weight), second = ranked[0], ranked[1][1] if len(ranked) > 1 else -math.inf
    if best < 0 or best not in enough or weight - second < _LEAD:
        return Choice(NOBODY, False)
    return Choice(best, weight - second >= _SURE)
