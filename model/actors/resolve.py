"""Whom pronouns and role nouns mean: by gender, number, role and recency. In doubt, nobody.

Each resolved mention says how it was found, so that a reader can judge it.
"""

from __future__ import annotations

from collections.abc import Sequence

from model.actors.cast import CastActor, CastMention
from model.closed_classes import FUNCTION_WORDS, PREPOSITIONS
from model.gazetteer import Gazetteer
from model.segmentation import Segmented, Sentence

_PERSONAL: dict[str, str] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
_NEUTER = frozenset({"it", "its", "itself"})
_SENTENCES_BACK = 3
_TYPE_WORDS = {
    "company": "company",
    "firm": "company",
    "group": "armed_group",
    "militants": "armed_group",
    "rebels": "armed_group",
    "party": "party",
    "bloc": "bloc",
    "alliance": "bloc",
    "militia": "armed_group",
}


def resolve(
    mentions: Sequence[CastMention], actors: Sequence[CastActor], segmented: Segmented, gazetteer: Gazetteer
) -> list[CastMention]:
    """The mentions by pronoun and role noun, to be added to `mentions` (which are sorted)."""
    return _Resolver(mentions, actors, segmented, gazetteer).run()


class _Resolver:
    def __init__(
        self,
        mentions: Sequence[CastMention],
        actors: Sequence[CastActor],
        segmented: Segmented,
        gazetteer: Gazetteer,
    ) -> None:
        self.actors = actors
        self.segmented = segmented
        self.gazetteer = gazetteer
        self.words = [t.lower for t in segmented.tokens]
        self.taken = {i for m in mentions for i in range(m.first, m.last)}
        self.ending_at = {m.last: m for m in mentions}
        self.sentence_of = [0] * len(self.words)
        for number, sentence in enumerate(segmented.sentences):
            for i in range(sentence.first, sentence.last):
                self.sentence_of[i] = number
        self.by_sentence: list[list[CastMention]] = [[] for _ in segmented.sentences]
        for mention in mentions:
            if self.by_sentence:
                self.by_sentence[self.sentence_of[mention.first]].append(mention)

    def run(self) -> list[CastMention]:
        found: list[CastMention] = []
        for number, sentence in enumerate(self.segmented.sentences):
            i = sentence.first
            while i < sentence.last:
                mention = None if i in self.taken else self._at(i, number, sentence)
                if mention is not None:
                    found.append(mention)
                    self.by_sentence[number].append(mention)
                    self.by_sentence[number].sort(key=lambda m: m.first)
                    i = mention.last
                else:
                    i += 1
        return found

    def _at(self, i: int, number: int, sentence: Sentence) -> CastMention | None:
        word = self.words[i]
        if word in _PERSONAL:
            actor = self._person(i, number, _PERSONAL[word])
            return self._mention(actor, i, i + 1, "pronoun", f"pronoun '{word}' by gender and recency")
        if word in _NEUTER:
            actor = self._body(i, number)
            return self._mention(actor, i, i + 1, "pronoun", f"pronoun '{word}' by subject")
        if match := self.gazetteer.role_table.match(self.words, i):
            if match[0] <= sentence.last and not match[1][0].plural:
                return self._role(i, match[0], number, sentence)
        if word in self.gazetteer.type_nouns or word in _TYPE_WORDS:
            return self._type_noun(i, number, sentence)
        return None

    def _mention(self, actor: int | None, first: int, last: int, kind: str, how: str) -> CastMention | None:
        if actor is None:
            return None
        return CastMention(actor, first, last, "pronoun" if kind == "pronoun" else "role", True, how)

    def _person(self, i: int, number: int, gender: str) -> int | None:
        """The nearest fitting person; subjects first within a sentence; nobody where two fit equally."""
        for back in range(min(_SENTENCES_BACK, number) + 1):
            earlier = [m for m in self.by_sentence[number - back] if back or m.last <= i]
            if back == 0 and self._is_object(i):
                earlier = earlier[:-1]
            fitting = []
            for mention in earlier:
                actor = self.actors[mention.actor]
                if actor.type == "person" and actor.gender in (gender, "u", None) and mention.actor not in fitting:
                    fitting.append(mention.actor)
            certain = [a for a in fitting if self.actors[a].gender == gender]
            if len(certain) == 1:
                return certain[0]
            if certain:
                return certain[0] if back and self._is_subject(certain[0], number - back) else None
            if len(fitting) == 1:
                return fitting[0]
            if fitting:
                return None
        return None

    def _is_object(self, i: int) -> bool:
        """An objective "him" or "her" is not the subject of its own clause."""
        if self.words[i] == "him":
            return True
        following = self.words[i + 1] if i + 1 < len(self.words) else "."
        return self.words[i] == "her" and (not following.isalpha() or following in FUNCTION_WORDS)

    def _is_subject(self, actor: int, number: int) -> bool:
        """Whether the first person that the sentence names is `actor`."""
        persons = [m for m in self.by_sentence[number] if self.actors[m.actor].type == "person"]
        return bool(persons) and persons[0].actor == actor

    def _body(self, i: int, number: int) -> int | None:
        """Whom "it" and "its" mean: the nearest state or organisation that can be a subject, else what the last sentence
        was about, if that is one thing."""
        earlier = [m for m in self.by_sentence[number] if m.last <= i]
        for mention in reversed(earlier):
            if self._is_body(mention) and self._could_be_subject(mention):
                return mention.actor
        if any(self._is_body(m) for m in earlier) or not number:
            return None
        before = (m.actor for m in self.by_sentence[number - 1] if self._is_body(m) and self._could_be_subject(m))
        return next(before, None)

    def _is_body(self, mention: CastMention) -> bool:
        return mention.participates and self.actors[mention.actor].type not in ("person", "source", "topic")

    def _could_be_subject(self, mention: CastMention) -> bool:
        before = self.words[mention.first - 1] if mention.first else ""
        if before == "the" and mention.first > 1:
            before = self.words[mention.first - 2]
        after = self.words[mention.last] if mention.last < len(self.words) else ""
        return before != "(" and before not in PREPOSITIONS and not before.endswith(("ed", "ing")) and after != "'s"

    def _role(self, first: int, last: int, number: int, sentence: Sentence) -> CastMention | None:
        """Whom "the senator" or "Russian President" means: the person with that role, else whom it speaks for."""
        word = self.words[last - 1]
        owner = self._owner(first, sentence)
        definite = first > sentence.first and self.words[first - 1] in {"the", "that", "this"}
        if owner is None and not definite:
            return None
        if last < sentence.last and last in self.taken:
            return None
        if self._names_a_person_next(last, number, " ".join(self.words[first:last])):
            return None
        for actor in self._recent_persons(first, number, 40):
            cast = self.actors[actor]
            if any(role == " ".join(self.words[first:last]) or role.split()[-1] == word for role in cast.roles):
                if owner is None or cast.affiliation in (None, owner):
                    return self._mention(actor, first, last, "role", f"role noun '{word}'")
        entry = self.gazetteer.role_table.match(self.words, first)
        if owner is not None and entry and entry[1][0].represents:
            return self._mention(owner, first, last, "role", f"role noun '{word}' speaks for its body")
        return None

    def _names_a_person_next(self, last: int, number: int, role: str) -> bool:
        """Whether the role is the title of somebody named right after: "Israel's envoy to the UN, X"."""
        return any(0 <= m.first - last <= 8 and role in self.actors[m.actor].roles for m in self.by_sentence[number])

    def _owner(self, first: int, sentence: Sentence) -> int | None:
        """The actor of "Russia's" or "Russian" right before a role noun."""
        k = first
        if k > sentence.first and self.words[k - 1] == "'s":
            k -= 1
        mention = self.ending_at.get(k)
        if mention is not None and self.actors[mention.actor].type not in ("person", "source"):
            return mention.actor
        return None

    def _recent_persons(self, i: int, number: int, back: int) -> list[int]:
        """Persons mentioned before token `i`, the most recent first."""
        order: list[int] = []
        for n in range(number, max(-1, number - back), -1):
            for mention in reversed(self.by_sentence[n]):
                if mention.last <= i and self.actors[mention.actor].type == "person" and mention.actor not in order:
                    order.append(mention.actor)
        return order

    def _type_noun(self, i: int, number: int, sentence: Sentence) -> CastMention | None:
        """Whom "the company" or "the union" means: the last organisation whose type or name has that word."""
        if i == sentence.first or self.words[i - 1] != "the":
            return None
        word = self.words[i]
        for n in range(number, max(-1, number - 6), -1):
            for mention in reversed(self.by_sentence[n]):
                actor = self.actors[mention.actor]
                if mention.last > i or actor.type in ("person", "source", "topic"):
                    continue
                if _TYPE_WORDS.get(word) == actor.type or word in actor.name.lower().split():
                    return self._mention(mention.actor, i, i + 1, "role", f"type noun '{word}'")
        return None
