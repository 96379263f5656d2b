"""Articles from files, as the command line takes them.

    .txt, anything else    one article                .html, .htm        one article, the main text of the page
    .json                  one article as POST /v1/stances takes it     .jsonl, .ndjson    one such article a line
    a folder               all such files in it, by name                -   standard input: text, or JSON lines

Text is taken as it is, so that offsets are exact against the file (after a byte order mark, if any).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from model.errors import ArticleError, StandpointError
from model.records import Article
from service.bodies import decode
from service.orders import Order, from_html, from_json, from_text
from service.problems import ProblemError
from service.settings import Settings
from service.strict_json import parse
from service.webpages import decode_page

_LINES = frozenset({".jsonl", ".ndjson"})
_PAGES = frozenset({".html", ".htm"})
_KNOWN = _LINES | _PAGES | {".txt", ".json"}


class UnreadableSource(StandpointError):
    """A file cannot be read as articles; the message names file and line."""


def read_articles(source: str, stdin: BinaryIO) -> Iterator[Article]:
    """The articles of a file, of a folder's files, or of standard input (`-`). Raises UnreadableSource.

    Their id is the one they carry, else the name of their file (with the line number for JSON lines).
    """
    settings = Settings()
    if source == "-":
        yield from _standard_input(stdin, settings)
        return
    path = Path(source)
    if not path.exists():
        raise UnreadableSource(f"{path} does not exist; give a file of an article, a folder of them, or -")
    files = _files_in(path) if path.is_dir() else [path]
    for file in files:
        yield from _articles_in(file, settings)


def _files_in(folder: Path) -> list[Path]:
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() in _KNOWN and p.is_file())
    if not found:
        raise UnreadableSource(f"{folder} holds no article; known are {', '.join(sorted(_KNOWN))}")
    return found


def _articles_in(path: Path, settings: Settings) -> Iterator[Article]:
    kind = path.suffix.lower()
    if kind in _LINES:
        with path.open("rb") as lines:
            yield from _articles_of_lines(path.name, lines, settings)
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(f"{path} cannot be read: {error.strerror}") from error
    query = {"id": path.name}
    try:
        if kind in _PAGES:
            yield from_html(decode_page(data, None), query, settings).article
        elif kind == ".json":
            yield _named(from_json(parse(decode(data), settings.max_json_depth), settings), path.name)
        else:
            yield from_text(decode(data), query, settings).article
    except (ProblemError, ArticleError) as error:
        raise UnreadableSource(f"{path}: {error}") from error


def _standard_input(stdin: BinaryIO, settings: Settings) -> Iterator[Article]:
    data = stdin.read()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        yield from _articles_of_lines("standard input", iter(data.splitlines(keepends=True)), settings)
        return
    try:
        yield from_text(decode(data), {}, settings).article
    except (ProblemError, ArticleError) as error:
        raise UnreadableSource(f"standard input: {error}") from error


def _articles_of_lines(name: str, lines: Iterator[bytes] | BinaryIO, settings: Settings) -> Iterator[Article]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = parse(decode(line), settings.max_json_depth, one_line=True)
            yield _named(from_json(value, settings), f"{name}:{number}")
        except (ProblemError, ArticleError) as error:
            raise UnreadableSource(f"{name}:{number}: {error}") from error


def _named(order: Order, name: str) -> Article:
    return order.article if order.article.id is not None else replace(order.article, id=name)
