"""Label Studio's JSON export: a list of tasks, each with the annotations of one annotator or several.

Read are relations between labelled spans, named support, oppose or neutral, and one Target span, at most one Holder
span and a choice. An arrow that points left goes from its second end to its first; one that points both ways is two
records. Offsets count code points; where `text` of a span shows that an older version counted UTF-16 units, they are
converted. Of several annotations those marked as ground truth count, otherwise all, and pairs that they disagree on are
left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field

from training.importers.annotation import Span, agreed, chosen, code_points, related
from training.importers.rows import USUAL, LeftOut, Options, Record, Refused, Tally, imported, json_items, json_object


class _Value(BaseModel):
    start: int = -1
    end: int = -1
    text: str | list[str] | None = None
    labels: list[str] = Field(default_factory=list)
    choices: list[str] = Field(default_factory=list)


class _Result(BaseModel):
    type: str
    id: str = ""
    value: _Value = _Value()
    from_id: str = ""
    to_id: str = ""
    direction: Literal["left", "right", "bi"] | None = None
    labels: list[str] | None = None


class _Annotation(BaseModel):
    result: list[_Result]
    was_cancelled: bool = False
    ground_truth: bool = False


class _Task(BaseModel):
    data: dict[str, Any]
    annotations: list[_Annotation]


def read_labelstudio(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """The records of each task; tasks of another form go to the tally, or without one are raised as CorpusError."""
    return imported(json_items(path), partial(_records, options), "labelstudio", tally, options)


def _records(options: Options, raw: str) -> Iterator[Record | LeftOut]:
    row = json_object(raw)
    if "annotations" not in row:
        raise Refused("has no `annotations`; export the project as JSON, not JSON-MIN")
    task = _Task.model_validate(row)
    text = task.data.get(options.key("text"))
    if not isinstance(text, str):
        raise Refused(f"data has no text in {options.key('text')!r} but {', '.join(task.data)}; give --map text=KEY")
    kept = [one for one in task.annotations if not one.was_cancelled]
    if not kept:
        yield LeftOut("skipped by its annotator" if task.annotations else "not annotated")
        return
    context = str(task.data.get(options.key("context")) or "")
    final = [one for one in kept if one.ground_truth] or kept
    yield from agreed(found for one in final for found in _annotation(one, text, context, options))


def _annotation(annotation: _Annotation, text: str, context: str, options: Options) -> Iterator[Record | LeftOut]:
    marked = {one.id: _span(one.value, text) for one in annotation.result if one.value.labels}
    relations = [one for one in annotation.result if one.type == "relation"]
    choices = [choice for one in annotation.result for choice in one.value.choices]
    if relations:
        yield from related(_arrows(relations, marked), options.words, text, context)
    elif choices:
        yield chosen(list(marked.values()), choices, options.words, text, context)
    else:
        yield LeftOut("neither relation nor choice")


def _arrows(relations: list[_Result], marked: Mapping[str, Span]) -> Iterator[tuple[Span, Span, object]]:
    for relation in relations:
        if not {relation.from_id, relation.to_id} <= marked.keys():
            raise Refused(
                f"a relation joins {relation.from_id!r} and {relation.to_id!r}, of which one is no labelled span"
            )
        first, second = marked[relation.from_id], marked[relation.to_id]
        for name in relation.labels or [""]:
            if relation.direction != "left":
                yield first, second, name
            if relation.direction in ("left", "bi"):
                yield second, first, name


def _span(value: _Value, text: str) -> Span:
    start, end = value.start, value.end
    if not 0 <= start < end:
        raise Refused(f"a span from {start} to {end} is not of plain text")
    if isinstance(value.text, str) and not _same(text[start:end], value.text):
        start, end = code_points(text, start, end)
        if not _same(text[start:end], value.text):
            raise Refused(f"a span from {value.start} to {value.end} is not {value.text!r} in the text")
    return Span(start, end, value.labels[0])


def _same(one: str, other: str) -> bool:
    return one.split() == other.replace("\\n", "\n").split()
