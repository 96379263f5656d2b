"""Public data sets' own files, in small examples of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.corpus import read_corpus
from training.errors import CorpusError
from training.importers import IMPORTERS, read_dse, read_newsmtsc, read_seesaw


def test_a_dse_line_is_two_ordered_records(tmp_path: Path) -> None:
    path = tmp_path / "part.txt"
    path.write_text("[Togo] thanked [Ghana] warmly.\tTogo\tGhana\t1\n[Mali] was scolded by [Chad].\tMali\tChad\t4\n")
    rows = list(read_dse(path))
    ends = [
        (r["text"][r["holder"]["start"] : r["holder"]["end"]], r["text"][r["target"]["start"] : r["target"]["end"]])
        for r in rows
    ]
    assert [(h, t, r["label"]) for (h, t), r in zip(ends, rows, strict=True)] == [
        ("Togo", "Ghana", "support"),
        ("Ghana", "Togo", "neutral"),
        ("Mali", "Chad", "neutral"),
        ("Chad", "Mali", "oppose"),
    ]


def test_newsmtsc_is_the_narrators(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps({"sentence": "The dismal Mr Vale fell.", "from": 11, "to": 18, "polarity": -1}) + "\n")
    row = next(iter(read_newsmtsc(path)))
    assert (row["holder"], row["label"]) == (None, "oppose")
    assert row["text"][row["target"]["start"] : row["target"]["end"]] == "Mr Vale"


def seesaw_folder(folder: Path) -> Path:
    """Two stories of one article each, in train and valid."""
    for part in ("articles", "annotations", "meta"):
        (folder / part).mkdir()
    for story, split in (("TRIPLET_001", "train"), ("TRIPLET_002", "valid")):
        article = f"{story}_DOCUMENT_0.json"
        texts = ["Ana Reyes spoke first.", "She called the levy a theft, and the paper agreed."]
        stances = [
            {"subject": "Ana Reyes", "sentiment": "NEG", "object": "Water Levy"},
            {"subject": "None", "sentiment": "POS", "object": "Ana Reyes"},
            {"subject": "Not in the list", "sentiment": "POS", "object": "Ana Reyes"},
        ]
        (folder / "meta" / f"{story}.json").write_text(json.dumps({"Split": split}))
        (folder / "articles" / article).write_text(json.dumps({"text": [{"text": text} for text in texts]}))
        (folder / "annotations" / article).write_text(json.dumps({"sentence-level stances": {"1": stances}}))
    return folder


def test_seesaw_gives_named_ends_with_the_sentence_before(tmp_path: Path) -> None:
    rows = list(read_seesaw(seesaw_folder(tmp_path), "valid"))
    assert [(r["holder"], r["target"]["name"], r["label"]) for r in rows] == [
        ({"name": "Ana Reyes"}, "Water Levy", "oppose"),
        (None, "Ana Reyes", "support"),
    ]
    assert {r["context"] for r in rows} == {"Ana Reyes spoke first."}
    assert {r["split"] for r in rows} == {"valid"}


def test_seesaw_without_a_split_is_all_of_it(tmp_path: Path) -> None:
    assert len(list(IMPORTERS["seesaw"](seesaw_folder(tmp_path)))) == 4


def test_a_malformed_seesaw_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no meta"):
        list(read_seesaw(tmp_path))
    folder = seesaw_folder(tmp_path)
    broken = folder / "annotations" / "TRIPLET_001_DOCUMENT_0.json"
    broken.write_text(
        json.dumps({"sentence-level stances": {"9": [{"subject": "A", "sentiment": "NEG", "object": "B"}]}})
    )
    with pytest.raises(CorpusError, match=broken.name):
        list(read_seesaw(folder))


@pytest.mark.parametrize(
    ("name", "text"),
    [("dse", "no tabs\n"), ("dse", "[one]\tone\ttwo\t0\n"), ("dse", "[a] [b]\ta\tb\t7\n"), ("newsmtsc", "{}\n")],
)
def test_a_malformed_line_is_named(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "part"
    path.write_text(text)
    with pytest.raises(CorpusError, match=f"{path}:1: "):
        list(IMPORTERS[name](path))


def test_imported_records_are_corpus_records(tmp_path: Path) -> None:
    path = tmp_path / "part.txt"
    path.write_text("[Togo] met [Ghana].\tTogo\tGhana\t0\n")
    out = tmp_path / "part.jsonl"
    out.write_text("".join(json.dumps(row) + "\n" for row in read_dse(path)))
    assert len(read_corpus([out]).records) == 2
