"""Actors and stances of whole articles, on SEESAW: who is found, and who stands how toward whom.

    python -m benchmarks.articles --seesaw DIR --metric FILE [--split valid] [--home DIR] [--all --dse DIR --newsmtsc DIR]

DIR holds the publisher's own files (Zhang, Beauchamp & Wang, EMNLP 2022); FILE is the program that scores answers against its
annotation (SEF1: the mean F1 of signed edges of support and of opposition between annotated actors). Measures the promoted
model, and with --all also one trained on the train parts of all sets together with the seeds. Writes articles.json and
articles.md beside this script.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.recipes import all_together
from benchmarks.sets import add_options
from model.records import Article
from model.registry import Registry, default_home
from model.scorer import StanceScorer

HERE = Path(__file__).resolve().parent
FIGURES = {
    "SEF1": "SEF1, signed edges, closed",
    "oppose_F1": "oppose-edge F1",
    "support_F1": "support-edge F1",
    "open_micro_F1": "open micro-F1",
    "directed_unsigned_F1": "directed pairs, any sign, F1",
    "polarity_accuracy": "sign of the pairs found, accuracy",
    "recall_Main": "recall of main actors",
    "recall_Organization": "recall of organisations",
    "recall_People": "recall of persons",
    "R_precision": "R-precision of salience",
    "split_actor_rate": "actors split in two",
    "received_macro_F1": "received, macro-F1",
    "portrayal_macro_F1": "portrayal, macro-F1",
}


def main() -> None:
    """Scores every article with each model, has the answers judged, and writes the result files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_options(parser)
    parser.add_argument("--metric", type=Path, required=True)
    parser.add_argument("--split", default="valid")
    parser.add_argument("--home", type=Path, default=default_home())
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    found = {"default model": judged(StanceScorer.load(Registry(options.home).current()), options)}
    if options.all:
        with tempfile.TemporaryDirectory() as home:
            found["trained on all sets"] = judged(
                StanceScorer.load(all_together(options, Path(home)).current()), options
            )
    (HERE / "articles.json").write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    text = TEXT.format(table=table(found), split=options.split, **next(iter(found.values())))
    (HERE / "articles.md").write_text(text, encoding="utf-8")
    print(table(found))


def judged(scorer: StanceScorer, options: argparse.Namespace) -> dict[str, Any]:
    """The figures of a model, as the metric's program prints them."""
    command = [sys.executable, str(options.metric)]
    data = ["--data", str(options.seesaw), "--split", options.split]
    articles = subprocess.run([*command, "articles", *data], stdout=subprocess.PIPE, check=True, text=True).stdout
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as answers:
        for answer in answered(scorer, articles):
            answers.write(json.dumps(answer) + "\n")
        answers.flush()
        done = subprocess.run([*command, "score", answers.name, *data], stdout=subprocess.PIPE, check=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def answered(scorer: StanceScorer, articles: str) -> Iterator[dict[str, Any]]:
    """The answer for each line of JSON."""
    for line in articles.splitlines():
        record = json.loads(line)
        yield asdict(scorer.score(Article(record["text"], title=record["title"], id=record["id"])))


def table(found: dict[str, dict[str, Any]]) -> str:
    """Markdown: a row a figure, a column a model."""
    lines = [f"| figure | {' | '.join(found)} |", "| --- " * (1 + len(found)) + "|"]
    for name, title in FIGURES.items():
        lines.append(f"| {title} | {' | '.join(f'{figures[name]:.3f}' for figures in found.values())} |")
    intervals = (f"{figures['SEF1_95'][0]:.3f} to {figures['SEF1_95'][1]:.3f}" for figures in found.values())
    return "\n".join([*lines, f"| SEF1, 95% interval over stories | {' | '.join(intervals)} |"])


TEXT = """# Whole articles

Actors and stances on SEESAW {split} ({articles} articles, {gold_edges} annotated edges), which the default model never saw. Annotated
actors are entities typed person, organisation or geopolitical whose name has a capital; edges are ordered pairs with a sign.

{table}

*SEF1* is the mean of the F1 of support edges and of oppose edges, pooled over articles; an edge counts when both its ends are
annotated actors that were found (*closed*); *open* also counts edges with another end as wrong. *received* and *portrayal* are the
annotators' three-way sentiment toward an actor, against how others stand toward it and how the text itself shows it.
*trained on all sets*: seeds with the train parts of DSE, SEESAW and NewsMTSC (`benchmarks/recipes.py`).

Reproduce with the publisher's files and the metric's program:

    make articles SEESAW=folder METRIC=file [DSE=folder NEWSMTSC=folder]
"""

if __name__ == "__main__":
    main()
