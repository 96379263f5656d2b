"""Names and words that tell actors: states, organisations, media, titles, given names.

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


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor known by name before any article is read. `country` is ISO 3166-1 alpha-2."""

    name: str
    type: ActorType
    country: str | None


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an entity: `kind` demonym is the adjective (Turkish), people the noun (Turks), capital a city
    and metonym a building that stand for a government."""

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


@dataclass(frozen=True)
class Gazetteer:
    """All lists. Phrases are tuples of tokens; those of `titles`, `roles` and `bodies` are lower case. `called` tells
    by which nouns the bearer of a title or role can be called besides it, `nicknames` the formal given names of a short one,
    both folded (model.actors.names)."""

    entities: tuple[Entity, ...]
    forms: tuple[tuple[tuple[str, ...], Form], ...]
    titles: tuple[tuple[tuple[str, ...], Title], ...]
    roles: tuple[tuple[tuple[str, ...], RoleNoun], ...]
    called: dict[str, frozenset[str]]
    bodies: tuple[tuple[str, ...], ...]
    given_names: dict[str, Gender]
    nicknames: dict[str, frozenset[str]]
    not_actors: tuple[tuple[str, ...], ...]
    event_nouns: frozenset[str]
    type_nouns: dict[str, ActorType]
    common_words: frozenset[str]

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
