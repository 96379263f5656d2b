"""The command line: `standpoint serve | score | classify | train | evaluate | models`.

Each command is a few lines over the packages: it parses, calls, prints, and turns every StandpointError into one line
on standard error and exit code 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from model.errors import StandpointError
from model.registry import Registry, default_home

if TYPE_CHECKING:
    from model.scorer import StanceScorer

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help=__doc__.split("\n\n")[0], pretty_exceptions_enable=False
)
models = typer.Typer(no_args_is_help=True, help="List, promote and roll back model versions.")
app.add_typer(models, name="models")
notes = Console(stderr=True)

Home = Annotated[
    Path,
    typer.Option(envvar="STANDPOINT_HOME", help="Folder of the model registry.", default_factory=default_home),
]
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
def train(
    data: Annotated[
        list[Path] | None, typer.Argument(help="Labelled pairs: .jsonl files or folders. Default: the seeds.")
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the model.")] = "default",
    c: Annotated[float, typer.Option("--c", help="Inverse strength of the penalty.", min=1e-4)] = 2.0,
    seed: Annotated[int, typer.Option(help="Seed of the folds.")] = 0,
    promote: Annotated[bool, typer.Option(help="Make the new version the current one.")] = True,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Validate a corpus, train on it, and publish the model as a new version."""
    from training.train import train as run

    with progress_bars("training") as progress:
        manifest, report = run(
            data or [SEEDS / "sentences"],
            Registry(home),
            name=name,
            C=c,
            seed=seed,
            promote=promote,
            progress=progress,
        )
    table = Table("figure", "value in % [95% interval]", title=f"{manifest.name} {manifest.version}")
    table.add_row("accuracy, cross-validated by sentence", str(report.accuracy))
    table.add_row("macro-F1", str(report.macro_f1))
    table.add_row("polarity accuracy", str(report.polarity_accuracy))
    table.add_row("calibration error", f"{100 * report.calibration_error:.1f}")
    Console().print(table)


@app.command()
def evaluate(
    data: Annotated[Path, typer.Option(help="Labelled pairs: a .jsonl file or a folder.")],
    version: Annotated[str | None, typer.Option(help="Model version; the promoted one if not given.")] = None,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Measure a model on labelled pairs that it was not trained on; prints a JSON report."""
    from training.evaluation import evaluate_version

    registry = Registry(home)
    report = evaluate_version(registry.path(version) if version else registry.current(), [data])
    print(json.dumps(report.to_dict(), indent=2))


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
    from service.articles import read_articles
    from service.output import write_answers

    scorer = load(home)
    answers = (
        scorer.score(article, min_confidence=min_confidence, explain=explain)
        for article in tracked(read_articles(source, sys.stdin.buffer))
    )
    write_answers(answers, format.value, sys.stdout)


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


@contextmanager
def progress_bars(title: str) -> Iterator[Callable[[str, int, int], None]]:
    """Progress bars on a terminal's standard error, one for each named step; silent elsewhere."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=notes, disable=not notes.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def update(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(f"{title}: {step}", total=total)
            bars.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        yield update


def run_train_command() -> None:
    """`python -m training.train` is `standpoint train`."""
    sys.argv.insert(1, "train")
    main()


if __name__ == "__main__":
    main()
