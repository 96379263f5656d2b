"""`standpoint train` and `standpoint evaluate`. Each is a few lines over the modules beside this one."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from model.registry import Registry
from training.terminal import Home, notes, progress_bars

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
    data: Annotated[Path, typer.Option(help="Labelled pairs that the model was not trained on: a file or a folder.")],
    format: Annotated[
        str, typer.Option(help="jsonl, or a format of `standpoint corpus import`, such as dse.")
    ] = "jsonl",
    split: Annotated[str | None, typer.Option(help="Only records of this part, such as valid.")] = None,
    train: Annotated[
        Path | None, typer.Option(help="Train data of the same format; sentences that stand in it are not clean.")
    ] = None,
    version: Annotated[str | None, typer.Option(help="Model version; the promoted one if not given.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")] = False,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Measure a model on labelled pairs that it was not trained on.

    Reads published data sets and annotation projects as they are. Figures come with 95% bootstrap intervals over
    sentences; with --train also for the clean part, whose sentences the train data do not hold.
    """
    from training.evaluation import evaluate_version
    from training.importers.reading import read_labelled
    from training.importers.rows import Tally
    from training.tables import evaluation_tables

    registry = Registry(home)
    tally = Tally()
    records = read_labelled(data, format, tally, split)
    for refusal in tally.shown:
        notes.print(str(refusal), style="yellow", highlight=False, markup=False, soft_wrap=True)
    known = None if train is None else read_labelled(train, format, Tally())
    with progress_bars("evaluate") as progress:
        folder = registry.path(version) if version else registry.current()
        found = evaluate_version(folder, records, known, progress)
    if json:
        print(dumps({**found.to_dict(), "refused": tally.refused}, indent=2))
    else:
        Console().print(*evaluation_tables(found, tally.refused), sep="\n")
