"""The public sets that accuracy is measured on, as tasks."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score

from model.records import LABELS
from training.corpus import LabelledPair, read_corpus, write_records
from training.importers import read_dse, read_newsmtsc, read_seesaw

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
OPPOSE, NEUTRAL, SUPPORT = range(3)
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Answers:
    """True and guessed classes of the cases of a task, and the sentence each belongs to."""

    truth: Ints
    guess: Ints
    groups: tuple[str, ...]


Judge = Callable[[Sequence[LabelledPair], Floats], Answers]


@dataclass(frozen=True, slots=True)
class Task:
    """A question put to the records of a set. `judge` turns probabilities of shape (n, 3) into classes."""

    set: str
    figure: str
    records: tuple[LabelledPair, ...]
    judge: Judge


def polarity(records: Sequence[LabelledPair], rows: Floats) -> Answers:
    """The likelier of the two signs, of the records that have one."""
    truth = labels(records)
    signed = truth != NEUTRAL
    guess = np.where(rows[:, SUPPORT] > rows[:, OPPOSE], SUPPORT, OPPOSE)
    return Answers(truth[signed], guess[signed], tuple(r.group for r, s in zip(records, signed, strict=True) if s))


def three_classes(records: Sequence[LabelledPair], rows: Floats) -> Answers:
    """The likeliest label."""
    return Answers(labels(records), rows.argmax(axis=1), tuple(r.group for r in records))


def five_classes(records: Sequence[LabelledPair], rows: Floats) -> Answers:
    """Neutral, or support or oppose one way: records come in pairs, p toward q and q toward p, of which the set allows
    one to have a sign. A class is as likely as both of its ordered answers together."""
    there, back = rows[0::2], rows[1::2]
    likelihood = np.stack(
        [
            there[:, NEUTRAL] * back[:, NEUTRAL],
            there[:, SUPPORT] * back[:, NEUTRAL],
            there[:, NEUTRAL] * back[:, SUPPORT],
            there[:, OPPOSE] * back[:, NEUTRAL],
            there[:, NEUTRAL] * back[:, OPPOSE],
        ],
        axis=1,
    )
    a, b = labels(records)[0::2], labels(records)[1::2]
    truth = np.select([a == SUPPORT, b == SUPPORT, a == OPPOSE, b == OPPOSE], [1, 2, 3, 4], 0)
    return Answers(truth, likelihood.argmax(axis=1), tuple(r.group for r in records[0::2]))


def labels(records: Sequence[LabelledPair]) -> Ints:
    """The true labels as numbers."""
    return np.array([LABELS.index(record.label) for record in records])


@dataclass(frozen=True, slots=True)
class Figure:
    """Accuracy (micro-F1) and macro-F1 over the classes that occur, each with its 95% bootstrap interval over sentences."""

    cases: int
    micro: tuple[float, float, float]
    macro: tuple[float, float, float]

    def __str__(self) -> str:
        return " · ".join("{:.1f} [{:.1f}, {:.1f}]".format(*(100 * x for x in f)) for f in (self.micro, self.macro))


def measure(answers: Answers, resamples: int = RESAMPLES, seed: int = 0) -> Figure:
    """Compares guess with truth."""
    groups = np.unique(answers.groups, return_inverse=True)[1]
    members = [np.flatnonzero(groups == g) for g in range(groups.max() + 1)]
    rng = np.random.default_rng(seed)
    draws = [
        np.concatenate([members[k] for k in rng.integers(len(members), size=len(members))]) for _ in range(resamples)
    ]
    classes = np.unique(answers.truth)

    def macro(truth: Ints, guess: Ints) -> float:
        return float(f1_score(truth, guess, average="macro", labels=classes, zero_division=0.0))

    def interval(figure: Callable[[Ints, Ints], float]) -> tuple[float, float, float]:
        low, high = np.quantile([figure(answers.truth[d], answers.guess[d]) for d in draws], (0.025, 0.975))
        return float(figure(answers.truth, answers.guess)), float(low), float(high)

    return Figure(len(answers.truth), interval(accuracy_score), interval(macro))


def add_options(parser: argparse.ArgumentParser) -> None:
    """--dse, --seesaw and --newsmtsc: the folders of the publishers' files."""
    parser.add_argument("--dse", type=Path, help="folder with train.txt and valid.txt")
    parser.add_argument("--seesaw", type=Path, help="folder with articles, annotations and meta")
    parser.add_argument("--newsmtsc", type=Path, help="folder with dev_rw.jsonl and dev_mt.jsonl")


def tasks(options: argparse.Namespace) -> Iterator[Task]:
    """The tasks of every set whose folder was given."""
    if options.dse:
        parts = dse_parts(options.dse)
        known = {record.group for record in parts["train"]}
        clean = tuple(record for record in parts["valid"] if record.group not in known)
        for name, records in (("DSE valid, clean", clean), ("DSE train", without_copies(parts["train"]))):
            yield Task(name, "polarity", records, polarity)
            yield Task(name, "five classes", records, five_classes)
    if options.seesaw:
        for split in ("valid", "train"):
            yield Task(f"SEESAW {split}", "polarity", records_of(read_seesaw(options.seesaw, split)), polarity)
    if options.newsmtsc:
        for part in ("rw", "mt"):
            records = records_of(read_newsmtsc(options.newsmtsc / f"dev_{part}.jsonl"))
            yield Task(f"NewsMTSC dev {part}", "three classes", records, three_classes)
            yield Task(f"NewsMTSC dev {part}", "polarity", records, polarity)


def dse_parts(folder: Path) -> dict[str, tuple[LabelledPair, ...]]:
    """The records of train.txt, valid.txt and, where the folder holds it, test.txt."""
    files = {part: folder / f"{part}.txt" for part in ("train", "valid", "test")}
    return {part: records_of(read_dse(file)) for part, file in files.items() if file.exists()}


def without_copies(records: Sequence[LabelledPair]) -> tuple[LabelledPair, ...]:
    """DSE's train part repeats many of its lines; of equal ones the first stays."""
    seen: set[tuple[object, ...]] = set()
    kept: list[LabelledPair] = []
    for there, back in zip(records[0::2], records[1::2], strict=True):
        key = (there.group, there.pair.holder, there.pair.target)
        if key not in seen:
            seen.add(key)
            kept += [there, back]
    return tuple(kept)


def records_of(rows: Iterable[dict[str, Any]]) -> tuple[LabelledPair, ...]:
    """The imported rows, checked as any corpus is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.jsonl"
        write_records(rows, path)
        return read_corpus([path]).records
