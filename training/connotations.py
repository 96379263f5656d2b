"""Reads `seeds/lexicon/connotations.tsv` into the ratings that a model carries."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from model.connotations import Connotation, Connotations, WordClass
from model.tokens import tokenise
from training.errors import CorpusError

_Rating = Annotated[float, Field(ge=-3, le=3)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    word: str = Field(min_length=1)
    word_class: WordClass = Field(alias="class")
    light: _Rating
    agent: _Rating
    patient: _Rating
    stance: _Rating
    field: str = Field(min_length=1)


def read_connotations(path: Path) -> Connotations:
    """The ratings of `path`: tab-separated, with a header; lines that begin with # are comments.

    Raises CorpusError naming the line where a row cannot be read or repeats a word.
    """
    words: dict[str, Connotation] = {}
    phrases: dict[tuple[str, ...], Connotation] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise CorpusError(path, None, "is missing; the seeds folder must hold it") from None
    except UnicodeDecodeError as error:
        raise CorpusError(path, None, f"is not UTF-8: {error}") from error
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
    rows = csv.DictReader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE)
    for (number, _), row in zip(numbered[1:], rows, strict=True):
        try:
            entry = _Row.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise CorpusError(path, number, f"{where}: {first['msg']}") from error
        key = tuple(token.lower for token in tokenise(entry.word))
        rating = Connotation(entry.word_class, entry.light, entry.agent, entry.patient, entry.stance, entry.field)
        if (key in phrases) or (len(key) == 1 and key[0] in words):
            raise CorpusError(path, number, f"word: {entry.word!r} stands in an earlier line too")
        if len(key) == 1:
            words[key[0]] = rating
        else:
            phrases[key] = rating
    return Connotations(words, tuple(phrases.items()))
