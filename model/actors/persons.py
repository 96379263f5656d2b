"""Which names of persons mean one person: full names by their parts, surnames by who bears them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from model.actors.names import PersonName, same_person
from model.gazetteer import Gender

_OF_KIN = 0.3
_OF_OFFICE = 3.0
_COURTESY = frozenset({"first lady"})


@dataclass(slots=True)
class PersonMention:
    """One place where a person is named. `of_kin` tells that the text introduces the person as somebody's relative
    there; `at` is its place among all mentions."""

    at: int
    name: PersonName
    gender: Gender | None = None
    titles: frozenset[str] = frozenset()
    of_kin: bool = False


@dataclass(slots=True)
class Person:
    """A person under all full names, in the `places` where they stand; `actor` is its number. `genders` are those that
    honorifics and given names tell."""

    actor: int
    names: list[PersonName] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    genders: set[Gender] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    introduced_as_kin: bool = False

    @property
    def gender(self) -> Gender | None:
        """None where nothing is told, or contradictions."""
        return next(iter(self.genders)) if len(self.genders) == 1 else None

    @property
    def is_full(self) -> bool:
        """Whether any name has a given name."""
        return any(name.is_full for name in self.names)

    @property
    def of_kin(self) -> bool:
        """Whether the person comes in as somebody's relative only."""
        return bool(self.titles & _COURTESY) or (self.introduced_as_kin and not self.titles)


class Persons:
    """All persons of a text. Full names must be told first, then the single ones in reading order."""

    def __init__(self, nicknames: Mapping[str, frozenset[str]]) -> None:
        self._nicknames = nicknames
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)

    def full(self, mention: PersonMention) -> Person | None:
        """The person that a full name means, the last of several; None if nobody bears it yet."""
        bearers = self._by_surname.get(mention.name.surname, ())
        found = next((person for person in bearers if mention.name in person.names), None)
        if found is None:
            found = next((person for person in reversed(bearers) if self._may_be(person, mention)), None)
        if found is not None:
            self._add(found, mention)
        return found

    def _may_be(self, person: Person, mention: PersonMention) -> bool:
        """Whether a new form of a name may mean a person; "Jr." behind the very name that a text used before tells two
        apart."""
        if _apart(mention.gender, person.gender) or (
            mention.name.suffix == "jr" and replace(mention.name, suffix="") in person.names
        ):
            return False
        return all(same_person(mention.name, name, self._nicknames) for name in person.names)

    def new(self, actor: int, mention: PersonMention) -> Person:
        """A person whom nobody has named before."""
        person = Person(actor)
        self._by_surname[mention.name.surname].append(person)
        self._add(person, mention)
        return person

    def _add(self, person: Person, mention: PersonMention) -> None:
        person.places.append(mention.at)
        person.titles |= mention.titles
        person.introduced_as_kin |= mention.of_kin
        if mention.gender in ("f", "m"):
            person.genders.add(mention.gender)
        if mention.name not in person.names:
            person.names.append(mention.name)
        if mention.name.is_full and person not in self._by_given[mention.name.given[0]]:
            self._by_given[mention.name.given[0]].append(person)

    def bearers(self, word: str) -> list[Person]:
        """All persons with this surname."""
        return self._by_surname.get(word, [])

    def surnames(self) -> list[str]:
        return list(self._by_surname)

    def all(self) -> Iterator[Person]:
        """Everybody, those of one surname together."""
        return (person for persons in self._by_surname.values() for person in persons)

    def alike(self, a: Person, b: Person) -> bool:
        """Whether two would be one person if their surnames were the same."""
        return not _apart(a.gender, b.gender) and all(
            same_person(x, replace(y, surname=x.surname), self._nicknames) for x in a.names for y in b.names
        )

    def by_given_name(self, word: str) -> Person | None:
        """The one person with this given name, or one that it is short for."""
        found = list(self._by_given.get(word, ()))
        if not found:
            formal = self._nicknames.get(word, frozenset())
            found = [p for name in formal for p in self._by_given.get(name, ())]
        if not found:
            return None
        return found[0] if all(person is found[0] for person in found) else None

    def elect(self, word: str, singles: Sequence[PersonMention]) -> dict[int, Person]:
        """Whom each of `singles` (mentions of surname `word` alone) means, by its place.

        Honorifics and titles decide where they fit one bearer only. All others mean one person, the article's X: whoever
        was named in full last before most of them, rather an office-holder than a relative. They mean nobody who is
        named in full, and have no entry, where X stands alone first and those are X's relatives.
        """
        persons = self.bearers(word)
        told = {m.at: person for m in singles if (person := _told(m, persons))}
        if all(person.of_kin and singles[0].at < person.places[0] for person in persons):
            return told
        votes = {id(person): _standing(person) for person in persons}
        for mention in singles:
            nearest = told.get(mention.at) or _named_last(persons, mention.at)
            votes[id(nearest)] += _OF_KIN if nearest.of_kin else 1.0
        elected = max(persons, key=lambda person: votes[id(person)])
        return {m.at: told.get(m.at, elected) for m in singles}


def _apart(a: Gender | None, b: Gender | None) -> bool:
    return {a, b} == {"f", "m"}


def _told(single: PersonMention, persons: Sequence[Person]) -> Person | None:
    """The one person who fits the title or honorific of a surname."""
    titled = [person for person in persons if single.titles & person.titles]
    gendered = [person for person in persons if person.gender == single.gender and single.gender in ("f", "m")]
    return next((fitting[0] for fitting in (titled, gendered) if len(fitting) == 1), None)


def _standing(person: Person) -> float:
    weight = len(person.places) * (_OF_KIN if person.of_kin else 1.0)
    return weight + (_OF_OFFICE if person.titles - _COURTESY else 0.0)


def _named_last(persons: Sequence[Person], at: int) -> Person:
    """Whose full name stands last before a place, else first behind it."""

    def distance(person: Person) -> tuple[bool, int]:
        before = bisect_left(person.places, at)
        return (False, at - person.places[before - 1]) if before else (True, person.places[0] - at)

    return min(persons, key=distance)
