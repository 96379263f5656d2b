"""What of one set stands in another: exact copies, near ones, and what a memoriser makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from model.records import Label
from training.corpus import LabelledPair, as_row, labelled_pair, read_corpus, write_records
from training.curation.commands import app
from training.curation.leaks import Kind, clean, find_leaks

LONG = "Togo told a crowd of angry traders in the old town that Mali would keep the market open all night long"


def record(text: str, holder: str | None, target: str, label: Label, line: int = 1) -> LabelledPair:
    def end(name: str) -> dict[str, int]:
        return {"start": text.index(name), "end": text.index(name) + len(name)}

    row = {"id": str(line), "text": text, "holder": holder and end(holder), "target": end(target), "label": label}
    return labelled_pair(row, Path("set.jsonl"), line)


A = [
    record("Togo praised Mali.", "Togo", "Mali", "support", 1),
    record("Chad met Gabon and Benin.", "Chad", "Gabon", "neutral", 2),
    record(LONG + ".", "Togo", "Mali", "neutral", 3),
    record("Ghana met Niger.", "Ghana", "Niger", "neutral", 4),
]
B = [
    record("TOGO praised ‘Mali’", "TOGO", "Mali", "support", 1),
    record("Chad met Gabon and Benin", "Chad", "Gabon", "oppose", 2),
    record("Chad met Gabon and Benin", "Gabon", "Benin", "neutral", 3),
    record(LONG[:-4] + "through.", "Togo", "Mali", "neutral", 4),
    record("Kenya scolded Sudan.", "Kenya", "Sudan", "oppose", 5),
    record("Togo praised Mali.", None, "Mali", "support", 6),
]


def test_every_kind_of_leak_is_told_with_the_record_it_comes_from() -> None:
    found = find_leaks(A, B)
    assert [(leak.kind, leak.record.line, leak.known.line) for leak in found.leaks] == [
        (Kind.SAME_LABEL, 1, 1),
        (Kind.OTHER_LABEL, 2, 2),
        (Kind.OTHER_PAIR, 3, 2),
        (Kind.NEAR, 4, 3),
        (Kind.OTHER_PAIR, 6, 1),
    ]
    assert (found.records, found.sentences, found.leaked_sentences, found.near_sentences) == (6, 4, 2, 1)
    assert found.counts()[Kind.OTHER_PAIR] == {"neutral": 1, "support": 1}


def test_the_memoriser_knows_pairs_and_else_says_the_commonest() -> None:
    found = find_leaks(A, B)
    assert found.memoriser == pytest.approx(3 / 6)  # one pair it knows, and two neutral ones
    assert found.memoriser_on_known == pytest.approx(1 / 2)
    assert found.majority == pytest.approx(2 / 6)


def test_sets_that_share_nothing_leak_nothing() -> None:
    found = find_leaks(A, B[4:5])
    assert found.leaks == ()
    assert found.memoriser_on_known is None
    assert clean(B[4:5], found, strict=True) == B[4:5]


def test_clean_leaves_out_whole_sentences() -> None:
    found = find_leaks(A, B)
    assert [r.line for r in clean(B, found, strict=False)] == [4, 5]
    assert [r.line for r in clean(B, found, strict=True)] == [5]
    assert find_leaks(A, clean(B, found, strict=True)).leaks == ()


def test_examples_are_few_and_one_a_sentence() -> None:
    lines = [leak.record.line for leak in find_leaks(A, B + B).examples(1)]
    assert lines == [1, 2, 3, 4]


def test_ends_known_by_name_are_compared_by_their_words() -> None:
    row = {"id": "n", "text": "“Shame on Togo!”", "holder": {"name": "Mira Dahl"}, "target": {"name": "Togo"}}
    one = labelled_pair(row | {"label": "oppose"}, Path("a.jsonl"), 1)
    same = labelled_pair(row | {"holder": {"name": "MIRA DAHL"}, "label": "oppose"}, Path("b.jsonl"), 1)
    other = labelled_pair(row | {"holder": {"name": "Odd Berg"}, "label": "oppose"}, Path("b.jsonl"), 2)
    assert [leak.kind for leak in find_leaks([one], [same, other]).leaks] == [Kind.SAME_LABEL, Kind.OTHER_PAIR]


def test_what_is_written_clean_can_be_read_again(tmp_path: Path) -> None:
    paths = []
    for name, records in (("a", A), ("b", B)):
        paths.append(tmp_path / f"{name}.jsonl")
        write_records((as_row(r) | {"id": str(n)} for n, r in enumerate(records)), paths[-1])
    out = tmp_path / "clean.jsonl"
    done = CliRunner().invoke(app, ["leaks", *map(str, paths), "--clean", str(out)])
    assert done.exit_code == 0, done.output
    assert f"{paths[1]}:2: oppose: Chad met Gabon" in done.output
    assert f"{paths[0]}:2: neutral: Chad met Gabon" in done.output
    assert "2 records in" in done.output
    assert [r.pair.text for r in read_corpus([out]).records] == [B[3].pair.text, B[4].pair.text]
