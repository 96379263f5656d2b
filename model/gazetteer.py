"""Names and words that tell actors: states, regions, organisations, media, titles, given names.

It is data made from `seeds/actors` when a model is trained, and travels inside the model's artifact. Office-holders
are not in it; they change. Matching is by whole tokens and, but for titles and role nouns, by case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from model.phrases import PhraseTable
from model.records import ActorType

FormKind = Literal["name", "alias", "acronym", "capital", "metonym", "demonym", "people", "city"]
Gender = Literal["f", "m", "u"]

_INFLECTIONS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor known by name before any article is read. `country` is ISO 3166-1 alpha-2."""

    name: str
    type: ActorType
    country: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an entity: `kind` demonym is the adjective (Turkish, Democratic), people the noun (Turks), capital a
    city and metonym a building that stand for a government; city is a place only."""

    entity: int
    kind: FormKind


@dataclass(frozen=True, slots=True)
class Title:
    """A title before a name, with the gender that it tells."""

    words: tuple[str, ...]
    gender: Gender | None


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for what a person is; `represents` tells whether "X's envoy" speaks for X."""

    word: str
    represents: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class NameWords:
    """Lower-case words that tell what a run of capitals names by standing in it.

    `openers` are ordinary adjectives that begin names of bodies (National). `alliances` head a party's name where a
    `political` word stands with them (Democratic Alliance), another body's otherwise; of them, for `rallies` a `rallying`
    word is enough (National Bloc), while `associations` need a creed (Socialist Federation). `foreign` heads come first and
    take lower-case words of their language with them (Partido, Action); `stems` begin political words of other languages.
    `members` are people who give their body its name (Mothers Against …); `loose` heads tell only at the end of a name
    (Office); `places` end names of places (County).
    """

    openers: frozenset[str]
    alliances: frozenset[str]
    political: frozenset[str]
    rallies: frozenset[str]
    rallying: frozenset[str]
    associations: frozenset[str]
    creeds: frozenset[str]
    foreign: dict[str, ActorType]
    stems: tuple[str, ...]
    members: frozenset[str]
    loose: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True)
class Gazetteer:
    """All lists. Phrases are tuples of tokens; those of `titles`, `roles` and `bodies` are lower case.

    `called` tells by which nouns the bearer of a title or role can be called besides it, `nicknames` the formal given names
    of a short one, both folded (model.actors.names). `bodies` mean the state itself behind its name (Turkish officials),
    `opposed` are people behind a demonym who are not their state (Syrian rebels), `circles` what forms around a person (the
    Adu administration).
    """

    entities: tuple[Entity, ...]
    forms: tuple[tuple[tuple[str, ...], Form], ...]
    titles: tuple[tuple[tuple[str, ...], Title], ...]
    roles: tuple[tuple[tuple[str, ...], RoleNoun], ...]
    called: dict[str, frozenset[str]]
    bodies: tuple[tuple[str, ...], ...]
    opposed: frozenset[str]
    circles: dict[str, ActorType]
    given_names: dict[str, Gender]
    nicknames: dict[str, frozenset[str]]
    not_actors: tuple[tuple[str, ...], ...]
    event_nouns: frozenset[str]
    type_nouns: dict[str, ActorType]
    name_words: NameWords
    common_words: frozenset[str]

    def is_ordinary(self, word: str) -> bool:
        """Whether a lower-case word, or the word that it is inflected from, is one of plain prose."""
        if word in self.common_words:
            return True
        return any(
            word.endswith(ending) and word[: -len(ending)] + base in self.common_words
            for ending, base in _INFLECTIONS
            if len(word) > len(ending) + 2
        )

    @cached_property
    def form_table(self) -> PhraseTable[Form]:
        return PhraseTable(self.forms)

    @cached_property
    def title_table(self) -> PhraseTable[Title]:
        return PhraseTable(self.titles)

    @cached_property
    def role_table(self) -> PhraseTable[RoleNoun]:
        return PhraseTable(self.roles)

    @cached_property
    def body_table(self) -> PhraseTable[bool]:
        return PhraseTable((words, True) for words in self.bodies)

    @cached_property
    def not_actor_table(self) -> PhraseTable[bool]:
        return PhraseTable((words, True) for words in self.not_actors)
