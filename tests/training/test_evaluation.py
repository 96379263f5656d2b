"""Evaluation reads any format on the fly, answers as the scorer does, and tells what is clean."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from model.artifact import read_version, write_version
from model.direction import FIVE_CLASSES
from model.records import Label
from model.registry import Registry
from model.scorer import StanceScorer
from training.corpus import LabelledPair, labelled_pair
from training.errors import CorpusError, UnknownFormat
from training.evaluation import evaluate_version
from training.importers.reading import read_labelled
from training.importers.rows import Tally
from training.tables import evaluation_tables

DSE = """[Togo] thanked [Mali] for its patience.\tTogo\tMali\t1
[Togo] met [Mali] in the rain.\tTogo\tMali\t0
this is not a row
[Chad] was scolded by [Gabon] over the dam.\tChad\tGabon\t4
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "part.txt"
    path.write_text(DSE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def version(small_home: Path) -> Path:
    return Registry(small_home).current()


def record(text: str, holder: tuple[int, int], target: tuple[int, int], label: Label) -> LabelledPair:
    ends = [{"start": start, "end": end} for start, end in (holder, target)]
    row = {"id": "x", "text": text, "holder": ends[0], "target": ends[1], "label": label}
    return labelled_pair(row, Path("test.jsonl"), 1)


def test_imported_records_know_their_file_and_line_and_bad_rows_are_counted(data: Path) -> None:
    tally = Tally()
    records = read_labelled(data, "dse", tally)
    assert [(r.path, r.line) for r in records] == [(data, n) for n in (1, 1, 2, 2, 4, 4)]
    assert tally.refused == 1
    assert str(tally.shown[0]).startswith(f"{data}:3: ")


def test_what_cannot_be_read_is_said(data: Path, small_corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="jsonl, dse"):
        read_labelled(data, "dsx", Tally())
    with pytest.raises(CorpusError, match="does not exist"):
        read_labelled(tmp_path / "none.txt", "dse", Tally())
    with pytest.raises(CorpusError, match="no record of split 'valid'; it has none"):
        read_labelled(small_corpus, "jsonl", Tally(), "valid")
    (tmp_path / "bad.txt").write_text("nothing\n")
    with pytest.raises(CorpusError, match="no labelled pair"):
        read_labelled(tmp_path / "bad.txt", "dse", Tally())


def test_only_the_split_is_read(small_corpus: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in small_corpus.read_text().splitlines()[:10]]
    path = tmp_path / "split.jsonl"
    path.write_text(
        "".join(json.dumps(row | {"split": "valid" if n < 3 else "train"}) + "\n" for n, row in enumerate(rows))
    )
    assert len(read_labelled(path, "jsonl", Tally(), "valid")) == 3


def test_the_answers_are_those_of_classify(version: Path, small_corpus: Path) -> None:
    records = read_labelled(small_corpus, "jsonl", Tally())
    found = evaluate_version(version, records)
    answers = StanceScorer.load(version).classify([r.pair for r in records])
    right = np.mean([a.label == r.label for a, r in zip(answers, records, strict=True)])
    assert found.all.ordered.accuracy.value == pytest.approx(right)
    assert found.clean is None


def test_clean_is_what_the_train_data_do_not_hold_however_punctuated(version: Path, data: Path) -> None:
    records = read_labelled(data, "dse", Tally())
    copied = record("TOGO met Mali -- in the rain", (0, 4), (9, 13), "support")
    found = evaluate_version(version, records, [copied])
    assert found.clean is not None
    assert (found.all.ordered.records, found.clean.ordered.records) == (6, 4)
    assert found.all.five_classes is not None
    assert found.clean.five_classes is not None
    assert (found.all.five_classes.pairs, found.clean.five_classes.pairs) == (3, 2)
    assert evaluate_version(version, records[2:4], [copied]).clean is None


def test_a_sign_both_ways_is_no_one_of_five_classes(version: Path) -> None:
    text = "Togo and Mali thanked each other."
    both = [record(text, (0, 4), (9, 13), "support"), record(text, (9, 13), (0, 4), "support")]
    assert evaluate_version(version, both).all.five_classes is None
    single = [
        record("Togo met Mali.", (0, 4), (9, 13), "neutral"),
        record("Togo met Mali.", (9, 13), (0, 4), "neutral"),
    ]
    five = evaluate_version(version, both + single).all.five_classes
    assert five is not None
    assert (five.pairs, five.left_out) == (1, 1)
    assert len(FIVE_CLASSES) == 5


def test_records_without_a_reverse_have_no_five_classes(version: Path, data: Path) -> None:
    assert evaluate_version(version, read_labelled(data, "dse", Tally())[::2]).all.five_classes is None


def test_figures_are_json_and_tables(version: Path, data: Path) -> None:
    records = read_labelled(data, "dse", Tally())
    found = evaluate_version(version, records, records[:2])
    figures = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert figures["clean"]["ordered"]["records"] == 4
    assert set(figures) == {"model", "abstain_below", "all", "clean"}
    console = Console(record=True, width=200, file=io.StringIO())
    console.print(*evaluation_tables(found, refused=1), sep="\n")
    text = console.export_text()
    for shown in ("five classes, macro-F1", "rows refused", "clean: confidence from", "of signed answers right"):
        assert shown in text


def test_offsets_give_five_classes_a_second_operating_point(version: Path, data: Path, tmp_path: Path) -> None:
    manifest, payload = read_version(version)
    assert payload.classifier.offsets == (0, 0, 0)
    payload.classifier.set_params(offsets=(50.0, 0.0, 0.0))
    write_version(tmp_path / "eager", manifest, payload, {})
    records = read_labelled(data, "dse", Tally())
    plain, eager = (evaluate_version(folder, records).all.five_classes for folder in (version, tmp_path / "eager"))
    assert plain is not None
    assert eager is not None
    assert (plain.offset_micro, plain.micro) == (None, eager.micro)
    assert eager.offset_micro is not None
    assert eager.offset_micro.value == pytest.approx(1 / 3)  # everybody opposes: right of one of the three pairs
