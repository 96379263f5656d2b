"""What each block, each further source and each further sentence buys a model trained on a public set.

All figures are macro-F1 on the set's valid or dev part, of the likeliest class. Every study fits the recipe's regression on a part
of one collection of counts; the measured records weigh nothing in it and lend no document frequency.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import softmax

from benchmarks.recipes import RECIPES, Recipe, Records, measured_parts, usable
from benchmarks.sets import Bools, Floats, Task, labels, measure
from model.features import BLOCKS
from model.lexicon import Lexicon
from model.vectoriser import Collection
from training.fitting import balance_signs, held_out
from training.matrix import vectorise

SIZES = (500, 1000, 2000, 4000, 8000)
_TEST = "test"


@dataclass(frozen=True, slots=True)
class Bench:
    """A recipe with all its records in one collection: first those to train on, then the measured ones, task by task."""

    recipe: Recipe
    trained: Records
    tasks: tuple[Task, ...]
    collection: Collection

    def figures(self, keep: Bools, block_weights: Sequence[float] | None = None) -> list[float]:
        """Macro-F1 of each task in percent, when the records `keep` of those to train on are trained on."""
        measured = np.arange(len(self.trained), len(self.collection))
        rows_used = np.concatenate([np.flatnonzero(keep), measured])
        outside = rows_used >= len(self.trained)
        weights = np.zeros(len(rows_used))
        weights[~outside] = self._weights()[keep]
        truth = np.concatenate([labels(self.trained), *(labels(task.records) for task in self.tasks)])[rows_used]
        part = self.collection.part(rows_used)
        decisions, _ = held_out(part, truth, self.recipe.C, weights, outside, block_weights)
        rows = softmax(_three(decisions), axis=1)
        found, start = [], 0
        for task in self.tasks:
            answers = task.judge(task.records, rows[start : start + len(task.records)])
            found.append(100 * measure(answers, resamples=1).macro[0])
            start += len(task.records)
        return found

    def of(self, sources: Sequence[str]) -> Bools:
        """Which records to train on are of those sources."""
        return np.array([record.source in sources for record in self.trained])

    def _weights(self) -> Floats:
        by_source = [self.recipe.others.get(record.source, 1.0) for record in self.trained]
        return np.array(by_source) * balance_signs([record.label for record in self.trained], by_source)


def benches(options: argparse.Namespace, parts: Mapping[str, Records], lexicon: Lexicon, jobs: int) -> Iterator[Bench]:
    """One for every set whose folder was given."""
    for name, recipe in RECIPES.items():
        if recipe.source in parts:
            sources = (recipe.source, *usable(recipe, parts))
            trained = tuple(record for source in sources for record in parts[source])
            tasks = tuple(t for t in measured_parts(options, name) if _TEST not in t.set and "official" not in t.set)
            records = [*trained, *(record for task in tasks for record in task.records)]
            yield Bench(recipe, trained, tasks, vectorise(records, lexicon, BLOCKS, jobs=jobs))


def ablations(bench: Bench) -> list[tuple[str, list[float]]]:
    """The set's own records alone: with all blocks, then without each of them."""
    own = bench.of([bench.recipe.source])
    rows = [("all blocks", bench.figures(own))]
    for block in BLOCKS:
        weights = [0.0 if other is block else other.weight for other in BLOCKS]
        rows.append((f"without {block.name}", bench.figures(own, weights)))
    return rows


def sources(bench: Bench) -> list[tuple[str, list[float]]]:
    """The set's own records, then with the seeds, then with all sources of the recipe, at its weights."""
    own = bench.recipe.source
    others = sorted({record.source for record in bench.trained} - {own})
    chosen = {own: [own], f"{own} + seeds": [own, "seeds"], f"{own} + {', '.join(others)}": [own, *others]}
    return [(name, bench.figures(bench.of(some))) for name, some in chosen.items()]


def curve(bench: Bench) -> list[tuple[str, list[float]]]:
    """Growing parts of the set's own sentences, drawn at random."""
    own = bench.of([bench.recipe.source])
    groups = sorted({record.group for record, inside in zip(bench.trained, own, strict=True) if inside})
    order = np.random.default_rng(0).permutation(groups)
    rows = []
    for size in (*(s for s in SIZES if s < len(groups)), len(groups)):
        chosen = set(order[:size])
        keep = own & np.array([record.group in chosen for record in bench.trained])
        rows.append((f"{size} sentences", bench.figures(keep)))
    return rows


def table(rows: Sequence[tuple[str, Sequence[float]]], tasks: Sequence[Task]) -> str:
    """Markdown: a row a variant, a column a task."""
    lines = [f"| macro-F1 | {' | '.join(f'{t.set}, {t.figure}' for t in tasks)} |", "| --- " * (1 + len(tasks)) + "|"]
    return "\n".join([*lines, *(f"| {name} | {' | '.join(f'{f:.1f}' for f in found)} |" for name, found in rows)])


def _three(decisions: Floats) -> Floats:
    """Decisions on three labels where the records trained on have the two signs alone."""
    if decisions.shape[1] == 3:
        return decisions
    support = decisions[:, -1]
    return np.stack([-support / 2, np.full_like(support, -np.inf), support / 2], axis=1)
