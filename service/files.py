"""Articles from files, for the command line: the same forms that the HTTP service takes, from disk or standard input.

    .txt .text .md      plain text             .json     one article object
    .html .htm          a web page             .jsonl    an article object a line
    a folder            all of those in it     -         standard input: JSON if it begins with {, else text

What cannot be read as an article becomes an Unreadable in its place, so one bad line never hides the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from model.errors import ArticleError, StandpointError
from service.bodies import decode
from service.orders import Order, from_html, from_json, from_text
from service.problems import ProblemError
from service.settings import Settings
from service.strict_json import parse
from service.webpages import decode_page

_TEXT, _HTML, _JSON, _LINES = {".txt", ".text", ".md"}, {".html", ".htm"}, {".json"}, {".jsonl", ".ndjson"}
SUFFIXES = _TEXT | _HTML | _JSON | _LINES


class SourceError(StandpointError):
    """A source of articles is not there, or of a kind that cannot be read."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An article that cannot be scored: where it stands, and why."""

    where: str
    reason: str


def read_orders(source: str, standard_input: BinaryIO, settings: Settings) -> Iterator[Order | Unreadable]:
    """The articles of `source`, in order, one at a time. Raises SourceError at once where it cannot be read at all."""
    if source == "-":
        return _standard_input(standard_input, settings)
    path = Path(source)
    if path.is_dir():
        inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        if not inside:
            raise SourceError(f"{path} holds no article; put {', '.join(sorted(SUFFIXES))} files there")
        return (order for file in inside for order in _file(file, settings))
    if not path.is_file():
        raise SourceError(f"{path} does not exist; give a file, a folder, or - for standard input")
    return _file(path, settings)


def count_orders(source: str) -> int | None:
    """How many articles there are, where that is cheap to know: files of a folder, lines of a .jsonl."""
    path = Path(source)
    if source == "-" or not path.exists():
        return None
    files = [p for p in path.rglob("*") if p.is_file()] if path.is_dir() else [path]
    return sum(_count(file) for file in files if file.suffix.lower() in SUFFIXES or len(files) == 1)


def _count(file: Path) -> int:
    if file.suffix.lower() not in _LINES:
        return 1
    with open(file, "rb") as stream:
        return sum(1 for line in stream if line.strip())


def _file(path: Path, settings: Settings) -> Iterator[Order | Unreadable]:
    suffix = path.suffix.lower()
    if suffix in _LINES:
        with open(path, "rb") as stream:
            yield from _lines(stream, str(path), settings)
    else:
        yield _one(path.read_bytes(), suffix, str(path), path.stem, settings)


def _standard_input(stream: BinaryIO, settings: Settings) -> Iterator[Order | Unreadable]:
    data = stream.read()
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"{" and len(data.splitlines()) > 1 and data.splitlines()[0].rstrip().endswith(b"}"):
        yield from _lines(iter(data.splitlines()), "standard input", settings)
    else:
        yield _one(data, ".json" if start == b"{" else ".txt", "standard input", None, settings)


def _lines(lines: Iterator[bytes] | BinaryIO, name: str, settings: Settings) -> Iterator[Order | Unreadable]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _one(line, ".json", f"{name}:{number}", None, settings)


def _one(data: bytes, suffix: str, where: str, id: str | None, settings: Settings) -> Order | Unreadable:
    query = {} if id is None else {"id": id}
    try:
        if suffix in _JSON:
            return from_json(parse(decode(data), settings.max_json_depth), settings)
        if suffix in _HTML:
            return from_html(decode_page(data, None), query, settings)
        return from_text(decode(data), query, settings)
    except ProblemError as error:
        faults = "; ".join(f"{fault.pointer or fault.parameter or 'text'}: {fault.message}" for fault in error.faults)
        return Unreadable(where, faults or error.detail)
    except ArticleError as error:
        return Unreadable(where, f"{error.field or 'text'}: {error.message}")
