"""The records that cross the core's border: what goes in, and what comes out.

    Article ----------------> ArticleStances
    (text, title, date,        ├── Actor       who is in the article   ├── Mention
     known actors, targets)    └── Stance      holder -> target        └── Evidence ── Contribution

    PairRecord -------------> PairStance       one holder and one target in one text

Offsets are code points, half-open: `text[start:end]`. Scores are P(support) - P(oppose), from -1 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Label = Literal["oppose", "neutral", "support"]
LABELS: tuple[Label, Label, Label] = ("oppose", "neutral", "support")
"""The label order of every probability vector."""

ActorLabel = Literal["oppose", "neutral", "support", "mixed"]
ActorType = Literal[
    "person",
    "state",
    "region",
    "organisation",
    "party",
    "armed_group",
    "company",
    "bloc",
    "group",
    "source",
    "topic",
]
MentionKind = Literal["name", "alias", "acronym", "metonym", "demonym", "role", "pronoun", "place"]
Part = Literal["title", "text"]
Speech = Literal["direct", "indirect", "none"]


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor the caller knows of; merged with those that are detected. Without a type the text tells it."""

    name: str
    aliases: tuple[str, ...] = ()
    type: ActorType | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """An issue or actor to find stances toward, by its name or phrase and by others for the same."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as sent. Stances are found toward `targets` too, which need no detection."""

    text: str
    title: str | None = None
    id: str | None = None
    date: str | None = None
    source: str | None = None
    actors: tuple[KnownActor, ...] = ()
    targets: tuple[Target, ...] = ()
    detect_actors: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an actor is named or meant: `part[start:end]`. `resolved_by` tells how, where it is no name."""

    start: int
    end: int
    kind: MentionKind
    part: Part = "text"
    resolved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """How an actor stands toward others, over `targets` pairs."""

    score: float
    label: ActorLabel
    targets: int


@dataclass(frozen=True, slots=True)
class Received:
    """How others stand toward an actor, over `holders` pairs."""

    score: float
    label: ActorLabel
    holders: int


@dataclass(frozen=True, slots=True)
class Portrayal:
    """How the text itself, outside all speech, shows an actor."""

    score: float
    label: ActorLabel


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor of the article, all its mentions merged.

    `salience` is its share of the article's attention (all actors' saliences sum to 1); `country` is ISO
    3166-1 alpha-2; `affiliation` is the id of the actor it belongs to or speaks for. `stance` is how it
    stands toward others, `received` how others stand toward it, `portrayal` how the text itself shows it.
    """

    id: str
    name: str
    type: ActorType
    country: str | None
    affiliation: str | None
    aliases: tuple[str, ...]
    salience: float
    mentions: tuple[Mention, ...]
    stance: Held | None
    received: Received | None
    portrayal: Portrayal | None


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Calibrated probabilities; they sum to 1."""

    oppose: float
    neutral: float
    support: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to the decision: positive speaks for support, negative for oppose."""

    feature: str
    block: str
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that shows a stance, verbatim, with who speaks it and why it was read so."""

    start: int
    end: int
    text: str
    score: float
    speech: Speech
    speaker: str | None
    part: Part = "text"
    explanation: tuple[Contribution, ...] = ()


@dataclass(frozen=True, slots=True)
class Stance:
    """The stance of `holder` toward `target` (actor ids). `confidence` is the probability of `label`."""

    holder: str
    target: str
    label: Label
    score: float
    confidence: float
    probabilities: Probabilities
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model made an answer."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class ArticleStances:
    """The answer for an article. Actors are in order of salience."""

    id: str | None
    language: str
    model: ModelInfo
    actors: tuple[Actor, ...]
    stances: tuple[Stance, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PairEnd:
    """One end of a pair: a span of the text, or a name known only from context (offsets are None)."""

    start: int | None = None
    end: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class PairRecord:
    """A pair to classify. `holder` None is the narrator; `context` is the text that precedes."""

    id: str | None
    text: str
    holder: PairEnd | None
    target: PairEnd
    context: str = ""


@dataclass(frozen=True, slots=True)
class PairStance:
    """The answer for a pair."""

    id: str | None
    label: Label
    score: float
    probabilities: Probabilities
