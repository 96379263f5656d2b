"""`standpoint train` and `standpoint tune`: a few lines over the modules beside this one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from model.registry import Registry
from training.errors import UnusableSettings
from training.terminal import Home, progress_bars

SEEDS = Path(__file__).resolve().parent.parent / "seeds"

Data = Annotated[list[Path] | None, typer.Argument(help="Labelled pairs: .jsonl files or folders. Default: the seeds.")]
Seed = Annotated[int, typer.Option(help="Seed of the folds, and of what is drawn at random.")]
Jobs = Annotated[int, typer.Option(help="How many processes read sentences and how many fits run at a time.", min=1)]


class Policy(StrEnum):
    """What the offsets of the operating point maximise."""

    accuracy = "accuracy"
    macro = "macro"


class CalibrationKind(StrEnum):
    """How decision values become probabilities."""

    auto = "auto"
    temperature = "temperature"
    vector = "vector"


def train(
    data: Data = None,
    name: Annotated[str, typer.Option(help="Name of the model.")] = "default",
    settings: Annotated[
        Path | None, typer.Option(help="JSON file of settings, as `standpoint tune` writes; options go before it.")
    ] = None,
    c: Annotated[float | None, typer.Option("--c", help="Inverse strength of the penalty. [default: 0.15]")] = None,
    weight: Annotated[
        list[str] | None, typer.Option(help="SOURCE=W: records of that source count W instead of 1. Repeatable.")
    ] = None,
    policy: Annotated[
        Policy | None, typer.Option(help="What a label is named for. [default: accuracy]", show_default=False)
    ] = None,
    calibration: Annotated[
        CalibrationKind | None, typer.Option(help="How to calibrate. [default: auto]", show_default=False)
    ] = None,
    hash_bits: Annotated[
        int | None, typer.Option(help="Hash terms into 2^BITS columns a block (8 to 22): bounded memory.")
    ] = None,
    warm_start: Annotated[
        bool | None, typer.Option("--warm-start/--no-warm-start", help="Start the final fit from the folds' mean.")
    ] = None,
    seed: Seed = 0,
    jobs: Jobs = 1,
    promote: Annotated[bool, typer.Option(help="Make the new version the current one.")] = True,
    home: Home = ...,  # type: ignore[assignment]
) -> None:
    """Validate a corpus, train on it, and publish the model as a new version."""
    from training.settings import Settings, changed, read_settings
    from training.train import train as run

    options: dict[str, Any] = {
        "C": c,
        "source_weights": source_weights(weight or []) or None,
        "policy": policy and policy.value,
        "calibration": calibration and calibration.value,
        "hash_bits": hash_bits,
        "warm_start": warm_start,
    }
    given = {option: value for option, value in options.items() if value is not None}
    chosen = changed(Settings(), given) if settings is None else read_settings(settings, given)
    with progress_bars("training") as progress:
        manifest, report = run(
            data or [SEEDS / "sentences"],
            Registry(home),
            name=name,
            settings=chosen,
            seed=seed,
            jobs=jobs,
            promote=promote,
            progress=progress,
        )
    table = Table("figure", "value in % [95% interval]", title=f"{manifest.name} {manifest.version}")
    table.add_row("accuracy, cross-validated by sentence", str(report.accuracy))
    table.add_row("macro-F1", str(report.macro_f1))
    table.add_row("polarity accuracy", str(report.polarity_accuracy))
    table.add_row("calibration error", str(report.calibration_error))
    Console().print(table)


def source_weights(given: list[str]) -> dict[str, float]:
    """The weights of options SOURCE=W; the source may itself contain "=". Raises UnusableSettings."""
    weights: dict[str, float] = {}
    for option in given:
        source, equals, number = option.rpartition("=")
        try:
            weights[source] = float(number)
        except ValueError:
            equals = ""
        if not equals:
            raise UnusableSettings(f"--weight {option}: give SOURCE=W, such as --weight seeds=0.5")
    return weights
