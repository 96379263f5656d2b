"""One actor for all the ways an article names it: full names and surnames, acronyms, demonyms and metonyms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from model.actors.cast import Candidate, CastActor
from model.gazetteer import Gazetteer
from model.records import KnownActor
from model.segmentation import Segmented

_SMALL = frozenset("of the for and on in & -".split())
_HONORIFICS = frozenset("mr mrs ms miss madam mme sir lady lord dame".split())


def merge(
    candidates: Sequence[Candidate], segmented: Segmented, gazetteer: Gazetteer, known: Sequence[KnownActor]
) -> tuple[list[CastActor], list[int]]:
    """The actors, and for each candidate the number of its actor."""
    return _Merger(candidates, segmented, gazetteer, known).run()


class _Merger:
    def __init__(
        self,
        candidates: Sequence[Candidate],
        segmented: Segmented,
        gazetteer: Gazetteer,
        known: Sequence[KnownActor],
    ) -> None:
        self.candidates = candidates
        self.gazetteer = gazetteer
        self.known = known
        self.words = [[t.text for t in segmented.tokens[c.first : c.last] if t.is_word] for c in candidates]
        self.surface = [segmented.text[slice(*segmented.span(c.first, c.last))].replace("\n", " ") for c in candidates]
        self.introduced = self._introductions(segmented)
        self.actors: list[CastActor] = []
        self.by_key: dict[tuple[str, ...], int] = {}
        self.assigned: list[int] = [-1] * len(candidates)
        self.by_last_name: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        self.by_first_name: dict[str, list[int]] = defaultdict(list)
        self.by_initials: dict[str, int] = {}
        for i, words in enumerate(self.words):
            if len(words) >= 2 and candidates[i].type != "person":
                self.by_initials.setdefault(_initials(words), i)

    def run(self) -> tuple[list[CastActor], list[int]]:
        for number, actor in enumerate(self.known):
            index = self._actor(("known", str(number)), CastActor(actor.name, actor.type))
            if actor.type == "person" and len(actor.name.split()) > 1:
                self._remember(actor.name.split(), index)
        for i, candidate in enumerate(self.candidates):
            if candidate.type == "person" and candidate.known is None:
                if len(self.words[i]) > 1:
                    self.assigned[i] = self._full_name(i)
            else:
                self.assigned[i] = self._organisation(i)
        for i in range(len(self.candidates)):
            if self.assigned[i] < 0:
                self.assigned[i] = self._single_name(i)
        for i, index in enumerate(self.assigned):
            self._describe(self.actors[index], i)
        return self.actors, self.assigned

    def _actor(self, key: tuple[str, ...], actor: CastActor) -> int:
        if key not in self.by_key:
            self.by_key[key] = len(self.actors)
            self.actors.append(actor)
        return self.by_key[key]

    def _introductions(self, segmented: Segmented) -> dict[str, int]:
        """Acronyms in brackets right behind a name, with the candidate that they abbreviate."""
        introduced: dict[str, int] = {}
        tokens = segmented.tokens
        for i, candidate in enumerate(self.candidates):
            at = candidate.last
            if (
                candidate.type != "person"
                and at + 2 < len(tokens)
                and tokens[at].text == "("
                and tokens[at + 2].text == ")"
            ):
                acronym = tokens[at + 1].text
                if 2 <= len(acronym) <= 8 and sum(ch.isupper() for ch in acronym) >= 2:
                    introduced.setdefault(acronym, i)
        return introduced

    def _organisation(self, i: int) -> int:
        candidate = self.candidates[i]
        if candidate.known is not None:
            return self.by_key[("known", str(candidate.known))]
        introducer = self.introduced.get(self.surface[i])
        if introducer is not None and introducer < i and self.assigned[introducer] >= 0:
            return self.assigned[introducer]
        if candidate.entity is not None:
            entity = self.gazetteer.entities[candidate.entity]
            for number, known in enumerate(self.known):
                if known.name.lower() == entity.name.lower():
                    return self.by_key[("known", str(number))]
            return self._actor(("entity", str(candidate.entity)), CastActor(entity.name, entity.type, entity.country))
        letters = self.surface[i].replace(".", "")
        if letters.isupper() and len(self.words[i]) == 1:
            j = self.by_initials.get(letters)
            if j is not None:
                if self.assigned[j] < 0:
                    self.assigned[j] = self._organisation(j)
                return self.assigned[j]
        key = ("name", *(w.lower() for w in self.words[i]))
        return self._actor(key, CastActor(self.surface[i], candidate.type or "organisation", candidate.country))

    def _full_name(self, i: int) -> int:
        words = self.words[i]
        for other, index in self.by_last_name[words[-1].lower()]:
            if _same_person(words, other):
                return index
        index = self._actor(
            ("person", *(w.lower() for w in words)), CastActor(" ".join(self.surface[i].split()), "person")
        )
        self._remember(words, index)
        return index

    def _remember(self, words: list[str], index: int) -> None:
        self.by_last_name[words[-1].lower()].append((words, index))
        self.by_first_name[words[0].lower()].append(index)

    def _single_name(self, i: int) -> int:
        """A surname means the person who bears it; of several bearers the gender decides, then who came last."""
        if not self.words[i]:
            return self._actor(("name", self.surface[i].lower()), CastActor(self.surface[i], "organisation"))
        word = self.words[i][-1]
        bearers = [index for _, index in self.by_last_name[word.lower()]] or self.by_first_name[word.lower()]
        bearers = list(dict.fromkeys(bearers))
        if len(bearers) > 1:
            gender = self.candidates[i].gender
            agreeing = [b for b in bearers if gender in ("f", "m") and self._gender(b) == gender]
            bearers = agreeing or sorted(bearers, key=lambda b: -self._last_before(b, i))
        if bearers:
            return bearers[0]
        return self._actor(("person", word.lower()), CastActor(self.surface[i], "person"))

    def _gender(self, index: int) -> str | None:
        for i, assigned in enumerate(self.assigned):
            if assigned == index and self.candidates[i].gender in ("f", "m"):
                return self.candidates[i].gender
        return None

    def _last_before(self, index: int, i: int) -> int:
        return max((j for j in range(i) if self.assigned[j] == index), default=-1)

    def _describe(self, actor: CastActor, i: int) -> None:
        """Adds what candidate `i` tells: fullest name, aliases, gender and titles."""
        candidate, surface = self.candidates[i], " ".join(self.surface[i].split())
        if actor.type == "person" and candidate.known is None and len(self.words[i]) > len(actor.name.split()):
            actor.aliases.append(actor.name)
            actor.name = surface
        bare_adjective = candidate.kind == "demonym" and not candidate.participates
        if surface != actor.name and surface not in actor.aliases and not bare_adjective and candidate.kind != "place":
            actor.aliases.append(surface)
        if candidate.gender in ("f", "m") and actor.gender is None:
            actor.gender = candidate.gender
        actor.country = actor.country or candidate.country
        actor.roles.update(title for title in candidate.titles if title not in _HONORIFICS)


def _same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Equal last names, and first names that are equal, or one the other's initial or beginning."""
    if a[-1].lower() != b[-1].lower():
        return False
    x, y = a[0].lower(), b[0].lower()
    return x == y or (min(len(x), len(y)) == 1 and x[0] == y[0])


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w.lower() not in _SMALL).upper()
