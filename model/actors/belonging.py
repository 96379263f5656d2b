"""A text in which to look for who belongs to whom: what is mentioned where, and where the titles before a name begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import MutableSequence, Sequence
from dataclasses import replace

from model.actors.cast import CastActor, CastMention
from model.gazetteer import Gazetteer
from model.records import ActorType
from model.segmentation import Segmented

REACH = 14
"""So many tokens a phrase that describes somebody may have."""
BODIES: frozenset[ActorType] = frozenset({"organisation", "company", "party", "armed_group", "bloc"})
DETERMINERS = frozenset({"a", "an", "the"})
_LONGEST_TITLE = 6


class Belonging:
    """Actors with their mentions (sorted, and changed in place); `phrases` holds the first tokens of persons and owners that
    one phrase joins, the person's first."""

    def __init__(
        self,
        actors: Sequence[CastActor],
        mentions: MutableSequence[CastMention],
        segmented: Segmented,
        gazetteer: Gazetteer,
    ) -> None:
        self.actors = actors
        self.mentions = mentions
        self.gazetteer = gazetteer
        self.tokens = segmented.tokens
        self.words = [t.lower for t in segmented.tokens]
        self.quoted = {i for q in segmented.quotations for i in range(q.first, q.last)}
        self.firsts = [m.first for m in mentions]
        self.sentences = segmented.sentences
        self.sentence_firsts = [s.first for s in segmented.sentences]
        self.phrases: set[tuple[int, int]] = set()
        self.by_name = {actor.name: n for n, actor in enumerate(actors)}

    def word(self, i: int) -> str:
        """The word at a token, "" beyond the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def mention_over(self, k: int) -> int | None:
        """The number of the mention around a token."""
        n = bisect_left(self.firsts, k + 1) - 1
        return n if n >= 0 and self.mentions[n].first <= k < self.mentions[n].last else None

    def join(self, mention: CastMention, n: int, represents: bool) -> None:
        """Whoever is mentioned belongs to the actor of mention `n`, which stands in the same phrase."""
        self.phrases.add((mention.first, self.mentions[n].first))
        self.set_owner(mention, self.mentions[n].actor, represents)

    def set_owner(self, mention: CastMention, owner: int, represents: bool) -> None:
        """Whoever is mentioned belongs to an actor, unless to another already."""
        actor = self.actors[mention.actor]
        if actor.affiliation is None and owner != mention.actor and not self._is_below(owner, mention.actor):
            actor.affiliation = owner
            actor.represents = represents

    def _is_below(self, number: int, above: int) -> bool:
        """Whether an actor belongs to another, over any number of steps; so that no two belong to each other."""
        seen: set[int] = set()
        at: int | None = number
        while at is not None and at not in seen:
            if at == above:
                return True
            seen.add(at)
            at = self.actors[at].affiliation
        return False

    def describes(self, n: int) -> None:
        """Mention `n` only describes somebody, and can neither hold nor receive a stance there."""
        self.mentions[n] = replace(self.mentions[n], participates=False)

    def name_start(self, mention: CastMention) -> int:
        """Where the titles right before a name begin."""
        start = mention.first
        while (title := self.title_before(start)) is not None:
            start = title
        return start

    def title_before(self, end: int) -> int | None:
        """Where the longest title begins that ends right before token `end`, maybe with a period."""
        dotted = self.word(end - 1) == "."
        for first in range(max(0, end - _LONGEST_TITLE), end):
            match = self.gazetteer.title_table.match(self.words, first)
            if match is not None and match[0] == end - dotted:
                return first
        return None

    def apposed(self, mention: CastMention, start: int) -> int | None:
        """The comma of "Israel's envoy, X," and "its chair, Dr. X,": where what stands before it is another name for X."""
        n = self.mention_over(start - 1)
        k = start if n is None else self.mentions[n].first
        while k > 1 and start - k < REACH and self.tokens[k - 1].is_capital and self.tokens[k - 1].is_word:
            k -= 1
        if self.word(k - 1) == "as" and "known" in self.words[max(0, k - 3) : k]:
            while k > 0 and start - k < REACH and self.word(k - 1) not in {",", "."}:
                k -= 1
        closed = self.word(mention.last) in {",", ".", ")", '"', "”"} or k < start
        return k - 1 if self.word(k - 1) == "," and closed else None
