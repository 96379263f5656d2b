"""NewsMTSC (Hamborg & Donnay, EACL 2021): how a news sentence portrays a mention; the holder is the narrator.

A line is a JSON object with `sentence`, `mention`, `from`, `to` (code points) and `polarity` -1, 0 or 1; the form
with a list of `targets` in a line, as its authors publish it too, is read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, Field

from model.records import Label
from training.importers.annotation import record
from training.importers.rows import USUAL, Options, Record, Tally, imported, json_object, lines

_LABELS: dict[float, Label] = {-1: "oppose", 0: "neutral", 1: "support"}


class _Target(BaseModel):
    start: int = Field(alias="from")
    end: int = Field(alias="to")
    polarity: float = Field(ge=-1, le=1, multiple_of=1)


class _Sentences(BaseModel):
    text: str
    targets: list[_Target]


def read_newsmtsc(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """A record for each mention; lines of another form go to the tally, or without one are raised as CorpusError."""
    return imported(lines(path), _records, "newsmtsc", tally, options)


def _records(raw: bytes) -> Iterator[Record]:
    row = json_object(raw)
    text = row.get("sentence", row.get("sentence_normalized"))
    sentence = _Sentences.model_validate({"text": text, "targets": row.get("targets", [row])})
    for target in sentence.targets:
        yield record(sentence.text, None, {"start": target.start, "end": target.end}, _LABELS[target.polarity])
