"""Prodigy's JSONL export (`prodigy db-out`), one answer a line.

Read are relations between spans as `rel.manual` makes them, from head, the holder, to child, the target, named support,
oppose or neutral; and one target, at most one holder, and a choice in `accept` or a `label` for the whole text. Only
accepted answers count. Offsets count code points, as spaCy's do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, Field

from training.importers.annotation import Span, agreed, chosen, label_of, related
from training.importers.rows import USUAL, LeftOut, Options, Record, Refused, Tally, imported, json_object, lines


class _Span(BaseModel):
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    label: str | None = None
    text: str | None = None


class _Relation(BaseModel):
    head_span: _Span
    child_span: _Span
    label: str | None = None


class _Choice(BaseModel):
    id: str | int
    text: str = ""


class _Answer(BaseModel):
    answer: Literal["accept", "reject", "ignore"] = "accept"
    spans: list[_Span] = Field(default_factory=list)
    relations: list[_Relation] = Field(default_factory=list)
    accept: list[str | int] = Field(default_factory=list)
    options: list[_Choice] = Field(default_factory=list)
    label: str | None = None


def read_prodigy(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """The records of each accepted answer; lines of another form go to the tally, or without one are raised as
    CorpusError."""
    return imported(lines(path), partial(_records, options), "prodigy", tally, options)


def _records(options: Options, raw: bytes) -> Iterator[Record | LeftOut]:
    row: dict[str, Any] = json_object(raw)
    answer = _Answer.model_validate({name: value for name, value in row.items() if value is not None})
    if answer.answer != "accept":
        yield LeftOut(f"answer is {answer.answer}")
        return
    text = row.get(options.key("text"))
    if not isinstance(text, str):
        raise Refused(f"has no {options.key('text')!r}; give --map text=KEY")
    context = str(row.get(options.key("context")) or "")
    choices = [_word(accepted, answer, options) for accepted in answer.accept]
    if not choices and answer.label:
        choices = [answer.label]
    if answer.relations:
        arrows = ((_span(one.head_span, text), _span(one.child_span, text), one.label) for one in answer.relations)
        yield from agreed(related(arrows, options.words, text, context))
    elif choices:
        yield chosen([_span(span, text) for span in answer.spans], choices, options.words, text, context)
    else:
        yield LeftOut("neither relation nor choice")


def _word(accepted: str | int, answer: _Answer, options: Options) -> str:
    """The option's id, or its text where the id is no label."""
    texts = {option.id: option.text for option in answer.options}
    return str(accepted) if label_of(accepted, options.words) else texts.get(accepted) or str(accepted)


def _span(span: _Span, text: str) -> Span:
    if span.text is not None and text[span.start : span.end] != span.text:
        raise Refused(f"a span from {span.start} to {span.end} is not {span.text!r} in the text")
    return Span(span.start, span.end, span.label or "")
