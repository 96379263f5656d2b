"""What more sentences buy, with the stance lexicon and without it.

    python -m benchmarks.learning --dse DIR --seesaw DIR --newsmtsc DIR

Trains on growing parts of seeds/sentences, drawn by sentence, and measures on public sets. Writes learning.json,
learning.md and learning.svg beside this script.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import matplotlib
import numpy as np
from matplotlib.figure import Figure as Drawing

from benchmarks.sets import Task, add_options, measure, tasks
from model.classifier import StanceClassifier
from model.connotations import Connotations
from model.features import Terms
from model.lexicon import Lexicon
from training.corpus import LabelledPair, read_corpus
from training.fitting import balance_signs
from training.knowledge import read_lexicon
from training.matrix import analyse_all
from training.settings import DEFAULT_C
from training.train import SEEDS

HERE = Path(__file__).resolve().parent
SIZES = (250, 500, 1000, 2000, 4000)
DRAWS = 3
FIGURES = (
    ("DSE train", "polarity"),
    ("DSE train", "five classes"),
    ("SEESAW train", "polarity"),
    ("NewsMTSC dev rw", "three classes"),
)
STYLES = {"with lexicon": "-", "without lexicon": ":"}
matplotlib.rcParams["svg.hashsalt"] = "standpoint"


def without_stances(lexicon: Lexicon) -> Lexicon:
    """The lexicon with its cues of speech alone: no predicate, no word of praise or blame."""
    nothing: frozenset[str] = frozenset()
    return replace(
        lexicon,
        predicates=(),
        positive=nothing,
        negative=nothing,
        subject_portrayal=(),
        connotations=Connotations({}, ()),
    )


def parts(records: Sequence[LabelledPair], size: int, seed: int) -> list[int]:
    """The places of the records of `size` sentences drawn at random."""
    groups = sorted({record.group for record in records})
    chosen = set(np.random.default_rng(seed).permutation(groups)[:size])
    return [i for i, record in enumerate(records) if record.group in chosen]


def curve(
    records: Sequence[LabelledPair], lexicon: Lexicon, wanted: Sequence[Task], sizes: Sequence[int]
) -> dict[str, dict[int, float]]:
    """Macro-F1 by figure and number of sentences, the mean over draws."""
    terms = analyse_all(records, lexicon)
    unseen: dict[str, list[Terms]] = {}
    for task in wanted:
        if task.set not in unseen:
            unseen[task.set] = analyse_all(task.records, lexicon)
    found: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for size in sizes:
        for draw in range(1 if size == max(sizes) else DRAWS):
            chosen = parts(records, size, draw)
            labels = [records[i].label for i in chosen]
            classifier = StanceClassifier(C=DEFAULT_C).fit([terms[i] for i in chosen], labels, balance_signs(labels))
            for task in wanted:
                answers = task.judge(task.records, classifier.predict_proba(unseen[task.set]))
                found[f"{task.set}, {task.figure}"][size].append(100 * measure(answers, resamples=1).macro[0])
    return {name: {size: float(np.mean(v)) for size, v in by.items()} for name, by in found.items()}


def main() -> None:
    """Measures, and writes the table and the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    wanted = [task for task in tasks(parser.parse_args()) if (task.set, task.figure) in FIGURES]
    records = read_corpus([SEEDS / "sentences"]).records
    everything = len({record.group for record in records})
    sizes = [size for size in SIZES if size < everything] + [everything]
    lexicon = read_lexicon(SEEDS / "lexicon")
    curves = {
        "with lexicon": curve(records, lexicon, wanted, sizes),
        "without lexicon": curve(records, without_stances(lexicon), wanted, sizes),
    }
    (HERE / "learning.json").write_text(json.dumps(curves, indent=2) + "\n", encoding="utf-8")
    (HERE / "learning.md").write_text(TEXT.format(table=table(curves, sizes)), encoding="utf-8")
    draw(curves).savefig(HERE / "learning.svg", bbox_inches="tight", metadata={"Date": None})
    print(table(curves, sizes))


def table(curves: dict[str, dict[str, dict[int, float]]], sizes: Sequence[int]) -> str:
    """One row a figure and kind of lexicon, one column a size."""
    lines = [f"| macro-F1 by sentences | | {' | '.join(map(str, sizes))} |", "| --- " * (2 + len(sizes)) + "|"]
    for name in curves["with lexicon"]:
        for kind, by_figure in curves.items():
            cells = " | ".join(f"{by_figure[name][size]:.1f}" for size in sizes)
            lines.append(f"| {name} | {kind} | {cells} |")
    return "\n".join(lines)


def draw(curves: dict[str, dict[str, dict[int, float]]]) -> Drawing:
    """Solid lines with the lexicon, dotted ones without, a marker for each set: readable without colour."""
    figure = Drawing(figsize=(7, 6), layout="constrained")
    axes = figure.subplots()
    for marker, name in zip("osD^", curves["with lexicon"], strict=False):
        for kind, by_figure in curves.items():
            xs, ys = zip(*sorted(by_figure[name].items()), strict=True)
            label = name if kind == "with lexicon" else None
            axes.plot(xs, ys, STYLES[kind], marker=marker, color="black", markersize=5, linewidth=1, label=label)
    sizes = sorted(next(iter(curves["with lexicon"].values())))
    axes.set_xscale("log")
    axes.set_xticks(sizes[:-1] if sizes[-1] < 1.5 * sizes[-2] else sizes, minor=False)
    axes.xaxis.set_major_formatter("{x:.0f}")
    axes.set_xticks([], minor=True)
    axes.set_xlabel("sentences in the corpus")
    axes.set_ylabel("macro-F1 (%)")
    axes.set_title("solid: with the stance lexicon; dotted: without")
    figure.legend(loc="outside lower center", ncols=2, fontsize=8)
    return figure


TEXT = """# Learning curve

Macro-F1 in percent on public sets that the model never trains on, by how many of the seed corpus's sentences it was given
(mean of three random draws; all of them in the last column). *Without lexicon* the model is trained and used with no stance
predicate, no word of praise or blame and no connotation; cues of speech stay. Figures and sets as in accuracy.md.

{table}

![The same as a picture](learning.svg)

Reproduce with the publishers' files:

    make learning DSE=folder SEESAW=folder NEWSMTSC=folder
"""

if __name__ == "__main__":
    main()
