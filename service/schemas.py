"""What requests may hold, and what answers hold.

Requests are pydantic models that refuse what they do not know. Answers are the core's own records: `Answer` and
`PairAnswers` take their fields and their JSON schema from the dataclasses of `model.records`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    RootModel,
    TypeAdapter,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from model.records import ActorType, Article, ArticleStances, KnownActor, PairEnd, PairRecord, PairStance, Target

Name = Annotated[str, Field(min_length=1, max_length=300)]
_Names = Annotated[tuple[Name, ...], Field(default=(), max_length=500, strict=False)]


def _only(*present: str, absent: tuple[str, ...] = ()) -> dict[str, Any]:
    """A JSON schema of objects that have the `present` members and lack the `absent` ones (or have null there)."""
    return {
        "required": list(present),
        "properties": {name: {"not": {"type": "null"}} for name in present}
        | {name: {"type": "null"} for name in absent},
    }


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ActorIn(_Request):
    """An actor that the caller knows of; merged with those that are detected."""

    name: Name = Field(description="The name to answer with.")
    aliases: _Names = Field(default=(), description="Other names of the same actor.")
    type: ActorType | None = Field(default=None, description="What kind of actor it is; if not given, the text tells.")

    def to_actor(self) -> KnownActor:
        """As the core's record."""
        return KnownActor(self.name, self.aliases, self.type)


class TargetIn(_Request):
    """An issue or actor toward which stances are wanted, with other wordings for it."""

    name: Name = Field(description="The name to answer with.")
    aliases: _Names = Field(default=(), description="Other names or wordings of the same.")


_NAME: TypeAdapter[str] = TypeAdapter(Name)


def _named(value: object, whole: ValidatorFunctionWrapHandler) -> object:
    """A target given by its name alone is one without aliases; an error points at what was sent."""
    return TargetIn(name=_NAME.validate_python(value)) if isinstance(value, str) else whole(value)


_Target = Annotated[TargetIn, WrapValidator(_named, json_schema_input_type=Name | TargetIn)]
_NamedTarget = Annotated[TargetIn, WrapValidator(_named, json_schema_input_type=Name)]


class ArticleOptions(_Request):
    """What can be said about an article beside its text; also the query parameters of a text/plain or text/html body."""

    id: str | None = Field(default=None, max_length=500, description="Returned with the answer.")
    title: str | None = Field(default=None, max_length=5_000, description="The headline; read as part of the article.")
    date: str | None = Field(default=None, max_length=100, description="When it was published.")
    source: str | None = Field(default=None, max_length=500, description="Who published it.")
    detect_actors: bool = Field(default=True, description="Find actors in the text, beside those given.")
    targets: Annotated[tuple[_Target, ...], Field(max_length=500, strict=False)] = Field(
        default=(), description="Names or phrases, such as an issue, toward which stances are wanted too."
    )
    min_confidence: float = Field(
        default=0.0, ge=0, le=1, allow_inf_nan=False, description="Leave out stances of less confidence."
    )
    explain: bool = Field(default=False, description="Add to each evidence sentence the features that decided.")


class ArticleQuery(ArticleOptions):
    """The options as query parameters, where everything arrives as text."""

    model_config = ConfigDict(strict=False, json_schema_extra={"additionalProperties": False})

    targets: Annotated[tuple[_NamedTarget, ...], Field(max_length=500, strict=False)] = Field(
        default=(), description="Names or phrases toward which stances are wanted too; may be given often."
    )


