"""Exports of annotation tools, and tables with a mapping of columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model.records import Label
from tests.training.test_importers import stances
from training.errors import CorpusError
from training.importers import (
    IMPORTERS,
    LeftOut,
    Options,
    Tally,
    read_columns,
    read_doccano,
    read_labelstudio,
    read_prodigy,
)

TEXT = "🎉 Oda Lund praised the Tram Board, but Mr Vale did not."
ODA, BOARD, VALE = "Oda Lund", "Tram Board", "Mr Vale"


def span(words: str, text: str = TEXT) -> dict[str, int]:
    """Where the words stand, in code points."""
    return {"start": text.index(words), "end": text.index(words) + len(words)}


def utf16(words: str, text: str = TEXT) -> dict[str, int]:
    """Where the words stand, in UTF-16 units."""
    before = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return {"start": before, "end": before + len(words.encode("utf-16-le")) // 2}


def json_lines(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "export.jsonl"
    written = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(written).encode())
    return path


# Label Studio


def region(key: str, words: str, label: str, place: Callable[[str], dict[str, int]] = span) -> dict[str, Any]:
    value = {**place(words), "text": words, "labels": [label]}
    return {"id": key, "type": "labels", "from_name": "label", "to_name": "text", "value": value}


def relation(first: str, second: str, *names: str, direction: str = "right") -> dict[str, Any]:
    return {"type": "relation", "from_id": first, "to_id": second, "direction": direction, "labels": list(names)}


def choice(word: str) -> dict[str, Any]:
    return {"id": "c", "type": "choices", "from_name": "stance", "to_name": "text", "value": {"choices": [word]}}


MENTIONS = [region("a", ODA, "Actor"), region("b", BOARD, "Actor"), region("c", VALE, "Actor")]


def task(*results: list[dict[str, Any]], text: str = TEXT, **change: Any) -> dict[str, Any]:
    return {
        "id": 7,
        "data": {"text": text},
        "annotations": [{"id": i, "result": r} for i, r in enumerate(results)],
    } | change


def tasks(folder: Path, *exported: dict[str, Any]) -> Path:
    path = folder / "project-1.json"
    path.write_text(json.dumps(list(exported), ensure_ascii=False), encoding="utf-8")
    return path


def test_label_studio_relations_are_stances(tmp_path: Path) -> None:
    results = [*MENTIONS, relation("a", "b", "support"), relation("b", "c", "Oppose", direction="left")]
    results += [relation("a", "c", "neutral", direction="bi"), relation("a", "b", "works for"), relation("a", "b")]
    tally = Tally()
    rows = list(read_labelstudio(tasks(tmp_path, task(results)), tally=tally))
    assert stances(rows) == [
        (ODA, BOARD, "support"),
        (VALE, BOARD, "oppose"),
        (ODA, VALE, "neutral"),
        (VALE, ODA, "neutral"),
    ]
    assert tally.left_out == {
        LeftOut("works for is no stance", "relation"): 1,
        LeftOut("without a label", "relation"): 1,
    }


def test_label_studio_one_holder_one_target_and_a_choice(tmp_path: Path) -> None:
    comment = {"id": "t", "type": "textarea", "value": {"text": ["unsure"]}}
    results = [region("a", ODA, "Holder"), region("b", BOARD, "Target"), choice("positive"), comment]
    path = tasks(tmp_path, task(results), task(results[1:]))
    assert stances(list(read_labelstudio(path))) == [(ODA, BOARD, "support"), (None, BOARD, "support")]


def test_label_studio_offsets_of_versions_that_counted_utf16_are_converted(tmp_path: Path) -> None:
    results = [region("a", ODA, "Holder", utf16), region("b", BOARD, "Target", utf16), choice("con")]
    assert stances(list(read_labelstudio(tasks(tmp_path, task(results))))) == [(ODA, BOARD, "oppose")]


def test_label_studio_annotators_agree_or_their_pair_is_left_out(tmp_path: Path) -> None:
    one, other = (
        [*MENTIONS, relation("a", "b", "support"), relation("c", "b", name)] for name in ("oppose", "neutral")
    )
    tally = Tally()
    exported = task(one, other)
    assert stances(list(read_labelstudio(tasks(tmp_path, exported), tally=tally))) == [(ODA, BOARD, "support")]
    assert tally.left_out == {LeftOut("annotators disagree", "pair"): 1}
    exported["annotations"][1]["ground_truth"] = True
    assert (VALE, BOARD, "neutral") in stances(list(read_labelstudio(tasks(tmp_path, exported))))


def test_label_studio_tasks_without_an_answer_are_left_out(tmp_path: Path) -> None:
    skipped = task(MENTIONS)
    skipped["annotations"][0]["was_cancelled"] = True
    tally = Tally()
    assert list(read_labelstudio(tasks(tmp_path, task(), skipped, task(MENTIONS)), tally=tally)) == []
    reasons = ("not annotated", "skipped by its annotator", "neither relation nor choice")
    assert tally.left_out == {LeftOut(reason): 1 for reason in reasons}


@pytest.mark.parametrize(
    ("results", "says"),
    [
        ([region("a", ODA, "Holder"), choice("support")], "0 marked target"),
        ([region("a", ODA, "Target"), choice("maybe")], "--label oppose=maybe"),
        ([region("a", ODA, "Target"), choice("pro"), choice("con")], "labelled pro and con"),
        ([*MENTIONS, relation("a", "z", "support")], "'z'"),
        ([region("a", ODA, "Target", lambda _: {"start": 3, "end": 9}), choice("pro")], "is not 'Oda Lund'"),
        ([region("a", ODA, "Target", lambda _: {"start": 9, "end": 3}), choice("pro")], "not of plain text"),
        ([region("a", ODA, "Target", lambda _: {"start": "/p[1]", "end": "/p[1]"}), choice("pro")], "valid integer"),  # type: ignore[dict-item]
    ],
)
def test_a_label_studio_task_that_is_wrong_is_named(tmp_path: Path, results: list[dict[str, Any]], says: str) -> None:
    tally = Tally()
    good = task([region("b", BOARD, "Target"), choice("pro")])
    rows = list(read_labelstudio(tasks(tmp_path, task(results), good), tally=tally))
    assert [row["id"] for row in rows] == ["project-1-2-0"]
    assert "item 1: " in str(tally.shown[0])
    assert says in str(tally.shown[0])


def test_label_studio_text_under_another_key(tmp_path: Path) -> None:
    results = [region("b", BOARD, "Target"), choice("pro")]
    path = tasks(tmp_path, task(results, data={"sentence": TEXT, "before": "A long day."}))
    with pytest.raises(CorpusError, match="sentence, before; give --map text=KEY"):
        list(read_labelstudio(path))
    options = Options(columns={"text": "sentence", "context": "before"})
    assert [row["context"] for row in read_labelstudio(path, options=options)] == ["A long day."]


# doccano

PLAIN = TEXT.removeprefix("🎉 ")


def entities(text: str = PLAIN, place: Callable[[str, str], dict[str, int]] = span) -> list[dict[str, Any]]:
    return [
        {
            "id": i,
            "label": "Actor",
            "start_offset": place(words, text)["start"],
            "end_offset": place(words, text)["end"],
        }
        for i, words in enumerate((ODA, BOARD, VALE), 10)
    ]


def linked(*relations: tuple[int, int, str]) -> list[dict[str, Any]]:
    return [{"id": i, "from_id": a, "to_id": b, "type": name} for i, (a, b, name) in enumerate(relations)]


def test_doccano_relations_are_stances(tmp_path: Path) -> None:
    relations = linked((10, 11, "SUPPORT"), (12, 11, "opposes"), (10, 12, "knows"))
    row = {"id": 1, "text": PLAIN, "entities": entities(), "relations": relations, "Comments": []}
    tally = Tally()
    rows = list(read_doccano(json_lines(tmp_path, row), tally=tally))
    assert stances(rows) == [(ODA, BOARD, "support"), (VALE, BOARD, "oppose")]
    assert tally.left_out == {LeftOut("knows is no stance", "relation"): 1}


@pytest.mark.parametrize("key", ["label", "labels", "entities"])
@pytest.mark.parametrize("category", [{"cats": ["negative"]}, {"category": "negative"}])
def test_doccano_spans_as_lists_with_a_category(tmp_path: Path, key: str, category: dict[str, Any]) -> None:
    marked = [[*span(VALE, PLAIN).values(), "HOLDER"], [*span(BOARD, PLAIN).values(), "TARGET"]]
    path = json_lines(tmp_path, {"id": 3, "text": PLAIN, key: marked, **category})
    assert stances(list(read_doccano(path))) == [(VALE, BOARD, "oppose")]


def test_doccano_offsets_after_an_emoji_are_never_guessed(tmp_path: Path) -> None:
    for place, counted in ((span, False), (utf16, True)):
        row = {"text": TEXT, "entities": entities(TEXT, place), "relations": linked((10, 11, "support"))}
        path = json_lines(tmp_path, row)
        with pytest.raises(CorpusError, match="--offsets code-points or utf-16"):
            list(read_doccano(path))
        assert stances(list(read_doccano(path, options=Options(utf16=counted)))) == [(ODA, BOARD, "support")]


def test_doccano_lines_that_are_wrong_or_unlabelled(tmp_path: Path) -> None:
    row = {"text": PLAIN, "entities": entities(), "relations": linked((10, 99, "support"))}
    far = {"text": PLAIN, "label": [[0, 900, "target"]], "cats": ["pro"]}
    tally = Tally()
    path = json_lines(tmp_path, row, far, "{", {"text": PLAIN, "entities": entities(), "relations": []})
    assert list(read_doccano(path, tally=tally)) == []
    assert [error.line for error in tally.shown] == [1, 2, 3]
    assert [word in str(error) for word, error in zip(("99", "900", "JSON"), tally.shown, strict=True)] == [True] * 3
    assert tally.left_out == {LeftOut("neither relation nor category"): 1}


# Prodigy


def arrow(head: str, child: str, label: str) -> dict[str, Any]:
    return {"head": 1, "child": 5, "head_span": span(head), "child_span": span(child), "label": label, "color": "#fff"}


def test_prodigy_relations_go_from_head_to_child(tmp_path: Path) -> None:
    relations = [arrow(ODA, BOARD, "SUPPORT"), arrow(VALE, BOARD, "NEUTRAL")]
    row = {"text": TEXT, "spans": [], "tokens": [], "relations": relations, "answer": "accept", "_input_hash": 1}
    rows = list(read_prodigy(json_lines(tmp_path, row)))
    assert stances(rows) == [(ODA, BOARD, "support"), (VALE, BOARD, "neutral")]


def test_prodigy_choices_by_id_or_text_and_labels(tmp_path: Path) -> None:
    marked = [span(VALE) | {"label": "HOLDER"}, span(BOARD) | {"label": "TARGET", "text": BOARD}]
    options = [{"id": 1, "text": "Support"}, {"id": "x", "text": "Against"}]
    row = {"text": TEXT, "spans": marked, "options": options, "answer": "accept"}
    path = json_lines(
        tmp_path, row | {"accept": [1]}, row | {"accept": ["x"]}, row | {"accept": ["neutral"]}, row | {"label": "PRO"}
    )
    assert [row["label"] for row in read_prodigy(path)] == ["support", "oppose", "neutral", "support"]


def test_prodigy_answers_that_are_not_accepted_are_left_out(tmp_path: Path) -> None:
    row = {"text": TEXT, "spans": [span(BOARD) | {"label": "target"}], "accept": ["pro"]}
    path = json_lines(
        tmp_path, *({**row, "answer": answer} for answer in ("accept", "reject", "ignore", "reject")), {"text": TEXT}
    )
    tally = Tally()
    assert stances(list(read_prodigy(path, tally=tally))) == [(None, BOARD, "support")]
    assert tally.left_out == {
        LeftOut("answer is reject"): 2,
        LeftOut("answer is ignore"): 1,
        LeftOut("neither relation nor choice"): 1,
    }


def test_a_prodigy_span_that_is_not_its_text_is_refused(tmp_path: Path) -> None:
    row = {"text": TEXT, "spans": [utf16(BOARD) | {"label": "target", "text": BOARD}], "accept": ["pro"]}
    with pytest.raises(CorpusError, match=r":1: a span .* is not 'Tram Board'"):
        list(read_prodigy(json_lines(tmp_path, row)))


# Tables

MAPPED = Options(
    columns={"text": "sentence", "holder": "source_actor", "target": "target_actor", "label": "stance"},
    words={"warm": "support", "cold": "oppose"},
)
NAMES = "sentence,source_actor,target_actor,stance\n"


def table(folder: Path, content: str | bytes, name: str = "desk.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_table_with_mapped_columns(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        NAMES + '"🎉 Oda Lund said: ""Thank you, Tram Board.""",Oda Lund,Tram Board,Warm\n'
        '"The board met.\nMr Vale, of course, booed the board.",Mr Vale,board,cold\n'
        "The Tram Board dithered.,,Tram Board,negative\n",
    )
    rows = list(read_columns(path, options=MAPPED))
    assert stances(rows) == [
        ("Oda Lund", "Tram Board", "support"),
        ("Mr Vale", "board", "oppose"),
        (None, "Tram Board", "oppose"),
    ]
    assert [row["id"] for row in rows] == ["desk-2-0", "desk-3-0", "desk-5-0"]
    assert rows[0]["text"] == '🎉 Oda Lund said: "Thank you, Tram Board."'
    assert rows[1]["target"] == {"name": "board"}, "named twice, so known by name only"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_tables_of_every_make(tmp_path: Path, delimiter: str, newline: str, mark: bytes) -> None:
    content = delimiter.join(("text", "target", "label", "holder")) + newline
    content += delimiter.join(("Zoë thanked Åse.", "Åse", "pro", "Zoë")) + newline
    path = table(tmp_path, mark + content.encode(), "desk.tsv" if delimiter == "\t" else "desk.csv")
    assert stances(list(read_columns(path))) == [("Zoë", "Åse", "support")]


