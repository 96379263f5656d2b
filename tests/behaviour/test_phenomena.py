"""The phenomena of stance, in sentences that no seed resembles (tests/behaviour/phenomena.txt)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from model.records import LABELS
from model.scorer import StanceScorer
from training.corpus import LabelledPair, read_corpus, write_records
from training.curation.marked_text import compile_marked
from training.curation.masking import skeletons
from training.curation.nearness import NEAR_DUPLICATE_JACCARD, near_duplicates
from training.curation.phenomena import PHENOMENA
from training.train import SEEDS

PATH = Path(__file__).parent / "phenomena.txt"
FLOOR = 0.90
FLOOR_OF_EACH = 0.5


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[LabelledPair]:
    out = tmp_path_factory.mktemp("phenomena") / "phenomena.jsonl"
    write_records(compile_marked(PATH, "phenomena"), out)
    return list(read_corpus([out]).records)


def test_every_phenomenon_has_cases_and_none_stands_in_the_seeds(cases: list[LabelledPair]) -> None:
    assert set(PHENOMENA.values()) <= {tag for case in cases for tag in case.tags}
    seeds = [s.words for s in skeletons(read_corpus([SEEDS / "sentences"]).records)]
    held_out = [s.words for s in skeletons(cases)]
    assert not set(seeds) & set(held_out)
    shared = [pair for pair in near_duplicates(seeds + held_out) if pair[0] < len(seeds) <= pair[1]]
    assert not shared, f"Jaccard {NEAR_DUPLICATE_JACCARD} or more"


def test_the_default_model_reads_the_phenomena(cases: list[LabelledPair], scorer: StanceScorer) -> None:
    right: dict[str, list[bool]] = defaultdict(list)
    for case, stance in zip(cases, scorer.classify([case.pair for case in cases]), strict=True):
        for tag in set(case.tags) & set(PHENOMENA.values()):
            right[tag].append(stance.label == case.label)
        right["all"].append(stance.label == case.label)
        assert stance.label in LABELS
    weak = {tag: f"{sum(hits)} of {len(hits)}" for tag, hits in right.items() if sum(hits) < FLOOR_OF_EACH * len(hits)}
    assert not weak
    assert sum(right["all"]) >= FLOOR * len(right["all"])
