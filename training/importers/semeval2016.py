"""SemEval-2016 Task 6 (Mohammad et al. 2016): the stance of a tweet's author toward a target, which the tweet may not name.

A tab-separated file with a header that names ID, Target, Tweet and Stance, in any order and among others; Stance is
FAVOR, AGAINST, NONE, or UNKNOWN in parts published without labels. Lines that are not UTF-8 are Windows-1252, as in the
publishers' own files. The holder is the narrator; the tag #SemST, which every tweet was found by, is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.errors import CorpusError
from training.importers.annotation import record, required_label
from training.importers.rows import USUAL, LeftOut, Options, Record, Refused, Tally, imported, lines

_COLUMNS = ("target", "tweet", "stance")
_TAG = re.compile(r"\s*#SemST\s*$", re.IGNORECASE)


def read_semeval2016(path: Path, *, tally: Tally | None = None, options: Options = USUAL) -> Iterator[Record]:
    """A record for each tweet with a label; lines of another form go to the tally, or without one are raised as
    CorpusError."""
    rows = lines(path)
    header = next(rows, None)
    names = [] if header is None else [name.strip().casefold() for name in _text(header.value).split("\t")]
    if not set(_COLUMNS) <= set(names):
        raise CorpusError(path, 1, "is no header with Target, Tweet and Stance, parted by tabs")

    def records(raw: bytes) -> Iterator[Record | LeftOut]:
        fields = _text(raw).split("\t")
        if len(fields) != len(names):
            raise Refused(f"has {len(fields)} fields, not {len(names)} as the header")
        target, tweet, stance = (fields[names.index(name)].strip() for name in _COLUMNS)
        if not stance or stance.upper() == "UNKNOWN":
            yield LeftOut("without a label")
        else:
            yield record(_TAG.sub("", tweet), None, {"name": target}, required_label(stance, options.words))

    return imported(rows, records, "semeval2016", tally, options)


def _text(raw: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
