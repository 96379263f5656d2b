"""Public data sets' own files, in small examples of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from training.corpus import read_corpus
from training.errors import CorpusError
from training.importers import (
    IMPORTERS,
    LeftOut,
    Options,
    Tally,
    read_dse,
    read_newsmtsc,
    read_plover,
    read_seesaw,
    read_semeval2016,
)


def end_words(row: dict[str, Any], end: str) -> str | None:
    """What an end of a record is called: the words it cuts out, or its name."""
    place = row[end]
    return None if place is None else place.get("name") or row["text"][place["start"] : place["end"]]


def stances(rows: list[dict[str, Any]]) -> list[tuple[str | None, str | None, str]]:
    return [(end_words(row, "holder"), end_words(row, "target"), row["label"]) for row in rows]


def test_a_dse_line_is_two_ordered_records(tmp_path: Path) -> None:
    path = tmp_path / "part.txt"
    path.write_text("[Togo] thanked [Ghana] warmly.\tTogo\tGhana\t1\n[Mali] was scolded by [Chad].\tMali\tChad\t4\n")
    assert stances(list(read_dse(path))) == [
        ("Togo", "Ghana", "support"),
        ("Ghana", "Togo", "neutral"),
        ("Mali", "Chad", "neutral"),
        ("Chad", "Mali", "oppose"),
    ]


def test_newsmtsc_is_the_narrators(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(json.dumps({"sentence": "The dismal Mr Vale fell.", "from": 11, "to": 18, "polarity": -1}) + "\n")
    assert stances(list(read_newsmtsc(path))) == [(None, "Mr Vale", "oppose")]


def test_newsmtsc_with_a_list_of_targets(tmp_path: Path) -> None:
    path = tmp_path / "dev.jsonl"
    targets = [{"from": 0, "to": 3, "polarity": 1.0}, {"from": 12, "to": 15, "polarity": 0}]
    path.write_text(json.dumps({"sentence_normalized": "Ida shone as Oda waited.", "targets": targets}) + "\n")
    tally = Tally()
    assert stances(list(read_newsmtsc(path, tally=tally)))[0] == (None, "Ida", "support")
    assert (tally.rows, tally.refused) == (1, 0)


def seesaw_folder(folder: Path) -> Path:
    """Two stories of one article each, in train and valid."""
    for part in ("articles", "annotations", "meta"):
        (folder / part).mkdir()
    for story, split in (("TRIPLET_001", "train"), ("TRIPLET_002", "valid")):
        article = f"{story}_DOCUMENT_0.json"
        texts = ["Ana Reyes spoke first.", "She called the levy a theft, and the paper agreed."]
        labelled = [
            {"subject": "Ana Reyes", "sentiment": "NEG", "object": "Water Levy"},
            {"subject": "None", "sentiment": "POS", "object": "Ana Reyes"},
            {"subject": "Not in the list", "sentiment": "POS", "object": "Ana Reyes"},
        ]
        (folder / "meta" / f"{story}.json").write_text(json.dumps({"Split": split}))
        (folder / "articles" / article).write_text(json.dumps({"text": [{"text": text} for text in texts]}))
        (folder / "annotations" / article).write_text(json.dumps({"sentence-level stances": {"1": labelled}}))
    return folder


def test_seesaw_gives_named_ends_with_the_sentence_before(tmp_path: Path) -> None:
    rows = list(read_seesaw(seesaw_folder(tmp_path), "valid"))
    assert stances(rows) == [("Ana Reyes", "Water Levy", "oppose"), (None, "Ana Reyes", "support")]
    assert {r["context"] for r in rows} == {"Ana Reyes spoke first."}
    assert {r["split"] for r in rows} == {"valid"}


def test_seesaw_without_a_split_is_all_of_it(tmp_path: Path) -> None:
    tally = Tally()
    assert len(list(IMPORTERS["seesaw"](seesaw_folder(tmp_path), tally=tally))) == 4
    assert tally.left_out == {LeftOut("an end is not in the list of actors", "stance"): 2}


def test_a_malformed_seesaw_file_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no meta"):
        list(read_seesaw(tmp_path))
    folder = seesaw_folder(tmp_path)
    broken = folder / "annotations" / "TRIPLET_001_DOCUMENT_0.json"
    stance = {"subject": "A", "sentiment": "NEG", "object": "B"}
    for content in (json.dumps({"sentence-level stances": {"9": [stance]}}), "{", json.dumps({"stances": {}})):
        broken.write_text(content)
        with pytest.raises(CorpusError, match=broken.name):
            list(read_seesaw(folder))
        tally = Tally()
        assert len(list(read_seesaw(folder, tally=tally))) == 2
        assert (tally.refused, tally.shown[0].path) == (1, broken)


HEADER = "ID\tTarget\tTweet\tStance\n"


def test_semeval_is_the_authors_stance_toward_a_target_known_by_name(tmp_path: Path) -> None:
    path = tmp_path / "trial.txt"
    path.write_text(
        HEADER + '1\tTram Line\t"Build it now, they said. So right! #SemST\tFAVOR\n'
        "2\tTram Line\tNobody needs it #tram #SemST\tAGAINST\n3\tTram Line\tRain again. #semst \tNONE\n"
        "4\tTram Line\tWell. #SemST\tUNKNOWN\n"
    )
    tally = Tally()
    rows = list(read_semeval2016(path, tally=tally))
    assert stances(rows) == [(None, "Tram Line", label) for label in ("support", "oppose", "neutral")]
    assert [row["text"] for row in rows] == [
        '"Build it now, they said. So right!',
        "Nobody needs it #tram",
        "Rain again.",
    ]
    assert (tally.rows, tally.left_out) == (4, {LeftOut("without a label"): 1})


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_semeval_in_the_encodings_it_comes_in(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "train.txt"
    text = HEADER + "1\tCafé Law\tÀ bas la loi, señor! #SemST\tAGAINST\n"
    path.write_bytes(text.replace("\n", newline).encode(encoding))
    (row,) = read_semeval2016(path)
    assert (row["text"], row["target"]) == ("À bas la loi, señor!", {"name": "Café Law"})


def test_semeval_columns_go_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "all-annotations.txt"
    path.write_text("ID\tStance\tTweet\tTarget\tSentiment\n9\tFAVOR\tMore of it\tParks\tPOSITIVE\n")
    assert stances(list(read_semeval2016(path))) == [(None, "Parks", "support")]
    path.write_text("ID\tTweet\n1\tx\n")
    with pytest.raises(CorpusError, match="is no header"):
        read_semeval2016(path)


def plover(folder: Path, *events: dict[str, Any]) -> Path:
    path = folder / "gsr.json"
    path.write_text(json.dumps(list(events)))
    return path


def actor(*names: str) -> list[dict[str, str]]:
    return [{"actorText": name, "code": "XXX"} for name in names]


def test_plover_cooperation_supports_and_conflict_opposes(tmp_path: Path) -> None:
    text = "Arvia did something to Belmora on Monday."
    events = {"AID": "support", "CONSULT": "neutral", "ACCUSE": "oppose", "FIGHT": "oppose", "agree": "support"}
    path = plover(
        tmp_path, *({"text": text, "event": e, "source": actor("Arvia"), "target": actor("Belmora")} for e in events)
    )
    assert stances(list(read_plover(path))) == [("Arvia", "Belmora", label) for label in events.values()]


def test_plover_actors_stand_in_the_text_or_have_a_name(tmp_path: Path) -> None:
    text = "{Arvian and other troops shelled Belmora, and Belmora's port.}"
    event = {"text": text, "event": "ASSAULT", "source": actor("Arvia"), "target": actor("Belmora", "port")}
    rows = list(read_plover(plover(tmp_path, event)))
    assert [row["target"].get("name") for row in rows] == ["Belmora", None]
    assert stances(rows) == [("Arvia", "Belmora", "oppose"), ("Arvia", "port", "oppose")]
    assert {row["holder"]["name"] for row in rows} == {"Arvia"}


def test_several_plover_sources_without_a_target_stand_so_to_each_other(tmp_path: Path) -> None:
    event = {
        "text": "Arvia and Belmora made peace.",
        "event": "AGREE",
        "source": actor("Arvia", "Belmora"),
        "target": "",
    }
    rows = list(read_plover(plover(tmp_path, event)))
    assert stances(rows) == [("Arvia", "Belmora", "support"), ("Belmora", "Arvia", "support")]


def test_plover_events_that_are_no_pair_are_left_out(tmp_path: Path) -> None:
    event = {"text": "Arvia may yet arm Belmora.", "event": "AID", "source": actor("Arvia"), "target": actor("Belmora")}
    tally = Tally()
    path = plover(
        tmp_path,
        event | {"target": []},
        event | {"source": None},
        event | {"context": "negation"},
        event | {"target": actor("Arvia")},
    )
    assert list(read_plover(path, tally=tally)) == []
    reasons = ("without a target", "without a source", "context is negation", "nothing labelled")
    assert tally.left_out == {LeftOut(reason): 1 for reason in reasons}


def test_plover_as_published_has_trailing_commas_and_no_brackets(tmp_path: Path) -> None:
    path = tmp_path / "PLOVER_GSR.txt"
    one = '{\n  "text": "Arvia, {of all states,} sued Belmora,]",\n  "source": [{"actorText": "Arvia"},],\n'
    one += '  "target": [{"actorText": "Belmora"}],\n  "event": "COERCE",\n  "comment": "a \\"},\\" ",\n},\n'
    path.write_bytes(b"\xef\xbb\xbf" + (one + one.replace("COERCE", "WAVE") + one).replace("\n", "\r\n").encode())
    tally = Tally()
    rows = list(read_plover(path, tally=tally))
    assert [row["text"] for row in rows] == ["Arvia, {of all states,} sued Belmora,]"] * 2
    assert (tally.rows, [str(error) for error in tally.shown]) == (
        3,
        [f"{path}:8: item 2: event 'WAVE' is not of PLOVER; say what it means, as in --label oppose=WAVE"],
    )
    assert len(list(read_plover(path, options=Options(words={"wave": "support"})))) == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dse", "no tabs\n"),
        ("dse", "[one]\tone\ttwo\t0\n"),
        ("dse", "[a] [b]\ta\tb\t7\n"),
        ("dse", "[a] [b]\ta\tb\t\n"),
        ("dse", "[] [b]\ta\tb\t0\n"),
        ("newsmtsc", "{}\n"),
        ("newsmtsc", "[]\n"),
        ("newsmtsc", '{"sentence": "Oda left.", "from": 0, "to": 30, "polarity": 1}\n'),
        ("newsmtsc", '{"sentence": "Oda left.", "from": -3, "to": 3, "polarity": 1}\n'),
        ("newsmtsc", '{"sentence": "Oda left.", "from": 0, "to": 3, "polarity": 0.5}\n'),
        ("newsmtsc", '{"sentence": "\\ud83d Oda left.", "from": 0, "to": 3, "polarity": 1}\n'),
        ("plover", "17\n"),
        ("plover", '{"text": "Arvia left."}\n'),
        ("plover", '{"text": "Arvia left.", "event": "AID", "source": [{"actorText": 3}], "target": "Oda"}\n'),
        ("plover", '{"text": "never ends'),
        ("labelstudio", '{"data": {}}'),
        ("doccano", "nonsense\n"),
        ("prodigy", '{"text": 3}\n'),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / "part"
    path.write_text(text)
    with pytest.raises(CorpusError, match=f"{path}:1: "):
        list(IMPORTERS[name](path))


def test_a_bad_line_is_counted_and_the_lines_around_it_are_read(tmp_path: Path) -> None:
    path = tmp_path / "part.txt"
    good = "[Togo] met [Ghana].\tTogo\tGhana\t0"
    path.write_bytes("\r\n".join([good, "bad", "", good.replace("met", "m\u00e9t")]).encode("latin-1"))
    tally = Tally()
    rows = list(read_dse(path, tally=tally))
    assert [row["id"] for row in rows] == ["part-1-pq", "part-1-qp"]
    assert (tally.rows, tally.refused) == (3, 2)
    assert [error.line for error in tally.shown] == [2, 4]
    assert "is not utf-8 at byte" in str(tally.shown[1])


def test_a_broken_item_does_not_take_its_neighbours_with_it(tmp_path: Path) -> None:
    path = tmp_path / "gsr.json"
    good = json.dumps({"text": "Arvia helped Belmora.", "event": "AID", "source": "Arvia", "target": "Belmora"})
    path.write_text(f'[{good}, {{"text": oops}}, 17, {good}\n, {{"text": "cut off", ')
    tally = Tally()
    assert len(list(read_plover(path, tally=tally))) == 2
    assert (tally.rows, tally.refused) == (5, 3)
    assert "item 5, which never ends" in str(tally.shown[2])


def test_imported_records_are_corpus_records(tmp_path: Path) -> None:
    path = tmp_path / "part.txt"
    path.write_text("[Togo] met [Ghana].\tTogo\tGhana\t0\n")
    out = tmp_path / "part.jsonl"
    out.write_text("".join(json.dumps(row) + "\n" for row in read_dse(path)))
    assert len(read_corpus([out]).records) == 2
