"""Whom a person belongs to or speaks for: "the Kremlin's spokesman X", "X, Norway's envoy to the UN", "(D-Ohio)"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from model.actors.cast import Candidate, CastActor
from model.gazetteer import Gazetteer
from model.segmentation import Segmented

_REACH = 14
_PARTY_LETTERS = {"R": "Republican Party", "D": "Democratic Party"}
_ENDS = frozenset({".", ";", ":", "!", "?", "—", '"', "“", "”", "said", "says", "told", "and"})


def affiliate(
    actors: Sequence[CastActor],
    candidates: Sequence[Candidate],
    assigned: Sequence[int],
    segmented: Segmented,
    gazetteer: Gazetteer,
) -> None:
    """Sets `affiliation`, `represents` and `roles` of the persons among `actors`."""
    work = _Affiliation(actors, candidates, assigned, segmented, gazetteer)
    for i, candidate in enumerate(candidates):
        if actors[assigned[i]].type == "person" and len(segmented.tokens) > candidate.last:
            work.before(i)
            work.after(i)


class _Affiliation:
    def __init__(
        self,
        actors: Sequence[CastActor],
        candidates: Sequence[Candidate],
        assigned: Sequence[int],
        segmented: Segmented,
        gazetteer: Gazetteer,
    ) -> None:
        self.actors = actors
        self.candidates = candidates
        self.assigned = assigned
        self.gazetteer = gazetteer
        self.words = [t.lower for t in segmented.tokens]
        self.texts = [t.text for t in segmented.tokens]
        self.firsts = [c.first for c in candidates]
        self.parties = {actor.name: n for n, actor in enumerate(actors) if actor.type == "party"}

    def before(self, i: int) -> None:
        """ "Israel's envoy to the UN (UN) X", "Kremlin spokesman X", "the PA (PA) X"."""
        candidate = self.candidates[i]
        end = candidate.lead if candidate.lead >= 0 else candidate.first
        start = end
        while (
            start > 0 and end - start < _REACH and self.words[start - 1] not in _ENDS and self.words[start - 1] != ","
        ):
            start -= 1
        role = self._role(start, candidate.first, last=True)
        if role is None:
            owner = self._body_ending_at(end)
            if owner is not None:
                self._set(i, owner, represents=True)
            return
        first, last, represents = role
        if not self._only_complements(last, candidate.first):
            return
        self.actors[self.assigned[i]].roles.add(" ".join(self.words[first:last]))
        owner = self._owner_of_role(first, last, candidate.first)
        if owner is not None:
            self._set(i, owner, represents)

    def after(self, i: int) -> None:
        """ "X, Norway's envoy to the UN," and "X (D-Ohio)"."""
        last = self.candidates[i].last
        if self.words[last] == "(" and last + 1 < len(self.texts):
            party = _PARTY_LETTERS.get(self.texts[last + 1])
            if party in self.parties:
                self._set(i, self.parties[party], represents=False)
            return
        if self.words[last] != "," or last + 2 >= len(self.words):
            return
        end = last + 1
        while end < len(self.words) and end - last < _REACH and self.words[end] not in _ENDS and self.words[end] != ",":
            end += 1
        role = self._role(last + 1, end, last=False)
        if role is None or role[0] - last > 7:
            return
        first, role_last, represents = role
        self.actors[self.assigned[i]].roles.add(" ".join(self.words[first:role_last]))
        owner = self._owner_of_role(first, role_last, end)
        if owner is not None:
            self._set(i, owner, represents)

    def _set(self, i: int, owner: int, represents: bool) -> None:
        actor = self.actors[self.assigned[i]]
        if actor.affiliation is None and owner != self.assigned[i]:
            actor.affiliation = owner
            actor.represents = represents

    def _role(self, start: int, end: int, last: bool) -> tuple[int, int, bool] | None:
        """The first (or last) role noun in tokens `start:end`: its span, and whether it speaks for its owner."""
        found = None
        k = start
        while k < end:
            match = self.gazetteer.role_table.match(self.words, k)
            if match and match[0] <= end and not match[1][0].plural and self._candidate_over(k) is None:
                found = (k, match[0], match[1][0].represents)
                if not last:
                    return found
                k = match[0]
            else:
                k += 1
        return found

    def _candidate_over(self, k: int) -> int | None:
        n = bisect_left(self.firsts, k + 1) - 1
        return n if n >= 0 and self.candidates[n].first <= k < self.candidates[n].last else None

    def _body_ending_at(self, end: int) -> int | None:
        """The organisation or state right before a name, over an acronym in brackets or a possessive."""
        k = end
        if k >= 3 and self.words[k - 1] == ")" and self.words[k - 3] == "(":
            k -= 3
        if k >= 1 and self.words[k - 1] in {"'s", "'"}:
            k -= 1
        n = self._candidate_over(k - 1)
        if n is None or self.candidates[n].last != k:
            return None
        owner = self.assigned[n]
        if self.candidates[n].kind == "demonym" or self.actors[owner].type in ("person", "source", "state"):
            return None
        return owner

    def _only_complements(self, start: int, end: int) -> bool:
        """Between role and name stand only titles and complements ("to the United Nations (UN)")."""
        k = start
        while k < end:
            n = self._candidate_over(k)
            if n is not None:
                k = self.candidates[n].last
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
            n = self._candidate_over(k - 1)
            if n is not None:
                owner = self.assigned[n]
                return owner if self.actors[owner].type not in ("person", "source") else None
            if self.words[k - 1] in {",", ".", "the", "a", "an", "of", "to", "for", "said", "and"}:
                break
            k -= 1
        for m in range(last, min(end, last + 3)):
            if self.words[m] in {"of", "for", "at"}:
                for k in range(m + 1, min(end, m + 6)):
                    n = self._candidate_over(k)
                    if n is not None:
                        owner = self.assigned[n]
                        return owner if self.actors[owner].type not in ("person", "source") else None
        return None
