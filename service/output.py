"""Answers on paper: a table for people, JSON, JSON lines or CSV for programs."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TextIO

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from model.records import ArticleStances
from service.schemas import stances_json
from service.tables import csv_lines

_SIGNS = {"support": "[green]+[/] support", "oppose": "[red]−[/] oppose", "neutral": "[dim]0 neutral[/]"}


def write_answers(answers: Iterable[ArticleStances], format: str, stream: TextIO) -> None:
    """Writes the answers to `stream` as they come. `json` is one object for one answer, an array for more."""
    match format:
        case "table":
            console = Console(file=stream)
            for answer in answers:
                _print(answer, console)
        case "csv":
            for line in csv_lines(answers):
                stream.write(line.replace("\r\n", "\n"))
        case "jsonl":
            for answer in answers:
                stream.write(stances_json(answer).decode() + "\n")
        case "json":
            _write_json(answers, stream)
        case _:
            raise ValueError(f"there is no format {format!r}; give table, json, jsonl or csv")


def _write_json(answers: Iterable[ArticleStances], stream: TextIO) -> None:
    texts = (stances_json(answer).decode() for answer in answers)
    first, second = next(texts, None), next(texts, None)
    if second is None:
        stream.write(f"{first or '[]'}\n")
        return
    stream.write(f"[{first}")
    for text in chain([second], texts):
        stream.write(f",\n{text}")
    stream.write("]\n")


def _print(answer: ArticleStances, console: Console) -> None:
    names = {actor.id: escape(actor.name) for actor in answer.actors}
    if answer.id is not None:
        console.print(f"[bold]{escape(answer.id)}[/]", highlight=False)
    for warning in answer.warnings:
        console.print(f"[yellow]{escape(warning)}[/]", highlight=False)
    if not answer.stances:
        console.print(f"{len(answer.actors)} actors, no stance between them\n", highlight=False)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for title in ("holder", "target", "stance"):
        table.add_column(title, no_wrap=title == "stance")
    table.add_column("score", justify="right")
    table.add_column("confidence", justify="right")
    table.add_column("first evidence", overflow="fold", ratio=1)
    for stance in answer.stances:
        evidence = " ".join(stance.evidence[0].text.split()) if stance.evidence else ""
        table.add_row(
            names[stance.holder],
            names[stance.target],
            _SIGNS[stance.label],
            f"{stance.score:+.2f}",
            f"{100 * stance.confidence:.0f}%",
            escape(evidence),
        )
    console.print(table)
