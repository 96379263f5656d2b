"""Reading labelled pairs, and saying exactly what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from training.corpus import as_row, group_of, labelled_pair, read_corpus, read_pairs
from training.errors import CorpusError, InvalidCorpus

GOOD: dict[str, Any] = {
    "id": "t-1",
    "text": "Norway condemned Belarus on Friday.",
    "holder": {"start": 0, "end": 6},
    "target": {"start": 17, "end": 24},
    "label": "oppose",
    "context": "",
    "source": "test",
    "tags": ["active"],
    "split": None,
}


def write(path: Path, *records: Any) -> Path:
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records) + "\n", encoding="utf-8")
    return path


def test_a_good_record_is_read_whole(tmp_path: Path) -> None:
    corpus = read_corpus([write(tmp_path / "a.jsonl", GOOD)])
    record = corpus.records[0]
    assert (record.label, record.pair.text, record.tags) == ("oppose", GOOD["text"], ("active",))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"label": "hate"}, "label: Input should be 'oppose', 'neutral' or 'support'"),
        ({"label": None}, "label: is missing"),
        ({"holder": {"start": 0, "end": 99}}, "holder: start 0 and end 99 do not lie in the text (35 long)"),
        ({"holder": {"start": 6, "end": 6}}, "holder: start 6 and end 6 do not lie"),
        ({"holder": {"start": 6, "end": 7}}, "holder: characters 6:7 are only white space"),
        ({"target": {"start": 3}}, "target: Value error, give both start and end"),
        ({"target": {}}, "target: Value error, give start and end, or a name"),
        ({"target": None}, "target: Input should be a valid dictionary"),
        ({"text": ""}, "text: String should have at least 1 character"),
        ({"stance": 1}, "stance: Extra inputs are not permitted"),
    ],
)
def test_each_fault_is_named_with_file_line_and_field(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    path = write(tmp_path / "a.jsonl", GOOD, {**GOOD, "id": "t-2", **change})
    with pytest.raises(InvalidCorpus) as caught:
        read_corpus([path])
    assert f"{path}:2: {says}" in str(caught.value)


@pytest.mark.parametrize(("line", "says"), [("{nope", "is not JSON"), ("[1]", "Input should be a valid dictionary")])
def test_a_line_that_is_no_record_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = write(tmp_path / "a.jsonl", GOOD, "", line)
    with pytest.raises(InvalidCorpus, match=says) as caught:
        read_corpus([path])
    assert caught.value.findings[0].line == 3


def test_every_fault_is_listed_not_only_the_first(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "x", {**GOOD, "label": "y"}, {**GOOD, "text": ""})
    with pytest.raises(InvalidCorpus) as caught:
        read_corpus([path])
    assert [finding.line for finding in caught.value.findings] == [1, 2, 3]


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b"\n\xff\xfe\n")
    with pytest.raises(InvalidCorpus, match="is not UTF-8 at byte 0"):
        read_corpus([path])


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert len(read_corpus([path]).records) == 1


def test_an_id_may_stand_once(tmp_path: Path) -> None:
    with pytest.raises(InvalidCorpus, match="id 't-1' stands already at"):
        read_corpus([write(tmp_path / "a.jsonl", GOOD, GOOD)])


def test_missing_and_empty_paths_are_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        read_corpus([tmp_path / "nowhere.jsonl"])
    with pytest.raises(CorpusError, match=r"holds no \.jsonl file"):
        read_corpus([tmp_path])
    with pytest.raises(CorpusError, match="holds no records"):
        read_corpus([write(tmp_path / "empty.jsonl", "")])


def test_pairs_to_classify_need_no_label(tmp_path: Path) -> None:
    unlabelled = {key: GOOD[key] for key in ("id", "text", "holder", "target")}
    assert read_pairs(write(tmp_path / "a.jsonl", unlabelled))[0].id == "t-1"


def test_a_sentence_keeps_its_group_however_it_is_punctuated() -> None:
    assert group_of("Norway condemned Belarus, in 2024!") == group_of("norway “condemned” Belarus in 1999")
    assert group_of("Norway condemned Belarus") != group_of("Norway condemned Latvia")


def test_a_record_is_written_as_it_was_read(tmp_path: Path) -> None:
    told = GOOD | {"id": "t-2", "holder": None, "target": {"name": "Belarus"}, "split": "train"}
    cued = GOOD | {"id": "t-3", "cues": [{"start": 7, "end": 16}]}
    records = read_corpus([write(tmp_path / "a.jsonl", GOOD, told, cued)]).records
    assert [as_row(record) for record in records] == [GOOD, told, cued]
    assert labelled_pair(as_row(records[2]), records[2].path, records[2].line) == records[2]


def test_a_malformed_row_names_its_place() -> None:
    for wrong in ({"label": None}, {"target": {"start": 3}}, {"holder": {"start": 9, "end": 300}}):
        with pytest.raises(CorpusError, match=r"^part\.txt:7: "):
            labelled_pair(GOOD | wrong, Path("part.txt"), 7)