def test_quotation_marks_of_a_tab_separated_table_stay(tmp_path: Path) -> None:
    content = 'text\ttarget\tlabel\n"No," said Oda of Vale.\tVale\tcon\n"He said ""no"" to Vale."\tVale\tcon\n'
    rows = list(read_columns(table(tmp_path, content, "desk.tsv")))
    assert [row["text"] for row in rows] == ['"No," said Oda of Vale.', 'He said "no" to Vale.']


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    path = table(tmp_path, "text,target,label\nZoë left Åse.,Åse,con\nOda left Vale.,Vale,con\n".encode("cp1252"))
    tally = Tally()
    assert len(list(read_columns(path, tally=tally))) == 1
    assert "--encoding" in str(tally.shown[0])
    assert stances(list(read_columns(path, options=Options(encoding="cp1252"))))[0] == (None, "Åse", "oppose")


def test_ends_by_offsets(tmp_path: Path) -> None:
    fields = ("text", "holder", "holder_start", "holder_end", "target_start", "target_end", "label", "context")
    whole = dict(zip(fields, (TEXT, ODA, *span(ODA).values(), *span(VALE).values(), "pro", "Before."), strict=True))
    path = json_lines(tmp_path, whole)
    (row,) = read_columns(path)
    assert (stances([row]), row["context"]) == ([(ODA, VALE, "support")], "Before.")
    wrong = [
        {"holder_start": 4},
        {"target_end": None},
        {"target_start": "x"},
        {"target_start": -1},
        {"target_end": 999},
    ]
    tally = Tally()
    assert list(read_columns(json_lines(tmp_path, *(whole | one for one in wrong)), tally=tally)) == []
    assert tally.refused == len(wrong)
    units = dict(zip(fields, (TEXT, ODA, *utf16(ODA).values(), *utf16(VALE).values(), "pro", ""), strict=True))
    assert stances(list(read_columns(json_lines(tmp_path, units), options=Options(utf16=True)))) == [
        (ODA, VALE, "support")
    ]


