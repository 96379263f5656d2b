"""Labelled pairs: reading them, checking them, and keeping near-duplicates together.

    {"id", "text", "holder", "target", "label", "context", "source", "tags", "split"}     one JSON object a line

`holder` null is the narrator; an end is {"start", "end"} into `text` (code points, half-open) or {"name"}. `cues` and
`context_cues`, lists of {"start", "end"}, may mark the words that decide.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from model.records import Label, PairEnd, PairRecord
from training.errors import CorpusError, InvalidCorpus

Span = tuple[int, int]

_NOT_WORDS = re.compile(r"[^\w\s]|_")


class _End(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=1)
    name: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _either(self) -> _End:
        if (self.start is None) != (self.end is None):
            raise ValueError("give both start and end")
        if self.start is None and self.name is None:
            raise ValueError("give start and end, or a name")
        return self


class _Span(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    id: str
    text: str = Field(min_length=1)
    holder: _End | None
    target: _End
    label: Literal["oppose", "neutral", "support"] | None = None
    context: str = ""
    source: str = ""
    tags: list[str] = Field(default_factory=list)
    split: str | None = None
    cues: list[_Span] = Field(default_factory=list)
    context_cues: list[_Span] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """A pair with its label. `group` is equal for records of one sentence however it is punctuated or cased.

    `cues` and `context_cues` are the words that decide, marked by the author: half-open spans of text and context.
    """

    pair: PairRecord
    label: Label
    source: str
    tags: tuple[str, ...]
    split: str | None
    group: str
    path: Path
    line: int
    cues: tuple[Span, ...] = ()
    context_cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Corpus:
    """Records in the order of their files, and a fingerprint of all that training sees of them."""

    records: tuple[LabelledPair, ...]
    fingerprint: str


def read_corpus(paths: Sequence[Path]) -> Corpus:
    """Reads .jsonl files, and those of folders. Raises InvalidCorpus with every finding, or CorpusError."""
    files = list(_files(paths))
    findings: list[CorpusError] = []
    records: list[LabelledPair] = []
    seen: dict[str, tuple[Path, int]] = {}
    for file in files:
        for line, parsed in _lines(file, findings):
            record = _checked(parsed, file, line, findings, labelled=True)
            if record is None:
                continue
            if parsed.id in seen:
                earlier = seen[parsed.id]
                findings.append(
                    CorpusError(file, line, f"id {parsed.id!r} stands already at {earlier[0]}:{earlier[1]}")
                )
                continue
            seen[parsed.id] = (file, line)
            records.append(record)
    if findings:
        raise InvalidCorpus(findings)
    if not records:
        raise CorpusError(paths[0], None, "holds no records; give .jsonl files of labelled pairs")
    return Corpus(tuple(records), _fingerprint(records))


def read_pairs(path: Path) -> list[PairRecord]:
    """Reads pairs to classify from a .jsonl file; labels are ignored. Raises InvalidCorpus or CorpusError."""
    findings: list[CorpusError] = []
    pairs = []
    for file in _files([path]):
        for line, parsed in _lines(file, findings):
            record = _checked(parsed, file, line, findings, labelled=False)
            if record is not None:
                pairs.append(record.pair)
    if findings:
        raise InvalidCorpus(findings)
    return pairs


def problem_with(row: Mapping[str, Any]) -> str | None:
    """What reading the record from a corpus would find wrong, or None."""
    findings: list[CorpusError] = []
    try:
        _checked(_Line.model_validate(row), Path(), 0, findings, labelled=True)
    except ValidationError as error:
        findings = _findings(error, Path(), 0)
    return findings[0].message if findings else None


def labelled_pair(row: Mapping[str, Any], path: Path, line: int) -> LabelledPair:
    """The record that stands at `path:line` as its dictionary. Raises CorpusError where it is malformed."""
    findings: list[CorpusError] = []
    try:
        found = _checked(_Line.model_validate(row), path, line, findings, labelled=True)
    except ValidationError as error:
        raise _findings(error, path, line)[0] from error
    if found is None:
        raise findings[0]
    return found


def as_row(record: LabelledPair) -> dict[str, Any]:
    """The record as a dictionary, as it stands in a corpus file; what `labelled_pair` reads."""
    pair = record.pair
    row: dict[str, Any] = {
        "id": pair.id,
        "text": pair.text,
        "holder": _plain(pair.holder),
        "target": _plain(pair.target),
    }
    row |= {"label": record.label, "context": pair.context, "source": record.source, "tags": list(record.tags)}
    row["split"] = record.split
    for field, cues in (("cues", record.cues), ("context_cues", record.context_cues)):
        if cues:
            row[field] = [{"start": start, "end": end} for start, end in cues]
    return row


def write_records(rows: Iterable[Mapping[str, Any]], path: Path) -> int:
    """Writes records as JSON Lines and tells how many. The file appears whole or not at all."""
    count = 0
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
        try:
            for row in rows:
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
        except BaseException:
            Path(stream.name).unlink()
            raise
    Path(stream.name).chmod(0o644)
    Path(stream.name).replace(path)
    return count


def group_of(text: str) -> str:
    """The key under which near-duplicates of a sentence meet: words alone, lower case, digits equal."""
    return hashlib.sha256(" ".join(plain_words(text)).encode()).hexdigest()[:16]


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without brackets and punctuation; every number is 0."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return re.sub(r"\d+", "0", _NOT_WORDS.sub(" ", plain)).split()


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(path.glob("**/*.jsonl"))
            if not inside:
                raise CorpusError(path, None, "holds no .jsonl file")
            yield from inside
        elif path.is_file():
            yield path
        else:
            raise CorpusError(path, None, "does not exist; give a .jsonl file of labelled pairs, or a folder of them")


def _lines(path: Path, findings: list[CorpusError]) -> Iterator[tuple[int, _Line]]:
    with open(path, "rb") as stream:
        for number, raw in enumerate(stream, 1):
            try:
                text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                if text:
                    yield number, _Line.model_validate(json.loads(text))
            except UnicodeDecodeError as error:
                findings.append(
                    CorpusError(path, number, f"is not UTF-8 at byte {error.start}; save the file as UTF-8")
                )
            except json.JSONDecodeError as error:
                findings.append(CorpusError(path, number, f"is not JSON: {error.msg} at column {error.colno}"))
            except ValidationError as error:
                findings += _findings(error, path, number)


def _findings(error: ValidationError, path: Path, number: int) -> list[CorpusError]:
    return [
        CorpusError(path, number, f"{'.'.join(str(part) for part in one['loc']) or 'record'}: {one['msg']}")
        for one in error.errors()
    ]


def _checked(line: _Line, path: Path, number: int, findings: list[CorpusError], labelled: bool) -> LabelledPair | None:
    if labelled and line.label is None:
        findings.append(CorpusError(path, number, "label: is missing; give oppose, neutral or support"))
        return None
    for field, end in (("holder", line.holder), ("target", line.target)):
        if end is None or end.start is None or end.end is None:
            continue
        if not end.start < end.end <= len(line.text):
            findings.append(
                CorpusError(
                    path,
                    number,
                    f"{field}: start {end.start} and end {end.end} do not lie in the text ({len(line.text)} long)",
                )
            )
            return None
        if not line.text[end.start : end.end].strip():
            findings.append(
                CorpusError(path, number, f"{field}: characters {end.start}:{end.end} are only white space")
            )
            return None
    for field, cues, within in (("cues", line.cues, line.text), ("context_cues", line.context_cues, line.context)):
        for span in cues:
            if not within[span.start : span.end].strip() or span.end > len(within):
                findings.append(CorpusError(path, number, f"{field}: {span.start}:{span.end} holds no word"))
                return None
    pair = PairRecord(line.id, line.text, _end(line.holder), _end(line.target) or PairEnd(), line.context)
    group = group_of(line.text)
    spans = [tuple((span.start, span.end) for span in cues) for cues in (line.cues, line.context_cues)]
    return LabelledPair(
        pair, line.label or "neutral", line.source, tuple(line.tags), line.split, group, path, number, *spans
    )


def _end(end: _End | None) -> PairEnd | None:
    return None if end is None else PairEnd(end.start, end.end, end.name)


def _plain(end: PairEnd | None) -> dict[str, Any] | None:
    return None if end is None else {key: value for key, value in asdict(end).items() if value is not None}


def _fingerprint(records: Iterable[LabelledPair]) -> str:
    digest = hashlib.sha256()
    for r in records:
        digest.update(json.dumps([repr(r.pair), r.label, r.split, list(r.tags)], ensure_ascii=True).encode())
    return digest.hexdigest()
