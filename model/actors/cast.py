"""What the stages of actor finding hand on to each other, and at last to the rest of the core."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from model.gazetteer import FormKind, Gazetteer, Gender
from model.lexicon import Lexicon
from model.records import ActorType, MentionKind
from model.segmentation import Segmented

MENTION_KINDS: dict[FormKind, MentionKind] = {
    "name": "name",
    "alias": "alias",
    "acronym": "acronym",
    "metonym": "metonym",
    "capital": "metonym",
    "demonym": "demonym",
    "people": "demonym",
    "city": "place",
}
"""What kind of mention each form of the gazetteer makes."""


@dataclass(slots=True)
class Candidate:
    """A span that names somebody. `entity` is a gazetteer number; `participates` is false for a mere place or a
    modifier ("the Oslo talks"), which can neither hold nor receive a stance there."""

    first: int
    last: int
    kind: MentionKind
    type: ActorType | None
    entity: int | None = None
    country: str | None = None
    gender: Gender | None = None
    titles: tuple[str, ...] = ()
    participates: bool = True
    known: int | None = None


class Recogniser(Protocol):
    """Finds the spans that name somebody, in reading order and without overlap. What they have in common, whom they
    belong to and what pronouns mean is found afterwards, whichever recogniser it was."""

    def __call__(self, segmented: Segmented, gazetteer: Gazetteer, lexicon: Lexicon, /) -> Sequence[Candidate]: ...


@dataclass(frozen=True, slots=True)
class CastMention:
    """Tokens `first:last` mean actor number `actor`."""

    actor: int
    first: int
    last: int
    kind: MentionKind
    participates: bool
    resolved_by: str | None = None


@dataclass(slots=True)
class CastActor:
    """An actor while it is being put together; `roles` are the role nouns and titles given to it."""

    name: str
    type: ActorType
    country: str | None = None
    gender: Gender | None = None
    affiliation: int | None = None
    represents: bool = False
    aliases: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Cast:
    """All actors of an article, and their mentions in reading order without overlap. `affiliations` holds the first tokens of
    a person's and an owner's mention that one phrase joins ("Israel's envoy X"), which is no stance."""

    actors: tuple[CastActor, ...]
    mentions: tuple[CastMention, ...]
    affiliations: frozenset[tuple[int, int]] = frozenset()
