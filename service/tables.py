"""Stances as the rows of a table, one a stance, for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from model.records import ArticleStances

COLUMNS = (
    "article",
    "holder",
    "holder_type",
    "target",
    "target_type",
    "label",
    "score",
    "confidence",
    "oppose",
    "neutral",
    "support",
    "sentences",
    "speech",
    "speaker",
    "part",
    "start",
    "end",
    "evidence",
)
"""`part` to `evidence` are the first sentence that shows the stance; `sentences` is how many there are."""


def rows(answer: ArticleStances) -> Iterator[tuple[object, ...]]:
    """A row for each stance, in the order of COLUMNS."""
    actors = {actor.id: actor for actor in answer.actors}
    for stance in answer.stances:
        holder, target, p = actors[stance.holder], actors[stance.target], stance.probabilities
        first = stance.evidence[0] if stance.evidence else None
        speaker = actors.get(first.speaker or "") if first else None
        yield (
            answer.id or "",
            holder.name,
            holder.type,
            target.name,
            target.type,
            stance.label,
            stance.score,
            stance.confidence,
            p.oppose,
            p.neutral,
            p.support,
            len(stance.evidence),
            *((first.speech, speaker.name if speaker else "", first.part) if first else ("", "", "")),
            *((first.start, first.end, first.text) if first else ("", "", "")),
        )


def csv_lines(answers: Iterable[ArticleStances], *, header: bool = True) -> Iterator[str]:
    """The rows of all answers as CSV (RFC 4180), a header first."""
    if header:
        yield _line(COLUMNS)
    for answer in answers:
        for row in rows(answer):
            yield _line(row)


def _line(values: Iterable[object]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(values)
    return buffer.getvalue()
