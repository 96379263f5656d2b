"""`standpoint corpus import` as a user types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from training.corpus import read_corpus
from training.curation.commands import app
from training.errors import CorpusError

GOOD = "[Togo] met [Ghana].\tTogo\tGhana\t0\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["import", *map(str, arguments)])


def test_all_rows_good(tmp_path: Path) -> None:
    source, out = tmp_path / "part.txt", tmp_path / "out.jsonl"
    source.write_text(GOOD)
    done = run("dse", source, "-o", out, "--split", "train", "--prefix", "mine")
    assert (done.exit_code, done.stdout) == (0, f"2 records from 1 row in {out}\n")
    records = read_corpus([out]).records
    assert [(record.pair.id, record.split) for record in records] == [
        ("mine-part-1-pq", "train"),
        ("mine-part-1-qp", "train"),
    ]


def test_bad_rows_are_listed_counted_and_set_the_exit_code(tmp_path: Path) -> None:
    source, out = tmp_path / "part.txt", tmp_path / "out.jsonl"
    source.write_text(GOOD * 600 + "bad\n" * 25)
    done = run("dse", source, "-o", out)
    assert done.exit_code == 1
    assert done.stdout == f"1,200 records from 625 rows in {out}; 25 rows refused\n"
    listed = done.stderr.splitlines()
    assert listed[0].startswith(f"{source}:601: is not: sentence")
    assert (len(listed), listed[-1]) == (21, "… and 5 more")
    assert len(read_corpus([out]).records) == 1200
    assert run("dse", source, "-o", out, "--skip-bad").exit_code == 0


def test_what_is_left_out_is_told_and_no_error(tmp_path: Path) -> None:
    source, out = tmp_path / "answers.jsonl", tmp_path / "out.jsonl"
    row = {"text": "Oda left.", "spans": [{"start": 0, "end": 3, "label": "target"}], "accept": ["con"]}
    source.write_text("".join(json.dumps(row | {"answer": a}) + "\n" for a in ("accept", "reject", "reject", "ignore")))
    done = run("prodigy", source, "-o", out)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"1 record from 4 rows in {out}",
        "2 rows left out: answer is reject",
        "1 row left out: answer is ignore",
    ]


def test_columns_words_and_encoding_are_options(tmp_path: Path) -> None:
    source, out = tmp_path / "desk.csv", tmp_path / "out.jsonl"
    source.write_bytes("satz;wer;wen;wie\nÅse lobte Zoë.;Åse;Zoë;Lob\nÅse rügte Zoë.;Åse;Zoë;Tadel\n".encode("cp1252"))
    mapping = [option for pair in ("text=satz", "holder=wer", "target=wen", "label=wie") for option in ("--map", pair)]
    words = ["--label", "support=lob,preis", "--label", "oppose=tadel"]
    done = run("columns", source, "-o", out, *mapping, *words, "--encoding", "cp1252")
    assert done.exit_code == 0, done.output
    assert [record.label for record in read_corpus([out]).records] == ["support", "oppose"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nosuch",), "nosuch is not known; give one of dse"),
        (("columns", "--map", "words=x"), "'words=x' is not of the form FIELD=COLUMN"),
        (("columns", "--label", "happy=x"), "'happy=x' is not of the form"),
        (("columns", "--encoding", "utf-99"), "utf-99"),
        (("doccano", "--offsets", "bytes"), "code-points or utf-16"),
    ],
)
def test_options_that_are_wrong_are_a_usage_error(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    source = tmp_path / "rows.csv"
    source.write_text("text,target,label\n")
    done = run(arguments[0], source, *arguments[1:], "-o", tmp_path / "out.jsonl")
    assert done.exit_code == 2
    assert says in done.stderr


def test_a_file_that_cannot_be_used_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    empty = tmp_path / "tasks.json"
    empty.write_text("[]")
    for source, target, says in (
        (tmp_path / "none", out, "does not exist"),
        (empty, out, "holds no JSON objects"),
        (empty, tmp_path / "none" / "out.jsonl", "folder does not exist"),
    ):
        done = run("labelstudio", source, "-o", target)
        assert isinstance(done.exception, CorpusError)
        assert says in str(done.exception)
    assert not out.exists()
