"""Measures a published version on labelled pairs that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.artifact import read_version
from training.corpus import read_corpus
from training.fitting import analyse_all
from training.metrics import Report, evaluate


def evaluate_version(folder: Path, data: Sequence[Path]) -> Report:
    """The report of the version in `folder` on all records of `data`. Raises ArtifactError or InvalidCorpus."""
    _, payload = read_version(folder)
    records = read_corpus(data).records
    terms = analyse_all(records, payload.lexicon)
    probabilities = payload.classifier.predict_proba(terms)
    return evaluate([r.label for r in records], probabilities, [r.group for r in records], [r.tags for r in records])
