"""Trains a model version and publishes it: `python -m training.train`, the same as `standpoint train`.

read knowledge and corpus -> vectorise -> cross-validate, calibrate, fit -> operating point -> write version -> promote
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

import numpy as np

from model.artifact import Payload
from model.direction import both_ways
from model.manifest import Manifest
from model.records import LABELS
from model.registry import Registry
from model.tokens import tokenise
from training.card import write_card
from training.corpus import Corpus, read_corpus
from training.directions import fit_direction
from training.fitting import FOLDS, fit
from training.knowledge import read_gazetteer, read_lexicon
from training.matrix import Progress, silent, vectorise
from training.metrics import Report, evaluate
from training.operating import crossed_answers, fit_offsets
from training.settings import Settings

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


def train(
    data: Sequence[Path],
    registry: Registry,
    *,
    seeds: Path = SEEDS,
    name: str = "default",
    settings: Settings | None = None,
    seed: int = 0,
    jobs: int = 1,
    promote: bool = True,
    progress: Progress = silent,
) -> tuple[Manifest, Report]:
    """Trains on the .jsonl files and folders of `data` and publishes the version to `registry`.

    Records whose split is "test" or "valid" are left out. The same corpus, settings and seed give the same metrics and
    predictions, whatever `jobs` is: how many processes read sentences and how many folds are fitted at a time. Raises
    InvalidCorpus or CorpusError where the data or `seeds` cannot be used, UnusableSettings and TooFewRecords where the
    data do not go with the settings.
    """
    corpus = read_corpus(data)
    records = [record for record in corpus.records if record.split in (None, "train")]
    lexicon = read_lexicon(seeds / "lexicon")
    gazetteer = read_gazetteer(seeds / "actors", _common_words(corpus) | lexicon.common_words)
    settings = settings or Settings()
    collection = vectorise(records, lexicon, settings.blocks(), settings.hash_bits, jobs, progress)
    fitted = fit(records, collection, settings, seed, jobs, progress)
    measured = [record for record, inside in zip(records, fitted.measured, strict=True) if inside]
    out_of_fold, folds = fitted.out_of_fold[fitted.measured], fitted.folds[fitted.measured]
    pairs, labels = [r.pair for r in measured], [r.label for r in measured]
    direction = fit_direction(pairs, labels, out_of_fold)
    probabilities = direction.refine(out_of_fold, both_ways(pairs))
    truth = np.array([LABELS.index(label) for label in labels])
    fitted.classifier.set_params(offsets=fit_offsets(probabilities, truth, settings.policy))
    report = evaluate(
        labels,
        probabilities,
        [r.group for r in measured],
        [r.tags for r in measured],
        seed,
        crossed_answers(probabilities, truth, settings.policy, folds % 2),
    )
    described = {
        "records": len(records),
        "sentences": len({r.group for r in records}),
        "labels": dict(sorted(Counter(r.label for r in records).items())),
        "sources": dict(sorted(Counter(r.source for r in records).items())),
        "fingerprint": corpus.fingerprint,
        "knowledge": _folder_hash(seeds / "lexicon", seeds / "actors"),
    }
    parameters = settings.model_dump(exclude={"search"}) | {
        "seed": seed,
        "folds": FOLDS,
        "grouping": fitted.grouping,
        "calibration": fitted.calibration.kind,
        "temperature": round(fitted.classifier.temperature, 6),
        "scales": [round(value, 6) for value in fitted.calibration.scales],
        "biases": [round(value, 6) for value in fitted.calibration.biases],
        "offsets": list(fitted.classifier.offsets),
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
    texts = {record.pair.text for record in corpus.records}
    return {token.text for text in texts for token in tokenise(text) if token.text.islower()}


def _folder_hash(*folders: Path) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.iterdir()):
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
