"""How time and memory grow with the length of an article, from a thousand words to a hundred thousand.

    python -m benchmarks.length                       1,000 to 100,000 words with the promoted model
    python -m benchmarks.length --words 5000          adds or replaces one row

An article is made by stringing together the sample articles of seeds/, each time with other names for its persons and bodies, so
that actors grow in number as the text does. Each length is scored in a process of its own. Writes length.json and length.md
beside this script.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from model.records import Article, ArticleStances
from model.registry import Registry, default_home
from model.scorer import StanceScorer
from model.segmentation import segment_article
from training.train import SEEDS

HERE = Path(__file__).resolve().parent
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000)
SAMPLES = sorted((SEEDS / "articles").glob("*.txt"))
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_WORD = re.compile(r"\b[A-Z][a-z]{2,}\b")


def long_article(words: int, renamed: Sequence[tuple[str, frozenset[str]]]) -> str:
    """A text of about so many words: sample after sample, each with the words of its names changed."""
    parts: list[str] = []
    length = 0
    for copy in count():
        part = _renamed(*renamed[copy % len(renamed)], copy)
        parts.append(part)
        length += len(part.split())
        if length >= words:
            return "\n\n".join(parts)
    raise AssertionError("unreachable")


def _renamed(text: str, names: frozenset[str], copy: int) -> str:
    return _WORD.sub(lambda m: _other_name(m[0], copy) if m[0] in names else m[0], text)


def _other_name(word: str, copy: int) -> str:
    """Another name for `word`, the same within a copy."""
    number = copy * 7919 + sum(ord(ch) * 31**k for k, ch in enumerate(word))
    letters = []
    for _ in range(3):
        number, consonant = divmod(number, len(_CONSONANTS))
        number, vowel = divmod(number, len(_VOWELS))
        letters += [_CONSONANTS[consonant], _VOWELS[vowel]]
    return "".join(letters).capitalize() + word[-2:]


def names_in(scorer: StanceScorer) -> list[tuple[str, frozenset[str]]]:
    """The sample articles, each with the words of its names that may be changed: those of persons and of bodies that no
    state has."""
    samples = []
    for path in SAMPLES:
        text = path.read_text(encoding="utf-8")
        surfaces = _surfaces(scorer.score(Article(text)), text)
        samples.append((text, frozenset(word for surface in surfaces for word in _WORD.findall(surface))))
    return samples


def _surfaces(answer: ArticleStances, text: str) -> Iterator[str]:
    for actor in answer.actors:
        if actor.type == "person":
            yield from (text[m.start : m.end] for m in actor.mentions if m.kind in ("name", "alias"))


def measure(words: int) -> dict[str, Any]:
    """Scores one article in this process: seconds, peak memory in MB, what was found."""
    scorer = StanceScorer.load(Registry(default_home()).current())
    text = long_article(words, names_in(scorer))
    before = _peak_mb()
    started = time.perf_counter()
    segmented = segment_article(text)
    segmentation = time.perf_counter() - started
    started = time.perf_counter()
    answer = scorer.score(Article(text))
    seconds = time.perf_counter() - started
    return {
        "words": len(text.split()),
        "sentences": len(segmented.sentences),
        "actors": len(answer.actors),
        "stances": len(answer.stances),
        "seconds_segmenting": round(segmentation, 2),
        "seconds": round(seconds, 2),
        "model_mb": before,
        "peak_mb": _peak_mb(),
    }


def _peak_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> None:
    """Scores each length in a process of its own, and writes the result files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=list(LENGTHS))
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return
    results = HERE / "length.json"
    rows = {row["asked"]: row for row in json.loads(results.read_text())} if results.exists() else {}
    for words in options.words:
        command = [sys.executable, "-m", "benchmarks.length", "--measure", str(words)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=HERE.parent)
        rows[words] = {"asked": words, **json.loads(done.stdout)}
        print(json.dumps(rows[words]), flush=True)
    ordered = [rows[words] for words in sorted(rows)]
    results.write_text(json.dumps(ordered, indent=2) + "\n", encoding="utf-8")
    (HERE / "length.md").write_text(TEXT.format(table=table(ordered)), encoding="utf-8")


def table(rows: Sequence[dict[str, Any]]) -> str:
    """One row a length."""
    lines = [
        "| words | sentences | actors | stances | stances a sentence | seconds | milliseconds for 1,000 words | MB above the model's |",
        "| --- " * 8 + "|",
    ]
    for row in rows:
        lines.append(
            f"| {row['words']:,} | {row['sentences']:,} | {row['actors']:,} | {row['stances']:,} "
            f"| {row['stances'] / row['sentences']:.2f} | {row['seconds']:.2f} | {1e6 * row['seconds'] / row['words']:.0f} "
            f"| {row['peak_mb'] - row['model_mb']:,} |"
        )
    return "\n".join(lines)


TEXT = """# Length

One article of so many words, scored on one core by the promoted model, each in a process of its own. Time grows in step with length:
the last column but one stays about the same.

{table}

Only what stands near each other becomes a pair: actors of one sentence, no more than 14 of them and no further than 60 tokens apart,
and a speaker with whom its speech names. Pronouns, role nouns and the last words of issues look a fixed number of sentences back.

The articles are the samples of `seeds/articles/`, strung together, each copy with other names for its persons: a load test, which says
nothing about accuracy. Memory is the peak resident size of the process less what it was with the model loaded and the samples scored.

Reproduce with `make length`.
"""

if __name__ == "__main__":
    main()
