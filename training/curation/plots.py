"""Pictures of a corpus: labels by topic and by phenomenon, and how long its sentences are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure

from model.records import LABELS
from training.corpus import LabelledPair
from training.curation.statistics import describe

COLOURS = {"oppose": "#b2182b", "neutral": "#bdbdbd", "support": "#2166ac"}
matplotlib.rcParams["svg.hashsalt"] = "standpoint"


def draw(records: Sequence[LabelledPair], folder: Path) -> list[Path]:
    """Writes topics.svg, phenomena.svg and lengths.svg to `folder`, the same bytes for the same records."""
    folder.mkdir(parents=True, exist_ok=True)
    drawings = {
        "topics.svg": _stacked(records, lambda tag: tag.startswith("topic:"), "records by topic"),
        "phenomena.svg": _stacked(records, lambda tag: ":" not in tag, "records by phenomenon"),
        "lengths.svg": _lengths(describe(records).words),
    }
    for name, figure in drawings.items():
        figure.savefig(folder / name, bbox_inches="tight", metadata={"Date": None})
    return [folder / name for name in drawings]


def _stacked(records: Iterable[LabelledPair], wanted: Callable[[str], bool], title: str) -> Figure:
    """Horizontal bars, one for each tag, the most frequent on top, parted by label."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for tag in filter(wanted, record.tags):
            counts[tag.partition(":")[2] or tag][record.label] += 1
    names = sorted(counts, key=lambda name: (counts[name].total(), name))
    figure = Figure(figsize=(8, 1 + 0.2 * len(names)))
    axes = figure.subplots()
    left = [0] * len(names)
    for label in LABELS:
        widths = [counts[name][label] for name in names]
        axes.barh(names, widths, left=left, color=COLOURS[label], label=label)
        left = [a + b for a, b in zip(left, widths, strict=True)]
    axes.set_title(title)
    axes.margins(y=0.01)
    axes.tick_params(axis="y", labelsize=8)
    axes.legend(loc="lower right")
    return figure


def _lengths(words: Sequence[int]) -> Figure:
    figure = Figure(figsize=(8, 3))
    axes = figure.subplots()
    axes.hist(words, bins=range(0, max(words, default=0) + 3, 2), color="#636363")
    axes.set_xlabel("words in a sentence")
    axes.set_ylabel("sentences")
    return figure
