"""The command line: `standpoint serve | score | classify | train | evaluate | models | corpus`.

Each command is a few lines over the packages: it parses, calls, prints, and turns every StandpointError into one line
on standard error and exit code 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from model.errors import StandpointError
from model.registry import Registry
from training import commands
from training.curation.commands import app as corpus
from training.terminal import Home, notes, progress_bars

if TYPE_CHECKING:
    from model.records import ArticleStances
    from model.scorer import StanceScorer
    from service.files import Unreadable
    from service.orders import Order

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help=__doc__.split("\n\n")[0], pretty_exceptions_enable=False
)
models = typer.Typer(no_args_is_help=True, help="List, promote and roll back model versions.")
app.add_typer(models, name="models")
app.add_typer(corpus, name="corpus")
app.command()(commands.train)
app.command()(commands.evaluate)
SEEDS = Path(__file__).resolve().parent / "seeds"


class OutputFormat(StrEnum):
    """How `score` prints."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def main() -> None:
    """The program's entry point: exit code 0, or 1 with one line that says what is wrong and what to do."""
    try:
        app()
    except StandpointError as error:
        notes.print(f"standpoint: {error}", style="red", highlight=False, markup=False, soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="Port to listen on.", min=1, max=65535)] = 8080,
    workers: Annotated[int, typer.Option(envvar="WORKERS", help="Worker processes.", min=1)] = 2,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Start the HTTP service; trains the default model first if the registry holds none."""
    import os

    ensure_model(home)
    address = f"http://{host}:{port}"
    notes.print(f"Standpoint listens on {address} (page: /, API: /docs). Try:", highlight=False)
    notes.print(
        f"  curl -s {address}/v1/stances -H 'Content-Type: text/plain' --data 'Norway condemned Belarus on Friday.'",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )
    environment = {"HOST": host, "PORT": str(port), "WORKERS": str(workers), "STANDPOINT_HOME": str(home)}
    gunicorn = str(Path(sys.executable).parent / "gunicorn")
    configuration = str(Path(__file__).resolve().parent / "service" / "gunicorn_conf.py")
    os.execve(gunicorn, [gunicorn, "--config", configuration, "service.wsgi:app"], os.environ | environment)


def ensure_model(home: Path) -> None:
    """Trains and promotes the default model where no version is promoted in `home`."""
    registry = Registry(home)
    if registry.current_version() is None:
        from training.train import train as run

        with progress_bars("training") as progress:
            run([SEEDS / "sentences"], registry, progress=progress)


@app.command()
def classify(
    file: Annotated[Path, typer.Argument(help="Pairs to classify: a .jsonl file of records, labels not needed.")],
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Classify pairs: one JSON object a line, in the order of the input."""
    from training.corpus import read_pairs

    pairs = read_pairs(file)
    scorer = load(home)
    for start in range(0, len(pairs), 256):
        for result in scorer.classify(pairs[start : start + 256]):
            print(json.dumps(asdict(result), ensure_ascii=False))


