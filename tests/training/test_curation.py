"""Checks find what is wrong and where; targets, statistics and differences count truly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from training.corpus import LabelledPair, read_corpus
from training.curation.checks import (
    actor_leak,
    check,
    check_actor_leak,
    check_duplicates,
    check_mentions,
    check_near_duplicates,
    check_skeletons,
    check_targets,
)
from training.curation.difference import compare
from training.curation.masking import skeletons
from training.curation.nearness import near_duplicates
from training.curation.plots import draw
from training.curation.statistics import cue_lemmas, describe
from training.curation.targets import Targets, read_targets
from training.errors import CorpusError

TEXT = "Norway condemned Belarus on Friday."


def row(**change: Any) -> dict[str, Any]:
    return {
        "text": TEXT,
        "holder": {"start": 0, "end": 6},
        "target": {"start": 17, "end": 24},
        "label": "oppose",
        "tags": ["active", "topic:trade", "style:wire"],
    } | change


def pair(text: str, holder: str, target: str, label: str = "neutral", **change: Any) -> dict[str, Any]:
    ends = {
        name: {"start": text.index(words), "end": text.index(words) + len(words)}
        for name, words in (("holder", holder), ("target", target))
    }
    return row(text=text, label=label, **ends) | change


def corpus(folder: Path, rows: Sequence[dict[str, Any]]) -> list[LabelledPair]:
    path = folder / "rows.jsonl"
    path.write_text("".join(json.dumps({"id": f"r-{i}"} | r) + "\n" for i, r in enumerate(rows, 1)), encoding="utf-8")
    return list(read_corpus([path]).records)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ((16, 24), "target ' Belarus' has white space at an end"),
        ((17, 23), "target 'Belaru' is cut out of a longer word"),
        ((0, 6), None),
    ],
)
def test_mentions_are_whole_words(tmp_path: Path, target: tuple[int, int], says: str | None) -> None:
    records = corpus(tmp_path, [row(holder=None, target={"start": target[0], "end": target[1]})])
    assert [f.message for f in check_mentions(records)] == ([says] if says else [])


def test_mentions_have_neither_article_nor_possessive(tmp_path: Path) -> None:
    records = corpus(tmp_path, [pair("The League met Chad's envoy.", "The League", "Chad's")])
    assert [(f.line, f.message) for f in check_mentions(records)] == [
        (1, "holder 'The League' begins with an article; leave it out"),
        (1, 'target "Chad\'s" ends with a possessive; leave it out'),
    ]


def test_a_pair_labelled_twice_and_a_twin_labelled_otherwise_are_found(tmp_path: Path) -> None:
    twin = pair("Latvia condemned Georgia on Friday!", "Latvia", "Georgia", "support")
    findings = list(check_duplicates(corpus(tmp_path, [row(), row(), twin])))
    assert [(f.check, f.line) for f in findings] == [("duplicate", 2), ("consistency", 3)]
    assert "rows.jsonl:1" in findings[0].message


def test_the_other_direction_of_a_twin_is_no_contradiction(tmp_path: Path) -> None:
    back = pair("Latvia condemned Georgia on Friday.", "Georgia", "Latvia")
    assert list(check_duplicates(corpus(tmp_path, [row(), back]))) == []


def test_a_frame_may_stand_twice_and_not_thrice(tmp_path: Path) -> None:
    names = [("Peru", "Chile"), ("Mali", "Chad"), ("Oman", "Qatar")]
    rows = [pair(f"{a} condemned {b} on Friday.", a, b, "oppose") for a, b in names]
    assert list(check_skeletons(corpus(tmp_path, rows[:2]))) == []
    assert [f.line for f in check_skeletons(corpus(tmp_path, rows))] == [3]


def test_a_skeleton_has_neither_names_nor_numbers(tmp_path: Path) -> None:
    (skeleton,) = skeletons(corpus(tmp_path, [pair("In 1998 the 40 men of Ana Reyes left Peru.", "Ana Reyes", "Peru")]))
    assert skeleton.words == ("in", "0", "the", "0", "men", "of", "X", "left", "X")


def test_near_duplicates_are_found_and_unlike_sentences_are_not() -> None:
    base = "the mayor told a crowd of angry traders that the market would stay open all night long".split()
    near = [*base[:-1], "through"]
    far = "a storm tore the roof off the only school that the valley had ever managed to build".split()
    assert list(near_duplicates([base, far, near])) == [(0, 2)]


def test_a_corpus_of_near_duplicates_is_reported_by_line(tmp_path: Path) -> None:
    ends = ["tonight", "tomorrow", "sometime"]
    texts = [f"X told Y and a crowd of angry traders that the market would stay open {end}." for end in ends]
    assert {f.line for f in check_near_duplicates(corpus(tmp_path, [pair(t, "X", "Y") for t in texts]))} == {2, 3}


def test_villains_give_the_label_away_and_varied_actors_do_not(tmp_path: Path) -> None:
    verbs = ["met", "saw", "heard", "phoned", "passed"]
    villain, varied = [], []
    for i in range(240):
        a, b = ("Alba", "Bora") if i % 2 else ("Cora", "Dora")
        text = f"{a} {verbs[i % 5]} {b} on day {i} {'and again ' * (i % 7)}."
        villain.append(pair(text, a, b, "oppose" if i % 2 else "neutral"))
        varied.append(pair(text, a, b, "oppose" if i % 3 else "neutral"))
    assert actor_leak(corpus(tmp_path, villain))[0] > 0.95
    assert [f.check for f in check_actor_leak(corpus(tmp_path, villain))] == ["actor-leak"]
    assert list(check_actor_leak(corpus(tmp_path, varied))) == []


def test_targets_name_each_promise_that_is_broken(tmp_path: Path) -> None:
    records = corpus(tmp_path, [row(), row(text=TEXT + " Then it rained for a long while.", label="neutral")])
    targets = Targets(records=3, topics=1, records_per_phenomenon=1, labels={"oppose": (0.6, 1.0)}, words=(6, 60))
    messages = [(f.line, f.message) for f in check_targets(records, targets, tmp_path)]
    assert (None, "records: 2, promised 3") in messages
    assert (None, "oppose: 50.0% of labels, promised 60% to 100%") in messages
    assert (1, "has 5 words, promised 6 to 60") in messages
    assert not any("active" in message or "topics" in message for _, message in messages)


def test_targets_are_read_from_the_folder_and_faults_are_named(tmp_path: Path) -> None:
    assert read_targets(tmp_path) is None
    (tmp_path / "targets.yaml").write_text("records: 5\nlabels: {oppose: [0.2, 0.3]}\n", encoding="utf-8")
    assert read_targets(tmp_path) == Targets(records=5, labels={"oppose": (0.2, 0.3)})
    (tmp_path / "targets.yaml").write_text("recrods: 5\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="recrods"):
        read_targets(tmp_path)


def test_statistics_count_labels_narrator_context_and_cues(tmp_path: Path) -> None:
    rows = [
        row(cues=[{"start": 7, "end": 16}]),
        row(holder=None, cues=[{"start": 7, "end": 16}]),
        row(target={"start": 28, "end": 34}, context="They were livid.", context_cues=[{"start": 10, "end": 15}]),
    ]
    records = corpus(tmp_path, rows)
    found = describe(records)
    assert (found.records, found.sentences, found.labels) == (3, 1, {"oppose": 3})
    assert (found.narrator, found.context_cue) == ({"oppose": 1}, {"oppose": 1})
    assert found.cue_lemmas == {"condemn", "livid"}
    assert (found.topics, found.styles, found.tags) == ({"trade": 3}, {"wire": 3}, {"active": 3})
    assert cue_lemmas(records[2]) == {"livid"}


def test_a_difference_tells_added_removed_and_relabelled(tmp_path: Path) -> None:
    gone = pair("Oman met Qatar twice last year.", "Oman", "Qatar")
    new = pair("Togo met Benin twice last year.", "Togo", "Benin")
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    found = compare(corpus(tmp_path / "old", [row(), gone]), corpus(tmp_path / "new", [new, row(label="neutral")]))
    assert [r.pair.text for r in found.added] == [new["text"]]
    assert [r.pair.text for r in found.removed] == [gone["text"]]
    assert found.changes() == {("oppose", "neutral"): 1}


def test_plots_are_the_same_bytes_for_the_same_records(tmp_path: Path) -> None:
    records = corpus(tmp_path, [row(), row(holder=None, label="neutral")])
    first = {path.name: path.read_bytes() for path in draw(records, tmp_path / "a")}
    assert sorted(first) == ["lengths.svg", "phenomena.svg", "topics.svg"]
    assert first == {path.name: path.read_bytes() for path in draw(records, tmp_path / "b")}


def test_a_small_good_corpus_has_no_findings(tmp_path: Path) -> None:
    assert check(corpus(tmp_path, [row(), pair(TEXT, "Belarus", "Norway")])) == []
