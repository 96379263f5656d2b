"""doccano's JSONL export of a sequence-labelling or intent-detection project.

Read are relations between entities, named support, oppose or neutral, as projects with relations export them; and one
target, at most one holder, and a category for the whole text, where entities are [start, end, label] under `entities`,
`label` or `labels` and the category is under `cats`, `category` or `stance`.

doccano has counted characters in more than one way and its export has no words to check by. A row in which that makes a
difference is refused until --offsets says how.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import AliasChoices, BaseModel, Field

from training.importers.annotation import Span, agreed, chosen, code_points, related
from training.importers.rows import USUAL, LeftOut, Options, Record, Refused, Tally, imported, json_object, lines


class _Entity(BaseModel):
    id: int | None = None
    label: str
    start_offset: int = Field(ge=0)
    end_offset: int = Field(ge=0)


class _Relation(BaseModel):
    from_id: int
    to_id: int
    type: str


class _Example(BaseModel):
    entities: list[_Entity | tuple[int, int, str]] = Field(
        default_factory=list, validation_alias=AliasChoices("entities", "label", "labels")
    )
    relations: list[_Relation] = Field(default_factory=list)
    categories: list[str] | str = Field(
        default_factory=list, validation_alias=AliasChoices("cats", "category", "categories", "stance")
    )


def read_doccano(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """The records of each line; lines of another form go to the tally, or without one are raised as CorpusError."""
    return imported(lines(path), partial(_records, options), "doccano", tally, options)


def _records(options: Options, raw: bytes) -> Iterator[Record | LeftOut]:
    row: dict[str, Any] = json_object(raw)
    text = row.get(options.key("text"), row.get("data"))
    if not isinstance(text, str):
        raise Refused(f"has no {options.key('text')!r}; give --map text=KEY")
    example = _Example.model_validate(row)
    context = str(row.get(options.key("context")) or "")
    marked = [_span(entity, text, options) for entity in example.entities]
    categories = [example.categories] if isinstance(example.categories, str) else example.categories
    if example.relations:
        by_id = {one.id: span for one, span in zip(example.entities, marked, strict=True) if isinstance(one, _Entity)}
        missing = [end for one in example.relations for end in (one.from_id, one.to_id) if end not in by_id]
        if missing:
            raise Refused(f"a relation joins entity {missing[0]}, which is not there")
        arrows = ((by_id[one.from_id], by_id[one.to_id], one.type) for one in example.relations)
        yield from agreed(related(arrows, options.words, text, context))
    elif categories:
        yield chosen(marked, categories, options.words, text, context)
    else:
        yield LeftOut("neither relation nor category")


def _span(entity: _Entity | tuple[int, int, str], text: str, options: Options) -> Span:
    start, end, label = entity if isinstance(entity, tuple) else (entity.start_offset, entity.end_offset, entity.label)
    if options.utf16 is None and any(character > "\uffff" for character in text[:end]):
        raise Refused("has an emoji or another rare character before an entity; say --offsets code-points or utf-16")
    if options.utf16:
        start, end = code_points(text, start, end)
    return Span(start, end, label)
