"""The seed corpus keeps its own promises."""

from __future__ import annotations

from training.corpus import read_corpus
from training.curation.checks import check, check_targets
from training.curation.targets import read_targets
from training.train import SEEDS


def test_the_seed_corpus_passes_every_check_and_its_targets() -> None:
    folder = SEEDS / "sentences"
    records = read_corpus([folder]).records
    targets = read_targets(folder)
    assert targets is not None
    findings = check(records) + list(check_targets(records, targets, folder))
    assert [str(finding) for finding in findings] == []
