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

from pydantic import BaseModel

from model.records import Label
from training.errors import CorpusError
from training.importers.annotation import record
from training.importers.rows import USUAL, LeftOut, Options, Record, Refused, Row, Tally, imported

_LABELS: dict[str, Label] = {"POS": "support", "NEG": "oppose"}
_AUTHOR = "None"
_UNKNOWN = "Not in the list"


class _Stance(BaseModel):
    subject: str
    object: str
    sentiment: str


def read_seesaw(
    path: Path, split: str | None = None, *, tally: Tally | None = None, options: Options = USUAL
) -> Iterator[Record]:
    """A record for each stance of the stories of `split` (train, valid or test; None for all), the sentence before it
    as context. What has another form goes to the tally, or without one is raised as CorpusError."""
    return imported(_rows(path, split), _records, "seesaw", tally, options)


def _rows(path: Path, split: str | None) -> Iterator[Row]:
    stories = sorted((path / "meta").glob("*.json"))
    if not stories:
        raise CorpusError(path, None, "holds no meta/*.json; give the folder with articles, annotations and meta")
    for story in stories:
        own_split = _load(story, "Split")
        if split is None or own_split == split:
            for article in sorted((path / "articles").glob(f"{story.stem}_DOCUMENT_*.json")):
                yield from _stances(article, path / "annotations" / article.name, own_split)


def _stances(article: Path, annotation: Path, split: str | None) -> Iterator[Row]:
    """A row for each stance; a file that cannot be read is one row, to be refused."""
    try:
        sentences = [str(sentence["text"]) for sentence in _load(article, "text")]
        by_sentence = {
            int(number): list(stances) for number, stances in _load(annotation, "sentence-level stances").items()
        }
    except (CorpusError, KeyError, TypeError, ValueError, AttributeError) as error:
        yield Row(annotation, None, "0", Refused(f"is not a SEESAW annotation: {error!r}"))
        return
    for place, stances in sorted(by_sentence.items()):
        for k, stance in enumerate(stances):
            yield Row(annotation, None, f"{place}-{k}", (sentences, place, stance, split), f"sentence {place}: ")


def _records(value: tuple[list[str], int, Any, str | None] | Refused) -> Iterator[Record | LeftOut]:
    if isinstance(value, Refused):
        raise value
    sentences, place, raw, split = value
    stance = _Stance.model_validate(raw)
    if not 0 <= place < len(sentences):
        raise Refused(f"the article has {len(sentences)} sentences")
    if stance.sentiment not in _LABELS:
        raise Refused(f"sentiment {stance.sentiment!r} is not POS or NEG")
    if _UNKNOWN in (stance.subject, stance.object):
        yield LeftOut("an end is not in the list of actors", "stance")
    elif stance.subject == stance.object:
        yield LeftOut("an actor toward itself", "stance")
    else:
        holder = None if stance.subject == _AUTHOR else {"name": stance.subject}
        context = sentences[place - 1] if place else ""
        yield record(sentences[place], holder, {"name": stance.object}, _LABELS[stance.sentiment], context) | {
            "split": split
        }


def _load(path: Path, key: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8")).get(key)
    except (OSError, ValueError, AttributeError) as error:
        raise CorpusError(path, None, f"cannot be read: {error}") from error
