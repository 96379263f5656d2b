"""SEESAW (Zhang, Beauchamp & Wang, EMNLP 2022): stances between the actors of a political news story, sentence by sentence.

The folder holds `articles/`, `annotations/` and `meta/`, one JSON file an article or story; `meta` tells the split of a
story. Actors are canonical names without offsets, so both ends of a record are names; the article's author is the
narrator. Stances of holders outside the annotators' list are left out, for they name nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.errors import CorpusError

_LABELS = {"POS": "support", "NEG": "oppose"}
_AUTHOR = "None"
_UNKNOWN = "Not in the list"


def read_seesaw(path: Path, split: str | None = None) -> Iterator[dict[str, Any]]:
    """A record for each stance of the stories of `split` (train, valid or test; None for all), the sentence before it
    as context. Raises CorpusError with the file where the form does not hold."""
    stories = sorted((path / "meta").glob("*.json"))
    if not stories:
        raise CorpusError(path, None, "holds no meta/*.json; give the folder with articles, annotations and meta")
    for story in stories:
        own_split = _load(story).get("Split")
        if split is not None and own_split != split:
            continue
        for article in sorted((path / "articles").glob(f"{story.stem}_DOCUMENT_*.json")):
            yield from _article(article, path / "annotations" / article.name, own_split)


def _article(article: Path, annotation: Path, split: str | None) -> Iterator[dict[str, Any]]:
    try:
        sentences = [sentence["text"] for sentence in _load(article)["text"]]
        for number, stances in sorted(
            _load(annotation)["sentence-level stances"].items(), key=lambda item: int(item[0])
        ):
            place = int(number)
            for k, stance in enumerate(stances):
                if _UNKNOWN in (stance["subject"], stance["object"]) or stance["subject"] == stance["object"]:
                    continue
                yield {
                    "id": f"{article.stem}-{number}-{k}",
                    "text": sentences[place],
                    "holder": None if stance["subject"] == _AUTHOR else {"name": stance["subject"]},
                    "target": {"name": stance["object"]},
                    "label": _LABELS[stance["sentiment"]],
                    "context": sentences[place - 1] if place else "",
                    "source": "seesaw",
                    "split": split,
                }
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise CorpusError(annotation, None, f"is not a SEESAW annotation: {error!r}") from error


def _load(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(path, None, f"cannot be read: {error}") from error
    return found
