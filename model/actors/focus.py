"""Whom a title without an owner belongs to: "Foreign Minister X" to the state, "Chief executive X" to the company, that the text
was speaking of; and which state a ministry is of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from model.actors.belonging import BODIES, DETERMINERS, Belonging
from model.actors.cast import CastMention
from model.records import ActorType

_STATE_ROLES = frozenset({"minister", "ambassador", "envoy", "premier", "negotiator", "diplomat", "consul"})
_BODY_ROLES = frozenset(
    "executive ceo chairman chairwoman chair director founder co-founder president commissioner treasurer commander boss".split()
)
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_TOO_COMMON = frozenset({"president", "vice president", "director", "commander"})
"""Titles that tell nothing of whose they are, without more."""
_PUBLIC = frozenset(
    "ministry department embassy army navy parliament police consulate treasury presidency government administration".split()
)
_STATES: frozenset[ActorType] = frozenset({"state", "region"})


class Focus:
    """Guesses owners from what the sentences before were about."""

    def __init__(self, text: Belonging) -> None:
        self.text = text

    def read(self, n: int) -> None:
        """Whom a title without an owner belongs to: the state or body that the sentence before was about."""
        mention = self.text.mentions[n]
        actor = self.text.actors[mention.actor]
        if actor.affiliation is not None:
            return
        if mention.kind == "role":
            before = self.text.mention_over(mention.first - 1 - (self.text.word(mention.first - 1) == "'s"))
            if before is not None and self.text.actors[self.text.mentions[before].actor].type == "state":
                self.text.join(mention, before, represents=True)
            return
        start = self.text.name_start(mention)
        comma = self.text.apposed(mention, start)
        title = " ".join(self.text.words[start : mention.first]) if comma is None else self._phrase_before(comma)
        last = title.split()[-1] if title else ""
        if not title or title in _TOO_COMMON or last not in _STATE_ROLES | _BODY_ROLES | _VOICES:
            return
        types = _STATES if last in _STATE_ROLES or "government" in title.split() else BODIES
        owner = self._focus(mention, types | _STATES if last in _VOICES else types)
        if owner is not None:
            self.text.set_owner(mention, owner, represents=True)

    def _phrase_before(self, comma: int) -> str:
        """As "a spokeswoman" in "A spokeswoman, X, said"; "" where it is not the sentence's beginning."""
        number = bisect_right(self.text.sentence_firsts, comma) - 1
        words = self.text.words[self.text.sentences[number].first : comma]
        return " ".join(words[1:]) if 0 < len(words) <= 5 and words[0] in DETERMINERS else ""

    def _focus(self, mention: CastMention, types: frozenset[ActorType]) -> int | None:
        """The first actor of such a type in the sentence before, else in the one before that; or that of a person there."""
        number = bisect_right(self.text.sentence_firsts, mention.first) - 1
        for back in range(1, min(2, number) + 1):
            sentence = self.text.sentences[number - back]
            k = bisect_left(self.text.firsts, sentence.first)
            while k < len(self.text.mentions) and self.text.mentions[k].first < sentence.last:
                m = self.text.mentions[k]
                actor = self.text.actors[m.actor]
                if actor.type in types and m.participates and m.kind != "demonym" and m.first not in self.text.quoted:
                    return m.actor
                if actor.type == "person" and actor.affiliation is not None and actor.represents:
                    if self.text.actors[actor.affiliation].type in types:
                        return actor.affiliation
                k += 1
        return None

    def public_bodies(self) -> None:
        """Gives ministries and the like to the state of their country, where it acts in the text; those without a country to the
        state named first in their first sentence, or before it."""
        acting: dict[str | None, int] = {}
        for m in self.text.mentions:
            if m.participates and self.text.actors[m.actor].type == "state":
                acting.setdefault(self.text.actors[m.actor].country, m.actor)
        seen: set[int] = set()
        for mention in self.text.mentions:
            actor = self.text.actors[mention.actor]
            if mention.actor in seen or actor.type != "organisation" or actor.affiliation is not None:
                continue
            seen.add(mention.actor)
            if _PUBLIC & set(actor.name.lower().split()):
                owner = acting.get(actor.country) if actor.country is not None else self._state_before(mention)
                if owner is not None:
                    self.text.set_owner(mention, owner, represents=True)

    def _state_before(self, mention: CastMention) -> int | None:
        number = bisect_right(self.text.sentence_firsts, mention.first) - 1
        for back in (0, 1):
            if number < back:
                return None
            k = bisect_left(self.text.firsts, self.text.sentences[number - back].first)
            while k < len(self.text.mentions) and self.text.mentions[k].first < mention.first:
                m = self.text.mentions[k]
                if self.text.actors[m.actor].type == "state" and m.participates and m.first not in self.text.quoted:
                    return m.actor
                k += 1
        return None
