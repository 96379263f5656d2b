"""Whom a person belongs to or speaks for: "the Kremlin's spokesman X", "X, Norway's envoy to the UN", "(D-Ohio)"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from model.actors.cast import CastActor, CastMention
from model.gazetteer import Gazetteer
from model.segmentation import Segmented

_REACH = 14
_PARTY_LETTERS = {"R": "Republican Party", "D": "Democratic Party"}
_ENDS = frozenset({".", ";", ":", "!", "?", "—", '"', "“", "”", "said", "says", "told", "and"})


def affiliate(
    actors: Sequence[CastActor], mentions: Sequence[CastMention], segmented: Segmented, gazetteer: Gazetteer
) -> None:
    """Sets `affiliation`, `represents` and `roles` of the persons among `actors`, where not yet set."""
    work = _Affiliation(actors, mentions, segmented, gazetteer)
    for mention in mentions:
        if actors[mention.actor].type == "person" and mention.kind == "name":
            work.before(mention)
            work.after(mention)


class _Affiliation:
    def __init__(
        self,
        actors: Sequence[CastActor],
        mentions: Sequence[CastMention],
        segmented: Segmented,
        gazetteer: Gazetteer,
    ) -> None:
        self.actors = actors
        self.mentions = mentions
        self.gazetteer = gazetteer
        self.words = [t.lower for t in segmented.tokens]
        self.texts = [t.text for t in segmented.tokens]
        self.firsts = [m.first for m in mentions]
        self.sentences = segmented.sentences
        self.sentence_firsts = [s.first for s in segmented.sentences]
        self.parties = {actor.name: n for n, actor in enumerate(actors) if actor.type == "party"}

    def before(self, mention: CastMention) -> None:
        """What stands before: "Israel's envoy to the UN (UN) X", "Norway's envoy, X", "the PA (PA) X"."""
        end = mention.first
        if end > 1 and self.words[end - 1] == ",":
            end -= 1
        start = end
        while (
            start > 0 and end - start < _REACH and self.words[start - 1] not in _ENDS and self.words[start - 1] != ","
        ):
            start -= 1
        role = self._role(start, end, last=True)
        if role is None:
            owner = self._body_ending_at(self._before_titles(mention.first))
            if owner is not None:
                self._set(mention, owner, represents=True)
            elif (n := self._mention_over(mention.first - 2)) is not None:
                self._nationality(mention, n)
            return
        first, last, represents = role
        if not self._only_complements(last, end):
            return
        self.actors[mention.actor].roles.add(" ".join(self.words[first:last]))
        owner = self._owner_of_role(first, last, end)
        if owner is None and represents:
            owner = self._scene(start)
        if owner is None and represents and last >= self._before_titles(mention.first):
            owner = self._focus(mention)
        if owner is not None:
            self._set(mention, owner, represents)

    def after(self, mention: CastMention) -> None:
        """What stands behind: "X, Norway's envoy to the UN," and "X (D-Ohio)"."""
        last = mention.last
        if last + 2 >= len(self.words):
            return
        if self.words[last] == "(":
            party = _PARTY_LETTERS.get(self.texts[last + 1])
            if party in self.parties:
                self._set(mention, self.parties[party], represents=False)
            return
        if self.words[last] != ",":
            return
        end = last + 1
        while end < len(self.words) and end - last < _REACH and self.words[end] not in _ENDS and self.words[end] != ",":
            end += 1
        role = self._role(last + 1, end, last=False)
        if role is None or role[0] - last > 7:
            return
        first, role_last, represents = role
        self.actors[mention.actor].roles.add(" ".join(self.words[first:role_last]))
        owner = self._owner_of_role(first, role_last, end)
        if owner is not None:
            self._set(mention, owner, represents)

    def _nationality(self, mention: CastMention, n: int) -> None:
        """As in "Danish racer X": of the state, but no voice of it."""
        demonym = self.mentions[n]
        if demonym.kind == "demonym" and demonym.last == mention.first - 1 and self.words[demonym.last].isalpha():
            self.actors[mention.actor].roles.add(self.words[demonym.last])
            self._set(mention, demonym.actor, represents=False)

    def _before_titles(self, end: int) -> int:
        """Where the titles before a name begin."""
        k = end
        while k > 0 and end - k < 6:
            if self.words[k - 1] == "." or self.gazetteer.title_table.match(self.words[:end], k - 1):
                k -= 1
            else:
                break
        return k

    def _scene(self, start: int) -> int | None:
        """The state whose capital opens the sentence: "In Minsk, Foreign Minister X said"."""
        if start >= 2 and self.words[start - 1] == ",":
            n = self._mention_over(start - 2)
            if (
                n is not None
                and self.mentions[n].kind == "place"
                and self.actors[self.mentions[n].actor].type == "state"
            ):
                return self.mentions[n].actor
        return None

    def _focus(self, mention: CastMention) -> int | None:
        """Whom a bare title belongs to ("Chief executive X"): the body that the last sentence began with."""
        number = bisect_right(self.sentence_firsts, mention.first) - 1
        if number < 1 or self.sentences[number].paragraph != self.sentences[number - 1].paragraph:
            return None
        k = bisect_left(self.firsts, self.sentences[number - 1].first)
        while k < len(self.mentions) and self.mentions[k].first < self.sentences[number - 1].last:
            type_ = self.actors[self.mentions[k].actor].type
            if self.mentions[k].participates and type_ not in ("person", "source", "topic"):
                return self.mentions[k].actor
            k += 1
        return None

    def _set(self, mention: CastMention, owner: int, represents: bool) -> None:
        actor = self.actors[mention.actor]
        if actor.affiliation is None and owner != mention.actor:
            actor.affiliation = owner
            actor.represents = represents

    def _role(self, start: int, end: int, last: bool) -> tuple[int, int, bool] | None:
        """The first (or last) role noun in tokens `start:end`: its span, and whether it speaks for its owner."""
        found = None
        k = start
        while k < end:
            match = self.gazetteer.role_table.match(self.words, k)
            if match and match[0] <= end and not match[1][0].plural and self._mention_over(k) is None:
                found = (k, match[0], match[1][0].represents)
                if not last:
                    return found
                k = match[0]
            else:
                k += 1
        return found

    def _mention_over(self, k: int) -> int | None:
        n = bisect_left(self.firsts, k + 1) - 1
        return n if n >= 0 and self.mentions[n].first <= k < self.mentions[n].last else None

    def _body_ending_at(self, end: int) -> int | None:
        """The organisation or state right before a name, over an acronym in brackets or a possessive."""
        k = end
        if k >= 3 and self.words[k - 1] == ")" and self.words[k - 3] == "(":
            k -= 3
        if k >= 1 and self.words[k - 1] in {"'s", "'"}:
            k -= 1
        n = self._mention_over(k - 1)
        if n is None or self.mentions[n].last != k:
            return None
        owner = self.mentions[n].actor
        if self.mentions[n].kind == "demonym" or self.actors[owner].type in ("person", "source", "state"):
            return None
        return owner

    def _only_complements(self, start: int, end: int) -> bool:
        """Between role and name stand only titles and complements ("to the United Nations (UN)")."""
        k = start
        while k < end:
            n = self._mention_over(k)
            if n is not None:
                k = self.mentions[n].last
            elif (
                self.words[k]
                in {
                    "to",
                    "of",
                    "for",
                    "the",
                    "(",
                    ")",
                    "and",
                    "-",
                    ".",
                }
                or self.gazetteer.title_table.match(self.words, k)
                or (self.texts[k][0].isupper() and end - k <= 6)
            ):
                k += 1
            else:
                return False
        return True

    def _owner_of_role(self, first: int, last: int, end: int) -> int | None:
        """The owner before the role ("Norway's envoy"), else behind it ("spokesman for Norway")."""
        k = first
        while k > 0 and first - k < 5:
            n = self._mention_over(k - 1)
            if n is not None:
                owner = self.mentions[n].actor
                return owner if self.actors[owner].type not in ("person", "source") else None
            if self.words[k - 1] in {",", ".", "the", "a", "an", "of", "to", "for", "said", "and"}:
                break
            k -= 1
        for m in range(last, min(end, last + 3)):
            if self.words[m] in {"of", "for", "at"}:
                for k in range(m + 1, min(end, m + 6)):
                    n = self._mention_over(k)
                    if n is not None:
                        owner = self.mentions[n].actor
                        return owner if self.actors[owner].type not in ("person", "source") else None
        return None
