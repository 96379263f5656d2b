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
    c: Annotated[float | None, typer.Option("--c", help="Inverse strength of the penalty. [default: 0.05]")] = None,
    weight: Annotated[
        list[str] | None, typer.Option(help="SOURCE=W: records of that source count W instead of 1. Repeatable.")
    ] = None,
    measure_on: Annotated[
        str | None,
        typer.Option(
            help="The source whose records calibrate, choose the operating point and are measured. [default: all]"
        ),
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
        "measured_on": measure_on,
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


class Objective(StrEnum):
    """What a search compares settings by, cross-validated by sentence."""

    log_loss = "log-loss"
    macro = "macro"


class EngineName(StrEnum):
    """Where the fits of a search run."""

    local = "local"
    dask = "dask"


def tune(
    data: Data = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="JSON file for the best settings.")] = Path("settings.json"),
    objective: Annotated[Objective, typer.Option(help="What settings are compared by.")] = Objective.log_loss,
    budget: Annotated[int, typer.Option(help="How many settings to try.", min=2)] = 27,
    weight: Annotated[
        list[str] | None, typer.Option(help="SOURCE=W: records of that source count W instead of 1. Repeatable.")
    ] = None,
    measure_on: Annotated[
        str | None, typer.Option(help="The source whose records settings are compared on. [default: all]")
    ] = None,
    hash_bits: Annotated[int | None, typer.Option(help="Hash terms into 2^BITS columns a block (8 to 22).")] = None,
    engine: Annotated[EngineName, typer.Option(help="Threads here, or a Dask cluster's workers.")] = EngineName.local,
    scheduler: Annotated[str | None, typer.Option(help="Address of the Dask scheduler, tcp://host:port.")] = None,
    seed: Seed = 0,
    jobs: Jobs = 1,
) -> None:
    """Search C and the weights of the feature blocks; `standpoint train --settings FILE` takes what is found."""
    from training.corpus import read_corpus
    from training.engines import Engine, check
    from training.knowledge import read_lexicon
    from training.settings import Settings, changed
    from training.tuning import default
    from training.tuning import tune as search

    if (engine is EngineName.dask) != (scheduler is not None):
        raise UnusableSettings("--engine dask and --scheduler ADDRESS go together")
    runner = Engine(jobs, scheduler)
    check(runner)
    given: dict[str, Any] = {"source_weights": source_weights(weight or [])}
    given |= {"measured_on": measure_on, "hash_bits": hash_bits}
    if objective is Objective.macro:
        given["policy"] = "macro"
    base = changed(Settings(), given)
    corpus = read_corpus(data or [SEEDS / "sentences"])
    records = [record for record in corpus.records if record.split in (None, "train")]
    lexicon = read_lexicon(SEEDS / "lexicon")
    with progress_bars("tuning") as progress:
        trials = search(records, lexicon, base, runner, objective.value, budget, seed, progress)
    best = trials[0]
    found = {"objective": objective.value, "score": round(best.score, 6), "budget": budget, "seed": seed}
    found |= {"records": best.records, "fingerprint": corpus.fingerprint}
    settings = changed(base, best.candidate.settings() | {"search": found})
    out.write_text(settings.model_dump_json(indent=2) + "\n", encoding="utf-8")

    table = Table(objective.value, "records", "C", "block weights that differ", title=f"best settings: {out}")
    for trial in trials[:10]:
        differing = ", ".join(f"{name} {value:g}" for name, value in trial.candidate.differs().items())
        said = "default" if trial.candidate == default() else differing
        table.add_row(f"{trial.score:.4f}", str(trial.records), f"{trial.candidate.C:g}", said)
    Console().print(table)
