"""Public data sets' own files, in small examples of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.corpus import read_corpus
from training.errors import CorpusError
from training.importers import IMPORTERS, read_dse, read_newsmtsc


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
