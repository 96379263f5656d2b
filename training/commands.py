"""`standpoint evaluate`: a few lines over the modules beside this one."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from model.registry import Registry
from training.terminal import Home, notes, progress_bars


def evaluate(
    data: Annotated[Path, typer.Option(help="Labelled pairs that the model was not trained on: a file or a folder.")],
    format: Annotated[
        str, typer.Option(help="jsonl, or a format of `standpoint corpus import`, such as dse.")
    ] = "jsonl",
    split: Annotated[str | None, typer.Option(help="Only records of this part, such as valid.")] = None,
    train: Annotated[
        Path | None, typer.Option(help="What the model was trained on; sentences that stand in it are not clean.")
    ] = None,
    train_format: Annotated[str | None, typer.Option(help="Format of --train; as --format if not given.")] = None,
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
    known = None if train is None else read_labelled(train, train_format or format, Tally())
    with progress_bars("evaluate") as progress:
        folder = registry.path(version) if version else registry.current()
        found = evaluate_version(folder, records, known, progress)
    if json:
        print(dumps({**found.to_dict(), "refused": tally.refused}, indent=2))
    else:
        Console().print(*evaluation_tables(found, tally.refused), sep="\n")
