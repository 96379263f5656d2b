"""Marked text: the compact way to write labelled pairs by hand, compiled to the records that training reads.

    ## trade / wire                                            topic, and a style if wanted, until the next such line
    C: The talks had *gone badly*.                             the text before the next sentence; may be left out
    {Norway} *condemned* {Belarus} on Friday. || 1-2 n-2 #1

Braces hold mentions, numbered as they come (an article at the beginning is not made part of them); asterisks hold the decisive cue. After `||` stand labels (`1-2` oppose,
`1+2` support, `1=2` neutral; `n` is the narrator, a quoted name an end that the sentence does not name) and phenomenon
numbers or free tags (`#1`, `#irony`). `{@2|the firm}` is a further mention of actor 2 and yields no record of its own.
The reverse of every labelled pair is added as neutral unless it is labelled too, or an exclamation mark (`1-2!`) forbids it.
A line that begins with `//` is a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training.curation.phenomena import PHENOMENA
from training.errors import CorpusError, InvalidCorpus

_MARK = re.compile(r"\{(?P<again>@\d+\|)?(?P<mention>[^{}]*)\}|\*(?P<cue>[^*]+)\*")
_LABEL = re.compile(r'(n|\d+|"[^"]+")([-+=])(\d+|"[^"]+")(!?)$')
_ANNOTATIONS = re.compile(r'#[\w:-]+|(?:n|\d+|"[^"]+")[-+=](?:\d+|"[^"]+")!?|\S+')
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_NAMES = {"-": "oppose", "+": "support", "=": "neutral"}

Record = dict[str, Any]


@dataclass(slots=True)
class _Heading:
    tags: list[str] = field(default_factory=list)
    context: str = ""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A text without its marks, and where they stood."""

    text: str
    mentions: list[tuple[int, int]]
    cues: list[tuple[int, int]]


def compile_marked(path: Path, prefix: str) -> list[Record]:
    """The records of a marked text, in its order, ids `prefix-00001` and so on. Raises InvalidCorpus with every finding."""
    findings: list[CorpusError] = []
    records: list[Record] = []
    heading = _Heading()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        try:
            for record in _read_line(line.strip(), heading):
                records.append({"id": f"{prefix}-{len(records) + 1:05d}"} | record)
        except ValueError as error:
            heading.context = ""
            findings.append(CorpusError(path, number, str(error)))
    if findings:
        raise InvalidCorpus(findings)
    return records


def _read_line(line: str, heading: _Heading) -> Iterator[Record]:
    if not line or line.startswith("//"):
        return
    if line.startswith("##"):
        topic, _, style = line[2:].partition("/")
        heading.tags = [f"topic:{_slug(topic)}"] + ([f"style:{_slug(style)}"] if style.strip() else [])
    elif line.startswith("C:"):
        heading.context = line[2:].strip()
    else:
        marked, bar, annotations = line.rpartition("||")
        if not bar:
            raise ValueError("no labels; end the sentence with ` || ` and labels such as 1-2")
        context, heading.context = heading.context, ""
        yield from _records(_unmark(marked.strip()), _unmark(context), annotations, heading.tags)


def _records(marked: _Marked, context: _Marked, annotations: str, tags: list[str]) -> Iterator[Record]:
    labels: dict[tuple[str, str], str] = {}
    kept_out: set[tuple[str, str]] = set()
    names: list[str] = []
    for token in _ANNOTATIONS.findall(annotations):
        if token.startswith("#"):
            names.append(_tag(token[1:]))
            continue
        match = _LABEL.match(token)
        if match is None:
            raise ValueError(f"{token!r} is neither a label such as 1-2 nor a tag such as #14")
        holder, sign, target, alone = match.groups()
        if (holder, target) in labels:
            raise ValueError(f"{holder}{sign}{target}: the pair is labelled twice")
        if holder == target:
            raise ValueError(f"{token}: holder and target are one")
        labels[holder, target] = _NAMES[sign]
        if alone:
            kept_out.add((target, holder))
    if not labels:
        raise ValueError("no label; give at least one such as 1-2")
    for holder, target in list(labels):
        if holder != "n" and (target, holder) not in kept_out:
            labels.setdefault((target, holder), "neutral")
    for (holder, target), label in labels.items():
        record: Record = {
            "text": marked.text,
            "holder": None if holder == "n" else _end(holder, marked),
            "target": _end(target, marked),
            "label": label,
            "context": context.text,
            "source": "seeds",
            "tags": names + tags,
            "split": None,
        }
        if marked.cues:
            record["cues"] = [{"start": a, "end": b} for a, b in marked.cues]
        if context.cues:
            record["context_cues"] = [{"start": a, "end": b} for a, b in context.cues]
        yield record


def _end(end: str, marked: _Marked) -> Record:
    if end.startswith('"'):
        return {"name": end[1:-1]}
    if not 1 <= int(end) <= len(marked.mentions):
        raise ValueError(f"mention {end} is labelled, but the sentence marks {len(marked.mentions)}")
    start, stop = marked.mentions[int(end) - 1]
    return {"start": start, "end": stop}


def _tag(name: str) -> str:
    if not name.isdigit():
        return name
    if int(name) not in PHENOMENA:
        raise ValueError(f"#{name}: phenomena are numbered 1 to {len(PHENOMENA)}")
    return PHENOMENA[int(name)]


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.strip().lower()).strip("-")


def _unmark(marked: str) -> _Marked:
    """Takes braces and asterisks away. A cue may lie in a mention and a mention in a cue only if written side by side."""
    text = ""
    mentions: list[tuple[int, int]] = []
    cues: list[tuple[int, int]] = []
    last = 0
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        inner = match["cue"] or match["mention"]
        span = (len(text), len(text) + len(inner))
        if match["cue"]:
            cues.append(span)
        elif not match["again"]:
            article = _ARTICLE.match(inner)
            mentions.append((span[0] + article.end(), span[1]) if article else span)
        text += inner
        last = match.end()
    text += marked[last:]
    if re.search(r"[{}*]", text):
        raise ValueError("a brace or an asterisk has no partner, or marks overlap")
    return _Marked(text, mentions, cues)
