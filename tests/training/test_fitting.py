"""Training: nothing it should not see reaches a fold, and the same settings give the same model however it is run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.classifier import StanceClassifier
from model.lexicon import Lexicon
from model.records import LABELS, PairEnd, PairRecord
from training.corpus import LabelledPair, group_of, read_corpus
from training.errors import CorpusError, TooFewRecords, UnusableSettings
from training.fitting import FOLDS, Fitted, balance_signs, fit, held_out, parted, record_weights
from training.grouping import grouped
from training.matrix import analyse_all, vectorise
from training.settings import Settings
from training.train import SEEDS


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[LabelledPair]:
    """Some of the seeds, half of them from another source."""
    path = tmp_path_factory.mktemp("corpus") / "some.jsonl"
    lines = (SEEDS / "sentences" / "varied.jsonl").read_text(encoding="utf-8").splitlines()[:150]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = read_corpus([path]).records
    return [replace(record, source="mine" if n % 2 else "theirs") for n, record in enumerate(found)]


def fitted(records: list[LabelledPair], lexicon: Lexicon, jobs: int = 1, **settings: object) -> Fitted:
    chosen = Settings.model_validate(settings)
    collection = vectorise(records, lexicon, chosen.blocks(), chosen.hash_bits, jobs)
    return fit(records, collection, chosen, jobs=jobs)


@pytest.mark.parametrize("hash_bits", [None, 12])
def test_jobs_change_nothing_but_the_time(
    records: list[LabelledPair], lexicon: Lexicon, hash_bits: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("training.matrix.CHUNK", 40)
    alone, together = (fitted(records, lexicon, jobs, hash_bits=hash_bits) for jobs in (1, 2))
    assert np.array_equal(alone.classifier.coef_, together.classifier.coef_)
    assert np.array_equal(alone.out_of_fold, together.out_of_fold)


def test_what_was_fitted_in_pieces_is_what_an_estimator_fits(records: list[LabelledPair], lexicon: Lexicon) -> None:
    found = fitted(records, lexicon).classifier
    terms, labels = analyse_all(records, lexicon), [record.label for record in records]
    alone = StanceClassifier(found.blocks, C=found.C).fit(terms, labels, balance_signs(labels))
    assert np.allclose(alone.coef_, found.coef_, atol=1e-6)


def test_a_fold_learns_nothing_from_the_labels_it_is_judged_by(records: list[LabelledPair], lexicon: Lexicon) -> None:
    collection = vectorise(records, lexicon, Settings().blocks())
    truth = np.array([LABELS.index(record.label) for record in records])
    outside = np.arange(len(records)) % 5 == 0
    weights = np.ones(len(records))
    honest, _ = held_out(collection, truth, 0.15, weights, outside)
    misled, _ = held_out(collection, np.where(outside, 2 - truth, truth), 0.15, weights, outside)
    assert np.array_equal(honest, misled)


def test_a_warm_start_ends_where_a_cold_one_does(records: list[LabelledPair], lexicon: Lexicon) -> None:
    cold, warm = (fitted(records, lexicon, warm_start=start) for start in (False, True))
    assert np.array_equal(cold.out_of_fold, warm.out_of_fold)
    assert np.allclose(cold.classifier.coef_, warm.classifier.coef_, atol=0.01)


def test_a_source_that_counts_more_is_learned_better(records: list[LabelledPair], lexicon: Lexicon) -> None:
    mine = np.array([record.source == "mine" for record in records])
    truth = np.array([LABELS.index(record.label) for record in records])
    terms = analyse_all(records, lexicon)

    def sureness(weight: float) -> float:
        classifier = fitted(records, lexicon, source_weights={"mine": weight}, calibration="temperature").classifier
        classifier.set_params(temperature=1.0)
        return float(np.log(classifier.predict_proba(terms)[np.arange(len(truth)), truth])[mine].mean())

    assert sureness(5.0) > sureness(1.0) > sureness(0.2)


def test_weights_multiply_what_balances_the_signs(records: list[LabelledPair]) -> None:
    plain = record_weights(records, Settings())
    weighed = record_weights(records, Settings(source_weights={"mine": 3.0, "theirs": 3.0}))
    assert np.allclose(weighed, 3 * plain)


def test_a_source_that_does_not_occur_is_named(records: list[LabelledPair]) -> None:
    with pytest.raises(UnusableSettings, match="source elsewhere; the sources are mine, theirs"):
        record_weights(records, Settings(source_weights={"elsewhere": 2.0}))


def test_macro_policy_and_vector_scaling_reach_the_classifier(records: list[LabelledPair], lexicon: Lexicon) -> None:
    found = fitted(records, lexicon, calibration="vector").classifier
    assert found.temperature == 1.0
    assert found.scales != (1.0, 1.0, 1.0)
    assert sum(found.biases) == pytest.approx(0)


def test_calibration_and_figures_are_of_the_source_that_is_measured(
    records: list[LabelledPair], lexicon: Lexicon
) -> None:
    found = fitted(records, lexicon, measured_on="mine")
    assert found.measured.tolist() == [record.source == "mine" for record in records]
    misled = [r if r.source == "mine" else replace(r, label="neutral") for r in records]
    assert fitted(misled, lexicon, measured_on="mine").calibration != found.calibration
    with pytest.raises(UnusableSettings, match="the sources are mine, theirs"):
        fitted(records, lexicon, measured_on="nowhere")


def test_a_block_can_be_left_out(records: list[LabelledPair], lexicon: Lexicon) -> None:
    found = fitted(records, lexicon, block_weights={"words": 0, "state": 2}).classifier
    assert {block.name: block.weight for block in found.blocks}["state"] == 2
    assert "words" not in {block.name for block in found.blocks}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_record_that_cannot_be_read_is_named_from_whatever_process(
    records: list[LabelledPair], lexicon: Lexicon, jobs: int
) -> None:
    nowhere = PairRecord("x", "Norway met.", PairEnd(0, 6), PairEnd(3, 3))
    bad = replace(records[0], pair=nowhere, path=Path("bad.jsonl"), line=7)
    with pytest.raises(CorpusError, match=r"bad\.jsonl:7: "):
        vectorise([*records, bad], lexicon, Settings().blocks(), jobs=jobs)


def labelled(text: str, n: int) -> LabelledPair:
    pair = PairRecord(str(n), text, None, PairEnd(0, text.index(" ")))
    return LabelledPair(pair, "neutral", "s", (), None, group_of(text), Path("a.jsonl"), n)


BASE = "told a crowd of angry traders that the old market would stay open all night long"


def test_near_duplicates_share_a_group_and_other_sentences_do_not() -> None:
    texts = [f"Anna {BASE}.", f"Maria {BASE}!", f"Maria {BASE} again.", "Oda left the town before the first snow fell."]
    found = grouped([labelled(text, n) for n, text in enumerate(texts)])
    assert len({*found.group_of[:3]}) == 1
    assert found.group_of[3] != found.group_of[0]
    assert "near-duplicates" in found.described


def test_near_duplicates_of_near_duplicates_share_a_group() -> None:
    words = BASE.split()
    texts = [f"Anna {' '.join(words[: len(words) - cut])} {' '.join('abcde'[:cut])}." for cut in range(5)]
    found = grouped([labelled(text, n) for n, text in enumerate([texts[0], texts[-1], *texts[1:-1]])])
    assert len({*found.group_of}) == 1
    assert len({*grouped([labelled(text, n) for n, text in enumerate([texts[0], texts[-1]])]).group_of}) == 2


def test_folds_keep_groups_whole_and_labels_even() -> None:
    rng = np.random.default_rng(0)
    groups = rng.integers(0, 120, 400)
    truth = rng.integers(0, 3, 400)
    folds = parted(truth, groups, seed=1)
    assert all(len(set(folds[groups == group])) == 1 for group in set(groups))
    shares = [np.bincount(truth[folds == fold], minlength=3) / (folds == fold).sum() for fold in range(FOLDS)]
    assert np.ptp(shares, axis=0).max() < 0.15
    assert np.array_equal(folds, parted(truth, groups, seed=1))


def test_too_few_sentences_for_the_folds() -> None:
    with pytest.raises(TooFewRecords, match="oppose has 1 sentences, at least 5"):
        parted(np.array([0, 1, 2]), np.array([0, 1, 2]), seed=0)


def test_settings_are_written_and_read_as_json() -> None:
    settings = Settings(C=0.3, block_weights={"words": 0.5}, source_weights={"a": 2})
    assert Settings.model_validate(json.loads(settings.model_dump_json())) == settings
