"""What every importer shares: rows in, records out, and a tally of the rows that gave none.

A format is a reader of rows (`lines`, `json_items`, or its own) and a `convert` that makes records of one row. `convert`
yields records and LeftOut, and raises ValueError (Refused says why in words) where the row is not what the format
promises; `imported` counts, checks and names what comes out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from model.records import Label
from training.corpus import problem_with
from training.errors import CorpusError

Record = dict[str, Any]
SHOWN = 20


class Refused(ValueError):
    """The row is not what its format promises; the message says why."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something sound that is no labelled pair, such as an answer that the annotator rejected."""

    reason: str
    what: str = "row"


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file. `key` is unique in the file; `line` is None where lines say nothing; `name`, as in
    "item 3: ", says more of where it stands."""

    path: Path
    line: int | None
    key: str
    value: Any
    name: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about a file: which column or key holds what, which words mean which label, how it is encoded,
    whether offsets count UTF-16 units (None: not said), and what ids begin with before the file's name."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Label] = field(default_factory=dict)
    encoding: str = "utf-8"
    utf16: bool | None = None
    prefix: str | None = None

    def key(self, name: str) -> str:
        """The file's own name for a field of a record."""
        return self.columns.get(name, name)


USUAL = Options()


@dataclass(slots=True)
class Tally:
    """Counts the rows of an import. Keeps the first refusals to show them; a strict tally raises the first. `row` is the
    one that the latest record came from."""

    strict: bool = False
    row: Row | None = None
    rows: int = 0
    refused: int = 0
    shown: list[CorpusError] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)

    def refuse(self, error: CorpusError) -> None:
        """Counts a row that is not what its format promises. Raises the error itself if strict."""
        if self.strict:
            raise error
        self.refused += 1
        if len(self.shown) < SHOWN:
            self.shown.append(error)


def imported(
    rows: Iterable[Row],
    convert: Callable[[Any], Iterator[Record | LeftOut]],
    source: str,
    tally: Tally | None,
    options: Options,
) -> Iterator[Record]:
    """The records of the rows, each checked as the corpus checks it. A row gives all its records or, refused, none.

    Without a tally the first refusal is raised as CorpusError.
    """
    tally = tally or Tally(strict=True)
    for row in rows:
        tally.rows += 1
        tally.row = row
        prefix = "-".join(part for part in (options.prefix, row.path.stem, row.key) if part)
        try:
            found = list(convert(row.value)) or [LeftOut("nothing labelled")]
            records = [one | {"source": source} for one in found if not isinstance(one, LeftOut)]
            for number, record in enumerate(records):
                record["id"] = f"{prefix}-{record.get('id', number)}"
                if problem := problem_with(record):
                    raise Refused(problem)
        except ValueError as error:
            tally.refuse(CorpusError(row.path, row.line, row.name + _reason(error)))
        else:
            tally.left_out.update(one for one in found if isinstance(one, LeftOut))
            yield from records


def lines(path: Path) -> Iterator[Row]:
    """The lines that are not blank, as bytes without line end and byte order mark."""
    with open(path, "rb") as stream:
        for number, raw in enumerate(stream, 1):
            line = raw.removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
            if line.strip():
                yield Row(path, number, str(number), line)


def decoded(raw: bytes, encoding: str = "utf-8") -> str:
    """The text of a line. Raises Refused with the remedy where the encoding is another."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(f"is not {encoding} at byte {error.start}; save the file as UTF-8") from error


_STRING_OR_TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')


def json_object(raw: bytes | str) -> dict[str, Any]:
    """The JSON object that a line or item is. A comma after the last member is overlooked."""
    text = decoded(raw) if isinstance(raw, bytes) else raw
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        value = json.loads(_STRING_OR_TRAILING_COMMA.sub(lambda found: found[1] or "", text))
    if not isinstance(value, dict):
        raise Refused("is not a JSON object")
    return value


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}]')
_OUTSIDE = re.compile(r"[\s,\[\]]*")


def json_items(path: Path) -> Iterator[Row]:
    """The objects of a JSON array, or of a file of one after another, as text. Reads line by line and goes on after an
    object that is broken, so long as its braces balance."""
    item: list[str] = []
    depth = count = start = 0
    with open(path, encoding="utf-8-sig", errors="surrogateescape") as stream:
        for number, line in enumerate(stream, 1):
            begin, outside = 0, ""
            for token in _TOKEN.finditer(line):
                if token[0] == "{":
                    if depth == 0:
                        outside += line[begin : token.start()]
                        begin, start = token.start(), number
                    depth += 1
                elif token[0] == "}" and depth:
                    depth -= 1
                    if depth == 0:
                        item.append(line[begin : token.end()])
                        count += 1
                        yield Row(path, start, str(count), "".join(item), f"item {count}: ")
                        item, begin = [], token.end()
            if depth:
                item.append(line[begin:])
            elif not _OUTSIDE.fullmatch(outside + line[begin:]):
                count += 1
                yield Row(path, number, str(count), (outside + line[begin:]).strip(" \t\r\n,[]"), f"item {count}: ")
    if item:
        name = f"item {count + 1}, which never ends, so that nothing after it is read: "
        yield Row(path, start, str(count + 1), "".join(item), name)
    elif not count:
        raise CorpusError(path, None, "holds no JSON objects")


def _reason(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "record"
        return f"{place}: {first['msg']}"
    if isinstance(error, json.JSONDecodeError):
        return f"is not JSON: {error.msg} at column {error.colno}"
    return str(error)