def test_rows_of_a_table_that_are_wrong_or_unlabelled(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "text,target,label\nOda left Vale.,Vale,\nOda left Vale.,Vale,huh\nOda left Vale.,,con\n,Vale,con\n"
        'Oda left Vale.,con\nOda left Vale.,Vale,con\n"Oda left Vale.,Vale,con\nOda left Vale.,Vale,con\n',
    )
    tally = Tally()
    assert len(list(read_columns(path, tally=tally))) == 1
    assert tally.left_out == {LeftOut("without a label"): 1}
    assert [error.line for error in tally.shown] == [3, 4, 5, 6, 8]
    assert [error.message.split()[0] for error in tally.shown] == ["label", "has", "has", "has", "is"]
    assert "quotation mark" in str(tally.shown[-1])


def test_a_mapping_to_a_column_that_is_not_there(tmp_path: Path) -> None:
    path = table(tmp_path, "text,target,label\nOda left Vale.,Vale,con\n")
    for columns in ({"text": "sentence"}, {"holder": "who"}):
        with pytest.raises(CorpusError, match=r":1: has no column '(sentence|who)' but text, target, label"):
            list(read_columns(path, options=Options(columns=columns)))


# Every tool

LABELS: list[Label] = ["oppose", "neutral", "support"]
plain_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
names = st.text(st.sampled_from("abÅß𝔄🎉文'-"), min_size=1, max_size=6)


