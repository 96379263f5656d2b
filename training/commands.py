"""`standpoint train` and `standpoint evaluate`. Each is a few lines over the modules beside this one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from model.registry import Registry
from training.terminal import Home, progress_bars

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def train(
    data: Annotated[
        list[Path] | None, typer.Argument(help="Labelled pairs: .jsonl files or folders. Default: the seeds.")
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the model.")] = "default",
    c: Annotated[float, typer.Option("--c", help="Inverse strength of the penalty.", min=1e-4)] = 0.15,
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
    table.add_row("calibration error", str(report.calibration_error))
    Console().print(table)


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
