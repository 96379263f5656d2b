"""NewsMTSC (Hamborg & Donnay, EACL 2021): how a news sentence portrays a mention; the holder is the narrator.

A line is a JSON object with `sentence`, `mention`, `from`, `to` (code points) and `polarity` -1, 0 or 1; the form
with a list of `targets` in a line, as its authors publish it too, is read as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.errors import CorpusError

_LABELS = {-1: "oppose", 0: "neutral", 1: "support"}


def read_newsmtsc(path: Path) -> Iterator[dict[str, Any]]:
    """A record for each mention. Raises CorpusError with the line where the form does not hold."""
    with open(path, encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                text = row.get("sentence", row.get("sentence_normalized"))
                for k, target in enumerate(row.get("targets", [row])):
                    yield {
                        "id": f"{path.stem}-{number}-{k}",
                        "text": text,
                        "holder": None,
                        "target": {"start": target["from"], "end": target["to"]},
                        "label": _LABELS[int(target["polarity"])],
                        "source": "newsmtsc",
                    }
            except (KeyError, TypeError, ValueError) as error:
                raise CorpusError(path, number, f"is not a NewsMTSC record: {error!r}") from error
