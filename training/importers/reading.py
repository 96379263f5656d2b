"""Labelled pairs of any format, each with the file and line that it came from, to measure on or to compare."""

from __future__ import annotations

from pathlib import Path

from training.corpus import LabelledPair, labelled_pair, read_corpus
from training.errors import CorpusError, UnknownFormat
from training.importers import IMPORTERS
from training.importers.rows import Tally

JSONL = "jsonl"
"""The corpus's own form: .jsonl files of labelled pairs, or folders of them."""


def read_labelled(path: Path, form: str, tally: Tally, split: str | None = None) -> tuple[LabelledPair, ...]:
    """The labelled pairs of `path`, with `split` only those of that part.

    `form` is `JSONL` or a name in IMPORTERS. Rows that an importer refuses go to `tally`; a corpus of the own form must be
    sound. `line` is 0 where lines say nothing. Raises UnknownFormat, InvalidCorpus, or CorpusError where nothing is left.
    """
    if form == JSONL:
        records = read_corpus([path]).records
    elif form in IMPORTERS:
        records = _imported(path, form, tally)
    else:
        raise UnknownFormat(f"format {form!r} is not known; give one of {', '.join([JSONL, *IMPORTERS])}")
    chosen = tuple(record for record in records if split in (None, record.split))
    if not chosen:
        parts = ", ".join(sorted({record.split or "none" for record in records}))
        wanted = f"no record of split {split!r}; it has {parts}" if records else "no labelled pair"
        raise CorpusError(path, None, f"holds {wanted}")
    return chosen


def _imported(path: Path, form: str, tally: Tally) -> tuple[LabelledPair, ...]:
    if not path.exists():
        raise CorpusError(path, None, "does not exist; give the publisher's file or folder")
    records = []
    for row in IMPORTERS[form](path, tally=tally):
        origin = tally.row
        place = (path, 0) if origin is None else (origin.path, origin.line or 0)
        records.append(labelled_pair(row, *place))
    return tuple(records)
