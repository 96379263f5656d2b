"""Trains a model version and publishes it: `python -m training.train`, the same as `standpoint train`.

read knowledge and corpus -> analyse -> cross-validate and calibrate -> fit -> write version -> promote
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import subprocess
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from model.artifact import Payload
from model.classifier import StanceClassifier
from model.direction import both_ways
from model.manifest import Manifest
from model.registry import Registry
from model.tokens import tokenise
from training.card import write_card
from training.corpus import Corpus, read_corpus
from training.directions import fit_direction
from training.fitting import FOLDS, Progress, analyse_all, fit, silent
from training.knowledge import read_gazetteer, read_lexicon
from training.metrics import Report, evaluate

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
DEFAULT_C = 0.15


def train(
    data: Sequence[Path],
    registry: Registry,
    *,
    seeds: Path = SEEDS,
    name: str = "default",
    C: float = DEFAULT_C,
    seed: int = 0,
    promote: bool = True,
    progress: Progress = silent,
) -> tuple[Manifest, Report]:
    """Trains on the .jsonl files and folders of `data` and publishes the version to `registry`.

    Records whose split is "test" or "valid" are left out. The same corpus and seed give the same metrics and
    predictions. Raises InvalidCorpus or CorpusError where the data or `seeds` cannot be used.
    """
    corpus = read_corpus(data)
    records = [record for record in corpus.records if record.split in (None, "train")]
    lexicon = read_lexicon(seeds / "lexicon")
    gazetteer = read_gazetteer(seeds / "actors", _common_words(corpus) | lexicon.common_words)
    terms = analyse_all(records, lexicon, progress)
    fitted = fit(records, terms, StanceClassifier(C=C), seed, progress)
    pairs, labels = [r.pair for r in records], [r.label for r in records]
    direction = fit_direction(pairs, labels, fitted.out_of_fold)
    report = evaluate(
        labels,
        direction.refine(fitted.out_of_fold, both_ways(pairs)),
        [r.group for r in records],
        [r.tags for r in records],
        seed,
    )
    described = {
        "records": len(records),
        "sentences": report.sentences,
        "labels": dict(sorted(Counter(r.label for r in records).items())),
        "sources": dict(sorted(Counter(r.source for r in records).items())),
        "fingerprint": corpus.fingerprint,
        "knowledge": _folder_hash(seeds / "lexicon", seeds / "actors"),
    }
    parameters = {
        "C": C,
        "seed": seed,
        "folds": FOLDS,
        "temperature": round(fitted.classifier.temperature, 6),
        "direction": direction.potential.round(6).tolist(),
        "abstain_below": report.abstain_below,
    }
    created = _now()
    manifest = Manifest(
        name=name,
        version=f"{created:%Y%m%dT%H%M%S}-{corpus.fingerprint[:8]}",
        created=created.isoformat(),
        labels=tuple(str(label) for label in fitted.classifier.classes_),
        blocks=tuple(asdict(block) for block in fitted.classifier.blocks),
        parameters=parameters,
        corpus=described,
        metrics=report.to_dict(),
        git_commit=_git_commit(),
    )
    card = write_card(name, described, parameters, report)
    metrics = json.dumps(report.to_dict(), indent=2) + "\n"
    payload = Payload(fitted.classifier, lexicon, gazetteer, direction)
    published = registry.publish(manifest, payload, {"card.md": card, "metrics.json": metrics})
    if promote:
        registry.promote(published.version)
    return published, report


def _common_words(corpus: Corpus) -> set[str]:
    """Words that the corpus writes in lower case: ordinary English, so a capital alone makes them no name."""
    return {t.text for r in corpus.records for t in tokenise(r.pair.text) if t.text.islower()}


def _folder_hash(*folders: Path) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _now() -> datetime.datetime:
    """The time of training; SOURCE_DATE_EPOCH (reproducible-builds.org) fixes it."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.now(datetime.UTC)
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else now.replace(microsecond=0)


def _git_commit() -> str | None:
    try:
        found = subprocess.run(
            ["git", "rev-parse", "HEAD"],
            cwd=SEEDS.parent,
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return found.stdout.strip()


if __name__ == "__main__":
    from standpoint import run_train_command

    run_train_command()
