"""The command line as a user types it."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.registry import Registry

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "articles" / "harbour-strike.txt"
ARTICLE = {"id": "one", "text": "Norway condemned Belarus on Friday."}


@pytest.fixture
def run(model_home: Path):  # type: ignore[no-untyped-def]
    def call(*arguments: str, stdin: str = "", home: Path = model_home) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "STANDPOINT_HOME": str(home), "COLUMNS": "200"}
        command = [sys.executable, str(ROOT / "standpoint.py"), *arguments]
        return subprocess.run(
            command, input=stdin, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=240, check=False
        )

    return call


def test_score_prints_tables(run) -> None:  # type: ignore[no-untyped-def]
    done = run("score", str(SAMPLE))
    assert done.returncode == 0, done.stderr
    assert "holder" in done.stdout
    assert "Federation of Harbour Workers" in done.stdout


def test_score_prints_json_with_exact_offsets(run) -> None:  # type: ignore[no-untyped-def]
    answer = json.loads(run("score", str(SAMPLE), "--format", "json", "--explain").stdout)
    text = SAMPLE.read_text(encoding="utf-8")
    assert answer["id"] == "harbour-strike"
    for stance in answer["stances"]:
        for evidence in stance["evidence"]:
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
            assert evidence["explanation"][-1]["feature"] == "intercept"


def test_score_reads_standard_input_as_text_or_json(run) -> None:  # type: ignore[no-untyped-def]
    for given in (ARTICLE["text"], json.dumps(ARTICLE)):
        answer = json.loads(run("score", "-", "--format", "json", stdin=given).stdout)
        assert next(stance["label"] for stance in answer["stances"]) == "oppose"


def test_score_reads_lines_and_names_the_bad_one(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join([json.dumps(ARTICLE), '{"text": 1}', "nonsense", json.dumps({**ARTICLE, "id": "two"})]))
    done = run("score", str(path), "--format", "jsonl")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["one", "two"]
    assert done.returncode == 1
    assert f"{path}:2: /text: " in done.stderr
    assert f"{path}:3: " in done.stderr


def test_score_reads_a_folder_and_prints_csv(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text("Norway condemned Belarus on Friday.")
    (tmp_path / "b.json").write_text(json.dumps({"text": "Norway praised Latvia."}))
    (tmp_path / "c.html").write_text(
        "<html><body><article><p>Togo thanked Ghana warmly on Monday.</p></article></body></html>"
    )
    done = run("score", str(tmp_path), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {("Norway", "Belarus", "oppose"), ("Norway", "Latvia", "support"), ("Togo", "Ghana", "support")} <= {
        (row["holder"], row["target"], row["label"]) for row in rows
    }, done.stderr


def test_min_confidence_leaves_out_the_unsure(run) -> None:  # type: ignore[no-untyped-def]
    every, sure = (
        json.loads(run("score", str(SAMPLE), "--format", "json", "--min-confidence", limit).stdout)["stances"]
        for limit in ("0", "0.8")
    )
    assert 0 < len(sure) < len(every)
    assert min(stance["confidence"] for stance in sure) >= 0.8


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["score", "nowhere.txt"], "nowhere.txt does not exist"),
        (["classify", "nowhere.jsonl"], "nowhere.jsonl: does not exist"),
        (["train", "nowhere.jsonl"], "nowhere.jsonl: does not exist"),
        (["models", "promote", "nothing"], "there is no model version 'nothing'"),
        (["models", "rollback"], "there is no earlier version"),
    ],
)
def test_a_mistake_is_one_clear_line(run, arguments: list[str], says: str) -> None:  # type: ignore[no-untyped-def]
    done = run(*arguments)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_classify_keeps_the_order(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "pairs.jsonl"
    texts = ["Norway condemned Belarus.", "Norway praised Belarus."]
    path.write_text(
        "\n".join(
            json.dumps(
                {
                    "id": str(n),
                    "text": t,
                    "holder": {"start": 0, "end": 6},
                    "target": {"start": len(t) - 8, "end": len(t) - 1},
                }
            )
            for n, t in enumerate(texts)
        )
    )
    results = [json.loads(line) for line in run("classify", str(path)).stdout.splitlines()]
    assert [(r["id"], r["label"]) for r in results] == [("0", "oppose"), ("1", "support")]
    assert all(abs(sum(r["probabilities"].values()) - 1) < 1e-6 for r in results)


def test_the_same_corpus_and_seed_give_the_same_model(run, small_corpus: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    versions = []
    for name, command in (("a", ["train"]), ("b", ["train"])):
        home = tmp_path / name
        done = run(*command, str(small_corpus), "--seed", "7", home=home)
        assert done.returncode == 0, done.stderr
        versions.append(Registry(home).versions()[0])
    assert versions[0].metrics == versions[1].metrics
    assert versions[0].parameters == versions[1].parameters
    pairs = [run("classify", str(small_corpus), home=tmp_path / name).stdout for name in ("a", "b")]
    assert pairs[0] == pairs[1]
    assert pairs[0]


def test_python_m_training_train_is_the_same(small_corpus: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "training.train", str(small_corpus), "--no-promote"],
        env={**os.environ, "STANDPOINT_HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    registry = Registry(tmp_path)
    assert len(registry.versions()) == 1
    assert registry.current_version() is None


def test_an_invalid_corpus_trains_nothing(run, small_corpus: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    bad = tmp_path / "bad.jsonl"
    bad.write_text(small_corpus.read_text() + '{"id": "x"}\n')
    done = run("train", str(bad), home=tmp_path / "home")
    assert done.returncode == 1
    assert f"{bad}:151: text: Field required" in done.stderr
    assert Registry(tmp_path / "home").versions() == []


def test_too_few_records_are_said_to_be_too_few(run, small_corpus: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(small_corpus.read_text().splitlines()[:3]))
    done = run("train", str(few), home=tmp_path / "home")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "too few records" in done.stderr


def test_list_promote_roll_back_and_evaluate(run, small_corpus: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    home = tmp_path / "home"
    assert run("train", str(small_corpus), home=home).returncode == 0
    assert run("train", str(small_corpus), "--c", "0.5", "--no-promote", home=home).returncode == 0
    first, second = (manifest.version for manifest in Registry(home).versions())
    assert Registry(home).current_version() == first
    assert run("models", "promote", second, home=home).stdout == f"promoted {second}\n"
    listed = run("models", "list", home=home).stdout
    assert first in listed
    assert second in listed
    assert run("models", "rollback", home=home).stdout == f"rolled back to {first}\n"
    done = run("evaluate", "--data", str(small_corpus), "--train", str(small_corpus), "--json", home=home)
    report = json.loads(done.stdout)
    assert report["all"]["ordered"]["records"] == 150
    assert report["all"]["ordered"]["accuracy"]["value"] > report["all"]["ordered"]["majority_accuracy"]
    assert report["clean"] is None


def test_evaluate_reads_a_published_file_and_prints_tables(
    run, small_home: Path, small_corpus: Path, tmp_path: Path
) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "part.txt").write_text("[Togo] thanked [Ghana] warmly.\tTogo\tGhana\t1\nnonsense\n")
    done = run("evaluate", "--data", str(tmp_path / "part.txt"), "--format", "dse", home=small_home)
    assert done.returncode == 0, done.stderr
    assert "five classes, micro-F1" in done.stdout
    assert "part.txt:2: " in done.stderr
    mixed = ("--train", str(small_corpus), "--train-format", "jsonl", "--json")
    done = run("evaluate", "--data", str(tmp_path / "part.txt"), "--format", "dse", *mixed, home=small_home)
    assert json.loads(done.stdout)["clean"]["ordered"]["records"] == 2
    failed = run("evaluate", "--data", str(tmp_path / "part.txt"), "--format", "dsx", home=small_home)
    assert (failed.returncode, "'dsx' is not known" in failed.stderr) == (1, True)


def pair_of(text: str) -> dict[str, object]:
    return {"id": text, "text": text, "holder": {"name": "Togo"}, "target": {"name": "Ghana"}}


def test_classify_abstains_below_a_limit_and_keeps_the_answer(run, small_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "pairs.jsonl"
    texts = ["Togo praised Ghana.", "Togo met Ghana.", "Togo and Ghana: what next?"]
    path.write_text("".join(json.dumps(pair_of(text)) + "\n" for text in texts))
    for limit in ("0", "0.6", "1"):
        done = run("classify", str(path), "--min-confidence", limit, home=small_home)
        results = [json.loads(line) for line in done.stdout.splitlines()]
        assert [r["abstained"] for r in results] == [r["probabilities"][r["label"]] < float(limit) for r in results]
    plain = [json.loads(line) for line in run("classify", str(path), home=small_home).stdout.splitlines()]
    assert plain == [{key: value for key, value in r.items() if key != "abstained"} for r in results]
    assert "from 0 to 1" in run("classify", str(path), "--min-confidence", "1.5", home=small_home).stderr


def test_explain_adds_up_in_words(run, small_home: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    sentence = ("explain", "Togo praised Ghana.", "--holder", "Togo", "--target", "Ghana")
    shown = run(*sentence, home=small_home)
    assert "Togo → Ghana" in shown.stdout, shown.stderr
    assert "log-odds of support against oppose" in shown.stdout
    lines = run(*sentence, "--both", "--json", home=small_home).stdout.splitlines()
    there, back = (json.loads(line) for line in lines)
    for one in (there, back):
        odds = math.log(one["probabilities"]["support"] / one["probabilities"]["oppose"])
        weights = [part["weight"] for block in one["blocks"] for part in block["contributions"]]
        assert math.fsum(weights) == pytest.approx(odds, abs=1e-9)
        assert all(part["words"] for block in one["blocks"] for part in block["contributions"])
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(pair_of("Togo praised Ghana.")) + "\n")
    assert run("explain", "--file", str(path), home=small_home).stdout == shown.stdout
    assert run("explain", "Togo praised Ghana.", home=small_home).returncode == 2


def test_brackets_in_names_are_shown_as_they_are(run, small_home: Path) -> None:  # type: ignore[no-untyped-def]
    done = run(
        "explain", "Togo praised [red]Ghana[/].", "--target", "[red]Ghana[/]", "--context", "[/b]", home=small_home
    )
    assert "the narrator → [red]Ghana[/]: " in done.stdout, done.stderr


MARKED = "## trade / wire\n{Norway} *condemned* {Belarus} on Friday. || 1-2 n-2 #1\n"


def test_marked_text_is_compiled_checked_counted_and_compared(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "new.txt").write_text(MARKED)
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    done = run("corpus", "compile", str(tmp_path / "new.txt"), "--out", str(new))
    assert done.stdout.startswith("3 records in "), done.stderr
    assert run("corpus", "compile", str(tmp_path / "new.txt")).stdout == new.read_text()
    assert "3 records, nothing to mend" in run("corpus", "check", str(new)).stdout
    old.write_text("".join(line.replace("oppose", "support") + "\n" for line in new.read_text().splitlines()[:2]))
    counted = run("corpus", "stats", str(new), "--plots", str(tmp_path / "plots"))
    assert "cue lemmas: 1" in counted.stdout, counted.stderr
    assert len(list((tmp_path / "plots").glob("*.svg"))) == 3
    assert "1 added, 0 removed, 2 labelled anew" in run("corpus", "diff", str(old), str(new)).stdout


def test_corpus_check_names_file_and_line_and_fails(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    row = {
        "id": "a",
        "text": "The King scolded Togo.",
        "holder": {"start": 0, "end": 8},
        "target": {"start": 17, "end": 21},
    }
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({**row, "label": "oppose"}) + "\n")
    done = run("corpus", "check", str(path))
    assert (done.returncode, done.stdout.split(": ")[0]) == (1, f"{path}:1")
    assert "begins with an article" in done.stdout


def test_corpus_import_reads_a_published_file(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "part.txt").write_text("[Togo] thanked [Ghana] warmly.\tTogo\tGhana\t1\n")
    out = tmp_path / "part.jsonl"
    assert run("corpus", "import", "dse", str(tmp_path / "part.txt"), "-o", str(out)).returncode == 0
    assert [json.loads(line)["label"] for line in out.read_text().splitlines()] == ["support", "neutral"]
    for arguments, says in (
        (("dsx", str(tmp_path / "part.txt")), "dsx is not known"),
        (("dse", str(tmp_path / "none.txt")), "does not exist"),
        (("newsmtsc", str(tmp_path / "part.txt")), "part.txt:1"),
    ):
        failed = run("corpus", "import", *arguments, "-o", str(tmp_path / "never.jsonl"))
        assert failed.returncode != 0
        assert says in failed.stderr
    assert (tmp_path / "never.jsonl").read_text() == ""  # what is not refused is written, here nothing


def test_score_takes_actors_and_issues(run) -> None:  # type: ignore[no-untyped-def]
    text = "The Fenwick League condemned the harbour toll. Norway praised the FL."
    given = ["--actor", "Fenwick League|FL", "--target", "harbour toll|port fee", "--no-detect"]
    answer = json.loads(run("score", "-", "--format", "json", *given, stdin=text).stdout)
    names = {actor["id"]: actor["name"] for actor in answer["actors"]}
    assert set(names.values()) == {"Fenwick League", "harbour toll"}
    assert [(names[s["holder"]], names[s["target"]], s["label"]) for s in answer["stances"]] == [
        ("Fenwick League", "harbour toll", "oppose")
    ]


def test_an_actor_without_a_name_is_a_mistake(run) -> None:  # type: ignore[no-untyped-def]
    done = run("score", "-", "--actor", " | ", stdin="Norway left.")
    assert done.returncode == 2
    assert "holds no name" in done.stderr
