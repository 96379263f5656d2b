"""How a model is trained for each public set: its own train part, helped by the seeds and the other sets' train parts.

Sources and C were chosen on valid and dev parts. A set's own records weigh 1; the others' weigh less, for they are of other
news and were labelled by other rules.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sets import Task, dse_parts, five_classes, polarity, records_of, three_classes, without_copies
from model.artifact import Payload, read_version
from model.manifest import Manifest
from model.registry import Registry
from training.corpus import LabelledPair, as_row, read_corpus, write_records
from training.importers import read_newsmtsc, read_seesaw
from training.settings import Settings
from training.train import SEEDS, train

Records = tuple[LabelledPair, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A set by its source's name, C for its model, and what records of other sources count in it."""

    source: str
    C: float
    others: Mapping[str, float]


RECIPES = {
    "DSE": Recipe("dse", 0.8, {"seeds": 0.3, "seesaw": 0.3, "newsmtsc": 0.3}),
    "SEESAW": Recipe("seesaw", 0.15, {"seeds": 0.5, "dse": 0.5, "newsmtsc": 0.5}),
    "NewsMTSC": Recipe("newsmtsc", 0.3, {"seeds": 0.5, "seesaw": 0.5}),
}

ARTICLES = Recipe("seeds", 0.1, {"dse": 0.5, "seesaw": 0.5, "newsmtsc": 0.3})


def train_parts(options: argparse.Namespace) -> dict[str, Records]:
    """The seeds and the train part of every set whose folder was given, by source."""
    parts: dict[str, Records] = {"seeds": read_corpus([SEEDS / "sentences"]).records}
    if options.dse:
        parts["dse"] = without_copies(dse_parts(options.dse)["train"])
    if options.seesaw:
        parts["seesaw"] = records_of(read_seesaw(options.seesaw, "train"))
    if options.newsmtsc:
        parts["newsmtsc"] = records_of(read_newsmtsc(options.newsmtsc / "train.jsonl"))
    return parts


def measured_parts(options: argparse.Namespace, name: str) -> Iterator[Task]:
    """What the model of a set is measured on: its valid or dev part, and its test part where the folder holds it."""
    if name == "DSE":
        known = {record.group for record in dse_parts(options.dse)["train"]}
        for part, records in dse_parts(options.dse).items():
            if part != "train":
                clean = tuple(record for record in records if record.group not in known)
                yield Task(f"DSE {part}, official", "five classes", records, five_classes)
                yield Task(f"DSE {part}, clean", "five classes", clean, five_classes)
                yield Task(f"DSE {part}, clean", "polarity", clean, polarity)
    elif name == "SEESAW":
        for part in ("valid", "test"):
            if rows := list(read_seesaw(options.seesaw, part)):
                yield Task(f"SEESAW {part}", "polarity", records_of(rows), polarity)
    else:
        for path in sorted([*options.newsmtsc.glob("dev*.jsonl"), *options.newsmtsc.glob("test*.jsonl")]):
            records = records_of(read_newsmtsc(path))
            yield Task(f"NewsMTSC {path.stem.replace('_', ' ')}", "three classes", records, three_classes)


def all_together(options: argparse.Namespace, home: Path) -> Registry:
    """A registry in `home` with a model of the seeds and all train parts, for whole articles: calibrated on the seeds, which
    alone have neutral pairs of every kind."""
    parts = train_parts(options)
    weights = usable(ARTICLES, parts)
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(parts[source], source, Path(folder)) for source in (ARTICLES.source, *weights)]
        settings = Settings(C=ARTICLES.C, source_weights=weights, measured_on=ARTICLES.source)
        registry = Registry(home)
        train(files, registry, name="all", settings=settings, jobs=options.jobs)
    return registry


def usable(recipe: Recipe, parts: Mapping[str, Records]) -> dict[str, float]:
    """The weights of the sources that are at hand."""
    return {source: weight for source, weight in recipe.others.items() if source in parts}


def fitted(recipe: Recipe, parts: Mapping[str, Records], jobs: int) -> tuple[Manifest, Payload]:
    """The model of a recipe as `standpoint train` makes it, read back from its artifact."""
    others = usable(recipe, parts)
    with tempfile.TemporaryDirectory() as folder:
        files = [_written(parts[source], source, Path(folder)) for source in (recipe.source, *others)]
        settings = Settings(C=recipe.C, source_weights=others, measured_on=recipe.source, policy="macro")
        registry = Registry(Path(folder) / "home")
        train(files, registry, name=recipe.source, settings=settings, jobs=jobs)
        return read_version(registry.current())


def _written(records: Sequence[LabelledPair], source: str, folder: Path) -> Path:
    """The records as a file; ids begin with the source, for publishers number their records alike."""
    path = folder / f"{source}.jsonl"
    write_records((as_row(record) | {"id": f"{source}-{record.pair.id}"} for record in records), path)
    return path
