"""Fixtures that every part shares: the default model, trained once from the seeds as a user trains it."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.gazetteer import Gazetteer
from model.lexicon import Lexicon
from model.registry import Registry
from model.scorer import StanceScorer
from training.knowledge import read_gazetteer, read_lexicon
from training.train import SEEDS, train


@pytest.fixture(scope="session")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A STANDPOINT_HOME whose promoted model was trained from seeds/."""
    home = tmp_path_factory.mktemp("standpoint-home")
    train([SEEDS / "sentences"], Registry(home))
    return home


@pytest.fixture(scope="session")
def scorer(model_home: Path) -> StanceScorer:
    """The default model, loaded."""
    return StanceScorer.load(Registry(model_home).current())


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the seeds: enough to train on, quick to train."""
    lines = (SEEDS / "sentences" / "varied.jsonl").read_text(encoding="utf-8").splitlines()
    path = tmp_path_factory.mktemp("corpus") / "small.jsonl"
    path.write_text("\n".join(lines[:150]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def small_home(small_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A STANDPOINT_HOME whose promoted model was trained from `small_corpus`."""
    home = tmp_path_factory.mktemp("small-home")
    train([small_corpus], Registry(home))
    return home


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The stance lexicon of seeds/."""
    return read_lexicon(SEEDS / "lexicon")


@pytest.fixture(scope="session")
def gazetteer(lexicon: Lexicon) -> Gazetteer:
    """The gazetteer of seeds/."""
    return read_gazetteer(SEEDS / "actors", lexicon.common_words)
