"""How long training takes, and how much memory, for ten thousand to a million records with hashed terms.

    python -m benchmarks.scale                          10,000 and 100,000 records
    python -m benchmarks.scale --records 1000000        adds or replaces one row

A load test and no corpus: records are seed sentences in which words outside the mentions are exchanged for others of the
seeds, so that lengths, labels and the growth of the vocabulary are about those of news. Each size is trained in a process of
its own. Writes scale.json and scale.md beside this script.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import count, groupby
from pathlib import Path
from typing import Any

from model.registry import Registry
from training.corpus import LabelledPair, read_corpus, write_records
from training.settings import Settings
from training.train import SEEDS, train

HERE = Path(__file__).resolve().parent
SIZES = (10_000, 100_000)
HASH_BITS = 18
EXCHANGED = 0.4
"""The share of words that are exchanged."""
_WORD = re.compile(r"[a-z]{2,}")


def synthetic(records: Sequence[LabelledPair], size: int, seed: int = 0) -> Iterator[dict[str, Any]]:
    """`size` records as dictionaries, sentence by sentence."""
    rng = random.Random(seed)
    sentences = [list(same) for _, same in groupby(records, key=lambda record: record.pair.text)]
    pool = [word for same in sentences for word in _WORD.findall(same[0].pair.text)]
    made = 0
    for number in count():
        same = rng.choice(sentences)
        text, shift = _exchanged(same, pool, rng)
        for record in same:
            if made == size:
                return
            made += 1
            holder, target = record.pair.holder, record.pair.target
            yield {
                "id": f"{number}-{made}",
                "text": text,
                "holder": holder and _end(holder.start, holder.end, holder.name, shift),
                "target": _end(target.start, target.end, target.name, shift),
                "label": record.label,
                "context": record.pair.context,
                "source": "load test",
            }


def _exchanged(same: Sequence[LabelledPair], pool: Sequence[str], rng: random.Random) -> tuple[str, dict[int, int]]:
    """The sentence with other words, and where each place in it has moved to."""
    text = same[0].pair.text
    kept: set[int] = set()
    for record in same:
        for end in (record.pair.holder, record.pair.target):
            if end is not None and end.start is not None and end.end is not None:
                kept |= set(range(end.start, end.end))
    parts: list[str] = []
    shift: dict[int, int] = {}
    length = done = 0
    for word in _WORD.finditer(text):
        if word.start() in kept or rng.random() > EXCHANGED:
            continue
        shift |= {place: length + place - done for place in range(done, word.start() + 1)}
        new = rng.choice(pool)
        parts += [text[done : word.start()], new]
        length += word.start() - done + len(new)
        done = word.end()
    shift |= {place: length + place - done for place in range(done, len(text) + 1)}
    return "".join([*parts, text[done:]]), shift


def _end(start: int | None, end: int | None, name: str | None, shift: dict[int, int]) -> dict[str, Any]:
    if start is None or end is None:
        return {"name": name}
    return {"start": shift[start], "end": shift[end]}


def measure(path: Path, jobs: int) -> dict[str, Any]:
    """Trains on `path` in this process: seconds in all and until each step was done, and peak memory in MB."""
    started, steps = time.perf_counter(), {}

    def progress(step: str, done: int, total: int) -> None:
        if done == total:
            steps[step] = round(time.perf_counter() - started, 1)

    with tempfile.TemporaryDirectory() as home:
        settings = Settings(hash_bits=HASH_BITS)
        manifest, _ = train([path], Registry(Path(home)), settings=settings, jobs=jobs, progress=progress)
        model = sum(file.stat().st_size for file in Path(home).rglob("*") if file.is_file())
    return {
        "records": manifest.corpus["records"],
        "sentences": manifest.corpus["sentences"],
        "jobs": jobs,
        "seconds": round(time.perf_counter() - started, 1),
        "seconds_until": steps,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "model_mb": round(model / 2**20, 1),
        "grouping": manifest.parameters["grouping"],
    }


def main() -> None:
    """Makes the records, trains on them in processes of their own, and writes the result files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.jobs)))
        return
    seeds = read_corpus([SEEDS / "sentences"]).records
    results = HERE / "scale.json"
    rows = {row["records"]: row for row in json.loads(results.read_text())} if results.exists() else {}
    for size in options.records:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "load.jsonl"
            write_records(synthetic(seeds, size), path)
            command = [sys.executable, "-m", "benchmarks.scale", "--measure", str(path), "--jobs", str(options.jobs)]
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True, cwd=HERE.parent)
        rows[size] = json.loads(done.stdout)
        print(json.dumps(rows[size]), flush=True)
    ordered = [rows[size] for size in sorted(rows)]
    results.write_text(json.dumps(ordered, indent=2) + "\n", encoding="utf-8")
    (HERE / "scale.md").write_text(TEXT.format(table=table(ordered), bits=HASH_BITS), encoding="utf-8")


def table(rows: Sequence[dict[str, Any]]) -> str:
    """One row a size."""
    lines = [
        "| records | sentences | jobs | read and vectorised (s) | fitted (s) | in all (s) | peak memory (MB) | model (MB) |"
    ]
    lines.append("| --- " * 8 + "|")
    for row in rows:
        until = row["seconds_until"]
        lines.append(
            f"| {row['records']:,} | {row['sentences']:,} | {row['jobs']} | {until['read sentences']:,} "
            f"| {until['cross-validate']:,} | {row['seconds']:,} | {row['peak_mb']:,} | {row['model_mb']} |"
        )
    return "\n".join(lines)


TEXT = """# Scale

`standpoint train --hash-bits {bits}` on synthetic records: reading, near-duplicate groups, five folds, calibration, the final
fit and the report with its bootstrap. Seconds count from the start until the step was done. Memory is the peak resident size of
the training process; with more than one job, each worker that reads sentences takes about 250 MB besides, whatever the size.

{table}

The records are seed sentences in which four words in ten, outside the mentions, are exchanged for others: a load test, which
says nothing about accuracy. No more terms than those of 512 pairs are in memory at once; the matrix is float32 and built in
place; folds share it. Near-duplicates are looked for at every size (docs/training.md).

Reproduce with `make scale`, or `make scale RECORDS="1000000" JOBS=2`.
"""

if __name__ == "__main__":
    main()
