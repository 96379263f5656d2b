"""Which organisation or state a noun for its kind means: "the company", "the department", "the bloc"."""

from __future__ import annotations

from model.actors.cast import CastActor, CastMention
from model.actors.discourse import NOBODY, Discourse, Referent
from model.gazetteer import Gazetteer
from model.records import ActorType

_BACK = 6
_BACK_OF_COUNTRIES = 1
_BACK_OF_COMPANIES = 2
_TYPES: dict[str, tuple[ActorType, ...]] = {
    "company": ("company",),
    "firm": ("company",),
    "corporation": ("company",),
    "carmaker": ("company",),
    "airline": ("company",),
    "group": ("armed_group", "organisation", "group"),
    "organization": ("organisation",),
    "organisation": ("organisation",),
    "militants": ("armed_group",),
    "rebels": ("armed_group",),
    "insurgents": ("armed_group",),
    "militia": ("armed_group",),
    "movement": ("armed_group", "party"),
    "party": ("party",),
    "bloc": ("bloc",),
    "alliance": ("bloc",),
    "country": ("state",),
    "nation": ("state",),
    "agency": ("organisation",),
}
"""Nouns that fit an actor of the type even where its name does not hold them."""
_IN_NAMES = {
    "panel": frozenset({"committee", "commission", "council"}),
    "bloc": frozenset({"union", "community", "alliance", "league"}),
    "lender": frozenset({"bank"}),
    "agency": frozenset({"agency", "bureau", "administration", "service", "office"}),
    "organization": frozenset({"organization", "organisation"}),
    "organisation": frozenset({"organization", "organisation"}),
    "center": frozenset({"center", "centre"}),
    "centre": frozenset({"center", "centre"}),
}
_RESTRICTING = frozenset({"of", "that", "which", "who", "whose", "for", "behind"})


class TypeNouns:
    """Resolves nouns for kinds of organisations, with "the" before them."""

    def __init__(self, discourse: Discourse, gazetteer: Gazetteer) -> None:
        self.discourse = discourse
        self.words = discourse.words
        self.nouns = set(gazetteer.type_nouns) | set(_TYPES) | set(_IN_NAMES)
        self.words_of = [
            {word for name in (actor.name, *actor.aliases) for word in name.lower().split()}
            for actor in discourse.actors
        ]

    def resolve(self, i: int) -> CastMention | None:
        """The mention that the noun at token `i` makes, or None."""
        word = self.words[i]
        if word not in self.nouns or not self._is_definite(i):
            return None
        reach = _BACK_OF_COUNTRIES if _TYPES.get(word) == ("state",) else _BACK
        by_distance: dict[int, list[Referent]] = {}
        for distance, r in self.discourse.before(i, reach):
            if r.actor != NOBODY and not r.plural and self._fits(word, r.actor):
                by_distance.setdefault(distance, []).append(r)
        if not by_distance:
            return self._company(i) if word in {"company", "firm"} else None
        nearest = by_distance[min(by_distance)]
        if len({r.actor for r in nearest}) > 1:
            nearest = [r for r in nearest if r.function == "subject"]
        if len({r.actor for r in nearest}) != 1:
            return None
        return CastMention(nearest[0].actor, i, i + 1, "role", True, f"type noun '{word}'")

    def _is_definite(self, i: int) -> bool:
        before = self.words[max(0, i - 2) : i]
        if before[-1:] != ["the"] and not (before[:1] == ["the"] and self._is_adjective(i - 1)):
            return False
        after = self.words[i + 1] if i + 1 < len(self.words) else ""
        if after in _RESTRICTING or i + 1 in self.discourse.taken:
            return False
        return not (i + 1 < len(self.words) and self._is_noun(i + 1))

    def _is_adjective(self, i: int) -> bool:
        return self.discourse.tag(i) in {"adjective", "noun"} and not self.discourse.segmented.tokens[i].is_capital

    def _is_noun(self, i: int) -> bool:
        return self.discourse.tag(i) == "noun"

    def _fits(self, word: str, number: int) -> bool:
        actor = self.discourse.actors[number]
        if actor.type in ("person", "source", "topic"):
            return False
        if actor.type == "state":
            return "state" in _TYPES.get(word, ())
        names = self.words_of[number]
        return actor.type in _TYPES.get(word, ()) or word in names or bool(_IN_NAMES.get(word, frozenset()) & names)

    def _company(self, i: int) -> CastMention | None:
        """A name that was only taken for a person's: "Lumeno cut jobs. The company …"."""
        by_distance: dict[int, set[int]] = {}
        for distance, r in self.discourse.before(i, _BACK_OF_COMPANIES):
            if (
                r.actor != NOBODY
                and r.function in ("subject", "object")
                and _may_be_company(self.discourse.actors[r.actor])
            ):
                by_distance.setdefault(distance, set()).add(r.actor)
        found = by_distance[min(by_distance)] if by_distance else set()
        if len(found) != 1:
            return None
        actor = found.pop()
        self.discourse.actors[actor].type = "company"
        return CastMention(actor, i, i + 1, "role", True, f"type noun '{self.words[i]}'")


def _may_be_company(actor: CastActor) -> bool:
    unlisted = actor.type == "person" or (actor.type == "organisation" and " " not in actor.name)
    return unlisted and not actor.roles and actor.gender is None