class ArticleIn(ArticleOptions):
    """An article: its text, or the HTML page that holds it."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [_only("text", absent=("html",)), _only("html", absent=("text",))]}
    )

    text: str | None = Field(
        default=None, description="The article as plain text.", json_schema_extra={"pattern": r"\S"}
    )
    html: str | None = Field(
        default=None,
        description="A web page; its main text is scored and returned.",
        json_schema_extra={"pattern": r"\S"},
    )
    actors: tuple[ActorIn, ...] = Field(
        default=(), max_length=500, strict=False, description="Actors that the caller knows of."
    )

    @model_validator(mode="after")
    def _one_text(self) -> Self:
        if (self.text is None) == (self.html is None):
            found = "neither" if self.text is None else "both"
            raise ValueError(f"give either text or html; it has {found}")
        return self


class EndIn(_Request):
    """One end of a pair: a span of the text in code points, or a name known only from context."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [_only("start", "end"), _only("name", absent=("start", "end"))]}
    )

    start: int | None = Field(default=None, ge=0, description="First code point.")
    end: int | None = Field(default=None, ge=1, description="One past the last code point.")
    name: Name | None = Field(default=None, description="The name, where the text does not give it.")

    @model_validator(mode="after")
    def _span_or_name(self) -> Self:
        if (self.start is None) != (self.end is None) or (self.start is None and self.name is None):
            raise ValueError("give both start and end, or a name")
        return self

    def to_end(self) -> PairEnd:
        """As the core's record."""
        return PairEnd(self.start, self.end, self.name)


class RecordIn(_Request):
    """A pair to classify: a labelled pair without its label."""

    id: str | None = Field(default=None, max_length=500, description="Returned with the result.")
    text: str = Field(min_length=1, max_length=20_000, description="The sentence.")
    holder: EndIn | None = Field(description="Whose stance is asked for; null is the narrator.")
    target: EndIn = Field(description="Toward whom.")
    context: str = Field(default="", max_length=20_000, description="The text that precedes.")
    source: str | None = Field(default=None, max_length=500, description="Not used; as in labelled pairs.")
    tags: tuple[str, ...] = Field(default=(), strict=False, description="Not used; as in labelled pairs.")
    split: str | None = Field(default=None, max_length=100, description="Not used; as in labelled pairs.")

    def to_record(self) -> PairRecord:
        """As the core's record."""
        holder = None if self.holder is None else self.holder.to_end()
        return PairRecord(self.id, self.text, holder, self.target.to_end(), self.context)


class ClassifyIn(_Request):
    """Pairs to classify."""

    records: tuple[RecordIn, ...] = Field(
        min_length=1, strict=False, description="The pairs, in the order of the answer."
    )


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read from an HTML page; offsets count in this text."""

    title: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStances(ArticleStances):
    """The answer for an HTML page, with the text that was found in it."""

    extracted: Extracted


class Answer(RootModel[PageStances | ArticleStances]):
    """Every actor of the article, and its stance toward each other actor."""


class PairAnswers(BaseModel):
    """The results, in the order of the records."""

    model_config = ConfigDict(frozen=True)

    results: list[PairStance]


class ModelManifest(RootModel[dict[str, Any]]):
    """The manifest of a model version: name, version, created, labels, blocks, corpus, metrics, files …"""


class Health(BaseModel):
    """The process is alive, or ready."""

    status: str = Field(description="`ok` or `ready`.")
    model: str | None = Field(default=None, description="The version that answers.")


_STANCES = TypeAdapter(ArticleStances)
_PAGE_STANCES = TypeAdapter(PageStances)
_PAIR_ANSWERS = TypeAdapter(PairAnswers)


def to_article(options: ArticleOptions, text: str, title: str | None = None, date: str | None = None) -> Article:
    """The core's article. `title` and `date` fill in for those that `options` lacks."""
    actors = options.actors if isinstance(options, ArticleIn) else ()
    return Article(
        text=text,
        title=title if options.title is None else options.title,
        id=options.id,
        date=date if options.date is None else options.date,
        source=options.source,
        actors=tuple(actor.to_actor() for actor in actors),
        targets=tuple(Target(target.name, target.aliases) for target in options.targets),
        detect_actors=options.detect_actors,
    )


def with_extracted(answer: ArticleStances, title: str | None, text: str) -> PageStances:
    """`answer` together with what was read from the HTML page."""
    own = {field.name: getattr(answer, field.name) for field in fields(ArticleStances)}
    return PageStances(**own, extracted=Extracted(title, text))


def stances_json(answer: ArticleStances) -> bytes:
    """An answer as one line of JSON."""
    return _PAGE_STANCES.dump_json(answer) if isinstance(answer, PageStances) else _STANCES.dump_json(answer)


def pairs_json(results: Sequence[PairStance]) -> bytes:
    """Classified pairs as JSON."""
    return _PAIR_ANSWERS.dump_json(PairAnswers(results=list(results)))
