"""Directed sentiment extraction (Park, Pan & Joo, Findings of ACL 2021): five classes over an unordered pair.

A line is: sentence with the two mentions in [brackets], p, q, and 0 neutral, 1 p->q positive, 2 q->p positive,
3 p->q negative, 4 q->p negative. Each line becomes two ordered records, one each way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.errors import CorpusError

_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_FORWARD = {"1": "support", "3": "oppose"}
_BACKWARD = {"2": "support", "4": "oppose"}


def read_dse(path: Path) -> Iterator[dict[str, Any]]:
    """Two records for each line. Raises CorpusError with the line where the form does not hold."""
    with open(path, encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 4 or fields[3] not in "01234":
                raise CorpusError(path, number, "is not: sentence, p, q and a label 0-4, parted by tabs")
            text, spans = _unbracket(fields[0])
            if len(spans) != 2:
                raise CorpusError(path, number, f"has {len(spans)} [mentions], not two")
            ends = [{"start": start, "end": end} for start, end in spans]
            for suffix, holder, target, labels in (("pq", 0, 1, _FORWARD), ("qp", 1, 0, _BACKWARD)):
                yield {
                    "id": f"{path.stem}-{number}-{suffix}",
                    "text": text,
                    "holder": ends[holder],
                    "target": ends[target],
                    "label": labels.get(fields[3], "neutral"),
                    "source": "dse",
                }


def _unbracket(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, position = "", [], 0
    for match in _BRACKETED.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1])))
        text += match[1]
        position = match.end()
    return text + marked[position:], spans
