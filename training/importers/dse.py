"""Directed sentiment extraction (Park, Pan & Joo, Findings of ACL 2021): five classes over an unordered pair.

A line is: sentence with the two mentions in [brackets], p, q, and 0 neutral, 1 p->q positive, 2 q->p positive,
3 p->q negative, 4 q->p negative. Each line becomes two ordered records, one each way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from model.records import Label
from training.importers.rows import USUAL, Options, Record, Refused, Tally, decoded, imported, lines

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_FORWARD: dict[str, Label] = {"1": "support", "3": "oppose"}
_BACKWARD: dict[str, Label] = {"2": "support", "4": "oppose"}


def read_dse(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """Two records for each line; lines of another form go to the tally, or without one are raised as CorpusError."""
    return imported(lines(path), _records, "dse", tally, options)


def _records(raw: bytes) -> Iterator[Record]:
    fields = decoded(raw).split("\t")
    if len(fields) != 4 or fields[3] not in ("0", "1", "2", "3", "4"):
        raise Refused("is not: sentence, p, q and a label 0-4, parted by tabs")
    text, spans = _unbracket(fields[0])
    if len(spans) != 2:
        raise Refused(f"has {len(spans)} [mentions], not two")
    ends = [{"start": start, "end": end} for start, end in spans]
    for suffix, holder, target, labels in (("pq", 0, 1, _FORWARD), ("qp", 1, 0, _BACKWARD)):
        yield {
            "id": suffix,
            "text": text,
            "holder": ends[holder],
            "target": ends[target],
            "label": labels.get(fields[3], "neutral"),
        }


def _unbracket(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, position = "", [], 0
    for match in _BRACKETED.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        position = match.end()
    return text + marked[position:], spans
