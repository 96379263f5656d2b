"""One actor for all the ways an article names it: full names and surnames, acronyms, demonyms and metonyms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from model.actors.bodies import Bodies, is_acronym
from model.actors.cast import Candidate, CastActor
from model.actors.kinship import names_of_kin
from model.actors.names import folded, person_name
from model.actors.persons import PersonMention, Persons
from model.actors.spelling import near_misses
from model.gazetteer import Gazetteer
from model.records import ActorType, KnownActor
from model.segmentation import Segmented

HONORIFICS = frozenset("mr mrs ms miss madam mme sir lady lord dame".split())
_TITLED = 3
_RARE = 3
"""A name is a misspelling of another where the other stands at least so many times as often."""


def merge(
    candidates: Sequence[Candidate], segmented: Segmented, gazetteer: Gazetteer, known: Sequence[KnownActor]
) -> tuple[list[CastActor], list[int]]:
    """The actors, and for each candidate the number of its actor."""
    return _Merger(candidates, segmented, gazetteer, known).run()


class _Merger:
    """`keys` are the candidates' surfaces folded, `types` what the whole text takes them for; `actors` and `assigned` grow
    while it runs."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        segmented: Segmented,
        gazetteer: Gazetteer,
        known: Sequence[KnownActor],
    ) -> None:
        self.candidates = candidates
        self.tokens = segmented.tokens
        self.gazetteer = gazetteer
        self.known = known
        self.surfaces = [" ".join(segmented.text[slice(*segmented.span(c.first, c.last))].split()) for c in candidates]
        self.keys = [folded(surface) for surface in self.surfaces]
        self.types = self._types()
        self.kin = names_of_kin(candidates, self.keys, segmented)
        self.honorific_gender = {" ".join(t.words): t.gender for _, t in gazetteer.titles}
        self.actors: list[CastActor] = []
        self.by_key: dict[tuple[str, str], int] = {}
        self.assigned: list[int] = [-1] * len(candidates)
        self.persons = Persons(gazetteer.nicknames)
        self.bodies = Bodies(gazetteer.type_nouns)

    def run(self) -> tuple[list[CastActor], list[int]]:
        for number, actor in enumerate(self.known):
            index = self._actor(("known", str(number)), CastActor(actor.name, actor.type or "organisation"))
            name = person_name(actor.name)
            if actor.type == "person" and name.is_full:
                gender = self.gazetteer.given_names.get(actor.name.split()[0])
                self.persons.new(index, PersonMention(-1, name, gender))
            elif actor.type not in ("person", "state", "source", "topic") and " " in actor.name:
                self.bodies.add(folded(actor.name).split(), index)
        self._listed_and_long()
        self._full_persons()
        self._acronyms()
        self._single_names()
        self._misspelt()
        self._describe()
        return self.actors, self.assigned

    def _types(self) -> list[ActorType]:
        """Each candidate's type; where a name that no list knows was taken for several, what it was oftenest taken for."""
        told: dict[str, Counter[ActorType]] = defaultdict(Counter)
        for key, c in zip(self.keys, self.candidates, strict=True):
            if c.entity is None and c.known is None and c.type is not None:
                told[key][c.type] += _TITLED if c.titles else 1
        return [
            told[key].most_common(1)[0][0]
            if key in told and c.entity is None and c.known is None
            else c.type or "group"
            for key, c in zip(self.keys, self.candidates, strict=True)
        ]

    def _actor(self, key: tuple[str, str], actor: CastActor) -> int:
        if key not in self.by_key:
            self.by_key[key] = len(self.actors)
            self.actors.append(actor)
        return self.by_key[key]

    def _named(self, i: int, key: str) -> int:
        """The actor that no list knows, called `key`."""
        return self._actor(("name", key), CastActor(self.surfaces[i], self.types[i], self.candidates[i].country))

    def _unassigned(self) -> list[int]:
        return [i for i, actor in enumerate(self.assigned) if actor < 0]

    def _listed_and_long(self) -> None:
        """Known actors, those of the gazetteer, and organisations whose names have two words or more."""
        introduced = self._introduced()
        for i, candidate in enumerate(self.candidates):
            if candidate.known is not None:
                self.assigned[i] = self.by_key["known", str(candidate.known)]
            elif candidate.entity is not None and introduced.get(self.keys[i], i) >= i:
                self.assigned[i] = self._listed(candidate.entity)
        long = [i for i in self._unassigned() if self.types[i] != "person" and " " in self.keys[i]]
        for i in sorted(long, key=lambda i: -len(self.keys[i].split())):
            words = self.keys[i].split()
            meant = self.bodies.meant_by(words)
            self.assigned[i] = self._named(i, self.keys[i]) if meant is None else meant
            self.bodies.add(words, self.assigned[i])
        for acronym, i in introduced.items():
            if self.assigned[i] >= 0:
                self.by_key["name", acronym] = self.assigned[i]

    def _listed(self, number: int) -> int:
        """The actor of a gazetteer entry, which the caller may have named too."""
        entity = self.gazetteer.entities[number]
        for known, actor in enumerate(self.known):
            if actor.name.lower() == entity.name.lower():
                return self.by_key["known", str(known)]
        index = self._actor(("entity", str(number)), CastActor(entity.name, entity.type, entity.country))
        if entity.type not in ("state", "source"):
            self.bodies.add(folded(entity.name).split(), index)
        return index

    def _introduced(self) -> dict[str, int]:
        """Acronyms in brackets or after "or" right behind a name, with the candidate that they abbreviate."""
        introduced: dict[str, int] = {}
        for i, candidate in enumerate(self.candidates):
            at = candidate.last
            if self.types[i] != "person" and at + 3 < len(self.tokens):
                first, second, third, fourth = (t.text for t in self.tokens[at : at + 4])
                bracketed = second if (first, third) == ("(", ")") else ""
                acronym = third if (first, second) == (",", "or") and fourth in {",", "."} else bracketed
                if is_acronym(acronym):
                    introduced.setdefault(folded(acronym), i)
        return introduced

    def _full_persons(self) -> None:
        for i in self._unassigned():
            if self.types[i] == "person" and (mention := self._person(i)).name.is_full:
                person = self.persons.full(mention)
                if person is None:
                    person = self.persons.new(self._named(i, self.keys[i]), mention)
                self.assigned[i] = person.actor

    def _person(self, i: int) -> PersonMention:
        candidate, name = self.candidates[i], person_name(self.surfaces[i])
        told = next((g for title in candidate.titles if (g := self.honorific_gender.get(title))), None)
        titles = frozenset(title for title in candidate.titles if title not in HONORIFICS)
        of_kin = name.is_full and name.given[0] in self.kin
        return PersonMention(i, name, told or (candidate.gender if name.is_full else None), titles, of_kin)

    def _acronyms(self) -> None:
        for i in self._unassigned():
            letters = self.surfaces[i].replace(".", "")
            if is_acronym(letters) and letters.isupper():
                meant = self.by_key.get(("name", self.keys[i]))
                meant = self.bodies.abbreviated_by(letters) if meant is None else meant
                if meant is not None:
                    self.assigned[i] = meant

    def _single_names(self) -> None:
        """Surnames, and all other names of one word that no list knows or that are rather a surname here."""
        waiting: dict[str, list[int]] = defaultdict(list)
        for i in self._unassigned():
            waiting[person_name(self.surfaces[i]).surname].append(i)
        for i in self._rather_surnames():
            waiting[self.keys[i]].append(i)
        for word, places in waiting.items():
            self._single_name(word, sorted(places))

    def _single_name(self, word: str, places: Sequence[int]) -> None:
        mentions = [self._person(i) for i in places]
        for i, person in self.persons.elect(word, mentions).items():
            self.assigned[i] = person.actor
        mentions = [m for m in mentions if self.assigned[m.at] < 0]
        if not mentions:
            return
        first = mentions[0].at
        titled = any(self.candidates[m.at].titles for m in mentions)
        meant = None if titled else self.bodies.meant_by([word])
        if meant is None and (given := self.persons.by_given_name(word)):
            meant = given.actor
        if meant is None:
            meant = self._named(first, word)
            if self.types[first] == "person":
                genders = [m.gender or self.candidates[m.at].gender for m in mentions]
                gender = next((g for g in genders if g in ("f", "m")), None)
                self.persons.new(meant, replace(mentions[0], gender=gender))
        for mention in mentions:
            self.assigned[mention.at] = meant

    def _rather_surnames(self) -> list[int]:
        """Listed names of one word that are the surname of somebody here: "Mr Jordan", and "Jordan" in a text that names a
        person so, but the state by no other form."""
        forms: dict[int, set[str]] = defaultdict(set)
        for key, c in zip(self.keys, self.candidates, strict=True):
            if c.entity is not None and c.known is None:
                forms[c.entity].add(key)
        return [
            i
            for i, c in enumerate(self.candidates)
            if c.entity is not None
            and c.known is None
            and self.persons.bearers(self.keys[i])
            and (self._is_titled(c.first) or (c.kind == "name" and forms[c.entity] == {self.keys[i]}))
        ]

    def _is_titled(self, first: int) -> bool:
        before = [t.lower for t in self.tokens[max(0, first - 2) : first]]
        title = before[0] if before[1:] == ["."] else before[-1] if before else ""
        return title in self.honorific_gender

    def _misspelt(self) -> None:
        """Joins a name to one that is spelt almost like it, where given names agree or it is rare beside the other."""
        often = Counter(self.assigned)
        joined: dict[int, int] = {}

        def join(a: int, b: int, surely: bool) -> None:
            rare, common = sorted(
                (joined.get(a, a), joined.get(b, b)), key=lambda n: (n < len(self.known), often[n], -n)
            )
            if rare != common and (surely or often[common] >= _RARE * often[rare]):
                joined[rare] = common

        for a, b in near_misses(self.persons.surnames()):
            for x, y in product(self.persons.bearers(a), self.persons.bearers(b)):
                if not (x.is_full and y.is_full):
                    join(x.actor, y.actor, surely=False)
                elif self.persons.alike(x, y):
                    join(x.actor, y.actor, surely=True)
        names = {
            key: n
            for key, n in zip(self.keys, self.assigned, strict=True)
            if " " in key and self.actors[n].type not in ("person", "state", "topic")
        }
        spelt: dict[str, str] = {}
        for a, b in near_misses(word for key in names for word in key.split()):
            spelt[b] = spelt.get(a, a)
        alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for key, n in names.items():
            alike[tuple(spelt.get(word, word) for word in key.split())].append(n)
        for numbers in alike.values():
            for n in numbers[1:]:
                join(numbers[0], n, surely=False)
        self.assigned = [_last(joined, n) for n in self.assigned]

    def _describe(self) -> None:
        """Gives each actor its commonest full name, its other names, and what titles and given names tell."""
        surfaces: dict[int, Counter[str]] = defaultdict(Counter)
        single: dict[str, Counter[int]] = defaultdict(Counter)
        for i, n in enumerate(self.assigned):
            candidate, actor = self.candidates[i], self.actors[n]
            bare_adjective = candidate.kind == "demonym" and not candidate.participates
            if not bare_adjective and candidate.kind != "place":
                surfaces[n][self.surfaces[i]] += 1
                if " " not in self.keys[i]:
                    single[self.keys[i]][n] += 1
            actor.country = actor.country or candidate.country
            actor.roles.update(title for title in candidate.titles if title not in HONORIFICS)
        for n, counted in surfaces.items():
            actor = self.actors[n]
            full = [surface for surface in counted if person_name(surface).is_full]
            if actor.type == "person" and full and n >= len(self.known):
                actor.name = max(full, key=lambda surface: counted[surface])
            seen = {folded(actor.name)}
            for surface in counted:
                key = folded(surface)
                owned = key not in single or single[key].most_common(1)[0][0] == n
                if owned and key not in seen:
                    seen.add(key)
                    actor.aliases.append(surface)
        for person in self.persons.all():
            actor = self.actors[person.actor]
            actor.gender = actor.gender or person.gender


def _last(joined: dict[int, int], n: int) -> int:
    while n in joined:
        n = joined[n]
    return n
