"""PLOVER gold-standard records (Open Event Data Alliance; Halterman et al. 2023): who did what to whom in a sentence.

The file holds JSON objects, in an array or one after another, with commas after last members as published. An object
has `text`, `event`, and `source` and `target`: lists of actors with `actorText`, the words that name them. Cooperation
is support, conflict is opposition; consultation and investigation are neutral. Every source stands so to every target;
where there are several sources and no target, as in agreements, each to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product
from pathlib import Path
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, Field

from model.records import Label
from training.importers.annotation import agreed, place_of, plain, record
from training.importers.rows import USUAL, LeftOut, Options, Record, Refused, Tally, imported, json_items, json_object

EVENTS: dict[str, Label] = {
    **dict.fromkeys(("AGREE", "SUPPORT", "CONCEDE", "YIELD", "COOPERATE", "AID", "RETREAT"), "support"),
    **dict.fromkeys(("CONSULT", "INVESTIGATE"), "neutral"),
    **dict.fromkeys(("REQUEST", "DEMAND", "ACCUSE", "DISAPPROVE", "REJECT", "THREATEN", "SANCTION"), "oppose"),
    **dict.fromkeys(("PROTEST", "CRIME", "MOBILIZE", "COERCE", "ASSAULT", "FIGHT"), "oppose"),
}
"""Of every version of the codebook."""

_NOT_HAPPENING = {"negation", "hypothetical"}


def _names(actors: Any) -> Any:
    """An actor may be an object or its name, a single one may stand without a list, none may be empty or missing."""
    listed = actors if isinstance(actors, list) else [actors] if actors else []
    return [actor.get("actorText", "") if isinstance(actor, dict) else actor for actor in listed]


class _Event(BaseModel):
    text: str
    event: str = Field(validation_alias=AliasChoices("event", "eventType", "event_type"))
    source: Annotated[list[str], BeforeValidator(_names)] = Field(default_factory=list)
    target: Annotated[list[str], BeforeValidator(_names)] = Field(default_factory=list)
    context: str | list[str] = ""


def read_plover(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """A record for each pair of source and target; objects of another form go to the tally, or without one are raised
    as CorpusError."""

    def records(raw: str) -> Iterator[Record | LeftOut]:
        event = _Event.model_validate(json_object(raw))
        label = options.words.get(plain(event.event)) or EVENTS.get(event.event.upper())
        if label is None:
            raise Refused(
                f"event {event.event!r} is not of PLOVER; say what it means, as in --label oppose={event.event}"
            )
        return _pairs(event, label)

    return imported(json_items(path), records, "plover", tally, options)


def _pairs(event: _Event, label: Label) -> Iterator[Record | LeftOut]:
    sources, targets = ([name for name in names if name.strip()] for names in (event.source, event.target))
    contexts = event.context.split(",") if isinstance(event.context, str) else event.context
    if denied := _NOT_HAPPENING & {context.strip().casefold() for context in contexts}:
        yield LeftOut(f"context is {', '.join(sorted(denied))}")
    elif not sources:
        yield LeftOut("without a source")
    elif not targets and len(sources) == 1:
        yield LeftOut("without a target")
    else:
        text = event.text.strip().removeprefix("{").removesuffix("}")
        pairs = product(sources, targets) if targets else permutations(sources, 2)
        yield from agreed(
            record(text, place_of(text, holder), place_of(text, target), label)
            for holder, target in pairs
            if holder != target
        )