@app.command()
def score(
    source: Annotated[
        str,
        typer.Argument(
            help="An article (.txt, .html, .json), articles (.jsonl), a folder of them, or - for standard input."
        ),
    ],
    format: Annotated[
        OutputFormat, typer.Option("--format", "-f", help="table, json, jsonl or csv.")
    ] = OutputFormat.table,
    min_confidence: Annotated[
        float, typer.Option(help="Leave out stances below this probability.", min=0, max=1)
    ] = 0.0,
    explain: Annotated[bool, typer.Option(help="Add the features behind each evidence sentence.")] = False,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Score articles: every actor's stance toward each other actor, with evidence."""
    from service.files import read_orders
    from service.settings import Settings

    settings = Settings(home=home, max_article_chars=10_000_000)
    orders = read_orders(source, sys.stdin.buffer, settings)
    scorer = load(home)
    failures: list[str] = []
    write_answers(scored(orders, scorer, source, min_confidence, explain, failures), format, sys.stdout)
    for failure in failures:
        notes.print(failure, style="red", highlight=False, markup=False, soft_wrap=True)
    if failures:
        raise typer.Exit(1)


def scored(
    orders: Iterator[Order | Unreadable],
    scorer: StanceScorer,
    source: str,
    min_confidence: float,
    explain: bool,
    failures: list[str],
) -> Iterator[ArticleStances]:
    """The answers, with a progress bar where there are several; what fails is described in `failures`."""
    from service.files import Unreadable, count_orders

    total = count_orders(source)
    with progress_bars("articles") as progress:
        for number, order in enumerate(orders, 1):
            if isinstance(order, Unreadable):
                failures.append(f"{order.where}: {order.reason}")
            else:
                confidence = max(min_confidence, order.min_confidence)
                yield replace(order, min_confidence=confidence, explain=explain or order.explain).carry_out(scorer)
            if total is not None and total > 1:
                progress("score", number, total)


def write_answers(answers: Iterator[ArticleStances], format: OutputFormat, out: TextIO) -> None:
    """Writes answers as they come; only `json` of several articles has to wait for all, to be one array."""
    from service.schemas import stances_json
    from service.tables import csv_lines

    if format is OutputFormat.csv:
        out.writelines(line.replace("\r\n", "\n") for line in csv_lines(answers))
    elif format is OutputFormat.jsonl:
        for answer in answers:
            out.write(stances_json(answer).decode() + "\n")
    elif format is OutputFormat.json:
        every = [json.loads(stances_json(answer)) for answer in answers]
        json.dump(every[0] if len(every) == 1 else every, out, indent=2, ensure_ascii=False)
        out.write("\n")
    else:
        for answer in answers:
            print_answer(answer)


def print_answer(answer: ArticleStances) -> None:
    """An answer as two tables for the eye: actors, then stances with their first sentence."""
    console = Console()
    names = {actor.id: actor.name for actor in answer.actors}
    actors = Table("actor", "type", "also called", "salience", title=answer.id)
    for actor in answer.actors:
        actors.add_row(escape(actor.name), actor.type, escape(", ".join(actor.aliases)), f"{actor.salience:.2f}")
    console.print(actors)
    stances = Table("holder", "target", "stance", "score", "sure", "evidence")
    for stance in answer.stances:
        colour = {"support": "green", "oppose": "red", "neutral": "dim"}[stance.label]
        evidence = " ".join(stance.evidence[0].text.split()) if stance.evidence else ""
        stances.add_row(
            escape(names[stance.holder]),
            escape(names[stance.target]),
            f"[{colour}]{stance.label}[/]",
            f"{stance.score:+.2f}",
            f"{stance.confidence:.2f}",
            escape(evidence),
        )
    console.print(stances)
    for warning in answer.warnings:
        notes.print(f"warning: {warning}", style="yellow", markup=False)


@models.command("list")
def list_models(home: Home = ...) -> None:  # type: ignore[assignment]
    """List all versions, oldest first; the promoted one is marked."""
    registry = Registry(home)
    current = registry.current_version()
    table = Table("", "version", "name", "created", "records", "accuracy", "macro-F1")
    for m in registry.versions():
        accuracy, macro = (f"{100 * m.metrics[figure]['value']:.1f}" for figure in ("accuracy", "macro_f1"))
        mark = "*" if m.version == current else ""
        table.add_row(mark, m.version, m.name, m.created, str(m.corpus["records"]), accuracy, macro)
    Console().print(table)


@models.command()
def promote(version: str, home: Home = ...) -> None:  # type: ignore[assignment]
    """Make a version the current one."""
    print(f"promoted {Registry(home).promote(version)}")


@models.command()
def rollback(home: Home = ...) -> None:  # type: ignore[assignment]
    """Go back to the version that was current before."""
    print(f"rolled back to {Registry(home).rollback()}")


def load(home: Path) -> StanceScorer:
    """The promoted model of `home`, trained first from the seeds where there is none."""
    from model.scorer import StanceScorer

    ensure_model(home)
    return StanceScorer.load(Registry(home).current())


def run_train_command() -> None:
    """`python -m training.train` is `standpoint train`."""
    sys.argv.insert(1, "train")
    main()


if __name__ == "__main__":
    main()