@given(plain_text, names, plain_text, names, plain_text, st.sampled_from(LABELS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
def test_offsets_cut_out_the_mention_whatever_the_text(
    tmp_path: Path, before: str, holder: str, between: str, target: str, after: str, label: Label
) -> None:
    text = f"{before}{holder}{between}{target}{after}"
    starts = (len(before), len(before) + len(holder) + len(between))
    places = [(start, start + len(words)) for start, words in zip(starts, (holder, target), strict=True)]
    ends = [{"start": start, "end": end} for start, end in places]
    kinds = ("Holder", "Target")
    results = [
        {"id": kind, "type": "labels", "value": end | {"text": text[end["start"] : end["end"]], "labels": [kind]}}
        for kind, end in zip(kinds, ends, strict=True)
    ]
    exports: dict[str, dict[str, Any]] = {
        "labelstudio": {"data": {"text": text}, "annotations": [{"result": [*results, choice(label)]}]},
        "doccano": {
            "text": text,
            "label": [[*place, kind] for place, kind in zip(places, kinds, strict=True)],
            "cats": [label],
        },
        "prodigy": {"text": text, "relations": [{"head_span": ends[0], "child_span": ends[1], "label": label}]},
        "columns": {"text": text, "label": label}
        | {
            f"{kind.lower()}_{side}": end[side]
            for kind, end in zip(kinds, ends, strict=True)
            for side in ("start", "end")
        },
    }
    for form, exported in exports.items():
        path = tmp_path / "export.jsonl"
        path.write_text(json.dumps(exported, ensure_ascii=False) + "\n", encoding="utf-8")
        assert stances(list(IMPORTERS[form](path, options=Options(utf16=False)))) == [(holder, target, label)], form


@given(st.text(max_size=40), st.text(max_size=8))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
def test_a_name_is_cut_out_of_the_text_or_stays_a_name(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "desk.jsonl"
    path.write_text(json.dumps({"text": f"{text} {name} {text}", "target": name, "label": "pro"}) + "\n")
    tally = Tally()
    rows = list(read_columns(path, tally=tally))
    assert len(rows) + tally.refused == 1
    assert [target for _, target, _ in stances(rows)] == [name.strip() for _ in rows]
