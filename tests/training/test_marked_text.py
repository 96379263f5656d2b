"""Marked text compiles to records whose offsets are exact, and every mistake is named with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.curation.marked_text import compile_marked
from training.errors import InvalidCorpus

PLAIN = st.text(st.characters(exclude_characters="{}*|\n\r", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)


def compiled(folder: Path, text: str) -> list[dict[str, Any]]:
    path = folder / "part.txt"
    path.write_text(text, encoding="utf-8")
    return compile_marked(path, "part")


def end_text(record: dict[str, Any], end: str) -> str:
    return str(record["text"][record[end]["start"] : record[end]["end"]])


def test_a_line_becomes_a_record_for_each_pair_and_the_reverse_is_neutral(tmp_path: Path) -> None:
    records = compiled(
        tmp_path, "## trade / wire\n{Norway} *condemned* {Belarus} and met {Chad}. || 1-2 n-2 1=3 #1 #irony\n"
    )
    pairs = [(r["holder"] and end_text(r, "holder"), end_text(r, "target"), r["label"]) for r in records]
    assert pairs == [
        ("Norway", "Belarus", "oppose"),
        (None, "Belarus", "oppose"),
        ("Norway", "Chad", "neutral"),
        ("Belarus", "Norway", "neutral"),
        ("Chad", "Norway", "neutral"),
    ]
    assert records[0]["text"] == "Norway condemned Belarus and met Chad."
    assert records[0]["tags"] == ["active", "irony", "topic:trade", "style:wire"]
    assert [r["text"][c["start"] : c["end"]] for r in records for c in r["cues"]] == ["condemned"] * 5
    assert [r["id"] for r in records] == [f"part-{n:05d}" for n in range(1, 6)]


def test_the_reverse_can_be_labelled_or_left_out(tmp_path: Path) -> None:
    both = compiled(tmp_path, "{Laos} and {Nepal} *feud*. || 1-2 2-1\n")
    assert [r["label"] for r in both] == ["oppose", "oppose"]
    alone = compiled(tmp_path, "{Laos} may *sue* {Nepal}. || 1-2!\n")
    assert [r["label"] for r in alone] == ["oppose"]


def test_context_and_named_ends_serve_the_next_line_only(tmp_path: Path) -> None:
    first, second = compiled(
        tmp_path, 'C: Envoy Lindt was *livid*.\n"{They} are gone." || "Envoy Lindt"-1!\n{Oslo} slept. || n=1\n'
    )
    assert first["holder"] == {"name": "Envoy Lindt"}
    assert first["context"] == "Envoy Lindt was livid."
    assert first["context_cues"] == [{"start": 16, "end": 21}]
    assert "cues" not in first
    assert second["context"] == ""


def test_an_article_is_no_part_of_a_mention(tmp_path: Path) -> None:
    (record,) = compiled(tmp_path, "{The League} *won* {a Nobel}. || n+1\n")
    assert end_text(record, "target") == "League"
    assert record["text"] == "The League won a Nobel."


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{Norway} condemned {Belarus}.", "no labels"),
        ("{Norway} condemned {Belarus}. || #1", "no label; give at least one"),
        ("{Norway} condemned {Belarus}. || 1-3", "mention 3 is labelled, but the sentence marks 2"),
        ("{Norway} condemned {Belarus}. || 1~2", "'1~2' is neither a label"),
        ("{Norway} condemned {Belarus}. || 1-2 1+2", "1+2: the pair is labelled twice"),
        ("{Norway} condemned {Belarus}. || 1-1", "1-1: holder and target are one"),
        ("{Norway} condemned {Belarus}. || 1-2 #64", "#64: phenomena are numbered 1 to 63"),
        ("{Norway *condemned* {Belarus}. || 1-2", "a brace or an asterisk has no partner"),
    ],
)
def test_every_mistake_is_named_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    with pytest.raises(InvalidCorpus) as caught:
        compiled(tmp_path, f"// a remark\n\n{line}\n")
    assert f"part.txt:3: {says}" in str(caught.value)


@given(pieces=st.lists(st.tuples(PLAIN, PLAIN.filter(lambda s: s.strip() != "")), min_size=1, max_size=5))
def test_offsets_point_at_what_was_marked(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("marked")
    marked = "x" + "".join(f"{before}{{{mention}}}" for before, mention in pieces)
    labels = " ".join(f"n={k}" for k in range(1, len(pieces) + 1))
    records = compiled(folder, f"{marked} || {labels}\n")
    assert "{" not in records[0]["text"]
    for record, (_, mention) in zip(records, pieces, strict=True):
        assert mention.endswith(end_text(record, "target"))
