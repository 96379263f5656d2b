"""The search: never worse than the defaults, the same on every engine, and what it writes is what `train` takes."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.lexicon import Lexicon
from model.registry import Registry
from standpoint import app
from training.corpus import LabelledPair, read_corpus
from training.engines import Engine, check
from training.errors import NotInstalled, UnusableSettings
from training.settings import Settings, read_settings
from training.train import SEEDS
from training.tuning import LEAST_RECORDS, Candidate, Objective, Trial, default, rounds, tune

BUDGET = 4


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "some.jsonl"
    lines = (SEEDS / "sentences" / "varied.jsonl").read_text(encoding="utf-8").splitlines()[:150]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def records(corpus: Path) -> tuple[LabelledPair, ...]:
    return read_corpus([corpus]).records


@pytest.fixture(scope="module")
def trials(records: tuple[LabelledPair, ...], lexicon: Lexicon) -> list[Trial]:
    return tune(records, lexicon, Settings(), Engine(), budget=BUDGET)


def test_the_best_is_no_worse_than_the_default(trials: list[Trial]) -> None:
    scores = {trial.candidate: trial.score for trial in trials}
    assert len(trials) == BUDGET
    assert trials[0].score == min(scores.values()) <= scores[default()]


def test_settings_are_compared_on_the_source_that_is_measured(
    records: tuple[LabelledPair, ...], lexicon: Lexicon, trials: list[Trial]
) -> None:
    half = [replace(record, source="ab"[n % 2]) for n, record in enumerate(records)]
    found = tune(half, lexicon, Settings(measured_on="b"), Engine(), budget=BUDGET)
    assert {trial.candidate for trial in found} == {trial.candidate for trial in trials}
    assert {trial.score for trial in found}.isdisjoint(trial.score for trial in trials)


def test_rounds_grow_to_all_records_and_shrink_to_few_settings() -> None:
    assert rounds(27, 10**6) == [(pytest.approx(1 / 9), 27), (pytest.approx(1 / 3), 9), (1.0, 3)]
    assert rounds(27, 2 * LEAST_RECORDS) == [(0.5, 27), (1.0, 3)]
    assert rounds(27, 100) == [(1.0, 27)]


@pytest.mark.parametrize(("objective", "hash_bits"), [("log-loss", 12), ("macro", None)])
def test_halving_ends_on_all_records_with_the_better_ones(
    records: tuple[LabelledPair, ...],
    lexicon: Lexicon,
    objective: Objective,
    hash_bits: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("training.tuning.LEAST_RECORDS", 60)
    steps: list[str] = []
    base = Settings(hash_bits=hash_bits)
    found = tune(records, lexicon, base, Engine(2), objective, 5, progress=lambda step, *_: steps.append(step))
    last = [trial for trial in found if trial.round == found[0].round]
    assert {trial.records for trial in last} == {len(records)}
    assert default() in {trial.candidate for trial in last}
    assert [t.score for t in last] == sorted((t.score for t in last), reverse=objective == "macro")
    assert {step.split(":")[0] for step in steps} >= {"round 1", "round 2"}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    if importlib.util.find_spec("distributed") is None:
        pytest.skip("dask.distributed is not installed (requirements/dask.txt)")
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_a_dask_cluster_finds_the_same(
    records: tuple[LabelledPair, ...], lexicon: Lexicon, trials: list[Trial], scheduler: str
) -> None:
    engine = Engine(scheduler=scheduler)
    check(engine)
    found = tune(records, lexicon, Settings(), engine, budget=BUDGET)
    assert [trial.candidate for trial in found] == [trial.candidate for trial in trials]
    assert [trial.score for trial in found] == pytest.approx([trial.score for trial in trials], abs=1e-6)


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NotInstalled, match=r"requirements/dask\.txt"):
        check(Engine(scheduler="tcp://127.0.0.1:1"))


def test_no_scheduler_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("training.engines._PATIENCE_SECONDS", 0.2)
    with pytest.raises(UnusableSettings, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        check(Engine(scheduler="tcp://127.0.0.1:1"))


def test_what_tune_writes_is_what_train_takes(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "settings.json"
    run = CliRunner()
    tuned = run.invoke(app, ["tune", str(corpus), "--budget", "3", "--seed", "4", "-o", str(out)])
    assert tuned.exit_code == 0, tuned.output
    settings = read_settings(out, {})
    assert json.loads(out.read_text())["search"]["budget"] == 3
    arguments = ["train", str(corpus), "--settings", str(out), "--policy", "macro", "--weight", f"{source(corpus)}=2"]
    trained = run.invoke(app, [*arguments, "--home", str(tmp_path / "home")])
    assert trained.exit_code == 0, trained.output
    (manifest,) = Registry(tmp_path / "home").versions()
    assert manifest.parameters["C"] == settings.C
    assert manifest.parameters["block_weights"] == settings.block_weights
    assert manifest.parameters["policy"] == "macro"
    assert manifest.parameters["source_weights"] == {source(corpus): 2.0}
    assert {b["name"]: b["weight"] for b in manifest.blocks}.items() <= settings.block_weights.items()


def source(corpus: Path) -> str:
    return str(json.loads(corpus.read_text(encoding="utf-8").splitlines()[0])["source"])


def test_engine_and_scheduler_go_together(corpus: Path) -> None:
    result = CliRunner().invoke(app, ["tune", str(corpus), "--engine", "dask"])
    assert isinstance(result.exception, UnusableSettings)


def test_candidates_say_what_differs() -> None:
    other = Candidate(1.0, (0.0, *default().weights[1:]))
    assert default().differs() == {}
    assert other.differs() == {"words": 0.0}
    assert other.settings()["block_weights"]["words"] == 0
